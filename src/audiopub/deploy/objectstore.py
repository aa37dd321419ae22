"""Buckets: Amazon S3 and all that speak its protocol, Google Cloud Storage, Azure; by obstore."""

from __future__ import annotations

import math
import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from audiopub.deploy import credentials, failures
from audiopub.deploy.kinds import OURS
from audiopub.deploy.target import (
    PIECE,
    Capabilities,
    Content,
    Digest,
    Headers,
    Held,
    content_of,
)
from audiopub.errors import ChangedError, DeployError
from audiopub.model import Destination

if TYPE_CHECKING:
    from obstore import Bytes, ObjectMeta, PutMode, UpdateVersion
    from obstore.store import AzureStore, GCSStore, S3Store

_PARALLEL = 12
_SILENCE = 300  # seconds for one request, a large part of a file included
_TOGETHER = 4  # parts of one file that travel at once


class ObjectStore:
    """A target that is a bucket, or a part of one. A put is whole or not at all."""

    capabilities = Capabilities(rename=False, headers=True, parallel=_PARALLEL)

    def __init__(self, destination: Destination) -> None:
        """Connect.

        Raises:
            DeployError: AP731, obstore is not installed; AP730, the address cannot be.
        """
        self.name = destination.url.rstrip("/")
        parts = urlsplit(self.name)
        self._has_generations = parts.scheme == "gs"
        self._prefix = unquote(parts.path).strip("/")
        try:
            import obstore
            from obstore import exceptions, store
        except ImportError:
            raise failures.absent_extra("s3", "obstore", self.name) from None
        self._obstore: Any = obstore
        self._exceptions: Any = exceptions
        self._secrets: list[str | None] = [
            value for name, value in os.environ.items() if re.fullmatch(_SECRETS, name)
        ]
        with self._explained("connect"):
            self._store = self._connected(store, parts.scheme, parts.netloc, destination)
            # the host hashes the parts of a large file, and we compare: no need to sign them, too
            self._bulk = self._connected(
                store, parts.scheme, parts.netloc, destination, unsigned_payload=True
            )

    def _connected(
        self,
        store: Any,  # noqa: ANN401 - a module
        scheme: str,
        bucket: str,
        destination: Destination,
        **more: bool,
    ) -> S3Store | GCSStore | AzureStore:
        # our own patience says how often something is tried; a lost connection is noticed soon.
        # What obstore's classes give for options by name, its types do not know.
        shared: dict[str, Any] = {
            "client_options": {"timeout": f"{_SILENCE}s", "connect_timeout": "10s"},
            "retry_config": {"max_retries": 2, "retry_timeout": timedelta(seconds=30)},
        }
        if destination.endpoint:
            shared["client_options"]["allow_http"] = destination.endpoint.startswith("http://")
        if scheme == "gs":
            address = {"base_url": destination.endpoint} if destination.endpoint else {}
            google: GCSStore = store.GCSStore(bucket, **address, **shared)
            return google
        if scheme == "az":
            azure: AzureStore = store.AzureStore(bucket, **shared)
            return azure
        found = credentials.amazon(os.environ)
        self._secrets += [found.get("aws_access_key_id"), found.get("aws_secret_access_key")]
        options: dict[str, Any] = {
            **more,
            "access_key_id": found.get("aws_access_key_id"),
            "secret_access_key": found.get("aws_secret_access_key"),
            "session_token": found.get("aws_session_token"),
            "region": destination.region or found.get("region"),
            "endpoint": destination.endpoint,
        }
        if destination.endpoint:
            options["virtual_hosted_style_request"] = False
            options["region"] = options["region"] or os.environ.get("AWS_REGION", "us-east-1")
        options = {name: value for name, value in options.items() if value is not None}
        amazon: S3Store = store.S3Store(bucket, **options, **shared)
        return amazon

    @property
    def heeds_conditions(self) -> bool:
        """Whether the host heeds conditions."""
        return self._quoted is not None

    @cached_property
    def _quoted(self) -> bool | None:
        """Whether conditions are to name an ETag in quotes; ``None`` if they are not heeded.

        RFC 9110 asks for the quotes, and Ceph refuses them. Some hosts (``rclone serve s3``) take
        conditions, do not heed them, and answer with success.
        """
        path = f"{OURS}/probe-{uuid.uuid4().hex}"
        with self._explained("try out conditional writing"):
            try:
                return self._tried(path)
            except self._exceptions.NotSupportedError:
                return None
            finally:
                self._obstore.delete(self._store, self._full(path))

    def _tried(self, path: str) -> bool | None:
        headers = Headers(content_type="text/plain", cache_control="no-store")
        made = self._write(path, content_of(b"one"), headers, "create")
        never = _update("0123456789abcdef", quoted=True, generation="1")
        broken: tuple[PutMode, ...] = ("create", never)
        other = content_of(b"two")
        if not all(self._is_refused(path, other, headers, mode) for mode in broken):
            return None
        for quoted in (True, False):
            mode = _update(made["e_tag"], quoted=quoted, generation=made["version"])
            if not self._is_refused(path, other, headers, mode):
                return quoted
        return None

    def _is_refused(self, path: str, content: Content, headers: Headers, mode: PutMode) -> bool:
        """Write a file on a condition; return whether the host found it broken."""
        try:
            self._write(path, content, headers, mode)
        except (self._exceptions.AlreadyExistsError, self._exceptions.PreconditionError):
            return True
        except FileNotFoundError as error:  # what is to be replaced is gone; or the bucket is
            if _first(_CODE, str(error)) in _BUCKETLESS:
                raise
            return True
        return False

    def put(self, path: str, content: Content, headers: Headers) -> Held | None:
        """Write a file; a large one in parts. The answer has its ETag, mostly a hash of it."""
        with self._explained(f"write {path}"):
            tag = (self._write(path, content, headers, "overwrite")["e_tag"] or "").strip('"')
        digest = _digest(tag, content.size)
        if digest is None:
            return None
        return Held(path=path, size=content.size, modified=0.0, version=tag, digest=digest)

    def put_if(self, path: str, content: Content, headers: Headers, version: str | None) -> None:
        """Write a file if what is there is of a version."""
        if self._quoted is None:
            raise failures.other(
                f"cannot write {path} conditionally: the host does not heed conditions", self.name
            )
        with self._explained(f"write {path}"):
            mode: PutMode | None = "create"
            if version is not None:
                mode = self._replacing(path, version, quoted=self._quoted)
            if mode is not None and not self._is_refused(path, content, headers, mode):
                return
            raise ChangedError(
                "AP742",
                "something else has replaced this file meanwhile; it stays as it is",
                path=f"{self.name}/{path}",
                hint="find out who else deploys to this target, and deploy again",
            )

    def _replacing(self, path: str, version: str, *, quoted: bool) -> PutMode | None:
        """Return the condition that a file is still of a version; ``None`` if it is not.

        Google's conditions name a generation, of which its listings say nothing, and those that
        name an ETag are for reading (https://cloud.google.com/storage/docs/request-preconditions).
        """
        if not self._has_generations:
            return _update(version, quoted=quoted)
        try:
            meta = self._obstore.head(self._store, self._full(path))
        except FileNotFoundError:
            return None
        if self._held(meta).version != version:
            return None
        return _update(version, quoted=quoted, generation=meta["version"])

    def _write(self, path: str, content: Content, headers: Headers, mode: PutMode) -> Any:  # noqa: ANN401 - obstore's own
        source = content.source
        whole = content.size <= PIECE or mode != "overwrite"
        return self._obstore.put(
            self._store if whole else self._bulk,
            self._full(path),
            content.read() if whole or not isinstance(source, Path) else source,
            attributes={
                "Content-Type": headers.content_type,
                "Cache-Control": headers.cache_control,
            },
            mode=mode,
            use_multipart=not whole,
            chunk_size=PIECE,
            max_concurrency=_TOGETHER,
        )

    def head(self, path: str) -> Held | None:
        """Return what is known of a file."""
        with self._explained(f"look at {path}"):
            try:
                return self._held(self._obstore.head(self._store, self._full(path)))
            except FileNotFoundError:
                return None

    def read_range(self, path: str, start: int, length: int) -> bytes:
        """Return bytes of a file."""
        held = self.head(path)
        if held is None:
            raise failures.vanished(path, self.name)
        length = min(length, held.size - start)
        if length <= 0:
            return b""
        with self._explained(f"read {path}"):
            if length < held.size:
                # a host that does not do ranges, or has lost the file, says so of the whole
                with suppress(self._exceptions.GenericError, FileNotFoundError):
                    return bytes(self._ranged(path, start, length))
            try:
                whole = bytes(self._obstore.get(self._store, self._full(path)).bytes())
            except FileNotFoundError:  # it went after we looked
                raise failures.vanished(path, self.name) from None
            return whole[start : start + length]

    def _ranged(self, path: str, start: int, length: int) -> Bytes:
        full = self._full(path)
        data: Bytes = self._obstore.get_range(self._store, full, start=start, length=length)
        return data

    def rename(self, old: str, new: str) -> None:
        """Copy a file within the bucket, and delete the first."""
        with self._explained(f"put {new} in place"):
            self._obstore.rename(self._store, self._full(old), self._full(new))

    def delete(self, path: str) -> None:
        """Delete a file."""
        with self._explained(f"delete {path}"):
            try:
                self._obstore.delete(self._store, self._full(path))
            except FileNotFoundError:
                return

    def list(self, folder: str = "") -> Iterator[Held]:
        """Give every file below a folder."""
        prefix = self._full(folder) if folder else self._prefix
        with self._explained("list the files"):
            for page in self._obstore.list(self._store, prefix=prefix or None, chunk_size=1000):
                for meta in page:
                    yield self._held(meta)

    def close(self) -> None:
        """Do nothing: connections end by themselves."""

    def _full(self, path: str) -> str:
        return f"{self._prefix}/{path}" if self._prefix else path

    def _held(self, meta: ObjectMeta) -> Held:
        path = meta["path"]
        tag = (meta["e_tag"] or "").strip('"')  # some hosts give the quotes, or not, as it comes
        return Held(
            path=path[len(self._prefix) + 1 :] if self._prefix else path,
            size=meta["size"],
            modified=meta["last_modified"].timestamp(),
            version=tag or f"{meta['last_modified'].timestamp()}",
            digest=_digest(tag, meta["size"]),
        )

    @contextmanager
    def _explained(self, doing: str) -> Iterator[None]:
        try:
            yield
        except (DeployError, self._exceptions.NotSupportedError):
            raise
        except (self._exceptions.BaseError, ValueError, OSError) as error:
            raise self._failure(error, doing) from None  # its text may hold a signature

    def _failure(self, error: Exception, doing: str) -> DeployError:
        """Return what a host refuses, by the code that it gives."""
        text = str(error)
        code, status = _first(_CODE, text), _first(_STATUS, text)
        unknown = re.search(_PLATFORM, text) is not None
        said = _first(r"<Message>([^<]*)</Message>", text) or code or _reason(text)
        said = "no credentials were found" if unknown else said
        what = f"cannot {doing}: {credentials.redacted(said, self._secrets)}"
        if code == "RequestTimeTooSkewed":
            return DeployError(
                "AP745",
                what,
                path=self.name,
                hint="the clock of this machine is wrong: set it, and deploy again",
            )
        if code in _BUCKETLESS or "bucket does not exist" in text:
            return failures.missing(what, self.name)
        if code in ("QuotaExceeded", "InsufficientStorage", "EntityTooLarge") or status == "507":
            return failures.full(what, self.name)
        denied = (self._exceptions.PermissionDeniedError, self._exceptions.UnauthenticatedError)
        unknown = unknown or code in _DENIED or "credential" in text.lower()
        if unknown or isinstance(error, denied):
            return failures.access(what, self.name)
        if (
            status.startswith("5")
            or code in _PASSING
            or re.search(r"(?i)timed? ?out|connect|reset|sending request", text)
        ):
            return failures.silent(what, self.name)
        return failures.other(what, self.name)


