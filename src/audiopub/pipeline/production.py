"""From an understood episode to its files: master, listen, derive, tag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from audiopub import captions, chapters
from audiopub.audio import advice, curve, report, waveform
from audiopub.errors import SoundError, StoreError
from audiopub.model import (
    Alignment,
    Artwork,
    Attachment,
    Chapter,
    Coding,
    Enclosure,
    Episode,
    EpisodeExtras,
    Finding,
    Given,
    Identity,
    Master,
    Progress,
    ShowNotes,
)
from audiopub.pipeline.covers import cover_files, prepare_cover
from audiopub.pipeline.editing import edit, layout_of
from audiopub.pipeline.inputs import sources_of
from audiopub.pipeline.listening import listen
from audiopub.pipeline.programs import SCHEMA
from audiopub.pipeline.suggesting import suggest
from audiopub.pipeline.tagging import tags_of
from audiopub.pipeline.understanding import Understood
from audiopub.pipeline.workshop import Made, Workshop
from audiopub.project.pairing import Pair
from audiopub.store.files import explained, sha256_of
from audiopub.store.keys import key_of
from audiopub.tags import write as write_tags

T = TypeVar("T")
CHAPTERS = "chapters.json"
WAVEFORM = "waveform.svg"
LOUDNESS, SOUND = "loudness.svg", "sound.json"

_MEMORY = 250_000_000
_MEMORY_PER_SECOND = 40_000
"""Bytes that the work on an episode takes, and for each second of its recording. Measured: a minute
takes 110 to 140 MB to master, each second more 22 to 50 kB; three hours took 410 MB to align."""

_SLOWEST = 4_000
"""Bytes of a second of a recording that says no length, at the least: 32 kbit/s."""


ALIGNMENT = "alignment"
"""The name of an episode's file that is not published: its sentences and words with their times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Produced:
    """An episode, complete, and what was noticed on the way."""

    episode: Episode
    """The episode."""

    findings: tuple[Finding, ...]
    """What should not be."""

    sound: tuple[str, ...] = ()
    """What was done to its sound, a line or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An episode that is to be made, wherever that is."""

    shop: Workshop
    """The workshop."""

    source: Understood
    """Its text, and every field with its source."""

    identity: Identity
    """What is given out to it."""

    inputs: Mapping[str, str]
    """What it depends on."""

    cores: int | None = None
    """How many cores its work may use; ``None`` for all."""

    @property
    def memory(self) -> int:
        """How many bytes its work takes, about: it grows with the length of the recording."""
        audio = self.source.pair.audio
        return _MEMORY + int(_MEMORY_PER_SECOND * _lasts(audio, self.shop.config.name(audio)))


def _lasts(recording: Path, name: str) -> float:
    """Return the seconds that a recording lasts by its header; 0 if it cannot be read."""
    from audiopub.audio import decode

    try:
        with decode.opened(recording, name) as source:
            said = source.container.duration
    except SoundError:  # said when it is worked on
        return 0.0
    return said / 1_000_000 if said else recording.stat().st_size / _SLOWEST


def work_on(job: Job) -> Made[Produced]:
    """Make an episode; see :func:`produce`."""
    return produce(job.shop, job.source, job.identity, job.inputs, job.cores)


