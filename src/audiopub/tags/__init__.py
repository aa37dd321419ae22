"""Tags: what a sound file says about itself, written and read back.

One format is one module, and all take and give :class:`audiopub.model.Tags`:

* :mod:`audiopub.tags.mp3`: MP3, with ID3v2.3.
"""

from __future__ import annotations

from pathlib import Path

from audiopub.model import Tags


def write(source: Path, target: Path, tags: Tags, *, name: str) -> None:
    """Write a sound file again, with these tags in place of those it has.

    The sound is copied byte for byte. What was written is read back, compared with what was asked,
    and only then put in the target's place, in one rename; the source is never changed. Equal
    sound and equal tags give equal bytes.

    What is written is what a format can say: text without control characters, times to the
    millisecond, the date to the minute in UTC, the language without its region, addresses in
    ASCII.

    Args:
        source: The sound; it may have tags, and may be the target itself.
        target: The file to write.
        tags: All that it will say.
        name: What messages call the file.

    Raises:
        TagError: The source is no MP3 (AP401), there are more than 255 chapters (AP402), a
            chapter's times are impossible (AP403), something was read back differently (AP404), or
            the tags are larger than 256 MB (AP405).
        StoreError: A file cannot be read or written.
    """
    from audiopub.tags import mp3  # mutagen takes 0.1 s to import

    mp3.write(source, target, tags, name=name)


def read(path: Path, *, name: str) -> Tags:
    """Read the tags of a sound file, whoever wrote them.

    Args:
        path: The file.
        name: What messages call it.

    Returns:
        What it says; chapters in the order in which the file lists them.

    Raises:
        TagError: The file is no MP3 (AP401), or its tags cannot be read (AP406).
        StoreError: The file cannot be read.
    """
    from audiopub.tags import mp3

    return mp3.read(path, name=name)
