"""Killed at random points, twenty times: the end is as if nothing had happened."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import time
import urllib.request
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evals.bench._service import service
from summarizer.cli import main
from summarizer.llm.client import preload
from tests.llm.conftest import KEY

KILLS = 20
Folder = Callable[[int], Path]


def begin(arguments: list[str], environment: dict[str, str]) -> int:
    """Start ``summarizer batch`` as a copy of this process, which spares it the imports."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads that other tests left
        pid = os.fork()
    if pid:
        return pid
    code = 99
    try:
        os.setsid()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(nowhere, descriptor)
        for name in [name for name in os.environ if name.startswith(("OPENAI_", "SUMMARIZER_"))]:
            del os.environ[name]
        os.environ.update(environment)
        code = main(["batch", *arguments])
    finally:
        os._exit(code)


def finish(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def reports(out: Path) -> int:
    return sum(1 for _ in out.glob("reports/*.json"))


def done(out: Path) -> set[str]:
    """What the ledger says is done, read after the process that held it was killed."""
    if not (out / "ledger.sqlite").exists():
        return set()
    with sqlite3.connect(out / "ledger.sqlite") as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE name = 'results'")
        rows = database.execute("SELECT id FROM results") if tables.fetchone() else iter(())
        found = {id for (id,) in rows}
    database.close()
    return found


def content(out: Path) -> dict[str, Any]:
    """All that a batch wrote but for what tells of the run itself and how long calls took."""
    found: dict[str, Any] = {}
    for path in sorted(out.rglob("*")):
        name = str(path.relative_to(out))
        if path.is_dir() or name.startswith("ledger.sqlite") or name in ("run.json", "summary.md"):
            continue
        rows = (
            [json.loads(line) for line in path.read_text("utf-8").splitlines()]
            if (name.endswith(".jsonl"))
            else [json.loads(path.read_bytes())]
        )
        for row in rows:
            if "usage" in row:
                row["usage"]["seconds"] = 0
        found[name] = rows
    return found


def totals(out: Path) -> dict[str, Any]:
    found = json.loads((out / "run.json").read_bytes())["totals"]
    return {name: found[name] for name in ("documents", "done", "failed", "verdicts")}


def kill_and_go_on(
    arguments: list[str],
    environment: dict[str, str],
    out: Path,
    documents: int,
    look: Callable[[], None],
) -> None:
    """Kill the command twenty times, half of the time while it starts, then let it finish."""
    dice = random.Random(2026)
    for number in range(KILLS):
        pid = begin(arguments, environment)
        # so much is left at the end that even the last run cannot be done before its kill
        wanted = documents * (number + 2) // (KILLS + 10)
        deadline = time.monotonic() + (dice.uniform(0, 0.15) if number % 2 else 30)
        while reports(out) < wanted and time.monotonic() < deadline:
            time.sleep(0.002)
        if not number % 2:
            time.sleep(dice.uniform(0, 0.01))
        os.kill(pid, signal.SIGKILL)
        assert finish(pid) == -signal.SIGKILL
        look()
    assert finish(begin(arguments, environment)) == 0


@pytest.fixture
def texts(tmp_path: Path) -> Iterator[Folder]:
    """Makes a folder of texts, each of which begins in its own way."""

    def make(number: int) -> Path:
        source = tmp_path / "in"
        source.mkdir()
        for place in range(number):
            (source / f"{place:03}.txt").write_text(
                f"On day {place} the ferry left Selm with 212 passengers.\n"
                "It sank off Cape Dunn.\nNobody died.\n"
            )
        return source

    return make


def test_an_offline_batch_ends_as_if_it_had_never_been_killed(
    texts: Folder, tmp_path: Path
) -> None:
    source, out, calm = texts(200), tmp_path / "out", tmp_path / "calm"
    assert finish(begin([str(source), "-o", str(calm), "--offline"], {})) == 0

    def look() -> None:
        for path in out.glob("reports/*.json"):
            json.loads(path.read_bytes())  # whole, whenever the process died

    kill_and_go_on([str(source), "-o", str(out), "--offline"], {}, out, 200, look)
    assert content(out) == content(calm)
    assert totals(out) == totals(calm)


def test_no_document_is_paid_for_twice_but_what_was_under_way(
    texts: Folder, tmp_path: Path
) -> None:
    preload()  # once here, not once in each process that is killed
    source, out, calm = texts(48), tmp_path / "out", tmp_path / "calm"
    with service(0.01) as url:

        def asked() -> list[str]:
            with urllib.request.urlopen(f"{url}/models") as reply:
                found = json.load(reply)["data"]
            assert isinstance(found, list)
            return found

        settings = {
            "OPENAI_BASE_URL": url,
            "OPENAI_API_KEY": KEY,
            "SUMMARIZER_MODEL": "gpt-5-mini",
            "SUMMARIZER_CONCURRENCY": "4",
        }
        assert finish(begin([str(source), "-o", str(calm)], settings)) == 0
        first = len(asked())
        assert first == 2 * 48
        kept: list[tuple[int, set[str]]] = []
        kill_and_go_on(
            [str(source), "-o", str(out)],
            settings,
            out,
            48,
            lambda: kept.append((len(asked()), done(out))),
        )
        requests = asked()
    assert content(out) == content(calm)
    assert totals(out) == totals(calm)
    names = {
        f"On day {int(name[:3])} the ferry left Selm with 212 passengers.": name
        for name in (path.name for path in source.iterdir())
    }
    for at, finished in kept:
        again = {names[line] for line in requests[at:]} & finished
        assert not again
    assert len(kept[-1][1]) > 24  # the kills were spread over the run
    # at most what two processes can have under way, two calls each, for every kill
    assert len(requests) - first <= 2 * 48 + KILLS * 2 * 3 * 2
