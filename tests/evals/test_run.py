"""``python -m evals run`` on a small dataset, with the real checker."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.cli import main
from evals.decision import Result
from tests.evals.samples import DATASET, SUMMARIES, write


def test_every_claim_is_in_the_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "sets"
    write(folder)
    write(folder, SUMMARIES, "summaries")
    out = tmp_path / "run.json"
    arguments = ["run", "--offline", "--datasets", str(folder), "--json", str(out)]
    assert main(arguments) == 0
    run = Result.model_validate_json(out.read_bytes()).run
    assert [claim.id for claim in run.claims] == [f"ferry-0{n}" for n in range(1, 6)]
    verdicts = {claim.id: claim.outcomes[0].verdict.value for claim in run.claims}
    assert verdicts["ferry-02"] == "contradicted"
    assert verdicts["ferry-03"] == "supported"
    assert run.claims[2].outcomes[0].hit is True
    assert run.summaries[0].outcomes[0].covered == (True, False)
    assert run.claims[0].line == 16
    assert "Flagged, or let through" in capsys.readouterr().out
    first = out.read_bytes()
    assert main(arguments) == 0
    assert out.read_bytes() == first, "the same offline run gives the same bytes"


def test_a_dataset_with_a_fault_is_not_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, DATASET.replace("verdict: unsupported", "verdict: perhaps"))
    assert main(["run", "--offline", "--datasets", str(tmp_path)]) == 2
    assert f"{path}:20" in capsys.readouterr().err
