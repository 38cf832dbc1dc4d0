"""Which word of the source carries which word of the claim.

Monolingual word alignment in the spirit of Sultan, Bethard and Sumner (2014), "Back to
basics for monolingual alignment": lexical similarity decides, context breaks ties.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import mul
from typing import Final, NamedTuple

from summarizer.checking.evidence import Source
from summarizer.checking.passage import Passage, Statement
from summarizer.language import lexicon
from summarizer.language.lexicon import Relation
from summarizer.language.quantities import compatible
from summarizer.lazy import lazy

_FAR: Final = 0.03
"""What each word of distance costs when several words could carry the same meaning."""
_KEPT: Final = 4.0
"""How many words of distance each kept neighbour makes up for."""
_STANDS_IN: Final = 0.95
"""How much another form of the same thing carries: a pronoun, initials, 1.5 hours."""
_NEARER: Final = 3.0
"""By how many words an opposite must be nearer to count instead of a synonym."""


class Match(NamedTuple):
    """A claim word carried by a source word.

    Attributes:
        claim: Index in the claim.
        evidence: Index in the passage.
        relation: How the two words are related; ``None`` for mere closeness of meaning.
        score: How much of the claim word's meaning the source word carries, 0 to 1.
        exact: Whether both are forms of one word.
    """

    claim: int
    evidence: int
    relation: Relation | None
    score: float
    exact: bool


_PLACES: Final = 20
"""Places of one word that are looked at; more are a word repeated without end."""
_MATCHES: Final = 80
"""Matches that tell where a word should stand; in longer sentences only the nearest do."""


@dataclass
class Alignment:
    """A claim laid against one passage.

    Attributes:
        claim: The claim, parsed.
        passage: The passage.
        matches: The match of each claim word that has one, by claim index.
        opposites: Pairs (claim index, passage index) of words that mean opposites.
    """

    claim: Statement
    passage: Passage
    matches: dict[int, Match] = field(default_factory=dict)
    opposites: list[tuple[int, int]] = field(default_factory=list)

    def evidence_of(self, index: int | None) -> int | None:
        """The passage word that carries a claim word."""
        if index is None:
            return None
        match = self.matches.get(index)
        return None if match is None else match.evidence

    @lazy
    def coverage(self) -> float:
        """Share of the claim's meaning that the passage carries; asked for at the end."""
        return share(self.claim.weights, self.scores)

    @lazy
    def said(self) -> float:
        """Share of what the claim says, its speaker left out, that the passage carries."""
        return share(self.claim.said_weights, self.scores)

    @lazy
    def done(self) -> float:
        """Share of what the claim says of its named subject that the passage carries."""
        return share(self.claim.deed_weights, self.scores)

    def carries(self, words: Iterable[int]) -> float:
        """Share of the meaning of some claim words that the passage carries."""
        chosen = list(words)
        matches = self.matches
        return share(
            [self.claim.words[index].weight for index in chosen],
            [matches[index].score if index in matches else 0.0 for index in chosen],
        )

    @lazy
    def scores(self) -> list[float]:
        """How much of each meaningful claim word the passage carries, in their order."""
        matches = self.matches
        return [matches[index].score if index in matches else 0.0 for index in self.claim.content]

    @lazy
    def used(self) -> dict[int, int]:
        """Claim index by passage index, for every match; asked for when all are made."""
        return {match.evidence: match.claim for match in self.matches.values()}


def align(claim: Statement, passage: Passage) -> Alignment:
    """Align the content words of a claim with those of a passage."""
    alignment = Alignment(claim, passage)
    matches = alignment.matches
    pending: list[int] = []
    several: list[tuple[int, list[int]]] = []
    for index in claim.content:
        word = claim.words[index]
        positions = passage.positions.get(word.lemma)
        if positions is None and word.value is not None:
            positions = _same_value(passage, word.value)
        if not positions:
            pending.append(index)
        elif len(positions) == 1:
            matches[index] = Match(index, positions[0], Relation.SAME, 1.0, exact=True)
        else:
            several.append((index, positions))
    taken = {match.evidence for match in matches.values()}
    for index, positions in several:
        position = _nearest(alignment, index, [p for p in positions if p not in taken] or positions)
        taken.add(position)
        matches[index] = Match(index, position, Relation.SAME, 1.0, exact=True)
    if not pending:
        return alignment
    for index in pending:
        _related(alignment, index, taken)
    _quantities(alignment, pending)
    return alignment


def holdings(claim: Statement, passage: Passage, source: Source) -> list[float]:
    """How much of each meaningful claim word a passage has in some form, 0 to 1, in order."""
    positions, stand_ins = passage.positions, passage.stand_ins
    number = source.number[passage.index]
    lemmas = [claim.words[index].lemma for index in claim.content]
    return [
        1.0
        if lemma in positions
        else _STANDS_IN
        if lemma in stand_ins
        else source.related(lemma).get(number, 0.0)
        for lemma in lemmas
    ]


def floors(claim: Statement) -> list[float]:
    """How much a passage may carry of each meaningful claim word that it does not have.

    A figure may be written otherwise, and capitals may stand for a long form.
    """
    counted = {i for quantity in claim.quantities for i in range(quantity.start, quantity.end)}
    words = claim.words
    return [
        1.0
        if index in counted or words[index].value is not None
        else _STANDS_IN
        if words[index].surface.isupper()
        else 0.0
        for index in claim.content
    ]


