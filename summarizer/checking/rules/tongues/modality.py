"""Modality: what the text calls possible, planned or open is no fact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.checking.rules.tongues.clauses import (
    best_clause,
    carried,
    content_of,
    hedged,
    is_open,
    segments,
)
from summarizer.language.parse import Parse
from summarizer.language.tongues.tongue import Tongue
from summarizer.types import Finding, FindingKind

_SAME: Final = 0.6
_HALF: Final = 0.45
"""Shares of a clause of the claim that the sentence, and one clause of it, must have."""
_FEWEST: Final = 2


def check(pair: Pair) -> Iterator[Finding]:
    """Object when the claim states what the text leaves open."""
    tongue = pair.source.tongue
    if tongue is None:
        return
    claim = pair.claim
    if is_open(claim, tongue):
        return
    for part in segments(claim):
        words = content_of(claim, part, tongue)
        if len(words) < _FEWEST:
            continue
        other, share = best_clause(pair, words)
        whole = carried(pair, words, range(len(pair.passage.words)))
        if share < _HALF or whole < _SAME:
            continue
        at = hedged(pair.passage, other, tongue)
        message = "The claim states as a fact what the text leaves open"
        if at is None and _is_done(claim, part, tongue):
            at = _planned(pair.passage, other, tongue)
            message = "The claim says that it was done, the text that it was to be"
        if at is None:
            continue
        yield pair.objection(
            FindingKind.MODALITY,
            f"{message}: “{pair.passage.words[at].surface}”.",
            (words[0], words[-1] + 1),
            (at, at + 1),
        )
        return


def _is_done(claim: Parse, part: range, tongue: Tongue) -> bool:
    """Whether a clause of the claim speaks of the past, and of no plan."""
    past, planned = tongue.list("past"), tongue.list("planned")
    everything = range(len(claim.words))
    return any(past.at(claim.words, index) for index in part) and not any(
        planned.at(claim.words, index) for index in everything
    )


def _planned(passage: Parse, part: range, tongue: Tongue) -> int | None:
    """The word by which a clause of the passage tells of a plan, and of nothing done."""
    planned, past = tongue.list("planned"), tongue.list("past")
    at = next((index for index in part if planned.at(passage.words, index)), None)
    done = any(past.at(passage.words, index) for index in part if index != at)
    return None if done else at
