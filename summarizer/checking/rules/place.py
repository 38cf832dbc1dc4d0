"""Places: where the claim puts an event against where the text puts it."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.checking.rules.entities import LOCATIVE, exchanges
from summarizer.checking.rules.pair import Pair
from summarizer.language.clauses import Frame
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind


def check(pair: Pair) -> Iterator[Finding]:
    """Object to a place when the text gives another one for the same event."""
    for exchange in exchanges(pair):
        if exchange.locative:
            yield _object(pair, exchange.claim, exchange.passage)
            return
    for frame, other in pair.frames:
        finding = _elsewhere(pair, frame, other)
        if finding is not None:
            yield finding
            return


def _elsewhere(pair: Pair, frame: Frame, other: Frame) -> Finding | None:
    """The claim's place occurs in the passage, but the event has another place there."""
    used = pair.alignment.used
    theirs = _places(pair.passage, other)
    for head in _places(pair.claim, frame):
        target = pair.matched(head)
        if target is not None and any(pair.passage.belongs(target, place) for place in theirs):
            continue
        if pair.states_several and pair.source.near(pair.passage, pair.claim.words[head].lemma):
            continue
        unclaimed = [place for place in theirs if place not in used]
        if unclaimed and len(unclaimed) == len(theirs):
            return _object(
                pair,
                pair.phrase_words(pair.claim, head),
                pair.phrase_words(pair.passage, unclaimed[0]),
            )
    return None


def _places(side: Parse, frame: Frame) -> list[int]:
    dated = {index for date in side.dates for index in range(date.start, date.end)}
    return [
        head
        for preposition, head in frame.obliques
        if side.words[preposition].lower in LOCATIVE
        and side.tags[head] == "P"
        and head not in dated
    ]


def _object(pair: Pair, ours: tuple[int, int], theirs: tuple[int, int]) -> Finding:
    message = (
        f"The claim says “{pair.quote(pair.claim, ours)}” where the text says "
        f"“{pair.quote(pair.passage, theirs)}”."
    )
    return pair.objection(FindingKind.PLACE, message, ours, theirs)
