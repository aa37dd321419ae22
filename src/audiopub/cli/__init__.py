"""The command line, one module a command: the only code that prints, asks or exits.

Exit status: 0 all is well, 1 something failed or an error was found, 2 wrong usage, 130
interrupted.
"""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from audiopub import __version__
from audiopub.cli import (
    align,
    chapters,
    check,
    clean,
    deploy,
    explain,
    importing,
    init,
    inspect,
    measure,
    pair,
    publish,
    rollback,
    serve,
    tags,
)
from audiopub.cli.output import print_errors
from audiopub.errors import AudiopubError
from audiopub.store.files import explained

INTERRUPTED = 130


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="A show begins with: audiopub init",
)
@click.version_option(__version__, prog_name="audiopub")
def audiopub() -> None:
    """Turn transcripts and their recordings into a published podcast.

    Put first.txt into seeds/ and first.wav into episodes/, and run: audiopub publish
    """


for command in (
    init.init,
    importing.bring,
    publish.publish,
    deploy.deploy,
    rollback.rollback,
    serve.serve,
    check.check,
    clean.clean,
    inspect.inspect,
    measure.measure,
    chapters.chapters,
    align.align,
    pair.pair,
    tags.tag,
    tags.tags,
    explain.explain,
):
    audiopub.add_command(command)


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a narrow terminal shows what it can
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, _interrupt)  # what a system says before it goes down
    try:
        with explained(Path(), "go on"):  # what the disk refuses where nobody expects it
            status = audiopub.main(
                args=list(arguments) if arguments is not None else None,
                prog_name="audiopub",
                standalone_mode=False,
            )
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. What is live is whole; run the command again to go on.", err=True)
        return INTERRUPTED
    except AudiopubError as error:
        print_errors([error])
        return 1
    except ExceptionGroup as group:
        ours, others = group.split(AudiopubError)
        if others or ours is None:
            raise
        print_errors([error for error in ours.exceptions if isinstance(error, AudiopubError)])
        return 1
    return status if isinstance(status, int) else 0


if __name__ == "__main__":
    sys.exit(main())
