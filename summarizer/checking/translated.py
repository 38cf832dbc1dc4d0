"""Figures of a claim in another language than its text: the one thing that needs no grammar.

Words cannot be laid side by side across languages, but a figure of the claim must stand in the
text in some form. One that does not shows that the text does not say it. What may be written out
there, rounded by convention or counted by another calendar is let pass.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from summarizer.types import Finding, FindingKind

_FIGURE: Final = re.compile(r"\d+(?:[.,'’\u00a0\u202f ]\d+)*")
_SEPARATOR: Final = re.compile(r"[.,'’\u00a0\u202f ]")
_GROUPED: Final = re.compile(r"(\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+)(?:[.,](\d+))?")
_DECIMAL: Final = re.compile(r"(\d+)[.,](\d+)")
_SMALL: Final = 20
"""Figures up to here are often written out, or follow from a count."""
_ROUND: Final = 100
"""Tens up to here are often written out."""
_FRACTIONS: Final = frozenset({25.0, 33.0, 50.0, 67.0, 75.0})
"""Percentages that are also said in words."""
_THOUSANDS: Final = (0, 3, 6, 9, 12)
_MYRIADS: Final = (4, 8)
_OTHER_CALENDARS: Final = frozenset({"am", "ar", "fa", "he", "ja", "ne", "th"})


def strange_figures(
    claim: str,
    start: int,
    end: int,
    text: str,
    words: frozenset[float],
    languages: frozenset[str],
) -> Iterator[Finding]:
    """Find figures of a claim that its text does not have.

    Args:
        claim: The claim.
        start: Where the sentence of it that is looked at begins.
        end: Where that ends.
        text: The whole text.
        words: Values that the text gives in words.
        languages: ISO 639-1 codes of both.
    """
    given = _values(text) | words
    scales = [*_THOUSANDS, *(_MYRIADS if languages & {"ja", "ko", "zh"} else ())]
    for match in _FIGURE.finditer(claim, start, end):
        for first, last in _parts(match):
            figure = claim[first:last]
            readings = _readings(figure)
            whole = all(reading == int(reading) for reading in readings)
            if whole and any(_said_in_words(value, claim[last : last + 2]) for value in readings):
                continue
            if len(figure) == len("2031") and languages & _OTHER_CALENDARS:
                continue
            parts = [float(part) for part in re.findall(r"\d+", figure)]  # 12 310: two, or one
            if any(_stands(value, given, scales) for value in readings):
                continue
            if len(parts) < 2 or not all(_stands(value, given, scales) for value in parts):
                yield Finding(
                    kind=FindingKind.NUMBER,
                    message=f"The claim says “{figure}”; the text has no such figure.",
                    claim_span=(first, last),
                )


def _parts(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The figure as a whole, or what a date, a time or a list of figures is made of."""
    if _GROUPED.fullmatch(match[0]) or _DECIMAL.fullmatch(match[0]):
        yield match.span()
        return
    for part in re.finditer(r"\d+", match[0]):
        yield match.start() + part.start(), match.start() + part.end()


def _readings(figure: str) -> set[float]:
    """Values that a figure may have: ``4,200`` is one in English, another in German."""
    found: set[float] = set()
    grouped = _GROUPED.fullmatch(figure)
    if grouped:
        found.add(float(f"{_SEPARATOR.sub('', grouped[1])}.{grouped[2] or 0}"))
    decimal = _DECIMAL.fullmatch(figure)
    if decimal:
        found.add(float(f"{decimal[1]}.{decimal[2]}"))
    return found or {float(figure)}


@lru_cache(maxsize=2)
def _values(text: str) -> frozenset[float]:
    """Values of all figures of a text."""
    found: set[float] = set()
    for match in _FIGURE.finditer(text):
        for start, end in _parts(match):
            found |= _readings(text[start:end])
        found |= {float(part) for part in match[0].split(" ") if part.isdecimal()}
    return frozenset(found - {0.0})


def _said_in_words(value: float, after: str) -> bool:
    if value <= _SMALL or (value <= _ROUND and value % 10 == 0):
        return True
    return "%" in after and value in _FRACTIONS


def _stands(value: float, given: frozenset[float], scales: list[int]) -> bool:
    if any(math.isclose(value, other * 10.0**s) for s in scales for other in given) or any(
        math.isclose(value * 10**s, other) for s in scales for other in given
    ):
        return True
    if value < 100:  # "the 70s" are the 1970s, and 15:30 is half past three in the afternoon
        return any(1000 <= other < 2100 and other % 100 == value for other in given) or (
            value <= 24 and value - 12 in given
        )
    return value < 2100 and value % 100 in given and value % 10 == 0
