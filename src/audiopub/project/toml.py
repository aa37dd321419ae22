"""TOML files that are checked against a table of known keys, every problem with its place."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from audiopub.errors import AudiopubError, ConfigError
from audiopub.model import Place
from audiopub.project import checks

IN_ITS_TABLE: Literal["in its table"] = "in its table"
"""For :attr:`Key.required`."""

Path = tuple[str | int, ...]
"""The way to a value: ``("show", "funding", 0, "link")``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key that a file may have."""

    name: str
    """With its tables: ``show.owner.email``; ``show.funding[].link`` in an array of tables;
    ``deploy.*.url`` in tables that the producer names."""

    kind: type | tuple[type, ...]
    """What its value must be; ``list`` is a list of strings."""

    doc: str
    """What it says, a sentence for the reference."""

    example: str
    """A value as it is written in TOML."""

    required: bool | Literal["in its table"] = False
    """Whether it must be there; or only if its table is."""

    check: Callable[[Any], str | None] | None = None
    """Returns what is wrong with a value of the right type, or ``None``."""

    rare: bool = False
    """Whether most shows do without it, so that a new file does not speak of it."""

    def wrong(self, value: object) -> str | None:
        """Return what is wrong with a value of the right type, or ``None``."""
        return checks.characters(value) or (self.check(value) if self.check else None)


@dataclass(frozen=True)
class Document:
    """A TOML file that holds known keys only, all of the right type."""

    path: str
    """The file, as messages name it."""

    values: Mapping[str, Any]
    """The parsed content."""

    text: str
    """The content as it stands there."""

    @cached_property
    def positions(self) -> Mapping[Path, tuple[int, int]]:
        """Line and column of each key, both from 1; they are looked for when one is asked for."""
        return positions(self.text)

    def get(self, *way: str | int) -> Any:  # noqa: ANN401 - the table of keys says the type
        """Return a value, or ``None`` if it is not there."""
        value: Any = self.values
        for step in way:
            if isinstance(step, int) or step in value:
                value = value[step]
            else:
                return None
        return value

    def place(self, *way: str | int) -> Place:
        """Return where a value stands, or the table around it, or the file."""
        for length in range(len(way), 0, -1):
            if position := self.positions.get(tuple(way[:length])):
                return Place(path=self.path, line=position[0], column=position[1])
        return Place(path=self.path)

    def error(self, code: str, what: str, hint: str, *way: str | int) -> ConfigError:
        """Return an error that names the place of a value."""
        place = self.place(*way)
        return ConfigError(
            code, what, path=place.path, line=place.line, column=place.column, hint=hint
        )


def read(data: bytes, path: str, keys: Sequence[Key], cure: str | None = None) -> Document:
    """Parse a file and check it against its known keys.

    Args:
        data: The file's content, UTF-8.
        path: The file, as messages shall name it.
        keys: What it may hold.
        cure: The hint for whatever is wrong with a file that nobody writes by hand; otherwise
            each problem has its own.

    Raises:
        ConfigError: AP140, it is not UTF-8 or not TOML.
        ExceptionGroup: Of :class:`ConfigError`, all other problems at once: AP141 an unknown key,
            AP142 a wrong type, AP143 a key that is missing, AP144 a value that cannot be.
    """
    document = _parse(data, path, cure)
    problems = [*_unknown_or_wrong(document, keys), *_missing(document, keys)]
    if problems:
        problems.sort(key=lambda problem: (problem.line or 0, problem.column or 0))
        for problem in problems:
            problem.hint = cure or problem.hint
        raise ExceptionGroup(path, problems)
    return document


def _parse(data: bytes, path: str, cure: str | None) -> Document:
    try:
        text = data.decode().lstrip("\ufeff")  # some editors add a mark at each saving
        values = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ConfigError(
            "AP140",
            f"the file is not UTF-8 (byte {error.start + 1})",
            path=path,
            line=data[: error.start].count(b"\n") + 1,
            hint=cure or "save it as UTF-8",
        ) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
        line, column = found.groups() if found else (None, None)
        raise ConfigError(
            "AP140",
            f"not valid TOML: {str(error).split(' (at ')[0]}",
            path=path,
            line=int(line) if line else text.rstrip().count("\n") + 1,
            column=int(column) if column else None,
            hint=cure or _hint(str(error)),
        ) from error
    return Document(path, values, text)


def _hint(message: str) -> str:
    """Return the cure that fits what ``tomllib`` says."""
    cures = (cure for pattern, cure in _CURES.items() if re.match(pattern, message))
    return next(cures, "see https://toml.io for how it is written")


_CURES: Mapping[str, str] = {
    "Cannot (overwrite|declare|mutate|redefine)|Duplicate": "it stands there twice: keep one",
    "Unclosed|Expected '\\]": "a bracket is not closed, or a comma is missing in it",
    "Unterminated|Illegal character '\\\\n'|Expected [\"']{2}": "a quote is not closed",
    "Unescaped|Invalid hex|Escaped": "write a backslash twice, or the text in single quotes",
    "Invalid value .at end of": "a value is missing, or a bracket is not closed",
    "Expected (newline|'=')|Invalid statement": 'one key and one value a line: title = "My show"',
    "Invalid (value|date)": 'texts stand in quotes: title = "My show"; nothing else does',
}


def _unknown_or_wrong(document: Document, keys: Sequence[Key]) -> list[AudiopubError]:
    known = {key.name: key for key in keys}
    tables = {name.rsplit(".", n)[0] for name in known for n in range(1, name.count(".") + 1)}
    problems: list[AudiopubError] = []

    def visit(way: Path, name: str, value: Any) -> None:  # noqa: ANN401 - TOML holds anything
        if key := known.get(name):
            problems.extend(_wrong(document, key, way, value))
        elif name in tables and isinstance(value, dict):
            for inner, below in value.items():
                named = isinstance(below, dict) and f"{name}.*" in tables
                visit((*way, inner), f"{name}.*" if named else f"{name}.{inner}", below)
        elif f"{name}[]" in tables and isinstance(value, list):
            for index, below in enumerate(value):
                visit((*way, index), f"{name}[]", below)
        elif name in tables or f"{name}[]" in tables:
            shape = f"[[{name}]]" if f"{name}[]" in tables else f"[{name}]"
            problems.append(
                document.error("AP142", f"{name} is not a table", f"write it as {shape}", *way)
            )
        else:
            problems.append(_unknown(document, known, way, name))

    for name, value in document.values.items():
        visit((name,), name, value)
    return problems


def _unknown(document: Document, known: Mapping[str, Key], way: Path, name: str) -> ConfigError:
    parent, _, last = name.rpartition(".")
    here = [n.rpartition(".")[2] for n in known if n.rpartition(".")[0] == parent]
    here += [n.split(".")[0].removesuffix("[]") for n in known if "." in n and not parent]
    near = difflib.get_close_matches(last, here, n=1, cutoff=0.6)
    elsewhere = [n for n in known if n.rpartition(".")[2] == last]
    if near:
        hint = f"did you mean {near[0]}?"
    elif elsewhere:
        hint = f"did you mean {elsewhere[0]}, in another table?"
    elif here:
        hint = "known here: " + ", ".join(sorted(set(here)))
    else:
        hint = "known tables: " + ", ".join(sorted({n.split(".")[0] for n in known if "." in n}))
    shown = ".".join(map(str, way)) if "*" in name else name
    return document.error("AP141", f"unknown key {shown}", hint, *way)


def _wrong(document: Document, key: Key, way: Path, value: object) -> list[AudiopubError]:
    kinds = key.kind if isinstance(key.kind, tuple) else (key.kind,)
    fits = type(value) in kinds or (float in kinds and type(value) is int)
    if fits and isinstance(value, list):
        fits = all(isinstance(item, str) for item in value)
    if not fits:
        wanted = " or ".join(_KINDS[kind] for kind in kinds)
        return [
            document.error(
                "AP142",
                f"{_spoken(key, way)} is {_KINDS.get(type(value), 'a table')}, "
                f"it should be {wanted}",
                f"for example {key.name.rpartition('.')[2]} = {key.example}",
                *way,
            )
        ]
    if wrong := key.wrong(value):
        example = f"for example {key.name.rpartition('.')[2]} = {key.example}"
        return [document.error("AP144", f"{_spoken(key, way)}: {wrong}", example, *way)]
    return []


def _spoken(key: Key, way: Path) -> str:
    """Return a key's name with the names that the producer gave to its tables."""
    return ".".join(map(str, way)) if "*" in key.name else key.name


