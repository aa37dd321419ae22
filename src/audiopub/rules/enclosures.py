"""Rules for enclosures."""

from __future__ import annotations

from collections.abc import Iterator

from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Element, Item
from audiopub.rules.values import address_fault, ending, is_number, not_web, shortened

TYPES: dict[str, frozenset[str]] = {
    "audio/mpeg": frozenset({".mp3"}),
    "audio/x-m4a": frozenset({".m4a", ".mp4"}),
    "audio/mp4": frozenset({".m4a", ".mp4"}),
    "audio/aac": frozenset({".aac", ".m4a"}),
    "audio/ogg": frozenset({".ogg", ".opus", ".oga"}),
    "audio/opus": frozenset({".opus"}),
    "audio/flac": frozenset({".flac"}),
    "audio/wav": frozenset({".wav"}),
    "video/mp4": frozenset({".mp4", ".m4v"}),
    "video/x-m4v": frozenset({".m4v"}),
    "video/quicktime": frozenset({".mov"}),
    "application/pdf": frozenset({".pdf"}),
}
"""The types that apps play, and the endings of such files."""

_OLD_TYPES = frozenset({"audio/mp3", "audio/x-mp3", "audio/x-mpeg", "audio/m4a", "audio/x-wav"})


def missing(item: Item) -> Iterator[Fault]:
    """An episode needs a sound."""
    if not item.element.first("enclosure") and _is_episode(item.element):
        yield Fault("the episode has no <enclosure>", *item.at)


def silent(item: Item) -> Iterator[Fault]:
    """A post among episodes is none; apps pass it over."""
    if not item.element.first("enclosure") and not _is_episode(item.element):
        yield Fault("the item has no <enclosure>, so it is no episode", *item.at)


def several(item: Item) -> Iterator[Fault]:
    """An item has one enclosure."""
    for enclosure in item.element.all("enclosure")[1:]:
        message = "the item has more than one <enclosure>; most apps take the first or the last"
        yield Fault(message, *enclosure.at)


def url_malformed(item: Item) -> Iterator[Fault]:
    """The sound must be somewhere."""
    for enclosure in item.element.all("enclosure"):
        if fault := address_fault("the enclosure", enclosure.attribute("url")):
            yield Fault(fault, *enclosure.at)


def length_malformed(item: Item) -> Iterator[Fault]:
    """Its length is in bytes."""
    for enclosure in item.element.all("enclosure"):
        length = enclosure.attribute("length")
        if not length:
            yield Fault("the enclosure does not say its length", *enclosure.at)
        elif not is_number(length):
            message = f"the enclosure's length is no number of bytes: {shortened(length)!r}"
            yield Fault(message, *enclosure.at)


def length_zero(item: Item) -> Iterator[Fault]:
    """A sound of no bytes is none."""
    for enclosure in item.element.all("enclosure"):
        length = enclosure.attribute("length")
        if length and not length.strip("0"):
            yield Fault("the enclosure's length is given as 0 bytes", *enclosure.at)


def type_missing(item: Item) -> Iterator[Fault]:
    """Its type says whether an app can play it."""
    for enclosure in item.element.all("enclosure"):
        if not enclosure.attribute("type"):
            yield Fault("the enclosure does not say its type", *enclosure.at)


def type_unknown(item: Item) -> Iterator[Fault]:
    """Apps play what they know."""
    for enclosure in item.element.all("enclosure"):
        kind = _type(enclosure)
        if kind and kind not in TYPES and kind not in _OLD_TYPES:
            message = f"the enclosure's type is none that apps play: {shortened(kind)!r}"
            yield Fault(message, *enclosure.at)


def type_old(item: Item) -> Iterator[Fault]:
    """A type has one registered name."""
    for enclosure in item.element.all("enclosure"):
        if (kind := _type(enclosure)) in _OLD_TYPES:
            yield Fault(f"the enclosure's type is written as {kind}", *enclosure.at)


def extension_wrong(item: Item) -> Iterator[Fault]:
    """Apple goes by the ending of the address."""
    for enclosure in item.element.all("enclosure"):
        endings = TYPES.get(_type(enclosure))
        url = enclosure.attribute("url")
        if endings is None or not_web(url):
            continue
        if ending(url) not in endings:
            expected = " or ".join(sorted(endings))
            message = f"the enclosure's address does not end in {expected}, as its type says"
            yield Fault(message, *enclosure.at)


def _type(enclosure: Element) -> str:
    return enclosure.attribute("type").partition(";")[0].strip().lower()


def _is_episode(element: Element) -> bool:
    """Return whether an item says something that only episodes say."""
    return any(name.startswith(("itunes:", "podcast:", "psc:")) for name in element.children)
