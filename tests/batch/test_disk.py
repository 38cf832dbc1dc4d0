"""A disk that is really full: a small file system, mounted for the test."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.conftest import Start
from tests.batch.test_command import Folder, end


@pytest.fixture
def disk(capsys: pytest.CaptureFixture[str]) -> Iterator[Path]:
    """A file system of its own, kept in memory."""
    with tempfile.TemporaryDirectory() as place:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True
        )
        if mounted.returncode:
            reason = f"a full disk is NOT tested: nothing can be mounted ({mounted.stderr!r})"
            with capsys.disabled():
                print(f"\n{reason}")
            pytest.skip(reason)
        try:
            yield Path(place)
        finally:
            subprocess.run(["umount", "--lazy", place], check=True)


def resize(disk: Path, kilobytes: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={kilobytes}k", disk], check=True)


def noted(out: Path, copy: Path) -> dict[str, int]:
    """The reports that the ledger speaks of, and their sizes; the ledger is sound."""
    copy.mkdir()
    for path in out.glob("ledger.sqlite*"):  # to open it takes room, too
        shutil.copy(path, copy)
    with sqlite3.connect(copy / "ledger.sqlite") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = dict(database.execute("SELECT file, size FROM results"))
    database.close()
    return found


@pytest.mark.parametrize("kilobytes", [64, 200, 400])
def test_a_full_disk_neither_corrupts_nor_loses_and_the_same_command_goes_on(
    start: Start, folder: Folder, disk: Path, tmp_path: Path, kilobytes: int
) -> None:
    source, out, whole = folder(40), disk / "out", tmp_path / "whole"
    assert end(start(source, "-o", whole, "--offline"))[0] == 0
    resize(disk, kilobytes)
    code, _, err = end(start(source, "-o", out, "--offline"))
    assert code == 2
    assert "full" in err or "No space left" in err
    assert "make room" in err
    kept = noted(out, tmp_path / "copy")
    assert 0 < len(kept) < 40
    for file, size in kept.items():
        assert (out / file).stat().st_size == size
        json.loads((out / file).read_bytes())
    code, _, err = end(start(source, "-o", out, "--offline"))  # still full
    assert code == 2
    assert "make room" in err
    resize(disk, 20_000)
    code, _, _ = end(start(source, "-o", out, "--offline"))
    assert code == 0
    assert json.loads((out / "run.json").read_bytes())["totals"]["resumed"] >= len(kept)
    for path in (whole / "index.jsonl", whole / "failures.jsonl", *(whole / "reports").iterdir()):
        assert (out / path.relative_to(whole)).read_bytes() == path.read_bytes()
    assert [path.name for path in out.iterdir() if "part" in path.name] == []
