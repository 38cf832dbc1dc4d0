"""Quantifiers: all, most, some, few, none of the same things."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language.parse import Parse
from summarizer.language.tokens import Word
from summarizer.types import Finding, FindingKind

_STRENGTH: Final[dict[str, int]] = {
    "all": 5,
    "every": 5,
    "each": 5,
    "entire": 5,
    "whole": 5,
    "always": 5,
    "everyone": 5,
    "everybody": 5,
    "everything": 5,
    "completely": 5,
    "entirely": 5,
    "fully": 5,
    "most": 4,
    "mostly": 4,
    "majority": 4,
    "largely": 4,
    "usually": 3,
    "many": 3,
    "numerous": 3,
    "half": 3,
    "often": 3,
    "several": 2,
    "some": 2,
    "partly": 2,
    "partially": 2,
    "sometimes": 2,
    "certain": 2,
    "part": 2,
    "portion": 2,
    "minority": 1,
    "few": 1,
    "rarely": 1,
    "seldom": 1,
    "none": 0,
    "nobody": 0,
    "never": 0,
}
_ONLY: Final = frozenset(["only", "solely", "exclusively"])
_EXCEPT: Final = frozenset("except excepting excluding barring bar but apart".split())
_EXCEPT_PAIRS: Final = frozenset([("apart", "from"), ("except", "for"), ("except", "in")])
_LEFT_OUT: Final = _EXCEPT | frozenset(
    "only exception other others rest most nearly almost without remaining save".split()
)
"""Words by which a claim may name the exception in its own way."""
_INTERVALS: Final = {
    **dict.fromkeys(["second", "other"], "half"),
    **dict.fromkeys(["third", "fourth", "fifth", "tenth", "few"], "some"),
}
"""What makes of ``every`` one in two, three, some."""
_WHOLE: Final = frozenset(["all", "every", "each", "entire", "whole"])
_OF_A_PART: Final = frozenset(
    "upper lower northern southern eastern western middle outer inner front rear remaining other "
    "older younger larger smaller newer left right first last".split()
)
"""Adjectives that pick some of several things."""
_REACH: Final = 9
_MOSTLY: Final = 0.75
"""Share of the claim's words that must be the sentence's own for an exception to be its own."""
_PARTIES: Final = 2


def check(pair: Pair) -> Iterator[Finding]:
    """Object when the claim says more, or fewer, of the same things than the text does."""
    found = (
        _both_or_one(pair)
        or _only_one(pair)
        or _all_of_some(pair)
        or _excepted(pair)
        or _at_excepted_time(pair)
    )
    if found is not None:
        yield found
        return
    ours = _quantifiers(pair.claim)
    if not ours:
        return
    theirs = _quantifiers(pair.passage) + _counted(pair.passage)
    for index, anchors in ours:
        strength = _strength(pair.claim, index)
        targets = {pair.matched(anchor) for anchor in anchors} - {None}
        rivals = [position for position, others in theirs if targets & set(others)]
        if not rivals:
            continue
        position = rivals[0]
        other = _strength(pair.passage, position)
        if any(_strength(pair.passage, rival) == strength for rival in rivals):
            continue
        if other == strength or (strength >= 2 and other >= strength):
            continue
        message = (
            f"The claim says “{pair.claim.words[index].surface}” where the text says "
            f"“{pair.passage.words[position].surface}”."
        )
        yield pair.objection(
            FindingKind.QUANTIFIER, message, (index, index + 1), (position, position + 1)
        )


def _both_or_one(pair: Pair) -> Finding | None:
    """``both A and B`` against ``either A or B`` and ``choose between A and B``."""
    ours = _word(pair.claim, ("both",)) if "both" in pair.claim.vocabulary else None
    theirs = None if ours is None else _word(pair.passage, ("either", "between"))
    if ours is None or theirs is None:
        return None
    words = pair.passage.words
    if words[theirs].lower == "between" and words[theirs - 1].lemma not in ("choose", "choice"):
        return None
    named = [index for index in pair.claim.content if ours < index <= ours + _REACH]
    carried = [pair.matched(index) for index in named[:_PARTIES]]
    if len(carried) < _PARTIES or any(item is None or item < theirs for item in carried):
        return None
    return pair.objection(
        FindingKind.QUANTIFIER,
        f"The claim says “both” where the text leaves a choice (“{words[theirs].surface}”).",
        (ours, ours + 1),
        (theirs, theirs + 1),
    )


def _only_one(pair: Pair) -> Finding | None:
    """``only A`` against ``A and B``."""
    if pair.claim.vocabulary.isdisjoint(_ONLY) or not pair.passage.vocabulary.isdisjoint(_ONLY):
        return None
    words = pair.claim.words
    index = next(at for at, word in enumerate(words) if word.lower in _ONLY)
    phrase = pair.claim.phrase_at.get(index + 1)
    target = None if phrase is None else pair.matched(phrase.head)
    theirs = None if target is None else pair.passage.phrase_at.get(target)
    if theirs is None:
        return None
    tags, used = pair.passage.tags, pair.alignment.used
    after = pair.passage.phrase_at.get(theirs.end + 1)
    if tags[theirs.end : theirs.end + 1] != "C" or after is None or after.head in used:
        return None
    if pair.passage.words[theirs.end].lower not in ("and", "or"):
        return None
    if any(frame.subject == after.head for frame in pair.passage.frames):
        # "protects persons and drones fly": another clause begins
        return None
    return pair.objection(
        FindingKind.QUANTIFIER,
        f"The claim says “{words[index].surface}” where the text adds "
        f"“{pair.quote(pair.passage, (after.start, after.end))}”.",
        (index, index + 1),
        (after.start, after.end),
    )


def _all_of_some(pair: Pair) -> Finding | None:
    """``all the locks`` for "the upper locks", or for "the four locks" of the text's seven."""
    claim, passage = pair.claim, pair.passage
    if claim.vocabulary.isdisjoint(_WHOLE):
        return None
    index = next(at for at, word in enumerate(claim.words) if word.lower in _WHOLE)
    ours = next((claim.phrase_at[at] for at in _nouns_after(claim, index)), None)
    target = None if ours is None else pair.matched(ours.head)
    theirs = None if target is None else passage.phrase_at.get(target)
    if ours is None or theirs is None or theirs.head != target:
        return None
    said = {claim.words[at].lower for at in range(ours.start, ours.end)}
    for at in range(theirs.start, theirs.head):
        word = passage.words[at]
        if word.lower in said or at in pair.alignment.used:
            continue
        if word.lower in _OF_A_PART or _counts_fewer(pair, word, theirs.head):
            return pair.objection(
                FindingKind.QUANTIFIER,
                f"The claim says “{claim.words[index].surface}” where the text says "
                f"“{pair.quote(passage, (theirs.start, theirs.end))}”.",
                (index, index + 1),
                (theirs.start, theirs.end),
            )
    return None


