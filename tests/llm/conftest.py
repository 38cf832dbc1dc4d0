"""Fixtures for tests that talk to a model service on loopback."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from summarizer.llm.client import Client
from summarizer.llm.endpoint import ModelOptions
from tests.llm.llama import Llama, running
from tests.llm.server import Server

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


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(("SUMMARIZER_", "OPENAI_")):
            monkeypatch.delenv(name)
