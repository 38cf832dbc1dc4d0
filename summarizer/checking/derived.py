"""Figures that a text does not have but that follow from two that it has."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Final

from summarizer.language.parse import Parse
from summarizer.language.quantities import Quantity
from summarizer.language.tokens import Word
from summarizer.language.units import CURRENCY_SIGNS

_DIFFERING: Final = frozenset(
    "more less fewer difference gap total altogether combined sum together than ahead behind "
    "after before lead margin apart both".split()
)
_TELLING: Final = 3
"""Digits of a figure that is no accidental sum."""
_FEW: Final = 6
"""Figures of a sentence that are added and taken from each other."""
_OF_THE: Final = 3
"""Words between a part and its whole."""


def is_derived(claim: Parse, quantity: Quantity, given: Sequence[Quantity]) -> bool:
    """Whether a figure is the difference, the sum or a share of two others, or a growth.

    Args:
        claim: The claim.
        quantity: Its figure.
        given: The figures of a sentence of the text.
    """
    if len(given) < 1 + (quantity.kind != "percent"):
        return False
    if quantity.unit and quantity.kind in ("measure", "money"):
        parts = [other.value for other in given if other.kind == "fraction"]
        wholes = [other.value for other in given if other.unit == quantity.unit]
        if any(math.isclose(part * whole, quantity.value) for part in parts for whole in wholes):
            return True
    named = claim.words[quantity.start]
    telling = sum(character.isdigit() for character in named.surface.strip("0")) >= _TELLING
    # small figures add up to one another by chance
    before = [word.lower for word in claim.words[max(quantity.start - 2, 0) : quantity.start]]
    # "by £7" names a difference
    by = before[-1:] == ["by"] or (before[:1] == ["by"] and before[1] in CURRENCY_SIGNS)
    if not telling and not by and not any(_compares(word) for word in claim.words):
        return False
    if quantity.kind == "percent":
        growth = quantity.value / 100
        return any(
            other.kind == "multiple"
            and (math.isclose(other.value, 1 + growth) or math.isclose(other.value, 1 - growth))
            for other in given
        )
    scale = quantity.value / (named.value or quantity.value or 1.0)
    like = [
        other.value * factor
        for other in given[:_FEW]
        for factor in ((1.0,) if other.kind == quantity.kind else {1.0, scale})
        if other.kind == "count" or (other.kind, other.unit) == (quantity.kind, quantity.unit)
    ]
    found = [abs(one - two) for one, two in combinations(like, 2)]
    found += [one + two for one, two in combinations(like, 2)]
    shares = [
        other.value / (100 if other.kind == "percent" else 1)
        for other in given[:_FEW]
        if other.kind in ("percent", "fraction")
    ]
    found += [part * whole for share in shares for part in (share, 1 - share) for whole in like]
    return any(math.isclose(value, quantity.value, rel_tol=1e-6) for value in found)


def remainder(claim: Parse, given: Sequence[Quantity]) -> tuple[float, ...]:
    """The eight and the five of ``five of the eight do not`` for "three of the eight do"."""
    if not claim.negated:
        return ()
    ours = {other.value for other in claim.quantities if other.kind == "count"}
    for part, whole in pairwise(given):
        between = whole.start - part.end
        rest = whole.value - part.value
        if whole.value in ours and rest in ours and 1 <= between <= _OF_THE:
            return whole.value, rest
    return ()


def _compares(word: Word) -> bool:
    compared = word.tags and word.lower.endswith("er") and word.lower != word.lemma
    return word.lower in _DIFFERING or bool(compared)
