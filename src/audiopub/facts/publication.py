"""A feed with the files that it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from audiopub.facts import captions, chapters, feeds, images, pages, sound
from audiopub.facts.addresses import Tree, with_slash
from audiopub.facts.references import of_channel, of_item
from audiopub.rules.channel import own_links
from audiopub.rules.subjects import (
    Captions,
    Chapters,
    Element,
    Feed,
    Heard,
    Item,
    ItemKey,
    Page,
    Part,
    PublishedEpisode,
    PublishedShow,
    Reference,
    Sound,
    Subject,
    Target,
)

T = TypeVar("T")

_TIMED = frozenset({".vtt", ".srt", ".json"})


def publication(
    path: Path, name: str, root: Path, root_name: str, *, measure: bool, target: Target
) -> Iterator[Subject]:
    """Yield a feed's items and the feed; then each episode's files, and the episode; then the show.

    The feed is read twice: its channel says where it lives, and only then is it known which of its
    addresses lead into the folder. So nothing of a long feed has to be kept.

    Args:
        path: The feed.
        name: How findings call it.
        root: The folder that the feed's addresses lead into.
        root_name: How findings call it.
        measure: Whether to measure the loudness.
        target: What the loudness is compared with.
    """
    feed: Feed | None = None
    for subject in feeds.read(path, name):
        yield subject
        if isinstance(subject, Feed):
            feed = subject
    if feed is None or feed.channel is None:
        return
    files = _Files(Tree(root, root_name, _homes(feed.channel)), measure=measure, target=target)
    for subject in feeds.read(path, name):
        if isinstance(subject, Item):
            yield from _episode(subject, feed.channel, files)
    yield from _show(feed, feed.channel, files)


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeFacts:
    """What is found of one episode of a publication."""

    subjects: tuple[Subject, ...]
    """Its item and its files; the feed too, if the item breaks it."""

    item: ItemKey
    """What is kept of the item, to compare it with the others."""

    elsewhere: int
    """How many of its addresses lead elsewhere."""

    @property
    def heard(self) -> dict[str, Heard]:
        """What was heard of its sound, to be known when it is looked at again."""
        return {
            one.heard_sha256: Heard(duration=one.duration, loudness=one.loudness)
            for one in self.subjects
            if isinstance(one, Sound) and one.heard_sha256
        }


def episode(
    document: bytes,
    name: str,
    root: Path,
    root_name: str,
    *,
    target: Target,
    elsewhere: frozenset[str],
    heard: Mapping[str, Heard],
) -> EpisodeFacts:
    """Return what is found of an episode; see :func:`audiopub.facts.gather_episode`."""
    *parts, feed = feeds.parse(document, name)
    (item,) = (each for each in parts if isinstance(each, Item))
    assert isinstance(feed, Feed)  # noqa: S101 - it comes last
    assert feed.channel  # noqa: S101 - there is an item in it
    tree = Tree(root, root_name, _homes(feed.channel), elsewhere)
    files = _Files(tree, measure=True, target=target, heard=heard)
    found: list[Subject] = [item, *(part for part in parts if _is_of(part, "item"))]
    if feed.broken or feed.undeclared:
        found.append(feed)
    found += _episode(item, feed.channel, files)
    return EpisodeFacts(subjects=tuple(found), item=feed.items[0], elsewhere=files.elsewhere)


def show(
    document: bytes,
    name: str,
    root: Path,
    root_name: str,
    *,
    items: Sequence[ItemKey],
    elsewhere: int,
    target: Target,
) -> Iterator[Subject]:
    """Yield what is found of a show; see :func:`audiopub.facts.gather_show`."""
    *parts, bare = feeds.parse(document, name)
    assert isinstance(bare, Feed)  # noqa: S101 - it comes last
    feed = replace(bare, items=tuple(items), podcast=bare.podcast or bool(items))
    yield from (part for part in parts if _is_of(part, "channel"))
    yield feed
    if feed.channel:
        tree = Tree(root, root_name, _homes(feed.channel))
        files = _Files(tree, measure=False, target=target)
        files.elsewhere = elsewhere
        yield from _show(feed, feed.channel, files)


def _is_of(part: Subject, name: str) -> bool:
    return isinstance(part, Part) and part.element.name == name


def _homes(channel: Element) -> tuple[str, ...]:
    """Return the addresses of the folders that a feed lies in, by its own words."""
    own = tuple(link.attribute("href").rpartition("/")[0] for link in own_links(channel))
    return (*own, channel.text_of("link"))


def _episode(item: Item, channel: Element, files: _Files) -> Iterator[Subject]:
    found = files.follow(of_item(item.element))
    yield from found.new
    yield PublishedEpisode(
        item=item,
        show=channel.text_of("title"),
        sound=found.first(Sound),
        captions=tuple(each for each in found.subjects if isinstance(each, Captions)),
        chapters=found.first(Chapters),
        page=found.first(Page),
        missing=tuple(found.missing),
    )


def _show(feed: Feed, channel: Element, files: _Files) -> Iterator[Subject]:
    found = files.follow(of_channel(channel))
    yield from found.new
    yield PublishedShow(
        feed=feed,
        page=found.first(Page),
        missing=tuple(found.missing),
        elsewhere=files.elsewhere,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What references lead to."""

    subjects: list[Subject] = field(default_factory=list)
    """What is there."""

    new: list[Subject] = field(default_factory=list)
    """What of it was not found before: a cover may be shared by all episodes."""

    missing: list[Reference] = field(default_factory=list)
    """What leads to nothing."""

    def first(self, kind: type[T]) -> T | None:
        """Return the first subject of a kind."""
        return next((each for each in self.subjects if isinstance(each, kind)), None)


class _Files:
    """The files of a publication."""

    def __init__(
        self,
        tree: Tree,
        *,
        measure: bool,
        target: Target,
        heard: Mapping[str, Heard] | None = None,
    ) -> None:
        """Take the folder that they lie in."""
        self.elsewhere = 0
        """How many addresses led elsewhere so far."""
        self._tree = tree
        self._measure = measure
        self._target = target
        self._heard = heard
        self._known: set[str] = set()

    def follow(self, references: Iterable[Reference]) -> _Found:
        """Look at all that is referred to; what is referred to twice, once."""
        found = _Found()
        for reference in {(each.kind, each.url): each for each in references}.values():
            place = self._tree.place(reference.url)
            if place is None:
                self.elsewhere += 1
            elif path := self._tree.file(place):
                name = self._tree.name(place)
                subjects = list(self._read(reference, path, name))
                found.subjects.extend(subjects)
                if name not in self._known:
                    found.new.extend(subjects)
                self._known.add(name)
            else:
                found.missing.append(reference)
        return found

    def _read(self, reference: Reference, path: Path, name: str) -> Iterator[Subject]:
        match reference.kind:
            case "enclosure":
                yield from sound.read(
                    path, name, measure=self._measure, target=self._target, heard=self._heard
                )
            case "chapters":
                yield from chapters.read(path, name)
            case "image" if name not in self._known:
                yield from images.read(path, name)
            case "page":
                address = with_slash(reference.url, path)
                yield from pages.read(path, name, address=address, tree=self._tree)
            case "transcript" if path.suffix.lower() in _TIMED:
                yield from captions.read(path, name)
