"""Numbers, as in English, but for those that can be worked out from what the text gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from summarizer.checking.evidence import Source
from summarizer.checking.passage import Passage, Statement
from summarizer.checking.rules import number
from summarizer.checking.rules.pair import Pair
from summarizer.language.tongues.arithmetic import follows
from summarizer.types import Finding

_KINDS: Final = 2
_LARGE: Final = 1000
_VERBATIM: Final = 0.85
"""Share of the claim's words that are the sentence's own from which on a number is the edit."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object to a number where the text gives another one that does not lead to it."""
    found = list(number.check(pair))
    if found and pair.verbatim < _VERBATIM:
        worked = worked_out(pair.claim, (pair.passage,), pair.source) | _said(pair)
        starts = {pair.claim.tokens.starts[index] for index in worked}
        found = [item for item in found if item.claim_span and item.claim_span[0] not in starts]
    yield from found


def _said(pair: Pair) -> frozenset[int]:
    """Words of the numbers of a claim that the passage has as they are."""
    return frozenset(
        index
        for ours in pair.claim.quantities
        if any(
            ours.value == theirs.value
            and (
                (ours.kind, ours.unit, ours.label) == (theirs.kind, theirs.unit, theirs.label)
                or (theirs.kind == "count" and (not theirs.label or theirs.value >= _LARGE))
            )
            for theirs in pair.passage.quantities
        )
        for index in range(ours.start, ours.end)
    )


def worked_out(claim: Statement, passages: Sequence[Passage], source: Source) -> frozenset[int]:
    """Words of the numbers of a claim that follow from those of a passage and the one before."""
    if not claim.quantities:
        return frozenset()
    found: set[int] = set()
    for passage in passages:
        place = source.number[passage.index]
        before = source.passages[place - 1].quantities if place else []
        labels = {item.label for item in (*before, *passage.quantities) if item.kind == "count"}
        # across sentences different things are counted
        given = [*before, *passage.quantities] if len(labels) < _KINDS else passage.quantities
        said = {item.value for item in claim.quantities}
        # "eight of the eleven" for "three of the eleven" is an edit, not a sum
        given = [item for item in given if item.value not in said]
        for quantity in claim.quantities:
            if follows(quantity, given):
                found.update(range(quantity.start, quantity.end))
    return frozenset(found)
