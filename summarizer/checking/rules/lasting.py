"""For good, or for the time being: how long a thing is said to last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_FOR_NOW: Final = (
    ("temporarily",),
    ("temporary",),
    ("provisionally",),
    ("provisional",),
    ("for", "now"),
    ("for", "the", "time", "being"),
    ("for", "the", "moment"),
    ("for", "the", "present"),
    ("until", "further", "notice"),
)
_FOR_EVER: Final = (
    ("permanently",),
    ("permanent",),
    ("forever",),
    ("for", "ever"),
    ("for", "good"),
    ("once", "and", "for", "all"),
    ("definitively",),
)
_FIRST: Final = frozenset(words[0] for words in (*_FOR_NOW, *_FOR_EVER))
_DENIED: Final = frozenset(["no", "not", "n't", "never", "neither", "nor"])
_BACK: Final = 3
"""Words before such an adverb in which a negator denies it."""
_ENOUGH: Final = 0.45
"""Share of the claim that the passage must carry beside these words."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object when one side calls lasting what the other side ends."""
    if pair.claim.vocabulary.isdisjoint(_FIRST) or pair.passage.vocabulary.isdisjoint(_FIRST):
        return
    ours, theirs = _said(pair.claim), _said(pair.passage)
    if ours is None or theirs is None or ours[0] is theirs[0]:
        return
    rest = [index for index in pair.claim.content if not ours[1] <= index < ours[2]]
    if pair.alignment.carries(rest) < _ENOUGH:
        return
    mine, other = ours[1:], theirs[1:]
    yield pair.objection(
        FindingKind.QUANTIFIER,
        f"The claim says “{pair.quote(pair.claim, mine)}” where the text says "
        f"“{pair.quote(pair.passage, other)}”.",
        mine,
        other,
    )


def _said(side: Parse) -> tuple[bool, int, int] | None:
    """Whether the sentence calls something lasting, and where it says so; once and plainly."""
    found: list[tuple[bool, int, int]] = []
    lowers = [word.lower for word in side.words]
    for index, lower in enumerate(lowers):
        if lower not in _FIRST:
            continue
        for ever, phrases in ((True, _FOR_EVER), (False, _FOR_NOW)):
            for phrase in phrases:
                end = index + len(phrase)
                if tuple(lowers[index:end]) == phrase and _closes(side, end, phrase):
                    found.append((ever, index, end))
    if len(found) != 1 or _DENIED & set(lowers[max(found[0][1] - _BACK, 0) : found[0][1]]):
        return None
    return found[0]


def _closes(side: Parse, end: int, phrase: tuple[str, ...]) -> bool:
    """Whether ``for good`` is over there: "for good reasons" is not."""
    return phrase != ("for", "good") or side.tags[end : end + 1] not in ("N", "A", "P")
