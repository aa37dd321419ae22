"""What a stranger finds who fetches a publication; gathered for :mod:`audiopub.rules` to judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from audiopub.facts.publication import EpisodeFacts
from audiopub.rules.subjects import APPLES, Heard, ItemKey, Subject, Target


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


def gather_episode(
    document: bytes,
    *,
    root: Path,
    name: str,
    feed: str,
    target: Target = APPLES,
    elsewhere: frozenset[str] = frozenset(),
    heard: Mapping[str, Heard] = MappingProxyType({}),
) -> EpisodeFacts:
    """Return what is found of one episode of a publication, alone.

    All episodes, each alone, and :func:`gather_show` give together what :func:`gather` gives; so
    what was found of an episode that has not changed can be kept.

    Args:
        document: A feed with its item alone.
        root: The folder that is published.
        name: How findings call the folder.
        feed: How findings call the feed.
        target: How loud the sounds shall be.
        elsewhere: Addresses of files that are known not to lie in the folder.
        heard: What was heard of its sound before, see :attr:`EpisodeFacts.heard`.
    """
    from audiopub.facts import publication

    return publication.episode(
        document, feed, root, name, target=target, elsewhere=elsewhere, heard=heard
    )


def gather_show(
    document: bytes,
    *,
    root: Path,
    name: str,
    feed: str,
    items: Sequence[ItemKey],
    elsewhere: int,
    target: Target = APPLES,
) -> Iterator[Subject]:
    """Yield what is found of a show besides its episodes.

    Args:
        document: The feed without its items.
        root: The folder that is published.
        name: How findings call the folder.
        feed: How findings call the feed.
        items: What :func:`gather_episode` kept of its items, in order, in lines of the whole feed.
        elsewhere: How many addresses of the episodes lead elsewhere.
        target: How loud the sounds shall be.
    """
    from audiopub.facts import publication

    yield from publication.show(
        document, feed, root, name, items=items, elsewhere=elsewhere, target=target
    )


def suffix(address: str) -> str:
    """Return the ending by which :func:`gather` tells what is fetched from an address.

    That of its path, if files that end so can be checked; else that of a feed.
    """
    from audiopub.facts import gathering

    return gathering.suffix(address)
