"""Words that mean opposites where claim and text should have the same one."""

from __future__ import annotations

from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language import lexicon
from summarizer.language.lexicon import Relation
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_IN_PLACE: Final = 0.8
"""Association of two opposites that stand in the same place."""
_DENIED: Final = 0.4
"""The same for a word that denies the other itself: "unpaid"."""
_SURELY: Final = 1.0


def opposed(pair: Pair) -> Finding | None:
    """``closed`` in the claim where the text has ``opened``."""
    return _opposite_words(pair) or _opposite_in_its_place(pair)


def is_of_another(pair: Pair) -> bool:
    """Whether the claim is about an opposite thing: "never on the western beach"."""
    return any(
        _describes(pair.claim, index) and _describes(pair.passage, position)
        for index, position in pair.alignment.opposites
    )


def _opposite_words(pair: Pair) -> Finding | None:
    for index, position in pair.alignment.opposites:
        if index in pair.alignment.matches or position in pair.alignment.used:
            continue
        if (index in pair.claim.negated) != (position in pair.passage.negated):
            continue
        if _is_converse(pair, index, position):
            continue
        if (_describes(pair.claim, index) and position in pair.passage.predicates) or (
            _describes(pair.passage, position) and index in pair.claim.predicates
        ):
            # "the broken pump has been repaired"
            continue
        if is_of_another(pair) and pair.claim.negations and not pair.passage.negations:
            continue
        if pair.claim.compares(index) and pair.passage.compares(position):
            # which way depends on what stands on either side
            continue
        words = pair.claim.words[index].lower, pair.passage.words[position].lower
        least = _DENIED if any(lexicon.undone(word) for word in words) else _IN_PLACE
        if pair.association(index, position) < least:
            continue
        return _opposed(pair, index, position)
    return None


def _opposite_in_its_place(pair: Pair) -> Finding | None:
    """``prices fell after they had risen``: the claim's "rose" is found in the wrong clause."""
    for frame in pair.claim.frames:
        match = pair.alignment.matches.get(frame.verb)
        if match is None or not match.exact:
            continue
        lemma = pair.claim.words[frame.verb].lemma
        for other in pair.passage.frames:
            position = other.verb
            if position in pair.alignment.used or position == match.evidence:
                continue
            relation = lexicon.links(lemma).get(pair.passage.words[position].lemma)
            if relation is None or relation[0] is not Relation.ANTONYM:
                continue
            if (frame.verb in pair.claim.negated) != (position in pair.passage.negated):
                continue
            here, there = (
                pair.association(frame.verb, position),
                pair.association(frame.verb, match.evidence),
            )
            if here >= max(_SURELY, there + _IN_PLACE) and not _is_converse(
                pair, frame.verb, position
            ):
                return _opposed(pair, frame.verb, position)
    return None


def _opposed(pair: Pair, index: int, position: int) -> Finding:
    return pair.objection(
        FindingKind.NEGATION,
        f"“{pair.claim.words[index].surface}” in the claim is the opposite of "
        f"“{pair.passage.words[position].surface}” in the text.",
        (index, index + 1),
        (position, position + 1),
    )


_CONVERSES: Final = frozenset(
    frozenset(pair.split("-"))
    for pair in (
        "send-receive buy-sell give-receive give-take give-get lend-borrow teach-learn "
        "lead-follow pay-receive ask-answer import-export hire-work rent-let win-lose"
    ).split()
)
"""Verbs that tell of one deed from its two sides."""


def _is_converse(pair: Pair, index: int, position: int) -> bool:
    """Whether the two verbs may tell of one deed: "he sent her", "she received from him"."""
    verbs = frozenset((pair.claim.words[index].lemma, pair.passage.words[position].lemma))
    if verbs not in _CONVERSES:
        return False
    ours = next((frame for frame in pair.claim.frames if frame.verb == index), None)
    theirs = next((frame for frame in pair.passage.frames if frame.verb == position), None)
    if ours is None or theirs is None or theirs.doer is None:
        return True
    doer = pair.matched(ours.doer)
    return doer is None or not pair.passage.belongs(doer, theirs.doer)


def _describes(side: Parse, index: int) -> bool:
    """Whether a word is an adjective in front of its noun."""
    return side.tags[index : index + 2] in ("AN", "AP", "VN") and index not in side.predicates
