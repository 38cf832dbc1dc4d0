"""Fixtures for tests that talk to a model service on loopback."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summarizer.cli import main
from summarizer.llm.client import Client
from summarizer.llm.endpoint import ModelOptions
from tests.llm.llama import Llama, running
from tests.llm.server import Server
from tests.llm.texts import RIGHT, TEXT, WRONG

KEY = "sk-canary-1f0e9d8c7b6a"
"""The key that tests use; it must turn up nowhere but in the Authorization header."""


@pytest.fixture
def server() -> Iterator[Server]:
    """A running service."""
    with Server().running() as running:
        yield running


@pytest.fixture(scope="session")
def llama() -> Iterator[Llama]:
    """A real model behind a real server, started when first asked for."""
    with running() as service:
        yield service


@pytest.fixture
def client(server: Server) -> Callable[..., Client]:
    """Makes clients of that service, quick to try again."""

    def make(**options: Any) -> Client:
        settings = {
            "model": "test-model",
            "base_url": server.url,
            "api_key": KEY,
            "retry_wait": 0.01,
            "timeout": 5.0,
            "retries": 2,
        }
        return Client(ModelOptions(**{**settings, **options}))

    return make


@pytest.fixture
def settings(server: Server) -> dict[str, object]:
    """Settings that make a summarizer use that service, quick to try again."""
    return {
        "model": "test-model",
        "base_url": server.url,
        "api_key": KEY,
        "retry_wait": 0.01,
        "timeout": 5.0,
        "retries": 2,
    }


@dataclass(frozen=True)
class Done:
    """How a run of the command ended."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Run:
    """Runs the command here, in a directory with a text and claims.

    In this process, since starting one takes longer than the run; ``test_real_model`` starts
    them.
    """
    (tmp_path / "text.txt").write_text(TEXT, "utf-8")
    (tmp_path / "claims.json").write_text(json.dumps([RIGHT]), "utf-8")
    (tmp_path / "wrong.json").write_text(json.dumps([RIGHT, WRONG]), "utf-8")

    def run(*arguments: str, **environment: str) -> Done:
        given = {
            "OPENAI_BASE_URL": server.url,
            "OPENAI_API_KEY": KEY,
            "SUMMARIZER_RETRY_WAIT": "0.01",
            "SUMMARIZER_RETRIES": "1",
            "SUMMARIZER_MODEL": "test-model",
        }
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            for name, value in {**given, **environment}.items():
                patch.setenv(name, value)
            code = main(arguments)
        done = Done(code, *capfd.readouterr())
        assert KEY not in done.stdout + done.stderr
        return done

    return run


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(("SUMMARIZER_", "OPENAI_")):
            monkeypatch.delenv(name)
