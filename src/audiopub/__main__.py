"""``python -m audiopub`` is ``audiopub``."""

import sys


def run() -> int:
    """Run the command line; an interruption is no failure, however early it comes."""
    try:
        from audiopub.cli import main

        return main()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        return 130


if __name__ == "__main__":
    sys.exit(run())
