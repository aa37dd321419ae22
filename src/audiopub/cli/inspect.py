"""``audiopub inspect``."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audiopub.cli.output import clock, plural
from audiopub.errors import AudiopubError, ConfigError

if TYPE_CHECKING:
    from audiopub.pipeline.inspection import Inspection


@click.command(
    short_help="Show what would be published, and where each field comes from.",
    epilog="""\b
Examples:
  audiopub inspect rubio-lawrow            an episode of this show
  audiopub inspect ~/texts/speech.txt      a text that belongs to no show
  audiopub inspect rubio-lawrow --format json""",
)
@click.argument("episode", metavar="EPISODE|TEXTFILE")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json gives one object for machines.",
)
def inspect(episode: str, form: str) -> None:
    """Show what would be published of an episode, and where each field comes from.

    Nothing is made. Times are those that the text gives, as subtitles do; else they are estimated
    from its length.
    """
    found = _inspect(episode)
    if form == "json":
        import msgspec

        click.echo(msgspec.json.encode(_as_data(found)).decode())
    else:
        _print(found)


def _inspect(episode: str) -> Inspection:
    from audiopub.pipeline.inspection import inspect_episode, inspect_text
    from audiopub.project.config import find_root

    file = Path(episode)
    try:
        root = find_root(Path.cwd())
    except ConfigError:
        if file.is_file():
            return inspect_text(file)
        raise
    if file.is_file() and not file.absolute().is_relative_to(root):
        return inspect_text(file)
    try:
        return inspect_episode(root, episode)
    except (AudiopubError, ExceptionGroup) as error:
        if file.is_file() and _is_alone(error):
            return inspect_text(file)
        raise


def _is_alone(error: Exception) -> bool:
    """Return whether a text belongs to no episode, or to one without a recording yet."""
    errors = error.exceptions if isinstance(error, ExceptionGroup) else (error,)
    return all(getattr(each, "code", None) in ("AP121", "AP127") for each in errors)


def _fields(found: Inspection) -> list[tuple[str, Any, str, str | None]]:
    from audiopub.pipeline.understanding import provenance

    return [
        (name, given.value, given.source, str(given.place) if given.place else None)
        for name, given in provenance(found.draft)
    ]


def _print(found: Inspection) -> None:
    transcript = found.transcript
    for name, value, source, place in _fields(found):
        click.echo(f"{click.style(f'{name:10}', bold=True)} {_readable(value)}")
        click.echo(f"{'':10} from {source}{f', {place}' if place else ''}")
    sentences = plural(len(transcript.sentences), "sentence")
    click.echo(
        f"\n{click.style('Text', bold=True)}: {plural(len(transcript.paragraphs), 'paragraph')}, "
        f"{sentences}, {clock(found.duration)}"
    )
    for change in transcript.changes:
        after = f" -> {change.after!r}" if change.after else ""
        click.echo(f"  line {change.line}: {change.kind} {change.before!r}{after}")
    for finding in transcript.findings:
        place = f"{finding.place}: " if finding.place else ""
        click.echo(f"  {finding.severity} {finding.code}: {place}{finding.message}")
        if finding.hint:
            click.echo(f"    hint: {finding.hint}")
    estimated = any(chapter.estimated for chapter in found.chapters)
    click.secho(f"\nChapters{' (estimated times)' if estimated else ''}", bold=True)
    for chapter in found.chapters:
        click.echo(f"  {clock(math.floor(chapter.start)):>8}  {chapter.title}")
    click.secho("\nShow notes", bold=True)
    click.echo(found.notes.text)


def _readable(value: Any) -> str:  # noqa: ANN401 - the fields of a draft are of many types
    from audiopub.model import ChapterMark, Person

    if isinstance(value, tuple):
        return ", ".join(_readable(item) for item in value)
    if isinstance(value, Person):
        return value.name if value.role == "author" else f"{value.name} ({value.role})"
    if isinstance(value, ChapterMark):
        return value.title
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _as_data(found: Inspection) -> dict[str, Any]:
    """Return the object of DESIGN.md section 9."""
    draft, transcript = found.draft, found.transcript
    took_part = [person.name for person in draft.persons.value] if draft.persons else []
    return {
        "title": draft.title.value if draft.title else None,
        "subtitle": draft.subtitle.value if draft.subtitle else None,
        "authors": [person.name for person in draft.authors.value] if draft.authors else [],
        "date": draft.date.value.date() if draft.date else None,
        "language": transcript.language,
        "link": draft.link.value if draft.link else None,
        "season": draft.season.value if draft.season else None,
        "number": draft.number.value if draft.number else None,
        "paragraphs": [
            [sentence.text for sentence in paragraph.sentences]
            for paragraph in transcript.paragraphs
        ],
        "speakers": [paragraph.speaker for paragraph in transcript.paragraphs],
        "chapters": [
            {
                "start": round(chapter.start, 3),
                "title": chapter.title,
                "paragraph": chapter.paragraph,
                "estimated": chapter.estimated,
            }
            for chapter in found.chapters
        ],
        "summary": list(found.digest.summary),
        "quotes": [quote.text for quote in found.digest.quotes],
        "persons": list(dict.fromkeys((*took_part, *found.digest.persons))),
        "places": list(found.digest.places),
        "keywords": list(draft.keywords.value if draft.keywords else found.digest.keywords),
        "notes": {"text": found.notes.text, "html": found.notes.html},
        "changes": transcript.changes,
        "findings": transcript.findings,
        "provenance": {
            name: {"source": source, "place": place} for name, _, source, place in _fields(found)
        },
    }
