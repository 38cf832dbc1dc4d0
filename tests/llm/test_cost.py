"""What the model path costs on the seed article, gated."""

from __future__ import annotations

from evals.bench.llm import measure_check, measure_summary


def test_summarise_and_check_stay_within_budget() -> None:
    measured = measure_summary()
    assert measured.calls == 2
    assert measured.tokens <= 3200
    assert measured.document >= 0.4 * measured.tokens
    assert measured.shared > 3200, "both prompts begin with the whole document"


def test_a_check_of_ten_claims_stays_within_budget() -> None:
    measured = measure_check(10)
    assert measured.calls == 1
    assert measured.tokens <= 1700
