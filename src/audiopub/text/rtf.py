"""Rich Text Format, read by striprtf: a paragraph a line, without what only the eye sees."""

from __future__ import annotations

import datetime as dt

from audiopub.errors import TextError
from audiopub.text import archive, characters
from audiopub.text.document import Block, Document
from audiopub.text.extras import library

_SIGNATURE = b"{\\rtf"


def read(data: bytes, path: str, timezone: dt.tzinfo) -> Document:  # noqa: ARG001 - as all readers
    """Take a text in RTF apart; it has no headings.

    Raises:
        TextError: The extra is not installed (AP152), or it is no such text (AP101, AP153).
    """
    striprtf = library("striprtf.striprtf", "rtf", path)
    if not data.strip():
        raise TextError(
            "AP101", "the file is empty", path=path, hint="write the episode's text into it"
        )
    if not data.lstrip().startswith(_SIGNATURE):
        raise archive.damaged(path)
    try:
        text = striprtf.rtf_to_text(data.decode("latin-1"), errors="replace")
    except (ValueError, LookupError, IndexError) as error:
        raise archive.damaged(path) from error
    lines, changes = characters.lines(text)
    return Document(
        blocks=tuple(Block(lines=(line,)) for line in lines if line.text), changes=changes
    )
