"""Tags: what a sound file says about itself, written and read back.

One format is one module, and all take and give :class:`audiopub.model.Tags`:

* :mod:`audiopub.tags.mp3`: MP3, with ID3v2.3;
* :mod:`audiopub.tags.mp4`: M4A and other MP4 files, with iTunes' metadata;
* :mod:`audiopub.tags.ogg`: Opus and Vorbis, with Vorbis comments;
* :mod:`audiopub.tags.flac`: FLAC, with Vorbis comments.
"""

from __future__ import annotations

from pathlib import Path

from audiopub.model import Tags


def write(source: Path, target: Path, tags: Tags, *, name: str) -> None:
    """Write a sound file again, with these tags in place of those it has.

    The sound stays the same, byte for byte (in an Ogg or MP4 file: packet for packet). What was
    written is read back, compared with what was asked, and only then put in the target's place, in
    one rename; the source is never changed. Equal sound and equal tags give equal bytes.

    What is written is what the format can say: text without control characters, times to the
    millisecond, dates in UTC, addresses in ASCII; each module says what else.

    Args:
        source: The sound; it may have tags, and may be the target itself.
        target: The file to write, in the format of the source.
        tags: All that it will say.
        name: What messages call the file.

    Raises:
        TagError: The format is none of ours (AP401), there are more chapters than it holds
            (AP402), a chapter's times are impossible (AP403), something was read back differently
            (AP404), the tags are too large (AP405), the file is damaged (AP406), or its sound is
            copy-protected (AP407).
        StoreError: A file cannot be read or written.
    """
    from audiopub.tags import formats  # mutagen takes 0.1 s to import

    formats.write(source, target, tags, name=name)


def read(path: Path, *, name: str) -> Tags:
    """Read the tags of a sound file, whoever wrote them.

    Args:
        path: The file.
        name: What messages call it.

    Returns:
        What it says; chapters in the order in which the file lists them.

    Raises:
        TagError: The format is none of ours (AP401), or its tags cannot be read (AP406).
        StoreError: The file cannot be read.
    """
    from audiopub.tags import formats

    return formats.read(path, name=name)


def heard_sha256(path: Path, *, name: str) -> str:
    """Return a SHA-256 of what is heard of a sound file: equal sound, whatever its tags say.

    Of an MP3 file with an ID3v2 tag before its sound, that is all that follows the tag; of any
    other file, all of it.

    Args:
        path: The file.
        name: What messages call it.

    Raises:
        StoreError: The file cannot be read.
    """
    from audiopub.tags import formats

    return formats.heard_sha256(path, name=name)
