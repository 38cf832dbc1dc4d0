"""From verdicts to figures. Repetitions count in equal parts; what there is none of is ``None``.

Two questions are asked of a claim: was it flagged, or let through, as it should be (``right``),
and was it given the very verdict of its label. The first decides what a reader gets to see, so
the headline figures and the gate go by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import fmean, stdev

from pydantic import BaseModel, ConfigDict

from evals.dataset import FLAGGED, Label
from evals.results import ClaimResult, Outcome, Run, Share, SummaryResult
from summarizer.types import Verdict

BINS = 10
"""Of the reliability diagram."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Flagging(_Strict):
    """How well claims are flagged.

    Attributes:
        claims: How many there are.
        balanced: Mean of ``recall`` and ``let_through``: chance is 0.5 whatever the mix.
        precision: Share of the flagged claims that had to be flagged.
        recall: Share of the claims that had to be flagged that were.
        let_through: Share of the true claims that were not flagged.
        verdict: Share that got the very verdict of their label.
        evidence: Share whose cited words overlap the labelled ones.
        not_checked: Share without a verdict.
    """

    claims: int
    balanced: Share | None
    precision: Share | None
    recall: Share | None
    let_through: Share | None
    verdict: Share | None
    evidence: Share | None
    not_checked: Share | None


class Kind(_Strict):
    """One kind of claim, its true twins beside the wrong ones."""

    kind: str
    wrong: int
    recall: Share | None
    true: int
    false_alarms: Share | None
    pairs: int
    both: Share | None


class Bin(_Strict):
    """Claims of like confidence: how sure the checker was, and how many were true."""

    claims: float
    confidence: float
    true: float


class Calibration(_Strict):
    """Whether confidence means what it says: expected error, Brier score, and the diagram."""

    error: float | None
    brier: float | None
    bins: tuple[Bin, ...]


class Summaries(_Strict):
    """What the summaries are like, over all texts."""

    texts: int
    failed: int
    facts: Share | None
    claims_a_sentence: float | None
    atomic: Share | None
    standalone: Share | None
    redundant: Share | None
    unsupported: Share | None


class Spread(_Strict):
    """How much repetitions differ."""

    repeat: int
    flips: Share
    balanced: float | None


class Metrics(_Strict):
    """Every figure of a run."""

    flagging: dict[str, Flagging]
    kinds: tuple[Kind, ...]
    confusion: dict[str, dict[str, float]]
    calibration: Calibration
    summaries: Summaries | None
    spread: Spread | None


def right(label: Label, verdict: Verdict) -> bool:
    """Whether a claim was flagged, or let through, as it should be.

    A claim that was not checked is never right, although it is flagged: that would make a
    checker perfect at finding errors by never answering.
    """
    return verdict is not Verdict.NOT_CHECKED and label.flagged == (
        verdict is not Verdict.SUPPORTED
    )


def score(claim: ClaimResult) -> float:
    """Share of the repetitions that got the claim right."""
    outcomes = claim.outcomes
    return sum(right(claim.label, outcome.verdict) for outcome in outcomes) / len(outcomes)


def verdicts(claim: ClaimResult) -> tuple[Verdict, ...]:
    """What each repetition said."""
    return tuple(outcome.verdict for outcome in claim.outcomes)


def measure(run: Run) -> Metrics:
    """Compute every figure of a run."""
    main = [claim for claim in run.claims if claim.label.verdict != FLAGGED]
    return Metrics(
        flagging={name: flagging(part) for name, part in parts(run.claims).items()},
        kinds=_kinds(main),
        confusion=_confusion(main),
        calibration=_calibration(main),
        summaries=_summaries(run.summaries),
        spread=_spread(run),
    )


def parts(claims: Sequence[ClaimResult]) -> dict[str, list[ClaimResult]]:
    """The claims by suite; those of a suite that has held-out texts also by that, and so on."""
    found: dict[str, list[ClaimResult]] = {}
    for claim in claims:
        found.setdefault(claim.suite, []).append(claim)
    for suite, members in list(found.items()):
        cuts: dict[str, Callable[[ClaimResult], bool]] = {
            "development": lambda claim: not claim.held_out,
            "held out": lambda claim: claim.held_out,
            "held out, English, undamaged": lambda claim: (
                claim.held_out and claim.language == "en" and claim.damage == "none"
            ),
            "held out, other languages": lambda claim: claim.held_out and claim.language != "en",
            "held out, damaged": lambda claim: claim.held_out and claim.damage != "none",
        }
        for name, wanted in cuts.items():
            part = [claim for claim in members if wanted(claim)]
            if part and len(part) < len(members):
                found[f"{suite}: {name}"] = part
    return found


def flagging(claims: Sequence[ClaimResult]) -> Flagging:
    """How well claims are flagged."""
    wrong = [claim for claim in claims if claim.label.flagged]
    true = [claim for claim in claims if not claim.label.flagged]
    recall, let_through = _mean(map(score, wrong)), _mean(map(score, true))
    caught = sum(map(score, wrong))
    alarms = sum(
        _share(claim, lambda outcome: outcome.verdict is not Verdict.SUPPORTED) for claim in true
    )
    exact = [claim for claim in claims if claim.label.verdict != FLAGGED]
    located = [claim for claim in claims if claim.label.evidence]
    return Flagging(
        claims=len(claims),
        balanced=None if recall is None or let_through is None else (recall + let_through) / 2,
        precision=caught / (caught + alarms) if caught + alarms else None,
        recall=recall,
        let_through=let_through,
        verdict=_mean(
            fmean(outcome.verdict == claim.label.verdict for outcome in claim.outcomes)
            for claim in exact
        ),
        evidence=_mean(_share(claim, lambda outcome: outcome.hit is True) for claim in located),
        not_checked=_mean(
            _share(claim, lambda outcome: outcome.verdict is Verdict.NOT_CHECKED)
            for claim in claims
        ),
    )


