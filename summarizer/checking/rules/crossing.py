"""What is said of two names, each with the other's share: who sings, and who paints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from summarizer.checking.alignment import Match
from summarizer.checking.rules.pair import Pair
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_VERBATIM: Final = 0.8
"""Share of the claim's words that must be the sentence's own."""
_BOTH: Final = 2
"""Names that it takes to exchange something, and words that are more than a name's own."""
_RUNS: Final = 3
"""Of "A does D, C does B" for "A does B, C does D": A D, C and B stand in the text's order."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object when what follows one name in the text follows another in the claim.

    Both must have taken over something of the other's, and kept little of their own. Where there
    is no grammar, only whole stretches that changed places are told from a passive.
    """
    if pair.verbatim < _VERBATIM:
        return
    if any(ours.passive != theirs.passive for ours, theirs in pair.frames):
        # what follows the two parties of a deed changes places with them
        return
    matches = sorted(match for match in pair.alignment.matches.values() if match.exact)
    found = _by_name(pair, matches) if pair.source.is_english else None
    if found is None and pair.verbatim == 1.0:
        found = _by_order(matches)
    if found is not None:
        one, two = found
        evidence = pair.alignment.matches[one].evidence
        yield pair.objection(
            FindingKind.AGENT,
            f"The claim exchanges what the text says of “{pair.claim.words[one].surface}” and "
            f"of “{pair.claim.words[two].surface}”.",
            (one, one + 1),
            (evidence, evidence + 1),
        )


def _by_name(pair: Pair, matches: list[Match]) -> tuple[int, int] | None:
    """Two names whose followers changed places; a passive moves those of one of them only."""
    names = {
        match.claim
        for match in matches
        if _is_party(pair.claim, match.claim) and _is_party(pair.passage, match.evidence)
    }
    if len(names) < _BOTH:
        return None
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
            return one, two
    return None


def _is_party(side: Parse, index: int) -> bool:
    """Whether a word is of a name that no preposition governs: "in Oslo" may stand anywhere."""
    phrase = side.phrase_at.get(index)
    return side.tags[index] == "P" and (phrase is None or phrase.preposition is None)


def _by_order(matches: list[Match]) -> tuple[int, int] | None:
    """The last words before two stretches of the text that changed places, all else in order."""
    runs: list[list[Match]] = []
    for match in matches:
        if runs and runs[-1][-1].evidence < match.evidence:
            runs[-1].append(match)
        else:
            runs.append([match])
    if len(runs) != _RUNS:
        return None
    outer, third, second = runs
    first = [match for match in outer if match.evidence < second[0].evidence]
    last = outer[len(first) :]
    order = [match.evidence for run in (first, second, third, last) for match in run]
    if not first or len(second) < _BOTH or len(last) < _BOTH or order != sorted(order):
        return None
    return first[-1].claim, third[-1].claim


def _before(side: Parse, index: int, names: set[int]) -> int | None:
    """The last of some names before a word, in its sentence part."""
    for position in range(index - 1, -1, -1):
        if position in names:
            return position
        if side.words[position].surface in (";", ":"):
            return None
    return None
