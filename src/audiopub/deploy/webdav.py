"""A folder of a WebDAV server (RFC 4918); by httpx."""

from __future__ import annotations

import email.utils
import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from lxml import etree

from audiopub.deploy import credentials, failures
from audiopub.deploy.target import Capabilities, Content, Headers, Held
from audiopub.errors import DeployError
from audiopub.model import Destination
from audiopub.web import AGENT

if TYPE_CHECKING:
    import httpx

_DAV = "{DAV:}"
_ASKED = (
    b'<?xml version="1.0" encoding="utf-8"?><D:propfind xmlns:D="DAV:"><D:prop><D:resourcetype/>'
    b"<D:getcontentlength/><D:getlastmodified/><D:getetag/></D:prop></D:propfind>"
)
_PARALLEL = 8
_DENIED = (401, 403, 407)
_ABSENT = (404, 410)
_FULL = (413, 507)
_CONFLICT = 409  # the folder above is not there (RFC 4918, 9.7.1)


_Found = list[tuple[Held, bool]]
"""Files and folders; whether it is a folder."""


class WebDav:
    """A target that is a folder of a WebDAV server."""

    capabilities = Capabilities(rename=True, headers=False, parallel=_PARALLEL)
    heeds_conditions = False

    def __init__(self, destination: Destination) -> None:
        """Connect.

        Raises:
            DeployError: AP731, httpx is not installed; AP735, the server does not let us in; AP737,
                the folder is not there.
        """
        self.name = destination.url.rstrip("/")
        try:
            import httpx
        except ImportError:
            raise failures.absent_extra("webdav", "httpx", self.name) from None
        self._httpx: Any = httpx
        parts = urlsplit(destination.url)
        scheme = "https" if parts.scheme in ("davs", "webdavs") else "http"
        host = parts.netloc.rpartition("@")[2]
        self._base = f"{scheme}://{host}"
        self._root = unquote(parts.path).rstrip("/")
        user = parts.username or credentials.secret(destination.name, "USER", self.name)
        password = credentials.secret(destination.name, "PASSWORD", self.name)
        self._secrets = (password,)
        self._client: httpx.Client = httpx.Client(
            auth=(unquote(user), password or "") if user else None,
            headers={"User-Agent": AGENT},
            timeout=httpx.Timeout(60.0, connect=10.0),
            limits=httpx.Limits(max_connections=2 * _PARALLEL),
        )
        try:
            if self._properties("", 0) is None:
                self._make_folder("")
        except DeployError:
            self.close()
            raise

    def put(self, path: str, content: Content, headers: Headers) -> None:
        """Write a file; most servers have their own table of types, but may heed ours."""
        for folder_is_there in (False, True):
            with content.open() as body:
                answer = self._ask(
                    "PUT",
                    path,
                    content=body,
                    headers={
                        "Content-Type": headers.content_type,
                        "Content-Length": str(content.size),
                    },
                )
            if answer.is_success:
                return
            if folder_is_there or answer.status_code not in (_CONFLICT, *_ABSENT):
                raise self._refusal(answer, f"write {path}")
            self._make_folders(posixpath.dirname(path))

    def put_if(self, path: str, content: Content, headers: Headers, version: str | None) -> None:
        """Refuse: nginx and others take conditions, and do not heed them."""
        del content, headers, version
        raise failures.other(f"cannot write {path} conditionally: WebDAV cannot do that", self.name)

    def head(self, path: str) -> Held | None:
        """Return what is known of a file."""
        found = self._properties(path, 0)
        return next((held for held, is_folder in found or () if not is_folder), None)

    def read_range(self, path: str, start: int, length: int) -> bytes:
        """Return bytes of a file."""
        if length <= 0:
            return b""
        span = f"bytes={start}-{start + length - 1}"
        answer = self._ask("GET", path, headers={"Range": span, "Accept-Encoding": "identity"})
        if answer.status_code in _ABSENT:
            raise failures.vanished(path, self.name)
        if answer.status_code == 416:  # noqa: PLR2004 - RFC 9110, 15.5.17: there is nothing there
            return b""
        if not answer.is_success:
            raise self._refusal(answer, f"read {path}")
        data: bytes = answer.content
        whole = answer.status_code == 200  # noqa: PLR2004 - RFC 9110, 14.2: it ignored the range
        return data[start : start + length] if whole else data

    def rename(self, old: str, new: str) -> None:
        """Put a file in the place of another."""
        where = {"Destination": self._address(new), "Overwrite": "T"}
        for folder_is_there in (False, True):
            answer = self._ask("MOVE", old, headers=where)
            if answer.is_success:
                return
            if folder_is_there or answer.status_code != _CONFLICT:
                raise self._refusal(answer, f"put {new} in place")
            self._make_folders(posixpath.dirname(new))

    def delete(self, path: str) -> None:
        """Delete a file; folders stay, since to delete one is to delete all that is in it."""
        answer = self._ask("DELETE", path)
        if not answer.is_success and answer.status_code not in _ABSENT:
            raise self._refusal(answer, f"delete {path}")

    def list(self, folder: str = "") -> Iterator[Held]:
        """Give every file below a folder, one folder at a time: few servers list all at once."""
        folders = [folder]
        while folders:
            here = folders.pop()
            for held, is_folder in self._properties(here, 1) or ():
                if not is_folder:
                    yield held
                elif held.path != here:
                    folders.append(held.path)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _properties(self, path: str, depth: int) -> _Found | None:
        """Return what a path and those right below it are, and whether they are folders."""
        folder = depth == 1
        answer = self._ask(
            "PROPFIND",
            f"{path}/" if folder and path else path,
            content=_ASKED,
            headers={"Depth": str(depth), "Content-Type": "application/xml"},
        )
        if answer.status_code in _ABSENT:
            return None
        if not answer.is_success:
            raise self._refusal(answer, f"list {path or 'the files'}")
        try:
            tree = etree.fromstring(
                answer.content, etree.XMLParser(resolve_entities=False, no_network=True)
            )
        except etree.XMLSyntaxError as error:
            raise failures.other("the server does not speak WebDAV here", self.name) from error
        return [self._property(response) for response in tree.iter(f"{_DAV}response")]

    def _property(self, response: etree._Element) -> tuple[Held, bool]:
        href = unquote(urlsplit(response.findtext(f"{_DAV}href", "").strip()).path)
        path = href.removeprefix(self._root).strip("/")
        said = {prop.tag: prop for prop in response.iterfind(f"{_DAV}propstat/{_DAV}prop/*")}
        kind = said.get(f"{_DAV}resourcetype")
        is_folder = kind is not None and kind.find(f"{_DAV}collection") is not None
        size = _text(said, "getcontentlength") or "0"
        changed = _text(said, "getlastmodified")
        modified = email.utils.parsedate_to_datetime(changed).timestamp() if changed else 0.0
        version = _text(said, "getetag") or f"{modified}-{size}"
        held = Held(path=path, size=int(size), modified=modified, version=version)
        return held, is_folder

    def _make_folders(self, folder: str) -> None:
        if folder and self._properties(folder, 0) is None:
            self._make_folders(posixpath.dirname(folder))
            self._make_folder(folder)

    def _make_folder(self, folder: str) -> None:
        answer = self._ask("MKCOL", f"{folder}/")
        if answer.status_code == _CONFLICT:
            raise failures.missing("the folder above it is not there", self.name)
        made_meanwhile = answer.status_code == 405  # noqa: PLR2004 - RFC 4918, 9.3.1
        if not answer.is_success and not made_meanwhile:
            raise self._refusal(answer, "make the folder")

    def _address(self, path: str) -> str:
        return f"{self._base}{quote(self._root)}/{quote(path)}"

    def _ask(self, method: str, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401 - httpx's own
        try:
            answer: httpx.Response = self._client.request(method, self._address(path), **options)
        except self._httpx.HTTPError as error:
            said = credentials.redacted(str(error) or type(error).__name__, self._secrets)
            raise failures.silent(f"no answer: {said}", self.name) from error
        return answer

    def _refusal(self, answer: httpx.Response, doing: str) -> DeployError:
        status = answer.status_code
        what = f"cannot {doing}: the server answered {status} {answer.reason_phrase}".rstrip()
        if status in _DENIED:
            return failures.access(what, self.name)
        if status in _FULL:
            return failures.full(what, self.name)
        if status in _ABSENT:
            return failures.missing(what, self.name)
        if status >= 500 or status in (408, 423, 425, 429):  # noqa: PLR2004 - RFC 9110, 15.6
            return failures.silent(what, self.name)
        return failures.other(what, self.name)


def _text(said: dict[Any, etree._Element], name: str) -> str:
    found = said.get(f"{_DAV}{name}")
    return (found.text or "").strip() if found is not None else ""
