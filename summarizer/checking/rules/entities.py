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
    matches = pair.alignment.matches
    unused = [
        (other, run)
        for other, run in pair.passage.named
        if not any(index in used for index in range(*run))
    ]
    if not unused:
        return
    for phrase, run in pair.claim.named:
        if any(index in matches for index in range(*run)):
            continue
        ours_at = _governor(pair.claim, phrase)
        rivals = []
        for other, theirs in unused:
            both = ours_at in LOCATIVE and _governor(pair.passage, other) in LOCATIVE
            if both or _same_slot(pair, phrase, other):
                closeness = pair.association(run[0], theirs[0])
                rivals.append((closeness, -theirs[0], theirs, both))
        if not rivals:
            continue
        closeness, _, theirs, both = max(rivals)
        # a party is exchanged for another; "of the river" may go with something else
        party = not ours_at and _is_all_else(pair, run)
        distant = party or not _is_nearby(pair, run)
        if closeness >= (_CLOSE if distant else _CLOSE_BUT_NEARBY):
            yield Exchange(run, theirs, both)


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


def _is_all_else(pair: Pair, run: tuple[int, int]) -> bool:
    """Whether every other word of the claim is the passage's own."""
    matches = pair.alignment.matches
    others = [index for index in pair.claim.content if not run[0] <= index < run[1]]
    return all(index in matches and matches[index].exact for index in others)


def _is_nearby(pair: Pair, run: tuple[int, int]) -> bool:
    """Whether a neighbouring sentence has the name."""
    return any(
        pair.source.near(pair.passage, pair.claim.words[index].lemma) for index in range(*run)
    )
