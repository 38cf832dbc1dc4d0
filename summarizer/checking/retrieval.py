"""Which sentences speak to a claim, without looking at what a drafter cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from summarizer.checking.evidence import Source
from summarizer.checking.passage import Statement

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
        elif word.value is not None:
            for number in _of_value(claim, index, source):
                scores[number] += weight * 0.8
        else:
            for number, strength in source.related(word.lemma).items():
                scores[number] += weight * strength * 0.8
    return sorted(scores, key=lambda number: (-scores[number], number))[:limit]


def _of_value(claim: Statement, index: int, source: Source) -> Sequence[int]:
    """Passages that have a figure in another form: 9,000 for nine thousand."""
    for quantity in claim.quantities:
        if quantity.start == index:
            return source.figures.get(quantity.value, ())
    return ()
