"""The only place that decides.

Offline, in this order:

1. A rule objects: ``contradicted``. A real quote does not outweigh a wrong number.
2. The claim rests on damaged words and no sound sentence can take their place:
   ``unverifiable``.
3. The text says another thing of the same parties: ``unsupported``.
4. The entailment score reaches the threshold: ``supported``.
5. Otherwise the text does not say it: ``unsupported``.

With an entailment model, its probability takes the place of the score in step 4, and in the
confidence of everything else. Steps 1 to 3 stand before it, and it can show no evidence by
itself: where no sentence of the text speaks to the claim at all, step 5 follows.

With a judging model, its verdict is taken only where the rules do not object:

* a rule objects: ``contradicted``, whatever the judge says;
* damage: ``unverifiable``, whatever the judge says;
* the text says another thing of the same parties, and the judge says supported:
  ``unsupported``;
* the judge says supported, but cites nothing that is in the text: ``unsupported``;
* the judge reached no verdict: ``not_checked`` - an offline score does not stand in for it;
* otherwise the judge's verdict, and ``supported`` only from it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from summarizer.checking.entailment import parameters
from summarizer.checking.model import Assessment, Judgement
from summarizer.types import Claim, Finding, FindingKind, Verdict

THRESHOLD: Final = 0.48
"""Support at which a claim counts as supported."""
_SHOWN: Final = 4
"""Missing words that a finding names."""
NEURAL_THRESHOLD: Final = 0.5
"""The same, where the support comes from an entailment model."""


def decide(
    claim_id: str,
    text: str,
    assessment: Assessment,
    judgement: Judgement | None = None,
    threshold: float | None = None,
    entailment: float | None = None,
) -> Claim:
    """Make a verdict of what the checker, and the judge if there is one, have found.

    Args:
        claim_id: Id of the claim in the report.
        text: The claim.
        assessment: Retrieval, rules and score.
        judgement: The judging model's answer, grounded.
        threshold: Support at which a claim counts as supported, 0 to 1; when ``None``, that
            which fits where the support comes from.
        entailment: Probability that an entailment model gives, where one was asked and could
            read the claim.

    Returns:
        The claim with verdict, confidence, evidence and findings.
    """
    if entailment is not None:
        assessment = replace(assessment, support=entailment if assessment.evidence else 0.0)
    if judgement is None:
        usual = THRESHOLD if entailment is None else NEURAL_THRESHOLD
        return _offline(claim_id, text, assessment, usual if threshold is None else threshold)
    return _judged(claim_id, text, assessment, judgement)


def _offline(claim_id: str, text: str, assessment: Assessment, threshold: float) -> Claim:
    confidence = assessment.support
    if assessment.objections:
        verdict = Verdict.CONTRADICTED
        findings = assessment.objections
        confidence = min(confidence, parameters()["ruled"]["objections"], threshold)
    elif assessment.damage:
        verdict = Verdict.UNVERIFIABLE
        findings = assessment.damage
        confidence = min(confidence, parameters()["ruled"]["damage"], threshold)
    elif assessment.doubts:
        verdict = Verdict.UNSUPPORTED
        findings = assessment.doubts
        confidence = min(confidence, parameters()["ruled"]["doubts"], threshold)
    elif assessment.support >= threshold:
        verdict = Verdict.SUPPORTED
        findings = ()
    else:
        verdict = Verdict.UNSUPPORTED
        findings = (_not_found(assessment.lacking),)
    return Claim(
        id=claim_id,
        text=text,
        verdict=verdict,
        confidence=round(confidence, 4),
        evidence=assessment.evidence,
        findings=(*findings, *assessment.notes),
    )


def _judged(claim_id: str, text: str, assessment: Assessment, judgement: Judgement) -> Claim:
    offline = assessment.support
    agreed = offline if judgement.confidence is None else judgement.confidence
    findings: tuple[Finding, ...] = ()
    verdict = judgement.verdict
    if assessment.objections:
        verdict, findings, confidence = Verdict.CONTRADICTED, assessment.objections, 0.1
    elif assessment.damage:
        verdict, findings, confidence = Verdict.UNVERIFIABLE, assessment.damage, 0.2
    elif verdict is Verdict.NOT_CHECKED:
        findings = judgement.problems or (
            Finding(kind=FindingKind.SERVICE, message="The model gave no verdict for this claim."),
        )
        return Claim(
            id=claim_id,
            text=text,
            verdict=verdict,
            confidence=round(offline / 2, 4),
            evidence=assessment.evidence,
            findings=(*findings, *assessment.notes),
        )
    elif verdict is Verdict.SUPPORTED and assessment.doubts:
        verdict, findings, confidence = Verdict.UNSUPPORTED, assessment.doubts, 0.3 * agreed
    elif verdict is Verdict.SUPPORTED and not judgement.evidence:
        verdict, confidence = Verdict.UNSUPPORTED, 0.3 * agreed
        findings = judgement.problems or (
            Finding(
                kind=FindingKind.GROUNDING,
                message="The model called the claim supported but cited nothing in the text.",
            ),
        )
    elif verdict is Verdict.SUPPORTED:
        confidence = 0.5 + 0.5 * agreed
    else:
        confidence = 0.5 * agreed
        findings = (
            Finding(
                kind=FindingKind.MODEL,
                message=judgement.reason or "The model did not find the claim supported.",
            ),
        )
    evidence = judgement.evidence or assessment.evidence
    if (
        assessment.objections
        or assessment.damage
        or (assessment.doubts and findings == assessment.doubts)
    ):
        evidence = assessment.evidence or judgement.evidence
    return Claim(
        id=claim_id,
        text=text,
        verdict=verdict,
        confidence=round(confidence, 4),
        evidence=evidence,
        findings=(*findings, *assessment.notes),
    )


def _not_found(lacking: tuple[str, ...]) -> Finding:
    message = "No sentence of the text says this."
    if lacking:
        words = ", ".join(f"“{word}”" for word in lacking[:_SHOWN])
        more = f" and {len(lacking) - _SHOWN} more words" if len(lacking) > _SHOWN else ""
        message = f"No sentence of the text says this; it has nothing of {words}{more}."
    return Finding(kind=FindingKind.NOT_FOUND, message=message)