_KINDS: Mapping[type, str] = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list of texts",
    dict: "a table",
    dt.date: "a date",
    dt.datetime: "a date with time",
    dt.time: "a time",
}


def _missing(document: Document, keys: Sequence[Key]) -> list[AudiopubError]:
    problems: list[AudiopubError] = []
    for key in keys:
        if not key.required:
            continue
        parent, _, last = key.name.rpartition(".")
        for way, table in _tables(document.values, parent, absent=key.required is True):
            if isinstance(table, dict) and last not in table:
                problems.append(
                    document.error(
                        "AP143",
                        f"{_spoken(key, (*way, last))} is missing",
                        f"add {last} = {key.example}",
                        *way,
                    )
                )
    return problems


def _tables(values: Mapping[str, Any], name: str, *, absent: bool) -> list[tuple[Path, Any]]:
    """Return the tables of this name; a plain one that is absent counts as empty, or not at all."""
    found: list[tuple[Path, Any]] = [((), values)]
    for part in filter(None, name.split(".")):
        plain = part.removesuffix("[]")
        below: list[tuple[Path, Any]] = []
        for way, table in found:
            if part == "*":
                below += [((*way, k), v) for k, v in table.items() if isinstance(v, dict)]
                continue
            inner = table.get(plain, {} if absent and not part.endswith("[]") else None)
            if part.endswith("[]") and isinstance(inner, list):
                below += [((*way, plain, index), item) for index, item in enumerate(inner)]
            elif isinstance(inner, dict):
                below.append(((*way, plain), inner))
        found = below
    return found


