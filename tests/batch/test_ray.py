"""Batches on a real Ray cluster of two workers come out as they do on one machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.llm.fakes import model
from tests.llm.server import Body, Server, Step

LIMIT = 240
"""Seconds after which a run counts as hanging."""


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.batch.cluster"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        lines = (line.strip() for line in process.stdout)
        yield next(line for line in lines if line.rpartition(":")[2].isdigit())
        process.stdin.close()
        process.stdout.close()
        process.wait(LIMIT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    for number in range(8):
        (folder / f"{number}.txt").write_text(
            f"The ferry left Selm with {200 + number} passengers on Monday. Nobody died.\n"
        )
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    return folder


def batch(*arguments: str | Path, address: str = "") -> subprocess.CompletedProcess[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("OPENAI_", "SUMMARIZER_", "RAY_"))
    }
    if address:
        environment["RAY_ADDRESS"] = address
    return subprocess.run(
        [sys.executable, "-m", "summarizer", "batch", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=LIMIT,
        check=False,
    )


def content(out: Path) -> dict[str, bytes]:
    """All that a batch says about its documents."""
    files = [*(out / "reports").rglob("*"), out / "index.jsonl", out / "failures.jsonl"]
    return {str(path.relative_to(out)): path.read_bytes() for path in files if path.is_file()}


def talkative(request: Body) -> Step:
    """A sound model whose replies are dear: half a cent a document."""
    step = model()(request)
    assert isinstance(step.body, dict)
    step.body["usage"] = {"prompt_tokens": 1_000, "completion_tokens": 1_000, "total_tokens": 2_000}
    return step


def test_ray_gives_what_the_local_engine_gives_and_resumes(
    cluster: str, folder: Path, tmp_path: Path
) -> None:
    local = batch(folder, "-o", tmp_path / "local", "--offline")
    assert local.returncode == 1, local.stderr
    on_ray = (folder, "-o", tmp_path / "ray", "--offline", "--engine", "ray")
    first = batch(*on_ray, address=cluster)
    assert first.returncode == 1, first.stderr
    assert content(tmp_path / "ray") == content(tmp_path / "local")
    assert len(list((tmp_path / "ray" / "reports").rglob("*.json"))) == 8
    assert "Traceback" not in first.stderr

    (folder / "0.txt").write_text("A ninth ferry left Selm on Tuesday with 4 passengers.\n")
    again = batch(*on_ray, address=cluster)
    assert again.returncode == 1, again.stderr
    totals = json.loads((tmp_path / "ray" / "run.json").read_text())["totals"]
    assert (totals["done"], totals["resumed"]) == (8, 7), totals


def test_a_budget_is_kept_over_all_machines_and_a_larger_one_goes_on(
    cluster: str, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    def run(server: Server, dollars: str) -> dict[str, Any]:
        options = ("--model", "gpt-5-mini", "--base-url", server.url, "--max-cost", dollars)
        done = batch(folder, "-o", out, "--engine", "ray", *options, address=cluster)
        assert done.returncode == 1, done.stderr
        told = json.loads((out / "run.json").read_text())
        assert isinstance(told, dict)
        assert ("budget is used up" in done.stderr) == bool(told["totals"]["pending"])
        return told

    with Server().running() as server:
        server.always(talkative)
        first = run(server, "0.035")
        assert 0 < first["totals"]["done"] < 8
        assert first["totals"]["incomplete"] == 0
        assert first["totals"]["pending"] == 10 - 1 - first["totals"]["done"]  # one is empty
        assert first["spent_usd"] <= 0.035
        asked = len(server.requests)
        again = run(server, "1")
        assert (again["totals"]["done"], again["totals"]["pending"]) == (8, 0)
        assert again["totals"]["resumed"] == first["totals"]["done"]
        assert (asked, len(server.requests)) == (2 * first["totals"]["done"], 16)
