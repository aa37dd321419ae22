"""From an imported episode to its place in the publication: kept as it was."""

from __future__ import annotations

import html
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from audiopub import chapterlist, chapters
from audiopub.errors import TextError
from audiopub.feed import safe
from audiopub.feed.regression import instant
from audiopub.model import (
    Alignment,
    Artwork,
    Attachment,
    Chapter,
    Draft,
    Enclosure,
    Episode,
    EpisodeExtras,
    Identity,
    Imported,
    ShowNotes,
)
from audiopub.pipeline.covers import cover_files, prepare_cover
from audiopub.pipeline.production import ALIGNMENT, CHAPTERS, Produced
from audiopub.pipeline.programs import programs
from audiopub.pipeline.understanding import dated, defaults
from audiopub.pipeline.workshop import Made, Workshop
from audiopub.project.lock import Lock
from audiopub.project.pairing import Finished
from audiopub.store.files import explained, sha256_of
from audiopub.store.hashes import Hashes
from audiopub.store.keys import deviations, key_of
from audiopub.text.decoding import decode

SCHEMA = 1

_SUMMARY = 250


def understood(shop: Workshop, source: Finished, lock: Lock) -> Draft:
    """Return all that is known of an imported episode; title and date are never open.

    Raises:
        TextError: AP126, nothing says its date; AP149, it is not the one in the lock; AP895,
            nothing says its title.
    """
    name = shop.config.name(source.sidecar)
    draft = source.draft.over(defaults(shop.config))
    if draft.title is None:
        raise TextError(
            "AP895",
            "nothing says what this episode is called",
            path=name,
            hint='add title = "…"',
        )
    return dated(shop.config, source.name, draft, lock, path=name)


def inputs_of(
    shop: Workshop, hashes: Hashes, source: Finished, identity: Identity
) -> dict[str, str]:
    """Return all that an imported episode depends on, see ``production.inputs_of``."""
    files = {
        "sidecar": source.sidecar,
        "sound": source.sound,
        "chapter list": source.chapters,
        "cover": source.cover or shop.config.artwork,
    }
    own = {name: hashes.of(file) for name, file in files.items() if file}
    return {
        **own,
        "show": key_of("show", 2, deviations(shop.show)),
        "audiopub.lock": key_of("lock", 1, identity),
        "version of audiopub": programs(),
    }


def produce(
    shop: Workshop, source: Finished, draft: Draft, identity: Identity, inputs: Mapping[str, str]
) -> Made[Produced]:
    """Make what an imported episode needs in the publication; its sound stays as it is.

    Returns:
        The episode, and its files by their path in the published tree.

    Raises:
        AudiopubError: A file of it cannot be used.
    """

    def work(folder: Path) -> tuple[Produced, Mapping[str, Path]]:
        imported = _value(draft)
        files: dict[str, Path] = {}
        sound = _sound(shop, source, imported, identity)
        if source.sound:
            files[sound.path] = folder / "sound"
            with explained(source.sound, "read it"):
                shutil.copyfile(source.sound, files[sound.path])
        picture = _picture(shop, source, imported, identity, files)
        parts = _chapters(shop, source, sound.duration)
        episode = _episode(shop, source.name, draft, identity, sound)
        episode = replace(episode, artwork=picture, chapters=parts)
        if parts and not episode.chapters_file:
            path = f"{identity.slug}/{CHAPTERS}"
            files[path] = folder / CHAPTERS
            files[path].write_bytes(chapters.to_json(parts, title=episode.title))
            own = Attachment(path=path, mime_type="application/json+chapters")
            episode = replace(episode, chapters_file=own)
        silent = Alignment(
            language=episode.language, duration=sound.duration, sentences=(), estimated=True
        )
        files[ALIGNMENT] = folder / ALIGNMENT
        files[ALIGNMENT].write_bytes(msgspec.json.encode(silent))
        return Produced(episode=episode, findings=()), files

    return shop.do(key_of("finished", SCHEMA, inputs), Made[Produced], work)


def _value(draft: Draft) -> Imported:
    if draft.imported is None:
        raise AssertionError("a finished episode is an imported one")
    return draft.imported.value


