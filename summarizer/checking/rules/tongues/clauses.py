"""Stretches of a sentence between commas and joining words, told without grammar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language.parse import Parse
from summarizer.language.tongues.tongue import Tongue

_ENDS: Final = frozenset(";:.!?–—…")
_UNSURE: Final = 3
"""Words before "sure" among which a negator makes it unsure."""
_PAUSES: Final = frozenset(",()")


def segments(side: Parse, pauses: bool = True) -> list[range]:
    """Clauses as ranges of words.

    Args:
        side: The sentence.
        pauses: Whether commas and joining words end a clause; else only what ends a sentence
            or could.
    """
    found: list[range] = []
    start = 0
    for index, word in enumerate(side.words):
        ends = word.surface in _ENDS or (pauses and (word.surface in _PAUSES or word.closed == "C"))
        if ends:
            if index > start:
                found.append(range(start, index))
            start = index + 1
    if start < len(side.words):
        found.append(range(start, len(side.words)))
    return found


def clause_of(side: Parse, index: int, pauses: bool = True) -> range:
    """The clause that a word stands in."""
    return next((part for part in segments(side, pauses) if index in part), range(index, index + 1))


def content_of(side: Parse, part: range, tongue: Tongue) -> list[int]:
    """Words of a stretch that say something; how sure it is is no part of that."""
    sure = tongue.list("sure")
    return [i for i in side.content if i in part and side.words[i].lower not in sure]


def carried(pair: Pair, words: Sequence[int], part: range) -> float:
    """Share of the meaning of some claim words that a stretch of the passage has."""
    total = found = 0.0
    for index in words:
        weight = pair.claim.words[index].weight
        total += weight
        match = pair.alignment.matches.get(index)
        if match is not None and match.evidence in part:
            found += weight * match.score
    return found / total if total else 0.0


def best_clause(pair: Pair, words: Sequence[int], pauses: bool = True) -> tuple[range, float]:
    """The clause of the passage that has most of some claim words, and how much it has."""
    parts = segments(pair.passage, pauses)
    shares = [(carried(pair, words, part), -number) for number, part in enumerate(parts)]
    share, number = max(shares, default=(0.0, 0))
    return (parts[-number], share) if parts else (range(0), 0.0)


def negators(side: Parse, part: range, tongue: Tongue) -> list[int]:
    """Words of a stretch that deny it; ``not only`` and ``no doubt`` deny nothing."""
    found: list[int] = []
    forms = tongue.list("negative_forms")
    only = tongue.list("only")
    for index in part:
        word = side.words[index]
        if word.closed != "E" and word.lower not in forms:
            continue
        if index + 1 in part and side.words[index + 1].lower in only:
            continue
        if tongue.list("affirming").at(side.words, index):
            continue
        if index and side.words[index - 1].closed == "D":
            continue  # "une personne": a noun
        found.append(index)
    return found


def is_negated(side: Parse, part: range, tongue: Tongue) -> bool:
    """Whether a stretch says that something is not so, or is done without something."""
    count = len(negators(side, part, tongue))
    return count > 0 if tongue.options.get("one_negation") else count % 2 == 1


def used(pair: Pair, part: range, ours: Sequence[int], tongue: Tongue) -> float:
    """Share of the meaningful words of a stretch of the passage that some claim words carry."""
    words = content_of(pair.passage, part, tongue)
    found = {pair.matched(index) for index in ours}
    return sum(index in found for index in words) / len(words) if words else 0.0


def hedged(side: Parse, part: range, tongue: Tongue) -> int | None:
    """The first word that leaves open whether a clause is so, in it or in what governs it."""
    start = part.start
    content = set(side.content)
    while start > 1 and side.words[start - 1].closed != "C":
        # "might, however, begin": what has no meaning of its own belongs to what follows
        aside = clause_of(side, start - 2)
        if content.intersection(aside) or side.words[start - 1].surface != ",":
            break
        start = aside.start
    if start and side.words[start - 1].closed == "C":
        start -= 1
        before = start - 1
        if before >= 0 and side.words[before].surface == ",":
            before -= 1
        if side.words[start].lower not in tongue.list("coordinators"):
            start = clause_of(side, before).start if before >= 0 else start
    possible = tongue.list("possible")
    return next((i for i in range(start, part.stop) if possible.at(side.words, i)), None)


def is_open(side: Parse, tongue: Tongue) -> bool:
    """Whether a sentence says that something may be so, or is not sure."""
    everything = range(len(side.words))
    if hedged(side, everything, tongue) is not None:
        return True
    sure = tongue.list("sure")
    return any(
        sure.at(side.words, index)
        and any(word.closed == "E" for word in side.words[max(index - _UNSURE, 0) : index])
        for index in everything
    )
