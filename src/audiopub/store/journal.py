"""The journal: which step gave which result; SQLite in write-ahead mode.

It only ever speaks of artefacts that are already safe on the disk, and one process alone writes it.
It can be deleted at any time: what it knew is found out again from what is there, and the rest by
doing the work.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec

from audiopub.errors import JournalError, StoreError

SCHEMA = 5
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
T = TypeVar("T")


class _Older(Exception):  # noqa: N818 - it never leaves this module
    """The file is a journal of an older schema."""


class Journal:
    """Results of steps by their keys, and named values of the show."""

    def __init__(self, file: Path) -> None:
        """Open the journal, or make it; one that is damaged or of an older schema is made anew.

        Raises:
            StoreError: AP704, the file cannot be opened or made; AP770, a newer audiopub wrote it.
        """
        self._file = file
        self._decoders: dict[object, msgspec.json.Decoder[Any]] = {}
        self.damaged = False
        """Whether there was one that could not be read any more."""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._database = self._open()
            except _Older:
                self._remove()
                self._database = self._open()
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode not in _DAMAGED:
                    raise
                self.damaged = True
                self._remove()
                self._database = self._open()
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                "AP704",
                f"cannot open the journal: {error}",
                path=str(file),
                hint="see that you may write there and that the disk has room; the folder "
                ".audiopub can also be deleted, it costs only the time to do the work again",
            ) from error

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the database."""
        self._database.close()

    def recall(self, key: str, kind: type[T]) -> T | None:
        """Return what was recorded under a key, or ``None``.

        A record that does not fit the type any more, of an older version, counts as none.

        Raises:
            JournalError: AP771, the journal is damaged; it was removed, so that the next run has a
                new one.
        """
        rows = self._read("select value from record where key = ?", (key,))
        decoder = self._decoder(kind)
        return next((_decoded(value, decoder) for (value,) in rows), None)

    def every(self, prefix: str, kind: type[T]) -> Iterator[tuple[str, T]]:
        """Yield all records whose keys begin alike: what follows in the key, and the value.

        Raises:
            JournalError: AP771, the journal is damaged.
        """
        after = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        query = "select key, value from record where key >= ? and key < ? order by key"
        decoder = self._decoder(kind)
        for key, data in self._read(query, (prefix, after)):
            if (value := _decoded(data, decoder)) is not None:
                yield key.removeprefix(prefix), value

    def record(self, key: str, value: object) -> None:
        """Record a value under a key, in place of what was there; safe when this returns.

        Raises:
            StoreError: AP705, the disk refuses.
        """
        self.replace({key: value})

    def replace(self, records: Mapping[str, object], forget: Iterable[str] = ()) -> None:
        """Record several values, and forget others, in one transaction: all of it or nothing.

        Raises:
            StoreError: AP705, the disk refuses.
        """
        rows = [
            (key, msgspec.json.encode(value, order="deterministic"))
            for key, value in records.items()
        ]
        try:
            with self._database:
                self._database.executemany(
                    "delete from record where key = ?", ((key,) for key in forget)
                )
                self._database.executemany(
                    "insert or replace into record (key, value) values (?, ?)", rows
                )
        except sqlite3.Error as error:
            raise StoreError(
                "AP705",
                f"cannot write the journal: {error}",
                path=str(self._file),
                hint="free some space, see that you may write there, and run the command again",
            ) from error

    def _decoder(self, kind: type[T]) -> msgspec.json.Decoder[T]:
        """Return what decodes records of a kind; making one takes longer than decoding a record."""
        if (known := self._decoders.get(kind)) is None:
            known = self._decoders[kind] = msgspec.json.Decoder(kind)
        return known

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._file)
        try:
            (version,) = database.execute("pragma user_version").fetchone()
            if version > SCHEMA:
                raise self._newer(version)
            if 0 < version < SCHEMA:
                raise _Older  # noqa: TRY301 - the database must be closed either way
            database.execute("pragma journal_mode = wal")
            database.execute("pragma synchronous = full")
            if version == 0:
                with database:
                    database.execute(
                        "create table record (key text primary key, value blob not null)"
                    )
                    database.execute(f"pragma user_version = {SCHEMA:d}")
        except (sqlite3.Error, _Older, StoreError):
            database.close()
            raise
        return database

    def _newer(self, version: int) -> StoreError:
        return StoreError(
            "AP770",
            f"a newer audiopub wrote this journal: its version is {version}, and {SCHEMA} is known",
            path=str(self._file),
            hint="upgrade audiopub; or delete the folder .audiopub, it costs only the time to do "
            "the work again",
        )

    def _read(self, query: str, values: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._database.execute(query, values)
        except sqlite3.ProgrammingError as error:  # it was closed, see below
            raise self._lost(error) from error
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode not in _DAMAGED:
                raise StoreError(
                    "AP704",
                    f"cannot read the journal: {error}",
                    path=str(self._file),
                    hint="see that the disk is in order, then run the command again",
                ) from error
            self._database.close()
            self._remove()
            raise self._lost(error) from error

    def _lost(self, error: sqlite3.Error) -> JournalError:
        return JournalError(
            "AP771",
            f"the journal is damaged: {error}",
            path=str(self._file),
            hint="run the command again: the journal is made anew from what is there",
        )

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)


def _decoded(data: bytes, decoder: msgspec.json.Decoder[T]) -> T | None:
    try:
        return decoder.decode(data)
    except msgspec.DecodeError:
        return None
