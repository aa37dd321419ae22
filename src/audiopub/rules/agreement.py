"""Rules that compare what was published in several places with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audiopub.rules.podcasting import feed_marks
from audiopub.rules.rule import Fault
from audiopub.rules.subjects import CaptionCue, Captions, Element, Mark, PublishedEpisode
from audiopub.rules.values import clock, is_number, same_text, shortened, squeezed

_SECOND = 1.0
_MARK = 0.0105  # ID3 and Normal Play Time keep milliseconds; 10 ms and a rounding are allowed
_CUE = 0.0015  # WebVTT and SRT keep milliseconds
_BEYOND = 0.5
_CONTEXT = 24

_ALIASES = {
    "audio/mpeg": frozenset({"audio/mp3", "audio/x-mp3", "audio/x-mpeg"}),
    "audio/mp4": frozenset({"audio/x-m4a", "audio/m4a", "audio/aac", "video/mp4"}),
    "audio/ogg": frozenset({"audio/opus", "application/ogg"}),
    "audio/wav": frozenset({"audio/x-wav", "audio/wave"}),
    "audio/flac": frozenset({"audio/x-flac"}),
}


def length_differs(episode: PublishedEpisode) -> Iterator[Fault]:
    """The feed says the sound's length."""
    enclosure, sound = episode.item.element.first("enclosure"), episode.sound
    if enclosure and sound:
        said = enclosure.attribute("length")
        if is_number(said) and said.lstrip("0") not in ("", str(sound.length)):
            message = f"the feed says {shortened(said)} bytes; {sound.path} has {sound.length}"
            yield Fault(message, *enclosure.at)


def type_differs(episode: PublishedEpisode) -> Iterator[Fault]:
    """The feed says the sound's type."""
    enclosure, sound = episode.item.element.first("enclosure"), episode.sound
    if enclosure and sound:
        said = enclosure.attribute("type").partition(";")[0].strip().lower()
        if said and not same_type(sound.mime_type, said):
            message = f"the feed says {shortened(said)}; {sound.path} is {sound.mime_type}"
            yield Fault(message, *enclosure.at)


def same_type(mime_type: str, said: str) -> bool:
    """Return whether two names stand for one type of sound."""
    names = next(({n, *more} for n, more in _ALIASES.items() if mime_type in {n, *more}), set())
    return said in {mime_type, *names}


def duration_differs(episode: PublishedEpisode) -> Iterator[Fault]:
    """The feed says the sound's duration."""
    said, sound = episode.item.element.first("itunes:duration"), episode.sound
    if said and sound:
        seconds = clock(said.value)
        if seconds is not None and abs(seconds - sound.duration) > _SECOND:
            message = f"the feed says {seconds:g} s; {sound.path} lasts {sound.duration:.1f} s"
            yield Fault(message, *said.at)


def title_differs(episode: PublishedEpisode) -> Iterator[Fault]:
    """The tags and the feed say the same title."""
    title = episode.item.element.text_of("title")
    return _tag_differs(episode, episode.tags.title if episode.tags else None, title)


def show_differs(episode: PublishedEpisode) -> Iterator[Fault]:
    """The tags and the feed say the same show."""
    return _tag_differs(episode, episode.tags.show if episode.tags else None, episode.show)


def marks_differ(episode: PublishedEpisode) -> Iterator[Fault]:
    """The feed and the chapters file say the same chapters."""
    in_feed, chapters = feed_marks(episode.item), episode.chapters
    if not (in_feed and chapters and chapters.marks):
        return
    if difference := _difference(_marks_of(in_feed), chapters.marks):
        message = f"the chapters in the feed and in {chapters.path} differ: {difference}"
        yield Fault(message, *in_feed[0].at)


