"""What an episode is, before anything heavy is done: its text, and every field with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from audiopub import chapterlist, text
from audiopub.errors import TextError
from audiopub.model import Draft, Given, Person, Place, Transcript
from audiopub.project.config import Config
from audiopub.project.lock import Lock
from audiopub.project.pairing import Pair
from audiopub.store.files import explained
from audiopub.text.decoding import decode
from audiopub.text.language import UNKNOWN

_DOUBTS = ("AP108", "AP109")
"""Findings that say why no date was taken from a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """An episode's text, and everything that is known of it."""

    pair: Pair
    """Its files."""

    transcript: Transcript
    """Its text."""

    draft: Draft
    """Every field by precedence; title, authors, date, language and explicit are never open."""

    published: dt.datetime
    """When it is first published, unless audiopub.lock knows better."""

    def due(self, lock: Lock, now: dt.datetime) -> dt.datetime | None:
        """Return when it is due, if that is to come; what was published once waits no more."""
        waits = self.published > now and lock.get(self.pair.name) is None
        return self.published if waits else None


def understand(config: Config, pair: Pair, lock: Lock) -> Understood:
    """Read the text of an episode and fold what all sources say of it.

    The strongest source wins, field by field: the sidecar, the chapter list beside it, then front
    matter, heading, and what can be derived; what is still open, the show answers.

    Raises:
        TextError: The text cannot be understood, or AP126: nothing says the date.
        ConfigError: The chapter list is wrong, or AP149: the date is not the one in the lock.
        StoreError: A file cannot be read.
    """
    name = config.name(pair.transcript)
    with explained(pair.transcript, "read it"):
        data = pair.transcript.read_bytes()
    given = pair.draft.language
    transcript = text.read(
        data,
        name,
        language=given.value if given else None,
        expected=config.language,
        timezone=config.timezone,
    )
    if transcript.language == UNKNOWN:  # too little text to tell: it is the show's, then
        transcript = text.read(data, name, language=config.language, timezone=config.timezone)
    draft = (
        pair.draft.over(_chapter_list(config, pair)).over(transcript.draft).over(defaults(config))
    )
    doubts = tuple(one.message for one in transcript.findings if one.code in _DOUBTS)
    draft = dated(config, pair.name, draft, lock, path=transcript.path, doubts=doubts)
    assert draft.date  # noqa: S101 - dated has just seen to it
    return Understood(pair=pair, transcript=transcript, draft=draft, published=draft.date.value)


def provenance(draft: Draft) -> Iterator[tuple[str, Given[object]]]:
    """Yield the name and the value of every field that somebody gave."""
    for field in fields(draft):
        value = getattr(draft, field.name)
        if value is not None:
            yield field.name, value


def _chapter_list(config: Config, pair: Pair) -> Draft:
    if pair.chapters is None:
        return Draft()
    name = config.name(pair.chapters)
    with explained(pair.chapters, "read it"):
        data = pair.chapters.read_bytes()
    marks = chapterlist.parse(decode(data, name), name)
    return Draft(chapters=Given(value=marks, source="sidecar", place=Place(path=name)))


def defaults(config: Config) -> Draft:
    """Return what the show answers where nobody else does."""
    document = config.document
    authors = tuple(Person(name=name.strip()) for name in document.get("show", "authors"))
    return Draft(
        authors=Given(value=authors, source="show", place=document.place("show", "authors")),
        language=Given(
            value=config.language, source="show", place=document.place("show", "language")
        ),
        explicit=Given(
            value=document.get("show", "explicit"),
            source="show",
            place=document.place("show", "explicit"),
        ),
    )


def dated(
    config: Config,
    episode: str,
    draft: Draft,
    lock: Lock,
    *,
    path: str,
    doubts: Sequence[str] = (),
) -> Draft:
    """Return the draft with the date that was given out, if one was.

    Args:
        config: The show's configuration.
        episode: The episode's name.
        draft: What is known of it.
        lock: The dates that were given out.
        path: The file that speaks of it, as messages name it.
        doubts: Why no date was taken from there.

    Raises:
        TextError: AP126, nothing says the date; AP149, it is not the one in the lock.
    """
    identity = lock.get(episode)
    given = draft.date
    if identity is None:
        if given is None:
            raise TextError(
                "AP126",
                "; ".join(["nothing says when this episode is published", *doubts]),
                path=path,
                hint="put the date into the heading (20.10.2025), or into the sidecar, "
                f"{config.name(config.recordings[0])}/{episode}.toml: date = 2025-10-20",
            )
        return draft
    first = identity.published.astimezone(config.timezone)
    if given and given.value.astimezone(config.timezone).date() != first.date():
        raise TextError(
            "AP149",
            f"the date is {given.value.date()} here and {first.date()} in audiopub.lock",
            path=given.place.path if given.place else path,
            line=given.place.line if given.place else None,
            column=given.place.column if given.place else None,
            hint=f"{episode} was first published on {first.date()}, and a published date never "
            "moves: restore it here; only if the lock is wrong, correct it there",
        )
    place = Place(path="audiopub.lock")
    return Draft(date=given or Given(value=identity.published, source="derived", place=place)).over(
        draft
    )
