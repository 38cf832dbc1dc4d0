"""Negation: the claim denies what the text says, or says what it denies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.checking.rules.tongues.clauses import (
    carried,
    clause_of,
    content_of,
    hedged,
    is_negated,
    is_open,
    negators,
    segments,
    used,
)
from summarizer.language.parse import Parse
from summarizer.language.tongues.tongue import Tongue
from summarizer.types import Finding, FindingKind

_SAME: Final = 0.6
"""Share of a clause of the claim that one clause of the text must have."""
_NESTED: Final = 0.55
"""The same, where the clause is but part of what the claim tells."""
_ALL: Final = 0.8
"""Share of a clause of the text that the claim must have, if it has more than that clause."""
_FEWEST: Final = 2


def check(pair: Pair) -> Iterator[Finding]:
    """Object when one of two clauses that say the same is negated."""
    tongue = pair.source.tongue
    if tongue is None:
        return
    lacks = tongue.list("lacking")
    may_be = is_open(pair.claim, tongue)
    for part in segments(pair.claim):
        words = content_of(pair.claim, part, tongue)
        if len(words) < _FEWEST:
            continue
        if any(lacks.at(pair.claim.words, index) for index in part):
            continue  # "there is no permit yet", "the permit is lacking"
        ours = is_negated(pair.claim, part, tongue)
        for other in _counterparts(pair, words, tongue):
            if ours == is_negated(pair.passage, other, tongue):
                continue
            if _counts_others(pair, part, other):
                continue  # "45 will open again": seven others will not
            if may_be and hedged(pair.passage, other, tongue) is not None:
                continue  # "might not be ready", "it is not sure that it will be"
            side, stretch = (pair.claim, part) if ours else (pair.passage, other)
            negator = negators(side, stretch, tongue)[0]
            denied = _denied(side, stretch, negator, tongue)
            if denied and all(_has_match(pair, index, ours, words) for index in denied):
                yield _object(pair, part, other, negator, ours)
                return


def _counts_others(pair: Pair, part: range, other: range) -> bool:
    """Whether both clauses have a number, and not the same."""
    whole = clause_of(pair.claim, part.start, pauses=False)
    ours = {item.value for item in pair.claim.quantities if item.start in whole}
    theirs = {item.value for item in pair.passage.quantities if item.start in other}
    return bool(ours) and bool(theirs) and not ours & theirs


def _object(pair: Pair, part: range, other: range, negator: int, ours: bool) -> Finding:
    word = (pair.claim if ours else pair.passage).words[negator].surface
    at = (negator, negator + 1)
    return pair.objection(
        FindingKind.NEGATION,
        f"“{word}” makes one of the two say the opposite: the claim "
        f"“{pair.quote(pair.claim, (part.start, part.stop))}”, the text "
        f"“{pair.quote(pair.passage, (other.start, other.stop))}”.",
        at if ours else (part.start, part.stop),
        (other.start, other.stop) if ours else at,
    )


def _counterparts(pair: Pair, words: list[int], tongue: Tongue) -> list[range]:
    """Clauses of the passage that say what some claim words say, or deny it."""
    whole = carried(pair, words, range(len(pair.passage.words)))
    found: list[tuple[float, range]] = []
    nested: list[range] = []
    for part in segments(pair.passage):
        share = carried(pair, words, part)
        if share >= _SAME:
            found.append((share, part))
        # "Szczęch did not rule out that ...": a short clause, all of which the claim has
        elif whole >= _NESTED and used(pair, part, words, tongue) >= _ALL:
            nested.append(part)
    best = max(found, key=lambda item: item[0], default=None)
    return ([best[1]] if best else []) + nested


def _denied(side: Parse, part: range, negator: int, tongue: Tongue) -> list[int]:
    """The words that a negator denies: itself, the next with meaning, or the one before.

    Where verbs stand before their negators ("she sold not the house"), both.
    """
    content = content_of(side, part, tongue)
    if negator in content:
        return [negator]
    before = [index for index in content if index < negator][-1:]
    after = [index for index in content if index > negator][:1]
    return before + after if tongue.options.get("verb_before_negator") else after or before


def _has_match(pair: Pair, index: int, in_claim: bool, words: list[int]) -> bool:
    if in_claim:
        return index in pair.alignment.matches
    return pair.alignment.used.get(index) in words
