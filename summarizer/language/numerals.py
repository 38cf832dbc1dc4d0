"""Numerals as values: digits, English number words, ordinals and fractions."""

from __future__ import annotations

import re
from typing import Final

ONES: Final[dict[str, float]] = {
    name: float(value)
    for value, name in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen seventeen eighteen nineteen"
        ).split()
    )
}
TENS: Final[dict[str, float]] = {
    name: 10.0 * (value + 2)
    for value, name in enumerate(("twenty thirty forty fifty sixty seventy eighty ninety").split())
}
SCALES: Final[dict[str, float]] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
SUFFIX_SCALES: Final[dict[str, float]] = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}
GROUPS: Final[dict[str, float]] = {"dozen": 12.0}
ORDINALS: Final[dict[str, float]] = {
    name: float(value + 1)
    for value, name in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
            "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
            "nineteenth"
        ).split()
    )
} | {name[:-1] + "ieth": value for name, value in TENS.items()}
FRACTIONS: Final[dict[str, float]] = {
    "half": 0.5,
    "halves": 0.5,
    "quarter": 0.25,
    "quarters": 0.25,
} | {
    name + plural: 1.0 / value
    for name, value in ORDINALS.items()
    if value >= 3
    for plural in ("", "s")
}
MULTIPLES: Final[dict[str, float]] = {
    "twice": 2.0,
    "thrice": 3.0,
    "double": 2.0,
    "doubled": 2.0,
    "doubles": 2.0,
    "triple": 3.0,
    "tripled": 3.0,
    "halve": 0.5,
    "halved": 0.5,
    "quadruple": 4.0,
    "quadrupled": 4.0,
}

_DIGITS: Final = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([a-z]*)\Z")


def number_value(lower: str) -> float | None:
    """Value of one lower-cased numeral, cardinal or ordinal.

    Args:
        lower: ``"12"``, ``"1,500,000"``, ``"2.5m"``, ``"15th"``, ``"twelve"``, ``"third"``.

    Returns:
        Its value, or ``None`` when the word is no numeral. Clock times such as ``"9:30"``
        are not numbers.
    """
    if lower[0].isdigit():
        match = _DIGITS.match(lower)
        if match is None:
            return None
        whole, decimals, suffix = match.groups()
        value = float(whole.replace(",", "") + (decimals or ""))
        return value * SUFFIX_SCALES.get(suffix, 1.0)
    for table in (ONES, TENS, SCALES, GROUPS, ORDINALS):
        if lower in table:
            return table[lower]
    return None
