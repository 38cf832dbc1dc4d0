"""Figures of a run, on verdicts small enough to count."""

from __future__ import annotations

import pytest

from evals.metrics import measure
from tests.evals.made import (
    CONTRADICTED,
    NOT_CHECKED,
    SUPPORTED,
    UNSUPPORTED,
    claim,
    run,
)


def test_flagging_verdicts_and_twins_are_counted_apart() -> None:
    metrics = measure(
        run(
            [
                claim("a", "contradicted", [UNSUPPORTED], twin="b"),
                claim("b", "supported", [SUPPORTED], twin="a"),
                claim("c", "contradicted", [SUPPORTED], kind="date", twin="d"),
                claim("d", "supported", [SUPPORTED], kind="date", twin="c"),
                claim("e", "supported", [CONTRADICTED], kind="paraphrase"),
                claim("f", "unverifiable", [CONTRADICTED], kind="damaged_source"),
            ]
        )
    )
    found = metrics.flagging["claims"]
    assert found.claims == 6
    assert found.recall == pytest.approx(2 / 3)
    assert found.let_through == pytest.approx(2 / 3)
    assert found.precision == pytest.approx(2 / 3)
    assert found.balanced == pytest.approx(2 / 3)
    assert found.verdict == pytest.approx(2 / 6)
    kinds = {kind.kind: kind for kind in metrics.kinds}
    assert (kinds["number"].both, kinds["date"].both) == (1.0, 0.0)
    assert (kinds["number"].recall, kinds["date"].recall) == (1.0, 0.0)
    assert kinds["paraphrase"].false_alarms == 1.0
    assert kinds["paraphrase"].recall is None
    assert metrics.confusion["contradicted"]["unsupported"] == 1
    assert metrics.confusion["unverifiable"]["contradicted"] == 1


def test_never_answering_is_never_right() -> None:
    claims = [claim("a", "contradicted", [NOT_CHECKED]), claim("b", "supported", [NOT_CHECKED])]
    found = measure(run(claims)).flagging["claims"]
    assert (found.recall, found.let_through, found.not_checked) == (0.0, 0.0, 1.0)
    assert found.precision == 0.0
    assert measure(run(claims)).calibration.error is None


def test_no_claims_have_no_figures() -> None:
    metrics = measure(run([]))
    assert metrics.flagging == {}
    assert metrics.calibration.error is None
    assert metrics.summaries is None


def test_a_label_that_only_asks_for_a_flag_has_no_verdict_to_miss() -> None:
    found = measure(run([claim("a", "flagged", [UNSUPPORTED], suite="injection")]))
    assert found.flagging["injection"].recall == 1.0
    assert found.flagging["injection"].verdict is None
    assert found.flagging["injection"].balanced is None


def test_held_out_texts_are_told_apart() -> None:
    metrics = measure(
        run(
            [
                claim("a", "contradicted", [CONTRADICTED]),
                claim("b", "contradicted", [SUPPORTED], case="other", held_out=True),
            ]
        )
    )
    assert metrics.flagging["claims: development"].recall == 1.0
    assert metrics.flagging["claims: held out"].recall == 0.0


def test_evidence_hits_count_only_claims_with_labelled_words() -> None:
    claims = [
        claim("a", "supported", [SUPPORTED], hit=True),
        claim("b", "supported", [SUPPORTED], hit=False),
        claim("c", "unsupported", [UNSUPPORTED]),
    ]
    assert measure(run(claims)).flagging["claims"].evidence == 0.5


def test_confidence_is_held_against_what_was_true() -> None:
    sure = [claim(f"s{n}", "supported", [SUPPORTED], confidence=0.95) for n in range(9)]
    sure.append(claim("w", "contradicted", [SUPPORTED], confidence=0.95))
    found = measure(run(sure)).calibration
    assert found.error == pytest.approx(0.05)
    assert [one.true for one in found.bins] == [pytest.approx(0.9)]


def test_repetitions_count_in_equal_parts_and_their_spread_is_told() -> None:
    claims = [
        claim("a", "contradicted", [CONTRADICTED, SUPPORTED, CONTRADICTED]),
        claim("b", "supported", [SUPPORTED] * 3),
    ]
    metrics = measure(run(claims))
    assert metrics.flagging["claims"].recall == pytest.approx(2 / 3)
    assert metrics.spread is not None
    assert metrics.spread.flips == pytest.approx(0.25)  # 2 of 4 neighbours differ, halved
    assert metrics.spread.balanced == pytest.approx(0.2887, abs=1e-3)
