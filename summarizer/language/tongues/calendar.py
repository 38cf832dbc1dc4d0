"""Dates in languages that have a table of month and day names, and dates in digits."""

from __future__ import annotations

import re
from typing import Final

from summarizer.language.dates import Date
from summarizer.language.tokens import Word
from summarizer.language.tongues.tongue import Tongue, WordList

_NUMERIC: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:1\d|20|21)\d\d)")
_MARKS: Final = {"年": "year", "月": "month", "日": "day", "년": "year", "월": "month", "일": "day"}
_DAYS: Final = 31
_MONTHS: Final = 12
_SKIPPED: Final = frozenset([".", "º", "°", "er", "re"])


def read_dates(words: tuple[Word, ...], tongue: Tongue) -> list[Date]:
    """Dates of a sentence, in order, never overlapping."""
    found: list[Date] = []
    index = 0
    while index < len(words):
        date = _date_at(words, index, tongue)
        if date is None:
            index += 1
            continue
        found.append(date)
        index = date.end
    return found


def _date_at(words: tuple[Word, ...], index: int, tongue: Tongue) -> Date | None:
    word = words[index]
    numeric = _NUMERIC.fullmatch(word.lower)
    if numeric:
        return Date(int(numeric[3]), int(numeric[2]), int(numeric[1]), None, None, index, index + 1)
    if word.surface[0].isdigit():
        return (
            _marked(words, index) or _day_first(words, index, tongue) or _year(words, index, tongue)
        )
    month = _number_in(tongue.months, word.lower)
    if month is not None:
        year, end = _year_after(words, index + 1)
        return Date(year, month, None, None, None, index, end)
    weekday = _number_in(tongue.weekdays, word.lower)
    if weekday is not None:
        return Date(None, None, None, weekday - 1, None, index, index + 1)
    return None


def _number_in(names: tuple[WordList, ...], lower: str) -> int | None:
    return next((number for number, forms in enumerate(names, 1) if lower in forms), None)


def _day_first(words: tuple[Word, ...], index: int, tongue: Tongue) -> Date | None:
    """``3. Mai 2031``, ``8 de junio``."""
    value = words[index].value
    if value is None or not 1 <= value <= _DAYS or value != int(value):
        return None
    end = index + 1
    while end < len(words) and (words[end].surface in _SKIPPED or words[end].closed in ("D", "I")):
        end += 1
    month = _number_in(tongue.months, words[end].lower) if end < len(words) else None
    if month is None:
        return None
    year, end = _year_after(words, end + 1)
    return Date(year, month, int(value), None, None, index, end)


def _year_after(words: tuple[Word, ...], index: int) -> tuple[int | None, int]:
    at = index
    if at < len(words) and (words[at].closed in ("D", "I") or words[at].surface == ","):
        at += 1
    if at < len(words) and _is_year(words[at]):
        return int(words[at].lower), at + 1
    return None, index


def _is_year(word: Word) -> bool:
    lower = word.lower
    return len(lower) == 4 and lower.isdecimal() and "1100" <= lower <= "2199"


def _year(words: tuple[Word, ...], index: int, tongue: Tongue) -> Date | None:
    """Four digits that count nothing: ``im Jahr 1968``, ``w 1936 roku``, ``depuis 1931``."""
    if not _is_year(words[index]):
        return None
    years = tongue.units.get("year")
    before = words[index - 1] if index else None
    after = words[index + 1] if index + 1 < len(words) else None
    named = years is not None and any(
        item is not None and item.lower in years for item in (before, after)
    )
    placed = before is not None and before.closed in ("I", "D")
    counts = after is not None and after.content and not after.capitalised and after.value is None
    if not named and counts and not placed:
        return None
    if after is not None and after.surface in ("%", "€", "$"):
        return None
    return Date(int(words[index].lower), None, None, None, None, index, index + 1)


def _marked(words: tuple[Word, ...], index: int) -> Date | None:
    """``2031年5月3日``: every figure has a sign behind it that says what it is."""
    parts: dict[str, int] = {}
    end = index
    while (
        end + 1 < len(words)
        and words[end].surface.isdecimal()
        and words[end + 1].surface[0] in _MARKS
    ):
        parts[_MARKS[words[end + 1].surface[0]]] = int(words[end].surface)
        end += 2
    if not parts or parts.get("month", 1) > _MONTHS or parts.get("day", 1) > _DAYS:
        return None
    return Date(parts.get("year"), parts.get("month"), parts.get("day"), None, None, index, end)
