"""A run of publishing: what is new or changed is made, and the whole goes live."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from audiopub import engine
from audiopub.errors import AlignmentError, AudiopubError, JournalError
from audiopub.model import Finding, Place, Step, StepState
from audiopub.pipeline import finished, sources
from audiopub.pipeline.freshness import Seen
from audiopub.pipeline.inputs import common_of, inputs_of, shared_inputs
from audiopub.pipeline.live import go_live
from audiopub.pipeline.memory import Memory
from audiopub.pipeline.outcome import FEEDS, Outcome, Request, failures
from audiopub.pipeline.production import Job, work_on
from audiopub.pipeline.records import Kept, Whole
from audiopub.pipeline.understanding import understand
from audiopub.pipeline.workshop import Workshop, silent
from audiopub.pipeline.yard import Yard
from audiopub.project import lock as identities
from audiopub.project import pairing
from audiopub.project.lock import Lock
from audiopub.project.pairing import Finished, Pair, Pairing, identity_of
from audiopub.store.journal import Journal

_LITTLE = 20_000_000
_MANY = 8
"""Recordings of fewer bytes, and of fewer episodes, are mastered here sooner than other processes
have begun to work, which takes a second or two."""

_UNCHANGED = "nothing has changed"
_NOT_ASKED = "it was not asked for"


@dataclass(slots=True)
class Run:
    """What one run knows and has done so far."""

    request: Request
    memory: Memory
    given: Lock
    """What was given out before."""

    lock: Lock
    """What is given out now, too."""

    found: Pairing
    wanted: frozenset[str]
    """The names of the pairs that were asked for."""

    shared: dict[str, str]
    """What all episodes depend on."""

    common: str
    """A key of that, and of the files of the show that they depend on."""

    fresh: dict[str, Kept] = field(default_factory=dict)
    """The episodes that were looked at and are what they were, as :attr:`Memory.kept` has them."""

    steps: dict[str, Step] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    """Why an episode has to be made, by its name."""

    @classmethod
    def open(cls, request: Request, shop: Workshop, journal: Journal, seen: Seen) -> Run:
        """Find out what there is.

        Args:
            request: What is asked for.
            shop: The workshop.
            journal: What earlier runs knew.
            seen: How the files of the show look.
        """
        memory = Memory(shop, journal, seen)
        lock = identities.read(shop.config.root, memory.lock)
        shared = shared_inputs(shop)
        common = common_of(shop, memory.hashes, shared)
        known = memory.settled(lock, common)
        found = _matched(shop, pairing.pair(shop.config, seen.states, known))
        for name in (*(p.name for p in found.pairs), *(one.name for one in found.finished)):
            memory.learn(name)
        return cls(
            request=request,
            memory=memory,
            given=lock,
            lock=lock.copy(),
            found=found,
            wanted=sources.selected(shop.config, found, lock, request.episodes),
            shared=shared,
            common=common,
            findings=[*sources.unpaired(found), *sources.withdrawn(found, lock)],
        )

    def plan(self) -> Outcome:
        """Say what would be done: texts are read, sound is not touched, nothing is written."""
        for job in self._jobs(self._stale()):
            name = job.source.pair.name
            self._step(name, "planned", self.reasons[name])
        asked = tuple(step for step in self._outcome().steps if step.episode in self.wanted)
        return replace(self._outcome(), steps=asked)

    def publish(self) -> Outcome:
        """Make what has to be made, and go live."""
        kept = {
            identity_of(name): last for name in self._names() if (last := self.memory.known(name))
        }
        shop, pairs = self.memory.shop, self._stale()
        kept |= self.fresh
        address = self.request.cluster
        place = engine.cluster(address) if address else engine.cores(self.request.jobs)
        yard = Yard(place=place, tell=shop.tell)
        work = sum(pair.audio.stat().st_size for pair in pairs if pair.audio.exists())
        little = not address and work < _LITTLE and len(pairs) < _MANY
        makers = yard.here() if little else yard
        jobs = self._jobs(pairs, makers.cores_each(len(pairs)))
        made = []
        for done in makers.run(
            work_on, jobs, len(pairs), "making episodes", lambda job: job.memory
        ):
            job = done.task
            pair = job.source.pair
            if done.error is not None:
                self._failed(pair, done.error)
                continue
            one = Whole(inputs=dict(job.inputs), made=done.get())
            kept[identity_of(pair.name)] = self.memory.keep(one, self.common, pair.alone)
            made.append(one.made.value.episode)
            self._step(pair.name, "made", self.reasons[pair.name], one.made.value.sound)
        for source in self.found.finished:
            if taken := self._take(source):
                kept[identity_of(source.name)] = taken
                if self.steps[source.name].state == "made":
                    made.append(self.memory.episode(taken))
        vanishing = sources.lost(self.found, self.lock, kept)
        self.findings += vanishing
        outcome = replace(self._outcome(), made=tuple(made))
        if vanishing or not kept:
            return outcome
        return go_live(self.memory, yard, self.lock, self.given, kept, outcome, self.request)

    def _take(self, source: Finished) -> Kept | None:
        """Take an imported episode as it is, unless it is not due yet, or is as it was."""
        shop, last = self.memory.shop, self.memory.known(source.name)
        try:
            draft = finished.understood(shop, source, self.lock)
            published = draft.date.value if draft.date else self.request.now
            if published > self.request.now and self.lock.get(source.name) is None:
                self.steps[source.name] = _waiting(source, published)
                return None
            identity = self.lock.assign(source.name, published, shop.show.guid)
            inputs = finished.inputs_of(shop, self.memory.hashes, source, identity)
            reason = self._difference(inputs, last) if last else "it is new"
            if last and not reason:
                self._step(source.name, "fresh", _UNCHANGED)
                return self.memory.confirmed(last, self.common, source.alone)
            made = finished.produce(shop, source, draft, identity, inputs)
        except JournalError:
            raise
        except (AudiopubError, ExceptionGroup) as error:
            self._fail(source.name, failures(error))
            return None
        self._step(source.name, "made", reason)
        return self.memory.keep(Whole(inputs=inputs, made=made), self.common, source.alone)

    def _names(self) -> Iterator[str]:
        """Yield the names of all episodes that there are, in their order."""
        yield from self.found.problems
        names = [pair.name for pair in self.found.pairs]
        names += [one.name for one in self.found.settled]
        yield from sorted(names, key=identity_of)
        yield from (one.name for one in self.found.finished)

    def _stale(self) -> list[Pair]:
        """Return the episodes that have to be made, and note why; note why the others have not."""
        stale = []
        for one in self.found.settled:
            is_asked = one.name in self.wanted
            self._step(one.name, "fresh", _UNCHANGED if is_asked else _NOT_ASKED)
        for pair in self.found.pairs:
            last = self.memory.known(pair.name)
            identity = self.lock.get(pair.name)
            if pair.name not in self.wanted and (last or not identity):
                self._step(pair.name, "fresh", _NOT_ASKED)
                continue
            try:
                reason = self._reason(pair, last)
            except AudiopubError as error:
                self._failed(pair, error)
                continue
            if last and not reason:
                confirmed = self.memory.confirmed(last, self.common, pair.alone)
                self.fresh[identity_of(pair.name)] = confirmed
                self._step(pair.name, "fresh", _UNCHANGED)
            else:
                self.reasons[pair.name] = reason
                stale.append(pair)
        return stale

    def _reason(self, pair: Pair, last: Kept | None) -> str:
        """Return why an episode has to be made; nothing if it has not."""
        identity = self.lock.get(pair.name)
        if last is None or identity is None:
            return "it is new" if identity is None else "its files are not in the cache"
        inputs = inputs_of(self.memory.shop, self.memory.hashes, pair, identity, self.shared)
        return self._difference(inputs, last)

    def _difference(self, inputs: Mapping[str, str], kept: Kept) -> str:
        """Say what of an episode's inputs has changed; nothing if none has."""
        last = self.memory.whole(kept).inputs
        names = [name for name in inputs if inputs[name] != last.get(name)]
        names += [name for name in last if name not in inputs]
        return f"changed: {', '.join(names)}" if names else ""

    def _jobs(self, pairs: list[Pair], cores: int | None = None) -> Iterator[Job]:
        """Yield the work on each episode; its text is read only when its turn has come."""
        shop = replace(self.memory.shop, tell=silent) if len(pairs) > 1 else self.memory.shop
        for pair in pairs:
            try:
                source = understand(shop.config, pair, self.lock)
                if due := source.due(self.lock, self.request.now):
                    self.steps[pair.name] = _waiting(pair, due)
                    continue
                identity = self.lock.assign(pair.name, source.published, shop.show.guid)
                inputs = inputs_of(shop, self.memory.hashes, pair, identity, self.shared)
            except (AudiopubError, ExceptionGroup) as error:
                self._failed(pair, error)
                continue
            yield Job(shop=shop, source=source, identity=identity, inputs=inputs, cores=cores)

    def _failed(self, pair: Pair, error: Exception) -> None:
        """Note why an episode could not be made.

        Raises:
            Exception: The error, if it is none of ours, or concerns more than this episode.
        """
        if not isinstance(error, AudiopubError | ExceptionGroup) or isinstance(error, JournalError):
            raise error
        failed = failures(error)
        if isinstance(error, AlignmentError):
            from audiopub.pipeline.matching import named

            shop, others = self.memory.shop, self.found.lone_transcripts
            failed = failures(named(shop, error, pair.audio, others))
        self._fail(pair.name, [_placed(finding, pair, self.memory.shop) for finding in failed])

    def _fail(self, name: str, failed: list[Finding]) -> None:
        if self.given.get(name) is None:
            self.lock.withdraw(name)
        self._step(name, "failed", failed[0].message)
        self.findings += failed

    def _step(self, name: str, state: StepState, reason: str, sound: tuple[str, ...] = ()) -> None:
        step = Step(episode=name, name="publish", state=state, reason=reason, sound=sound)
        self.steps[name] = step
        self.memory.shop.tell(step)

    def _outcome(self) -> Outcome:
        return Outcome(
            steps=tuple(self.steps[name] for name in self._names() if name in self.steps),
            findings=tuple(self.findings),
            folder=self.memory.shop.config.root / FEEDS,
        )


def _matched(shop: Workshop, found: Pairing) -> Pairing:
    """Pair by listening what is left, if anything is."""
    if not (found.lone_transcripts and found.lone_recordings):
        return found
    from audiopub.pipeline.matching import match

    return match(shop, found)


def _waiting(pair: Pair | Finished, due: dt.datetime) -> Step:
    reason = f"it is due {due:%Y-%m-%d %H:%M %Z}"
    return Step(episode=pair.name, name="publish", state="waiting", reason=reason, due=due)


def _placed(finding: Finding, pair: Pair, shop: Workshop) -> Finding:
    """Return a finding with a place: that of the recording, where nothing else is known."""
    if finding.place:
        return finding
    return replace(finding, place=Place(path=shop.config.name(pair.audio)))