def _kinds(claims: Sequence[ClaimResult]) -> tuple[Kind, ...]:
    by_id = {claim.id: claim for claim in claims}
    found = []
    for kind in sorted({claim.label.kind for claim in claims}):
        members = [claim for claim in claims if claim.label.kind == kind]
        wrong = [claim for claim in members if claim.label.flagged]
        true = [claim for claim in members if not claim.label.flagged]
        pairs = [(claim, by_id[claim.label.twin]) for claim in wrong if claim.label.twin in by_id]
        let_through = _mean(map(score, true))
        found.append(
            Kind(
                kind=kind,
                wrong=len(wrong),
                recall=_mean(map(score, wrong)),
                true=len(true),
                false_alarms=None if let_through is None else 1 - let_through,
                pairs=len(pairs),
                both=_mean(_both(*pair) for pair in pairs),
            )
        )
    return tuple(found)


def _both(one: ClaimResult, other: ClaimResult) -> float:
    """Share of the repetitions that told a claim from its twin."""
    return fmean(
        right(one.label, first.verdict) and right(other.label, second.verdict)
        for first, second in zip(one.outcomes, other.outcomes, strict=True)
    )


def _confusion(claims: Sequence[ClaimResult]) -> dict[str, dict[str, float]]:
    """Claims by label and verdict."""
    table = {
        label.value: dict.fromkeys(map(str, Verdict), 0.0)
        for label in Verdict
        if label is not Verdict.NOT_CHECKED
    }
    for claim in claims:
        for outcome in claim.outcomes:
            table[claim.label.verdict][outcome.verdict] += 1 / len(claim.outcomes)
    return table


def _calibration(claims: Sequence[ClaimResult]) -> Calibration:
    """``not_checked`` claims are left out: no confidence is claimed for them."""
    said = [
        (outcome.confidence, not claim.label.flagged, 1 / len(claim.outcomes))
        for claim in claims
        for outcome in claim.outcomes
        if outcome.verdict is not Verdict.NOT_CHECKED
    ]
    total = sum(weight for *_, weight in said)
    if not total:
        return Calibration(error=None, brier=None, bins=())
    bins = []
    for number in range(BINS):
        members = [item for item in said if min(int(item[0] * BINS), BINS - 1) == number]
        weight = sum(item[2] for item in members)
        if weight:
            confidence = sum(item[0] * item[2] for item in members) / weight
            true = sum(item[1] * item[2] for item in members) / weight
            bins.append(Bin(claims=weight, confidence=confidence, true=true))
    return Calibration(
        error=sum(one.claims * abs(one.confidence - one.true) for one in bins) / total,
        brier=sum(weight * (sure - true) ** 2 for sure, true, weight in said) / total,
        bins=tuple(bins),
    )


def _summaries(results: Sequence[SummaryResult]) -> Summaries | None:
    if not results:
        return None
    outcomes = [outcome for result in results for outcome in result.outcomes]
    claims = sum(outcome.claims for outcome in outcomes)
    sentences = sum(outcome.sentences for outcome in outcomes)

    def share(count: int) -> float | None:
        return count / claims if claims else None

    return Summaries(
        texts=len(results),
        failed=sum(bool(outcome.reason) for outcome in outcomes),
        facts=_mean(fmean(outcome.covered) for outcome in outcomes),
        claims_a_sentence=claims / sentences if sentences else None,
        atomic=share(sum(outcome.atomic for outcome in outcomes)),
        standalone=share(sum(outcome.standalone for outcome in outcomes)),
        redundant=share(sum(outcome.redundant for outcome in outcomes)),
        unsupported=share(sum(outcome.unsupported for outcome in outcomes)),
    )


def _spread(run: Run) -> Spread | None:
    if run.repeat < 2 or not run.claims:
        return None
    figures = [_balanced(run.claims, number) for number in range(run.repeat)]
    known = [figure for figure in figures if figure is not None]
    return Spread(
        repeat=run.repeat,
        flips=flip_rate(verdicts(claim) for claim in run.claims),
        balanced=stdev(known) if len(known) > 1 else None,
    )


def _balanced(claims: Sequence[ClaimResult], number: int) -> float | None:
    """Balanced accuracy of one repetition."""
    halves = [
        _mean(
            right(claim.label, claim.outcomes[number].verdict)
            for claim in claims
            if claim.label.flagged is flagged
        )
        for flagged in (True, False)
    ]
    return None if None in halves else fmean(half for half in halves if half is not None)


def flip_rate(answers: Iterable[Sequence[Verdict]]) -> float:
    """How often a repetition differs from the one before in flagging a claim, halved.

    If each verdict flips by chance with a small probability, two repetitions differ about twice
    as often as one of them flips.
    """
    changes = [
        (one is Verdict.SUPPORTED) != (other is Verdict.SUPPORTED)
        for verdicts in answers
        for one, other in pairwise(verdicts)
    ]
    return fmean(changes) / 2 if changes else 0.0


def _share(claim: ClaimResult, wanted: Callable[[Outcome], bool]) -> float:
    return sum(map(wanted, claim.outcomes)) / len(claim.outcomes)


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None
