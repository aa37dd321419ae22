"""``audiopub tags`` and ``audiopub tag``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audiopub.cli.output import clock, plural, shown, size

if TYPE_CHECKING:
    from audiopub.model import Tags

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_LONG = 100


@click.command(
    short_help="Show what sound files say about themselves.",
    epilog="""\b
Examples:
  audiopub tags feeds/media/*.mp3
  audiopub tags talk.m4a --format json""",
)
@click.argument("files", metavar="FILE...", type=_FILE, nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json gives one object for one file, a list of them for several.",
)
def tags(files: tuple[Path, ...], form: str) -> int:
    """Show title, chapters, cover and all other tags of each FILE, whoever wrote them.

    MP3, M4A, Opus, Vorbis and FLAC are read. No show is needed.
    """
    from audiopub import tags as reader

    found = [(file, reader.read(file, name=file.as_posix())) for file in files]
    if form == "json":
        import msgspec

        data = [{"path": file.as_posix(), **_as_data(said)} for file, said in found]
        click.echo(msgspec.json.encode(data[0] if len(data) == 1 else data).decode())
        return 0
    for file, said in found:
        if len(files) > 1:
            click.echo(click.style(shown(file), bold=True))
        _print(said)
    return 0


@click.command(
    short_help="Write tags into a sound file.",
    epilog="""\b
Examples:
  audiopub tag talk.mp3 --from talk.toml
  audiopub tag talk.m4a --from talk.toml -o tagged.m4a""",
)
@click.argument("file", type=_FILE)
@click.option(
    "--from",
    "sheet",
    type=_FILE,
    required=True,
    metavar="NAME.toml",
    help="What the file shall say; docs/files.md lists the keys.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write this file, and leave the other one as it is.",
)
@click.option("--replace", is_flag=True, help="Remove the tags of which NAME.toml says nothing.")
def tag(file: Path, sheet: Path, output: Path | None, replace: bool) -> int:
    """Write title, chapters, cover and other tags into the sound FILE. No show is needed.

    MP3, M4A, Opus, Vorbis and FLAC can be written. The sound stays as it is, byte for byte, which
    is proved each time. The file is replaced in one instant, or, whatever happens, not at all.
    """
    from audiopub.pipeline.tagging import tag as write

    target = output or file
    said = write(file, sheet, target, keep=not replace)
    count = plural(len(said.chapters), "chapter")
    click.echo(f"Wrote {shown(target)}: {said.title or 'no title'}, {count}.")
    return 0


def _as_data(said: Tags) -> dict[str, Any]:
    """Return the object of the reference; pictures are told by their type and length."""
    import msgspec

    data: dict[str, Any] = msgspec.to_builtins(said, builtin_types=(bytes,))
    for holder, key in ((data, "cover"), *((each, "picture") for each in data["chapters"])):
        if picture := holder[key]:
            holder[key] = {"mime_type": picture["mime_type"], "length": len(picture["data"])}
    return data


def _print(said: Tags) -> None:
    podcast = said.podcast
    cover = said.cover and f"{said.cover.mime_type}, {size(len(said.cover.data))}"
    rows = (
        ("title", said.title),
        ("subtitle", said.subtitle),
        ("show", said.show),
        ("authors", ", ".join(said.authors)),
        ("show's authors", ", ".join(said.show_authors)),
        ("date", said.published and said.published.strftime("%Y-%m-%d %H:%M UTC")),
        ("language", said.language),
        ("season", said.season),
        ("number", said.track),
        ("genre", said.genre),
        ("link", said.link),
        ("copyright", said.copyright),
        ("publisher", said.publisher),
        ("feed", podcast and podcast.feed),
        ("guid", podcast and podcast.guid),
        ("category", podcast and podcast.category),
        ("keywords", podcast and ", ".join(podcast.keywords)),
        ("cover", cover),
        ("description", said.description and _short(said.description)),
        ("comment", said.comment and _short(said.comment)),
        ("lyrics", said.lyrics and _short(said.lyrics)),
        ("timed lines", len(said.lines)),
    )
    said_something = [(name, value) for name, value in rows if value]
    for name, value in said_something:
        click.echo(f"{name:<15} {value}")
    for chapter in said.chapters:
        link = f" <{chapter.link}>" if chapter.link else ""
        click.echo(f"{'chapter':<15} {clock(chapter.start):>7}  {chapter.title}{link}")
    if not said_something and not said.chapters:
        click.echo("There are no tags in it.")


def _short(text: str) -> str:
    """Return the beginning of a long text on one line, and how long it is."""
    line = " ".join(text.split())
    return line if len(line) <= _LONG else f"{line[:_LONG]}… ({len(text)} characters)"
