"""Quantifiers: all, some or none of the same things."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.checking.rules.tongues.clauses import (
    best_clause,
    clause_of,
    content_of,
    segments,
)
from summarizer.language.parse import Parse
from summarizer.language.tongues.tongue import Tongue
from summarizer.types import Finding, FindingKind

_SAME: Final = 0.7
_SHARE: Final = 0.6
"""The same, where the text speaks of a share of them."""
_REACH: Final = 4
"""Words before a noun among which its quantifier stands."""
_CONFLICTS: Final = frozenset(
    {("all", "part"), ("all", "none"), ("none", "all"), ("none", "part"), ("part", "none")}
)


def check(pair: Pair) -> Iterator[Finding]:
    """Object when the text says it of more, fewer or none of them."""
    tongue = pair.source.tongue
    if tongue is None:
        return
    yield from _only(pair, tongue)
    for part in segments(pair.claim):
        words = content_of(pair.claim, part, tongue)
        for index in words:
            ours = _quantifier(pair.claim, index, tongue)
            target = pair.matched(index)
            if ours is None or target is None:
                continue
            theirs = _quantifier(pair.passage, target, tongue)
            if theirs is None or (ours[0], theirs[0]) not in _CONFLICTS:
                continue
            rest = [word for word in words if word != ours[1]]
            enough = _SHARE if "part" in (ours[0], theirs[0]) else _SAME
            if best_clause(pair, rest, pauses=False)[1] < enough:
                continue
            yield pair.objection(
                FindingKind.QUANTIFIER,
                f"The claim says “{pair.claim.words[ours[1]].surface}” where the text says "
                f"“{pair.passage.words[theirs[1]].surface}”.",
                (ours[1], ours[1] + 1),
                (theirs[1], theirs[1] + 1),
            )
            return


def _only(pair: Pair, tongue: Tongue) -> Iterator[Finding]:
    """Object to ``only`` where the text says the same without it."""
    only = tongue.list("only")
    at = next((i for i, word in enumerate(pair.claim.words) if word.lower in only), None)
    if at is None or any(word.lower in only for word in pair.passage.words):
        return
    following = next((index for index in pair.claim.content if index > at), None)
    target = pair.matched(following)
    words = [index for index in pair.claim.content if index != at]
    if target is None or following is None or best_clause(pair, words)[1] < _SAME:
        return
    yield pair.objection(
        FindingKind.QUANTIFIER,
        f"The claim says “{pair.quote(pair.claim, (at, following + 1))}”, the text no such limit.",
        (at, at + 1),
        (target, target + 1),
    )


def _quantifier(side: Parse, index: int, tongue: Tongue) -> tuple[str, int] | None:
    """Whether a noun means all, a part or none of them, and the word that says so."""
    for position in range(index - 1, max(index - 1 - _REACH, -1), -1):
        word = side.words[position]
        if word.closed in (".", ",", "C") or word.surface in ";:":
            return None
        if word.lower in tongue.list("all"):
            return ("part" if _has_exception(side, index, tongue) else "all"), position
        if word.lower in tongue.list("part"):
            return "part", position
        if word.lower in tongue.list("none"):
            return "none", position
    share = next((item for item in side.quantities if 0 <= index - item.end < _REACH), None)
    if share is not None and share.kind in ("fraction", "percent") and share.value not in (1, 100):
        return "part", share.start
    return None


def _has_exception(side: Parse, index: int, tongue: Tongue) -> bool:
    """Whether a clause leaves some out: ``all parties but one``."""
    excepted = tongue.list("except")
    return any(excepted.at(side.words, place) for place in clause_of(side, index, pauses=False))