def produce(
    shop: Workshop,
    source: Understood,
    identity: Identity,
    inputs: Mapping[str, str],
    cores: int | None = None,
) -> Made[Produced]:
    """Make an episode: its sound, its captions, its chapters, its show notes.

    The order is the order of need: only the mastered sound says where the recording stands in it,
    only then can sentences be placed; chapters follow sentences, show notes follow chapters, and
    the tags need all of them.

    Args:
        shop: The workshop.
        source: The episode's text, and every field with its source.
        identity: What is given out to it.
        inputs: What it depends on.
        cores: How many cores may be used; all if not given.

    Returns:
        The episode, and its files by their path in the published tree; :data:`ALIGNMENT` beside.

    Raises:
        AudiopubError: It cannot be made; nothing of it is kept. AP772, a file of it changed
            meanwhile.
    """

    def work(folder: Path) -> tuple[Produced, Mapping[str, Path]]:
        mastered = _master(shop, source, inputs, cores)
        cover = _cover(shop, source, identity)
        derived = _derive(shop, source, inputs, mastered.value)
        shop.tell(Progress(episode=source.pair.name, stage="tagging", fraction=0.0))
        tags = tags_of(
            shop.show,
            source,
            identity,
            alignment=derived.alignment,
            chapters=derived.chapters,
            notes=derived.notes,
            cover=shop.artefacts.path(cover.files["embedded"]).read_bytes(),
        )
        enclosures, sounds = [], {}
        for coding in mastered.value.codings:
            sound = folder / f"sound.{coding.format}"
            untagged = shop.artefacts.path(mastered.files[coding.format])
            write_tags(untagged, sound, tags, name=source.pair.name)
            enclosures.append(_enclosure(identity, mastered.value, coding, sound))
            sounds[enclosures[-1].path] = sound
        episode = _episode(source, identity, derived, enclosures, cover)
        files = _texts(folder, episode, derived, shop.config.sound.target_lufs)
        files |= cover_files(shop, cover)
        files |= sounds
        files[ALIGNMENT] = folder / ALIGNMENT
        files[ALIGNMENT].write_bytes(msgspec.json.encode(derived.alignment))
        _require_unchanged(shop, source.pair, inputs)
        told = report.brief(mastered.value, shop.config.sound.target_lufs)
        return Produced(episode=episode, findings=derived.findings, sound=told), files

    return shop.do(key_of("produce", SCHEMA, inputs), Made[Produced], work)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Derived:
    """What follows from the text and the mastered sound."""

    master: Master
    alignment: Alignment
    chapters: tuple[Chapter, ...]
    notes: ShowNotes
    findings: tuple[Finding, ...]


def _master(
    shop: Workshop, source: Understood, inputs: Mapping[str, str], cores: int | None
) -> Made[Master]:
    settings, pair = shop.config.sound, source.pair

    def progress(fraction: float) -> None:
        shop.tell(Progress(episode=pair.name, stage="mastering", fraction=fraction))

    def work(folder: Path) -> tuple[Master, Mapping[str, Path]]:
        from audiopub.audio.master import master

        main, *_ = settings.formats
        mastered = master(
            pair.audio,
            folder / f"sound.{main}",
            settings,
            name=shop.config.name(pair.audio),
            clip_name=shop.config.name,
            progress=progress,
            cores=cores,
        )
        return mastered, {form: folder / f"sound.{form}" for form in settings.formats}

    depends = ("recording", "intro", "outro", "bed", "[audio] settings", "version of audiopub")
    key = key_of("master", SCHEMA, [inputs.get(name) for name in depends])
    return shop.do(key, Made[Master], work)


def _cover(shop: Workshop, source: Understood, identity: Identity) -> Made[Artwork]:
    """Prepare the episode's cover, or the show's where it has none of its own."""
    file = source.pair.cover or shop.config.artwork
    return prepare_cover(shop, file, f"{identity.slug}/cover.jpg")


def _derive(
    shop: Workshop, source: Understood, inputs: Mapping[str, str], mastered: Master
) -> _Derived:
    timeline, draft = mastered.timeline, source.draft
    name = shop.config.name(source.pair.audio)
    heard = listen(shop, source, inputs, timeline.recorded)
    alignment = timeline.place(heard.alignment)
    suggestion, doubts = suggest(shop, source.transcript)
    edited = edit(
        source.transcript,
        draft,
        alignment,
        timeline,
        footer=shop.show.footer,
        layout=layout_of(shop.config),
        suggestion=suggestion,
    )
    return _Derived(
        master=mastered,
        alignment=alignment,
        chapters=edited.chapters,
        notes=edited.notes,
        findings=(
            *source.transcript.findings,
            *heard.findings,
            *doubts,
            *advice.of_recording(mastered.before, name),
            *advice.of_cuts(mastered.cuts, timeline.recorded, name),
        ),
    )


def _require_unchanged(shop: Workshop, pair: Pair, inputs: Mapping[str, str]) -> None:
    """Refuse what was made of files that changed while they were read: it is neither of both."""
    for name, file in sources_of(shop, pair).items():
        if sha256_of(file) != inputs[name]:
            raise StoreError(
                "AP772",
                "it changed while it was read",
                path=shop.config.name(file),
                hint="wait until the file is complete, and run the command again",
            )


def alignment_of(shop: Workshop, sha256: str) -> Alignment:
    """Return the sentences of an episode, in times of the published file.

    Args:
        shop: The workshop.
        sha256: That of its :data:`ALIGNMENT`.

    Raises:
        StoreError: They cannot be read.
    """
    file = shop.artefacts.path(sha256)
    with explained(file, "read it"):
        return msgspec.json.decode(file.read_bytes(), type=Alignment)


