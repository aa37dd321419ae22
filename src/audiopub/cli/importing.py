"""``audiopub import``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiopub.cli.output import ProgressLine, plural, print_findings, shown

if TYPE_CHECKING:
    from audiopub.pipeline.importing import Arrival


def _link(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from audiopub.project import checks

    if value and (wrong := checks.base(value)):
        raise click.BadParameter(wrong, context, parameter)
    return value.rstrip("/") if value else None


@click.command(
    "import",
    short_help="Move a whole existing show in, from its feed.",
    epilog="""\b
Examples:
  audiopub import https://example.org/feed.xml             sounds stay where they are
  audiopub import https://example.org/feed.xml --media     sounds are fetched
  audiopub import old.xml --link https://new.example.org   the feed will be elsewhere""",
)
@click.argument("feed")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=".",
    help="The folder of the show; here, if none is named.",
)
@click.option(
    "--link",
    callback=_link,
    metavar="ADDRESS",
    help="The address under which feeds/ will be fetched, if not where the feed is now.",
)
@click.option("--media", is_flag=True, help="Fetch the sounds, and publish them from here.")
@click.option("--quiet", "-q", is_flag=True, help="Only findings and errors.")
def bring(feed: str, into: Path, link: str | None, media: bool, quiet: bool) -> int:
    """Move a whole existing show in, from the address or the file of its FEED.

    Each episode becomes a sidecar in episodes/; guids and dates are kept to the letter, in
    audiopub.lock. The feed itself goes into feeds/, so that audiopub publish compares what it
    makes with what listeners have. A command that was interrupted goes on where it was.
    """
    from audiopub.pipeline.importing import Import
    from audiopub.pipeline.importing import bring as run

    root = into.absolute()
    line = ProgressLine(quiet=quiet)
    arrival = run(root, Import(source=feed, link=link, media=media), tell=line)
    line.done()
    print_findings(arrival.findings)
    if not quiet:
        _print(root, arrival)
    return 0


def _print(root: Path, arrival: Arrival) -> None:
    where = f", {arrival.fetched} of the sounds in {shown(root / 'episodes')}/"
    click.secho(
        f"Imported {arrival.title}: {plural(arrival.episodes, 'episode')}"
        f"{where if arrival.fetched else ''}.",
        bold=True,
    )
    click.echo(f"  show      {shown(root / 'audiopub.toml')}")
    click.echo(f"  episodes  {shown(root / 'episodes')}/NAME.toml")
    click.echo(f"  feed      {arrival.link}/feed.xml")
    click.echo(
        "\nNext: look through audiopub.toml, commit audiopub.lock, and run: audiopub publish"
    )
    if arrival.feed_link and arrival.feed_link != f"{arrival.link}/feed.xml":
        click.echo(
            f"The feed moves. When the new one is there, let {arrival.feed_link}\n"
            f"answer with 301 and {arrival.link}/feed.xml."
        )
