"""What a stranger finds who fetches a publication; gathered for :mod:`audiopub.rules` to judge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from audiopub.rules.subjects import APPLES, Subject, Target


def gather(
    path: Path,
    *,
    root: Path | None = None,
    name: str | None = None,
    measure: bool = True,
    target: Target = APPLES,
) -> Iterator[Subject]:
    """Yield what is found in a publication or in a file, one thing at a time.

    A folder with a ``feed.xml`` is a publication: the feed and all that it refers to in that
    folder. Any other folder is looked through for files of known kinds. Whoever made them: nothing
    is believed, nothing outside of the folder is opened, and what cannot be read is said to be so.

    Args:
        path: A folder, a feed, a sound, a caption or chapters file, a picture or a page.
        root: The folder that a feed's addresses lead into, if the feed lies elsewhere.
        name: How findings call the path; as it is given, if not said.
        measure: Whether to measure the loudness, for which every sound is decoded. If not, a
            sound's duration is taken from its header, where that can be trusted.
        target: How loud the sounds shall be.

    Raises:
        StoreError: AP519 there is nothing, AP544 files of this kind are not known.
    """
    from audiopub.facts import gathering

    yield from gathering.gather(
        path, root=root, name=name or path.as_posix(), measure=measure, target=target
    )
