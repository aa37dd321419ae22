"""``audiopub deploy`` and what the commands share that bring a publication somewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

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
            click.option(
                "--format",
                "form",
                type=click.Choice(["text", "json"]),
                default="text",
                show_default=True,
                help="json gives a log for machines: one object a line.",
            ),
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
    form: str,
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
    voice = Voice(form=form, quiet=quiet)
    delivery = run(find_root(Path.cwd()), request, tell=voice.event, waiting=voice.waiting)
    if dry_run and delivery.plan:
        voice.plan(delivery.plan)
    return voice.end(delivery, dry_run=dry_run)


class Voice:
    """How a deployment speaks: to a reader, or to a machine."""

    def __init__(self, *, form: str, quiet: bool) -> None:
        """Choose the language."""
        self._json = form == "json"
        self._quiet = quiet and not self._json

    def event(self, event: DeployEvent) -> None:
        """Tell what was done."""
        if self._json:
            click.echo(_as_json(event))
        elif not self._quiet and event.verb in _WORDS:
            about = f" ({_about(event)})" if _about(event) else ""
            click.echo(f"{_WORDS[event.verb]} {event.path}{about}")

    def waiting(self, who: str) -> None:
        """Tell whom we wait for."""
        click.echo(f"Waiting: {who} is at work.", err=True)

    def plan(self, plan: Plan) -> None:
        """Tell what would be done."""
        from audiopub.model import DeployEvent

        events = [
            DeployEvent(verb="planned", path=p.path, size=p.file.size, reason=p.reason)
            for p in plan.puts
        ]
        events += [
            DeployEvent(
                verb="planned",
                path=d.path,
                size=d.size,
                reason="delete now" if d.now else "delete later",
                due=dt.datetime.fromtimestamp(d.due, dt.UTC),
            )
            for d in plan.deletions
        ]
        if self._json:
            for event in events:
                click.echo(_as_json(event))
        else:
            _print_plan(plan)

    def end(self, delivery: Delivery, *, dry_run: bool = False) -> int:
        """Tell what came of it, and return the exit status."""
        plan = delivery.plan
        if self._json:
            click.echo(_summary(delivery))
            return 1 if delivery.failed else 0
        print_findings(delivery.findings)
        where = delivery.destination
        if self._quiet:
            pass
        elif dry_run:
            click.echo("Dry run: nothing was written.")
        elif plan is None or not (plan.puts or any(d.now for d in plan.deletions)):
            click.echo(f"Nothing to do: all of it is at {where.url}.")
        else:
            click.secho(
                f"Deployed to {where.name}: {plural(len(plan.puts), 'file')}, {size(plan.size)}.",
                bold=True,
            )
            click.echo(f"  {where.public}/feed.xml")
        return 1 if delivery.failed else 0


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
    click.echo(f"{plural(len(plan.puts), 'file')} to put, {size(plan.size)}, the feed last.")
    for deletion in plan.deletions:
        date = dt.datetime.fromtimestamp(deletion.due, dt.UTC).date()
        when = "now" if deletion.now else f"with the first deployment after {date}"
        click.echo(f"would delete {deletion.path} ({size(deletion.size)}) {when}")


def _as_json(event: DeployEvent) -> str:
    import msgspec

    fields = {
        "event": event.verb,
        "path": event.path,
        "size": event.size,
        "reason": event.reason,
        "due": event.due,
    }
    return msgspec.json.encode({k: v for k, v in fields.items() if v is not None}).decode()


def _summary(delivery: Delivery) -> str:
    import msgspec

    plan = delivery.plan
    return msgspec.json.encode(
        {
            "event": "done",
            "target": delivery.destination.name,
            "files": len(plan.puts) if plan else 0,
            "bytes": plan.size if plan else 0,
            "findings": delivery.findings,
        }
    ).decode()
