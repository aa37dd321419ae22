"""A machine whose clock is wrong: tries to write to a bucket, and says the code of its error."""

from __future__ import annotations

import sys
from pathlib import Path

from audiopub.deploy import kinds
from audiopub.deploy.opening import open_target
from audiopub.deploy.target import content_of
from audiopub.errors import DeployError
from audiopub.model import Destination


def main(endpoint: str) -> None:
    place = Destination(
        name="web",
        url="s3://late/x",
        endpoint=endpoint,
        public="",
        announced=False,
        root=Path(),
    )
    try:
        open_target(place).put("a.txt", content_of(b"late"), kinds.headers("a.txt"))
    except DeployError as error:
        sys.stdout.write(error.code)


if __name__ == "__main__":
    main(sys.argv[1])
