"""How much of what matters in a source its summary reflects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from summarizer.source.document import Document
from summarizer.types import NOT_CONTENT, UNRELIABLE, Claim, Coverage, Verdict

_CENTRAL: Final = 0.5
"""Share of the highest centrality at which a sentence counts as central."""
_MOST: Final = 12


def coverage(document: Document, centrality: Sequence[float], claims: Sequence[Claim]) -> Coverage:
    """Which central sentences the supported claims rest on.

    Args:
        document: The source.
        centrality: How central each sentence is, any scale.
        claims: The summary's claims with their verdicts; only supported ones count.

    Returns:
        Share of the central sentences' centrality that the claims touch, and the ids of
        those that none touches.
    """
    if not claims:
        return Coverage(score=None)
    reflected = {
        evidence.sentence
        for claim in claims
        if claim.verdict is Verdict.SUPPORTED
        for evidence in claim.evidence
    }
    sound = [
        (score, sentence.id)
        for score, sentence in zip(centrality, document.sentences, strict=True)
        if score > 0
        and not any(issue.kind in NOT_CONTENT | UNRELIABLE for issue in sentence.issues)
    ]
    highest = max((score for score, _ in sound), default=0.0)
    ranked = sorted(sound, key=lambda item: -item[0])[:_MOST]
    central = {name: score for score, name in ranked if score >= _CENTRAL * highest}
    total = sum(central.values())
    if not total:
        return Coverage(score=None)
    touched = sum(score for name, score in central.items() if name in reflected)
    omitted = tuple(
        sentence.id
        for sentence in document.sentences
        if sentence.id in central and sentence.id not in reflected
    )
    return Coverage(score=round(touched / total, 4), omitted=omitted)
