"""What an episode's sound file says about itself."""

from __future__ import annotations

from collections.abc import Sequence

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
