"""Checking one thing after the other, for ``audiopub check``."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from audiopub.cli.output import ProgressLine, shown
from audiopub.errors import AudiopubError, ConfigError

if TYPE_CHECKING:
    from audiopub.fetching import Fetcher
    from audiopub.model import Finding
    from audiopub.project.config import Config


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a check."""

    profile: str | None = None
    """Whose rules are held against the feeds, besides those that all agree on."""

    select: tuple[str, ...] = ()
    """Codes, or beginnings of codes, that are looked for; empty for all."""

    ignore: tuple[str, ...] = ()
    """Codes, or beginnings of codes, that are left out."""

    online: bool = False
    """Whether to look at everything that a feed refers to."""

    allow_private: bool = False
    """Whether to ask servers on private networks."""

    connections: int = 8
    """How many addresses are asked at a time."""


@dataclass(slots=True)
class Checked:
    """What came of checking."""

    names: list[str] = field(default_factory=list)
    """What was checked."""

    errors: list[AudiopubError] = field(default_factory=list)
    """Why something could not be checked."""

    findings: list[Finding] = field(default_factory=list)
    """What was found."""

    ignored: int = 0
    """How many findings were left out, because the show's audiopub.toml says so."""


def check(targets: Sequence[str], asked: Asked, *, quiet: bool) -> Checked:
    """Check every target, or what is published; what cannot be checked does not stop the rest."""
    from audiopub.model import Progress

    line = ProgressLine(quiet=quiet)
    checked = Checked()
    for number, target in enumerate(targets or ("",)):
        try:
            name = target if is_address(target) else shown(Path(target) if target else _published())
            checked.names.append(name)
            line(Progress(episode=name, stage="checking", fraction=number / max(len(targets), 1)))
            if is_address(target):
                _check_address(target, asked, checked)
            else:
                _check_one(Path(target) if target else _published(), name, asked, checked)
        except* AudiopubError as group:
            checked.errors += [e for e in group.exceptions if isinstance(e, AudiopubError)]
    line.done()
    return checked


def is_address(target: str) -> bool:
    """Return whether something is to be fetched, and no path."""
    return target.lower().startswith(("http://", "https://"))


def _check_address(address: str, asked: Asked, checked: Checked) -> None:
    """Fetch a feed or another file, and check it."""
    from audiopub import facts

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "feed" + facts.suffix(address))
        _fetcher(asked).download(address, path)
        _check_one(path, address, asked, checked)


def _check_one(path: Path, name: str, asked: Asked, checked: Checked) -> None:
    from audiopub import facts, rules
    from audiopub.facts.online import visited
    from audiopub.facts.snippets import quoted
    from audiopub.rules.subjects import APPLES, Target

    config = _config(path)
    ignored: frozenset[str] = frozenset()
    target = APPLES
    if config:
        ignored = frozenset(ignore.code for ignore in config.ignores)
        target = Target(lufs=config.sound.target_lufs, peak_dbtp=config.sound.ceiling_dbtp)
    subjects = facts.gather(path, name=name, target=target)
    if asked.online:
        subjects = visited(subjects, _fetcher(asked), at_once=asked.connections)
    kept = []
    for finding in rules.judge(subjects, asked.profile):
        selected = not asked.select or rules.matches(finding.code, asked.select)
        if selected and not rules.matches(finding.code, asked.ignore):
            if finding.code in ignored:
                checked.ignored += 1
            else:
                kept.append(finding)
    checked.findings += quoted(kept, {name: path} if is_address(name) else {})


def _fetcher(asked: Asked) -> Fetcher:
    from audiopub.fetching import Fetcher, is_public

    return Fetcher(allowed=(lambda _: True) if asked.allow_private else is_public)


def _config(path: Path) -> Config | None:
    """Return the configuration of the show whose publication a path lies in, if it lies in one."""
    from audiopub.pipeline.outcome import FEEDS
    from audiopub.project.config import find_root, load

    path = path.absolute()
    try:
        root = find_root(path)
    except (ConfigError, OSError):  # what cannot be looked at is said when it is checked
        return None
    return load(root) if path.is_relative_to(root / FEEDS) else None


def _published() -> Path:
    from audiopub.pipeline.outcome import FEEDS
    from audiopub.project.config import find_root

    folder = find_root(Path.cwd()) / FEEDS
    if not folder.is_dir():
        raise ConfigError(
            "AP151",
            "nothing is published yet",
            path=shown(folder),
            hint="run audiopub publish first, or name what shall be checked",
        )
    return folder
