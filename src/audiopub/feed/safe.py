"""What may stand in a feed: characters, addresses and HTML that can do nobody harm."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote, urlsplit, urlunsplit

import nh3

_ILLEGAL = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
"""What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets) or advises against."""

_NEWLINE = re.compile("\r\n?")
_HALF_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")

_TAG = re.compile(r"<[A-Za-z/!][^>]*>")
_BREAK = re.compile(r"</(?:p|li|ul|ol|blockquote|div|h[1-6])>|<br ?/?>", re.IGNORECASE)

_TAGS = {"a", "b", "blockquote", "br", "code", "em", "i", "li", "ol", "p", "strong", "ul"}
_ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}}
_SCHEMES = {"http", "https", "mailto"}
_CLEANER = nh3.Cleaner(tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
"""Made once: that takes twice as long as to clean the show notes of an episode."""

_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~/-]*)?")
"""Addresses that need nothing done."""

_PATH = "/:@!$&'()*+,;=~%"
_QUERY = _PATH + "?"


def text(value: str) -> str:
    """Return a text without what XML cannot hold; its line breaks stay."""
    if value.isprintable():  # as most are; a long feed has half a million texts
        return value.strip()
    return _ILLEGAL.sub("", _NEWLINE.sub("\n", value)).strip()


def line(value: str) -> str:
    """Return a text as a single line, as titles and names are."""
    if value.isprintable() and "  " not in value:
        return value.strip()
    return " ".join(text(value).split())


def html(value: str) -> str:
    """Return HTML with nothing in it but paragraphs, lists, emphasis and links.

    Apple renders ``p``, ``ol``, ``ul``, ``li`` and ``a``, others a little more; scripts, styles,
    pictures and event handlers have no place in a feed.
    Source: https://help.apple.com/itc/podcasts_connect/#/itcb54353390 (description).
    """
    clean = _CLEANER.clean(text(value))
    return text(clean)  # once more: "&#11;" is a control character only now


def plain(value: str) -> str:
    """Return the text of HTML, a line for each of its blocks."""
    lines = unescape(_TAG.sub("", _BREAK.sub("\n", value))).splitlines()
    return "\n".join(stripped for stripped in map(line, lines) if stripped)


def address(value: str) -> str:
    """Return an address in ASCII, as RFC 3986 wants it: host in punycode, the rest percent-encoded.

    What is encoded already stays as it is.
    """
    if _PLAIN.fullmatch(value):
        return value
    parts = urlsplit(value.strip())
    return urlunsplit(
        (
            parts.scheme,
            _authority(parts.netloc),
            _quote(parts.path, _PATH),
            _quote(parts.query, _QUERY),
            _quote(parts.fragment, _QUERY),
        )
    )


def web(value: str | None) -> str | None:
    """Return an address in ASCII if it leads into the web, else ``None``."""
    if value is None:
        return None
    try:
        parts = urlsplit(value.strip())
    except ValueError:  # "https://[half an IPv6 address"
        return None
    return address(value) if parts.scheme in ("http", "https") and parts.hostname else None


def _authority(netloc: str) -> str:
    user, at, place = netloc.rpartition("@")
    name, colon, port = place.rpartition(":")
    if not port.isdecimal():  # there is none, or it is the end of an IPv6 address
        name, colon, port = place, "", ""
    try:
        name = name.encode("idna").decode("ascii")
    except UnicodeError:  # an empty or overlong label: no name, but no harm either
        name = quote(name, safe=":[]%")
    return quote(user, safe=":%") + at + name + colon + port


def _quote(value: str, safe: str) -> str:
    return quote(_HALF_ESCAPE.sub("%25", value), safe=safe, errors="replace")
