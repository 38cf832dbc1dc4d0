"""The one place that decides: rules before judges, and never open."""

from __future__ import annotations

import pytest

from summarizer.checking.model import Assessment, Judgement
from summarizer.checking.verdict import decide
from summarizer.types import Evidence, Finding, FindingKind, Verdict

EVIDENCE = (Evidence(sentence="s1", start=0, end=3, quote="abc"),)
OBJECTION = (Finding(kind=FindingKind.NUMBER, message="12 is not 21."),)
DAMAGE = (Finding(kind=FindingKind.DAMAGED_SOURCE, message="The words are damaged."),)


def judged(verdict: Verdict, evidence: tuple[Evidence, ...] = EVIDENCE) -> Judgement:
    return Judgement(verdict=verdict, evidence=evidence, reason="Because.")


@pytest.mark.parametrize(
    "judgement", [None, judged(Verdict.SUPPORTED), judged(Verdict.UNSUPPORTED)]
)
def test_a_rule_that_objects_decides(judgement: Judgement | None) -> None:
    claim = decide("c1", "x", Assessment(0.99, EVIDENCE, objections=OBJECTION), judgement)
    assert claim.verdict is Verdict.CONTRADICTED
    assert claim.findings[0] == OBJECTION[0]
    assert claim.confidence < 0.5


@pytest.mark.parametrize("judgement", [None, judged(Verdict.SUPPORTED)])
def test_damage_is_not_talked_away(judgement: Judgement | None) -> None:
    claim = decide("c1", "x", Assessment(0.99, EVIDENCE, damage=DAMAGE), judgement)
    assert claim.verdict is Verdict.UNVERIFIABLE
    assert claim.confidence < 0.5


@pytest.mark.parametrize("judgement", [None, judged(Verdict.SUPPORTED)])
def test_another_deed_of_the_same_parties_does_not_support(judgement: Judgement | None) -> None:
    doubt = (Finding(kind=FindingKind.NOT_FOUND, message="It says urged, not thanked."),)
    claim = decide("c1", "x", Assessment(0.99, EVIDENCE, doubts=doubt), judgement)
    assert claim.verdict is Verdict.UNSUPPORTED
    assert claim.findings == doubt


def test_a_judge_without_a_verdict_leaves_the_claim_unchecked() -> None:
    claim = decide("c1", "x", Assessment(0.99, EVIDENCE), judged(Verdict.NOT_CHECKED, ()))
    assert claim.verdict is Verdict.NOT_CHECKED
    assert claim.findings


def test_a_willing_judge_without_a_quote_is_not_enough() -> None:
    claim = decide("c1", "x", Assessment(0.99, EVIDENCE), judged(Verdict.SUPPORTED, ()))
    assert claim.verdict is not Verdict.SUPPORTED


def test_a_judge_that_says_no_is_believed_and_named() -> None:
    claim = decide("c1", "x", Assessment(0.99, EVIDENCE), judged(Verdict.UNSUPPORTED))
    assert claim.verdict is Verdict.UNSUPPORTED
    assert FindingKind.MODEL in [finding.kind for finding in claim.findings]


def test_nothing_found_is_never_supported() -> None:
    claim = decide("c1", "x", Assessment(0.0))
    assert claim.verdict is Verdict.UNSUPPORTED
    assert claim.findings


@pytest.mark.parametrize(
    ("support", "verdict"), [(0.79, Verdict.UNSUPPORTED), (0.8, Verdict.SUPPORTED)]
)
def test_the_threshold_is_the_callers(support: float, verdict: Verdict) -> None:
    assert decide("c1", "x", Assessment(support, EVIDENCE), threshold=0.8).verdict is verdict
