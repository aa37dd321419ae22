"""Secrets: where they are looked for, and how they are kept out of messages.

They never stand in audiopub.toml. Of a target ``web``, the user's name stands in
``AUDIOPUB_WEB_USER`` and the password in ``AUDIOPUB_WEB_PASSWORD``, or in the file that
``AUDIOPUB_WEB_PASSWORD_FILE`` names, as systemd and containers hand them over.
"""

from __future__ import annotations

import configparser
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from audiopub.deploy import failures

_LEAST = 6  # characters; something shorter would blot out half of a message
_LONGEST = 300  # characters of what somebody else says


def secret(target: str, what: str, name: str) -> str | None:
    """Return a secret of a target, ``None`` if there is none.

    Args:
        target: What the producer calls the target.
        what: ``USER`` or ``PASSWORD``.
        name: The target, for messages.

    Raises:
        DeployError: AP735, a file that should hold it cannot be read.
    """
    variable = f"AUDIOPUB_{re.sub(r'[^A-Za-z0-9]', '_', target).upper()}_{what}"
    if value := os.environ.get(variable):
        return value
    file = os.environ.get(f"{variable}_FILE")
    if file is None:
        return None
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise failures.access(f"cannot read the file that {variable}_FILE names", name) from error


def amazon(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what AWS's own tools would use of ``~/.aws``: the profile's keys and its region.

    What stands in the environment is left to the library, as is the chain of the platform.
    """
    if "AWS_ACCESS_KEY_ID" in environment:
        return {}
    home = Path.home() / ".aws"
    profile = environment.get("AWS_PROFILE", "default")
    keys = _section(
        Path(environment.get("AWS_SHARED_CREDENTIALS_FILE", home / "credentials")), profile
    )
    settings = _section(
        Path(environment.get("AWS_CONFIG_FILE", home / "config")),
        profile if profile == "default" else f"profile {profile}",
    )
    found = {**settings, **keys}
    names = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token", "region")
    return {name: found[name] for name in names if name in found}


def _section(file: Path, name: str) -> dict[str, str]:
    parser = configparser.RawConfigParser()
    try:
        parser.read(file, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError):
        return {}
    return dict(parser[name]) if parser.has_section(name) else {}


def redacted(text: str, secrets: Iterable[str | None]) -> str:
    """Return what somebody else said in one short line, without secrets."""
    for value in secrets:
        if value and len(value) >= _LEAST:
            text = text.replace(value, "***")
    text = re.sub(
        r"(?i)\b(signature|token|password|authorization|x-amz-\w+)=[^&\s]+", r"\1=***", text
    )
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
