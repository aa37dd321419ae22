"""Going live: render, stage, check, swap in, and remember what is live."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from pathlib import Path

from audiopub import feed, site
from audiopub.feed import Page
from audiopub.model import Artwork, Finding, Progress, Show
from audiopub.pipeline import checking, gate, shelves
from audiopub.pipeline.checking import Checking, Document, check, gathered, in_order, target_of
from audiopub.pipeline.covers import cover_files, prepare_cover
from audiopub.pipeline.documents import Written, write
from audiopub.pipeline.freshness import Live, fingerprint
from audiopub.pipeline.memory import (
    BRIEF,
    CHECKED,
    DOCUMENT,
    EPISODE,
    HEARD,
    ITEM,
    ITEM_KEYS,
    PART,
    PARTS,
    Memory,
    spare_of,
)
from audiopub.pipeline.outcome import FEEDS, Outcome, Request
from audiopub.pipeline.records import UNREAD, Checked, Items, Kept, Listened, Shape
from audiopub.pipeline.rendering import item_keys, items, parts
from audiopub.pipeline.wanted import Wanted
from audiopub.pipeline.workshop import Made, Workshop
from audiopub.pipeline.yard import Yard
from audiopub.project import lock as identities
from audiopub.project.lock import Lock
from audiopub.project.pairing import identity_of
from audiopub.rules.subjects import Heard
from audiopub.store.tree import Contents, Staging


def go_live(
    memory: Memory,
    yard: Yard,
    lock: Lock,
    given: Lock,
    kept: Mapping[str, Kept],
    outcome: Outcome,
    request: Request,
) -> Outcome:
    """Render a publication, check it as a stranger would, and put it in place.

    Identities are written down before anybody can see them; what the journal says of a
    publication, only once it is in place. So a run that dies in between is simply done again.

    Args:
        memory: What is remembered.
        yard: Where work is done.
        lock: The identities of all episodes.
        given: Those of them that audiopub.lock has already.
        kept: The episodes, by :func:`identity_of` of their names.
        outcome: What the run did so far.
        request: What was asked for: what the gate lets through, and the time.

    Raises:
        AudiopubError: It cannot be rendered or put in place; what was live stays live.
    """
    shop = memory.shop
    cover = prepare_cover(shop, shop.config.artwork, shop.show.artwork.path)
    show = replace(shop.show, artwork=cover.value)
    release = _Release(memory, yard, show, sorted(kept.values(), key=_newest_first))
    folder = shop.config.root / FEEDS
    with shop.artefacts.workspace() as desk:
        wanted, documents = release.contents(desk, cover)
        release.remember()
        staging = Staging(
            folder,
            spare_of(shop.config.root),
            live=memory.live,
            kept=memory.spare,
            seen=memory.seen,
        )
        try:
            fresh = staging.is_live(wanted)
            if not fresh:
                memory.journal.replace({}, forget=["tree:spare"])
                staging.fill(wanted, _is_ours(lock, folder))
            shop.tell(Progress(episode=None, stage="checking", fraction=0.0))
            digests = {name: contents.digest for name, contents in wanted.items()}
            noticed = release.check(folder if fresh else staging.folder, documents, digests)
            release.remember()
            broken = release.regressions(folder, request.accept)
            said = (*_shown(shop, outcome.findings), *noticed)
            if any(finding.severity == "error" for finding in (*noticed, *broken)):
                return replace(outcome, findings=(*said, *broken))
            identities.write(shop.config.root, lock, given)
            trees: dict[str, object] = {}
            if not fresh:
                live, spare = staging.swap()
                trees = {"tree:live": live, **({"tree:spare": spare} if spare else {})}
        finally:
            staging.discard()
    unread = any(finding.code == UNREAD for finding in noticed)
    whole = not (request.episodes or outcome.failed or unread)
    now = Live(
        fingerprint=fingerprint(shop.config, memory.sources) if whole else "",
        show=show,
        episodes=tuple(one.name for one in release.kept),
        findings=said,
        waiting=tuple(step for step in outcome.steps if step.state == "waiting"),
    )
    passed = gate.record(memory.journal, broken, request.accept, request.now)
    records = {
        **release.recorded,
        **memory.records(lock, release.kept),
        **passed,
        **trees,
        "live": now,
    }
    memory.journal.replace(records, forget=release.forgotten)
    return replace(
        outcome, findings=(*said, *broken), show=show, episodes=now.episodes, live=not fresh
    )


class _Release:
    """A publication on its way."""

    def __init__(self, memory: Memory, yard: Yard, show: Show, kept: list[Kept]) -> None:
        """Take the episodes, the newest first."""
        self.kept = kept
        self._named = {identity_of(one.name): one for one in kept}
        self.recorded = shelves.changes(BRIEF, memory.kept, self._named)
        """What is to be remembered of it."""

        for name, whole in memory.made.items():
            self.recorded[f"{EPISODE}{name}"] = whole
        gone = memory.kept.keys() - self._named.keys()
        kinds = (EPISODE, ITEM, HEARD)
        self.forgotten = [f"{kind}{name}" for name in sorted(gone) for kind in kinds]
        """What need not be remembered any more."""

        self._memory = memory
        self._yard = yard
        self._show = show
        self._items: dict[str, Items] = {}
        self._item_keys = item_keys(show, self._named)

    def contents(
        self, desk: Path, cover: Made[Artwork]
    ) -> tuple[dict[str, Contents], list[Document]]:
        """Return what shall lie in each folder of the tree; write the feed onto a desk."""
        shop = self._memory.shop
        found = Wanted()
        for one in self.kept:
            if one.folder:
                found.put(one.slug, one.folder, partial(self._memory.sources_of, one))
            for path, sha256 in one.sounds.items():
                found.add(path, sha256, shop.artefacts.address(sha256))
        for path, file in cover_files(shop, cover).items():
            found.add(path, file.name, str(file))
        left = {site.ROBOTS} if _has_own_robots(shop.config.root / FEEDS) else set()
        for name, part in self._site():
            folders = part.folders
            if left and "" in folders:
                folders = self._memory.part(name).without(left).folders
            for path, digest in folders.items():
                found.put(path, digest, partial(self._sources, name, path, left))
        self._render_items()
        documents = []
        before = dict(self._memory.journal.every(DOCUMENT, Written))
        for page in feed.pages(self._show, len(self.kept)):
            last = before.pop(page.path, None)
            document, written = self._document(page, desk, last)
            if written != last:
                self.recorded[f"{DOCUMENT}{page.path}"] = written
            found.add(page.path, written.sha256, str(desk / page.path))
            documents.append(document)
        self.forgotten += [f"{DOCUMENT}{path}" for path in before]
        return found.contents(), documents

    def check(
        self, folder: Path, documents: Iterable[Document], digests: Mapping[str, str]
    ) -> tuple[Finding, ...]:
        """Return what is found of the publication, without what the producer does not want to see.

        Args:
            folder: The tree that is to go live.
            documents: Those of the feed.
            digests: What lies in each folder of the tree.
        """
        target = target_of(self._memory.shop.config.sound)
        before = shelves.read(self._memory.journal, CHECKED, Checked)
        known = dict(before)
        keys = dict(checking.keys(self._show, target, self._named, self._item_keys, digests))
        tasks = []
        for name, key in keys.items():
            if (last := known.get(name)) is None or last.key != key:
                episode = self._memory.episode(self._named[name])
                task = Checking(
                    name=name,
                    key=key,
                    show=self._show,
                    item=self._item(name, None),
                    folder=folder,
                    target=target,
                    elsewhere=checking.elsewhere_of(episode),
                    imported=episode.is_imported,
                    heard=self._heard(name),
                )
                tasks.append(task)
        for task, (checked, listened) in self._yard.do(check, tasks, "checking"):
            known[task.name] = checked
            if checked.is_lasting:
                self.recorded[f"{HEARD}{task.name}"] = listened
        lasting = {name: known[name] for name in keys if known[name].is_lasting}
        self.recorded |= shelves.changes(CHECKED, before, lasting)
        noticed = _shown(self._memory.shop, (it for one in self.kept for it in one.findings))
        found: list[Finding] = []
        for document in documents:
            page = document.page
            if page.format is None:
                names = self._names(page)
                found += gathered(folder, target, document, [known[name] for name in names])
        return (*noticed, *in_order(_shown(self._memory.shop, found)))

    def _heard(self, name: str) -> Mapping[str, Heard]:
        """Return what the same programs heard before of an episode's sound."""
        last = self._memory.journal.recall(f"{HEARD}{name}", Listened)
        return last.heard if last and last.programs == checking.listeners() else {}

    def remember(self) -> None:
        """Write down what was rendered and found so far, whether it goes live or not.

        It is known by what it was made of. An episode is not: the next run falls back on it; nor
        is a document, which is copied from the one that is live.
        """
        later = (BRIEF, EPISODE, DOCUMENT)
        safe = {key: one for key, one in self.recorded.items() if not key.startswith(later)}
        self._memory.journal.replace(safe)
        for key in safe:
            del self.recorded[key]

    def regressions(self, folder: Path, accepted: Mapping[str, str]) -> tuple[Finding, ...]:
        """Return what it would break for those who have the feed that is live.

        That feed is read only if it is not the last one; else it says what is remembered of it.
        """
        live = self._memory.journal.recall("live", Live)
        if live is None or not self._memory.is_untouched:
            return gate.regressions(
                gate.read(folder), gate.entries(self._show, self.kept), accepted
            )
        before = self._memory.kept.values()
        same = set(map(id, before)) & set(map(id, self.kept))
        if live.show.link != self._show.link:  # all addresses are others
            same.clear()
        return gate.regressions(
            gate.entries(
                live.show,
                sorted((one for one in before if id(one) not in same), key=_newest_first),
            ),
            gate.entries(self._show, (one for one in self.kept if id(one) not in same)),
            accepted,
            alike=len(same),
        )

    def _site(self) -> Iterator[tuple[str, Shape]]:
        """Yield each part of the site by its name."""
        memory = self._memory
        known = shelves.read(memory.journal, PARTS, Shape)
        now = {}
        for name, part in parts(memory, self._show, self.kept, known):
            now[name] = part
            yield name, part
        self.recorded |= shelves.changes(PARTS, known, now)
        self.recorded |= {f"{PART}{name}": one for name, one in memory.rendered.items()}
        self.forgotten += [f"{PART}{name}" for name in sorted(known.keys() - now.keys())]

    def _sources(self, name: str, folder: str, left: AbstractSet[str]) -> dict[str, str]:
        """Return where a part's files in a folder are taken from, by their names."""
        files = self._memory.part(name).without(left).within(folder)
        address = self._memory.shop.artefacts.address
        return {file: address(sha256) for file, sha256 in files.items()}

    def _render_items(self) -> None:
        known = shelves.read(self._memory.journal, ITEM_KEYS, str)
        for name, one in self._named.items():
            if known.get(name) != self._item_keys[name]:
                self._items[name] = items(self._show, self._memory.episode(one))
                self.recorded[f"{ITEM}{name}"] = self._items[name]
        self.recorded |= shelves.changes(ITEM_KEYS, known, self._item_keys)

    def _document(self, page: Page, desk: Path, last: Written | None) -> tuple[Document, Written]:
        """Write a document of the feed; return where its items stand, and how it was written."""
        head = feed.head(
            self._show,
            page,
            newest=max((one.published for one in self.kept), default=None),
            trailers=[self._memory.episode(one) for one in self.kept if one.is_trailer],
        )
        names = self._names(page)
        written = write(
            desk / page.path,
            head,
            [(name, self._item_keys[name]) for name in names],
            lambda name: self._item(name, page.format),
            feed.end(),
            last=self._memory.shop.config.root / FEEDS / page.path,
            known=last,
        )
        lines = written.above(head.count(b"\n"))
        return Document(page=page, head=head, lines=lines), written

    def _names(self, page: Page) -> list[str]:
        """Return the names of the episodes on a page of the feed."""
        return list(self._named)[page.start : page.stop]

    def _item(self, name: str, form: str | None) -> bytes:
        items = self._items.get(name) or self._memory.journal.recall(f"{ITEM}{name}", Items)
        if items is None:
            raise AssertionError("what was rendered is remembered with its items")
        return items.forms[form or ""].encode()


