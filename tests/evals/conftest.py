"""Fixtures of the evals' tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.llm.server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    """A running model service."""
    with Server().running() as running:
        yield running


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(("SUMMARIZER_", "OPENAI_", "GITHUB_")):
            monkeypatch.delenv(name)
