"""Which documents are done, so that no run does them again: an SQLite file in OUT.

One transaction an outcome, after its report is in place. So whatever kills the process, a row
never speaks of a report that is not there; at worst a report has no row, and is written again.
The file is locked as long as it is open: two runs cannot write to the same OUT.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from summarizer.errors import InputError

LEDGER: Final = "ledger.sqlite"
_LAYOUT: Final = 1
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS results (
    id TEXT PRIMARY KEY, fingerprint TEXT, key TEXT, status TEXT, file TEXT, size INTEGER,
    line TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (
    position INTEGER PRIMARY KEY, id TEXT UNIQUE, status TEXT, rank REAL, line TEXT, failure TEXT
);
CREATE TABLE IF NOT EXISTS spent (usd REAL);
"""
_BUSY: Final = ("database is locked", "database table is locked")


@dataclass(frozen=True, slots=True)
class Result:
    """A report that was written.

    Attributes:
        fingerprint: Of the item.
        key: Of the settings, prompts and models.
        status: The outcome's.
        file: Of the JSON, relative to OUT.
        size: In bytes: power failing may leave a file shorter than it was written.
        line: What the index says of it.
    """

    fingerprint: str
    key: str
    status: str
    file: str
    size: int
    line: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a run says of one document.

    Attributes:
        position: Its place among the inputs.
        id: The item's.
        status: The outcome's.
        rank: The larger, the sooner a person should look.
        line: Its line in the index, JSON.
        failure: Its line among the failures; ``None`` when it is done.
    """

    position: int
    id: str
    status: str
    rank: float
    line: str
    failure: str | None


class Ledger:
    """The ledger of one OUT, held by one run."""

    def __init__(self, path: Path) -> None:
        """Open and lock a ledger, made when it is missing.

        Raises:
            InputError: Another run holds it, or it cannot be used.
        """
        self._db = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("BEGIN IMMEDIATE")
            (layout,) = self._db.execute("PRAGMA user_version").fetchone()
            if layout not in (0, _LAYOUT):
                raise InputError(
                    f"{path} was written by another version of this program; use another folder."
                )
            for statement in _SCHEMA.split(";"):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {_LAYOUT}")
            self._db.execute("DELETE FROM seen")
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            self._db.close()
            if str(error) in _BUSY:
                raise InputError(
                    f"{path.parent} is in use by another batch; wait for it to end, or give "
                    "another folder with -o."
                ) from None
            full = error.sqlite_errorname == "SQLITE_FULL"
            raise InputError(
                f"The ledger {path} cannot be used ({error})"
                + ("; make room, then run the same command again." if full else ".")
            ) from None
        except InputError:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the ledger."""
        self._db.close()

    def forget(self) -> Iterator[str]:
        """Forget all results, for a fresh start.

        Yields:
            The files that held them.
        """
        files = [file for (file,) in self._db.execute("SELECT file FROM results")]
        with self._db:
            self._db.execute("BEGIN")
            self._db.execute("DELETE FROM results")
            self._db.execute("DELETE FROM spent")
        yield from files

    def result(self, id: str) -> Result | None:
        """The result of an item, if there is one."""
        row = self._db.execute(
            "SELECT fingerprint, key, status, file, size, line FROM results WHERE id = ?", (id,)
        ).fetchone()
        return Result(*row) if row else None

    def record(self, seen: Seen, result: Result | None, cost: float) -> None:
        """Note an outcome, its report and what it cost, all or nothing.

        Raises:
            OSError: The disk is full.
        """
        try:
            self._db.execute("BEGIN")
            self._see(seen)
            if result is not None:
                self._db.execute(
                    "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (
                        seen.id,
                        result.fingerprint,
                        result.key,
                        result.status,
                        result.file,
                        result.size,
                        result.line,
                    ),
                )
            if cost:
                self._db.execute("INSERT INTO spent VALUES (?)", (cost,))
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise OSError(None, f"the ledger cannot be written: {error}") from None

    def see(self, seen: list[Seen]) -> None:
        """Note outcomes that came with nothing to keep.

        Raises:
            OSError: The disk is full.
        """
        try:
            self._db.execute("BEGIN")
            for one in seen:
                self._see(one)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise OSError(None, f"the ledger cannot be written: {error}") from None

    @property
    def spent(self) -> float:
        """US dollars that all runs on this OUT spent together, as far as is known."""
        (total,) = self._db.execute("SELECT total(usd) FROM spent").fetchone()
        return float(total)

    def lines(self) -> Iterator[str]:
        """The index, in the order of the inputs."""
        for (line,) in self._db.execute("SELECT line FROM seen ORDER BY position"):
            yield line

    def failures(self) -> Iterator[str]:
        """What is not done, in the order of the inputs."""
        query = "SELECT failure FROM seen WHERE failure IS NOT NULL ORDER BY position"
        for (line,) in self._db.execute(query):
            yield line

    def worst(self, limit: int) -> list[str]:
        """Index lines of what a person should look at first."""
        query = "SELECT line FROM seen WHERE rank > 0 ORDER BY rank DESC, position LIMIT ?"
        return [line for (line,) in self._db.execute(query, (limit,))]

    def _see(self, seen: Seen) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?)",
            (seen.position, seen.id, seen.status, seen.rank, seen.line, seen.failure),
        )
