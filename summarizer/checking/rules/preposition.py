"""Small words that turn a statement round: for and against, before and after, to and from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_OPPOSITE: Final[dict[frozenset[str], FindingKind]] = {
    frozenset(("for", "against")): FindingKind.NEGATION,
    frozenset(("with", "without")): FindingKind.NEGATION,
    frozenset(("before", "after")): FindingKind.ORDER,
    frozenset(("until", "from")): FindingKind.ORDER,
    frozenset(("until", "since")): FindingKind.ORDER,
    frozenset(("between", "before")): FindingKind.DATE,
    frozenset(("between", "after")): FindingKind.DATE,
    frozenset(("ahead", "behind")): FindingKind.COMPARISON,
    frozenset(("above", "below")): FindingKind.COMPARISON,
    frozenset(("over", "under")): FindingKind.COMPARISON,
    frozenset(("inside", "outside")): FindingKind.PLACE,
    frozenset(("into", "from")): FindingKind.PLACE,
    frozenset(("to", "from")): FindingKind.PLACE,
}
_OPPOSITE_BEFORE_NUMBERS: Final[dict[frozenset[str], FindingKind]] = {
    frozenset(("by", "to")): FindingKind.NUMBER,
    frozenset(("by", "from")): FindingKind.NUMBER,
}
_MOST: Final = 0.75
"""Share of the claim's words that must be the sentence's own."""
_FAR: Final = 4
_FAR_FROM_VERB: Final = 8
"""Words between a preposition and the noun or the verb that it goes with."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object when the same word stands behind the opposite preposition after the same word.

    The word before the preposition must be unchanged too: "sold to" and "bought from" say
    the same.
    """
    if pair.verbatim < _MOST and "ahead" not in pair.claim.vocabulary:
        return
    exact = [match for match in pair.alignment.matches.values() if match.exact]
    for match in exact:
        ours = _before(pair.claim, match.claim)
        theirs = _before(pair.passage, match.evidence)
        if ours is None or theirs is None:
            continue
        both = frozenset((pair.claim.words[ours].lower, pair.passage.words[theirs].lower))
        kind = _OPPOSITE.get(both)
        if pair.claim.words[match.claim].value is not None:
            kind = _OPPOSITE_BEFORE_NUMBERS.get(both, kind)
        if kind is None or len(exact) < _MOST * sum(index != ours for index in pair.claim.content):
            continue
        head = max((index for index in pair.claim.content if index < ours), default=None)
        there = pair.matched(head)
        far = _FAR if head is not None and pair.claim.tags[head] != "V" else _FAR_FROM_VERB
        if there is None or there > theirs or theirs - there > far:
            continue
        if kind is FindingKind.NUMBER and _verb(pair.claim, ours) != _verb(pair.passage, theirs):
            # "belongs to three" and "is owned by three" say the same
            continue
        yield pair.objection(
            kind,
            f"The claim says “{pair.claim.words[ours].surface}” where the text says "
            f"“{pair.passage.words[theirs].surface}”.",
            (ours, ours + 1),
            (theirs, theirs + 1),
        )
        return


def _verb(side: Parse, index: int) -> str:
    """Lemma of the verb that a preposition follows."""
    verb = side.tags.rfind("V", 0, index)
    return side.words[verb].lemma if verb >= 0 else ""


def _before(side: Parse, index: int) -> int | None:
    """The preposition of the phrase that a word opens or heads."""
    phrase = side.phrase_at.get(index)
    if phrase is None or phrase.preposition is None or phrase.preposition != phrase.start - 1:
        return None
    at = phrase.preposition
    # "ahead of" is one preposition
    return at - 1 if at and side.words[at - 1].lower == "ahead" else at
