"""Edits of dates and of times of day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from evals.edits.passages import Passage
from evals.edits.wording import places_of, splice

Pair = tuple[str, str | None]

WEEKDAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()
SEASONS: Final = "spring summer autumn winter".split()
_MONTH: Final = "|".join(MONTHS)
_DAY_MONTH: Final = rf"\b(?P<day>[1-9]|[12]\d|3[01]) (?P<month>{_MONTH})\b(?! \d{{4}})"
_MONTH_ONLY: Final = rf"(?<=\b(?:in|ce|il|om|by) )(?P<month>{_MONTH})\b(?! \d)"
_YEAR: Final = r"(?<=\b(?:in|ce|il|by|om|er) )(?P<year>(?:1[4-9]|20)\d\d)\b"
_CLOCK: Final = r"\b(?P<hour>\d{1,2}):(?P<minute>\d\d) (?P<half>am|pm)\b"


def date(sentence: str, passage: Passage, random: Random) -> Iterator[Pair]:
    """Another date; the same one written otherwise."""
    for match in places_of(_DAY_MONTH, sentence):
        day, month = int(match["day"]), match["month"]
        other = f"{_another_day(day, random)} {month}"
        if random.random() < 0.5:
            other = f"{day} {_another(MONTHS, month, passage.text, random)}"
        same = random.choice([f"{month} {day}", f"the {day}{_ending(day)} of {month}"])
        yield splice(sentence, match, other), splice(sentence, match, same)
    for match in places_of(_MONTH_ONLY, sentence):
        yield splice(sentence, match, _another(MONTHS, match["month"], passage.text, random)), None
    for match in places_of(rf"\b(?:{'|'.join(WEEKDAYS)})\b", sentence):
        yield splice(sentence, match, _another(WEEKDAYS, match.group(), passage.text, random)), None
    for match in places_of(rf"\b(?:{'|'.join(SEASONS)})\b", sentence):
        yield splice(sentence, match, _another(SEASONS, match.group(), passage.text, random)), None
    for match in places_of(_YEAR, sentence):
        yield splice(sentence, match, _another_year(match["year"], passage.text, random)), None
    for match in places_of(_CLOCK, sentence):
        hour, rest = int(match["hour"]), f":{match['minute']} {match['half']}"
        other = f"{hour % 12 + 1}{rest}"
        clock = f"{hour % 12 + (12 if match['half'] == 'pm' else 0):02}:{match['minute']}"
        yield splice(sentence, match, other), splice(sentence, match, clock)


def _another(names: list[str], name: str, text: str, random: Random) -> str:
    return random.choice([other for other in names if other != name and other not in text])


def _another_day(day: int, random: Random) -> int:
    return random.choice(
        [other for other in (day + 10, day - 3, day + 2) if 0 < other <= 28] or [5]
    )


def _another_year(year: str, text: str, random: Random) -> str:
    swapped = year[:2] + year[3] + year[2]
    others = [swapped, str(int(year) - 2), str(int(year) + 10), str(int(year) - 1)]
    return random.choice([other for other in others if other != year and other not in text])


def _ending(day: int) -> str:
    return "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


_WHEN: Final = (
    rf"on (?:{'|'.join(WEEKDAYS)})(?: morning| evening| night)?"
    rf"|on [1-9]\d? (?:{_MONTH})|in (?:{_MONTH})|in (?:1[4-9]|20)\d\d"
    r"|last (?:year|week|spring|summer|autumn|winter)|next year|two years ago"
)
TRAILING: Final = re.compile(rf"^(?P<main>[^,;:\"]+) (?P<when>{_WHEN})\.$")
"""A sentence that ends with the time of what it tells."""
