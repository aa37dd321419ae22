"""``audiopub init``."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import click

from audiopub.cli.output import shown
from audiopub.errors import ArtworkError, ConfigError

_IGNORED = ".audiopub*/\nfeeds/media/\n"


class _Checked:
    """The callback of an option: checks it as audiopub.toml is, so that it is asked for again."""

    def __init__(self, key: str) -> None:
        """Take the key that the answer is written to, as ``show.title``."""
        self._key = key

    def __call__(self, context: click.Context, option: click.Parameter, value: str) -> str:
        """Return the value, or refuse it."""
        from audiopub.project.keys import CONFIG

        key = next(key for key in CONFIG if key.name == self._key)
        if wrong := key.wrong([value] if key.kind is list else value):
            raise click.BadParameter(wrong, context, option)
        return value


class _Asking(click.Command):
    """A command that asks for what is not given, and says what that is if nobody can answer."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; the end of the input in place of an answer is wrong usage, no interruption."""
        try:
            return super().parse_args(ctx, args)
        except click.Abort as abort:
            if not isinstance(abort.__context__, EOFError):
                raise
            missing = ", ".join(
                "/".join((*option.opts, *option.secondary_opts))
                for option in self.params
                if isinstance(option, click.Option)
                and option.prompt
                and option.name not in ctx.params
            )
            click.echo()  # ends the line of the question
            raise click.UsageError(
                f"There is nobody to ask; these options are missing: {missing}", ctx
            ) from abort


@click.command(
    cls=_Asking,
    epilog="""\b
Examples:
  audiopub init                    asks
  audiopub init --title "My show" --link https://podcast.example.org \\
      --description "What it is about." --language en --author "Ada" \\
      --email ada@example.org --category "News > Politics" --not-explicit""",
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option(
    "--title", callback=_Checked("show.title"), prompt="The show's title", help="The show's name."
)
@click.option(
    "--link",
    callback=_Checked("show.link"),
    prompt="Its address, as https://podcast.example.org",
    help="The address under which feeds/ will be fetched.",
)
@click.option(
    "--description",
    callback=_Checked("show.description"),
    prompt="What it is about",
    help="A few sentences.",
)
@click.option(
    "--language",
    callback=_Checked("show.language"),
    prompt="Its language, as en or de",
    help="A BCP 47 tag.",
)
@click.option(
    "--author",
    callback=_Checked("show.authors"),
    prompt="Who makes it",
    help="The name that directories print.",
)
@click.option(
    "--email",
    callback=_Checked("show.owner.email"),
    prompt="The owner's e-mail address",
    help="For directories.",
)
@click.option(
    "--category",
    callback=_Checked("show.categories"),
    prompt="Apple's category, as News > Politics",
    help="One of Apple's categories.",
)
@click.option(
    "--explicit/--not-explicit",
    prompt="Is there something not for children in it?",
    default=False,
    help="Whether it is for adults only.",
)
def init(
    folder: Path,
    title: str,
    link: str,
    description: str,
    language: str,
    author: str,
    email: str,
    category: str,
    explicit: bool,
) -> None:
    """Begin a show in a folder (here, if none is named).

    Writes audiopub.toml with the usual keys explained, makes the folders seeds/ and episodes/, and
    draws a typographic cover if there is none.
    """
    from audiopub.project import config, template
    from audiopub.store.files import explained, write_whole

    root = folder.absolute()
    file = root / config.FILE
    if file.exists():
        raise ConfigError(
            "AP150",
            "there is a show in this folder already",
            path=shown(file),
            hint="edit this file; or name another folder: audiopub init FOLDER",
        )
    _warn_inside(root, config.FILE)
    text = template.render(
        {
            "show.title": title,
            "show.link": link,
            "show.description": description,
            "show.language": language,
            "show.authors": [author],
            "show.owner.name": author,
            "show.owner.email": email,
            "show.categories": [category],
            "show.explicit": explicit,
            "show.artwork": "show/cover.png",
        }
    )
    cover = root / "show" / "cover.png"
    drawn = None if cover.exists() else _drawn(title)
    if drawn:
        write_whole(cover, drawn)
        click.echo(f"Drew {shown(cover)}; put a picture of your own there whenever you like.")
    elif not cover.exists():
        click.echo(
            f"No cover can be drawn of this title: put one at {shown(cover)},\n"
            "a square PNG, 1400 to 3000 pixels wide."
        )
    for name in ("seeds", "episodes"):
        with explained(root / name, f"make {name}"):
            (root / name).mkdir(parents=True, exist_ok=True)
    if not (root / ".gitignore").exists():
        write_whole(root / ".gitignore", _IGNORED.encode())
    write_whole(file, text.encode())
    click.echo(f"Wrote {shown(file)}.")
    click.echo(
        "\nNext: put a transcript into seeds/ and its recording into episodes/ under one name,\n"
        "first.txt and first.wav, and run: audiopub publish"
    )


def _warn_inside(root: Path, name: str) -> None:
    """Say so if the new show lies in the folder of another."""
    outer = next((folder for folder in root.parents if (folder / name).is_file()), None)
    if outer:
        word = click.style("warning", fg="yellow", bold=True)
        click.echo(f"{word}  this folder lies inside of the show in {outer}", err=True)


def _drawn(title: str) -> bytes | None:
    """Draw a cover of what the typeface has of a title; ``None`` if no word of it is left."""
    from audiopub import artwork
    from audiopub.artwork.typeface import Typeface

    composed = unicodedata.normalize("NFC", title)
    missing = Typeface().missing(composed)
    words = "".join(character for character in composed if character not in missing)
    if not any(character.isalnum() for character in words):
        return None
    try:
        return artwork.draw(words)
    except ArtworkError:  # it is too long for a cover
        return None
