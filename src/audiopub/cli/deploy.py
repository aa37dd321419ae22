"""``audiopub deploy`` and what the commands share that bring a publication somewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiopub.cli import log
from audiopub.cli.log import Log
from audiopub.cli.output import plural, print_findings, size

if TYPE_CHECKING:
    from audiopub.deploy.plan import Plan
    from audiopub.model import DeployEvent
    from audiopub.pipeline.deploying import Delivery

_SHOWN = 20  # files of a plan that are listed for a reader; machines get all


def options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of all that write to a target."""
    for option in reversed(
        (
            log.option,
            click.option("--quiet", "-q", is_flag=True, help="Only findings and errors."),
            click.option(
                "--wait",
                type=click.FloatRange(min=0),
                default=60.0,
                show_default=True,
                metavar="SECONDS",
                help="How long to wait for another run on the same show or target.",
            ),
        )
    ):
        command = option(command)
    return command


@click.command(
    short_help="Bring feeds/ to a host.",
    epilog="""\b
Examples:
  audiopub deploy web              to the target [deploy.web] of audiopub.toml
  audiopub deploy web --dry-run    say what would be put and deleted, and when
  audiopub rollback web            bring the previous publication back""",
)
@click.argument("target", metavar="NAME")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option(
    "--adopt", is_flag=True, help="Take a place over that holds what audiopub did not put there."
)
@click.option("--again", is_flag=True, help="Deploy what was rolled back, all the same.")
@click.option("--verify", is_flag=True, help="Compare every file on the host anew.")
@options
def deploy(
    target: str,
    dry_run: bool,
    adopt: bool,
    again: bool,
    verify: bool,
    as_log: bool,
    quiet: bool,
    wait: float,
) -> int:
    """Bring the published folder feeds/ to the target [deploy.NAME] of audiopub.toml.

    Only what is new or changed is sent, each file is verified, and the feed comes last: listeners
    see the old or the new publication, whole. A deployment that breaks off anywhere is gone on
    with by the next one. Afterwards the public address is fetched and compared.
    """
    from audiopub.pipeline.deploying import DeployRequest
    from audiopub.pipeline.deploying import deploy as run
    from audiopub.project.config import find_root

    request = DeployRequest(
        target=target, dry_run=dry_run, adopt=adopt, again=again, verify=verify, wait=wait
    )
    voice = Voice(Log(on=as_log), quiet=quiet)
    with voice.log.errors():
        delivery = run(find_root(Path.cwd()), request, tell=voice.event, waiting=voice.waiting)
    if dry_run and delivery.plan:
        voice.plan(delivery.plan)
    return voice.log.done(voice.end(delivery, dry_run=dry_run))


class Voice:
    """How a deployment speaks: to a reader, or to a machine."""

    def __init__(self, log: Log, *, quiet: bool, did: str = "Deployed to") -> None:
        """Choose the language: that of machines if the log is on.

        Args:
            log: The log for machines.
            quiet: Whether a reader gets findings and errors only.
            did: What was done with a target, before its name.
        """
        self.log = log
        self._did = did
        self._quiet = quiet

    def event(self, event: DeployEvent) -> None:
        """Tell what was done."""
        if self.log.on:
            self.log.deployment(event)
        elif not self._quiet and event.verb in _WORDS:
            about = f" ({_about(event)})" if _about(event) else ""
            click.echo(f"{_WORDS[event.verb]} {event.path}{about}")

    def waiting(self, who: str) -> None:
        """Tell whom we wait for."""
        self.log.waiting(who)
        click.echo(f"Waiting: {who} is at work.", err=True)

    def plan(self, plan: Plan) -> None:
        """Tell what would be done."""
        if self.log.on:
            for event in plan.events():
                self.log.deployment(event)
        else:
            _print_plan(plan)

    def end(self, delivery: Delivery, *, dry_run: bool = False) -> int:
        """Tell what came of it, and return the exit status."""
        plan = delivery.plan
        status = 1 if delivery.failed else 0
        if self.log.on:
            self.log.findings(delivery.findings)
            if not dry_run:
                self.log.say(
                    "deployed",
                    target=delivery.destination.name,
                    files=len(plan.puts) if plan else 0,
                    size=plan.size if plan else 0,
                )
            return status
        print_findings(delivery.findings)
        where = delivery.destination
        if self._quiet:
            pass
        elif dry_run:
            click.echo("Dry run: nothing was written.")
        elif plan and plan.puts:
            click.secho(
                f"{self._did} {where.name}: {plural(len(plan.puts), 'file')}, {size(plan.size)}.",
                bold=True,
            )
            click.echo(f"  {where.public}/feed.xml")
        elif plan and (deleted := sum(one.now for one in plan.deletions)):
            click.echo(f"Nothing to put; {plural(deleted, 'superseded file')} deleted.")
        else:
            click.echo(f"Nothing to do: all of it is at {where.url}.")
        return status


_WORDS = {
    "put": "put",
    "present": "already there",
    "deleted": "deleted",
    "fetched": "fetched",
    "told": "told",
}
"""What a reader is told; the rest is for machines, or is a finding."""


def _about(event: DeployEvent) -> str:
    return ", ".join(
        part for part in (event.reason, size(event.size) if event.size is not None else "") if part
    )


def _print_plan(plan: Plan) -> None:
    for put in plan.puts[:_SHOWN]:
        click.echo(f"would put {put.path} ({put.reason}, {size(put.file.size)})")
    if len(plan.puts) > _SHOWN:
        click.echo(f"and {plural(len(plan.puts) - _SHOWN, 'file')} more")
    if plan.puts:
        click.echo(f"{plural(len(plan.puts), 'file')} to put, {size(plan.size)}, the feed last.")
    else:
        click.echo("Nothing to put: all of it is there.")
    for deletion in plan.deletions:
        click.echo(f"would delete {deletion.path} ({size(deletion.size)}) {deletion.when}")