_SECRETS = r"(AWS|AZURE|GOOGLE)_\w*(KEY|KEY_ID|TOKEN|SECRET)"
"""Variables that hold what must not be told."""

_PLATFORM = r"/computeMetadata/|/latest/(api/token|meta-data)|/metadata/identity/"
"""Where machines of a platform get credentials: asked last, when none were given."""

_CODE = r"<Code>(\w+)</Code>"
_STATUS = r"(?i)\bstatus(?: code)?: (\d{3})\b"
_BUCKETLESS = ("NoSuchBucket", "ContainerNotFound")
_DENIED = (
    "AccessDenied",
    "AuthenticationRequired",
    "InvalidAccessKeyId",
    "SignatureDoesNotMatch",
    "ExpiredToken",
    "InvalidToken",
    "AuthenticationFailed",
)


_PASSING = (
    "BadDigest",
    "IncompleteBody",
    "InternalError",
    "OperationAborted",
    "RequestTimeout",
    "ServerBusy",
    "SlowDown",
    "XAmzContentSHA256Mismatch",
)
"""What another try may overcome: the host is busy, or what was sent came damaged."""


def _update(tag: str | None, *, quoted: bool, generation: str | None = None) -> UpdateVersion:
    bare = (tag or "").strip('"')
    update: UpdateVersion = {"e_tag": f'"{bare}"' if quoted else bare}
    if generation is not None:
        update["version"] = generation
    return update


def _digest(tag: str, size: int) -> Digest | None:
    """Return what an ETag says of the content: S3's is an MD5, or one of MD5s with their number."""
    found = re.fullmatch(r"([0-9a-f]{32})(?:-(\d+))?", tag)
    if found is None:
        return None
    if found[2] is None:
        return Digest(algorithm="md5", value=found[1])
    if int(found[2]) != math.ceil(size / PIECE):
        return None  # somebody else put it there, in parts of another size
    return Digest(algorithm="md5", value=found[1], part=PIECE)


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""


def _reason(text: str) -> str:
    """Return the first sentence of an error of the library, without its inner structure."""
    return text.partition("\n\nDebug source:")[0].partition("Caused by:")[0].strip()