def _newest_first(kept: Kept) -> tuple[float, str]:
    return -kept.published.timestamp(), kept.slug


def _shown(shop: Workshop, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings without those that the producer does not want to see."""
    ignored = {ignore.code for ignore in shop.config.ignores}
    return tuple(finding for finding in findings if finding.code not in ignored)


_OURS = re.compile(
    r"feed(?:-[a-z0-9]+)*\.xml|cover(?:-\d+)?\.jpg|media/(?P<sound>[a-z0-9-]+)-[0-9a-f]{8}\.[a-z0-9]+|"
    r"(?P<episode>[a-z0-9-]+)/(?:chapters\.json|transcript\.(?:vtt|srt|json|html)|"
    r"cover(?:-\d+)?\.jpg|waveform\.svg|loudness\.svg|sound\.json)"
)


def _has_own_robots(folder: Path) -> bool:
    """Return whether the robots.txt of a tree is the producer's, who then keeps it."""
    robots = folder / site.ROBOTS
    return robots.is_file() and not robots.read_bytes().startswith(site.ROBOTS_MARK)


def _is_ours(lock: Lock, folder: Path) -> Callable[[str], bool]:
    """Return whether audiopub makes a file of a path; all others belong to the producer."""
    slugs, own_robots = lock.slugs, _has_own_robots(folder)

    def is_ours(path: str) -> bool:
        if path == site.ROBOTS:
            return not own_robots
        slug = site.owner(path)
        if slug is None and (found := _OURS.fullmatch(path)):
            slug = found["sound"] or found["episode"] or ""
        return slug is not None and (not slug or slug in slugs)

    return is_ours
