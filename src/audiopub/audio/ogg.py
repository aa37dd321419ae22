"""Whether an Ogg file was cut short.

Its header promises no length, but each page says its own, and the last one that it is the last
(RFC 3533, section 6).
"""

from __future__ import annotations

from pathlib import Path

_CAPTURE = b"OggS\0"
"""How a page begins: the pattern, and the only version there is."""

_HEADER = 27
"""Bytes of a page before its segment table."""

_END_OF_STREAM = 4
"""In the header's flags: this page is the last of its stream."""

_LONGEST_PAGE = _HEADER + 255 + 255 * 255


def is_cut_short(path: Path) -> bool:
    """Tell whether an Ogg file ends within a page, or with something that is no page.

    Encoders (libopusenc, FFmpeg, libvorbis's oggenc) mark the last page. What recorded a live
    stream, or was stopped, wrote whole pages without a mark, and all that was said is there. So
    a missing mark alone is no fault: a broken copy ends exactly between two pages only by a
    chance of one in thousands. What stands after a marked end, like a tag, is not sound.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - _LONGEST_PAGE, 0))
        tail = file.read()
    begin = tail.rfind(_CAPTURE)
    page = tail[begin:]
    if begin < 0 or len(page) < _HEADER:
        return True
    segments = page[_HEADER - 1]
    length = _HEADER + segments + sum(page[_HEADER : _HEADER + segments])
    return len(page) < length or (len(page) > length and not page[5] & _END_OF_STREAM)