def _enclosure(identity: Identity, master: Master, coding: Coding, sound: Path) -> Enclosure:
    """Describe a sound file; its name bears its content, so that changed sound is a new name."""
    sha256 = sha256_of(sound)
    return Enclosure(
        path=f"media/{identity.slug}-{sha256[:8]}.{coding.format}",
        length=sound.stat().st_size,
        mime_type=coding.mime_type,
        duration=master.duration,
        sha256=sha256,
        bitrate=coding.bitrate,
    )


def _episode(
    source: Understood,
    identity: Identity,
    derived: _Derived,
    enclosures: Sequence[Enclosure],
    cover: Made[Artwork],
) -> Episode:
    draft, slug = source.draft, identity.slug
    return Episode(
        name=source.pair.name,
        guid=identity.guid,
        slug=slug,
        published=identity.published,
        title=_value(draft.title),
        language=source.transcript.language,
        authors=_value(draft.authors),
        explicit=_value(draft.explicit),
        notes=derived.notes,
        chapters=derived.chapters,
        enclosure=enclosures[0],
        alternates=tuple(enclosures[1:]),
        artwork=cover.value,
        transcripts=(
            Attachment(path=f"{slug}/transcript.vtt", mime_type="text/vtt"),
            Attachment(path=f"{slug}/transcript.srt", mime_type="application/x-subrip"),
            Attachment(path=f"{slug}/transcript.json", mime_type="application/json"),
            Attachment(path=f"{slug}/transcript.html", mime_type="text/html"),
        ),
        chapters_file=Attachment(path=f"{slug}/{CHAPTERS}", mime_type="application/json+chapters"),
        waveform=Attachment(path=f"{slug}/{WAVEFORM}", mime_type="image/svg+xml"),
        loudness=derived.master.main.after,
        subtitle=draft.subtitle.value if draft.subtitle else None,
        persons=draft.persons.value if draft.persons else (),
        link=draft.link.value if draft.link else None,
        notice=draft.notice.value if draft.notice else None,
        keywords=draft.keywords.value if draft.keywords else (),
        kind=draft.kind.value if draft.kind else "full",
        season=draft.season.value if draft.season else None,
        number=draft.number.value if draft.number else None,
        extras=(
            draft.extras.value.placed(derived.master.timeline) if draft.extras else EpisodeExtras()
        ),
    )


def _texts(
    folder: Path, episode: Episode, derived: _Derived, target_lufs: float
) -> dict[str, Path]:
    """Write all that is text or drawn; return it by its path in the published tree."""
    cues = captions.cues(derived.alignment, derived.chapters)
    narrow = captions.cues(derived.alignment, derived.chapters, line_width=32)
    starts = [chapter.start for chapter in derived.chapters]
    vtt, srt, json, html = episode.transcripts
    texts = {
        vtt.path: captions.to_vtt(cues, language=episode.language, title=episode.title),
        srt.path: captions.to_srt(narrow),
        json.path: captions.to_json(derived.alignment, derived.chapters),
        html.path: captions.to_html(
            derived.alignment, derived.chapters, title=episode.title, language=episode.language
        ),
        f"{episode.slug}/{CHAPTERS}": chapters.to_json(derived.chapters, title=episode.title),
        f"{episode.slug}/{WAVEFORM}": waveform.svg(
            derived.master.peaks, episode.title, derived.master.duration, starts
        ),
        f"{episode.slug}/{LOUDNESS}": _loudness(derived, target_lufs, episode.title),
        f"{episode.slug}/{SOUND}": report.to_json(derived.master, derived.chapters, target_lufs),
    }
    files: dict[str, Path] = {}
    for path, data in texts.items():
        file = folder / Path(path).name
        file.write_bytes(data)
        files[path] = file
    return files


def _loudness(derived: _Derived, target_lufs: float, title: str) -> bytes:
    """Draw how loud the recording was, at its place in the published file, and how loud that is."""
    master = derived.master
    place = master.timeline.at
    return curve.svg(
        [(place(second), lufs) for second, lufs in enumerate(master.before.curve, 1)],
        tuple(enumerate(master.main.curve, 1)),
        master.duration,
        target_lufs,
        title,
        [chapter.start for chapter in derived.chapters],
    )


def _value(given: Given[T] | None) -> T:
    """Return what :func:`understand` has made sure of."""
    if given is None:
        raise AssertionError("an understood draft is complete")
    return given.value
