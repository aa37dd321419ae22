"""``python -m audiopub`` is ``audiopub``."""

import sys

from audiopub.cli import main

if __name__ == "__main__":
    sys.exit(main())