_TABLE = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_NAME = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]',
    re.DOTALL,
)


def positions(text: str) -> dict[Path, tuple[int, int]]:
    """Find where each key of a valid TOML text stands.

    The parsers that we know keep no positions. Keys inside of inline tables are left out: their
    table's place is theirs.

    Returns:
        Line and column of each key and table, from 1, by its path.
    """
    found: dict[Path, tuple[int, int]] = {}
    counts: dict[tuple[str, ...], int] = {}
    table: Path = ()
    line = 1
    offset = 0
    while offset < len(text):
        end_of_line = text.find("\n", offset)
        rest_of_line = text[offset : end_of_line if end_of_line >= 0 else None]
        if header := _TABLE.match(rest_of_line):
            names = tuple(name.strip("\"'") for name in _NAME.findall(header[2]))
            table = _resolve(names, counts, array=header[1] == "[[")
            found.setdefault(table, (line, header.start(1) + 1))
        elif key := _KEY.match(rest_of_line):
            names = tuple(name.strip("\"'") for name in _NAME.findall(key[1]))
            found[(*table, *names)] = (line, key.start(1) + 1)
            end = _end_of_value(text, offset + key.end())
            line += text.count("\n", offset, end)
            offset = end
            continue
        offset += len(rest_of_line) + 1
        line += 1
    return found


def _resolve(names: tuple[str, ...], counts: dict[tuple[str, ...], int], *, array: bool) -> Path:
    """Return the path of a table's header, with the indices of the arrays that it stands in."""
    if array:
        for inner in [known for known in counts if known[: len(names)] == names != known]:
            del counts[inner]  # arrays inside of it begin anew
        counts[names] = counts.get(names, -1) + 1
    way: Path = ()
    for length, name in enumerate(names, 1):
        way = (*way, name)
        if names[:length] in counts:
            way = (*way, counts[names[:length]])
    return way


def _end_of_value(text: str, offset: int) -> int:
    """Return where the line that a value ends on is over."""
    depth = 0
    for token in _TOKEN.finditer(text, offset):
        mark = token[0]
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
        elif mark == "\n" and depth <= 0:
            return token.end()
    return len(text)
