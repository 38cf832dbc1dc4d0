"""Numbers that follow from two others: a sum, a difference, a share of an amount."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Final

from summarizer.language.quantities import Quantity

_CLOSE: Final = 0.005
_MOST: Final = 12
"""Numbers of a passage beyond which some two of them give any third."""
_SHARES: Final = frozenset({"fraction", "percent"})


def follows(claim: Quantity, given: Sequence[Quantity]) -> bool:
    """Whether a number can be worked out from two of those that the text gives.

    Args:
        claim: The number of a claim.
        given: The numbers of the passage.
    """
    if len(given) > _MOST:
        return False
    if claim.kind in _SHARES:
        wanted = _part(claim)
        return any(math.isclose(wanted, value, rel_tol=_CLOSE) for value in _parts(given))
    return any(math.isclose(claim.value, value, rel_tol=_CLOSE) for value in _amounts(claim, given))


def _part(quantity: Quantity) -> float:
    return quantity.value / 100 if quantity.kind == "percent" else quantity.value


def _parts(given: Sequence[Quantity]) -> Iterator[float]:
    for one in given:
        if one.kind in _SHARES:
            yield 1 - _part(one)
    for one, two in permutations(given, 2):
        if one.kind not in _SHARES and _is_same(one, two) and 0 < one.value < two.value:
            yield one.value / two.value


def _amounts(claim: Quantity, given: Sequence[Quantity]) -> Iterator[float]:
    for one, two in permutations(given, 2):
        if one.kind in _SHARES and _is_same(claim, two):
            yield _part(one) * two.value
            yield (1 - _part(one)) * two.value
        elif _is_same(one, two) and _is_same(claim, one) and _is_of(claim, one, two):
            yield one.value + two.value
            yield one.value - two.value
        elif one.kind == "count" and _is_same(claim, two):
            yield one.value * two.value


def _is_same(one: Quantity, two: Quantity) -> bool:
    """Whether two numbers are amounts of the same thing, as far as their units tell.

    "9 euros, two more than last year": what is counted need not be said twice.
    """
    if one.kind == two.kind:
        return one.unit == two.unit
    bare = one if one.kind == "count" else two
    return "count" in (one.kind, two.kind) and not bare.label and bare.value > 1


def _is_of(claim: Quantity, *given: Quantity) -> bool:
    """Whether a count is of what one of the others counts."""
    return claim.kind != "count" or not claim.label or claim.label in [x.label for x in given]
