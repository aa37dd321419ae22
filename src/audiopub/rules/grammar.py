"""Rules that hold every element of a feed against :mod:`audiopub.rules.vocabulary`."""

from __future__ import annotations

from collections.abc import Iterator

from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Element, Part
from audiopub.rules.values import markup_in, shortened
from audiopub.rules.vocabulary import CONTAINERS, WORDS, Word

_CLOSED = ("itunes:", "podcast:", "psc:")
"""Vocabularies of which all elements are known; RSS itself is another."""

_LOWER = {name.lower(): name for name in WORDS}
_SINGLE = frozenset(name for name, word in WORDS.items() if not word.many)
_REQUIRED = {name: word.required for name, word in WORDS.items() if word.required}
_VALUES = {name: word.value for name, word in WORDS.items() if word.value}
_FILLED = frozenset(name for name, word in WORDS.items() if word.filled)
_HOLDS = {name: word.holds for name, word in WORDS.items() if word.holds}
_LONGEST = {name: word.longest for name, word in WORDS.items() if word.longest}
_PLAIN = frozenset(name for name, word in WORDS.items() if word.plain)


def unknown(part: Part) -> Iterator[Fault]:
    """What nobody knows, nobody reads."""
    for _, name, elements in part.groups:
        if name not in WORDS and "{" not in name and (":" not in name or name.startswith(_CLOSED)):
            meant = _LOWER.get(name.lower())
            cure = f"Write <{meant}>." if meant else None
            yield Fault(f"there is no element <{shortened(name)}>", *elements[0].at, cure=cure)


def misplaced(part: Part) -> Iterator[Fault]:
    """An element has its place."""
    for parent, name, elements in part.groups:
        word = WORDS.get(name)
        if word and parent.name not in word.parents:
            places = " or ".join(f"<{place}>" for place in sorted(word.parents))
            yield Fault(
                f"<{name}> has no place in <{parent.name}>",
                *elements[0].at,
                cure=f"Put it into {places}.",
                link=word.link,
            )
        elif name == parent.name == "itunes:category" and part.element.name == "channel":
            tops = part.element.all(name)
            if not any(parent is top for top in tops):
                yield Fault("a subcategory has no subcategories", *elements[0].at)


def repeated(part: Part) -> Iterator[Fault]:
    """Most elements may stand somewhere once."""
    for parent, name, elements in part.groups:
        if len(elements) > 1 and name in _SINGLE:
            what = parent.name if ":" not in parent.name else f"<{parent.name}>"
            for element in elements[1:]:
                yield Fault(
                    f"the {what} has more than one <{name}>", *element.at, link=WORDS[name].link
                )


def attribute_missing(part: Part) -> Iterator[Fault]:
    """Some attributes must be there."""
    for _, name, elements in part.groups:
        for attribute in _REQUIRED.get(name, ()):
            for element in elements:
                if not element.attribute(attribute):
                    yield Fault(
                        f"the <{name}> has no {attribute}", *element.at, link=WORDS[name].link
                    )


def attribute_unknown(part: Part) -> Iterator[Fault]:
    """What nobody knows, nobody reads; other vocabularies may add attributes of their own."""
    for element, word in _attributed(part):
        for attribute in element.attributes:
            if attribute not in word.attributes and ":" not in attribute:
                meant = {known.lower(): known for known in word.attributes}.get(attribute.lower())
                cure = f"Write {meant}." if meant else None
                message = f"the <{element.name}> knows no attribute {shortened(attribute)}"
                yield Fault(message, *element.at, cure=cure, link=word.link)


def attribute_malformed(part: Part) -> Iterator[Fault]:
    """An attribute has a value that its readers understand."""
    for element, word in _attributed(part):
        for attribute in element.attributes:
            check = word.attributes.get(attribute)
            value = element.attribute(attribute) if check else ""
            if check and value and (fault := check(value)):
                message = f"the {attribute} of the <{element.name}> {fault}: {shortened(value)!r}"
                yield Fault(message, *element.at, link=word.link)


def value_malformed(part: Part) -> Iterator[Fault]:
    """An element has a value that its readers understand."""
    for _, name, elements in part.groups:
        if check := _VALUES.get(name):
            for element in elements:
                value = element.value
                if value and (fault := check(value)):
                    message = f"the <{name}> {fault}: {shortened(value)!r}"
                    yield Fault(message, *element.at, link=WORDS[name].link)


def empty(part: Part) -> Iterator[Fault]:
    """Some elements say nothing if nothing stands in them."""
    for _, name, elements in part.groups:
        if name in _FILLED:
            for element in elements:
                if not element.value:
                    yield Fault(f"the <{name}> is empty", *element.at, link=WORDS[name].link)


def child_missing(part: Part) -> Iterator[Fault]:
    """Some elements are there for what stands in them."""
    for _, name, elements in part.groups:
        if holds := _HOLDS.get(name):
            for element in elements:
                if not any(child in element.children for child in holds):
                    what = " nor a ".join(f"<{child}>" for child in holds)
                    has = "neither a" if len(holds) > 1 else "no"
                    message = f"the <{name}> has {has} {what}"
                    yield Fault(message, *element.at, link=WORDS[name].link)


def long(part: Part) -> Iterator[Fault]:
    """What is too long is cut off."""
    for _, name, elements in part.groups:
        if most := _LONGEST.get(name):
            for element in elements:
                if (length := len(element.value)) > most:
                    message = f"the <{name}> has {length} characters, more than {most}"
                    yield Fault(message, *element.at, link=WORDS[name].link)


def not_escaped(part: Part) -> Iterator[Fault]:
    """Markup stands in a feed as text."""
    for _, name, elements in part.groups:
        if name in WORDS and name not in CONTAINERS:
            for element in elements:
                if element.children:
                    inside = shortened(next(iter(element.children)))
                    yield Fault(f"the <{name}> has an element in it: <{inside}>", *element.at)


def markup(part: Part) -> Iterator[Fault]:
    """Names are plain text."""
    titles = {"title"} if part.element.name == "channel" else set()
    for _, name, elements in part.groups:
        if name in _PLAIN or name in titles:
            for element in elements:
                if found := markup_in(element.text):
                    message = f"the <{name}> has markup in it: {shortened(found)}"
                    yield Fault(message, *element.at)


def _attributed(part: Part) -> Iterator[tuple[Element, Word]]:
    """Yield the known elements that have attributes."""
    for _, name, elements in part.groups:
        if word := WORDS.get(name):
            for element in elements:
                if element.attributes:
                    yield element, word
