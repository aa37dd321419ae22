"""OpenDocument texts (ODT), as LibreOffice writes them.

Source: OASIS Open Document Format 1.3, part 3, https://docs.oasis-open.org/office/OpenDocument/v1.3/
"""

from __future__ import annotations

import datetime as dt
import zlib
from typing import Any

from lxml import etree

from audiopub.model import Draft, Given, Place
from audiopub.text import archive, bylines, markup
from audiopub.text.document import Document

_CONTENT, _META = "content.xml", "meta.xml"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_META_CREATOR = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}initial-creator"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_STYLE_TITLE = "Title"

_VOCABULARY = markup.Vocabulary(
    headings={f"h{level}": level for level in range(1, 8)},
    blocks=frozenset({"list", "list-item", "p", "section", "table", "table-cell", "table-row"}),
    breaks=frozenset({"line-break"}),
    spaces=frozenset({"s", "tab"}),
    silent=frozenset(
        {
            "annotation",
            "automatic-styles",
            "font-face-decls",
            "frame",
            "note",
            "ruby-text",
            "scripts",
            "sequence-decls",
            "table-of-content",
            "tracked-changes",
        }
    ),
)


def read(data: bytes, path: str, timezone: dt.tzinfo) -> Document:  # noqa: ARG001 - as all readers
    """Take an OpenDocument text apart: its first heading level is that of chapters.

    Raises:
        TextError: See :func:`audiopub.text.archive.opened`.
    """
    opened = archive.opened(data, path, _CONTENT)
    try:
        tree = _parsed(opened.read(_CONTENT))
        meta = _parsed(opened.read(_META)) if _META in opened.namelist() else None
    except (etree.XMLSyntaxError, OSError, RuntimeError, ValueError, zlib.error) as error:
        raise archive.damaged(path) from error
    _name_headings(tree)
    return Document(
        blocks=markup.blocks(tree, _VOCABULARY),
        properties=Draft() if meta is None else _properties(meta, path),
    )


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(data, parser)


def _name_headings(tree: etree._Element) -> None:
    """Give each heading the name of its level, and the title that of the highest."""
    styles = _parents(tree)
    for heading in tree.iter(f"{_TEXT}h"):
        level = heading.get(f"{_TEXT}outline-level", "1")
        heading.tag = f"h{min(int(level) + 1, 7) if level.isdecimal() else 2}"
    for paragraph in tree.iter(f"{_TEXT}p"):
        style = paragraph.get(f"{_TEXT}style-name", "")
        if _STYLE_TITLE in (style, styles.get(style)):
            paragraph.tag = "h1"


def _parents(tree: etree._Element) -> dict[str, str]:
    """Return the styles that the styles of this document are made from."""
    family = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
    return {
        style.get(f"{family}name", ""): style.get(f"{family}parent-style-name", "")
        for style in tree.iter(f"{family}style")
    }


def _properties(meta: etree._Element, path: str) -> Draft:
    author: Any = next(meta.iter(_META_CREATOR, _CREATOR), None)
    people = bylines.named(author.text or "") if author is not None else ()
    if not people:
        return Draft()
    return Draft(authors=Given(value=people, source="properties", place=Place(path=path)))
