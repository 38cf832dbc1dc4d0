"""Numbers with what they count or measure: what the number and unit rules compare."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final

from summarizer.language.dates import Date
from summarizer.language.numbers import STARTERS, read_number, share_of, with_half
from summarizer.language.numerals import SCALES
from summarizer.language.tokens import Tokens, Word
from summarizer.language.units import (
    COMPOUND,
    CURRENCIES,
    CURRENCY_SIGNS,
    SCALES_OF_HEAT,
    UNITS,
)

_APPROXIMATE: Final = frozenset(
    ("about around approximately roughly nearly almost some circa estimated virtually").split()
)
_ABOVE: Final = frozenset(["over", "above", "exceeding", "exceeded", "topped", "surpassed"])
_BELOW: Final = frozenset(["under", "below"])
_CALENDAR: Final = frozenset(["month", "year"])
_MONTH: Final = 0.09
"""By how much four weeks, or thirty days, fall short of a month or exceed one."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the text means it.

    Attributes:
        low: Smallest value it admits.
        high: Largest value it admits; ``inf`` for "more than".
        value: The number named.
        kind: ``count``, ``percent``, ``money``, ``measure``, ``ordinal``, ``fraction`` or
            ``multiple`` ("twice as much", "half as long").
        unit: Dimension or currency, ``""`` for counts; values of measures are in the
            dimension's base unit.
        label: Unit as named in the text, or the counted noun's lemma; ``""`` if none.
        hedge: ``""``, ``about``, ``over`` or ``under``.
        start: First word of the number.
        end: One past its last word, unit included.
        noun: Index of the counted noun, if any.
    """

    low: float
    high: float
    value: float
    kind: str
    unit: str
    label: str
    hedge: str
    start: int
    end: int
    noun: int | None


def read_quantities(tokens: Tokens, tags: str, dates: list[Date]) -> list[Quantity]:
    """Quantities of a sentence, in order; numbers that belong to dates are left out."""
    words = tokens.words
    taken = [False] * len(words)
    for date in dates:
        for index in range(date.start, date.end):
            taken[index] = True
    found: list[Quantity] = []
    for index, word in enumerate(words):
        if taken[index] or not _opens_quantity(word) or (found and index < found[-1].end):
            continue
        quantity = _quantity_at(words, tags, index, taken)
        if quantity is not None and not _is_in_name(words, tags, quantity):
            found.append(_ranked(words, tags, quantity))
    found = _spanning(_summed(found, words), words)
    for number in range(len(found) - 2, -1, -1):
        # "four or six wheels": both numbers count the wheels
        one, two = found[number], found[number + 1]
        if one.noun is None and one.kind == two.kind and tags[one.end : two.start] in ("C", ","):
            found[number] = replace(one, noun=two.noun, label=two.label)
    return found


def _is_in_name(words: tuple[Word, ...], tags: str, quantity: Quantity) -> bool:
    """``Route 44``, ``Euro 2016``, ``COVID-19``: the number names, it does not count."""
    start = quantity.start
    if quantity.kind != "count" or quantity.noun is not None or not start or quantity.unit:
        return False
    if words[start - 1].surface == "-" and start > 1:
        start -= 1
    before = words[start - 1]
    return tags[start - 1] == "P" and before.capitalised and words[quantity.start].surface.isdigit()


def _ranked(words: tuple[Word, ...], tags: str, quantity: Quantity) -> Quantity:
    """``minute 34``, ``chapter 2`` tell a place in a row as "the 34th minute" does."""
    start = quantity.start
    named = quantity.noun is None or tags[quantity.noun] == "P"
    if not start or quantity.kind != "count" or quantity.unit or not named:
        return quantity
    before = words[start - 1]
    if tags[start - 1] != "N" or before.lower != before.lemma or not words[start].surface.isdigit():
        return quantity
    return replace(quantity, kind="ordinal", label=before.lemma, noun=start - 1)


def _spanning(found: list[Quantity], words: tuple[Word, ...]) -> list[Quantity]:
    """``4% to 7%`` and ``$1.3 to $1.4`` are ranges; ``from 4% to 7%`` may be a change."""
    merged: list[Quantity] = []
    for quantity in found:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.kind == quantity.kind != "count"
            and last.unit == quantity.unit
            and last.high == last.value < quantity.value
            and [
                word.lower
                for word in words[last.end : quantity.start]
                if word.surface not in CURRENCY_SIGNS
            ]
            in (["to"], ["-"], ["–"])
            and "from" not in [word.lower for word in words[max(last.start - 2, 0) : last.start]]
        ):
            merged[-1] = replace(last, high=quantity.high, end=quantity.end, noun=quantity.noun)
        else:
            merged.append(quantity)
    return merged


def _summed(found: list[Quantity], words: tuple[Word, ...]) -> list[Quantity]:
    """``7 kilometres and 300 metres`` is one length."""
    merged: list[Quantity] = []
    for quantity in found:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.kind == quantity.kind == "measure"
            and last.unit == quantity.unit
            and last.label != quantity.label
            and quantity.value < last.value
            and [word.lower for word in words[last.end : quantity.start]] in (["and"], [])
        ):
            total = last.value + quantity.value
            merged[-1] = replace(last, value=total, low=total, high=total, end=quantity.end)
        else:
            merged.append(quantity)
    return merged


def _opens_quantity(word: Word) -> bool:
    return word.value is not None or word.lower in STARTERS or word.lower in ("a", "an")


def _quantity_at(
    words: tuple[Word, ...], tags: str, index: int, taken: list[bool]
) -> Quantity | None:
    parsed = read_number(words, index, tags)
    if parsed is None:
        return None
    value, end, kind = parsed
    if kind == "count":
        value, end = with_half(words, value, end)
        of_all = share_of(words, value, end)
        if of_all is not None:
            value, end = of_all
            kind = "fraction"
        elif end < len(words) and words[end].lower == "times":
            kind, end = "multiple", end + 1
    elif kind == "fraction" and end < len(words) and words[end].lower == "as":
        kind = "multiple"
    low = high = value
    if kind == "several":
        low, high, kind = value * 2 if value == 12 else value, math.inf, "count"
    hedge, _ = _hedge(words, index, end)
    sign = words[index - 1].surface if index else ""
    unit = label = ""
    noun: int | None = None
    second: float | None = None
    if (
        kind == "count"
        and end + 1 < len(words)
        and words[end].lower in ("-", "–", "to", "and")
        and words[end + 1].value is not None
        and not taken[end + 1]
        and (words[end].lower != "and" or (index and words[index - 1].lower == "between"))
    ):
        other = read_number(words, end + 1, tags)
        if other is not None and other[0] > value and other[2] == "count":
            second = other[0]
            end = other[1]
            if value < 1000 <= second and words[end - 1].lower in SCALES:
                value *= SCALES[words[end - 1].lower]
                low = value
    if sign in CURRENCY_SIGNS:
        kind, unit, label = "money", CURRENCIES[sign], sign
    elif end < len(words) and kind in ("count", "fraction"):
        position = end
        if words[position].lower == "-" and position + 1 < len(words):
            position += 1
        following = words[position]
        lemma = following.lemma
        if following.surface == "%" or lemma in ("percent", "pct"):
            kind, label, end = "percent", "percent", position + 1
        elif lemma == "per" and position + 1 < len(words) and words[position + 1].lemma == "cent":
            kind, label, end = "percent", "percent", position + 2
        elif lemma in CURRENCIES and following.lower != "crown" and kind == "count":
            kind, unit, label, end = "money", CURRENCIES[lemma], lemma, position + 1
        elif (
            kind == "count"
            and lemma in ("cubic", "square")
            and position + 1 < len(words)
            and words[position + 1].lemma in UNITS
        ):
            unit, factor = UNITS[words[position + 1].lemma]
            power = 3 if lemma == "cubic" else 2
            factor, unit = factor**power, f"{unit}{power}"
            if unit in COMPOUND:
                unit, ratio = COMPOUND[unit]
                factor *= ratio
            kind, label = "measure", words[position + 1].lemma
            value, low, high = value * factor, low * factor, high * factor
            end = position + 2
        elif lemma in UNITS and kind == "count":
            unit, factor = UNITS[lemma]
            kind, label = "measure", lemma
            value, low, high = value * factor, low * factor, high * factor
            second = second * factor if second is not None else None
            end = position + 1
            scale = words[end].lower if unit == "temperature" and end < len(words) else ""
            if scale in SCALES_OF_HEAT:
                unit, label, end = SCALES_OF_HEAT[scale], "degree", end + 1
    if kind == "fraction":
        of_unit = _part_of_unit(words, end)
        if of_unit is not None:
            unit, factor, label, end = of_unit
            kind = "measure"
            value, low, high = value * factor, low * factor, high * factor
    elif kind == "count" and not unit:
        points = _points(words, end)
        if points is not None:
            factor, end = points
            kind, unit, label = "measure", "points", "percentage point"
            value, low, high = value * factor, low * factor, high * factor
            second = second * factor if second is not None else None
    if second is not None:
        high = second
    if not label:
        noun = _counted_noun(words, tags, end)
        if noun is not None:
            label = words[noun].lemma
    if hedge == "about":
        low, high = low * 0.9, high * 1.1
    elif hedge == "over":
        high = math.inf
    elif hedge == "under":
        low = 0.0
    return Quantity(low, high, value, kind, unit, label, hedge, index, end, noun)


def _part_of_unit(words: tuple[Word, ...], index: int) -> tuple[str, float, str, int] | None:
    """``half an hour``, ``three quarters of a mile``: dimension, factor, unit, end."""
    if index < len(words) and words[index].lower == "of":
        index += 1
    if index + 1 >= len(words) or words[index].lower not in ("a", "an"):
        return None
    lemma = words[index + 1].lemma
    if lemma in UNITS:
        dimension, factor = UNITS[lemma]
        return dimension, factor, lemma, index + 2
    points = _points(words, index + 1)
    return None if points is None else ("points", points[0], "percentage point", points[1])


def _points(words: tuple[Word, ...], index: int) -> tuple[float, int] | None:
    """``percentage points`` and ``basis points``: their size and the end of the phrase."""
    if index + 1 >= len(words) or words[index + 1].lemma != "point":
        return None
    factor = {"percentage": 1.0, "percent": 1.0, "basis": 0.01}.get(words[index].lower)
    return None if factor is None else (factor, index + 2)


def _hedge(words: tuple[Word, ...], start: int, end: int) -> tuple[str, int]:
    """What stands before (or after) the number: about, over, under, or nothing."""
    index = start - 1
    while index >= 0 and (
        words[index].surface in CURRENCY_SIGNS or words[index].lower in ("a", "an", "the", "us")
    ):
        index -= 1
    one = words[index].lower if index >= 0 else ""
    two = words[index - 1].lower if index >= 1 else ""
    three = words[index - 2].lower if index >= 2 else ""
    if one == "than":
        negated = three in ("no", "not")
        if two in ("more", "greater", "higher", "longer", "larger", "better", "other"):
            return ("under" if negated else "over"), index - 1
        if two in ("less", "fewer", "lower", "shorter", "smaller"):
            return ("over" if negated else "under"), index - 1
    if one == "least" and two == "at":
        return "over", index - 1
    if one == "most" and two == "at":
        return "under", index - 1
    if one == "to" and two == "up":
        return "under", index - 1
    if one == "of" and two in ("upwards", "upward", "excess"):
        return "over", index - 1
    if one == three == "as" and two in ("many", "much", "few", "little"):
        return ("under" if two in ("many", "much") else "over"), index - 2
    if one == "to" and two == "close":
        return "about", index - 1
    if one in _APPROXIMATE:
        return "about", index
    if one in _ABOVE:
        return "over", index
    if one in _BELOW:
        return "under", index
    if end + 1 < len(words) and words[end].lower == "or":
        if words[end + 1].lower in ("more", "above"):
            return "over", index
        if words[end + 1].lower in ("less", "fewer"):
            return "under", index
        if words[end + 1].lower == "so":
            return "about", index
    return "", start


def _counted_noun(words: tuple[Word, ...], tags: str, end: int) -> int | None:
    """Index of the noun that a number counts: the head of the noun phrase it opens."""
    index = end
    noun = None
    if index < len(words) and words[index].lower == "of":
        index += 1
        while index < len(words) and tags[index] == "D":
            index += 1
    while index < len(words) and tags[index] in "AN-PRG":
        if tags[index] in "NP":
            noun = index
        index += 1
    return noun


def _is_about_a_month(one: Quantity, other: Quantity) -> bool:
    """``A month`` and ``four weeks``, ``two months`` and ``60 days`` are said for each other."""
    return (
        one.unit == other.unit
        and one.label in _CALENDAR
        and other.label not in _CALENDAR
        and math.isclose(one.value, other.value, rel_tol=_MONTH)
    )


def compatible(claim: Quantity, evidence: Quantity) -> bool:
    """Whether the text's quantity makes the claim's true, kinds being equal.

    A claim may round when it says so, may name a bound that the text's number respects,
    and may drop "about"; it may not turn "over" into "under".
    """
    both = (claim, evidence)
    if all(item.value < item.high < math.inf and not item.hedge for item in both):
        # "from 2.5 to 2.75": both ends must agree
        return math.isclose(claim.value, evidence.value, rel_tol=0.003) and math.isclose(
            claim.high, evidence.high, rel_tol=0.003
        )
    if {claim.hedge, evidence.hedge} == {"over", "under"}:
        return claim.low <= evidence.low and evidence.high <= claim.high
    if _is_about_a_month(claim, evidence) or _is_about_a_month(evidence, claim):
        return True
    if math.isclose(claim.value, evidence.value, rel_tol=0.003):
        ranges = all(item.value < item.high < math.inf and not item.hedge for item in both)
        return not ranges or math.isclose(claim.high, evidence.high, rel_tol=0.003)
    if {claim.kind, evidence.kind} == {"percent", "fraction"}:
        share, percent = (claim, evidence) if claim.kind == "fraction" else (evidence, claim)
        tolerance = 0.1 if claim.hedge or evidence.hedge else 0.02
        return abs(share.value * 100 - percent.value) <= tolerance * 100 * share.value
    if claim.hedge == evidence.hedge and claim.hedge in ("over", "under"):
        # a bound may be loosened a little, not restated as another one
        ratio = evidence.value / claim.value if claim.value else math.inf
        return (
            (1.0 if claim.hedge == "over" else 0.75)
            <= ratio
            <= (1.34 if claim.hedge == "over" else 1.0)
        )
    if claim.hedge or claim.low < claim.high:
        return claim.low <= evidence.low * 1.0001 and evidence.high <= claim.high * 1.0001
    return False
