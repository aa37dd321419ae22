"""Google Cloud Storage on this machine: so much of its XML API as a deployment speaks.

There is no server of it to install: the stand-ins that exist speak its JSON API. What it answers is
after https://cloud.google.com/storage/docs/xml-api/reference-methods: an ETag is the MD5 of what
was put at once, and something else for what came in parts; a condition names a generation, of which
listings say nothing; ``If-Match`` is for reading only, and passed over in a put.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

TOKEN = "audiopub-test-token"  # noqa: S105 - of a server that lives for a minute
_PAGE = 5  # files in a page of a listing: fewer than a thousand, so that tests see several
_TOLD = ("Content-Type", "Cache-Control")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Object:
    data: bytes
    tag: str
    generation: int
    modified: float
    headers: dict[str, str]


class _Buckets:
    """What lies there: the bucket ``bucket``, and uploads in parts that have not ended."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.objects: dict[str, _Object] = {}
        self.uploads: dict[str, tuple[dict[str, str], dict[int, bytes]]] = {}
        self._generations = itertools.count(1_700_000_000_000_000, 1_017)

    def store(self, key: str, data: bytes, headers: dict[str, str], tag: str = "") -> _Object:
        generation = next(self._generations)
        tag = tag or f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'
        self.objects[key] = _Object(
            data=data, tag=tag, generation=generation, modified=time.time(), headers=headers
        )
        return self.objects[key]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    buckets: _Buckets

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(6, 1, 1)  # no waiting for more to send

    def do_GET(self) -> None:
        self._answered(self._get)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server asks for

    def do_PUT(self) -> None:
        self._answered(self._put)

    def do_POST(self) -> None:
        self._answered(self._post)

    def do_DELETE(self) -> None:
        self._answered(self._delete)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answered(self, answer: Any) -> None:  # noqa: ANN401 - one of the four
        parts = urlsplit(self.path)
        bucket, _, key = parts.path.lstrip("/").partition("/")
        asked = {
            name: values[0]
            for name, values in parse_qs(parts.query, keep_blank_values=True).items()
        }
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._error(401, "AuthenticationRequired")
        elif bucket != "bucket":
            self._error(404, "NoSuchBucket")
        else:
            with self.buckets.lock:
                answer(unquote(key), asked, body)

    def _get(self, key: str, asked: dict[str, str], _: bytes) -> None:
        if not key:
            self._list(asked)
            return
        found = self.buckets.objects.get(key)
        if found is None:
            self._error(404, "NoSuchKey")
            return
        start, stop = 0, len(found.data)
        ranged = self.headers.get("Range")
        if ranged:
            first, last = ranged.removeprefix("bytes=").split("-")
            start, stop = int(first), min(stop, int(last) + 1)
        headers = {**self._said(found), **found.headers}
        if ranged:
            headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(found.data)}"
        self._send(206 if ranged else 200, found.data[start:stop], headers)

    def _list(self, asked: dict[str, str]) -> None:
        last = asked.get("continuation-token", "")
        keys = sorted(
            key for key in self.buckets.objects if key.startswith(asked.get("prefix", ""))
        )
        keys = [key for key in keys if key > last]
        page, more = keys[:_PAGE], keys[_PAGE:]
        contents = "".join(
            f"<Contents><Key>{escape(key)}</Key><Generation>{found.generation}</Generation>"
            f"<LastModified>{time.strftime('%Y-%m-%dT%H:%M:%S.000Z', time.gmtime(found.modified))}"
            f"</LastModified><ETag>{escape(found.tag)}</ETag><Size>{len(found.data)}</Size></Contents>"
            for key in page
            for found in [self.buckets.objects[key]]
        )
        token = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if more else ""
        self._send(200, f"<ListBucketResult>{token}{contents}</ListBucketResult>".encode())

    def _put(self, key: str, asked: dict[str, str], body: bytes) -> None:
        wanted = self.headers.get("x-goog-if-generation-match")
        there = self.buckets.objects.get(key)
        headers = {name: self.headers[name] for name in _TOLD if name in self.headers}
        if "uploadId" in asked:
            self.buckets.uploads[asked["uploadId"]][1][int(asked["partNumber"])] = body
            tag = hashlib.md5(body, usedforsecurity=False).hexdigest()
            self._send(200, b"", {"ETag": f'"{tag}"'})
        elif wanted is not None and int(wanted) != (there.generation if there else 0):
            self._error(412, "PreconditionFailed")
        elif "x-goog-copy-source" in self.headers:
            source = unquote(self.headers["x-goog-copy-source"]).partition("/")[2]
            copied = self.buckets.objects[source]
            self.buckets.store(key, copied.data, copied.headers, copied.tag)
            self._send(200, b"<CopyObjectResult/>")
        else:
            self._send(200, b"", self._said(self.buckets.store(key, body, headers)))

    def _post(self, key: str, asked: dict[str, str], body: bytes) -> None:
        if "uploads" in asked:
            name = f"upload-{len(self.buckets.uploads)}"
            headers = {name: self.headers[name] for name in _TOLD if name in self.headers}
            self.buckets.uploads[name] = (headers, {})
            text = f"<InitiateMultipartUploadResult><UploadId>{name}</UploadId>"
            self._send(200, f"{text}</InitiateMultipartUploadResult>".encode())
            return
        headers, parts = self.buckets.uploads.pop(asked["uploadId"])
        numbers = [int(one) for one in re.findall(rb"<PartNumber>(\d+)<", body)]
        data = b"".join(parts[number] for number in numbers)
        found = self.buckets.store(key, data, headers, f'"-{hashlib.sha1(data).hexdigest()[:12]}="')  # noqa: S324
        text = f"<CompleteMultipartUploadResult><ETag>{escape(found.tag)}</ETag>"
        self._send(200, f"{text}</CompleteMultipartUploadResult>".encode(), self._said(found))

    def _delete(self, key: str, _: dict[str, str], __: bytes) -> None:
        if self.buckets.objects.pop(key, None) is None:
            self._error(404, "NoSuchKey")
        else:
            self._send(204, b"")

    def _said(self, found: _Object) -> dict[str, str]:
        return {
            "ETag": found.tag,
            "x-goog-generation": str(found.generation),
            "Last-Modified": formatdate(found.modified, usegmt=True),
        }

    def _error(self, status: int, code: str) -> None:
        text = f"<Error><Code>{code}</Code><Message>{code} was said.</Message></Error>"
        self._send(status, text.encode())

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextlib.contextmanager
def google() -> Iterator[str]:
    """Run it as long as the block lasts; give its address."""
    handler = type("Handler", (_Handler,), {"buckets": _Buckets()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
