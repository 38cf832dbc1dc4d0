"""Numbers, shares, money and measures in languages that have a table of number words."""

from __future__ import annotations

import math
import re
from typing import Final

from summarizer.language.dates import Date
from summarizer.language.quantities import Quantity
from summarizer.language.tokens import Word
from summarizer.language.tongues.tongue import Tongue, WordList
from summarizer.language.units import CURRENCIES, CURRENCY_SIGNS, UNITS

_GROUPED: Final = re.compile(r"(\d{1,3}(?:[.\u00a0\u202f '’]\d{3})+)(?:,(\d+))?")
_COMMAS: Final = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_DECIMAL: Final = re.compile(r"(\d+)[.,](\d+)")
_NOT_DIGIT: Final = re.compile(r"\D")
_THOUSAND: Final = 1000
_HUNDRED: Final = 100
_SYMBOLS: Final = frozenset(["km", "cm", "mm", "m", "kg", "g", "t", "ha", "mw", "kw", "gw", "ml"])
_MONEY: Final = {
    "euro": "euro",
    "доллар": "dollar",
    "doll": "dollar",
    "dól": "dollar",
    "dola": "dollar",
    "złot": "zloty",
    "zł": "zloty",
    "lira": "lira",
    "kron": "krona",
    "kroner": "krona",
    "corona": "krona",
    "korun": "krona",
    "kč": "krona",
    "fran": "franc",
    "pfund": "pound",
    "libra": "pound",
    "pond": "pound",
    "funt": "pound",
    "sterlin": "pound",
    "pound": "pound",
    "rub": "ruble",
    "руб": "ruble",
    "евро": "euro",
    "peso": "peso",
    "yen": "yen",
    "reais": "real",
    "cent": "cent",
    "грив": "hryvnia",
}
"""How the names of currencies begin; they only count behind a number."""
_UNIT_NAMES: Final = {"gram": "g", "liter": "litre"}
_WHOLE: Final = ("", 1.0)
_WITHIN: Final = 5
"""Words between the two figures of "two such shops out of five"."""
_SMALL: Final = 100


def figure_value(lower: str) -> float | None:
    """Value of a number in digits; clock times and dates have none."""
    grouped = _GROUPED.fullmatch(lower)
    if grouped:
        return float(f"{_NOT_DIGIT.sub('', grouped[1])}.{grouped[2] or 0}")
    if _COMMAS.fullmatch(lower):
        return float(lower.replace(",", ""))
    decimal = _DECIMAL.fullmatch(lower)
    if decimal:
        return float(f"{int(decimal[1])}.{decimal[2]}")
    return float(lower) if lower.isdecimal() else None


def word_value(lower: str, tongue: Tongue) -> float | None:
    """Value of a number word, also of one that is made of several (``dreiundvierzig``)."""
    value = tongue.numbers.get(lower)
    if value is not None or "glue" not in tongue.options:
        return value
    parts = _segments(lower, tongue)
    if parts is None or len(parts) < 2:
        return None
    total = current = 0.0
    for part in parts:
        total, current = _add(total, current, part)
    return total + current


def _segments(lower: str, tongue: Tongue) -> list[float] | None:
    """The number words that a word is made of, all of it."""
    if not lower:
        return []
    for length in range(len(lower), 1, -1):
        value = tongue.numbers.get(lower[:length])
        if value is None:
            continue
        rest = lower[length:]
        glues = ["", *tongue.options["glue"].split()]
        for glue in glues:
            if rest.startswith(glue) and (not glue or rest != glue):
                others = _segments(rest[len(glue) :], tongue)
                if others is not None:
                    return [value, *others]
    return None


def _add(total: float, current: float, value: float) -> tuple[float, float]:
    """Take one more number word into a number that is being read."""
    if value >= _THOUSAND:
        return total + (current or 1.0) * value, 0.0
    if value == _HUNDRED and 0 < current < _HUNDRED:
        return total, current * value
    if value == 20 and current == 4:  # quatre-vingts
        return total, 80.0
    return total, current + value


def read_quantities(
    words: tuple[Word, ...], tags: str, dates: list[Date], tongue: Tongue
) -> list[Quantity]:
    """Quantities of a sentence, in order; numbers that belong to dates are left out."""
    taken = {index for date in dates for index in range(date.start, date.end)}
    found: list[Quantity] = []
    index = 0
    while index < len(words):
        quantity = None
        if index not in taken:
            quantity = _quantity_at(words, tags, index, taken, tongue)
        if quantity is None:
            index += 1
            continue
        found.append(quantity)
        index = quantity.end
    return _shares(found, words, tongue)


def _quantity_at(
    words: tuple[Word, ...], tags: str, index: int, taken: set[int], tongue: Tongue
) -> Quantity | None:
    value, end = _number(words, index, taken, tongue)
    counted = value is not None or (index and words[index - 1].lower in tongue.list("indefinite"))
    part = _fraction(words, end, tongue, bool(counted))
    if part is not None:
        share, end = part
        return _make(words, index, end, share * (value or 1.0), "fraction", "", "", tongue)
    if value is None:
        return None
    kind, unit, label, stop = _measured(words, index, end, tongue)
    if kind == "measure":
        value *= UNITS.get(label, _WHOLE)[1]
    noun = None
    if kind == "count":
        first = stop + 1 if stop < len(words) and tags[stop] == "D" else stop
        noun = first if first < len(words) and tags[first] == "N" else None
        label = words[noun].lemma if noun is not None else ""
        if noun is None and index and tags[index - 1] == "P" and words[index].surface.isdigit():
            return None  # "Route 44": the number names, it does not count
    return _make(words, index, stop, value, kind, unit, label, tongue, noun)


