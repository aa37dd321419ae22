"""``python -m audiopub`` is ``audiopub``."""

import gc
import sys


def run() -> int:
    """Run the command line; an interruption is no failure, however early it comes."""
    try:
        # Nearly all that a run loads and reads lives to its end: looking for garbage in it as often
        # as Python does takes a fifth of the time.
        gc.set_threshold(50_000, 20, 100)
        from audiopub.cli import main

        return main()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        return 130
    finally:
        gc.freeze()  # the process ends: Python need not look for garbage once more


if __name__ == "__main__":
    sys.exit(run())
