"""Templates are compiled once, and what is kept of them depends on nothing but them."""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path
from unittest.mock import Mock

import pytest
from jinja2 import Environment

from audiopub.site import PLAIN, Theme
from audiopub.site.environment import environment_of
from audiopub.site.interface import interface_for

NAMES = sorted(
    item.name
    for item in resources.files("audiopub.site").joinpath("templates").iterdir()
    if item.name.endswith(".html")
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def fresh(theme: Theme = PLAIN) -> Environment:
    return environment_of.__wrapped__(interface_for("de"), theme)


def test_a_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        fresh().get_template(name)
    later = fresh()
    monkeypatch.setattr(later, "compile", Mock(side_effect=AssertionError))
    for name in NAMES:
        later.get_template(name)


def test_a_theme_runs_in_its_sandbox_whatever_is_kept(folder: Path) -> None:
    for name in NAMES:
        fresh().get_template(name)
    before = sorted(folder.rglob("*"))
    theme = Theme(name="own", files=(("extra.html", "{{ show }}"),))
    guarded = fresh(theme)
    for name in NAMES:
        guarded.get_template(name)
    assert guarded.bytecode_cache is None
    assert sorted(folder.rglob("*")) == before


def test_no_filter_of_ours_says_anything_before_a_page_is_made() -> None:
    environment = fresh()
    plain = Environment().filters  # noqa: S701 - no page is made of it
    ours = {name: Mock() for name in environment.filters if name not in plain}
    environment.filters |= ours
    for name in NAMES:
        environment.get_template(name)
    assert ours
    assert not [name for name, one in ours.items() if one.called]
