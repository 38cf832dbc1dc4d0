"""Small operations on sentences that several slots share."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from evals.edits.tables import tables

_QUOTED: Final = re.compile(r"[\"“][^\"”]*[\"”]")
_SMALL: Final = frozenset(
    "The A An Its Most All Some Half Every Two Three Four Five Six Seven Eight Nine Ten Nobody No "
    "Only About Nearly More Fewer Doctors Nurses Parents Police Prosecutor Judge Mayor Bakers "
    "Farmers Volunteers Heavy Sales Repairs Wheat Exports Inflation Oil Production Researchers "
    "Engineers Women None Services Boats Guides Lorries Sheep Files Support Admission".split()
)
"""Openings of sentences that are written small elsewhere."""


_TITLE: Final = re.compile(
    rf"(?:{'|'.join((*tables().offices, *tables().callings))})\b", re.IGNORECASE
)
_OF_AMOUNTS: Final = {"over", "under", "around", "roughly"}
_AMOUNT: Final = re.compile(
    r" (?:[€$£]?\d|half|one|two|three|four|five|six|seven|eight|nine|ten)\b"
)


def quoted(sentence: str) -> list[tuple[int, int]]:
    """Where words are quoted."""
    return [match.span() for match in _QUOTED.finditer(sentence)]


def places_of(pattern: str, sentence: str) -> list[re.Match[str]]:
    """Matches outside quotations."""
    spans = quoted(sentence)
    return [
        match
        for match in _compiled(pattern).finditer(sentence)
        if not any(start <= match.start() < end for start, end in spans)
    ]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Patterns are more than the library keeps compiled."""
    return re.compile(pattern)


def exchange(sentence: str, old: str, new: str) -> str | None:
    """Put words in the place of others that occur exactly once, outside quotations."""
    if old not in sentence:
        return None
    found = places_of(rf"(?<![\w'-]){re.escape(old)}(?![\w'-])", sentence)
    if len(found) != 1:
        return None
    if new in _OF_AMOUNTS and not _AMOUNT.match(sentence, found[0].end()):
        return None
    return splice(sentence, found[0], new)


def splice(sentence: str, match: re.Match[str], new: str) -> str:
    """Replace what was matched."""
    return sentence[: match.start()] + new + sentence[match.end() :]


def lower_start(sentence: str) -> str | None:
    """The sentence as it reads behind something else; ``None`` when that is not certain."""
    first = sentence.split()[0].strip(",")
    if first in _SMALL:
        return sentence[0].lower() + sentence[1:]
    if _TITLE.match(sentence):
        return sentence[0].lower() + sentence[1:]
    words = {word for name in tables().people for word in name.split()}
    return sentence if first in words or first in tables().places.split() else None


def upper_start(sentence: str) -> str:
    """The sentence as it reads at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def plural(noun_phrase: str) -> bool:
    """Whether a simple noun phrase takes a plural verb."""
    head = re.split(r" (?:of|in|at|for|from|with) ", noun_phrase)[0].split()[-1]
    return (
        " and " in noun_phrase
        or head in ("men", "women", "people", "children", "police")
        or (
            head.endswith("s")
            and not head.endswith(("ss", "us", "is"))
            and (head[0].islower() or head in _SMALL)
        )
    )
