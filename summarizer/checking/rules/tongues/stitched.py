"""Claims put together of what the text says in different places of different things."""

from __future__ import annotations

from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.checking.rules.tongues.who import runs
from summarizer.types import Finding, FindingKind

_FEWEST: Final = 2
_HERE: Final = 0.3
"""Share of what is said of a name that the sentences around it must lack."""
_THERE: Final = 0.3
"""Share of it that the text must have further off."""


def check(pair: Pair) -> Finding | None:
    """Find a name of which the text says something else, and the rest of the claim elsewhere."""
    names = [name for name in runs(pair.claim) if len(name) >= _FEWEST]
    if not names or not any(index in pair.alignment.matches for index in names[0]):
        return None
    inside = {index for name in runs(pair.claim) for index in name}
    rest = [index for index in pair.claim.content if index not in inside]
    if len(rest) < _FEWEST:
        return None
    total = here = there = 0.0
    for index in rest:
        word = pair.claim.words[index]
        total += word.weight
        if index in pair.alignment.matches or pair.source.near(pair.passage, word.lemma):
            here += word.weight
        elif word.lemma in pair.source.index:
            there += word.weight
    if here > _HERE * total or there < _THERE * total:
        return None
    name = names[0]
    first = min(index for index in name if index in pair.alignment.matches)
    place = pair.alignment.matches[first].evidence
    return pair.objection(
        FindingKind.NOT_FOUND,
        f"Where the text names “{pair.quote(pair.claim, (name.start, name.stop))}”, it says "
        "nothing of this; what the claim says of it stands elsewhere.",
        (rest[0], rest[-1] + 1),
        (place, place + 1),
    )
