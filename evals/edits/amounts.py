"""Edits of numbers and units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from evals.edits.passages import Passage
from evals.edits.tables import tables
from evals.edits.wording import places_of, splice

Pair = tuple[str, str | None]

_WORDS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_TENS: Final = "thirty forty fifty sixty seventy eighty ninety".split()
_VALUE: Final = {word: number for number, word in enumerate(_WORDS)} | {
    word: 10 * number for number, word in enumerate(_TENS, 3)
}
_NAME: Final = {number: word for word, number in _VALUE.items()}
_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_FIGURE: Final = (
    r"(?<![\w.,:/%-])(?<!minus )(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w:/-])(?![.,]\d)"
    rf"(?! (?:am|pm|{_MONTHS})\b)"
)
_WORD: Final = rf"(?<![\w-])(?:{'|'.join([*_WORDS[2:], *_TENS])})(?![\w-])"
_NAMED: Final = re.compile(
    r"(?:\b(?:version|section|sections|subsection|subsections|paragraph|sheet|page|type|grant|notice"
    rf"|Act|Ward|Windows|Android|Python|{_MONTHS})|\d to|’|') $"
)
"""What stands before numbers that name something or are part of a date."""
_UP: Final = re.compile(r"\b(?:more than|over|at least|above) [€$£]?$")
_DOWN: Final = re.compile(
    r"\b(?:less than|fewer than|at most|up to|no more than|under|below) [€$£]?$"
)
_YEAR: Final = re.compile(r"(?:1[4-9]|20)\d\d")
_UNITS: Final = "|".join(unit for row in tables().units for unit in row)
_COUNTED: Final = (
    rf"(?<![\w.,])(?P<n>\d[\d,.]*(?: million| billion)?|{'|'.join(_WORDS[2:])})"
    rf" (?P<unit>{_UNITS})\b"
)
_MONEY: Final = r"(?P<sign>[€$£])(?P<n>\d[\d,.]*\d|\d)(?P<many> million| billion)?"


def number(sentence: str, passage: Passage, random: Random) -> Iterator[Pair]:
    """Another number; the same one written otherwise."""
    for match in places_of(f"{_FIGURE}|{_WORD}", sentence):
        before = sentence[: match.start()]
        written = match.group()
        if _NAMED.search(before) or (before[-1:] not in " $€£(") or _is_year(written):
            continue
        other = _other(written, before, passage.text, random)
        if other is not None:
            same = _same(written, sentence, match)
            yield splice(sentence, match, other), same


def _is_year(written: str) -> bool:
    return bool(_YEAR.fullmatch(written))


def _other(written: str, before: str, text: str, random: Random) -> str | None:
    up, down = bool(_UP.search(before)), bool(_DOWN.search(before))
    value = float(written.replace(",", "")) if written[0].isdigit() else float(_VALUE[written])
    factors = [1.5, 2, 3, 10] if up else [0.5, 0.2] if down else [0.5, 0.75, 1.25, 1.5, 2, 10]
    places = len(written.partition(".")[2])
    if places:
        factors = [factor for factor in factors if factor < 10]
    random.shuffle(factors)
    for factor in factors:
        changed = round(value * factor, places)
        if (changed < 2 and not places) or changed in (value, 0):
            continue
        if written[0].isdigit():
            other = f"{changed:,.{places}f}" if "," in written or value >= 1000 else None
            other = other or f"{changed:.{places}f}"
        else:
            other = _NAME.get(int(changed), "")
        if other and not re.search(rf"(?<![\w.,]){re.escape(other)}(?![\w,])", text):
            return other
    return None


def _same(written: str, sentence: str, match: re.Match[str]) -> str | None:
    after = sentence[match.end() :]
    if not written[0].isdigit():
        return splice(sentence, match, str(_VALUE[written]))
    if after.startswith(" percent"):
        return splice(sentence, match, f"{written}%").replace("% percent", "%", 1)
    if after.startswith((" million", " billion")):
        if sentence[match.start() - 1] in "$€£" or "." not in written:
            return None
        zeros = 1_000_000 if after.startswith(" million") else 1_000_000_000
        rest = after.split(" ", 2)[2:]
        return sentence[: match.start()] + f"{round(float(written) * zeros):,} " + " ".join(rest)
    plain = written.replace(",", "")
    if "." in plain:
        return None
    if int(plain) in _NAME and not re.match(r" (?:am|pm|degrees|to \d)", after):
        return splice(sentence, match, _NAME[int(plain)])
    if plain.endswith("000") and sentence[match.start() - 1] not in "$€£":
        return splice(sentence, match, f"{int(plain) // 1000} thousand")
    if "," in written:
        return splice(sentence, match, plain)
    return None


def unit(sentence: str, passage: Passage, random: Random) -> Iterator[Pair]:
    """Another unit; the same one abbreviated, converted or spelt out."""
    for match in places_of(_COUNTED, sentence):
        name = match["unit"]
        row = next(row for row in tables().units if name in row)
        other = random.choice([unit for unit in row if unit != name])
        yield splice(sentence, match, f"{match['n']} {other}"), _converted(sentence, match)
    for match in places_of(_MONEY, sentence):
        name = tables().signs[match["sign"]]
        amount = match["n"] + (match["many"] or "")
        sign = random.choice([sign for sign in tables().signs if sign != match["sign"]])
        yield (
            splice(sentence, match, f"{sign}{amount}"),
            splice(sentence, match, f"{amount} {name}"),
        )


_EQUAL: Final = {
    "seven days": "a week",
    "six months": "half a year",
    "two weeks": "14 days",
    "four weeks": "28 days",
    "two years": "24 months",
    "60 minutes": "an hour",
    "24 hours": "a day",
    "90 minutes": "an hour and a half",
    "18 months": "a year and a half",
    "two hours": "120 minutes",
    "ten years": "a decade",
    "30 years": "three decades",
}


def _converted(sentence: str, match: re.Match[str]) -> str | None:
    whole, amount, name = match.group(), match["n"], match["unit"]
    before, after = sentence[: match.start()], sentence[match.end() :]
    if whole in _EQUAL and not before.endswith("the ") and not re.match(r" (?:of|old)\b", after):
        return splice(sentence, match, _EQUAL[whole])
    if amount[0].isdigit() and name in tables().short_units:
        return splice(sentence, match, f"{amount} {tables().short_units[name]}")
    sign = next((sign for sign, unit in tables().signs.items() if unit == name), None)
    if sign and amount[0].isdigit():
        return splice(sentence, match, f"{sign}{amount}")
    return None
