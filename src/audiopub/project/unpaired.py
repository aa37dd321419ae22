"""What is said of files that make no episode, and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from audiopub.errors import PairingError
from audiopub.project.config import Config
from audiopub.project.groups import RECORDINGS


def no_other_half(config: Config, name: str, file: Path) -> PairingError:
    """Return what is said of a transcript or a recording that is alone.

    Args:
        config: The show's configuration.
        name: The base name.
        file: The transcript or the recording.
    """
    if file.suffix.lower() in RECORDINGS:
        return PairingError(
            "AP122",
            "this recording has no transcript",
            path=config.name(file),
            hint=f"put {name}.txt into {_named(config, config.transcripts)}, or name the "
            f"transcript in {name}.toml",
        )
    return PairingError(
        "AP121",
        "this transcript has no recording",
        path=config.name(file),
        hint=f"put {name}.wav (or .flac, .mp3 …) into "
        f"{_named(config, config.recordings)}, or name the recording in {name}.toml",
    )


def neither_half(config: Config, name: str, sidecar: Path) -> PairingError:
    """Return what is said of a sidecar that is alone.

    Args:
        config: The show's configuration.
        name: The base name.
        sidecar: The sidecar.
    """
    return PairingError(
        "AP125",
        "this sidecar has neither a transcript nor a recording",
        path=config.name(sidecar),
        hint=f"put {name}.txt into {_named(config, config.transcripts)} and "
        f"{name}.wav into {_named(config, config.recordings)}",
    )


def _named(config: Config, folders: Iterable[Path]) -> str:
    return " or ".join(config.name(folder) for folder in folders)
