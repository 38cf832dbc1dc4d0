"""What outlives the process: jobs that are under way, and replies that nobody has used yet."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from summarizer.errors import InputError

_FILE: Final = "openai-batch.sqlite"
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS jobs (name TEXT PRIMARY KEY, service TEXT NOT NULL, id TEXT);
CREATE TABLE IF NOT EXISTS requests (
    key TEXT PRIMARY KEY, job TEXT NOT NULL, line INTEGER NOT NULL, reply TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS of_job ON requests (job);
"""


@dataclass(frozen=True, slots=True)
class Job:
    """A job at the service.

    Attributes:
        name: What we call it, there too.
        id: What the service calls it; ``None`` when the process ended before that was known.
    """

    name: str
    id: str | None


class State:
    """A small database in the state directory; each change is there whole or not at all."""

    def __init__(self, directory: Path | None) -> None:
        """Open it.

        Args:
            directory: Where, made when it is missing; ``None`` keeps it in memory only.

        Raises:
            InputError: The directory cannot be used.
        """
        try:
            if directory is not None:
                directory.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(directory / _FILE if directory else ":memory:")
            self._db.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            raise InputError(
                f"The state of the batch in {directory} is unusable: {error}."
            ) from None

    def close(self) -> None:
        """Close it."""
        self._db.close()

    def jobs(self, service: str) -> list[Job]:
        """Jobs that are under way at a service."""
        found = self._db.execute("SELECT name, id FROM jobs WHERE service = ?", (service,))
        return [Job(*row) for row in found]

    def lines(self, job: str) -> dict[str, int]:
        """Keys of the requests in a job, each with its line, counted from 1."""
        found = self._db.execute("SELECT key, line FROM requests WHERE job = ?", (job,))
        return dict(found.fetchall())

    def reply(self, key: str) -> dict[str, Any] | None:
        """The reply to a request, if there is one that nobody has used."""
        row = self._db.execute("SELECT reply FROM requests WHERE key = ?", (key,)).fetchone()
        return json.loads(row[0]) if row and row[0] else None

    def begin(self, job: str, service: str, keys: Iterable[str]) -> None:
        """Note a job before the service hears of it."""
        with self._db:
            self._db.execute("INSERT INTO jobs VALUES (?, ?, NULL)", (job, service))
            self._db.executemany(
                "INSERT OR REPLACE INTO requests VALUES (?, ?, ?, NULL)",
                [(key, job, line) for line, key in enumerate(keys, start=1)],
            )

    def created(self, job: str, id: str) -> None:
        """Note what the service calls a job."""
        with self._db:
            self._db.execute("UPDATE jobs SET id = ? WHERE name = ?", (id, job))

    def end(self, job: str, replies: Mapping[str, Mapping[str, Any]]) -> None:
        """Note that a job is over; requests without a reply are forgotten."""
        with self._db:
            self._db.executemany(
                "UPDATE requests SET reply = ? WHERE key = ? AND job = ?",
                [(json.dumps(reply), key, job) for key, reply in replies.items()],
            )
            self._db.execute("DELETE FROM requests WHERE job = ? AND reply IS NULL", (job,))
            self._db.execute("DELETE FROM jobs WHERE name = ?", (job,))

    def used(self, keys: Collection[str]) -> None:
        """Forget replies whose document has its report."""
        with self._db:
            self._db.executemany(
                "DELETE FROM requests WHERE key = ? AND reply IS NOT NULL",
                [(key,) for key in keys],
            )
