"""``python -m audiopub`` is ``audiopub``."""

import gc
import sys


def run() -> int:
    """Run the command line; an interruption is no failure, however early it comes."""
    try:
        from audiopub.cli import main

        # Nearly all that a run reads lives to its end: looking for garbage in it as often as
        # Python does takes a fifth of the time.
        gc.set_threshold(50_000, 20, 100)
        return main()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        return 130


if __name__ == "__main__":
    sys.exit(run())
