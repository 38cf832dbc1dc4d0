"""Negation: the claim denies what the text says, or says what it denies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.checking.rules.tongues.clauses import (
    carried,
    content_of,
    is_negated,
    negators,
    segments,
    used,
)
from summarizer.language.parse import Parse
from summarizer.language.tongues.tongue import Tongue
from summarizer.types import Finding, FindingKind

_SAME: Final = 0.6
"""Share of a clause of the claim that one clause of the text must have."""
_ALL: Final = 0.8
"""Share of a clause of the text that the claim must have, if it has more than that clause."""
_FEWEST: Final = 2


def check(pair: Pair) -> Iterator[Finding]:
    """Object when one of two clauses that say the same is negated."""
    tongue = pair.source.tongue
    if tongue is None:
        return
    for part in segments(pair.claim):
        words = content_of(pair.claim, part, tongue)
        if len(words) < _FEWEST:
            continue
        ours = is_negated(pair.claim, part, tongue)
        other = _counterpart(pair, words, tongue)
        if other is None or ours == is_negated(pair.passage, other, tongue):
            continue
        side, stretch = (pair.claim, part) if ours else (pair.passage, other)
        negator = negators(side, stretch, tongue)[0]
        denied = _denied(side, stretch, negator, tongue)
        if denied is None or not _has_match(pair, denied, ours):
            continue
        ours_at = (negator, negator + 1) if ours else (words[0], words[-1] + 1)
        theirs_at = (other.start, other.stop) if ours else (negator, negator + 1)
        yield pair.objection(
            FindingKind.NEGATION,
            f"“{side.words[negator].surface}” makes one of the two say the opposite: the claim "
            f"“{pair.quote(pair.claim, (part.start, part.stop))}”, the text "
            f"“{pair.quote(pair.passage, (other.start, other.stop))}”.",
            ours_at,
            theirs_at,
        )
        return


def _counterpart(pair: Pair, words: list[int], tongue: Tongue) -> range | None:
    """The clause of the passage that says what some claim words say, or denies it."""
    found: list[tuple[float, range]] = []
    whole = range(len(pair.passage.words))
    for part in segments(pair.passage):
        share = carried(pair, words, part)
        # "Szczęch did not rule out that ...": a short clause, all of which the claim has
        nested = used(pair, part, tongue) >= _ALL
        if share >= _SAME or (nested and carried(pair, words, whole) >= _SAME):
            found.append((share, part))
    return max(found, key=lambda item: item[0], default=(0.0, None))[1]


def _denied(side: Parse, part: range, negator: int, tongue: Tongue) -> int | None:
    """The word that a negator denies: itself, the next with meaning, or the one before."""
    content = content_of(side, part, tongue)
    if negator in content:
        return negator
    after = [index for index in content if index > negator]
    return after[0] if after else (content[-1] if content else None)


def _has_match(pair: Pair, index: int, in_claim: bool) -> bool:
    if in_claim:
        return index in pair.alignment.matches
    return index in pair.alignment.used
