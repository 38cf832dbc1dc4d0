"""What the parts of the check hand to each other, before a verdict is made of it."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.checking.entailment import Features
from summarizer.types import Evidence, Finding, Verdict


@dataclass(frozen=True, slots=True)
class Assessment:
    """What retrieval, the slot rules and the entailment score say about one claim.

    Attributes:
        support: Probability, from the entailment score alone, that the text supports the
            claim.
        evidence: The sentences that speak to the claim, best first; empty when none does.
        objections: One finding for each slot in which claim and evidence disagree.
        damage: Findings for evidence that cannot be read with confidence; non-empty only
            when no sound sentence could take its place.
        doubts: What the text says instead, where that does not contradict the claim but
            shows that the text does not say it.
        notes: Findings that explain the score or say which rules stood aside; they do not
            decide.
        lacking: Words of the claim, as it writes them, that the whole text lacks.
        features: What the score looked at.
    """

    support: float
    evidence: tuple[Evidence, ...] = ()
    objections: tuple[Finding, ...] = ()
    damage: tuple[Finding, ...] = ()
    doubts: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    lacking: tuple[str, ...] = ()
    features: Features | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a judging model said about one claim, after code has grounded its citations.

    Attributes:
        verdict: The model's verdict; ``NOT_CHECKED`` when it gave none that can be used.
        evidence: Its citations that are in the text.
        reason: Its reason in plain words.
        problems: What was wrong with its answer: invented quotes, unknown ids, a missing
            verdict, a spent budget.
        confidence: Probability of support from token probabilities, where the endpoint
            gave them.
    """

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    problems: tuple[Finding, ...] = ()
    confidence: float | None = None
