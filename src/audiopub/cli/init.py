"""``audiopub init``."""

from __future__ import annotations

from pathlib import Path

import click

from audiopub.cli.output import shown
from audiopub.errors import ConfigError

_IGNORED = ".audiopub/\nfeeds/media/\n"


@click.command(
    epilog="""\b
Examples:
  audiopub init                    asks
  audiopub init --title "My show" --link https://podcast.example.org \\
      --description "What it is about." --language en --author "Ada" \\
      --email ada@example.org --category "News > Politics" --not-explicit"""
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--title", prompt="The show's title", help="The show's name.")
@click.option(
    "--link",
    prompt="Its address, as https://podcast.example.org",
    help="The address under which feeds/ will be fetched.",
)
@click.option("--description", prompt="What it is about", help="A few sentences.")
@click.option("--language", prompt="Its language, as en or de", help="A BCP 47 tag.")
@click.option("--author", prompt="Who makes it", help="The name that directories print.")
@click.option("--email", prompt="The owner's e-mail address", help="For directories.")
@click.option(
    "--category",
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

    Writes audiopub.toml with every key explained, makes the folders seeds/ and episodes/, and
    draws a typographic cover if there is none.
    """
    from audiopub import artwork
    from audiopub.project import config, template, toml
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
    toml.read(text.encode(), config.FILE, config.KEYS)
    cover = root / "show" / "cover.png"
    if not cover.exists():
        write_whole(cover, artwork.draw(title))
        click.echo(f"Drew {shown(cover)}; put a picture of your own there whenever you like.")
    for name in ("seeds", "episodes"):
        with explained(root / name, f"make {name}"):
            (root / name).mkdir(exist_ok=True)
    if not (root / ".gitignore").exists():
        write_whole(root / ".gitignore", _IGNORED.encode())
    write_whole(file, text.encode())
    click.echo(f"Wrote {shown(file)}.")
    click.echo(
        "\nNext: put a transcript into seeds/ and its recording into episodes/ under one name,\n"
        "first.txt and first.wav, and run: audiopub publish"
    )