def _sound(shop: Workshop, source: Finished, imported: Imported, identity: Identity) -> Enclosure:
    """Describe the sound; one that lies in the show is decoded, to know that it is whole."""
    if source.sound is None:
        return Enclosure(
            path=imported.link or "",
            length=imported.length,
            mime_type=imported.type,
            duration=imported.duration,
            sha256=None,
        )
    from audiopub.audio.probe import probe

    sha256 = sha256_of(source.sound)
    return Enclosure(
        path=f"media/{identity.slug}-{sha256[:8]}{source.sound.suffix.lower()}",
        length=source.sound.stat().st_size,
        mime_type=imported.type,
        duration=probe(source.sound, shop.config.name(source.sound)).duration,
        sha256=sha256,
    )


def _picture(
    shop: Workshop,
    source: Finished,
    imported: Imported,
    identity: Identity,
    files: dict[str, Path],
) -> Artwork:
    """Return the cover: the one beside the sidecar, else where it always was, else the show's."""
    if source.cover is None and imported.artwork:
        return Artwork(path=imported.artwork, mime_type="", width=0)
    if source.cover is None:
        made = prepare_cover(shop, shop.config.artwork, shop.show.artwork.path)
        return made.value
    made = prepare_cover(shop, source.cover, f"{identity.slug}/cover.jpg")
    files.update(cover_files(shop, made))
    return made.value


def _chapters(shop: Workshop, source: Finished, duration: float) -> tuple[Chapter, ...]:
    if source.chapters is None:
        return ()
    name = shop.config.name(source.chapters)
    with explained(source.chapters, "read it"):
        marks = chapterlist.parse_timed(decode(source.chapters.read_bytes(), name), name)
    starts = [start for start, _ in marks]
    return tuple(
        Chapter(
            title=mark.title,
            start=start,
            end=end,
            paragraph=None,
            estimated=False,
            link=mark.link,
        )
        for (start, mark), end in zip(marks, [*starts[1:], max(duration, *starts)], strict=True)
    )


def _episode(
    shop: Workshop, name: str, draft: Draft, identity: Identity, sound: Enclosure
) -> Episode:
    imported = _value(draft)
    text = imported.date_text
    file = imported.chapters
    return Episode(
        name=name,
        guid=identity.guid,
        slug=identity.slug,
        published=identity.published,
        title=draft.title.value if draft.title else name,
        language=draft.language.value if draft.language else shop.show.language,
        authors=draft.authors.value if draft.authors else shop.show.authors,
        explicit=draft.explicit.value if draft.explicit else shop.show.explicit,
        notes=_notes(draft, imported),
        chapters=(),
        enclosure=sound,
        artwork=shop.show.artwork,
        transcripts=tuple(
            Attachment(path=one.link, mime_type=one.type) for one in imported.transcripts
        ),
        chapters_file=Attachment(path=file.link, mime_type=file.type) if file else None,
        waveform=None,
        loudness=None,
        subtitle=draft.subtitle.value if draft.subtitle else None,
        persons=draft.persons.value if draft.persons else (),
        link=draft.link.value if draft.link else None,
        notice=draft.notice.value if draft.notice else None,
        keywords=draft.keywords.value if draft.keywords else (),
        kind=draft.kind.value if draft.kind else "full",
        season=draft.season.value if draft.season else None,
        number=draft.number.value if draft.number else None,
        extras=draft.extras.value if draft.extras else EpisodeExtras(),
        date_text=text if instant(text) == identity.published else None,
    )


def _notes(draft: Draft, imported: Imported) -> ShowNotes:
    """Return the notes: their HTML as it may stand in a feed, and the text of it."""
    shown = safe.html(imported.notes)
    text = safe.plain(shown)
    summary = draft.summary.value if draft.summary else _short(text)
    return ShowNotes(text=text or summary, html=shown or _paragraph(summary), summary=summary)


def _short(text: str) -> str:
    """Return the beginning of a text, whole words."""
    first = " ".join(text.split())
    if len(first) <= _SUMMARY:
        return first
    return f"{first[:_SUMMARY].rpartition(' ')[0]} …"


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text, quote=False)}</p>" if text else ""
