"""Elements of a feed."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from audiopub.feed import safe


def add(
    parent: etree._Element,
    namespace: str,
    name: str,
    content: str | None = None,
    attributes: Mapping[str, str | None] | None = None,
) -> etree._Element:
    """Append an element and return it.

    Args:
        parent: What it is appended to.
        namespace: The address of its namespace; empty for RSS's own elements, which have none.
        name: Its name in that namespace.
        content: Its text; cleaned of what XML cannot hold.
        attributes: Its attributes; one that is ``None`` is left out, the others are cleaned.
    """
    element = etree.SubElement(parent, etree.QName(namespace or None, name))
    for key, value in (attributes or {}).items():
        if value is not None:
            element.set(key, safe.line(value))
    if content is not None:
        element.text = safe.text(content)
    return element