def _fraction(
    words: tuple[Word, ...], index: int, tongue: Tongue, counted: bool
) -> tuple[float, int] | None:
    """Value and end of a word for a part: ``Drittel``, ``cuarta parte``."""
    if index >= len(words):
        return None
    for names, value in (*tongue.fractions, *(tongue.ordinal_fractions if counted else ())):
        if words[index].lower in names:
            return value, index + 1
        if names.at(words, index):
            return value, index + 2
    return None


def _number(
    words: tuple[Word, ...], index: int, taken: set[int], tongue: Tongue
) -> tuple[float | None, int]:
    """Value and end of the number that starts at ``index``."""
    total = current = 0.0
    end = index
    joiner = tongue.options.get("joiner", "")
    last = math.inf
    while end < len(words) and end not in taken:
        item = words[end]
        if item.value is None:
            following = words[end + 1] if end + 1 < len(words) else None
            joins = item.surface == "-" or (joiner and item.lower == joiner)
            small = following is not None and (following.value or _HUNDRED) < _HUNDRED
            if not (end > index and joins and small and not words[end - 1].surface[0].isdigit()):
                break
            assert following is not None
            if following.surface[0].isdigit() or (last % 10 and last != 4):
                break
            end += 1
            continue
        if end > index:
            digits = item.surface[0].isdigit()
            fits = item.value >= _HUNDRED or (item.value < last and last % 10 == 0)
            if digits or not (fits or (last == 4 and item.value == 20)):
                break
            if item.value < last and words[end - 1].surface[0].isdigit():
                break
        total, current = _add(total, current, item.value)
        last = item.value
        end += 1
    return (None, index) if end == index else (total + current, end)


def _measured(
    words: tuple[Word, ...], start: int, end: int, tongue: Tongue
) -> tuple[str, str, str, int]:
    """Kind, unit, label and end of what a number measures."""
    sign = words[start - 1].surface if start else ""
    if sign in CURRENCY_SIGNS:
        return "money", CURRENCIES[sign], sign, end
    percent = tongue.list("percent")
    if tongue.options.get("percent_before") and start and words[start - 1].lower in percent:
        return "percent", "", "percent", end
    if end >= len(words):
        return "count", "", "", end
    position = end
    if words[position].closed in ("D", "I") and words[end - 1].value in (1e6, 1e9):
        position += 1  # "un millón de euros"
    if position >= len(words):
        return "count", "", "", end
    lower = words[position].lower
    if lower == "%" or lower in percent:
        return "percent", "", "percent", position + 1
    if percent.at(words, position):
        return "percent", "", "percent", position + 2
    if words[position].surface in CURRENCY_SIGNS:
        return "money", CURRENCIES[words[position].surface], lower, position + 1
    for name, forms in tongue.units.items():
        if lower in forms:
            label = _UNIT_NAMES.get(name, name)
            return "measure", UNITS[label][0], label, position + 1
    if lower in _SYMBOLS and lower in UNITS:
        return "measure", UNITS[lower][0], lower, position + 1
    for beginning, unit in _MONEY.items():
        if lower.startswith(beginning):
            # a hundredth of which currency is seldom said
            kind = "measure" if unit == "cent" else "money"
            return kind, unit, lower, position + 1
    return "count", "", "", end


def _make(
    words: tuple[Word, ...],
    start: int,
    end: int,
    value: float,
    kind: str,
    unit: str,
    label: str,
    tongue: Tongue,
    noun: int | None = None,
) -> Quantity:
    low = high = value
    hedge = _hedge(words, start, tongue)
    if hedge == "about":
        low, high = value * 0.9, value * 1.1
    elif hedge == "over":
        high = math.inf
    elif hedge == "under":
        low = 0.0
    return Quantity(low, high, value, kind, unit, label, hedge, start, end, noun)


def _hedge(words: tuple[Word, ...], start: int, tongue: Tongue) -> str:
    for name in ("over", "under", "about"):
        forms: WordList = tongue.list(name)
        for first in (start - 2, start - 1):
            if first >= 0 and forms.at(words, first):
                return name
    return ""


def _shares(found: list[Quantity], words: tuple[Word, ...], tongue: Tongue) -> list[Quantity]:
    """``two such shops out of five`` is a share."""
    merged: list[Quantity] = []
    out_of = tongue.list("out_of")
    for quantity in found:
        last = merged[-1] if merged else None
        joined = any(
            first >= 0 and out_of.at(words, first)
            for first in (quantity.start - 2, quantity.start - 1)
        )
        if (
            last is not None
            and last.kind == quantity.kind == "count"
            and 0 < last.value < quantity.value <= _SMALL
            and quantity.start - last.end <= _WITHIN
            and joined
        ):
            value = last.value / quantity.value
            merged[-1] = _make(words, last.start, quantity.end, value, "fraction", "", "", tongue)
        else:
            merged.append(quantity)
    return merged
