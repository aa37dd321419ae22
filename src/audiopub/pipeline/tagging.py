"""What a sound file says about itself: an episode's, and any other one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from audiopub import tags
from audiopub.model import (
    Alignment,
    Chapter,
    Identity,
    Picture,
    PodcastTag,
    Show,
    ShowNotes,
    TagChapter,
    TagLine,
    Tags,
)
from audiopub.pipeline.understanding import Understood
from audiopub.project import tagsheet


def tags_of(
    show: Show,
    source: Understood,
    identity: Identity,
    *,
    alignment: Alignment,
    chapters: Sequence[Chapter],
    notes: ShowNotes,
    cover: bytes,
) -> Tags:
    """Return the tags of an episode.

    Args:
        show: The show.
        source: What the producer gave.
        identity: What was given out once.
        alignment: Its sentences, in times of the published file; lines with times are made of
            those that were heard.
        chapters: Its chapters.
        notes: Its show notes.
        cover: The picture to embed, a JPEG.
    """
    draft = source.draft
    if draft.title is None or draft.authors is None:
        raise AssertionError("an understood draft is complete")
    comment = [notes.summary, draft.notice.value if draft.notice else ""]
    return Tags(
        title=draft.title.value,
        show=show.title,
        authors=tuple(person.name for person in draft.authors.value),
        show_authors=tuple(person.name for person in show.authors),
        published=identity.published.replace(second=0, microsecond=0),
        language=source.transcript.language,
        track=draft.number.value if draft.number else None,
        season=draft.season.value if draft.season else None,
        genre="Podcast",
        subtitle=draft.subtitle.value if draft.subtitle else None,
        description=notes.text,
        comment="\n\n".join(filter(None, comment)),
        link=show.url(f"{identity.slug}/"),
        copyright=show.copyright,
        publisher=show.owner_name,
        lyrics="\n\n".join(paragraph.text for paragraph in source.transcript.paragraphs),
        lines=tuple(
            TagLine(text=sentence.text, start=round(sentence.start, 3))
            for sentence in alignment.sentences
            if sentence.spoken and not sentence.estimated
        ),
        podcast=PodcastTag(
            feed=show.feed_link,
            guid=identity.guid,
            category=show.categories[0].name,
            keywords=draft.keywords.value if draft.keywords else (),
        ),
        cover=Picture(data=cover, mime_type="image/jpeg"),
        chapters=tuple(
            TagChapter(
                title=chapter.title,
                start=round(chapter.start, 3),
                end=round(chapter.end, 3),
                link=chapter.link,
            )
            for chapter in chapters
        ),
    )


def tag(sound: Path, sheet: Path, target: Path, *, keep: bool) -> Tags:
    """Write a sound file with the tags of a sheet. No show is needed.

    Args:
        sound: The file; MP3, M4A, Opus, Vorbis or FLAC.
        sheet: What it shall say; see :mod:`audiopub.project.tagsheet`.
        target: Where it goes; may be the file itself, which then changes in one instant.
        keep: Whether tags of which the sheet says nothing stay.

    Returns:
        What the file says now.

    Raises:
        AudiopubError: The sheet is wrong, or the file cannot be read or written; the target is as
            it was.
        ExceptionGroup: Of :class:`ConfigError`, everything that is wrong with the sheet.
    """
    name = sound.as_posix()
    asked, named = tagsheet.read(sheet, duration=_duration(sound, name))
    if keep:
        asked = replace(tags.read(sound, name=name), **{key: getattr(asked, key) for key in named})
    tags.write(sound, target, asked, name=name)
    return tags.read(target, name=name)


def _duration(sound: Path, name: str) -> float:
    """Return how long a sound is, by decoding it: headers lie."""
    from audiopub.audio import decode

    with decode.opened(sound, name) as source:
        for _ in source.frames():
            pass
        return source.duration
