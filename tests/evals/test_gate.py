"""The gate's decision, on verdicts made up for the purpose."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from evals.baseline import Baseline, keep
from evals.compare import chance
from evals.decision import Decision
from evals.gate import TRIES, decide, doubtful
from evals.metrics import measure
from evals.results import ClaimResult, Failure, Run
from evals.rules import Rules
from evals.run import merged
from summarizer.types import PromptInfo, Verdict
from tests.evals.made import CONTRADICTED, NOT_CHECKED, SUPPORTED, UNSUPPORTED, claim, run

KINDS = ("number", "date", "role", "negation")
Say = Callable[[ClaimResult], Verdict]


def truth(one: ClaimResult) -> Verdict:
    return Verdict(one.label.verdict)


def texts(count: int = 20, say: Say = truth, model: str = "offline") -> Run:
    """So many texts with 20 claims each, half of them wrong, and what was said of them."""
    blank = [
        claim(
            f"t{text:02}-{number:02}",
            "contradicted" if number % 2 else "supported",
            [SUPPORTED],
            case=f"t{text:02}",
            kind=KINDS[number // 2 % len(KINDS)],
        )
        for text in range(count)
        for number in range(20)
    ]
    return said(run(blank, model), say)


def said(found: Run, say: Say, repeat: int = 1) -> Run:
    def outcomes(one: ClaimResult) -> ClaimResult:
        first = one.outcomes[0]
        again = [first.model_copy(update={"verdict": say(one)}) for _ in range(repeat)]
        return one.model_copy(update={"outcomes": tuple(again)})

    return found.model_copy(update={"claims": tuple(map(outcomes, found.claims)), "repeat": repeat})


def gate(now: Run, then: Run | Baseline | None, **rules: object) -> Decision:
    known = keep(then) if isinstance(then, Run) else then
    return decide(now, measure(now), known, Rules.model_validate(rules))


def causes(decision: Decision) -> set[str]:
    return {reason.cause for reason in decision.reasons}


def test_the_same_verdicts_pass() -> None:
    decision = gate(texts(), texts())
    assert decision.passed
    assert decision.flips == ()
    assert decision.changes == ()


def test_a_drop_fails_and_names_the_claims_and_what_changed_with_them() -> None:
    def blind_to_dates(one: ClaimResult) -> Verdict:
        return SUPPORTED if one.label.kind == "date" else truth(one)

    before, now = texts(), texts(say=blind_to_dates)
    before = with_prompt(before, "1", "a" * 64)
    now = with_prompt(now, "2", "b" * 64)
    decision = gate(now, before)
    assert not decision.passed
    headline = decision.reasons[0]
    assert headline.message.startswith("balanced accuracy fell from 1.000 to ")
    assert "t00-03 contradicted→supported" in headline.message
    wrong = {one.id for one in now.claims if one.label.kind == "date" and one.label.flagged}
    assert set(headline.claims) == wrong
    assert {flip.id for flip in decision.flips if flip.turn == "newly wrong"} == wrong
    assert decision.changes == ("prompt check: version 1 (aaaaaaaa) → version 2 (bbbbbbbb)",)
    assert any(reason.message.startswith("kind date fell") for reason in decision.reasons)
    assert not any("kind role" in reason.message for reason in decision.reasons)


def with_prompt(found: Run, version: str, sha256: str) -> Run:
    prompts = {"check": PromptInfo(version=version, sha256=sha256)}
    return found.model_copy(update={"setup": found.setup.model_copy(update={"prompts": prompts})})


def test_gains_and_losses_that_cancel_out_pass_but_are_told() -> None:
    lost, won = {"t00-00", "t01-00", "t02-00"}, {"t03-00", "t04-00", "t05-00"}

    def without(ids: set[str]) -> Say:
        return lambda one: UNSUPPORTED if one.id in ids else truth(one)

    decision = gate(texts(say=without(lost)), texts(say=without(won)))
    assert decision.passed
    turns = {flip.id: flip.turn for flip in decision.flips}
    assert turns == dict.fromkeys(lost, "newly wrong") | dict.fromkeys(won, "newly right")


def test_a_must_pass_claim_fails_alone_and_says_what_it_should_be() -> None:
    now = texts(say=lambda one: SUPPORTED if one.id == "t07-05" else truth(one))
    assert gate(now, texts()).passed
    decision = gate(now, texts(), must_pass=["t07-05", "t07-06"])
    (reason,) = decision.reasons
    assert reason.cause == "must pass"
    assert "t07-05 must pass but is supported instead of contradicted" in reason.message
    assert decision.flips[0].must_pass


def test_nothing_measured_never_passes() -> None:
    assert causes(gate(run([]), texts())) >= {"nothing measured", "missing"}
    assert causes(gate(run([]), None)) == {"nothing measured"}
    assert causes(gate(texts(), run([]))) == {"nothing measured"}


def test_claims_that_went_missing_or_changed_are_named() -> None:
    now = texts()
    fewer = now.model_copy(update={"claims": now.claims[1:]})
    (reason,) = gate(fewer, now).reasons
    assert (reason.cause, reason.claims) == ("missing", ("t00-00",))
    other = now.claims[0].model_copy(update={"fingerprint": "another"})
    altered = now.model_copy(update={"claims": (other, *now.claims[1:])})
    (reason,) = gate(altered, now).reasons
    assert (reason.cause, reason.claims) == ("altered", ("t00-00",))
    decision = gate(now, fewer)
    assert decision.passed
    assert "t00-00" in decision.notes[0]
    assert causes(gate(now, now, must_pass=["t99-00"])) == {"missing"}


def test_claims_without_a_verdict_fail_above_the_limit() -> None:
    now = texts(say=lambda one: NOT_CHECKED if one.id == "t00-01" else truth(one))
    decision = gate(now, texts())
    assert decision.reasons[0].cause == "not checked"
    assert decision.reasons[0].claims == ("t00-01",)
    assert gate(now, texts(), not_checked=0.01).passed


@pytest.mark.parametrize(
    ("trouble", "service"), [("stale recording", False), ("service failed", True)]
)
def test_a_text_without_a_result_fails_by_name(trouble: str, service: bool) -> None:
    failure = Failure.model_validate(
        {"suite": "claims", "case": "t03", "trouble": trouble, "message": "It went wrong."}
    )
    decision = gate(texts().model_copy(update={"failures": (failure,)}), texts())
    assert not decision.passed
    assert decision.service is service
    assert f"{trouble}: 1 of the texts" in decision.reasons[0].message
    assert "claims/t03" in decision.reasons[0].message


def test_floors_hold_whatever_the_baseline_says() -> None:
    half = texts(say=lambda one: SUPPORTED)
    assert gate(half, half).passed
    floors = {"claims": {"balanced": 0.7}}
    (reason,) = gate(half, half, floors=floors).reasons
    assert reason.message == "balanced of claims is 0.500, below its floor of 0.700."
    (reason,) = gate(half, half, floors={"letters": {"recall": 0.1}}).reasons
    assert "was not measured" in reason.message


def test_other_verdicts_of_the_same_worth_are_no_drop_in_flagging() -> None:
    now = texts(say=lambda one: UNSUPPORTED if one.label.flagged else SUPPORTED)
    decision = gate(now, texts())
    assert {reason.message.split(" fell")[0] for reason in decision.reasons} == {"very verdicts"}
    assert {flip.turn for flip in decision.flips} == {"as right as before"}


def test_few_texts_are_compared_claim_by_claim() -> None:
    few = texts(3)
    one_wrong = texts(3, lambda one: SUPPORTED if one.id == "t00-01" else truth(one))
    assert gate(one_wrong, few).passed
    worse = texts(3, lambda one: SUPPORTED if one.id.endswith(("1", "3")) else truth(one))
    assert "drop" in causes(gate(worse, few))


class Flipping:
    """A judge that gives the other verdict by chance."""

    def __init__(self, rate: float, seed: int) -> None:
        self._random = random.Random(seed)
        self._rate = rate

    def __call__(self, one: ClaimResult) -> Verdict:
        verdict = truth(one)
        if self._random.random() < self._rate:
            return CONTRADICTED if verdict is SUPPORTED else SUPPORTED
        return verdict


@pytest.mark.parametrize(("baseline_rate", "repeat"), [(0.0, 1), (0.02, 1), (0.02, 3)])
def test_noise_alone_does_not_cry_wolf(baseline_rate: float, repeat: int) -> None:
    blank = texts(12, model="judge")
    rules = Rules(must_pass=tuple(one.id for one in blank.claims[::8]))
    failed = 0
    for seed in range(100):
        then = keep(said(blank, Flipping(baseline_rate, 1_000 + seed), repeat))
        judge = Flipping(0.02, seed)
        now = said(blank, judge, repeat)
        doubts = doubtful(now, rules, chance(now, then, rules.noise))
        if doubts:
            asked = {one.case for one in now.claims if one.id in doubts}
            again = [one for one in blank.claims if one.case in asked]
            more = said(run(again, "judge"), judge, TRIES - repeat)
            now = merged(now, more)
        failed += not decide(now, measure(now), then, rules).passed
    assert failed <= 5


def test_a_real_drop_shows_through_noise() -> None:
    blank = texts(model="judge")
    judge = Flipping(0.02, 7)

    def worse(one: ClaimResult) -> Verdict:
        return SUPPORTED if one.id.endswith("7") else judge(one)

    assert "drop" in causes(gate(said(blank, worse), said(blank, Flipping(0.02, 8))))


def test_one_wrong_answer_of_a_model_is_doubted_and_most_of_five_are_not() -> None:
    once = texts(model="judge", say=lambda one: SUPPORTED if one.id == "t00-01" else truth(one))
    rules = Rules(must_pass=("t00-01",))
    assert doubtful(once, rules, 0.03) == {"t00-01"}
    assert doubtful(once, rules, 0.0) == set()
    right_after_all = merged(once, said(texts(model="judge"), truth, TRIES - 1))
    assert gate(right_after_all, texts(model="judge"), must_pass=["t00-01"]).passed
    wrong_again = merged(once, said(once, lambda one: SUPPORTED, TRIES - 1))
    assert "must pass" in causes(gate(wrong_again, texts(model="judge"), must_pass=["t00-01"]))
