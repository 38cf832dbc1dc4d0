"""What is said of two names, each with the other's share: who sings, and who paints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_VERBATIM: Final = 0.8
"""Share of the claim's words that must be the sentence's own."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object when words that follow one name in the text follow another in the claim.

    Both names must have taken over something of the other's, and kept little of their own: a
    passive or another order moves one of them only. It needs no grammar.
    """
    if pair.verbatim < _VERBATIM:
        return
    matches = [match for match in pair.alignment.matches.values() if match.exact]
    names = {match.claim for match in matches if pair.claim.tags[match.claim] == "P"}
    if len(names) < 2:
        return
    there = {pair.alignment.matches[index].evidence for index in names}
    back = pair.alignment.used
    moved: Counter[tuple[int, int]] = Counter()
    for match in matches:
        if match.claim in names or pair.claim.tags[match.claim] == "P":
            continue
        ours = _before(pair.claim, match.claim, names)
        theirs = _before(pair.passage, match.evidence, there)
        if ours is not None and theirs is not None:
            moved[ours, back[theirs]] += 1
    for one, two in list(moved):
        kept = moved[one, one] + moved[two, two]
        if one < two and moved[two, one] and moved[one, two] + moved[two, one] > 2 * kept:
            evidence = pair.alignment.matches[one].evidence
            yield pair.objection(
                FindingKind.AGENT,
                f"The claim exchanges what the text says of “{pair.claim.words[one].surface}” and "
                f"of “{pair.claim.words[two].surface}”.",
                (one, one + 1),
                (evidence, evidence + 1),
            )
            return


def _before(side: Parse, index: int, names: set[int]) -> int | None:
    """The last of some names before a word, in its sentence part."""
    for position in range(index - 1, -1, -1):
        if position in names:
            return position
        if side.words[position].surface in (";", ":"):
            return None
    return None
