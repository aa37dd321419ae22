"""Going live: render, check, swap in, and remember what is live."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from audiopub import facts, feed, rules, site
from audiopub.model import Episode, Finding, Progress, Publication, Step
from audiopub.pipeline import gate
from audiopub.pipeline.outcome import FEEDS, Outcome, Request
from audiopub.pipeline.production import (
    ALIGNMENT,
    Produced,
    alignment_of,
    cover_files,
    prepare_cover,
    programs,
)
from audiopub.pipeline.workshop import Made, Workshop
from audiopub.project import config as configuration
from audiopub.project import lock as identities
from audiopub.project import pairing
from audiopub.project.lock import Lock
from audiopub.project.pairing import identity_of
from audiopub.rules.subjects import Target
from audiopub.site import Spoken
from audiopub.store import tree
from audiopub.store.keys import key_of
from audiopub.store.tree import Staging

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An episode that is live, or ready to be."""

    inputs: dict[str, str]
    """What it was made of."""

    made: Made[Produced]
    """What it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """A publication that is live."""

    fingerprint: str
    """What all of it was made of; empty if something was left out, or failed."""

    made_by: str
    """A key of the programs that rendered it."""

    listing: dict[str, tuple[int, int]]
    """Its files as they were put in place."""

    publication: Publication
    """What it says."""

    findings: tuple[Finding, ...]
    """What was said of it."""

    noticed: tuple[Finding, ...]
    """What the checks found of it, ignored or not."""

    waiting: tuple[Step, ...] = ()
    """The episodes that were not due yet."""


def known(shop: Workshop, name: str) -> Kept | None:
    """Return an episode as it went live last, if all of its files are still whole."""
    kept = shop.journal.recall(f"episode:{identity_of(name)}", Kept)
    if kept and all(shop.artefacts.holds(sha256) for sha256 in kept.made.files.values()):
        return kept
    return None


def unchanged(shop: Workshop, now: dt.datetime) -> Outcome | None:
    """Return the outcome of doing nothing, if nothing has changed and nothing is due."""
    live = shop.journal.recall("live", Live)
    folder = shop.config.root / FEEDS
    if live is None or live.fingerprint != _fingerprint(shop) or not _is_intact(live, folder):
        return None
    if any(step.due is None or step.due <= now for step in live.waiting):
        return None
    fresh = tuple(
        Step(episode=episode.name, name="publish", state="fresh", reason="nothing has changed")
        for episode in live.publication.episodes
    )
    return Outcome(
        steps=(*fresh, *live.waiting),
        findings=live.findings,
        folder=folder,
        publication=live.publication,
    )


def go_live(
    shop: Workshop,
    lock: Lock,
    kept: Mapping[str, Kept],
    outcome: Outcome,
    *,
    complete: bool,
    request: Request,
) -> Outcome:
    """Render a publication, check it as a stranger would, and put it in place.

    Identities are written down before anybody can see them; what the journal says of a
    publication, only once it is in place. So a run that dies in between is simply done again.

    Args:
        shop: The workshop.
        lock: The identities of all episodes.
        kept: The episodes, by their names.
        outcome: What the run did so far.
        complete: Whether everything that there is was worked on, and nothing failed. Only then
            the next run may find that there is nothing to do.
        request: What was asked for: what the gate lets through, and the time.

    Raises:
        AudiopubError: It cannot be rendered or put in place; what was live stays live.
    """
    folder = shop.config.root / FEEDS
    said = _shown(shop, outcome.findings)
    cover = prepare_cover(shop, shop.config.artwork, shop.show.artwork.path)
    publication = Publication(
        show=replace(shop.show, artwork=cover.value),
        episodes=tuple(sorted((k.made.value.episode for k in kept.values()), key=_newest_first)),
    )
    episodes = {f"episode:{identity_of(name)}": one for name, one in kept.items()}
    last = shop.journal.recall("live", Live)
    if (
        last
        and last.publication == publication
        and last.made_by == programs()
        and _is_intact(last, folder)
    ):
        again = replace(
            last,
            fingerprint=_fingerprint(shop) if complete else "",
            findings=(*said, *_shown(shop, last.noticed)),
            waiting=_waiting(outcome),
        )
        shop.journal.replace({**episodes, "live": again})
        return replace(outcome, findings=again.findings, publication=publication)
    staging = Staging(folder)
    try:
        for one in kept.values():
            for path, sha256 in one.made.files.items():
                if path != ALIGNMENT:
                    staging.link(path, shop.artefacts.path(sha256))
        for path, file in cover_files(shop, cover).items():
            staging.link(path, file)
        for part in site.parts(publication, _spoken(shop, kept)):
            for path, data in part.render().items():
                staging.write(path, data)
        for path, pieces in feed.documents(publication):
            staging.write(path, b"".join(pieces))
        tree.carry(folder, staging, lambda path: _is_ours(path, lock))
        shop.tell(Progress(episode=None, stage="checking", fraction=0.0))
        noticed = [finding for one in kept.values() for finding in one.made.value.findings]
        noticed += _checked(shop, staging)
        findings = (*said, *_shown(shop, noticed))
        broken = gate.regressions(folder, publication, request.accept)
        if any(finding.severity == "error" for finding in (*_shown(shop, noticed), *broken)):
            return replace(outcome, findings=(*findings, *broken))
        identities.write(shop.config.root, lock)
        staging.swap()
    finally:
        staging.discard()
    live = Live(
        fingerprint=_fingerprint(shop) if complete else "",
        made_by=programs(),
        listing=tree.listing(folder),
        publication=publication,
        findings=findings,
        noticed=tuple(noticed),
        waiting=_waiting(outcome),
    )
    passed = gate.record(shop.journal, broken, request.accept, request.now)
    shop.journal.replace({**episodes, **passed, "live": live})
    return replace(outcome, findings=(*findings, *broken), publication=publication, live=True)


def _spoken(shop: Workshop, kept: Mapping[str, Kept]) -> dict[str, Spoken]:
    """Return the sentences of each episode by its slug; none is in memory before it is needed."""
    made = {one.made.value.episode.slug: one.made for one in kept.values()}
    return {
        slug: Spoken(key=one.files[ALIGNMENT], read=partial(alignment_of, shop, one))
        for slug, one in made.items()
    }


def _waiting(outcome: Outcome) -> tuple[Step, ...]:
    return tuple(step for step in outcome.steps if step.state == "waiting")


def _newest_first(episode: Episode) -> tuple[float, str]:
    return -episode.published.timestamp(), episode.slug


def _checked(shop: Workshop, staging: Staging) -> tuple[Finding, ...]:
    sound = shop.config.sound
    target = Target(lufs=sound.target_lufs, peak_dbtp=sound.ceiling_dbtp)
    return rules.judge(facts.gather(staging.folder, name=FEEDS, target=target))


def _shown(shop: Workshop, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings without those that the producer does not want to see."""
    ignored = {ignore.code for ignore in shop.config.ignores}
    return tuple(finding for finding in findings if finding.code not in ignored)


