"""What docs/ci.md and the hook tell others to run is what there is."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from audiopub.cli import audiopub

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
HOOKS = ROOT / ".pre-commit-hooks.yaml"
CHECK = audiopub.commands["check"]


def command_lines(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a YAML file holds
    if isinstance(value, dict):
        for each in value.values():
            yield from command_lines(each)
    elif isinstance(value, list):
        for each in value:
            yield from command_lines(each)
    elif isinstance(value, str) and value.startswith("audiopub "):
        yield value


def parsed(arguments: list[str]) -> dict[str, Any]:
    context = CHECK.make_context("check", arguments, resilient_parsing=False)
    return context.params


@pytest.mark.parametrize("block", BLOCKS)
def test_examples_are_yaml_and_their_commands_have_the_options_that_they_name(block: str) -> None:
    value = yaml.safe_load(block)
    assert isinstance(value, dict)
    for line in command_lines(value):
        program, command, *arguments = shlex.split(line.partition(">")[0])
        assert (program, command) == ("audiopub", "check")
        assert parsed(arguments)["targets"]


def test_there_are_examples_with_commands() -> None:
    lines = [line for block in BLOCKS for line in command_lines(yaml.safe_load(block))]
    assert len(lines) >= 4


def test_the_hook_runs_the_check_on_what_it_can_check() -> None:
    (hook,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    assert {"id", "name", "entry", "language", "files"} <= set(hook)
    assert hook["entry"].split() == ["audiopub", "check"]
    assert f"id: {hook['id']}" in PAGE
    files = re.compile(hook["files"])
    for name in ("feed.xml", "feeds/feed-2.xml", "a/b.rss", "a.vtt", "a.srt", "x/chapters.json"):
        assert files.search(name)
    for name in ("pom.xml", "package.json", "a.mp3", "feeds/index.html"):
        assert not files.search(name)


def test_the_arguments_of_the_hook_are_options() -> None:
    arguments = re.findall(r"args: \[(.*?)\]", PAGE)
    assert arguments
    for each in arguments:
        assert isinstance(CHECK, click.Command)
        assert parsed([*each.replace(",", "").split(), "feed.xml"])["profile"] == "apple"
