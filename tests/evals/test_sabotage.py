"""``python -m evals sabotage``: a gate that does not notice is not to be trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.cli import main
from tests.evals.samples import DATASET, write


def test_a_lost_claim_that_the_gate_lets_pass_is_told_by_exit_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # the wrong figure stands elsewhere in the text, so that no score notices it
    write(tmp_path / "sets", DATASET.replace("may close on Friday", "may close at ten on Friday"))
    arguments = ["sabotage", "--datasets", str(tmp_path / "sets"), "--runs", "2"]
    rules = tmp_path / "gate.toml"
    rules.write_text('must_pass = ["ferry-02", "ferry-04"]\n', "utf-8")
    assert main(arguments) == 0
    told = capsys.readouterr().out
    assert "rule number off: fails" in told
    assert "rule quote off: nothing lost" in told
    assert "a judge that says yes to all: fails" in told
    assert "the gate fails 0 of 2 runs" in told
    rules.write_text("", "utf-8")
    assert main(arguments) == 1
    assert "rule number off: passes" in capsys.readouterr().out
