"""``audiopub pair``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audiopub.cli.output import ProgressLine, plural

if TYPE_CHECKING:
    from audiopub.project.config import Config
    from audiopub.project.pairing import Pairing

_BY = {"sidecar": "by its sidecar", "name": "by name", "listening": "by listening"}


@click.command(
    short_help="Show which recording speaks which transcript.",
    epilog="""\b
Examples:
  audiopub pair                    which recording speaks which transcript
  audiopub pair --format json      the same for machines""",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json gives one object for machines.",
)
def pair(form: str) -> int:
    """Show which transcript and which recording of this show belong together.

    Files of one name are a pair, and what a sidecar names. What is left is listened to: a few
    minutes of each recording are compared with each text. The figure of a pair is above +0.3 where
    the recording speaks the text, and near 0 where it does not.

    Exits with 1 if files are left without their other half.
    """
    from audiopub.pipeline.matching import match, scored
    from audiopub.pipeline.outcome import WORK
    from audiopub.pipeline.workshop import Workshop
    from audiopub.project import config as configuration
    from audiopub.project import pairing

    config = configuration.load(configuration.find_root(Path.cwd()))
    line = ProgressLine(quiet=form == "json")
    shop = Workshop.open(config, line, keeps=(config.root / WORK).is_dir())
    found = scored(shop, match(shop, pairing.pair(config)))
    line.done()
    if form == "json":
        import msgspec

        click.echo(msgspec.json.encode(_as_data(config, found)).decode())
    else:
        _print(config, found)
    return 1 if found.problems else 0


def _print(config: Config, found: Pairing) -> None:
    for one in found.pairs:
        figure = "not judged" if one.score is None else f"{one.score:+.2f}"
        click.echo(
            f"{config.name(one.transcript)}  {config.name(one.audio)}  {_BY[one.by]}, {figure}"
        )
    for errors in found.problems.values():
        for error in errors:
            click.echo(f"{click.style('unpaired', fg='yellow', bold=True)} {error.code}  {error}")
            click.echo(f"      hint: {error.hint}")
    left = sum(len(errors) for errors in found.problems.values())
    click.echo(f"{plural(len(found.pairs), 'pair')}, {left} unpaired.")


def _as_data(config: Config, found: Pairing) -> dict[str, Any]:
    """Return the object of the reference: pairs, and what is unpaired."""
    return {
        "pairs": [
            {
                "transcript": config.name(one.transcript),
                "audio": config.name(one.audio),
                "by": one.by,
                "score": one.score,
            }
            for one in found.pairs
        ],
        "unpaired": [
            {"path": error.path, "reason": error.what, "code": error.code, "hint": error.hint}
            for errors in found.problems.values()
            for error in errors
        ],
    }
