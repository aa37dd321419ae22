"""Front matter: what stands about a text in the lines above it.

Between lines of ``+++`` it is TOML. Between lines of ``---`` it is ``key: value``, with lists as
``[a, b]`` or as lines of ``- item``, and long values continued on the next line: the part of YAML
that the front matter of blogs is written in.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Sequence

import regex

from audiopub.errors import TextError
from audiopub.model import Draft, Finding
from audiopub.text import fields
from audiopub.text.document import Line
from audiopub.text.fields import Entry

_TOML, _YAML = "+++", "---"
_KEY_VALUE = regex.compile(r"(?P<key>[\p{L}_][\p{L}\p{N}_-]*)\s*:(?:\s+(?P<value>.*))?")
_ITEM = regex.compile(r"-\s+(.*)")
_BLOCK_SIGN = regex.compile(r"[>|][+-]?")
_TOML_PLACE = regex.compile(r"\s*\(at line (\d+), column (\d+)\)$")


def take(
    lines: Sequence[Line], path: str, timezone: dt.tzinfo
) -> tuple[Draft, tuple[Line, ...], tuple[Finding, ...]]:
    """Return what the front matter says, the lines below it, and what is odd about it.

    Args:
        lines: The file's lines.
        path: The file's path.
        timezone: Of dates that name none.

    Raises:
        TextError: It does not end or is not TOML (AP105).
        ExceptionGroup: Of :class:`TextError`, all values at once that are not of the kind that
            their keys ask for (AP106).
    """
    fence = lines[0].text if lines else ""
    end = next((i for i, line in enumerate(lines) if i and line.text == fence), None)
    if fence == _TOML:
        if end is None:
            raise TextError(
                "AP105",
                "the front matter does not end",
                path=path,
                line=lines[0].number,
                hint=f"close it with a line of {_TOML}",
            )
        entries = _toml(lines[1:end], path)
    elif fence == _YAML and end is not None:
        entries = _yaml(lines[1:end])
        if not fields.known(entries):
            return Draft(), tuple(lines), ()  # text between two rules
    else:
        return Draft(), tuple(lines), ()
    draft, findings = fields.draft(entries, path, timezone)
    return draft, tuple(lines[end + 1 :]), findings


def _toml(inside: Sequence[Line], path: str) -> dict[str, Entry]:
    try:
        table = tomllib.loads("\n".join(line.text for line in inside))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _TOML_PLACE.search(str(error))
        raise TextError(
            "AP105",
            f"the front matter is not TOML: {_TOML_PLACE.sub('', str(error)).lower()}",
            path=path,
            line=inside[int(place[1]) - 1 if place else -1].number,
            column=int(place[2]) if place else None,
            hint='write each entry as key = "value"',
        ) from error
    return {key: Entry(value=value, line=_line_of(key, inside)) for key, value in table.items()}


def _line_of(key: str, inside: Sequence[Line]) -> int:
    begin = regex.compile(rf"""\[*\s*["']?{regex.escape(key)}\b""")
    return next((line.number for line in inside if begin.match(line.text)), inside[0].number)


def _yaml(inside: Sequence[Line]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    key = ""
    for line in inside:
        if not line.text or line.text.startswith("#"):
            continue
        if pair := _KEY_VALUE.fullmatch(line.text):
            key = pair["key"].lower()
            entries[key] = Entry(value=_scalar_or_list(pair["value"] or ""), line=line.number)
        elif key:
            entries[key] = Entry(
                value=_longer(entries[key].value, line.text), line=entries[key].line
            )
    return entries


def _scalar_or_list(text: str) -> str | list[str]:
    if _BLOCK_SIGN.fullmatch(text):
        return ""
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(item.strip()) for item in text[1:-1].split(",") if item.strip()]
    return _unquoted(text)


def _longer(value: object, text: str) -> str | list[str]:
    """Return a value with the line below it: an item of its list, or more of its text."""
    items = value if isinstance(value, list) else []
    item = _ITEM.fullmatch(text)
    if item and (items or not value):
        return [*items, _unquoted(item[1])]
    return f"{value} {text}".strip()


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text