def _is_intact(live: Live, folder: Path) -> bool:
    return folder.is_dir() and live.listing == tree.listing(folder)


_OURS = re.compile(
    r"feed(?:-[a-z0-9]+)*\.xml|cover(?:-\d+)?\.jpg|media/(?P<sound>[a-z0-9-]+)-[0-9a-f]{8}\.[a-z0-9]+|"
    r"(?P<episode>[a-z0-9-]+)/(?:chapters\.json|transcript\.(?:vtt|srt|json|html)|"
    r"cover(?:-\d+)?\.jpg|waveform\.svg)"
)


def _is_ours(path: str, lock: Lock) -> bool:
    """Return whether audiopub makes a file of this path; all others belong to the producer."""
    slug = site.owner(path)
    if slug is None and (found := _OURS.fullmatch(path)):
        slug = found["sound"] or found["episode"] or ""
    return slug is not None and (not slug or slug in lock.slugs)


def _fingerprint(shop: Workshop) -> str:
    """Return a key of everything that a publication is made of, without reading it."""
    root, sound = shop.config.root, shop.config.sound
    files = {root / configuration.FILE, root / identities.FILE, shop.config.artwork}
    files |= {clip for clip in (sound.intro, sound.outro) if clip}
    files |= set(pairing.files(shop.config))
    states = [
        (shop.config.name(file), (status := file.stat()).st_size, status.st_mtime_ns)
        for file in sorted(files)
        if file.exists()
    ]
    return key_of("fingerprint", SCHEMA, programs(), states)
