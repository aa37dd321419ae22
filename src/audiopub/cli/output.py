"""How findings, errors and progress look."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiopub.errors import AudiopubError

if TYPE_CHECKING:
    from audiopub.model import Finding, Progress, Step

_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}
_WIDTH = 24
_MINUTE = 60
_HOUR = 3600


def print_errors(errors: Iterable[AudiopubError]) -> None:
    """Print what cannot be done: ``path:line:column: what`` and its cure."""
    for error in errors:
        place = _placed(error.path, error.line, error.column)
        word = click.style("error", fg="red", bold=True)
        click.echo(f"{word} {error.code}  {place}{error.what}", err=True)
        if error.hint:
            click.echo(f"      hint: {error.hint}", err=True)


def print_findings(
    findings: Sequence[Finding], *, err: bool = False, most: int | None = None
) -> None:
    """Print what should not be, the worst first.

    Args:
        findings: What was found.
        err: Whether to print it on the standard error output.
        most: How many of one code to print; of the others only their number is said.
    """
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    shown_ones = {
        id(finding) for of_code in by_code.values() for finding in of_code[: most or len(of_code)]
    }
    for severity in ("error", "warning", "info"):
        for finding in findings:
            if finding.severity == severity and id(finding) in shown_ones:
                of_code = by_code[finding.code]
                _print_finding(finding, err=err, source=finding is of_code[0])
                if most and len(of_code) > most and finding is of_code[most - 1]:
                    click.echo(f"      … and {len(of_code) - most} more of {finding.code}", err=err)


def _print_finding(finding: Finding, *, err: bool, source: bool) -> None:
    word = click.style(finding.severity, fg=_COLOURS[finding.severity], bold=True)
    at = finding.place
    place = _placed(at.path, at.line, at.column) if at else ""
    click.echo(f"{word} {finding.code}  {place}{finding.message}", err=err)
    if finding.snippet:
        quoted = click.style(_plain(finding.snippet), dim=True)
        click.echo(f"      | {quoted}", err=err)
    if finding.hint:
        click.echo(f"      hint: {finding.hint}", err=err)
    if finding.link and source:
        click.echo(f"      see: {finding.link}", err=err)


def _placed(path: str | None, line: int | None, column: int | None) -> str:
    """Return ``path:line:column: `` as a producer would type the path from where they are."""
    if path is None:
        return ""
    here = path if "://" in path else shown(Path(path))  # an address is no path
    return ":".join(str(part) for part in (here, line, column) if part) + ": "


def counted(findings: Sequence[Finding]) -> str:
    """Return how many findings there are: ``1 error, 2 warnings``."""
    parts = []
    for severity, word in (("error", "error"), ("warning", "warning"), ("info", "remark")):
        number = sum(finding.severity == severity for finding in findings)
        if number:
            parts.append(plural(number, word))
    return ", ".join(parts) or "no findings"


def plural(number: int, word: str) -> str:
    """Return ``1 episode`` or ``2 episodes``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def clock(seconds: float) -> str:
    """Return a length of time as ``7:41`` or ``1:07:41``."""
    whole = round(seconds)
    hours, minutes = whole // _HOUR, whole // _MINUTE % _MINUTE
    tail = f"{whole % _MINUTE:02d}"
    return f"{hours}:{minutes:02d}:{tail}" if hours else f"{minutes}:{tail}"


def size(length: int) -> str:
    """Return a file's length in decimal units, as hosts and players count."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if length >= factor:
            return f"{length / factor:.1f} {unit}"
    return plural(length, "byte")


def shown(path: Path) -> str:
    """Return a path as a producer would type it from where they are."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


class ProgressLine:
    """Progress on the standard error output: a line that moves on a terminal, else plain lines."""

    def __init__(self, *, quiet: bool) -> None:
        """Begin; a quiet one says nothing."""
        self._quiet = quiet
        self._moving = sys.stderr.isatty()
        self._last: tuple[str | None, str] | None = None

    def __call__(self, progress: Progress | Step) -> None:
        """Show how far a step is; what became of it stands in the report."""
        from audiopub.model import Step

        if self._quiet or isinstance(progress, Step):
            return
        here = (progress.episode, progress.stage)
        name = _plain(progress.episode or "the whole show")
        if self._moving:
            bar = "█" * round(progress.fraction * _WIDTH)
            text = f"{progress.stage} {name}  {bar:░<{_WIDTH}} {progress.fraction:4.0%}"
            click.echo(f"\r\x1b[2K{text}", err=True, nl=False)
        elif here != self._last:
            click.echo(f"{progress.stage} {name}", err=True)
        self._last = here

    def done(self) -> None:
        """Clear the moving line."""
        if self._last and self._moving and not self._quiet:
            click.echo("\r\x1b[2K", err=True, nl=False)
        self._last = None


def _plain(text: str) -> str:
    """Return a text without control characters, which could take over a terminal."""
    return "".join(c for c in text if unicodedata.category(c)[0] != "C")
