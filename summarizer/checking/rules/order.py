"""Order in time: which of two events came first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from summarizer.checking.rules.pair import Pair
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_ORDERS: Final = {
    **dict.fromkeys(["before", "until", "till"], 1),
    **dict.fromkeys(["after", "once"], -1),
    **dict.fromkeys(["while", "during"], 0),
}
_LASTING: Final = frozenset(["until", "till"])
_ENDS: Final = frozenset(["before", "until", "till"])
_FIRST_TIME: Final = ["first", "time"]
_REPEATED: Final = frozenset(["again", "previously", "before"])
_MOST: Final = 0.7
"""Share of the claim that the passage must carry for both to tell of one event."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object when the claim puts first what the text puts second."""
    again = _again(pair)
    if again is not None:
        yield again
        return
    ours = _sequence(pair.claim)
    theirs = None if ours is None else _sequence(pair.passage)
    if ours is None or theirs is None:
        return
    main, clause = _parts(pair, ours.main, theirs), _parts(pair, ours.clause, theirs)
    straight = main[0] > main[1] and clause[1] > clause[0]
    crossed = main[1] > main[0] and clause[0] > clause[1]
    if straight == crossed:
        return
    if ours.order == (theirs.order if straight else -theirs.order):
        return
    if not (ours.order and theirs.order) and (
        pair.alignment.coverage < _MOST
        or not {
            pair.claim.words[ours.connector].lower,
            pair.passage.words[theirs.connector].lower,
        }.isdisjoint(_LASTING)
    ):
        # what lasts until then goes on while something else does
        return
    yield pair.objection(
        FindingKind.ORDER,
        "The claim and the text put these events in opposite order."
        if ours.order and theirs.order
        else "One of claim and text puts these events one after the other, the other together.",
        (ours.connector, ours.connector + 1),
        (theirs.connector, theirs.connector + 1),
    )


def _parts(pair: Pair, words: frozenset[int], theirs: _Sequence) -> tuple[float, float]:
    """How much of an event the text's main clause and its subordinate one have."""
    main = clause = 0.0
    for index in words:
        target = pair.matched(index)
        weight = pair.claim.words[index].weight
        main += weight * (target in theirs.main)
        clause += weight * (target in theirs.clause)
    return main, clause


def _again(pair: Pair) -> Finding | None:
    """``for the first time`` in the text, ``again`` or ``before`` in the claim."""
    if pair.claim.vocabulary.isdisjoint(_REPEATED) or "first" not in pair.passage.vocabulary:
        return None
    words = [word.lower for word in pair.passage.words]
    first = next((at for at in range(len(words) - 1) if words[at : at + 2] == _FIRST_TIME), None)
    if first is None or pair.alignment.coverage < _MOST or _is_denied(pair.passage, first):
        return None
    last = len(pair.claim.words) - 1
    for index, word in enumerate(pair.claim.words):
        ends = index == last or pair.claim.tags[index + 1] in ".,"
        if word.lower in ("again", "previously") or (word.lower == "before" and ends):
            if _is_denied(pair.claim, index):
                return None
            return pair.objection(
                FindingKind.ORDER,
                f"The claim says “{word.surface}” where the text says “first time”.",
                (index, index + 1),
                (first, first + 2),
            )
    return None


def _is_denied(side: Parse, index: int) -> bool:
    """``not until`` means after, ``not the first time`` again."""
    return any(word.closed == "E" for word in side.words[max(index - 4, 0) : index])


class _Sequence(NamedTuple):
    """Two events of a sentence: 1 where that of the main clause came first, 0 where together."""

    connector: int
    order: int
    main: frozenset[int]
    clause: frozenset[int]


def _sequence(side: Parse) -> _Sequence | None:
    """The connector of two events, their order, and the words of each."""
    if side.vocabulary.isdisjoint(_ORDERS):
        return None
    for index, word in enumerate(side.words):
        order = _ORDERS.get(word.lower)
        if order is None:
            continue
        content = side.content
        comma = next(
            (
                position
                for position in range(index + 1, len(side.words))
                if side.tags[position] == ","
            ),
            len(side.words),
        )
        clause = frozenset(item for item in content if index < item < comma)
        main = frozenset(item for item in content if item < index or item > comma)
        if not clause or not main:
            continue
        if word.lower in _ENDS and (_is_denied(side, index) or _is_negated(side, main)):
            # "not until", "not before" mean after
            order = -order
        return _Sequence(index, order, main, clause)
    return None


def _is_negated(side: Parse, words: frozenset[int]) -> bool:
    """Whether a negator denies any of the words; what is cancelled is so at its time."""
    return any(
        not negation.implicit and not words.isdisjoint(range(negation.first, negation.end))
        for negation in side.negations
    )
