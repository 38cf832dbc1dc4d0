"""A rule of the offline checker switched off, on the project's own datasets."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.cli import main
from evals.decision import Result
from summarizer.checking import checker, rules


def run(out: Path, *arguments: str) -> int:
    given = ["--offline", "--baseline", str(out.parent / "baseline.json"), "--json", str(out)]
    # no rules but those that hold by default: only what the rule did is to decide
    return main(["run", *given, "--rules", str(out.parent / "none.toml"), *arguments])


def test_a_rule_switched_off_fails_the_gate_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "run.json"
    assert run(out, "--update-baseline") == 0
    assert run(out, "--gate") == 0
    for name in ("RULES", "ANY_LANGUAGE"):
        kept = tuple(rule for rule in getattr(rules, name) if rule is not rules.date.check)
        monkeypatch.setattr(checker, name, kept)
    assert run(out, "--gate") == 1
    decision = Result.model_validate_json(out.read_bytes()).decision
    assert decision is not None
    dates = {flip.id for flip in decision.flips if flip.turn == "newly wrong"}
    named = {name for reason in decision.reasons for name in reason.claims}
    assert dates <= named
    assert any(flip.kind == "date" for flip in decision.flips)
    assert any(reason.message.startswith("balanced accuracy fell") for reason in decision.reasons)
