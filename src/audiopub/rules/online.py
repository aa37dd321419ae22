"""Rules for what a feed refers to, as it is found on the web."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from audiopub.rules.agreement import same_type
from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Fetched
from audiopub.rules.values import is_number, shortened

_CIRCLE, _CERTIFICATE = "AP861", "AP863"
_MOST_HOPS = 5
_PERMANENT = frozenset({301, 308})
_WHAT = {
    "enclosure": "the sound",
    "media": "the file",
    "transcript": "the transcript",
    "chapters": "the chapters file",
    "image": "the artwork",
    "page": "the page",
    "feed": "the feed",
}


def unreachable(file: Fetched) -> Iterator[Fault]:
    """What a feed refers to can be fetched."""
    if file.failure and file.failure_code not in (_CIRCLE, _CERTIFICATE):
        yield _fault(file, f"cannot be fetched: {file.failure}")
    elif not file.failure and file.status // 100 != 2:  # noqa: PLR2004 - RFC 9110, 15.3
        yield _fault(file, f"cannot be fetched: the server answers {file.status}")


def circular(file: Fetched) -> Iterator[Fault]:
    """A redirection comes to an end."""
    if file.failure_code == _CIRCLE:
        yield _fault(file, f"cannot be fetched: {file.failure}")


def not_certified(file: Fetched) -> Iterator[Fault]:
    """A server proves who it is."""
    if file.failure_code == _CERTIFICATE:
        yield _fault(file, f"cannot be fetched: {file.failure}")


def type_differs(file: Fetched) -> Iterator[Fault]:
    """A server says the same type as the feed."""
    said = file.declared_type.partition(";")[0].strip().lower()
    if said and _is_there(file) and file.mime_type and not same_type(file.mime_type, said):
        yield _fault(file, f"is {shortened(file.mime_type)}; the feed says {shortened(said)}")


def length_differs(file: Fetched) -> Iterator[Fault]:
    """A server sends as many bytes as the feed says."""
    said = file.declared_length.lstrip("0")
    if _is_there(file) and file.length is not None and is_number(said) and int(said) != file.length:
        yield _fault(file, f"has {file.length} bytes; the feed says {shortened(said)}")


def no_ranges(file: Fetched) -> Iterator[Fault]:
    """A server sends parts of a sound."""
    if file.ranges is False and _is_there(file):
        yield _fault(file, "is sent as a whole only: its server knows no byte ranges")


def no_head(file: Fetched) -> Iterator[Fault]:
    """A server answers HEAD."""
    if not file.answers_head:
        yield _fault(file, "can be fetched, but its server does not answer HEAD")


def many_hops(file: Fetched) -> Iterator[Fault]:
    """A file is not far away."""
    if len(file.hops) > _MOST_HOPS:
        yield _fault(file, f"is behind {len(file.hops)} redirections")


def downgraded(file: Fetched) -> Iterator[Fault]:
    """What begins encrypted stays so."""
    places = [file.reference.url, *(place for _, place in file.hops)]
    for before, after in pairwise(places):
        if before.startswith("https:") and after.startswith("http:"):
            yield _fault(file, f"is behind a redirection to http: {shortened(after)}")


def moved(file: Fetched) -> Iterator[Fault]:
    """What has moved for good has a new address."""
    for_good = file.hops and all(status in _PERMANENT for status, _ in file.hops)
    if file.reference.kind == "feed" and for_good and _is_there(file):
        yield _fault(file, f"has moved for good to {shortened(file.address)}")


def _is_there(file: Fetched) -> bool:
    return not file.failure and file.status // 100 == 2  # noqa: PLR2004 - RFC 9110, 15.3


def _fault(file: Fetched, what: str) -> Fault:
    reference = file.reference
    return Fault(f"{_WHAT[reference.kind]} {what} ({shortened(reference.url, 80)})", *file.at)
