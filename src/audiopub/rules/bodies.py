"""Rules for what listeners read: descriptions and show notes, of a channel and of its items."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Element, Part
from audiopub.rules.values import shortened

BODIES = ("description", "content:encoded", "itunes:summary")
"""Where HTML may stand."""

_READ = (*BODIES, "title", "itunes:title", "itunes:subtitle", "itunes:author")
_ELEMENT = re.compile(
    r"<\s*(script|iframe|object|embed|form|applet|base|meta|style|link)\b", re.IGNORECASE
)
_TAG = re.compile(r"<[a-z!/][^<>]*>", re.IGNORECASE)
_HANDLER = re.compile(r"[\s/\"'](on[a-z]{3,})\s*=", re.IGNORECASE)
_ADDRESS = re.compile(
    r"[\s/\"'](?:href|src|action|formaction|poster|xlink:href)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]*)",
    re.IGNORECASE,
)
_RUNS = re.compile(r"(?:javascript|vbscript):|data:(?!image/(?!svg))", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|$", re.IGNORECASE)
_ESCAPED = re.compile(r"&lt;/?(?:p|br|a|b|i|ul|ol|li|strong|em|div|span|h[1-6])\b[^<>]{0,200}?&gt;")
_CUT_OFF = re.compile(r"<(?:a|p|br|img|div|span|strong|em|/[a-z]+)(?:\s[^<>]*)?$", re.IGNORECASE)
_MOJIBAKE = re.compile("Ã[\x80-\xbf¡-¿]|Â[\xa0-¿]|â€[\x80-\xbf™œ“”˜¦žš]|\ufffd")
_LONGEST = 1 << 20


def active(part: Part) -> Iterator[Fault]:
    """What is shown to listeners must not run."""
    for body in _elements(part, BODIES):
        if found := _active(body.text):
            message = f"the <{body.name}> has something in it that runs: {shortened(found)}"
            yield Fault(message, *body.at)


def relative(part: Part) -> Iterator[Fault]:
    """A feed is read anywhere, so its links must be whole."""
    for body in _elements(part, BODIES):
        partial = (each for each in _addresses(body.text) if not _SCHEME.match(each))
        address = next(partial, None)
        if address is not None and not _active(body.text):
            message = f"the <{body.name}> has a link that is not whole: {shortened(address)!r}"
            yield Fault(message, *body.at)


def escaped_twice(part: Part) -> Iterator[Fault]:
    """Markup that was escaped twice is shown as it is written."""
    for body in _elements(part, BODIES):
        if found := "&lt;" in body.text and _ESCAPED.search(body.text):
            message = f"the <{body.name}> is escaped twice: {shortened(found[0])}"
            yield Fault(message, *body.at)


def cut_off(part: Part) -> Iterator[Fault]:
    """A text that ends within a tag was cut off by a machine."""
    for body in _elements(part, BODIES):
        end = body.value[-500:]
        if found := _CUT_OFF.search(end):
            message = f"the <{body.name}> ends within a tag: {shortened(found[0])}"
            yield Fault(message, *body.at)


def garbled(part: Part) -> Iterator[Fault]:
    """Text that was decoded wrongly is not readable."""
    for element in _elements(part, _READ):
        if not element.text.isascii() and (found := _MOJIBAKE.search(element.text)):
            around = element.text[max(found.start() - 10, 0) : found.end() + 10]
            message = f"the <{element.name}> has garbled letters: {shortened(around)!r}"
            yield Fault(message, *element.at)


def _elements(part: Part, names: tuple[str, ...]) -> Iterator[Element]:
    for name in names:
        yield from part.element.all(name)


def _active(text: str) -> str | None:
    """Return what of a text runs: an element, an attribute, or the address of a link."""
    if "<" not in text:
        return None
    if found := _ELEMENT.search(text):
        return found[1].lower()
    for tag in _TAG.findall(text[:_LONGEST]):
        if "=" in tag:
            if found := _HANDLER.search(tag):
                return found[1].lower()
            for address in _addresses(tag):
                if found := _RUNS.match(address):
                    return found[0].lower()
    return None


def _addresses(text: str) -> Iterator[str]:
    """Yield the addresses in tags, as a browser reads them."""
    if "<" not in text:
        return
    for tag in _TAG.findall(text[:_LONGEST]):
        if "=" in tag:
            for found in _ADDRESS.finditer(tag):
                yield _IGNORED.sub("", html.unescape(found[1].strip("\"'")))
