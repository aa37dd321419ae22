"""``audiopub rollback``."""

from __future__ import annotations

from pathlib import Path

import click

from audiopub.cli.deploy import Voice, options
from audiopub.cli.log import Log


@click.command(
    short_help="Bring the previous publication back to a host.",
    epilog="""\b
Example:
  audiopub rollback web            what was live before at the target [deploy.web]""",
)
@click.argument("target", metavar="NAME")
@options
def rollback(target: str, as_log: bool, quiet: bool, wait: float) -> int:
    """Bring the publication back that was live at the target [deploy.NAME] before.

    A second rollback undoes the first. If a deployment broke off, what was live before it comes
    back. Nothing is changed here, and audiopub deploy refuses what was rolled back until something
    has changed.
    """
    from audiopub.pipeline.deploying import DeployRequest
    from audiopub.pipeline.deploying import rollback as run
    from audiopub.project.config import find_root

    voice = Voice(Log(on=as_log), quiet=quiet, did="Brought the publication before back to")
    request = DeployRequest(target=target, wait=wait)
    with voice.log.errors():
        delivery = run(find_root(Path.cwd()), request, tell=voice.event, waiting=voice.waiting)
    return voice.log.done(voice.end(delivery))