def _nearest(alignment: Alignment, index: int, positions: list[int]) -> int:
    """Of several places of a word, the one nearest to where its neighbours stand."""
    if len(positions) > _PLACES:
        positions = sorted(positions, key=lambda position: abs(position - index))[:_PLACES]
    return min(
        positions,
        key=lambda position: (
            _distance(alignment, index, position) - _KEPT * _company(alignment, index, position)
        ),
    )


def _company(alignment: Alignment, index: int, position: int) -> int:
    """How much of a claim word's surroundings a place has: form, word before, word after."""
    ours, theirs = alignment.claim, alignment.passage
    here, there = bisect_left(ours.content, index), bisect_left(theirs.content, position)
    score = int(ours.words[index].lower == theirs.words[position].lower)
    for step in (-1, 1):
        if 0 <= here + step < len(ours.content) and 0 <= there + step < len(theirs.content):
            one = ours.words[ours.content[here + step]]
            two = theirs.words[theirs.content[there + step]]
            score += one.lemma == two.lemma
    return score


def _distance(alignment: Alignment, index: int, position: int) -> float:
    """How far a place is, in words, from where the matched neighbours would have it."""
    total = weights = 0.0
    matches: Iterable[Match] = alignment.matches.values()
    if len(alignment.matches) > _MATCHES:
        near = range(index - _MATCHES // 2, index + _MATCHES // 2)
        matches = [alignment.matches[at] for at in near if at in alignment.matches]
    for match in matches:
        weight = 1.0 / (1 + abs(match.claim - index))
        total += weight * min(abs((match.evidence - position) - (match.claim - index)), 20)
        weights += weight
    return total / weights if weights else 0.0


def _same_value(passage: Passage, value: float) -> list[int] | None:
    found = [index for index in passage.content if passage.words[index].value == value]
    return found or None


def _related(alignment: Alignment, index: int, taken: set[int]) -> None:
    lemma = alignment.claim.words[index].lemma
    stand_in = alignment.passage.stand_ins.get(lemma)
    if stand_in is not None and alignment.claim.tags[index] == "V":
        # a pronoun stands for somebody, never for what is done
        stand_in = None
    if stand_in is None and alignment.claim.words[index].surface.isupper():
        stand_in = alignment.passage.initials.get(lemma)
    if stand_in is not None:
        alignment.matches[index] = Match(index, stand_in, Relation.SAME, _STANDS_IN, exact=False)
        return
    positions = alignment.passage.positions
    undone = _undone(alignment, index)
    if undone is not None:
        alignment.opposites.append((index, undone))
        return
    related = lexicon.links(lemma)
    shared = related.keys() & positions.keys()
    if not shared:
        return
    carriers: list[tuple[float, Match]] = []
    opposites: list[tuple[float, int]] = []
    for other in sorted(shared):
        relation, strength = related[other]
        for position in positions[other]:
            if position in taken:
                continue
            away = _distance(alignment, index, position)
            if relation is Relation.ANTONYM:
                opposites.append((away, position))
            else:
                match = Match(index, position, relation, strength, exact=False)
                carriers.append((strength - _FAR * away, match))
    if carriers:
        worth, match = max(carriers, key=lambda item: item[0])
        nearest = min((away for away, _ in opposites), default=None)
        # "sales rose while costs fell": the opposite that stands in the word's own place counts
        if nearest is None or match.score - worth <= _FAR * (nearest + _NEARER):
            alignment.matches[index] = match
            return
    alignment.opposites.extend((index, position) for _, position in sorted(opposites)[:1])


def _undone(alignment: Alignment, index: int) -> int | None:
    """Where the passage has "paid" for the claim's "unpaid", or the other way round."""
    word = alignment.claim.words[index]
    verb = lexicon.undone(word.lower)
    if verb is None:
        return alignment.passage.undone.get(word.lemma)
    positions = alignment.passage.positions.get(verb)
    return _nearest(alignment, index, positions) if positions else None


def _quantities(alignment: Alignment, pending: list[int]) -> None:
    """Let equal quantities carry each other however they are written: 90 minutes, 1.5 hours."""
    missing = set(pending) - set(alignment.matches)
    if not missing:
        return
    for quantity in alignment.claim.quantities:
        inside = [index for index in range(quantity.start, quantity.end) if index in missing]
        if not inside:
            continue
        for other in alignment.passage.quantities:
            kinds = {quantity.kind, other.kind}
            alike = len(kinds) == 1 or kinds == {"percent", "fraction"}
            if alike and quantity.unit == other.unit and compatible(quantity, other):
                for index in inside:
                    alignment.matches[index] = Match(
                        index, other.start, Relation.SYNONYM, _STANDS_IN, exact=False
                    )
                break


def share(weights: Sequence[float], scores: Sequence[float]) -> float:
    """How much of some words' meaning is carried, 0 to 1; rare words weigh more.

    Args:
        weights: How much meaning each word has.
        scores: How much of each is carried, 0 to 1.
    """
    total = sum(weights)
    return sum(map(mul, weights, scores)) / total if total else 0.0
