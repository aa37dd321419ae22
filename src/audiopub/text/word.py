"""Word documents (DOCX), read by mammoth: the text as it is with all tracked changes accepted."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from lxml import etree, html

from audiopub.model import Draft, Given, Place
from audiopub.text import archive, bylines, fields, markup
from audiopub.text.document import Document
from audiopub.text.extras import library

# Word calls its styles so in every language; what producers see is translated.
_STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        *(f"p[style-name='heading {level}'] => h{level + 1}:fresh" for level in range(1, 6)),
        *(f"p[style-name='Heading {level}'] => h{level + 1}:fresh" for level in range(1, 6)),
    ]
)
_NOTES = (
    "//sup[a[starts-with(@href, '#')]]"
    " | //li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]"
)
_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"


def read(data: bytes, path: str, timezone: dt.tzinfo) -> Document:  # noqa: ARG001 - as all readers
    """Take a Word document apart: its first heading level is that of chapters.

    Raises:
        TextError: The extra is not installed (AP152); or see
            :func:`audiopub.text.archive.opened`.
    """
    mammoth = library("mammoth", "docx", path)
    opened = archive.opened(data, path, "word/document.xml")
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            include_embedded_style_map=False,
            id_prefix="",
            convert_image=mammoth.images.img_element(lambda _: {}),
        ).value
        properties = (
            _properties(opened.read(_CORE), path) if _CORE in opened.namelist() else Draft()
        )
    except Exception as error:  # a damaged document makes mammoth raise anything
        raise archive.damaged(path) from error
    return Document(blocks=markup.blocks(_tree(made), markup.HTML), properties=properties)


def _tree(made: str) -> etree._Element:
    """Return the document without its notes and their marks, which are not read aloud."""
    tree = html.document_fromstring(f"<html><body>{made}</body></html>")
    found: Any = tree.xpath(_NOTES)
    for note in found:
        note.drop_tree()
    return tree


def _properties(data: bytes, path: str) -> Draft:
    """Return what Word's properties say; its title is often that of an older document."""
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    place = Place(path=path)

    def given(value: Any) -> Given[Any] | None:  # noqa: ANN401 - of many types
        return Given(value=value, source="properties", place=place) if value else None

    language = tree.findtext(f"{_DC}language") or ""
    return Draft(
        authors=given(bylines.named(tree.findtext(f"{_DC}creator") or "")),
        language=given(language if fields.LANGUAGE.fullmatch(language) else ""),
    )
