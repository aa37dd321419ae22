"""Checking a publication as a stranger would, anew only where something has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audiopub import facts, feed, rules
from audiopub.feed import Page
from audiopub.model import Episode, Finding, MasterOptions, Show, is_elsewhere
from audiopub.pipeline.outcome import FEEDS
from audiopub.pipeline.programs import programs
from audiopub.pipeline.records import Checked, Kept, Listened
from audiopub.rules.subjects import Heard, Target
from audiopub.store.keys import code_of, key_of

_ITEM = "item"
"""How findings call the feed, as long as it is not known where in it the item stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """An episode that is to be checked."""

    name: str
    """:func:`identity_of` of its name."""

    key: str
    """What is checked, and by which rules."""

    show: Show
    """The show, with its cover."""

    item: bytes
    """Its item in the feed."""

    folder: Path
    """The tree that is to go live."""

    target: Target
    """How loud it shall be."""

    elsewhere: frozenset[str]
    """The addresses of its files that lie elsewhere, see :func:`elsewhere_of`."""

    imported: bool
    """Whether it was finished elsewhere."""

    heard: Mapping[str, Heard]
    """What was heard of its sound before, with the same programs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of the feed as it was written."""

    page: Page
    """Which one."""

    head: bytes
    """What stands before its items."""

    lines: tuple[int, ...]
    """The line in it before each item."""


def target_of(sound: MasterOptions) -> Target:
    """Return how loud the checks expect a show to be: as loud as it wants to be."""
    return Target(lufs=sound.target_lufs, peak_dbtp=sound.ceiling_dbtp)


def _borne(finding: Finding) -> Finding:
    """Return a finding of an imported episode: its sound is what listeners have, and stays so."""
    is_of_sound = finding.code.startswith(("AP2", "AP3", "AP4"))
    return (
        replace(finding, severity="warning")
        if is_of_sound and finding.severity == "error"
        else finding
    )


def listeners() -> str:
    """Return a key of the programs on which it depends what is heard of a sound."""
    return key_of("heard", 1, programs(), code_of("audio"))


def elsewhere_of(episode: Episode) -> frozenset[str]:
    """Return where files of an imported episode are; some lie where the show's own address is."""
    files = (episode.enclosure, episode.artwork, episode.chapters_file, *episode.transcripts)
    return frozenset(file.path for file in files if file and is_elsewhere(file.path))


def keys(
    show: Show,
    target: Target,
    kept: Mapping[str, Kept],
    items: Mapping[str, str],
    folders: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """Yield for each episode what its check depends on, under the name that it is given by.

    Args:
        show: The show, with its cover.
        target: How loud it shall be.
        kept: The episodes.
        items: The keys of their items.
        folders: What lies in each folder of the tree: a digest.
    """
    of_all = key_of("check", 2, code_of("facts", "rules", "model"), show, target)
    for name, one in kept.items():
        yield name, key_of("check", 2, of_all, items[name], folders[one.slug], one.sounds)


def check(task: Checking) -> tuple[Checked, Listened]:
    """Check an episode; return what was heard on the way, too."""
    head = feed.head(task.show, Page(stop=1), newest=None)
    found = facts.gather_episode(
        head + task.item + feed.end(),
        root=task.folder,
        name=FEEDS,
        feed=_ITEM,
        target=task.target,
        elsewhere=task.elsewhere,
        heard=task.heard,
    )
    above = -head.count(b"\n")
    checked = Checked(
        key=task.key,
        findings=tuple(
            _moved(_borne(one) if task.imported else one, _ITEM, above)
            for one in rules.judge(found.subjects)
        ),
        item=found.item.moved(above),
        elsewhere=found.elsewhere,
    )
    return checked, Listened(heard=found.heard, programs=listeners())


def gathered(
    folder: Path, target: Target, document: Document, checked: Sequence[Checked]
) -> Iterator[Finding]:
    """Yield what was found of the episodes in a document of the feed, and of the show.

    Args:
        folder: The tree that is to go live.
        target: How loud it shall be.
        document: The document.
        checked: What was found of its episodes, in its order.
    """
    name = f"{FEEDS}/{document.page.path}"
    for one, above in zip(checked, document.lines, strict=True):
        yield from (_moved(finding, name, above) for finding in one.findings)
    items = [one.item.moved(above) for one, above in zip(checked, document.lines, strict=True)]
    yield from rules.judge(
        facts.gather_show(
            document.head + feed.end(),
            root=folder,
            name=FEEDS,
            feed=name,
            items=items,
            elsewhere=sum(one.elsewhere for one in checked),
            target=target,
        )
    )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in order of place, code and message, each once.

    A file that several episodes share is found with each of them.
    """
    return tuple(sorted(set(findings), key=_order))


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    place = finding.place
    if place is None:
        return "", 0, 0, finding.code, finding.message
    return place.path, place.line or 0, place.column or 0, finding.code, finding.message


def _moved(finding: Finding, name: str, above: int) -> Finding:
    """Return a finding of an item in the lines of the feed that it stands in, or the reverse."""
    place = finding.place
    if place is None or place.path != _ITEM:
        return finding
    line = None if place.line is None else place.line + above
    return replace(finding, place=replace(place, path=name, line=line))
