"""Publishing: the whole way from the sources to a checked tree that goes live in one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from audiopub.errors import AlignmentError, AudiopubError
from audiopub.model import Finding, Step, StepState
from audiopub.pipeline import finished, sources
from audiopub.pipeline.live import Kept, go_live, known, unchanged
from audiopub.pipeline.matching import match, named
from audiopub.pipeline.outcome import FEEDS, JOURNAL, WORK, Outcome, Request, failures
from audiopub.pipeline.production import inputs_of, produce
from audiopub.pipeline.understanding import understand
from audiopub.pipeline.workshop import Tell, Workshop, known_journal
from audiopub.project import config as configuration
from audiopub.project import lock as identities
from audiopub.project import pairing
from audiopub.project.lock import Lock
from audiopub.project.pairing import Finished, Pair, Pairing
from audiopub.store import files, tree
from audiopub.store import lock as running
from audiopub.store.journal import Journal

_UNCHANGED = "nothing has changed"


def publish(
    root: Path,
    request: Request,
    *,
    tell: Tell = lambda _: None,
    waiting: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Publish a show: produce what is new or changed, check the whole, and put it in place.

    One episode that fails does not stop the others; if it was live before, it stays as it was.
    Whatever goes wrong, readers of the published tree never see half of it.

    Args:
        root: The folder of the show.
        request: What is asked for.
        tell: Told how far long steps are.
        waiting: Told who is at work on this show, before waiting for them.

    Raises:
        AudiopubError: Nothing could be done; what was live stays live.
        ExceptionGroup: Of :class:`AudiopubError`, several reasons for that at once.
    """
    config = configuration.load(root)
    work = root / WORK
    if request.dry_run:
        with known_journal(root) as journal:
            return _plan(request, Workshop.open(config, journal, tell))
    with running.held(work / "lock", wait=request.wait, waiting=waiting):
        files.sweep(root)
        tree.sweep(root / FEEDS)
        with Journal(root / JOURNAL) as journal:
            shop = Workshop.open(config, journal, tell)
            shop.artefacts.sweep()
            fresh = None if request.episodes else unchanged(shop, request.now)
            return fresh or _publish(request, shop)


def _plan(request: Request, shop: Workshop) -> Outcome:
    """Say what would be done: texts are read, sound is not touched, nothing is written."""
    lock = identities.read(shop.config.root)
    found = match(shop, pairing.pair(shop.config))
    steps: list[Step] = []
    findings = [*sources.unpaired(found), *sources.withdrawn(found, lock)]
    for pair in sources.selected(shop.config, found, lock, request.episodes):
        try:
            source = understand(shop.config, pair, lock)
            if due := source.due(lock, request.now):
                steps.append(_waiting(pair, due))
                continue
            identity, _ = lock.assign(pair.name, source.published, shop.show.guid)
            inputs = inputs_of(shop, source, identity)
        except (AudiopubError, ExceptionGroup) as error:
            failed = failures(error)
            findings += failed
            steps.append(_step(pair, "failed", failed[0].message))
        else:
            reason = _reason(shop, pair, inputs)
            steps.append(_step(pair, "planned" if reason else "fresh", reason or _UNCHANGED))
    return Outcome(steps=tuple(steps), findings=tuple(findings), folder=shop.config.root / FEEDS)


def _publish(request: Request, shop: Workshop) -> Outcome:
    lock = identities.read(shop.config.root)
    found = match(shop, pairing.pair(shop.config))
    wanted = sources.selected(shop.config, found, lock, request.episodes)
    steps: list[Step] = []
    findings = [*sources.unpaired(found), *sources.withdrawn(found, lock)]
    kept = {name: last for name in found.problems if (last := known(shop, name))}
    for pair in found.pairs:
        last = known(shop, pair.name)
        if pair in wanted or (lock.get(pair.name) and not last):
            now, lock, step, failure = _attempt(shop, pair, lock, found, request.now)
            steps.append(step)
            findings += failure
            last = now or last
        else:
            steps.append(_step(pair, "fresh", "it was not asked for"))
        if last:
            kept[pair.name] = last
    for one in found.finished:
        now, lock, step, failure = _keep(shop, one, lock, request.now)
        steps.append(step)
        findings += failure
        if now := now or known(shop, one.name):
            kept[one.name] = now
    vanishing = sources.lost(found, lock, kept)
    outcome = Outcome(
        steps=tuple(steps),
        findings=(*findings, *vanishing),
        folder=shop.config.root / FEEDS,
    )
    if vanishing or not kept:
        return outcome
    whole = not (request.episodes or outcome.failed)
    return go_live(shop, lock, kept, outcome, complete=whole, request=request)


def _attempt(
    shop: Workshop, pair: Pair, lock: Lock, found: Pairing, now: dt.datetime
) -> tuple[Kept | None, Lock, Step, list[Finding]]:
    """Produce an episode, unless it is not due yet; give it its identity once it is whole."""
    try:
        source = understand(shop.config, pair, lock)
        if due := source.due(lock, now):
            return None, lock, _waiting(pair, due), []
        identity, given = lock.assign(pair.name, source.published, shop.show.guid)
        inputs = inputs_of(shop, source, identity)
        reason = _reason(shop, pair, inputs)
        made = produce(shop, source, identity, inputs)
    except AlignmentError as error:
        refusal = named(shop, error, pair.audio, found.lone_transcripts)
        return None, lock, _step(pair, "failed", error.what), failures(refusal)
    except (AudiopubError, ExceptionGroup) as error:
        failed = failures(error)
        return None, lock, _step(pair, "failed", failed[0].message), failed
    step = _step(pair, "made" if reason else "fresh", reason or _UNCHANGED)
    return Kept(inputs=inputs, made=made), given, step, []


def _keep(
    shop: Workshop, source: Finished, lock: Lock, now: dt.datetime
) -> tuple[Kept | None, Lock, Step, list[Finding]]:
    """Take an imported episode as it is, unless it is not due yet."""
    try:
        draft = finished.understood(shop, source, lock)
        published = draft.date.value if draft.date else now
        if published > now and lock.get(source.name) is None:
            return None, lock, _waiting(source, published), []
        identity, given = lock.assign(source.name, published, shop.show.guid)
        inputs = finished.inputs_of(shop, source, identity)
        reason = _reason(shop, source, inputs)
        made = finished.produce(shop, source, draft, identity, inputs)
    except (AudiopubError, ExceptionGroup) as error:
        failed = failures(error)
        return None, lock, _step(source, "failed", failed[0].message), failed
    step = _step(source, "made" if reason else "fresh", reason or _UNCHANGED)
    return Kept(inputs=inputs, made=made), given, step, []


def _reason(shop: Workshop, pair: Pair | Finished, inputs: dict[str, str]) -> str:
    """Return why an episode has to be made; nothing if it has not."""
    last = known(shop, pair.name)
    if last is None:
        return "it is new"
    names = [name for name in inputs if inputs[name] != last.inputs.get(name)]
    names += [name for name in last.inputs if name not in inputs]
    return f"changed: {', '.join(names)}" if names else ""


def _waiting(pair: Pair | Finished, due: dt.datetime) -> Step:
    reason = f"it is due {due:%Y-%m-%d %H:%M %Z}"
    return Step(episode=pair.name, name="publish", state="waiting", reason=reason, due=due)


def _step(pair: Pair | Finished, state: StepState, reason: str) -> Step:
    return Step(episode=pair.name, name="publish", state=state, reason=reason)
