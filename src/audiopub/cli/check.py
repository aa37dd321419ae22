"""``audiopub check``."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiopub.cli.output import ProgressLine, counted, print_errors, print_findings, shown
from audiopub.errors import AudiopubError, ConfigError

if TYPE_CHECKING:
    from audiopub.model import Finding
    from audiopub.project.config import Config


@click.command(
    short_help="Check a publication, a feed or its files, whoever made them.",
    epilog="""\b
Examples:
  audiopub check                      what this show has published
  audiopub check feeds/feed.xml       a feed
  audiopub check episode.mp3 a.vtt    a sound file and captions, whoever made them
  audiopub check --format github      annotations for GitHub Actions""",
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
    an image; without one, it is the folder feeds/ of the show that this folder belongs to. What
    lies in a show's feeds/ is held against the loudness of its audiopub.toml, and what is ignored
    there is left out.

    Exits with 1 if there is an error among the findings.
    """
    from audiopub.rules import report

    checked = _check(paths, quiet=form != "text")
    findings = [*map(report.of_error, checked.errors), *checked.findings]
    if form == "json":
        click.echo(report.as_json(findings).decode().rstrip("\n"))
    elif form == "github":
        click.echo(report.as_github(findings), nl=False)
    else:
        print_errors(checked.errors)
        print_findings(checked.findings)
        left_out = f"; {checked.ignored} ignored, as audiopub.toml says" if checked.ignored else ""
        names = ", ".join(shown(path) for path in paths) or "feeds"
        click.echo(f"Checked {names}: {counted(findings)}{left_out}.")
    bad = ("error", "warning") if strict else ("error",)
    return 1 if any(finding.severity in bad for finding in findings) else 0


@dataclass(slots=True)
class _Checked:
    """What came of checking."""

    errors: list[AudiopubError] = field(default_factory=list)
    """Why something could not be checked."""

    findings: list[Finding] = field(default_factory=list)
    """What was found."""

    ignored: int = 0
    """How many findings were left out."""


def _check(paths: tuple[Path, ...], *, quiet: bool) -> _Checked:
    """Check every path, or what is published; what cannot be checked does not stop the rest."""
    from audiopub.model import Progress

    line = ProgressLine(quiet=quiet)
    checked = _Checked()
    for number, named in enumerate(paths or (None,)):
        try:
            path = named or _published()
            fraction = number / max(len(paths), 1)
            line(Progress(episode=shown(path), stage="checking", fraction=fraction))
            _check_one(path, checked)
        except* AudiopubError as group:
            checked.errors += [e for e in group.exceptions if isinstance(e, AudiopubError)]
    line.done()
    return checked


def _check_one(path: Path, checked: _Checked) -> None:
    from audiopub import facts, rules
    from audiopub.rules.subjects import APPLES, Target

    config = _config(path)
    ignored: frozenset[str] = frozenset()
    target = APPLES
    if config:
        ignored = frozenset(ignore.code for ignore in config.ignores)
        target = Target(lufs=config.sound.target_lufs, peak_dbtp=config.sound.ceiling_dbtp)
    found = rules.judge(facts.gather(path, name=shown(path), target=target))
    kept = [finding for finding in found if finding.code not in ignored]
    checked.findings += kept
    checked.ignored += len(found) - len(kept)


def _config(path: Path) -> Config | None:
    """Return the configuration of the show whose publication a path lies in, if it lies in one."""
    from audiopub.pipeline.outcome import FEEDS
    from audiopub.project.config import find_root, load

    path = path.absolute()
    try:
        root = find_root(path)
    except (ConfigError, OSError):  # what cannot be looked at is said when it is checked
        return None
    return load(root) if path.is_relative_to(root / FEEDS) else None


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
