"""Dates: day, month, year, weekday and season of the same event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language.dates import Date
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_PARTS = ("year", "month", "day", "weekday", "season")

_NOWHERE: Final = 0.2
_ELSEWHERE: Final = 1.5
_OF_ONE_VERB: Final = 0.5
"""What it counts that both dates complete verbs that were aligned, or others."""
_CLEARLY: Final = 0.25
"""By how much another date must be closer than the one that agrees."""
_BOUNDS: Final = frozenset("before after prior since until till by from between".split())
_SAME_CLAUSE: Final = 8
"""Words within which "two days later" may shift a date."""
_BESIDE: Final = 3
"""Words within which a date belongs to the ``after`` before it."""
"""Association needed to object when the text has the claim's date nowhere, or elsewhere."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object to a date when the text dates the same thing otherwise."""
    if not pair.claim.dates:
        return
    given = pair.passage.dates
    if not given:
        return
    for date in pair.claim.dates:
        agreeing = [other for other in given if _agrees(date, other)]
        if _falls_between(date, given):
            continue
        rivals = [
            other
            for other in given
            if _conflicts(date, other)
            and not _is_relative(pair.passage, other)
            and not any(_agrees(mine, other) for mine in pair.claim.dates if mine is not date)
        ]
        if not rivals:
            continue
        best = max(rivals, key=lambda other: _closeness(pair, date, other))
        bound = _bound(pair.claim, date)
        if bound and bound != _bound(pair.passage, best):
            # "before 2000" is no date: 1983 makes it true
            continue
        closeness = _closeness(pair, date, best)
        if agreeing:
            nearest = max(_closeness(pair, date, other) for other in agreeing)
            if closeness < nearest + _CLEARLY:
                continue
        if closeness < _NOWHERE:
            continue
        if closeness < _ELSEWHERE and _occurs(pair, date) and not _is_all_else(pair, date):
            continue
        claim_words, evidence_words = (date.start, date.end), (best.start, best.end)
        message = (
            f"The claim says “{pair.quote(pair.claim, claim_words)}” where the text says "
            f"“{pair.quote(pair.passage, evidence_words)}”."
        )
        yield pair.objection(FindingKind.DATE, message, claim_words, evidence_words)


def _is_relative(side: Parse, date: Date) -> bool:
    """``two days after May 4``: the date that the sentence means is not the one it names."""
    words = side.words
    for quantity in side.quantities:
        if quantity.unit != "time" or quantity.end >= len(words):
            continue
        direction = words[quantity.end].lower
        following = words[quantity.end + 1].lower if quantity.end + 1 < len(words) else ""
        if direction in ("earlier", "later") and following != "than":
            apart = words[min(date.end, quantity.end) : max(date.start, quantity.start)]
            if len(apart) <= _SAME_CLAUSE and all(word.surface != ";" for word in apart):
                return True
        if direction in ("before", "after") and 0 <= date.start - quantity.end <= _BESIDE:
            return True
    return False


def _falls_between(date: Date, given: list[Date]) -> bool:
    """Whether a month lies within a stretch that the sentence names by its ends."""
    months = [other.month for other in given if other.month is not None]
    return (
        date.month is not None
        and date.day is None
        and len(months) == 2
        and months[0] <= date.month <= months[1]
    )


def _closeness(pair: Pair, date: Date, other: Date) -> float:
    near = pair.association(date.start, other.start, reach=6, width=date.end - date.start)
    return near + _OF_ONE_VERB * pair.said_alike(date.start, other.start)


def _bound(side: Parse, date: Date) -> str:
    """The word that makes a limit of a date."""
    words = [word.lower for word in side.words[max(date.start - 2, 0) : date.start]]
    return next((word for word in reversed(words) if word in _BOUNDS), "")


def _occurs(pair: Pair, date: Date) -> bool:
    return any(_agrees(date, other) for passage in pair.source.passages for other in passage.dates)


def _is_all_else(pair: Pair, date: Date) -> bool:
    """Whether the sentence has every other word of the claim."""
    return all(
        index in pair.alignment.matches
        for index in pair.claim.content
        if not date.start <= index < date.end
    )


def _shared(claim: Date, evidence: Date) -> list[tuple[int, int]]:
    pairs = ((getattr(claim, part), getattr(evidence, part)) for part in _PARTS)
    return [(one, two) for one, two in pairs if one is not None and two is not None]


def _agrees(claim: Date, evidence: Date) -> bool:
    shared = _shared(claim, evidence)
    return bool(shared) and all(one == two for one, two in shared)


def _conflicts(claim: Date, evidence: Date) -> bool:
    return any(one != two for one, two in _shared(claim, evidence))
