"""Negation: what the claim denies and the text affirms, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.modality import wanting
from summarizer.checking.rules.opposites import is_of_another, opposed
from summarizer.checking.rules.pair import Pair
from summarizer.language.parse import IMPLICIT_NEGATIVES, Negation, Parse
from summarizer.types import Finding, FindingKind


def check(pair: Pair) -> Iterator[Finding]:
    """Object when one side denies what the other affirms; a question does neither."""
    if pair.passage.asks:
        return
    finding = (
        _denied_by_claim(pair)
        or _denied_by_text(pair)
        or opposed(pair)
        or _denied_verb(pair)
        or _no_longer(pair)
    )
    if finding is not None:
        yield finding


def _denied_verb(pair: Pair) -> Finding | None:
    """One side denies the very verb: "did not reject" and "rejected", "did not go" and "went".

    Where words differ otherwise, only verbs are looked at that the scope of a negation does
    not tell of: small words, and those that exclude something themselves.
    """
    for frame, other in pair.frames:
        word = pair.claim.words[frame.verb]
        if word.content and word.lemma not in IMPLICIT_NEGATIVES and not _is_verbatim(pair):
            continue
        if word.lemma != pair.passage.words[other.verb].lemma:
            continue
        if not (_is_only(pair.claim, word.lemma) and _is_only(pair.passage, word.lemma)):
            continue
        ours, theirs = _negator(pair.claim, frame.verb), _negator(pair.passage, other.verb)
        if _has_unused_negative(pair, [other.verb], theirs):
            # "had never won before" for "won for the first time"
            continue
        if (ours is None) == (theirs is None) or pair.alignment.coverage < _NEARLY_ALL:
            continue
        side, verb = (pair.passage, other.verb) if theirs is None else (pair.claim, frame.verb)
        if any(item.first <= verb < item.end for item in side.negations):
            # "not a single vote was cast" denies from afar
            continue
        if pair.association(frame.verb, other.verb) < _SAME_DEED:
            continue
        return pair.objection(
            FindingKind.NEGATION,
            "The claim denies what the text affirms."
            if theirs is None
            else "The claim affirms what the text denies.",
            (frame.verb, frame.verb + 1),
            (other.verb, other.verb + 1),
        )
    return None


def _is_verbatim(pair: Pair) -> bool:
    matches = pair.alignment.matches
    return all(index in matches and matches[index].exact for index in pair.claim.content)


def _is_only(side: Parse, lemma: str) -> bool:
    return sum(side.words[frame.verb].lemma == lemma for frame in side.frames) == 1


def _negator(side: Parse, verb: int) -> int | None:
    """A negator that governs a verb directly: "did not say", "declined to say"."""
    if side.tags[max(verb - 2, 0) : verb] in ("VT", "AT", "NT"):
        return verb - 2 if side.words[verb - 2].lemma in IMPLICIT_NEGATIVES else None
    return next(
        (
            negation.negator
            for negation in side.negations
            if not negation.implicit
            and negation.first <= verb < negation.end
            and verb - negation.negator <= _DIRECTLY
            and not set("VC") & set(side.tags[negation.negator : verb])
        ),
        None,
    )


def _no_longer(pair: Pair) -> Finding | None:
    """``still standing`` against ``no longer standing``."""
    ours, theirs = _lasting(pair.claim), _lasting(pair.passage)
    if ours is None or theirs is None or ours[1] == theirs[1]:
        return None
    if not ours[1] and not theirs[1]:
        return None
    after = pair.matched(_next_content(pair.claim, ours[0]))
    if after is None or after != _next_content(pair.passage, theirs[0]):
        return None
    return pair.objection(
        FindingKind.NEGATION,
        f"The claim says “{'still' if ours[1] else 'no longer'}” where the text says "
        f"“{'still' if theirs[1] else 'no longer'}”.",
        (ours[0], ours[0] + 1),
        (theirs[0], theirs[0] + 1),
    )


def _lasting(side: Parse) -> tuple[int, bool] | None:
    """The last word of ``still`` or ``no longer``, and whether the thing goes on."""
    for index, word in enumerate(side.words):
        if word.lower == "still":
            return index, True
        if word.lower == "longer" and index and side.words[index - 1].lower == "no":
            return index, False
    return None


def _next_content(side: Parse, index: int) -> int | None:
    return next((later for later in side.content if later > index), None)


def _denied_by_claim(pair: Pair) -> Finding | None:
    for negation in pair.claim.negations:
        scope = range(negation.first, negation.end)
        carried = [
            (index, pair.matched(index)) for index in scope if pair.claim.words[index].content
        ]
        aligned = [(index, other) for index, other in carried if other is not None]
        if not aligned or 2 * len(aligned) < len(carried):
            continue
        if _explained(pair, negation, [index for index, _ in carried]) or is_of_another(pair):
            continue
        if _denies_unknown(pair, negation):
            continue
        if negation.end <= negation.negator and all(pair.claim.tags[i] == "P" for i, _ in aligned):
            # "Smith failed": the text need not deny Smith
            continue
        if (
            _has_unused_negative(pair, [other for _, other in aligned])
            or pair.alignment.coverage < _ENOUGH
        ):
            continue
        if pair.matched(carried[0][0]) is None and len(aligned) < max(2, len(carried) - 1):
            continue
        if any(other in pair.passage.negated for _, other in aligned):
            continue
        if any(_vanishes(pair.passage, other) for _, other in aligned):
            # "there was no effect" for "the effect vanished"
            continue
        if any(wanting(pair.passage, other) is not None for _, other in aligned):
            # "has yet to approve" for "is subject to approval"
            continue
        if _only_names(pair, [index for index, _ in aligned]):
            # "does not infect": that there is an infection affirms no such deed
            continue
        if _is_denied_nearby(pair, [index for index, _ in aligned]):
            continue
        if any(index not in pair.claim.negated for index, _ in aligned):
            continue
        first = aligned[0][1]
        message = (
            f"The claim denies (“{pair.claim.words[negation.negator].surface}”) what the text "
            f"affirms."
        )
        return pair.objection(
            FindingKind.NEGATION,
            message,
            (negation.negator, negation.negator + 1),
            (first, first + 1),
        )
    return None


def _denies_unknown(pair: Pair, negation: Negation) -> bool:
    """``no decision``, where the passage knows of none: it affirms none either."""
    phrase = pair.claim.phrase_at.get(negation.first)
    return (
        pair.claim.words[negation.negator].lower == "no"
        and phrase is not None
        and pair.claim.words[phrase.head].content
        and pair.matched(phrase.head) is None
    )


def _only_names(pair: Pair, denied: list[int]) -> bool:
    """Whether the passage has the denied verb as a noun alone, of which nobody is the doer."""
    verb = next((index for index in denied if index in pair.claim.predicates), None)
    match = None if verb is None else pair.alignment.matches[verb]
    return match is not None and not match.exact and pair.passage.tags[match.evidence] == "N"


def _vanishes(side: Parse, index: int) -> bool:
    """Whether a sentence says of what a word names that it is no more."""
    return any(
        frame.subject == index and side.words[frame.verb].lemma in _VANISHING
        for frame in side.frames
    )


def _is_denied_nearby(pair: Pair, denied: list[int]) -> bool:
    """Whether a sentence around the passage denies one of the same words."""
    lemmas = {pair.claim.words[index].lemma for index in denied}
    number = pair.source.number[pair.passage.index]
    around = pair.source.passages[max(number - _AROUND, 0) : number + _AROUND + 1]
    return any(
        passage.words[index].lemma in lemmas for passage in around for index in passage.negated
    )


def _denied_by_text(pair: Pair) -> Finding | None:
    used = pair.alignment.used
    for negation in pair.passage.negations:
        scope = [
            index
            for index in range(negation.first, negation.end)
            if pair.passage.words[index].content and index in pair.passage.negated
        ]
        aligned = [(index, used[index]) for index in scope if index in used]
        if not aligned or scope[0] not in used:
            continue
        if 2 * len(aligned) < len(scope) and len(aligned) < 3:
            continue
        if any(other in pair.claim.negated for _, other in aligned):
            continue
        if _mirrored(pair, aligned):
            continue
        if negation.implicit and (negation.negator in used or _loses(pair)):
            continue
        if _share_carried(pair, negation) < _ENOUGH or _lasts(pair, negation):
            continue
        first = aligned[0][1]
        message = (
            f"The text denies (“{pair.passage.words[negation.negator].surface}”) what the claim "
            f"affirms."
        )
        return pair.objection(
            FindingKind.NEGATION,
            message,
            (first, first + 1),
            (negation.negator, negation.negator + 1),
        )
    return None


def _share_carried(pair: Pair, negation: Negation) -> float:
    """Share of the claim that the passage carries; its subject left out where "no one" is one."""
    whole = pair.alignment.coverage
    if whole >= _ENOUGH or pair.passage.words[negation.negator].lower not in _NOBODY:
        return whole
    nobody = pair.passage.phrase_at.get(negation.negator)
    frame = next(iter(pair.claim.frames), None)
    phrase = None if frame is None else pair.claim.phrase_at.get(frame.subject or 0)
    if nobody is None or phrase is None or pair.matched(phrase.head) is not None:
        return whole
    if all(frame.subject != nobody.head for frame in pair.passage.frames):
        return whole
    said = [index for index in pair.claim.content if not phrase.start <= index < phrase.end]
    return pair.alignment.carries(said)


_VANISHING: Final = frozenset("vanish disappear evaporate fade cease end dissolve".split())
_NOBODY: Final = frozenset(["no", "nobody", "none"])
_NEARLY_ALL: Final = 0.75
"""Share of the claim that the passage must carry for one denied verb to decide."""
_SAME_DEED: Final = 0.3
_DIRECTLY: Final = 3
"""Words within which a negator governs a verb."""
_AROUND: Final = 2
"""Sentences on either side in which a denial may stand."""
_ENOUGH: Final = 0.55
"""Share of the claim that the passage must carry for a denial to be about the same thing."""
_LOSS: Final = IMPLICIT_NEGATIVES | frozenset("lose miss drop end stop halt scrap".split())
_NEGATIVE: Final = IMPLICIT_NEGATIVES | {
    "first",
    "only",
    "turn",
    "free",
    "until",
    "unlike",
    "instead",
    "dismiss",
    "overturn",
    "quash",
    "defeat",
    "except",
    "excluding",
    "apart",
}


def _lasts(pair: Pair, negation: Negation) -> bool:
    """``not cleared since 2009`` tells when it was, to a claim that names the time."""
    for index in range(negation.first, negation.end):
        word = pair.passage.words[index].lower
        if word in ("since", "until", "till"):
            if any(ours.lower == word for ours in pair.claim.words):
                return False
            return any(later in pair.alignment.used for later in range(index + 1, negation.end))
    return False


def _has_unused_negative(pair: Pair, aligned: list[int], besides: int | None = None) -> bool:
    """Whether the passage excludes something by a word that the claim lacks.

    A verb such as "reject" excludes what it governs, and nothing else.
    """
    used = pair.alignment.used
    for position, word in enumerate(pair.passage.words):
        if word.lemma not in _NEGATIVE or position in used or position == besides:
            continue
        if word.lower == "instead" and _stands_with(pair.passage, position, aligned):
            # what is given instead is not what is left out
            continue
        if pair.passage.tags[position] != "V" or word.lemma not in IMPLICIT_NEGATIVES:
            return True
        scopes = [scope for scope in pair.passage.negations if scope.negator == position]
        if any(scope.first <= index < scope.end for scope in scopes for index in aligned):
            return True
    return False


def _stands_with(side: Parse, position: int, others: list[int]) -> bool:
    """Whether one of some words stands in the clause of a word that may open or close it."""
    start = position
    while start and side.tags[start - 1] not in ".,SC":
        start -= 1
    end = len(side.words) if start == position else position
    return any(start <= other < end for other in others)


def _explained(pair: Pair, negation: Negation, scope: list[int]) -> bool:
    """Whether an opposite word, or the same negative verb, accounts for the claim's denial."""
    if negation.implicit and pair.matched(negation.negator) is not None:
        return True
    return any(index in scope for index, _ in pair.alignment.opposites)


def _loses(pair: Pair) -> bool:
    """Whether the claim has a word of loss that is no word of the passage: "lost the order"."""
    return any(
        pair.claim.words[frame.verb].lemma in _LOSS and pair.matched(frame.verb) is None
        for frame in pair.claim.frames
    )


def _mirrored(pair: Pair, aligned: list[tuple[int, int]]) -> bool:
    """Whether the claim says the denial with an opposite word instead of a negator."""
    return any(
        any(abs(position - index) <= 3 for index, _ in aligned)
        for _, position in pair.alignment.opposites
    )
