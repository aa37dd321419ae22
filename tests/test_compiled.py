"""Compiled expressions are kept as Python keeps its modules, and never hinder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import regex

from audiopub import compiled

EXPRESSION = r"(?<word>\p{Lu}\p{L}++)(?:\s+(?:und|y|і)\s+)*+"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def kept(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("it was compiled again")


def test_an_expression_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = compiled.pattern(EXPRESSION, regex.IGNORECASE)
    monkeypatch.setattr(regex, "compile", refuse)
    again = compiled.pattern(EXPRESSION, regex.IGNORECASE)
    assert len(kept(folder)) == 1
    assert (again.pattern, again.flags) == (first.pattern, first.flags)
    found = again.fullmatch("ÄPFEL und ")
    assert found
    assert found["word"] == "ÄPFEL"


def test_other_flags_are_another_expression() -> None:
    assert compiled.pattern(EXPRESSION, regex.IGNORECASE).match("äpfel")
    assert not compiled.pattern(EXPRESSION).match("äpfel")


@pytest.mark.parametrize("at", [0, 40, -1])
def test_damage_is_as_nothing_kept(folder: Path, at: int) -> None:
    compiled.pattern(EXPRESSION)
    (file,) = kept(folder)
    whole = file.read_bytes()
    damaged = bytearray(whole)
    damaged[at] ^= 1
    for data in (bytes(damaged), b"", whole[:20], whole[:-1]):
        file.write_bytes(data)
        assert compiled.pattern(EXPRESSION).match("Äpfel")
        assert file.read_bytes() == whole


def test_nothing_is_written_where_python_writes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiled.pattern(EXPRESSION).match("Äpfel")
    assert not kept(folder)


def test_a_folder_that_cannot_be_written_does_not_hinder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "file").touch()
    monkeypatch.setattr(sys, "pycache_prefix", str(folder / "file"))
    assert compiled.pattern(EXPRESSION).match("Äpfel")
    assert [file.name for file in kept(folder)] == ["file"]
