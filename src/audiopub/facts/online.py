"""What a feed refers to, as it is found on the web."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from audiopub.errors import WebError
from audiopub.facts import captions, chapters, images
from audiopub.facts.references import further, of_channel, of_item
from audiopub.fetching import Bounds, Fetch, Fetcher
from audiopub.rules.subjects import Element, Feed, Fetched, Item, Reference, Subject
from audiopub.rules.values import not_web

_READ = frozenset({"image", "transcript", "chapters"})
"""What is fetched as a whole, and read."""

_LARGEST = 32 << 20
_NO_HEAD = frozenset({400, 403, 404, 405, 500, 501, 503})
_PARTIAL = 206


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be fetched."""

    path: str
    reference: Reference
    mime_type: str
    length: str


def visited(subjects: Iterable[Subject], fetcher: Fetcher, *, at_once: int) -> Iterator[Subject]:
    """Yield what was found, and then what is found at the addresses that it refers to.

    Each address is asked once: for its header fields, for a part of it if it is a sound, and for
    all of it if it is a picture, captions or chapters, which are then judged as files are.

    Args:
        subjects: What was found in a feed, and around it.
        fetcher: What fetches, with its bounds.
        at_once: How many addresses are asked at a time.
    """
    wanted: dict[str, _Wanted] = {}
    for subject in subjects:
        yield subject
        for each in _wanted(subject):
            if not not_web(each.reference.url):
                wanted.setdefault(each.reference.url, each)
    small = replace(fetcher, bounds=Bounds(length=_LARGEST, seconds=60))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(at_once) as pool:

        def visit(number: int, each: _Wanted) -> list[Subject]:
            return list(_visit(each, small, Path(folder, str(number))))

        for found in pool.map(visit, range(len(wanted)), wanted.values()):
            yield from found


def _wanted(subject: Subject) -> Iterator[_Wanted]:
    if isinstance(subject, Item):
        references = (*of_item(subject.element), *further(subject.element))
        enclosure = subject.element.first("enclosure")
    elif isinstance(subject, Feed) and subject.channel:
        references = (*of_channel(subject.channel), *further(subject.channel))
        enclosure = None
    else:
        return
    for reference in references:
        said = enclosure if reference.kind == "enclosure" else None
        yield _Wanted(subject.path, reference, _said(said, "type"), _said(said, "length"))


def _said(element: Element | None, attribute: str) -> str:
    return element.attribute(attribute) if element else ""


def _visit(wanted: _Wanted, fetcher: Fetcher, target: Path) -> Iterator[Subject]:
    url = wanted.reference.url
    found = Fetched(
        path=wanted.path,
        reference=wanted.reference,
        declared_type=wanted.mime_type,
        declared_length=wanted.length,
    )
    try:
        answer = fetcher.ask(url)
        heads = answer.status not in _NO_HEAD
        if not heads:
            answer = fetcher.ask(url, method="GET", headers={"Range": "bytes=0-1"})
        ranges = _sends_parts(fetcher, answer) if wanted.reference.kind == "enclosure" else None
        yield _described(found, answer, heads=heads or answer.status // 100 != 2, ranges=ranges)  # noqa: PLR2004 - RFC 9110
        if wanted.reference.kind in _READ and answer.status // 100 == 2:  # noqa: PLR2004 - RFC 9110
            yield from _read(wanted.reference, fetcher, target)
    except WebError as error:
        yield replace(found, failure=error.what, failure_code=error.code)
    finally:
        target.unlink(missing_ok=True)


def _sends_parts(fetcher: Fetcher, answer: Fetch) -> bool:
    part = fetcher.ask(answer.address, method="GET", headers={"Range": "bytes=0-1"})
    return part.status == _PARTIAL and "content-range" in part.headers


def _described(found: Fetched, answer: Fetch, *, heads: bool, ranges: bool | None) -> Fetched:
    length = answer.headers.get("content-length", "")
    if "content-range" in answer.headers:
        length = answer.headers["content-range"].rpartition("/")[2]
    return replace(
        found,
        address=answer.address,
        hops=answer.hops,
        status=answer.status,
        mime_type=answer.headers.get("content-type", "").partition(";")[0].strip().lower(),
        length=int(length) if length.isascii() and length.isdecimal() else None,
        answers_head=heads,
        ranges=ranges,
    )


def _read(reference: Reference, fetcher: Fetcher, target: Path) -> Iterator[Subject]:
    """Fetch a file as a whole, and read it; findings call it by its address without a query."""
    name = urlsplit(reference.url)._replace(query="", fragment="").geturl()
    suffix = PurePosixPath(name).suffix.lower()
    path = target.with_suffix(suffix if suffix.isascii() and suffix.isprintable() else "")
    try:
        fetcher.download(reference.url, path)
        match reference.kind:
            case "image":
                yield from images.read(path, name)
            case "chapters":
                yield from chapters.read(path, name)
            case _ if suffix in (".vtt", ".srt", ".json"):
                yield from captions.read(path, name)
    finally:
        path.unlink(missing_ok=True)
