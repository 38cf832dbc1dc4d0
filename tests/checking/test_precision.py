"""A wanted precision picks the threshold, and says what it costs."""

from __future__ import annotations

import pytest

from summarizer import SettingsError, Verdict, check
from summarizer.checking.entailment import parameters
from summarizer.checking.precision import for_precision
from summarizer.checking.verdict import THRESHOLD

TEXT = "The ferry left Selm at nine with 40 passengers. Nobody was hurt when it ran aground."


def test_the_lowest_threshold_that_was_measured_to_give_it_is_taken() -> None:
    rows = [row for row in parameters()["precision"] if row["threshold"] >= THRESHOLD]
    for row in rows:
        point = for_precision(row["precision"])
        assert point.precision >= row["precision"]
        assert not [
            other
            for other in rows
            if other["precision"] >= row["precision"] and other["threshold"] < point.threshold
        ]


def test_more_precision_never_lets_more_pass() -> None:
    points = [for_precision(wanted / 100) for wanted in range(54, 96, 6)]
    assert [point.threshold for point in points] == sorted(point.threshold for point in points)
    assert [point.recall for point in points] == sorted(
        (point.recall for point in points), reverse=True
    )


def test_a_wanted_precision_never_loosens_the_check() -> None:
    assert for_precision(0.01).threshold >= THRESHOLD


def test_a_precision_that_nothing_gives_is_refused() -> None:
    with pytest.raises(SettingsError, match="the most that was measured is"):
        for_precision(0.999)


def test_the_report_says_what_was_asked_for_and_what_it_costs() -> None:
    usual = check(TEXT, ["Forty people were aboard when the ferry left Selm."], offline=True)
    careful = check(
        TEXT,
        ["Forty people were aboard when the ferry left Selm."],
        offline=True,
        min_precision=0.95,
    )
    assert usual.notes == ()
    [note] = careful.notes
    assert "of the supported ones pass" in note
    assert "on the worst set" in note
    assert careful.claims[0].confidence == usual.claims[0].confidence
    assert (usual.claims[0].verdict, careful.claims[0].verdict) == (
        Verdict.SUPPORTED,
        Verdict.UNSUPPORTED,
    )


@pytest.mark.parametrize(
    "others", [{"offline": True, "threshold": 0.6}, {"model": "gpt-5-mini", "api_key": "k"}]
)
def test_it_does_not_go_with_what_it_was_not_measured_for(others: dict[str, object]) -> None:
    with pytest.raises(SettingsError, match="min_precision"):
        check(TEXT, ["The ferry left Selm."], min_precision=0.9, **others)
