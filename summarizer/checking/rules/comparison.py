"""Comparisons: which way something moved, and which of two things is the greater."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language import lexicon
from summarizer.language.degrees import Comparison
from summarizer.language.lexicon import Relation
from summarizer.language.parse import Parse
from summarizer.language.quantities import Quantity
from summarizer.types import Finding, FindingKind

_FORMERLY: Final = frozenset(["before", "previously", "formerly", "earlier", "used", "once"])
_SMALL: Final = frozenset(
    "low small short shallow cheap narrow light slow thin weak few little".split()
)
_SIZES: Final = (
    _SMALL | frozenset("long high large big great wide deep tall heavy old".split()) | {""}
)
"""Qualities of which there is simply more or less."""
_NEAR: Final = 4
_NOBODYS: Final = frozenset(["one", "many", "much", "few"])
"""Words that tell no side from the other."""
_ALIKE: Final = 0.6
"""How like two qualities must be to be one: large and big."""
_BESIDE: Final = 1.0
"""Association of two comparing words that may compare different things."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object when the claim compares the other way round.

    "A is longer than B" says the same as "B is shorter than A": a comparison is turned round by
    an opposite word and again by exchanged sides, so an odd number of them is an error.
    """
    for one in pair.claim.comparisons:
        if not one.sign:
            continue
        trend = _against_trend(pair, one)
        if trend is not None:
            yield trend
            return
        found = None
        for two in pair.passage.comparisons:
            turned = _turned(pair, one, two)
            sides = None if turned is None else _exchanged(pair, one, two)
            if turned is None or sides is None:
                continue
            if one.sign * two.sign * turned * (-1 if sides else 1) > 0:
                found = None
                break
            if two.sign or (one.right and two.right):
                found = found or (two, sides)
        if found is not None:
            yield _object(pair, one, *found)
            return


def _against_trend(pair: Pair, one: Comparison) -> Finding | None:
    """``fewer than before`` where the text has 25 now and 8 before."""
    words = pair.claim.words
    than = next((at for at in range(one.at, len(words)) if words[at].lower == "than"), None)
    if than is None or _FORMERLY.isdisjoint(word.lower for word in words[than : than + _NEAR]):
        return None
    given = [
        item
        for item in pair.passage.quantities
        if item.kind in ("count", "measure") and item.value != 1
    ]
    past = [item for item in given if _is_past(pair, item)]
    if len(given) != len(past) + 1 or len(past) != 1:
        return None
    now = next(item for item in given if item is not past[0])
    if now.unit and past[0].unit and now.unit != past[0].unit:
        return None
    bare = now.unit != past[0].unit
    before, after = (
        pair.passage.words[item.start].value if bare else item.value for item in (past[0], now)
    )
    few = words[one.at].lower in ("less", "fewer") or one.quality in _SMALL
    grows = one.sign > 0 and not few
    if before is None or after is None or before == after or grows == (after > before):
        return None
    return pair.objection(
        FindingKind.COMPARISON,
        f"The claim says “{words[one.at].surface}” where the text has "
        f"“{pair.quote(pair.passage, (past[0].start, past[0].end))}” before and "
        f"“{pair.quote(pair.passage, (now.start, now.end))}” now.",
        (one.at, one.at + 1),
        (now.start, now.end),
    )


def _is_past(pair: Pair, quantity: Quantity) -> bool:
    before = pair.passage.words[max(quantity.start - _NEAR, 0) : quantity.start]
    return not _FORMERLY.isdisjoint(word.lower for word in before)


def _object(pair: Pair, one: Comparison, two: Comparison, exchanged: bool) -> Finding:
    message = (
        "The claim exchanges the two sides of the comparison."
        if exchanged and two.sign
        else f"The claim says “{_said(pair.claim, one)}” where the text says "
        f"“{_said(pair.passage, two)}”."
    )
    return pair.objection(
        FindingKind.COMPARISON, message, (one.at, one.at + 1), (two.at, two.at + 1)
    )


def _said(side: Parse, comparison: Comparison) -> str:
    """The comparing word, with "half" or "twice" before an "as"."""
    at = comparison.at
    first = at - 1 if at and comparison.sign and side.words[at].lower == "as" else at
    return " ".join(word.surface for word in side.words[first : at + 1])


def _turned(pair: Pair, one: Comparison, two: Comparison) -> int | None:
    """1 where both compare the same quality, -1 where opposite ones, ``None`` where others."""
    if one.quality and two.quality:
        if one.quality == two.quality:
            return 1
        relation, strength = lexicon.relation(one.quality, two.quality) or (None, 0.0)
        if relation is Relation.ANTONYM:
            return -1
        return 1 if strength >= _ALIKE else None
    if _of_one_amount(pair, one, two):
        return -1 if (one.quality in _SMALL) != (two.quality in _SMALL) else 1
    if (one.quality or two.quality) and not (one.right and two.right):
        return None
    near = pair.association(one.at, two.at, reach=3) >= _BESIDE
    return 1 if near or not (one.quality or two.quality) else None


def _of_one_amount(pair: Pair, one: Comparison, two: Comparison) -> bool:
    """``22 minutes longer`` and ``22 minutes less``: by as much, one way or the other."""
    if not {one.quality, two.quality} <= _SIZES:
        return False
    ours = next((item for item in pair.claim.quantities if item.end == one.at), None)
    theirs = next((item for item in pair.passage.quantities if item.end == two.at), None)
    return (
        ours is not None
        and theirs is not None
        and (ours.kind, ours.unit, ours.value) == (theirs.kind, theirs.unit, theirs.value)
    )


def _exchanged(pair: Pair, one: Comparison, two: Comparison) -> bool | None:
    """Whether what stood on one side stands on the other; ``None`` where that is open."""
    straight = crossed = 0
    for match in pair.alignment.matches.values():
        if match.score < _ALIKE or pair.claim.tags[match.claim] not in "NPA":
            continue
        if pair.claim.words[match.claim].lemma in _NOBODYS:
            continue
        if match.claim in one.left:
            here, there = two.left, two.right
        elif match.claim in one.right:
            here, there = two.right, two.left
        else:
            continue
        straight += match.evidence in here
        crossed += match.evidence in there
    if not two.sign:
        return False if straight or crossed else None
    if one.right and two.right:
        return None if straight == crossed else crossed > straight
    if (one.right or two.right) and straight and crossed:
        return None
    return crossed > straight
