"""A name that the text has only elsewhere: what it says is said of nobody called so."""

from __future__ import annotations

from typing import Final

from summarizer.checking.passage import Passage
from summarizer.checking.rules.pair import Pair
from summarizer.language.wordlists import TITLES
from summarizer.types import Finding, FindingKind

_REST: Final = 0.5
"""Share of the other words that the passage must have to be what the claim is about."""
_OFTEN: Final = 3
"""Sentences that name somebody from which on others are likely to speak of the same one."""
_STEM: Final = 4
_OTHERS: Final = frozenset("he she him her his hers they them their there same".split())
_SPEAKERS: Final = frozenset("i me my mine we us our you your".split())


def named_elsewhere(pair: Pair) -> Finding | None:
    """Find a name that neither the passage nor its neighbours have, and the text has elsewhere.

    It is no contradiction: the passage may speak of its bearer by another word. It must not do
    so by a pronoun, or the name be that of whom the whole text is about.
    """
    claim, passage, source, matches = pair.claim, pair.passage, pair.source, pair.alignment.matches
    if passage.words and passage.words[-1].surface == "?":
        # the answer stands in another sentence
        return None
    if "P" not in claim.tags or len(matches) == len(claim.content) or pair.states_several:
        return None
    for _, run in claim.named:
        words = [index for index in range(*run) if _tells(claim.words[index].surface)]
        if not words or any(index in matches for index in words):
            continue
        holders = [source.index.get(claim.words[index].lemma, []) for index in words]
        if not all(0 < len(numbers) <= _OFTEN for numbers in holders):
            continue
        if any(_is_close(pair, claim.words[index].lemma) for index in words):
            continue
        rest = [index for index in claim.content if not run[0] <= index < run[1]]
        if pair.alignment.carries(rest) < _REST or _speaks_of_somebody(passage):
            continue
        other = source.passages[holders[-1][0]]
        at = other.positions.get(claim.words[words[-1]].lemma)
        if not at:
            continue
        name = claim.text[slice(*claim.span(*run))]
        return Finding(
            kind=FindingKind.NOT_FOUND,
            message=f"The text names “{name}”, but not where it speaks of this.",
            claim_span=claim.span(*run),
            evidence_span=other.span(at[0]),
        )
    return None


def _tells(surface: str) -> bool:
    """Whether a word is a name's own: initials stand for longer names, titles for nobody."""
    return not surface.isupper() and surface.lower().rstrip(".") not in TITLES


def _is_close(pair: Pair, lemma: str) -> bool:
    """Whether the passage or a neighbour has a name, or a word made from it: Norway, Norwegian."""
    stem = lemma[:_STEM]
    return pair.source.near(pair.passage, lemma) > 0 or any(
        other.startswith(stem) for other in pair.passage.positions
    )


def _speaks_of_somebody(passage: Passage) -> bool:
    """Whether a pronoun of the passage may stand for a name that is far away."""
    known = set(passage.stand_ins.values())
    return any(
        word.lower in _SPEAKERS or (word.lower in _OTHERS and index not in known)
        for index, word in enumerate(passage.words)
    )
