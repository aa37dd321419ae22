"""Rules for all addresses in a feed, wherever they stand."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator

from audiopub.rules.rule import Fault
from audiopub.rules.subjects import Element, Group, Part
from audiopub.rules.values import not_web, shortened

_ATTRIBUTES = ("url", "href", "uri")
_ELEMENTS = frozenset({"link", "url", "docs", "comments", "itunes:new-feed-url"})
_ODD = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~\[\]]|%(?![0-9A-Fa-f]{2})")
_SERVER = re.compile(r"https?://(?:([^/?#@]*)@)?(\[[^/?#\]]*\]|[^/?#:]*)")
_LOCAL = (".localhost", ".local", ".internal", ".lan", ".test", ".invalid")


def to_encode(part: Part) -> Iterator[Fault]:
    """An address is made of a few characters; all others are written with a percent sign."""
    for element, address in part.addresses:
        if (found := _ODD.search(address)) and not not_web(address):
            message = f"the address of {_of(element)} has {found[0]!r} in it: {shortened(address)}"
            yield Fault(message, *element.at)


def private(part: Part) -> Iterator[Fault]:
    """What is on a network of one's own, others cannot fetch."""
    for element, address in part.addresses:
        server = _SERVER.match(address)
        private_host = server and _is_private(server[2].strip("[]").rstrip(".").lower())
        if server and private_host and not not_web(address):
            message = f"the address of {_of(element)} leads to a private network: {server[2]}"
            yield Fault(message, *element.at)


def with_password(part: Part) -> Iterator[Fault]:
    """What stands in a feed, everybody reads."""
    for element, address in part.addresses:
        server = _SERVER.match(address) if "@" in address else None
        if server and ":" in (server[1] or ""):
            yield Fault(f"the address of {_of(element)} has a password in it", *element.at)


def not_encrypted(part: Part) -> Iterator[Fault]:
    """What is fetched by http can be read and changed on its way."""
    for element, address in part.addresses:
        if address.startswith("http://"):
            message = f"the address of {_of(element)} begins with http://: {shortened(address)}"
            yield Fault(message, *element.at)


def _is_private(host: str) -> bool:
    if ":" not in host and ("." not in host or host.endswith(_LOCAL)):
        return bool(host)
    if not host[:1].isdigit() and ":" not in host:
        return False
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def _of(element: Element) -> str:
    return f"the <{element.name}>"


def addresses_of(groups: Iterable[Group]) -> Iterator[tuple[Element, str]]:
    """Yield all elements that have an address of the web, and the address."""
    for _, name, elements in groups:
        for element in elements:
            if name in _ELEMENTS and (value := element.value).startswith("http"):
                yield element, value
            for attribute in _ATTRIBUTES if element.attributes else ():
                if (value := element.attributes.get(attribute, "").strip()).startswith("http"):
                    yield element, value
