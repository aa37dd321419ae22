"""Going live: render, check, swap in, and remember what is live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from audiopub import facts, feed, rules, site
from audiopub.model import Episode, Finding, Progress, Publication, Step
from audiopub.pipeline.outcome import FEEDS, Outcome
from audiopub.pipeline.production import Produced, prepare_cover, programs
from audiopub.pipeline.workshop import Made, Workshop
from audiopub.project import config as configuration
from audiopub.project import lock as identities
from audiopub.project import pairing
from audiopub.project.lock import Lock
from audiopub.project.pairing import identity_of
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
    """What all of it was made of."""

    listing: dict[str, tuple[int, int]]
    """Its files as they were put in place."""

    publication: Publication
    """What it says."""

    findings: tuple[Finding, ...]
    """What should not be, and is."""


def known(shop: Workshop, name: str) -> Kept | None:
    """Return an episode as it went live last, if all of its files are still whole."""
    kept = shop.journal.recall(f"episode:{identity_of(name)}", Kept)
    if kept and all(shop.artefacts.holds(sha256) for sha256 in kept.made.files.values()):
        return kept
    return None


def unchanged(shop: Workshop) -> Outcome | None:
    """Return the outcome of doing nothing, if nothing has changed since the last publication."""
    live = shop.journal.recall("live", Live)
    folder = shop.config.root / FEEDS
    if (
        live is None
        or not folder.is_dir()
        or live.fingerprint != _fingerprint(shop)
        or live.listing != tree.listing(folder)
    ):
        return None
    return Outcome(
        steps=tuple(
            Step(episode=episode.name, name="publish", state="fresh", reason="nothing has changed")
            for episode in live.publication.episodes
        ),
        findings=live.findings,
        folder=folder,
        publication=live.publication,
    )


def go_live(shop: Workshop, lock: Lock, kept: Mapping[str, Kept], outcome: Outcome) -> Outcome:
    """Render a publication, check it as a stranger would, and put it in place.

    Identities are written down before anybody can see them; what the journal says of a
    publication, only once it is in place. So a run that dies in between is simply done again.

    Raises:
        AudiopubError: It cannot be rendered or put in place; what was live stays live.
    """
    folder = shop.config.root / FEEDS
    cover = prepare_cover(shop, shop.config.artwork, shop.show.artwork.path)
    publication = Publication(
        show=replace(shop.show, artwork=cover.value),
        episodes=tuple(sorted((k.made.value.episode for k in kept.values()), key=_newest_first)),
    )
    staging = Staging(folder)
    try:
        for one in kept.values():
            for path, sha256 in one.made.files.items():
                staging.link(path, shop.artefacts.path(sha256))
        staging.link(cover.value.path, shop.artefacts.path(cover.files["published"]))
        for path, data in site.render(publication):
            staging.write(path, data)
        staging.write("feed.xml", feed.build(publication))
        tree.carry(folder, staging, lambda path: _is_ours(path, lock))
        shop.tell(Progress(episode=None, stage="checking", fraction=0.0))
        noticed = [finding for one in kept.values() for finding in one.made.value.findings]
        noticed = [f for f in (*noticed, *_checked(staging)) if f.code not in _ignored(shop)]
        findings = (*outcome.findings, *noticed)
        if any(finding.severity == "error" for finding in noticed):
            return replace(outcome, findings=findings)
        identities.write(shop.config.root, lock)
        staging.swap()
    finally:
        staging.discard()
    live = Live(
        fingerprint=_fingerprint(shop),
        listing=tree.listing(folder),
        publication=publication,
        findings=findings,
    )
    episodes = {f"episode:{identity_of(name)}": one for name, one in kept.items()}
    shop.journal.replace({**episodes, "live": live})
    return replace(outcome, findings=findings, publication=publication, live=True)


def _newest_first(episode: Episode) -> tuple[float, str]:
    return -episode.published.timestamp(), episode.slug


def _checked(staging: Staging) -> tuple[Finding, ...]:
    return rules.judge(facts.gather(staging.folder, name=FEEDS))


def _ignored(shop: Workshop) -> frozenset[str]:
    return frozenset(ignore.code for ignore in shop.config.ignores)


def _is_ours(path: str, lock: Lock) -> bool:
    """Return whether audiopub makes a file of this path; all others belong to the producer."""
    first, _, rest = path.partition("/")
    if rest:
        return first in identities.RESERVED or first in lock.slugs
    return first.split(".")[0].split("-")[0] in identities.RESERVED


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
