"""Who does it, in languages whose subject stands before the verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.checking.rules.tongues.clauses import carried, content_of, segments
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_SAME: Final = 0.6
_OBJECT: Final = frozenset(["a", "à"])
_FEWEST: Final = 3
"""Meaningful words that it takes to tell who does what to whom."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object when the text's subject stands behind the claim's verb, with another before it."""
    tongue = pair.source.tongue
    if tongue is None or not tongue.options.get("verb_second"):
        return
    ours = content_of(pair.claim, range(len(pair.claim.words)), tongue)
    if len(ours) < _FEWEST or carried(pair, ours, range(len(pair.passage.words))) < _SAME:
        return
    doer, verb = ours[0], ours[1]
    if not _are_beside(pair.claim, doer, verb) or (there := pair.matched(verb)) is None:
        return
    for part in segments(pair.passage):
        theirs = content_of(pair.passage, part, tongue)
        if len(theirs) < 2 or theirs[1] != there or not _are_beside(pair.passage, *theirs[:2]):
            continue
        place = pair.matched(doer)
        if place is not None and place in part and _is_adjunct(pair.passage, place):
            continue
        behind = pair.alignment.used.get(theirs[0])
        if behind is None or behind <= verb or pair.matched(doer) == theirs[0]:
            continue
        yield pair.objection(
            FindingKind.AGENT,
            f"In the claim “{pair.claim.words[doer].surface}” does this, in the text "
            f"“{pair.passage.words[theirs[0]].surface}” does.",
            (doer, doer + 1),
            (theirs[0], theirs[0] + 1),
        )
        return


def _is_adjunct(side: Parse, index: int) -> bool:
    """Whether a preposition stands before a word, and no mark of an object."""
    before = side.words[max(index - 2, 0) : index]
    return any(word.closed == "I" and word.lower not in _OBJECT for word in before)


def _are_beside(side: Parse, one: int, two: int) -> bool:
    """Whether only small words stand between two."""
    return one < two and not side.tags[one + 1 : two].strip("RE")