def tag_chapters_differ(episode: PublishedEpisode) -> Iterator[Fault]:
    """The tags say the same chapters as the chapters file or, without one, the feed."""
    sound, tags, chapters = episode.sound, episode.tags, episode.chapters
    marks = chapters.marks if chapters else _marks_of(feed_marks(episode.item))
    if sound and tags and tags.chapters and marks:
        in_tags = [Mark(start=mark.start, title=mark.title) for mark in tags.chapters]
        if difference := _difference(in_tags, marks):
            other = chapters.path if chapters else "the feed"
            message = f"the chapters in the tags and in {other} differ: {difference}"
            yield Fault(message, path=sound.path)


def chapter_beyond(episode: PublishedEpisode) -> Iterator[Fault]:
    """A chapter begins within the sound."""
    sound, chapters = episode.sound, episode.chapters
    if sound and chapters:
        for mark in chapters.marks:
            if mark.start >= sound.duration:
                yield Fault(
                    f"the chapter at {mark.start:.3f} s begins after the sound, which lasts"
                    f" {sound.duration:.1f} s",
                    path=chapters.path,
                )


def cue_beyond(episode: PublishedEpisode) -> Iterator[Fault]:
    """A cue ends with the sound at the latest."""
    if episode.sound:
        for captions in episode.captions:
            for cue in captions.cues:
                end = cue.start if cue.end is None else cue.end
                if end > episode.sound.duration + _BEYOND:
                    yield Fault(
                        f"the cue ends at {end:.3f} s, after the sound, which lasts"
                        f" {episode.sound.duration:.1f} s",
                        cue.line,
                        path=captions.path,
                    )
                    break


def captions_differ(episode: PublishedEpisode) -> Iterator[Fault]:
    """All transcripts of an episode say the same at the same time."""
    timed = [captions for captions in episode.captions if captions.cues and not captions.breaks]
    for other in timed[1:]:
        if difference := _cue_difference(timed[0], other):
            message = f"the transcript differs from {timed[0].path}: {difference}"
            yield Fault(message, path=other.path)


def _tag_differs(episode: PublishedEpisode, tag: str | None, said: str) -> Iterator[Fault]:
    if episode.sound and tag and said and not same_text(tag, said):
        message = f"the tags say {shortened(tag)!r}; the feed says {shortened(said)!r}"
        yield Fault(message, path=episode.sound.path)


def _marks_of(elements: Sequence[Element]) -> tuple[Mark, ...]:
    """Return the chapters that stand in a feed; a malformed time has its own rule."""
    return tuple(
        Mark(start=clock(each.attribute("start")) or 0.0, title=each.attribute("title"))
        for each in elements
    )


def _difference(left: Sequence[Mark], right: Sequence[Mark]) -> str | None:
    """Say where two lists of chapters first differ; what the left one has comes first."""
    if len(left) != len(right):
        return f"{len(left)} and {len(right)}"
    for number, (one, other) in enumerate(zip(left, right, strict=True), start=1):
        if abs(one.start - other.start) > _MARK:
            return f"number {number} begins at {one.start:.3f} s and at {other.start:.3f} s"
        if not same_text(one.title, other.title):
            titles = f"{shortened(one.title)!r} and {shortened(other.title)!r}"
            return f"number {number} is called {titles}"
    return None


def _cue_difference(left: Captions, right: Captions) -> str | None:
    """Say where two transcripts first differ: in words, or in the time of the same cue."""
    one, other = (squeezed("".join(cue.text for cue in each.cues)) for each in (left, right))
    if one != other:
        length = min(len(one), len(other))
        at = next((n for n in range(length) if one[n] != other[n]), length)
        return f"{one[at : at + _CONTEXT]!r} there, {other[at : at + _CONTEXT]!r} here"
    starts = {place: cue.start for place, cue in _placed(left)}
    for place, cue in _placed(right):
        twin = starts.get(place, cue.start)
        if abs(cue.start - twin) > _CUE:
            return f"a cue begins at {twin:.3f} s there, at {cue.start:.3f} s here"
    return None


def _placed(captions: Captions) -> Iterator[tuple[tuple[int, str], CaptionCue]]:
    """Yield each cue with what makes it the same in another file: its text, and where that is."""
    offset = 0
    for cue in captions.cues:
        text = squeezed(cue.text)
        yield (offset, text), cue
        offset += len(text)
