"""A word exchanged amid a sentence's own words, in any language: no grammar is needed to see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language.tongues.likeness import are_forms, fold
from summarizer.language.tongues.tongue import Tongue
from summarizer.language.wordlists import AUXILIARIES
from summarizer.types import Finding, FindingKind

_RUN: Final = 4
"""Words around the place that claim and sentence must share, one after the other."""
_SHORTEST: Final = 3


def check(pair: Pair) -> Iterator[Finding]:
    """Object to a word in whose place the sentence, word for word the same around it, has another.

    A word that the claim has elsewhere, or that the sentence has elsewhere, is none: it was
    moved or left out, not exchanged.
    """
    ours = [word.lower for word in pair.claim.words]
    theirs = [word.lower for word in pair.passage.words]
    known, said = set(theirs), set(ours)
    content, counted = frozenset(pair.claim.content), frozenset(pair.passage.content)
    places: dict[str, list[int]] = {}
    for position, lower in enumerate(theirs):
        places.setdefault(lower, []).append(position)
    for index in pair.claim.content:
        if ours[index] in known:
            continue
        rivals = {
            position - step
            for step in (1, -1)
            if 0 <= index + step < len(ours)
            for position in places.get(ours[index + step], ())
        }
        for rival in sorted(rivals):
            if rival not in counted or theirs[rival] in said:
                continue
            if not _tells(ours[index]) or not _tells(theirs[rival]):
                continue
            if _may_be_verbs(pair, index, rival):
                continue
            if AUXILIARIES.issuperset((ours[index], theirs[rival])):
                continue
            if are_forms(fold(ours[index]), fold(theirs[rival])):
                continue
            if _run(ours, theirs, index, rival, content) >= _RUN:
                yield _object(pair, index, rival)
                return


def _may_be_verbs(pair: Pair, index: int, rival: int) -> bool:
    """Whether two words may be verbs that mean the same: nothing before them makes them nouns."""
    tongue = pair.source.tongue
    if tongue is None or not tongue.known:
        return False
    return any(
        side.tags[place] == "N" and not _follows_article(side.tags, place, tongue)
        for side, place in ((pair.claim, index), (pair.passage, rival))
    )


def _follows_article(tags: str, place: int, tongue: Tongue) -> bool:
    """Whether an article, a preposition or a number opens what a word ends.

    Where there are no articles, other nouns may stand between: "to the building of the dairy".
    """
    first = place - 1
    while first > 0 and tags[first] == "N" and not tongue.options.get("articles"):
        first -= 1
    return first >= 0 and tags[first] in "DIQ"


def _tells(lower: str) -> bool:
    """Whether a word is a figure, or long enough to be more than grammar."""
    return lower[0].isdigit() or (lower[0].isalnum() and len(lower) >= _SHORTEST)


def _run(
    ours: Sequence[str], theirs: Sequence[str], index: int, rival: int, content: frozenset[int]
) -> int:
    """How many words around the two places are the same; 0 where one side says nothing."""
    total = 0
    for step in (-1, 1):
        here, there = index + step, rival + step
        ends = not (0 <= here < len(ours)) or not ours[here][0].isalnum()
        ends &= step < 0 or not (there < len(theirs) and theirs[there][0].isalnum())
        side = 0
        telling = False
        while 0 <= here < len(ours) and 0 <= there < len(theirs) and ours[here] == theirs[there]:
            side += ours[here][0].isalnum()
            telling |= here in content
            here, there = here + step, there + step
        if not ends and not telling:
            return 0
        total += side
    return total


def _object(pair: Pair, index: int, rival: int) -> Finding:
    ours, theirs = pair.claim.words[index], pair.passage.words[rival]
    if ours.surface[0].isdigit() and theirs.surface[0].isdigit():
        kind = FindingKind.NUMBER
    elif pair.claim.tags[index] == pair.passage.tags[rival] == "P":
        kind = FindingKind.NAME
    else:
        kind = FindingKind.TERM
    message = f"The claim says “{ours.surface}” where the text says “{theirs.surface}”."
    return pair.objection(kind, message, (index, index + 1), (rival, rival + 1))
