"""The archives that documents are: opened with care, for what is small may unpack to anything."""

from __future__ import annotations

import io
import zipfile

from audiopub.errors import TextError

_MOST = 32_000_000
"""Bytes of text that a document may unpack to; the Bible has 4 million."""

_TEXT = (".xml", ".rels")


def opened(data: bytes, path: str, needed: str) -> zipfile.ZipFile:
    """Open a document that is a ZIP archive.

    Args:
        data: The file's content.
        path: Its path, for errors.
        needed: The member without which it is no such document.

    Raises:
        TextError: AP101, it is empty; AP153, it is no such document, or damaged; AP154, it would
            unpack to more than any text.
    """
    if not data:
        raise TextError(
            "AP101", "the file is empty", path=path, hint="write the episode's text into it"
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
    # zipfile says of a version of the format that it does not know that it is not implemented
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise damaged(path) from error
    if needed not in names:
        raise damaged(path)
    # What the archive's list says is also the most that is ever unpacked of a member.
    size = sum(each.file_size for each in archive.infolist() if each.filename.endswith(_TEXT))
    if size > _MOST:
        raise TextError(
            "AP154",
            f"its text unpacks to {size // 1_000_000:,} MB, which no text of an episode does",
            path=path,
            hint="export the text anew, as plain text if need be",
        )
    return archive


def damaged(path: str) -> TextError:
    """Return the error of a document that cannot be read."""
    return TextError(
        "AP153",
        "the document is damaged, or not what its name says",
        path=path,
        hint="open it with the program that wrote it and save it anew, or as plain text",
    )
