"""What every slot rule looks at, and how it objects."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from summarizer.checking.alignment import Alignment, Match
from summarizer.checking.evidence import Source
from summarizer.checking.passage import Passage, Statement
from summarizer.language.clauses import Frame
from summarizer.language.parse import Parse
from summarizer.lazy import lazy
from summarizer.types import Finding, FindingKind

_OWNERS: Final = frozenset(["his", "her", "its", "their", "my", "our", "your"])
_LONG: Final = 12
"""Meaningful words from which on a claim is likely to state several facts."""


@dataclass(frozen=True)
class Pair:
    """A claim beside the passage that comes closest to saying it."""

    claim: Statement
    passage: Passage
    alignment: Alignment
    source: Source

    def objection(
        self,
        kind: FindingKind,
        message: str,
        claim_words: tuple[int, int],
        passage_words: tuple[int, int],
    ) -> Finding:
        """A finding that names the two spans that disagree (word ranges, end exclusive)."""
        return Finding(
            kind=kind,
            message=message,
            claim_span=self.claim.span(*claim_words),
            evidence_span=self.passage.span(*passage_words),
        )

    def matched(self, index: int | None) -> int | None:
        """The passage word that carries a claim word."""
        return self.alignment.evidence_of(index)

    def bearer(self, index: int) -> int | None:
        """The passage word that carries a claim word; none where that is but an owner: "her"."""
        target = self.matched(index)
        if target is None or self.passage.words[target].lower not in _OWNERS:
            return target
        return None if self.passage.tags[target] == "D" else target

    @lazy
    def verbatim(self) -> float:
        """Share of the claim's meaningful words that are the sentence's own."""
        exact = sum(match.exact for match in self.alignment.matches.values())
        return exact / len(self.claim.content) if self.claim.content else 1.0

    @property
    def states_several(self) -> bool:
        """Whether the claim is so long that it draws on more than this sentence."""
        return len(self.claim.content) > _LONG

    def phrase_words(self, side: Parse, head: int) -> tuple[int, int]:
        """The noun phrase around a head, as a word range."""
        phrase = side.phrase_at.get(head)
        return (head, head + 1) if phrase is None else (phrase.start, phrase.end)

    def quote(self, side: Parse, words: tuple[int, int]) -> str:
        """The text of a word range."""
        start, end = side.span(*words)
        return side.text[start:end]

    def association(
        self, claim_index: int, passage_index: int, reach: int = 4, width: int = 1
    ) -> float:
        """How many neighbours of the claim word are carried by neighbours of the other.

        Distance counts meaningful words only; nearer neighbours count more, and the two
        words themselves, and ``width - 1`` claim words after the first, not at all. One
        neighbour next to both is worth a half.
        """
        here = bisect_left(self.claim.content, claim_index)
        there = bisect_left(self.passage.content, passage_index)
        score = 0.0
        for match, ours, theirs in self._places:
            near, far = abs(ours - here), abs(theirs - there)
            if near > reach or far > reach or match.evidence == passage_index:
                continue
            if not claim_index <= match.claim < claim_index + width:
                score += match.score / (1 + (near + far) / 2)
        return score

    @lazy
    def _places(self) -> list[tuple[Match, int, int]]:
        """Matches with the places of their words among the meaningful ones of either side."""
        ours, theirs = self.claim.content, self.passage.content
        return [
            (match, bisect_left(ours, match.claim), bisect_left(theirs, match.evidence))
            for match in self.alignment.matches.values()
        ]

    def said_alike(self, claim_index: int, passage_index: int) -> float:
        """1 when both words belong to verbs that were aligned, -1 when to others, else 0."""
        ours = _verb_of(self.claim, claim_index)
        theirs = _verb_of(self.passage, passage_index)
        target = self.matched(ours)
        if target is None or theirs is None:
            return 0.0
        return 1.0 if target == theirs else -1.0

    @lazy
    def frames(self) -> tuple[tuple[Frame, Frame], ...]:
        """Frames of claim and passage whose verbs were aligned with each other."""
        by_verb = {frame.verb: frame for frame in self.passage.frames}
        pairs: list[tuple[Frame, Frame]] = []
        for frame in self.claim.frames:
            position = self.matched(frame.verb)
            other = self._like_frame(frame) if position is None else by_verb.get(position)
            if other is not None:
                pairs.append((frame, other))
        return tuple(pairs)

    def _like_frame(self, frame: Frame) -> Frame | None:
        """The passage's frame of the same everyday verb (go, make, take) with a like party."""
        word = self.claim.words[frame.verb]
        if word.content or word.closed:
            return None
        parties = {self.matched(frame.subject), self.matched(frame.object)} - {None}
        alike = [
            (len(parties & {other.subject, other.object}), -other.verb, other)
            for other in self.passage.frames
            if self.passage.words[other.verb].lemma == word.lemma
        ]
        shared, _, other = max(alike, key=lambda item: item[:2], default=(0, 0, None))
        return other if shared else None


def _verb_of(side: Parse, index: int) -> int | None:
    """The verb that a word completes: the last one before it in its clause, or else the next."""
    before = [frame.verb for frame in side.frames if frame.verb < index]
    if before and not set(side.tags[before[-1] : index]) & set(".SW"):
        return before[-1]
    return next((frame.verb for frame in side.frames if frame.verb > index), None)
