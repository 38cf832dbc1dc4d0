"""Order in time: which of two events came first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_FIRST_THEN_SECOND: Final = frozenset(["before", "until", "till"])
_FIRST_TIME: Final = ["first", "time"]
_REPEATED: Final = frozenset(["again", "previously", "before"])
_MOST: Final = 0.7
"""Share of the claim that the passage must carry for both to tell of one event."""
_SECOND_AFTER_FIRST: Final = frozenset(("after",))


def check(pair: Pair) -> Iterator[Finding]:
    """Object when the claim puts first what the text puts second."""
    again = _again(pair)
    if again is not None:
        yield again
        return
    ours = _sequence(pair.claim)
    if ours is None:
        return
    theirs = _sequence(pair.passage)
    if theirs is None:
        return
    connector, earlier, later = ours
    other, earlier_there, later_there = theirs
    straight = crossed = 0.0
    for index in (*earlier, *later):
        target = pair.matched(index)
        if target is None:
            continue
        weight = pair.claim.words[index].weight
        if (index in earlier) == (target in earlier_there):
            straight += weight
        if (index in earlier and target in later_there) or (
            index in later and target in earlier_there
        ):
            crossed += weight
    if crossed > 2 * straight and crossed > 0.8:
        yield pair.objection(
            FindingKind.ORDER,
            "The claim and the text put these events in opposite order.",
            (connector, connector + 1),
            (other, other + 1),
        )


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


def _sequence(side: Parse) -> tuple[int, frozenset[int], frozenset[int]] | None:
    """The connector, the words of the earlier event and the words of the later one."""
    if side.vocabulary.isdisjoint(_FIRST_THEN_SECOND | _SECOND_AFTER_FIRST):
        return None
    for index, word in enumerate(side.words):
        if word.lower in _FIRST_THEN_SECOND:
            forward = not (word.lower in ("until", "till") and _is_denied(side, index))
        elif word.lower in _SECOND_AFTER_FIRST:
            forward = False
        else:
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
        subordinate = frozenset(item for item in content if index < item < comma)
        main = frozenset(item for item in content if item < index or item > comma)
        if not subordinate or not main:
            continue
        return (index, main, subordinate) if forward else (index, subordinate, main)
    return None
