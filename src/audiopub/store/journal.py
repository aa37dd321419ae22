"""The journal: which step gave which result; SQLite in write-ahead mode.

It only ever speaks of artefacts that are already safe on the disk. It can be deleted at any time:
what it knew is found out again by doing the work.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from audiopub.errors import StoreError

SCHEMA = 1
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
T = TypeVar("T")


class _Foreign(Exception):  # noqa: N818 - it never leaves this module
    """The file is a journal of another schema."""


class Journal:
    """Results of steps by their keys, and named values of the show."""

    def __init__(self, file: Path) -> None:
        """Open the journal, or make it; one that is damaged or of another schema is made anew.

        Raises:
            StoreError: AP704, the file cannot be opened or made.
        """
        self._file = file
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._database = self._open()
            except _Foreign:
                self._remove()
                self._database = self._open()
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode not in _DAMAGED:
                    raise
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
        """
        row = self._database.execute("select value from record where key = ?", (key,)).fetchone()
        if row is None:
            return None
        try:
            return msgspec.json.decode(row[0], type=kind)
        except msgspec.DecodeError:
            return None

    def record(self, key: str, value: object) -> None:
        """Record a value under a key, in place of what was there; safe when this returns.

        Raises:
            StoreError: AP705, the disk refuses.
        """
        self.replace({key: value})

    def replace(self, records: dict[str, object]) -> None:
        """Record several values in one transaction: all of them or none.

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
                    "insert or replace into record (key, value) values (?, ?)", rows
                )
        except sqlite3.Error as error:
            raise StoreError(
                "AP705",
                f"cannot write the journal: {error}",
                path=str(self._file),
                hint="free some space, see that you may write there, and run the command again",
            ) from error

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._file)
        try:
            database.execute("pragma journal_mode = wal")
            database.execute("pragma synchronous = full")
            (version,) = database.execute("pragma user_version").fetchone()
            if version not in (0, SCHEMA):
                raise _Foreign  # noqa: TRY301 - the database must be closed either way
            if version == 0:
                with database:
                    database.execute(
                        "create table record (key text primary key, value blob not null)"
                    )
                    database.execute(f"pragma user_version = {SCHEMA:d}")
        except (sqlite3.Error, _Foreign):
            database.close()
            raise
        return database

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