def _nouns_after(side: Parse, index: int) -> Iterator[int]:
    return (at for at in range(index + 1, min(index + 5, len(side.words))) if side.tags[at] == "N")


def _counts_fewer(pair: Pair, word: Word, head: int) -> bool:
    """Whether the text counts more of the things elsewhere."""
    if word.value is None:
        return False
    lemma = pair.passage.words[head].lemma
    return any(
        other.kind == "count" and other.label == lemma and other.value > word.value
        for number in pair.source.index.get(lemma, ())
        for other in pair.source.passages[number].quantities
    )


def _excepted(pair: Pair) -> Finding | None:
    """``every region``, or the one that is left out, where the text has "every one except it"."""
    if pair.passage.vocabulary.isdisjoint(_EXCEPT):
        return None
    if not pair.claim.vocabulary.isdisjoint(_LEFT_OUT):
        return None
    words, used = pair.passage.words, pair.alignment.used
    for index, anchors in _quantifiers(pair.passage):
        marker = _exception(pair.passage, index)
        if marker is None or _strength(pair.passage, index) != _STRENGTH["all"]:
            continue
        phrase = pair.passage.phrase_at.get(marker + 1) or pair.passage.phrase_at.get(marker + 2)
        if phrase is None:
            continue
        theirs = (index, phrase.end)
        if phrase.head in used:
            at = used[phrase.head]
            if _is_said_of(pair, at) and not pair.claim.negations:
                return pair.objection(
                    FindingKind.QUANTIFIER,
                    f"The text excepts “{pair.quote(pair.passage, (phrase.start, phrase.end))}”.",
                    (at, at + 1),
                    theirs,
                )
            continue
        for at, others in _quantifiers(pair.claim):
            counted = {pair.matched(other) for other in others} & set(anchors)
            if counted and _strength(pair.claim, at) == _STRENGTH["all"]:
                return pair.objection(
                    FindingKind.QUANTIFIER,
                    f"The claim says “{pair.claim.words[at].surface}” where the text makes an "
                    f"exception (“{words[marker].surface}”).",
                    (at, at + 1),
                    theirs,
                )
    return None


