"""The committed recording of a real model: whose it is, and that it can be replayed."""

from __future__ import annotations

import pytest

from evals import recording
from evals.cli import main
from evals.small_model import RECORDING


def test_it_says_whose_replies_it_holds() -> None:
    about = recording.read(RECORDING).about
    assert about.source == "recording"
    assert "SmolLM2-135M" in about.note
    assert "its figures say nothing" in about.note


def test_it_replays_or_is_stale_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    stale = recording.read(RECORDING).changed(None)
    code = main(["run", "--replay", str(RECORDING)])
    told = " ".join(capsys.readouterr().out.split())
    assert "SmolLM2-135M" in told
    assert code == (1 if stale else 0), told
    for name in stale:
        assert "stale recording: seed/" in told
        assert f"Prompts changed since: {name}" in told
