"""``summarizer batch`` as scripts use it: real processes, real signals, a real server."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import signal
import sqlite3
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.batch.conftest import TEXT, Start
from tests.llm.fakes import model, unwilling
from tests.llm.server import Server, Step, failure

Folder = Callable[[int], Path]


def end(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    out, err = process.communicate(timeout=60)
    assert "Traceback" not in err.decode(), err.decode()
    return process.returncode, out.decode(), err.decode()


def totals(out: Path) -> dict[str, Any]:
    found = json.loads((out / "run.json").read_bytes())["totals"]
    assert isinstance(found, dict)
    return found


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def slow(seconds: float) -> Callable[[dict[str, Any]], Step]:
    """A sound model that takes its time."""
    answer = model()

    def step(request: dict[str, Any]) -> Step:
        found = answer(request)
        assert isinstance(found, Step)
        return Step(body=found.body, hang=seconds)

    return step


def test_a_clean_batch_exits_0_and_goes_on_for_nothing(
    start: Start, folder: Folder, tmp_path: Path
) -> None:
    source, out = folder(3), tmp_path / "out"
    code, told, err = end(start(source, "-o", out, "--offline"))
    assert code == 0, err
    assert "Nothing to look at in 3 documents" in told
    assert err.startswith("summarizer: using offline")
    before = (out / "index.jsonl").read_bytes()
    code, told, _ = end(start(source, "-o", out, "--offline"))
    assert code == 0
    assert "3 of them were done in an earlier run" in told
    assert (out / "index.jsonl").read_bytes() == before
    code, told, err = end(start(source, "-o", out, "--offline", "--quiet"))
    assert (code, told, err) == (0, "", "")


def test_a_failed_document_exits_1_and_the_worst_come_first(
    start: Start, folder: Folder, tmp_path: Path
) -> None:
    source, out = folder(2), tmp_path / "out"
    (source / "zz.txt").write_bytes(b"\x89PNG\r\n")
    code, told, _ = end(start(source, "-o", out, "--offline"))
    assert code == 1
    assert "1 of 3 documents needs a look" in told
    assert "zz.txt" in told
    assert "000.txt" not in told


def test_the_gate_exits_1_on_a_flagged_claim_and_0_on_none(
    start: Start, folder: Folder, tmp_path: Path
) -> None:
    source = folder(1)
    given = source / "000.summary.txt"
    given.write_text("Nobody died.")
    assert end(start(source, "-o", tmp_path / "out", "--check", "--offline"))[0] == 0
    given.write_text("The ferry carried 221 passengers.")
    code, told, _ = end(start(source, "-o", tmp_path / "out", "--check", "--offline"))
    assert code == 1
    assert "contradicted" in told
    given.unlink()
    code, told, _ = end(start(source, "-o", tmp_path / "out", "--check", "--offline"))
    assert code == 1
    assert "no summary beside it" in told


def test_what_a_wanted_precision_costs_is_told_as_by_the_other_commands(
    start: Start, folder: Folder, tmp_path: Path
) -> None:
    source, wanted = folder(1), ("--offline", "--min-precision", "0.9")
    _, _, told = end(start(source, "-o", tmp_path / "out", *wanted))
    (report,) = (tmp_path / "out" / "reports").iterdir()
    (note,) = json.loads(report.read_bytes())["notes"]
    alone = subprocess.run(
        [sys.executable, "-m", "summarizer", "summarize", source / "000.txt", *wanted],
        capture_output=True,
        check=True,
    )
    said = [f"summarizer: {line}" for line in ("using offline, as asked for", note)]
    assert told.splitlines() == alone.stderr.decode().splitlines() == said
    _, _, told = end(start(source, "-o", tmp_path / "out", *wanted, "--quiet"))
    assert told == ""


def test_bad_usage_exits_2_with_one_line(start: Start, folder: Folder, tmp_path: Path) -> None:
    source = folder(1)
    for arguments, word in (
        ((source, "--offline"), "-o"),
        ((tmp_path / "nowhere", "-o", tmp_path / "out", "--offline"), "does not exist"),
        ((source, "-o", source, "--offline"), "itself"),
        ((source, "-o", tmp_path / "out", "--offline", "--engine", "spark"), "spark"),
        ((source, "-o", tmp_path / "out", "--offline", "--glob", "*.pdf"), "no documents"),
    ):
        code, told, err = end(start(*arguments))
        assert (code, told) == (2, "")
        assert word in err.strip().splitlines()[-1]


def test_a_second_run_on_the_same_out_exits_2(
    start: Start, folder: Folder, tmp_path: Path, server: Server
) -> None:
    server.always(slow(0.3))
    source, out = folder(8), tmp_path / "out"
    first = start(source, "-o", out, "--concurrency", "2", url=server.url)
    wait_until(lambda: bool(server.requests))
    code, _, err = end(start(source, "-o", out, "--offline"))
    assert code == 2
    assert "in use by another batch" in err
    assert end(first)[0] == 0
    assert totals(out)["done"] == 8


def test_ctrl_c_finishes_what_is_under_way_and_says_how_to_go_on(
    start: Start, folder: Folder, tmp_path: Path, server: Server
) -> None:
    server.always(slow(0.4))
    source, out = folder(20), tmp_path / "out"
    process = start(source, "-o", out, "--concurrency", "2", url=server.url)
    wait_until(lambda: len(server.requests) >= 3)
    process.send_signal(signal.SIGINT)
    code, _, err = end(process)
    assert code == 130
    assert f"To go on: summarizer batch {source} -o {out} --concurrency 2" in err
    found = totals(out)
    assert found["failed"] == found["incomplete"] == 0
    assert 0 < found["done"] < 20
    assert found["done"] + found["pending"] == 20
    assert len(server.requests) == 2 * found["done"]
    failures = [json.loads(line) for line in (out / "failures.jsonl").read_text().splitlines()]
    assert len(failures) == found["pending"]
    assert all(one["retryable"] and "interrupted" in one["reason"] for one in failures)
    server.always(model())
    assert end(start(source, "-o", out, "--concurrency", "2", url=server.url))[0] == 0
    assert totals(out)["done"] == 20
    assert len(server.requests) == 40  # nothing was paid for twice


@pytest.mark.parametrize("columns", [120, 60])
def test_on_a_terminal_a_bar_counts_what_was_worked_on(
    folder: Folder, tmp_path: Path, server: Server, columns: int
) -> None:
    server.always(slow(0.3))
    source, out = folder(20), tmp_path / "out"
    screen, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (24, columns))
    command = ["batch", source, "-o", out, "--concurrency", "2"]
    with subprocess.Popen(
        [sys.executable, "-m", "summarizer", *command],
        stdout=subprocess.DEVNULL,
        stderr=terminal,
        env=os.environ
        | {"OPENAI_BASE_URL": server.url, "SUMMARIZER_MODEL": "gpt-5-mini", "TERM": "xterm"},
    ) as process:
        os.close(terminal)
        shown = b""
        while len(server.requests) < 5 or b"/20" not in shown:
            shown += os.read(screen, 10_000)
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(OSError):  # the terminal is gone with the process
            while piece := os.read(screen, 10_000):
                shown += piece
    os.close(screen)
    assert process.returncode == 130
    done = totals(out)["done"]
    last = re.sub(rb"\x1b\[[\d;?]*[A-Za-z]", b"", shown).decode().rpartition("/20")
    assert last[0].split()[-1] == str(done) != "20"
    assert "tokens" in last[2]


def test_a_second_ctrl_c_stops_at_once(
    start: Start, folder: Folder, tmp_path: Path, server: Server
) -> None:
    server.always(slow(30))
    source, out = folder(4), tmp_path / "out"
    process = start(source, "-o", out, url=server.url)
    wait_until(lambda: bool(server.requests))
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    wait_until(lambda: b"again" in process.stderr.readline())  # type: ignore[union-attr]
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    code, _, err = end(process)
    assert code == 130
    assert "To go on" in err
    assert time.monotonic() - begun < 10


def test_a_key_that_is_refused_stops_the_batch_with_exit_3(
    start: Start, folder: Folder, tmp_path: Path, server: Server
) -> None:
    server.always(lambda _: failure(401, "bad key"))
    source, out = folder(200), tmp_path / "out"
    code, _, err = end(start(source, "-o", out, "--concurrency", "2", url=server.url))
    assert code == 3
    assert "bad key" in err
    assert len(server.requests) < 50
    found = totals(out)
    assert found["failed"] + found["pending"] == 200
    server.always(model())
    assert end(start(source, "-o", out, "--concurrency", "8", url=server.url))[0] == 0


def test_what_the_service_left_unchecked_is_kept_told_and_tried_again(
    start: Start, folder: Folder, tmp_path: Path, server: Server
) -> None:
    server.always(model(CheckReply=lambda _: failure(500, "broken")))
    source, out = folder(2), tmp_path / "out"
    code, _, _ = end(start(source, "-o", out, "--retries", "0", url=server.url))
    assert code == 1
    assert totals(out)["incomplete"] == 2
    report = json.loads((out / "reports/000.txt.json").read_bytes())
    assert report["claims"][0]["verdict"] == "not_checked"
    (first, _) = (json.loads(line) for line in (out / "failures.jsonl").read_text().splitlines())
    assert first["retryable"] is True
    assert "not checked" in first["reason"]
    server.always(model(CheckReply=unwilling))
    assert end(start(source, "-o", out, url=server.url))[0] == 0
    assert totals(out)["done"] == 2
    assert end(start(source, "-o", out, "--fail-on-flagged", url=server.url))[0] == 1


def test_a_budget_stops_the_batch_before_it_is_overrun(
    start: Start, folder: Folder, tmp_path: Path, server: Server
) -> None:
    server.always(model())
    source, out = folder(30), tmp_path / "out"
    code, _, err = end(start(source, "-o", out, "--max-cost", "0.0205", url=server.url))
    assert code == 1
    assert "budget is used up" in err
    run = json.loads((out / "run.json").read_bytes())
    assert 0 < run["spent_usd"] <= 0.0205
    assert run["totals"]["incomplete"] == run["totals"]["failed"] == 0
    assert 0 < run["totals"]["done"] < 30
    assert run["totals"]["done"] + run["totals"]["pending"] == 30
    calls = len(server.requests)
    assert calls == 2 * run["totals"]["done"]
    code, _, _ = end(start(source, "-o", out, "--max-cost", "1", url=server.url))
    assert code == 0
    assert len(server.requests) == 60
    assert json.loads((out / "run.json").read_bytes())["spent_usd"] > run["spent_usd"]


def test_a_dry_run_tells_the_cost_and_asks_and_writes_nothing(
    start: Start, folder: Folder, tmp_path: Path, server: Server
) -> None:
    source, out = folder(3), tmp_path / "out"
    (source / "bad.txt").write_bytes(b"")
    code, told, _ = end(start(source, "-o", out, "--dry-run", url=server.url))
    assert code == 0
    assert "3 to do, 0 done, 1 that cannot be worked on" in told
    assert "6 model calls" in told
    assert "US dollars" in told
    assert not server.requests
    assert not out.exists()
    server.always(model())
    (source / "bad.txt").unlink()
    assert end(start(source, "-o", out, url=server.url))[0] == 0
    (source / "more.txt").write_text(TEXT)
    told = end(start(source, "-o", out, "--dry-run", url=server.url))[1]
    assert "1 to do, 3 done" in told
    assert "2 model calls" in told


def test_a_foreign_or_broken_ledger_is_left_alone(
    start: Start, folder: Folder, tmp_path: Path
) -> None:
    source, out = folder(1), tmp_path / "out"
    out.mkdir()
    (out / "ledger.sqlite").write_bytes(b"not a database, but long enough to be looked at " * 50)
    code, _, err = end(start(source, "-o", out, "--offline"))
    assert code == 2
    assert "ledger" in err
    (out / "ledger.sqlite").unlink()
    with sqlite3.connect(out / "ledger.sqlite") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    code, _, err = end(start(source, "-o", out, "--offline"))
    assert code == 2
    assert "another version" in err


@pytest.mark.parametrize("limit", [30_000, 100_000])
def test_a_full_disk_ends_the_run_and_loses_nothing(
    folder: Folder, tmp_path: Path, start: Start, limit: int
) -> None:
    source, out = folder(40), tmp_path / "out"
    whole = tmp_path / "whole"
    assert end(start(source, "-o", whole, "--offline"))[0] == 0
    # No file may grow beyond the limit: a real failure to write, of reports or the ledger.
    command = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); "
        "from summarizer.cli import main; "
        f"sys.exit(main(['batch', {str(source)!r}, '-o', {str(out)!r}, '--offline']))"
    )
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, timeout=60)
    assert done.returncode == 2, done
    assert b"cannot be written to" in done.stderr
    code, told, _ = end(start(source, "-o", out, "--offline"))
    assert code == 0
    assert (out / "index.jsonl").read_bytes() == (whole / "index.jsonl").read_bytes()
    assert [path.name for path in out.iterdir() if "part" in path.name] == []
    assert "documents" in told
