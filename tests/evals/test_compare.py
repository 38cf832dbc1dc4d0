"""``python -m evals compare A.json B.json``."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.cli import main
from evals.decision import Result
from evals.metrics import measure
from evals.results import Run
from summarizer.types import Usage
from tests.evals.made import CONTRADICTED, SUPPORTED, claim, run


def write(path: Path, found: Run) -> str:
    result = Result(run=found, metrics=measure(found), decision=None)
    path.write_text(result.model_dump_json(), encoding="utf-8")
    return str(path)


def judged(model: str, wrong: int, cost: float | None) -> Run:
    """Forty texts with a false and a true claim each; so many false ones are not caught."""
    claims = []
    for number in range(40):
        verdict = SUPPORTED if number < wrong else CONTRADICTED
        claims.append(claim(f"t{number}-1", "contradicted", [verdict], case=f"t{number}"))
        claims.append(claim(f"t{number}-2", "supported", [SUPPORTED], case=f"t{number}"))
    usage = Usage(calls=40, attempts=40, input_tokens=4_000, cost_usd=cost)
    return run(claims, model, usage=usage)


def test_figures_interval_flips_and_cost_are_side_by_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = write(tmp_path / "a.json", judged("small", 20, 0.01))
    second = write(tmp_path / "b.json", judged("large", 4, 0.25))
    assert main(["compare", first, second]) == 0
    told = capsys.readouterr().out
    assert "checker: small → large" in told
    (headline,) = [line for line in told.splitlines() if line.startswith("balanced accuracy")]
    assert headline.split()[2:6] == ["80", "0.750", "0.950", "+0.200"]
    assert "(95.0%)  B is better" in headline
    assert "B is right where A is wrong: 16" in told
    assert "B is wrong where A is right: 0" in told
    assert "+0.2400" in told


def test_a_difference_that_proves_nothing_is_not_called_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = write(tmp_path / "a.json", judged("one", 1, None))
    second = write(tmp_path / "b.json", judged("other", 0, 0.1))
    assert main(["compare", first, second]) == 0
    told = capsys.readouterr().out
    assert "B is better" not in told
    assert "unknown" in told


def test_runs_with_nothing_in_common_are_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = write(tmp_path / "a.json", judged("one", 1, None))
    second = write(tmp_path / "b.json", run([claim("z", "supported", [SUPPORTED])]))
    assert main(["compare", first, second]) == 2
    assert "no claim and no text in common" in capsys.readouterr().err
    assert main(["compare", first, str(tmp_path / "no.json")]) == 2
    (tmp_path / "bad.json").write_text("{}")
    assert main(["compare", first, str(tmp_path / "bad.json")]) == 2
    assert "is no run as --json writes it" in capsys.readouterr().err
