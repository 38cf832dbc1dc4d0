"""Two words of one sentence that changed places: from Oslo to Bergen, from Bergen to Oslo."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from summarizer.checking.alignment import Match
from summarizer.checking.rules.pair import Pair
from summarizer.language import lexicon
from summarizer.language.clauses import Frame
from summarizer.language.lexicon import Relation
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_VERBATIM: Final = 0.8
"""Share of the claim's words that must be the sentence's own."""
_CLEARLY: Final = 0.5
"""How much nearer opposites must stand to each other's neighbours than to their own."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object when two names, or two numbers, stand in each other's place.

    Each must have taken over the other's preposition, or the other's side of an unchanged
    verb; a passive or another turn of phrase changes those as well and is left alone.
    """
    moved = _route(pair) or _crossed(pair)
    if moved is not None:
        yield moved
        return
    if pair.verbatim < _VERBATIM:
        return
    matches = [match for match in pair.alignment.matches.values() if match.exact]
    opposites = _opposites(pair, matches)
    if opposites is not None:
        yield opposites
        return
    movable = [match for match in matches if pair.claim.tags[match.claim] in "NPQ"]
    for one, two in combinations(movable, 2):
        if (one.claim < two.claim) == (one.evidence < two.evidence):
            continue
        if (pair.claim.tags[one.claim] == "Q") != (pair.claim.tags[two.claim] == "Q"):
            continue
        if pair.claim.words[one.claim].lemma == pair.claim.words[two.claim].lemma:
            continue
        if pair.claim.belongs(one.claim, two.claim) or pair.passage.belongs(
            one.evidence, two.evidence
        ):
            # members of one list may stand in any order
            continue
        here = _governor(pair.claim, one.claim), _governor(pair.claim, two.claim)
        there = _governor(pair.passage, one.evidence), _governor(pair.passage, two.evidence)
        if here[0] == here[1] or here != (there[1], there[0]):
            continue
        if "" in here and pair.claim.tags[one.claim] != pair.claim.tags[two.claim]:
            continue
        yield pair.objection(
            FindingKind.AGENT if "" in here else FindingKind.ORDER,
            f"The claim exchanges “{pair.claim.words[one.claim].surface}” and "
            f"“{pair.claim.words[two.claim].surface}”.",
            (one.claim, one.claim + 1),
            (one.evidence, one.evidence + 1),
        )
        return


def _route(pair: Pair) -> Finding | None:
    """``From Oslo to Bergen`` for "from Bergen to Oslo", however the rest is put."""
    ours = _ends(pair.claim)
    theirs = _ends(pair.passage) if ours else None
    if ours is None or theirs is None:
        return None
    start, goal = ours
    other_start, other_goal = theirs
    if pair.matched(start) != other_goal or pair.matched(goal) != other_start:
        return None
    return pair.objection(
        FindingKind.ORDER,
        f"The claim exchanges “{pair.claim.words[start].surface}” and "
        f"“{pair.claim.words[goal].surface}”.",
        (start, start + 1),
        (other_goal, other_goal + 1),
    )


def _ends(side: Parse) -> tuple[int, int] | None:
    """The names behind the one ``from`` and the one ``to`` of a sentence."""
    if not side.vocabulary.issuperset(("from", "to")):
        return None
    found: dict[str, list[int]] = {"from": [], "to": []}
    for phrase, run in side.named:
        if phrase.preposition is not None:
            found.get(side.words[phrase.preposition].lower, []).append(run[1] - 1)
    if len(found["from"]) == len(found["to"]) == 1:
        return found["from"][0], found["to"][0]
    return None


def _crossed(pair: Pair) -> Finding | None:
    """``close it until noon and open it at night`` for "open it until noon, close it at night"."""
    if len(pair.frames) <= 1:
        return None
    for (one, other_one), (two, other_two) in combinations(pair.frames, 2):
        for _, first in one.obliques:
            if not _moved(pair, first, other_one, other_two):
                continue
            for _, second in two.obliques:
                if pair.claim.words[first].lemma == pair.claim.words[second].lemma:
                    continue
                if _moved(pair, second, other_two, other_one):
                    return pair.objection(
                        FindingKind.ORDER,
                        f"The claim exchanges “{pair.claim.words[first].surface}” and "
                        f"“{pair.claim.words[second].surface}”.",
                        (first, first + 1),
                        (other_one.verb, other_one.verb + 1),
                    )
    return None


def _moved(pair: Pair, head: int, own: Frame, other: Frame) -> bool:
    """Whether the text has the word of a claim's verb with another verb, and not with its own."""
    match = pair.alignment.matches.get(head)
    if match is None or not match.exact:
        return False
    theirs = {index for _, index in other.obliques}
    return match.evidence in theirs and match.evidence not in {index for _, index in own.obliques}


def _opposites(pair: Pair, matches: list[Match]) -> Finding | None:
    """``Rose last year after it had fallen`` for "fell last year after it had risen"."""
    words, tags = pair.claim.words, pair.claim.tags
    movable = [match for match in matches if tags[match.claim] in "VANR"]
    for one, two in combinations(movable, 2):
        ours, theirs = words[one.claim].lemma, words[two.claim].lemma
        if (link := lexicon.links(ours).get(theirs)) is None or link[0] is not Relation.ANTONYM:
            continue
        kept = pair.association(one.claim, one.evidence) + pair.association(two.claim, two.evidence)
        exchanged = pair.association(one.claim, two.evidence) + pair.association(
            two.claim, one.evidence
        )
        if exchanged >= kept + _CLEARLY:
            return pair.objection(
                FindingKind.NEGATION,
                f"The claim exchanges “{words[one.claim].surface}” and "
                f"“{words[two.claim].surface}”.",
                (one.claim, one.claim + 1),
                (one.evidence, one.evidence + 1),
            )
    return None


def _governor(side: Parse, index: int) -> str:
    phrase = side.phrase_at.get(index)
    if phrase is None or phrase.preposition is None:
        return ""
    return side.words[phrase.preposition].lower
