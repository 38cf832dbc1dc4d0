"""Numbers with their meaning, and dates: what the number, unit and date rules compare."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from summarizer.language.numerals import (
    FRACTIONS,
    GROUPS,
    MULTIPLES,
    ORDINALS,
    SCALES,
    TENS,
    UNITS,
)
from summarizer.language.tokens import Tokens, Word

_UNITS: Final[dict[str, tuple[str, float]]] = {
    name: (dimension, factor)
    for dimension, table in {
        "length": {
            "mm millimetre millimeter": 0.001,
            "cm centimetre centimeter": 0.01,
            "m metre meter": 1.0,
            "km kilometre kilometer": 1000.0,
            "inch": 0.0254,
            "foot feet ft": 0.3048,
            "yard": 0.9144,
            "mile mi": 1609.344,
        },
        "mass": {
            "mg milligram": 1e-6,
            "g gram gramme": 0.001,
            "kg kilogram kilo": 1.0,
            "tonne": 1000.0,
            "ton": 1000.0,
            "ounce oz": 0.0283495,
            "lb": 0.453592,
        },
        "time": {
            "second sec": 1.0,
            "minute min": 60.0,
            "hour hr": 3600.0,
            "day": 86400.0,
            "week": 604800.0,
            "fortnight": 1209600.0,
            "month": 2629800.0,
            "year yr": 31557600.0,
            "decade": 315576000.0,
            "century": 3155760000.0,
        },
        "volume": {
            "litre liter": 1.0,
            "millilitre milliliter ml": 0.001,
            "gallon": 3.785,
            "barrel": 159.0,
        },
        "area": {"hectare ha": 1.0, "acre": 0.404686},
        "power": {"watt": 1.0, "kilowatt kw": 1e3, "megawatt mw": 1e6, "gigawatt gw": 1e9},
        "temperature": {"degree °": 1.0},
        "data": {"kilobyte kb": 1e3, "megabyte mb": 1e6, "gigabyte gb": 1e9, "terabyte tb": 1e12},
    }.items()
    for names, factor in table.items()
    for name in names.split()
}
_SCALES_OF_HEAT: Final = {
    "c": "temperature",
    "celsius": "temperature",
    "centigrade": "temperature",
    "f": "fahrenheit",
    "fahrenheit": "fahrenheit",
}
_COMPOUND: Final = {"length3": ("volume", 1000.0), "length2": ("area", 1e-4)}
"""Cubic and square lengths in litres and hectares."""
_CURRENCIES: Final[dict[str, str]] = {
    "$": "dollar",
    "dollar": "dollar",
    "usd": "dollar",
    "buck": "dollar",
    "€": "euro",
    "euro": "euro",
    "eur": "euro",
    "£": "pound",
    "pound": "pound",
    "gbp": "pound",
    "¥": "yen",
    "yen": "yen",
    "₺": "lira",
    "lira": "lira",
    "rupee": "rupee",
    "₹": "rupee",
    "franc": "franc",
    "peso": "peso",
    "krona": "krona",
    "crown": "crown",
    "yuan": "yuan",
    "ruble": "ruble",
    "rouble": "ruble",
    "cent": "cent",
}
_CURRENCY_SIGNS: Final = frozenset("$€£¥₺₹")
MONTHS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS: Final[dict[str, int]] = {
    name: number
    for number, name in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    )
}
_SEASONS: Final[dict[str, int]] = {"spring": 1, "summer": 2, "autumn": 3, "winter": 4}
_APPROXIMATE: Final = frozenset(
    ("about around approximately roughly nearly almost some circa estimated virtually").split()
)
_ABOVE: Final = frozenset(["over", "above", "exceeding", "exceeded", "topped", "surpassed"])
_BELOW: Final = frozenset(["under", "below"])


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


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date or a part of one; parts not named are ``None``."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    season: int | None
    start: int
    end: int


def read_dates(tokens: Tokens) -> list[Date]:
    """Dates of a sentence, in order, never overlapping."""
    words = tokens.words
    dates: list[Date] = []
    for index, word in enumerate(words):
        if _opens_date(word) and not (dates and index < dates[-1].end):
            date = _date_at(words, index)
            if date is not None:
                dates.append(date)
    return dates


@lru_cache(maxsize=100_000)
def _opens_date(word: Word) -> bool:
    """Whether a date can start with a word; remembered, for it is asked of every word."""
    return (
        _month(word) is not None
        or _is_day(word)
        or _is_year(word)
        or word.lower in WEEKDAYS
        or word.lower in _SEASONS
    )


def _month(word: Word) -> int | None:
    number = MONTHS.get(word.lower.rstrip("."))
    return number if number is not None and word.capitalised else None


def _is_year(word: Word) -> bool:
    surface = word.surface
    return len(surface) == 4 and surface.isdigit() and "1100" <= surface <= "2199"


def _is_day(word: Word) -> bool:
    return (
        word.value is not None
        and 1 <= word.value <= 31
        and word.surface[0].isdigit()
        and word.value == int(word.value)
    )


def _date_at(words: tuple[Word, ...], index: int) -> Date | None:
    word = words[index]
    if not (word.capitalised or word.surface[0].isdigit() or word.lower in _SEASONS):
        return None
    count = len(words)
    month = _month(word)
    if month is not None:
        return _month_date(words, index, month)
    if _is_day(word):
        following = index + 1
        if following < count and words[following].lower == "of":
            following += 1
        if following < count and (month := _month(words[following])) is not None:
            end = following + 1
            year = None
            if end < count and _is_year(words[end]):
                year = int(words[end].surface)
                end += 1
            assert word.value is not None
            return Date(year, month, int(word.value), None, None, index, end)
        return None
    if _is_year(word):
        before = words[index - 1].lower if index else ""
        after = words[index + 1] if index + 1 < count else None
        unit_follows = (
            after is not None
            and not after.closed
            and (
                after.tags[:1] == "N"
                and not after.capitalised
                and before not in ("the", "its", "in")
            )
        )
        if unit_follows or before in _CURRENCY_SIGNS or (after and after.surface == "%"):
            return None
        return Date(int(word.surface), None, None, None, None, index, index + 1)
    if word.lower in WEEKDAYS:
        return Date(None, None, None, WEEKDAYS[word.lower], None, index, index + 1)
    if word.lower in _SEASONS and index and words[index - 1].closed in ("I", "D"):
        year = None
        end = index + 1
        if end < count and words[end].lower == "of":
            end += 1
        if end < count and _is_year(words[end]):
            year = int(words[end].surface)
            return Date(year, None, None, None, _SEASONS[word.lower], index, end + 1)
        return Date(None, None, None, None, _SEASONS[word.lower], index, index + 1)
    return None


def _month_date(words: tuple[Word, ...], index: int, month: int) -> Date | None:
    count = len(words)
    end = index + 1
    if end < count and words[end].surface == ".":
        end += 1
    day = year = None
    if end < count and _is_day(words[end]):
        value = words[end].value
        assert value is not None
        day = int(value)
        end += 1
    elif end < count and words[end].lower == "the" and end + 1 < count and _is_day(words[end + 1]):
        value = words[end + 1].value
        assert value is not None
        day = int(value)
        end += 2
    after = end + 1 if end < count and words[end].lower in (",", "of") else end
    if after < count and _is_year(words[after]):
        year = int(words[after].surface)
        end = after + 1
    if words[index].lower in ("may", "march") and day is None and year is None:
        before = words[index - 1].lower if index else ""
        if before not in (
            "in",
            "since",
            "by",
            "until",
            "till",
            "last",
            "next",
            "of",
            "and",
            "from",
            "to",
            "early",
            "late",
            "mid",
            "between",
            "this",
            "during",
        ):
            return None
    return Date(year, month, day, None, None, index, end)


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
            found.append(quantity)
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
                if word.surface not in _CURRENCY_SIGNS
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
    return word.value is not None or word.lower in _STARTERS or word.lower in ("a", "an")


def _quantity_at(
    words: tuple[Word, ...], tags: str, index: int, taken: list[bool]
) -> Quantity | None:
    parsed = _number(words, index, tags)
    if parsed is None:
        return None
    value, end, kind = parsed
    if kind == "count":
        value, end = _with_half(words, value, end)
        of_all = _share_of(words, value, end)
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
        other = _number(words, end + 1, tags)
        if other is not None and other[0] > value and other[2] == "count":
            second = other[0]
            end = other[1]
            if value < 1000 <= second and words[end - 1].lower in SCALES:
                value *= SCALES[words[end - 1].lower]
                low = value
    if sign in _CURRENCY_SIGNS:
        kind, unit, label = "money", _CURRENCIES[sign], sign
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
        elif lemma in _CURRENCIES and following.lower != "crown" and kind == "count":
            kind, unit, label, end = "money", _CURRENCIES[lemma], lemma, position + 1
        elif (
            kind == "count"
            and lemma in ("cubic", "square")
            and position + 1 < len(words)
            and words[position + 1].lemma in _UNITS
        ):
            unit, factor = _UNITS[words[position + 1].lemma]
            power = 3 if lemma == "cubic" else 2
            factor, unit = factor**power, f"{unit}{power}"
            if unit in _COMPOUND:
                unit, ratio = _COMPOUND[unit]
                factor *= ratio
            kind, label = "measure", words[position + 1].lemma
            value, low, high = value * factor, low * factor, high * factor
            end = position + 2
        elif lemma in _UNITS and kind == "count":
            unit, factor = _UNITS[lemma]
            kind, label = "measure", lemma
            value, low, high = value * factor, low * factor, high * factor
            second = second * factor if second is not None else None
            end = position + 1
            scale = words[end].lower if unit == "temperature" and end < len(words) else ""
            if scale in _SCALES_OF_HEAT:
                unit, label, end = _SCALES_OF_HEAT[scale], "degree", end + 1
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
    if lemma in _UNITS:
        dimension, factor = _UNITS[lemma]
        return dimension, factor, lemma, index + 2
    points = _points(words, index + 1)
    return None if points is None else ("points", points[0], "percentage point", points[1])


def _points(words: tuple[Word, ...], index: int) -> tuple[float, int] | None:
    """``percentage points`` and ``basis points``: their size and the end of the phrase."""
    if index + 1 >= len(words) or words[index + 1].lemma != "point":
        return None
    factor = {"percentage": 1.0, "percent": 1.0, "basis": 0.01}.get(words[index].lower)
    return None if factor is None else (factor, index + 2)


_STARTERS: Final = (
    frozenset(FRACTIONS)
    | frozenset(MULTIPLES)
    | frozenset(
        ["once", "dozens", "hundreds", "thousands", "millions", "billions", "scores", "half"]
    )
)
_BEFORE_SECOND: Final = frozenset(["the", "his", "her", "its", "their", "my", "our", "your"])
_AFTER_ONCE: Final = frozenset(
    ["a", "per", "every", "each", "more", ".", ",", ";", "and", "or", ""]
)
"""What follows ``once`` where it counts: elsewhere it joins clauses."""
_PLURAL_SCALES: Final[dict[str, float]] = {
    "dozens": 12.0,
    "scores": 20.0,
    "hundreds": 100.0,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
}


def _is_amount(words: tuple[Word, ...], index: int) -> bool:
    """``grew by a third``: a share without a noun."""
    if index < 2 or words[index - 2].lower not in ("by", "to", "than", "about", "nearly", "almost"):
        return False
    return index + 1 >= len(words) or words[index + 1].closed in (".", ",", "C", "I", "S")


def _number(words: tuple[Word, ...], index: int, tags: str) -> tuple[float, int, str] | None:
    """Value, end and kind of the number that starts at ``index``."""
    word = words[index]
    lower = word.lower
    before = words[index - 1].lower if index else ""
    after = words[index + 1].lower if index + 1 < len(words) else ""
    if lower == "once" and after in _AFTER_ONCE:
        return 1.0, index + 1, "multiple"
    if lower in MULTIPLES:
        return MULTIPLES[lower], index + 1, "multiple"
    if lower in _PLURAL_SCALES:
        return _PLURAL_SCALES[lower], index + 1, "several"
    if lower in FRACTIONS and (lower in ("half", "halves") or before in ("a", "one")):
        if lower == "half" and before in ("first", "second", "the") and after != "of":
            return None
        whole = after == "of" or _is_amount(words, index)
        if lower in ORDINALS and not whole:
            return ORDINALS[lower], index + 1, "ordinal"
        if lower == "quarter" and not whole:
            return None
        return FRACTIONS[lower], index + 1, "fraction"
    if lower in ORDINALS or (lower.endswith(("st", "nd", "rd", "th")) and lower[0].isdigit()):
        value = word.value
        if lower == "second" and not (before in _BEFORE_SECOND and after and after.isalpha()):
            return None
        return (value, index + 1, "ordinal") if value is not None else None
    if lower in ("a", "an"):
        # "an hour", "a week": one of a unit
        if index + 1 < len(words) and words[index + 1].lemma in _UNITS:
            return 1.0, index + 1, "count"
        return None
    if lower == "one":
        if before in ("no", "any", "every", "this", "that", "the", "some", "each") or not (
            (index + 1 < len(words) and tags[index + 1] in "NA-Q") or after in ("of", "in")
        ):
            return None
    elif word.value is None:
        return None
    total = 0.0
    current = 0.0
    position = index
    started = False
    while position < len(words):
        item = words[position]
        name = item.lower
        if name in SCALES:
            scale = SCALES[name]
            if scale == 100.0:
                current = (current or 1.0) * scale
            else:
                total += (current or 1.0) * scale
                current = 0.0
        elif name in GROUPS:
            current = (current or 1.0) * GROUPS[name]
        elif (
            name in UNITS or name in TENS or (item.surface[0].isdigit() and item.value is not None)
        ):
            if started and item.surface[0].isdigit():
                break
            if started and words[position - 1].surface[0].isdigit():
                break
            assert item.value is not None
            current += item.value
        elif (
            name in FRACTIONS
            and started
            and name not in ("half", "halves")
            and name.endswith("s")
            and total == 0
        ):
            return current * FRACTIONS[name], position + 1, "fraction"
        elif (
            name in ("-", "–")
            and (name == "-" or words[position - 1].lower in TENS)
            and position + 1 < len(words)
            and (
                words[position + 1].lower in UNITS
                or words[position + 1].lower in FRACTIONS
                or words[position + 1].lower in SCALES
            )
        ) or (
            name == "and"
            and started
            and position + 1 < len(words)
            and (
                words[position - 1].lower in SCALES
                and (words[position + 1].lower in UNITS or words[position + 1].lower in TENS)
            )
        ):
            pass
        else:
            break
        started = True
        position += 1
    while position > index + 1 and words[position - 1].lower in ("-", "and"):
        position -= 1
    if position == index:
        return None
    return total + current, position, "count"


def _share_of(words: tuple[Word, ...], value: float, end: int) -> tuple[float, int] | None:
    """``7 of 20``, ``seven out of ten``."""
    gap = 1 if end < len(words) and words[end].lower == "of" else 2
    if gap == 2 and [word.lower for word in words[end : end + 2]] != ["out", "of"]:
        return None
    if end + gap >= len(words):
        return None
    whole = words[end + gap].value
    if whole is None or not value < whole or words[end + gap].lower in ORDINALS:
        return None
    return value / whole, end + gap + 1


def _with_half(words: tuple[Word, ...], value: float, end: int) -> tuple[float, int]:
    """``two and a half hours``, ``an hour and a half``."""
    for gap in (0, 1):
        following = [word.lower for word in words[end + gap : end + gap + 3]]
        if following == ["and", "a", "half"]:
            if gap == 0:
                return value + 0.5, end + 3
            if words[end].lemma in _UNITS:
                return value + 0.5, end
    return value, end


def _hedge(words: tuple[Word, ...], start: int, end: int) -> tuple[str, int]:
    """What stands before (or after) the number: about, over, under, or nothing."""
    index = start - 1
    while index >= 0 and (
        words[index].surface in _CURRENCY_SIGNS or words[index].lower in ("a", "an", "the", "us")
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
