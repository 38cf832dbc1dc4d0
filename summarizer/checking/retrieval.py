"""Which sentences speak to a claim, without looking at what a drafter cited."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from summarizer.checking.evidence import Source, Statement

CANDIDATES: Final = 4


def retrieve(claim: Statement, source: Source, limit: int = CANDIDATES) -> list[int]:
    """Numbers of the passages that share most with the claim, best first.

    Every shared lemma counts by its rarity in language and in this document (as in TF-IDF
    ranking); words of the same meaning count a little less.
    """
    scores: dict[int, float] = defaultdict(float)
    for index in claim.content:
        word = claim.words[index]
        holders = source.index.get(word.lemma)
        weight = word.weight
        if holders:
            weight *= source.idf(word.lemma)
            for number in holders:
                scores[number] += weight
        else:
            for number, strength in source.related(word.lemma).items():
                scores[number] += weight * strength * 0.8
    return sorted(scores, key=lambda number: (-scores[number], number))[:limit]
