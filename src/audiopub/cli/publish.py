"""``audiopub publish``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiopub.cli import log
from audiopub.cli.deploy import Voice
from audiopub.cli.log import Log
from audiopub.cli.output import (
    ProgressLine,
    clock,
    counted,
    plural,
    print_findings,
    shown,
    size,
)

if TYPE_CHECKING:
    from audiopub.model import Episode, Show
    from audiopub.pipeline.outcome import Outcome


_DETAILED = 20
"""Episodes of which the report says more than that they were made."""


def _accepted(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """Return the reasons by their codes."""
    accepted: dict[str, str] = {}
    if not values:
        return accepted  # most runs accept nothing, and many have nothing to do with a feed
    from audiopub.feed.regression import CODES

    for value in values:
        code, _, reason = value.partition("=")
        if code not in CODES:
            raise click.BadParameter(
                f"{code} cannot be accepted; there are: {', '.join(CODES)}", context, parameter
            )
        if not reason.strip():
            raise click.BadParameter(f'{code} needs a reason: {code}="why"', context, parameter)
        accepted[code] = reason.strip()
    return accepted


@click.command(
    short_help="Publish this show into its folder feeds/.",
    epilog="""\b
Examples:
  audiopub publish                 all that is new or changed
  audiopub publish rubio-lawrow    this episode only
  audiopub publish --dry-run       say what would be done
  audiopub publish --to web        and bring it to the target [deploy.web]""",
)
@click.argument("episodes", nargs=-1, metavar="[EPISODE]...")
@click.option(
    "--accept",
    multiple=True,
    metavar="CODE=REASON",
    callback=_accepted,
    help="Let a change through that stopped the publication, and say why; can be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--explain", is_flag=True, help="Say of each episode what is done, and why.")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many episodes to make at once. Default: one for each core.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Make them on the workers of a Dask cluster: tcp://HOST:8786.",
)
@click.option("--to", metavar="NAME", help="Then deploy to the target [deploy.NAME].")
@log.option
@click.option("--quiet", "-q", is_flag=True, help="Only findings and errors.")
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for another run on the same show.",
)
def publish(
    episodes: tuple[str, ...],
    accept: dict[str, str],
    dry_run: bool,
    explain: bool,
    jobs: int | None,
    cluster: str | None,
    to: str | None,
    as_log: bool,
    quiet: bool,
    wait: float,
) -> int:
    """Publish the show that this folder belongs to, into its folder feeds/.

    Transcripts and recordings of one name become episodes: mastered, tagged, with chapters,
    captions, show notes and a page. All of it is checked, and goes live in one step. What has not
    changed is not done again.

    What would break for those who have the published feed (another guid, a vanished episode, a
    moved date) stops the publication, until --accept says why it shall be.

    An EPISODE is the base name of its files.
    """
    from audiopub.pipeline.outcome import Request
    from audiopub.pipeline.publishing import publish as run
    from audiopub.project.config import find_root

    events = Log(on=as_log)
    line = ProgressLine(quiet=quiet)

    def waiting(who: str) -> None:
        events.waiting(who)
        click.echo(f"Waiting: {who} is working on this show.", err=True)

    with events.errors():
        root = find_root(Path.cwd())
        outcome = run(
            root,
            Request(
                episodes=episodes,
                dry_run=dry_run,
                jobs=jobs,
                cluster=cluster,
                wait=wait,
                accept=accept,
            ),
            tell=events.work if as_log else line,
            waiting=waiting,
        )
        line.done()
        if as_log:
            _log(events, outcome)
        else:
            if explain:
                _explain(outcome)
            _print(outcome, dry_run=dry_run, quiet=quiet)
        status = int(outcome.failed)
        if to and outcome.show and not dry_run:
            status = max(status, _deploy(root, to, Voice(events, quiet=quiet), wait))
    return events.done(status)


def _deploy(root: Path, to: str, voice: Voice, wait: float) -> int:
    from audiopub.pipeline.deploying import DeployRequest
    from audiopub.pipeline.deploying import deploy as run

    request = DeployRequest(target=to, wait=wait)
    return voice.end(run(root, request, tell=voice.event, waiting=voice.waiting))


def _print(outcome: Outcome, *, dry_run: bool, quiet: bool) -> None:
    print_findings(outcome.findings)
    if quiet:
        return
    if outcome.findings:
        click.echo()
    if dry_run:
        _print_plan(outcome)
    elif outcome.live and outcome.show:
        _print_live(outcome, outcome.show)
    elif outcome.show and not outcome.failed:
        _print_unchanged(outcome)
    elif not outcome.failed:
        click.echo("Nothing to publish yet.")
    else:
        click.echo(f"Nothing went live: {counted(outcome.findings)}. What was live stays live.")
        click.echo("Mend what is reported above, and run audiopub publish again.")
    for step in outcome.steps:
        if step.state == "waiting" and not dry_run:
            click.echo(f"Waiting: {step.episode}, {step.reason}.")


def _explain(outcome: Outcome) -> None:
    """Print what was done with each episode, and why."""
    for step in outcome.steps:
        verb = {"made": "made", "fresh": "kept", "failed": "not made"}.get(step.state)
        if verb:  # what is planned stands in the plan
            click.echo(f"{verb} {step.episode}: {step.reason}")


def _print_plan(outcome: Outcome) -> None:
    for step in outcome.steps:
        verb = {"planned": "would make", "fresh": "would keep", "failed": "cannot make"}
        verb["waiting"] = "would wait with"
        click.echo(f"{verb.get(step.state, step.state)} {step.episode}: {step.reason}")
    planned = sum(step.state == "planned" for step in outcome.steps)
    click.echo(f"Dry run: {plural(planned, 'episode')} to make, nothing was written.")


def _print_unchanged(outcome: Outcome) -> None:
    number = plural(len(outcome.episodes), "episode")
    click.echo(f"Nothing to do: {number} published in {shown(outcome.folder)}/, nothing changed.")


def _print_live(outcome: Outcome, show: Show) -> None:
    from audiopub.model import is_elsewhere

    steps = {step.episode: step for step in outcome.steps}
    click.secho(
        f"Published {show.title}: {plural(len(outcome.episodes), 'episode')}, "
        f"{len(outcome.made)} made in this run.",
        bold=True,
    )
    newest_first = sorted(outcome.made, key=lambda episode: episode.published, reverse=True)
    for episode in newest_first[:_DETAILED]:
        click.echo(f"\n  {episode.title}")
        step = steps[episode.name]
        click.echo(f"    {', '.join(_facts(episode))} ({step.reason})")
        for line in step.sound:
            click.echo(f"    done   {line}")
        path = episode.enclosure.path
        sound = path if is_elsewhere(path) else shown(outcome.folder / path)
        click.echo(f"    sound  {sound} ({size(episode.enclosure.length)})")
        click.echo(f"    page   {shown(outcome.folder / episode.slug / 'index.html')}")
    if more := len(newest_first[_DETAILED:]):
        click.echo(f"\n  and {plural(more, 'episode')} more; --explain names each")
    click.echo(f"\n  feed     {shown(outcome.folder / 'feed.xml')}")
    click.echo(f"  page     {shown(outcome.folder / 'index.html')}")
    click.echo(f"  checked  {counted(outcome.findings)}")
    click.echo(
        f"\nNext: look at the page, commit audiopub.lock, and copy {shown(outcome.folder)}/ to "
        f"{show.link}\nThen submit {show.feed_link} to the directories."
    )


def _facts(episode: Episode) -> Iterator[str]:
    yield str(episode.published.date())
    yield clock(episode.enclosure.duration)
    yield plural(len(episode.chapters), "chapter")
    if loudness := episode.loudness:
        yield f"{loudness.integrated_lufs:.1f} LUFS"
        yield f"{loudness.true_peak_dbtp:.1f} dBTP"


def _log(events: Log, outcome: Outcome) -> None:
    """Say what came of a run to machines."""
    events.steps(outcome.steps)
    events.findings(outcome.findings)
    for episode in outcome.made:
        events.say(
            "episode",
            name=episode.name,
            title=episode.title,
            guid=episode.guid,
            published=episode.published,
            path=episode.enclosure.path,
            size=episode.enclosure.length,
            duration=episode.enclosure.duration,
        )
    events.say("published", live=outcome.live, folder=str(outcome.folder))
