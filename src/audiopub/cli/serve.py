"""``audiopub serve``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiopub.cli.output import plural, print_findings

if TYPE_CHECKING:
    from audiopub.pipeline.outcome import Outcome

_PORT = 8000


@click.command(
    short_help="Show the published pages and feed in a browser.",
    epilog="""\b
Examples:
  audiopub serve                          look at it on this machine
  audiopub serve --lan                    subscribe to it with a phone
  audiopub serve --print-config nginx     the same for a web server""",
)
@click.option(
    "--port",
    type=int,
    default=_PORT,
    show_default=True,
    metavar="NUMBER",
    help="0 is any free one.",
)
@click.option("--lan", is_flag=True, help="Let other machines in this network see it, too.")
@click.option("--watch/--no-watch", default=True, help="Publish whenever a source changes.")
@click.option(
    "--print-config",
    "server",
    type=click.Choice(["nginx", "caddy", "apache"]),
    help="Print how a web server hands it out in the same way, and do nothing else.",
)
@click.option(
    "--root",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("/var/www/podcast"),
    show_default=True,
    metavar="FOLDER",
    help="For --print-config: where the folder feeds/ lies on the server.",
)
def serve(port: int, lan: bool, watch: bool, server: str | None, folder: Path) -> int:
    """Hand out this show's folder feeds/ as a web server would: ranges, caching, compression.

    Whenever a transcript, a recording or audiopub.toml changes, the show is published anew, and
    open pages load again. The feed's addresses are those of the preview, so that an app can
    subscribe to it. Only this machine sees it, unless --lan is given. It ends with Ctrl-C.
    """
    from audiopub.pipeline import previewing
    from audiopub.project import config as configuration

    root = configuration.find_root(Path.cwd())
    if server:
        click.echo(previewing.server_configuration(root, server, folder), nl=False)
        return 0
    address = previewing.lan_address() if lan else previewing.LOOPBACK
    if address is None:
        raise click.UsageError("this machine is in no network; leave out --lan")
    with previewing.listen("0.0.0.0" if lan else address, port) as listening:  # noqa: S104 - asked for
        home = f"http://{address}:{listening.getsockname()[1]}"
        previewing.preview(
            root,
            listening,
            hosts=[address, "localhost", previewing.LOOPBACK],
            watch=watch,
            told=_tell,
            started=lambda: _announce(home, lan=lan),
        )
    return 0


def _announce(home: str, *, lan: bool) -> None:
    """Say where to look, with a code for a phone's camera if others may see it."""
    click.echo(f"pages  {home}/\nfeed   {home}/feed.xml\nIt ends with Ctrl-C.")
    if lan:
        import io

        import segno

        code = io.StringIO()
        segno.make(f"{home}/").terminal(out=code, compact=True)
        click.echo(code.getvalue())


def _tell(outcome: Outcome) -> None:
    """Say what came of publishing anew."""
    made = [step.episode for step in outcome.steps if step.state == "made"]
    done = "Published anew" if outcome.live else "Nothing new"
    click.echo(f"{done}: {', '.join(filter(None, made)) or plural(len(outcome.steps), 'episode')}.")
    print_findings(outcome.findings, err=True)
