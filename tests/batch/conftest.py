"""Batches as a shell sees them, and the model service that they talk to."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.llm.conftest import KEY
from tests.llm.server import Server

TEXT = "The ferry left Selm with 212 passengers on Monday. It sank off Cape Dunn. Nobody died.\n"

Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def server() -> Iterator[Server]:
    """A running service."""
    with Server().running() as running:
        yield running


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts ``summarizer batch`` with arguments; none outlives the test."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: str | Path, url: str | None = None) -> subprocess.Popen[bytes]:
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("OPENAI_", "SUMMARIZER_"))
        }
        if url:
            environment |= {
                "OPENAI_BASE_URL": url,
                "OPENAI_API_KEY": KEY,
                "SUMMARIZER_MODEL": "gpt-5-mini",
                "SUMMARIZER_RETRY_WAIT": "0.01",
            }
        process = subprocess.Popen(
            [sys.executable, "-m", "summarizer", "batch", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[int], Path]:
    """Makes a folder of so many different short texts."""

    def make(number: int) -> Path:
        source = tmp_path / "in"
        source.mkdir()
        for place in range(number):
            text = f"{TEXT}It was day {place} of the year.\n"
            (source / f"{place:03}.txt").write_text(text)
        return source

    return make
