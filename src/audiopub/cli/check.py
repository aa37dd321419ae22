"""``audiopub check``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from audiopub.cli import checking
from audiopub.cli.checking import Asked, Checked
from audiopub.cli.output import counted, print_errors, print_findings

if TYPE_CHECKING:
    from audiopub.model import Finding, Severity

FORMATS = ("text", "json", "github", "sarif", "junit")
PROFILES = ("apple", "spotify", "psp1", "podcast20", "strict")
_MOST = 5
"""Findings of one code that are shown, unless all are asked for."""


def _codes(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> object:
    """Return codes from ``AP5,AP601 AP7``; refuse what no code begins with."""
    from audiopub import rules

    wanted = tuple(word.upper() for each in value for word in each.replace(",", " ").split())
    for prefix in wanted:
        if not any(code.code.startswith(prefix) for code in rules.known()):
            raise click.BadParameter(f"no code begins with {prefix!r}", context, parameter)
    return wanted


@click.command(
    short_help="Check a publication, a feed or its files, whoever made them.",
    epilog="""\b
Examples:
  audiopub check                          what this show has published
  audiopub check feeds/feed.xml           a feed
  audiopub check episode.mp3 a.vtt        a sound file and captions, whoever made them
  audiopub check --online https://a.example/feed.xml
  audiopub check --profile apple f.xml    as Apple Podcasts asks
  audiopub check --ignore AP838,AP4 f.xml without these
  audiopub check --format sarif f.xml     for code hosts; github, junit and json for others""",
)
@click.argument("targets", nargs=-1, metavar="[PATH|ADDRESS]...")
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    help="Ask for what this directory or spec asks for, too; strict for all of them.",
)
@click.option(
    "--select",
    multiple=True,
    callback=_codes,
    metavar="CODES",
    help="Look for these only: codes or their beginnings, AP5,AP801.",
)
@click.option("--ignore", multiple=True, callback=_codes, metavar="CODES", help="Leave these out.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to tell it: to a person, or to a machine.",
)
@click.option("--all", "everything", is_flag=True, help="Show each finding, however many.")
@click.option(
    "--online",
    is_flag=True,
    help="Fetch what the feed refers to, too: sounds in part, artwork, transcripts, chapters.",
)
@click.option(
    "--allow-private", is_flag=True, help="Ask servers on private networks, too; localhost."
)
@click.option(
    "--connections",
    type=click.IntRange(1, 64),
    default=8,
    show_default=True,
    help="How many addresses to ask at a time.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings, too.")
def check(
    targets: tuple[str, ...],
    profile: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str,
    everything: bool,
    online: bool,
    allow_private: bool,
    connections: int,
    strict: bool,
) -> int:
    """Check a publication as a stranger would: its feed, sound, captions, chapters and pages.

    An ADDRESS of the web is fetched, and not from a private network unless that is allowed.

    A PATH is a folder with a feed.xml, or a feed, a sound file, VTT or SRT captions, JSON chapters,
    or an image; without one, it is the folder feeds/ of the show that this folder belongs to. What
    lies in a show's feeds/ is held against the loudness of its audiopub.toml, and what is ignored
    there is left out.

    Rules for podcasts are held against a feed that has an enclosure, or an element of Apple or
    Podcasting 2.0; and against any feed if a profile is asked for.

    Exits with 1 if there is an error among the findings.
    """
    from audiopub.rules import report

    failing: frozenset[Severity] = frozenset({"error", "warning"} if strict else {"error"})
    asked = Asked(
        profile=profile,
        select=select,
        ignore=ignore,
        online=online,
        allow_private=allow_private,
        connections=connections,
    )
    checked = checking.check(targets, asked, quiet=form != "text")
    findings = [*map(report.of_error, checked.errors), *checked.findings]
    if form == "text":
        print_errors(checked.errors)
        print_findings(checked.findings, most=None if everything else _MOST)
        _print_summary(checked, findings, asked)
    else:
        click.echo(_told(form, findings, checked, failing), nl=False)
    return 1 if any(finding.severity in failing for finding in findings) else 0


def _told(
    form: str, findings: Sequence[Finding], checked: Checked, failing: frozenset[Severity]
) -> str:
    """Return findings in a form for machines."""
    from audiopub import rules
    from audiopub.rules import report

    match form:
        case "github":
            return report.as_github(findings)
        case "sarif":
            from audiopub.rules.sarif import as_sarif

            return as_sarif(findings, rules.known()).decode()
        case "junit":
            from audiopub.rules.junit import as_junit

            return as_junit(findings, checked.names, failing).decode()
        case _:
            return report.as_json(findings).decode()


def _print_summary(checked: Checked, findings: Sequence[Finding], asked: Asked) -> None:
    """Print how many findings there are, and what they are about if they are many."""
    from audiopub import rules

    often = [
        (code, n) for code, n in Counter(each.code for each in findings).most_common() if n > 1
    ]
    if often and len(findings) > _MOST:
        click.echo("Most often:")
        for code, number in often[:_MOST]:
            click.echo(f"  {number:5} x {code}  {rules.explain(code).title}")
    names = ", ".join(checked.names) or "feeds"
    whose = ""
    if asked.profile:
        from audiopub.rules.profiles import PROFILES as KNOWN

        whose = f" by the rules of {KNOWN[asked.profile].asks}"
    left_out = f"; {checked.ignored} ignored, as audiopub.toml says" if checked.ignored else ""
    click.echo(f"Checked {names}{whose}: {counted(findings)}{left_out}.")
