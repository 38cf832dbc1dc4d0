"""Names that the claim has and the passage lacks, and the names that stand in their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language.clauses import Phrase
from summarizer.language.parse import Parse

LOCATIVE: Final = frozenset(
    (
        "in at near from to into inside outside across around throughout toward towards "
        "via within off on"
    ).split()
)
_CLOSE: Final = 0.4
_CLOSE_BUT_NEARBY: Final = 1.5
"""Association needed to call two names exchanged; more when a neighbouring sentence has the
claim's name, to which the passage may just refer back."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A name of the claim and the different name that the passage has in its place.

    Attributes:
        claim: Words of the claim's name.
        passage: Words of the passage's name.
        locative: Whether both are governed by prepositions of place.
    """

    claim: tuple[int, int]
    passage: tuple[int, int]
    locative: bool


def exchanges(pair: Pair) -> Iterator[Exchange]:
    """Names of the claim for which the passage has another name in the same place."""
    if "P" not in pair.claim.tags:
        return
    used = pair.alignment.used
    theirs_all = [
        (other, run)
        for other in pair.passage.phrases
        if (run := proper_run(pair.passage, other)) is not None
        and not any(index in used for index in range(*run))
        and not _is_dated(pair.passage, run)
    ]
    if not theirs_all:
        return
    for phrase in pair.claim.phrases:
        run = proper_run(pair.claim, phrase)
        if run is None or any(pair.matched(index) is not None for index in range(*run)):
            continue
        if _is_dated(pair.claim, run):
            continue
        enough = _CLOSE_BUT_NEARBY if _is_nearby(pair, run) else _CLOSE
        rivals = []
        for other, theirs in theirs_all:
            closeness = pair.association(run[0], theirs[0])
            ours_at, theirs_at = _governor(pair.claim, phrase), _governor(pair.passage, other)
            both = ours_at in LOCATIVE and theirs_at in LOCATIVE
            if not (both or _same_slot(pair, phrase, other)):
                continue
            rivals.append((closeness, -theirs[0], theirs, both))
        if not rivals:
            continue
        closeness, _, theirs, both = max(rivals)
        if closeness >= enough:
            yield Exchange(run, theirs, both)


def proper_run(side: Parse, phrase: Phrase) -> tuple[int, int] | None:
    """The proper nouns that close a phrase; ``None`` when they only describe its head."""
    start = end = phrase.end
    while start > phrase.start and side.tags[start - 1] in "P-":
        start -= 1
    return (start, end) if end > start else None


def _same_slot(pair: Pair, ours: Phrase, theirs: Phrase) -> bool:
    """Whether two phrases play the same part: of one preposition, or of aligned verbs."""
    at, there = _governor(pair.claim, ours), _governor(pair.passage, theirs)
    if at or there:
        return at == there
    return any(
        (frame.subject == ours.head and other.subject == theirs.head and not other.guessed)
        or (frame.object == ours.head and other.object == theirs.head)
        for frame, other in pair.frames
    )


def _governor(side: Parse, phrase: Phrase) -> str:
    return "" if phrase.preposition is None else side.words[phrase.preposition].lower


def _is_dated(side: Parse, run: tuple[int, int]) -> bool:
    return any(date.start < run[1] and run[0] < date.end for date in side.dates)


def _is_nearby(pair: Pair, run: tuple[int, int]) -> bool:
    """Whether a neighbouring sentence has the name."""
    return any(
        pair.source.near(pair.passage, pair.claim.words[index].lemma) for index in range(*run)
    )
