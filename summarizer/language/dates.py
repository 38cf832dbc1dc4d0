"""Calendar dates and parts of dates in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from summarizer.language.tokens import Tokens, Word
from summarizer.language.units import CURRENCY_SIGNS

_MONTHS: Final[dict[str, int]] = {
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
_WEEKDAYS: Final[dict[str, int]] = {
    name: number
    for number, name in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    )
}
_SEASONS: Final[dict[str, int]] = {"spring": 1, "summer": 2, "autumn": 3, "winter": 4}


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
        or word.lower in _WEEKDAYS
        or word.lower in _SEASONS
    )


def _month(word: Word) -> int | None:
    number = _MONTHS.get(word.lower.rstrip("."))
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
        if unit_follows or before in CURRENCY_SIGNS or (after and after.surface == "%"):
            return None
        return Date(int(word.surface), None, None, None, None, index, index + 1)
    if word.lower in _WEEKDAYS:
        return Date(None, None, None, _WEEKDAYS[word.lower], None, index, index + 1)
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