def _at_excepted_time(pair: Pair) -> Finding | None:
    """``only in May``, or simply ``in May``, where the text has "except in May"."""
    passage = pair.passage
    if "except" not in passage.vocabulary or pair.claim.vocabulary & _LEFT_OUT - {"only"}:
        return None
    if pair.claim.negated or pair.alignment.opposites or pair.verbatim < _MOSTLY:
        return None
    at = next(index for index, word in enumerate(passage.words) if word.lower == "except")
    phrase = passage.phrase_at.get(at + 2) or passage.phrase_at.get(at + 3)
    if passage.tags[at + 1 : at + 2] != "I" or phrase is None:
        return None
    ours = pair.alignment.used.get(phrase.head)
    if ours is None:
        return None
    return pair.objection(
        FindingKind.QUANTIFIER,
        f"The text excepts “{pair.quote(passage, (at + 1, phrase.end))}”.",
        (ours, ours + 1),
        (at, phrase.end),
    )


def _exception(side: Parse, index: int) -> int | None:
    """The last word that excepts something from what a quantifier counts: except, other than."""
    for at in range(index + 1, min(index + _REACH, len(side.words) - 1)):
        lower, following = side.words[at].lower, side.words[at + 1].lower
        if side.tags[at] in ".;":
            return None
        if lower in _EXCEPT or (lower == "but" and at == index + 1):
            return at + 1 if (lower, following) in _EXCEPT_PAIRS else at
    return None


def _is_said_of(pair: Pair, index: int) -> bool:
    """Whether a deed that the passage has is said of the word, or put there."""
    return any(
        index in (frame.subject, frame.object, *(head for _, head in frame.obliques))
        for frame, _ in pair.frames
    )


def _word(side: Parse, lowers: tuple[str, ...]) -> int | None:
    return next((at for at, word in enumerate(side.words) if word.lower in lowers), None)


def _counted(side: Parse) -> list[tuple[int, list[int]]]:
    """``two of them``: some, and not all."""
    found = []
    for quantity in side.quantities:
        end = quantity.end
        if quantity.kind == "count" and end < len(side.words) and side.words[end].lower == "of":
            verbs = [
                index
                for index in range(end, min(end + 7, len(side.words)))
                if side.words[index].content and side.tags[index] == "V"
            ]
            before = [
                index
                for index in range(max(quantity.start - 2, 0), quantity.start)
                if side.words[index].content and side.tags[index] == "V"
            ]
            found.append((quantity.start, [*verbs[:1], *before]))
    return found


def _strength(side: Parse, index: int) -> int:
    """Position on the scale; ``not all`` claims no more than ``some``, nor does a number."""
    strength = _STRENGTH.get(side.words[index].lower, _STRENGTH["some"])
    if strength == _STRENGTH["all"] and index and side.words[index - 1].closed == "E":
        return _STRENGTH["some"]
    if side.words[index].lower == "every" and index + 1 < len(side.words):
        following = side.words[index + 1].lower
        return _STRENGTH[_INTERVALS[following]] if following in _INTERVALS else strength
    return strength


def _is_share(side: Parse, index: int) -> bool:
    """``part of the town``, but not ``in part`` or ``an important part of``."""
    following = side.words[index + 1 : index + 2]
    return (
        bool(following)
        and following[0].lower == "of"
        and side.tags[index - 1 : index]
        not in (
            "I",
            "A",
        )
    )


def _quantifiers(side: Parse) -> list[tuple[int, list[int]]]:
    """Quantifiers with what they count: the next noun, and the verb said of it."""
    found: list[tuple[int, list[int]]] = []
    if side.vocabulary.isdisjoint(_STRENGTH):
        return found
    for index, word in enumerate(side.words):
        if word.lower not in _STRENGTH or (word.lower == "part" and not _is_share(side, index)):
            continue
        anchors: list[int] = []
        for kinds, reach in (("NP", 5), ("V", 9)):
            anchors += [
                position
                for position in range(index + 1, min(index + reach, len(side.words)))
                if side.words[position].content and side.tags[position] in kinds
            ][:1]
        if not anchors:
            # "most of them older than she was"
            anchors += [at for at in side.content if index < at < index + 5][:1]
        if index and side.tags[index - 1] == "V" and side.words[index - 1].content:
            anchors.append(index - 1)
        found.append((index, anchors))
    return found
