"""``audiopub chapters``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from audiopub.cli.output import clock


@click.command(
    short_help="Show an episode's chapters, or write them down to be edited.",
    epilog="""\b
Examples:
  audiopub chapters rubio-lawrow           the chapters, each with two other titles
  audiopub chapters rubio-lawrow --edit    write them to rubio-lawrow.chapters.txt""",
)
@click.argument("episode")
@click.option(
    "--edit",
    is_flag=True,
    help="Write the proposal to EPISODE.chapters.txt, beside the recording. What stands there wins"
    " from then on. A file that is already there is left as it is.",
)
def chapters(episode: str, edit: bool) -> None:
    """Show the chapters of an episode that audiopub proposes, with two other titles for each.

    In the file, a chapter is tied to the words that its paragraph begins with, so that it stays in
    its place when the text is edited elsewhere or the recording is made anew.
    """
    from audiopub.pipeline.proposing import propose, write
    from audiopub.project.config import find_root

    proposal = propose(find_root(Path.cwd()), episode)
    if not edit:
        for chapter, titles in zip(proposal.chapters, proposal.titles, strict=True):
            click.echo(f"{clock(int(chapter.start)):>8}  {click.style(titles[0], bold=True)}")
            for title in titles[1:]:
                click.echo(f"{'':>8}  or: {title}")
        return
    write(proposal)
    click.echo(f"wrote {proposal.name}: edit it, then run: audiopub publish")
    if sys.stdin.isatty() and (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        click.edit(filename=str(proposal.file))
