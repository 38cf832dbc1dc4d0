"""Opposites: more for less, before for after, open for shut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.checking.rules.tongues.clauses import clause_of, is_negated
from summarizer.language.tongues.tongue import Tongue, WordList
from summarizer.types import Finding, FindingKind

_SAME: Final = 0.35
_CLEARLY: Final = 0.2
_NEAR: Final = 0.4
"""Association of the two words below which they may be said of different things."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object to a word whose opposite the text says of the same thing."""
    tongue = pair.source.tongue
    if tongue is None or pair.alignment.coverage < _SAME:
        return
    for index, word in enumerate(pair.claim.words):
        if word.value is not None or index in pair.alignment.matches:
            continue
        for one, other in _sides(tongue, word.lower):
            rival = _rival(pair, index, other, tongue)
            if rival is None or _also(pair, index, rival, one):
                continue
            yield pair.objection(
                FindingKind.COMPARISON,
                f"The claim says “{word.surface}” where the text says "
                f"“{pair.passage.words[rival].surface}”.",
                (index, index + 1),
                (rival, rival + 1),
            )
            return


def _sides(tongue: Tongue, lower: str) -> Iterator[tuple[WordList, WordList]]:
    """The lists that a word is in, each with that of its opposites."""
    for one, other in tongue.opposites:
        if lower in one and lower not in other:
            yield one, other
        elif lower in other and lower not in one:
            yield other, one


def _also(pair: Pair, index: int, rival: int, same: WordList) -> bool:
    """Whether the text has a word of the claim's side as near by as the opposite."""
    near = pair.association(index, rival) - _CLEARLY
    return any(
        word.lower in same and pair.association(index, position) >= near
        for position, word in enumerate(pair.passage.words)
    )


def _rival(pair: Pair, index: int, opposites: WordList, tongue: Tongue) -> int | None:
    found: list[tuple[float, int]] = []
    ours = clause_of(pair.claim, index)
    for position, word in enumerate(pair.passage.words):
        if word.lower not in opposites or position in pair.alignment.used:
            continue
        theirs = clause_of(pair.passage, position)
        if is_negated(pair.claim, ours, tongue) != is_negated(pair.passage, theirs, tongue):
            continue
        near = pair.association(index, position)
        if near >= _NEAR:
            found.append((near, -position))
    return -max(found)[1] if found else None
