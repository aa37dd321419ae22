"""``audiopub clean``."""

from __future__ import annotations

from pathlib import Path

import click

from audiopub.cli.output import plural, size


@click.command(
    short_help="Free what the cache of this show does not need any more.",
    epilog="""\b
Examples:
  audiopub clean                 remove what no publication needs
  audiopub clean --wait 600      and wait for a run that is going on""",
)
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for another run on the same show.",
)
def clean(wait: float) -> int:
    """Remove from .audiopub what neither the publication nor the next run needs.

    Sounds, pages and results of earlier states of the show go; what is live, and what saves the
    next run its work, stays. The whole folder .audiopub can be deleted, too: it costs only the time
    to do the work again.
    """
    from audiopub.pipeline.cleaning import clean as run
    from audiopub.project.config import find_root

    freed = run(
        find_root(Path.cwd()),
        wait=wait,
        waiting=lambda who: click.echo(f"Waiting: {who} is working on this show.", err=True),
    )
    if freed.files:
        click.echo(f"Removed {plural(freed.files, 'file')}, {size(freed.size)} are free again.")
    else:
        click.echo("There is nothing to free.")
    return 0
