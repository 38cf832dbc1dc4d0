"""Numbers as words and digits write them: values, fractions, multiples, ordinals."""

from __future__ import annotations

from typing import Final

from summarizer.language.numerals import (
    FRACTIONS,
    GROUPS,
    MULTIPLES,
    ONES,
    ORDINALS,
    SCALES,
    TENS,
)
from summarizer.language.tokens import Word
from summarizer.language.units import UNITS

STARTERS: Final = (
    frozenset(FRACTIONS)
    | frozenset(MULTIPLES)
    | frozenset(
        ["once", "dozens", "hundreds", "thousands", "millions", "billions", "scores", "half"]
    )
)
_BEFORE_SECOND: Final = frozenset(["the", "his", "her", "its", "their", "my", "our", "your"])
_BEFORE_SHARE: Final = frozenset(
    "by to than about nearly almost roughly around approximately over under least most".split()
)
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
    if index < 2 or words[index - 2].lower not in _BEFORE_SHARE:
        return False
    return index + 1 >= len(words) or words[index + 1].closed in (".", ",", "C", "I", "S")


def read_number(words: tuple[Word, ...], index: int, tags: str) -> tuple[float, int, str] | None:
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
        if lower == "first" and tags[index + 1 : index + 2] == "V":
            # "the price first quoted": no place in a row
            return None
        if lower == "second" and not (before in _BEFORE_SECOND and after and after.isalpha()):
            return None
        return (value, index + 1, "ordinal") if value is not None else None
    if lower in ("a", "an"):
        # "an hour", "a week": one of a unit
        if index + 1 < len(words) and words[index + 1].lemma in UNITS:
            return 1.0, index + 1, "count"
        return None
    if lower == "one":
        if before in ("no", "any", "every", "this", "that", "the", "some", "each") or not (
            (index + 1 < len(words) and tags[index + 1] in "NA-Q")
            or after in ("of", "in", "twice", "per", "daily")
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
        elif name in ONES or name in TENS or (item.surface[0].isdigit() and item.value is not None):
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
                words[position + 1].lower in ONES
                or words[position + 1].lower in FRACTIONS
                or words[position + 1].lower in SCALES
            )
        ) or (
            name == "and"
            and started
            and position + 1 < len(words)
            and (
                words[position - 1].lower in SCALES
                and (words[position + 1].lower in ONES or words[position + 1].lower in TENS)
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


def share_of(words: tuple[Word, ...], value: float, end: int) -> tuple[float, int] | None:
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


def with_half(words: tuple[Word, ...], value: float, end: int) -> tuple[float, int]:
    """``two and a half hours``, ``an hour and a half``."""
    for gap in (0, 1):
        following = [word.lower for word in words[end + gap : end + gap + 3]]
        if following == ["and", "a", "half"]:
            if gap == 0:
                return value + 0.5, end + 3
            if words[end].lemma in UNITS:
                return value + 0.5, end
    return value, end
