"""``audiopub check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiopub.cli.output import ProgressLine, counted, print_findings, shown
from audiopub.errors import ConfigError

if TYPE_CHECKING:
    from audiopub.model import Finding


@click.command(
    epilog="""\b
Examples:
  audiopub check                      what this show has published
  audiopub check feeds/feed.xml       a feed
  audiopub check episode.mp3 a.vtt    a sound file and captions, whoever made them
  audiopub check --format github      annotations for GitHub Actions"""
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="json for machines, github for annotations.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings, too.")
def check(paths: tuple[Path, ...], form: str, strict: bool) -> int:
    """Check a publication as a stranger would: its feed, sound, captions, chapters and pages.

    A PATH is a folder with a feed.xml, or a feed, an MP3, VTT or SRT captions, JSON chapters, or
    an image; without one, it is the folder feeds/ of the show that this folder belongs to.

    Exits with 1 if there is an error among the findings.
    """
    from audiopub.rules import report

    findings = _found(paths or (_published(),), quiet=form != "text")
    if form == "json":
        click.echo(report.as_json(findings).decode().rstrip("\n"))
    elif form == "github":
        click.echo(report.as_github(findings), nl=False)
    else:
        print_findings(findings)
        click.echo(
            f"Checked {', '.join(shown(path) for path in paths) or 'feeds'}: {counted(findings)}."
        )
    bad = ("error", "warning") if strict else ("error",)
    return 1 if any(finding.severity in bad for finding in findings) else 0


def _found(paths: tuple[Path, ...], *, quiet: bool) -> tuple[Finding, ...]:
    from audiopub import facts, rules
    from audiopub.model import Progress

    line = ProgressLine(quiet=quiet)
    findings: list[Finding] = []
    for number, path in enumerate(paths):
        line(Progress(episode=shown(path), stage="checking", fraction=number / len(paths)))
        findings += rules.judge(facts.gather(path, name=shown(path)))
    line.done()
    return tuple(findings)


def _published() -> Path:
    from audiopub.pipeline.outcome import FEEDS
    from audiopub.project.config import find_root

    folder = find_root(Path.cwd()) / FEEDS
    if not folder.is_dir():
        raise ConfigError(
            "AP151",
            "nothing is published yet",
            path=shown(folder),
            hint="run audiopub publish first, or name what shall be checked",
        )
    return folder
