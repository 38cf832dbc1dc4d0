"""Comparisons: which way something moved, and which of two things is the greater."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_MORE: Final = frozenset(("more greater higher larger bigger better faster longer").split())
_LESS: Final = frozenset(["less", "fewer", "lower", "smaller", "worse", "slower", "shorter"])
_COMPARING: Final = _MORE | _LESS | {"same", "than"}


def check(pair: Pair) -> Iterator[Finding]:
    """Object when the claim compares the other way round."""
    if pair.claim.vocabulary.isdisjoint(_COMPARING) or pair.passage.vocabulary.isdisjoint(
        _COMPARING
    ):
        return
    degree, sides = _opposite_degree(pair), _exchanged_sides(pair)
    # "A is longer than B" and "B is shorter than A" say the same
    if (degree is None) != (sides is None) and not (sides and _opposites_compared(pair)):
        yield degree or sides  # type: ignore[misc]


def _opposites_compared(pair: Pair) -> bool:
    return any(pair.claim.tags[index] in "AR" for index, _ in pair.alignment.opposites)


def _degree(side: Parse, index: int) -> int | None:
    """1 for more, -1 for less, 0 for as much, ``None`` where nothing is compared."""
    lower = side.words[index].lower
    if lower == "same":
        following = side.words[index + 1].lower if index + 1 < len(side.words) else ""
        return 0 if following == "as" else None
    return 1 if lower in _MORE else -1 if lower in _LESS else None


def _opposite_degree(pair: Pair) -> Finding | None:
    numbers = {quantity.start for quantity in pair.claim.quantities}
    for index in range(len(pair.claim)):
        ours = _degree(pair.claim, index)
        if not ours or any(index + 2 <= start <= index + 3 for start in numbers):
            continue
        for position in range(len(pair.passage)):
            theirs = _degree(pair.passage, position)
            if theirs is None or ours == theirs:
                continue
            if pair.association(index, position, reach=3) < 1.0:
                continue
            return pair.objection(
                FindingKind.COMPARISON,
                f"The claim says “{pair.claim.words[index].surface}” where the text says "
                f"“{pair.passage.words[position].surface}”.",
                (index, index + 1),
                (position, position + 1),
            )
    return None


def _exchanged_sides(pair: Pair) -> Finding | None:
    ours = next((i for i, word in enumerate(pair.claim.words) if word.lower == "than"), None)
    theirs = next((i for i, word in enumerate(pair.passage.words) if word.lower == "than"), None)
    if ours is None or theirs is None:
        return None
    left = right = 0
    for match in pair.alignment.matches.values():
        if not match.exact or pair.claim.tags[match.claim] not in "NP":
            continue
        if match.claim < ours and match.evidence > theirs:
            left += 1
        if match.claim > ours and match.evidence < theirs:
            right += 1
    if not (left and right):
        return None
    return pair.objection(
        FindingKind.COMPARISON,
        "The claim exchanges the two sides of the comparison.",
        (ours, ours + 1),
        (theirs, theirs + 1),
    )
