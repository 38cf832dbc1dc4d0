"""Numbers and units: the claim's figure against the figure the text gives for the same thing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from summarizer.checking.derived import is_derived, remainder
from summarizer.checking.rules.pair import Pair
from summarizer.language.lexicon import Relation
from summarizer.language.quantities import Quantity, compatible
from summarizer.types import Finding, FindingKind

_OF_ONE_VERB: Final = 0.45
"""What it counts that both figures complete verbs that were aligned, or others."""
_OTHER_WHOLE: Final = 0.6
"""What it counts that the claim lacks the whole that a share is taken of."""
_OWNER: Final = 5
"""Words in which a whole is told from its part: "of the town's", "of its"."""
_OWNED: Final = (["the"], ["its"], ["their"], ["his"], ["her"], ["our"], ["my"])
_OF_THEM: Final = frozenset([("of", "whom"), ("of", "which"), ("of", "them")])
_SEVERAL: Final = 2
_VERBATIM: Final = 0.8
"""Share of the claim's words that must be the sentence's own for a thing to be the same one."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object to a number when the text gives another one for the same thing."""
    if not pair.claim.quantities:
        return
    yield from _counts(pair)
    given = pair.passage.quantities
    left = () if pair.passage.negated else remainder(pair.claim, given)
    for quantity in pair.claim.quantities:
        if is_derived(pair.claim, quantity, given) or quantity.value in left:
            continue
        rivals = [
            other
            for other in given
            if _comparable(quantity, other) and not _mirrors(pair, quantity, other)
        ]
        if not rivals:
            continue
        agreeing = [other for other in rivals if _agree(quantity, other)]
        best = max(rivals, key=lambda other: (_closeness(pair, quantity, other), -other.start))
        bare = [other for other in agreeing if other.noun is None and quantity.noun is not None]
        if any(other.value == quantity.value for other in bare):
            continue
        if bare and pair.matched(quantity.noun) != best.noun:
            continue
        if agreeing:
            part = _part(pair, agreeing[0]) if len(agreeing) == 1 else None
            told = _told_of_part(pair, quantity, agreeing[0]) if len(agreeing) == 1 else None
            if told is not None:
                yield _differs(pair, quantity, told)
                continue
            if part is not None and _means_all(pair, quantity, part):
                yield _differs(pair, quantity, part)
                continue
            if part is not None and not _is_whole(pair, quantity):
                finding = _object(pair, quantity, part)
                if finding is not None:
                    yield finding
                continue
            if _is_part(pair, quantity) and (
                _part(pair, best) in agreeing
                or (quantity.value < best.value and _is_used(pair, quantity, best))
            ):
                continue
            nearest = max(_closeness(pair, quantity, other) for other in agreeing)
            if best in agreeing or _closeness(pair, quantity, best) < nearest + 0.25:
                continue
        elif (
            _is_used(pair, quantity, best)
            or _stands_bare(pair, quantity)
            or (pair.states_several and _stands_elsewhere(pair, quantity))
        ):
            continue
        finding = _object(pair, quantity, best)
        if finding is not None:
            yield finding


def _counts(pair: Pair) -> Iterator[Finding]:
    """Object when the claim counts several of what the text says is one."""
    for quantity in pair.claim.quantities:
        if quantity.kind != "count" or quantity.noun != quantity.end or quantity.value < _SEVERAL:
            continue
        match = pair.alignment.matches.get(quantity.noun)
        if match is None or not match.exact:
            continue
        phrase = pair.passage.phrase_at.get(match.evidence)
        if phrase is None or (phrase.start, phrase.head) != (match.evidence - 1, match.evidence):
            continue
        article = pair.passage.words[phrase.start].lower
        if article not in ("a", "an") or _elsewhere(pair, quantity, match.evidence):
            continue
        ours, theirs = (quantity.start, quantity.noun + 1), (phrase.start, phrase.end)
        yield pair.objection(
            FindingKind.NUMBER,
            f"The claim says “{pair.quote(pair.claim, ours)}” where the text says "
            f"“{pair.quote(pair.passage, theirs)}”.",
            ours,
            theirs,
        )
        return


def _elsewhere(pair: Pair, quantity: Quantity, head: int) -> bool:
    """Whether the text has the thing again, or the passage has the claim's number of it."""
    lemma = pair.passage.words[head].lemma
    if pair.verbatim < _VERBATIM and len(pair.source.index[lemma]) > 1:
        return True
    return len(pair.passage.positions[lemma]) > 1 or any(
        compatible(quantity, other) and other.label in ("", quantity.label)
        for other in pair.passage.quantities
    )


def _comparable(claim: Quantity, evidence: Quantity) -> bool:
    kinds = {claim.kind, evidence.kind}
    if kinds == {"percent", "fraction"}:
        return True
    if claim.kind != evidence.kind:
        return False
    if claim.kind == "ordinal" and claim.label != evidence.label:
        return False
    return claim.kind != "measure" or claim.unit == evidence.unit


def _mirrors(pair: Pair, claim: Quantity, evidence: Quantity) -> bool:
    """``half as long`` and ``twice as long``: which is true depends on the sides."""
    return (
        claim.kind == evidence.kind == "multiple"
        and math.isclose(claim.value * evidence.value, 1.0)
        and bool(pair.claim.comparisons and pair.passage.comparisons)
    )


def _agree(claim: Quantity, evidence: Quantity) -> bool:
    if claim.unit != evidence.unit:
        return False
    # "from 1.2 to 1.6 percent" gives both figures
    ends = evidence.high if evidence.value < evidence.high < math.inf else None
    return compatible(claim, evidence) or (ends is not None and math.isclose(claim.value, ends))


def _closeness(pair: Pair, claim: Quantity, evidence: Quantity) -> float:
    """How sure it is that both figures are about the same thing."""
    score = pair.association(claim.start, evidence.start)
    score -= _OTHER_WHOLE * _is_of_other(pair, evidence)
    score += _OF_ONE_VERB * pair.said_alike(claim.start, evidence.start)
    if claim.noun is not None and evidence.noun is not None:
        if pair.matched(claim.noun) == evidence.noun or _is_object(pair, claim, evidence):
            score += 2.0
        elif claim.label == evidence.label:
            score += 1.0
        else:
            score -= 1.0
    elif claim.kind == evidence.kind == "fraction" and evidence.noun is None:
        # "of which the town paid a third": the whole is not repeated
        pass
    elif (claim.noun is None) != (evidence.noun is None) and not claim.unit:
        score -= 0.5
    return score


def _is_object(pair: Pair, claim: Quantity, evidence: Quantity) -> bool:
    """Whether both figures count what one and the same verb is done to."""
    matches = pair.alignment.matches
    return any(
        frame.undergoer in (claim.noun, claim.start)
        and other.undergoer in (evidence.noun, evidence.start)
        and frame.verb in matches
        and matches[frame.verb].relation in (Relation.SAME, Relation.DERIVED)
        for frame, other in pair.frames
    )


def _is_of_other(pair: Pair, evidence: Quantity) -> bool:
    """Whether the figure is a share of what the claim does not name: "31% of the new hives"."""
    words = pair.passage.words
    phrase = pair.passage.phrase_at.get(evidence.end + 1)
    if evidence.kind != "percent" or phrase is None or words[evidence.end].lower != "of":
        return False
    whole = [index for index in range(phrase.start, phrase.end) if words[index].content]
    return not all(index in pair.alignment.used for index in whole)


def _stands_bare(pair: Pair, quantity: Quantity) -> bool:
    """Whether the figure stands in the passage without its unit ("nine metres; now seven")."""
    named = pair.claim.words[quantity.start].value
    return quantity.kind != "count" and any(
        other.kind == "count" and other.value == named and other.noun is None
        for other in pair.passage.quantities
    )


def _part(pair: Pair, whole: Quantity) -> Quantity | None:
    """The part that the text takes of a number: 11 for the 19 of ``11 of the 19 shots``."""
    for part in pair.passage.quantities:
        between = [word.lower for word in pair.passage.words[part.end : whole.start]]
        if (
            part.kind == whole.kind == "count"
            and part.value < whole.value
            and between[:1] == ["of"]
            and (between[1:] in _OWNED or between[-1:] == ["'s"])
            and len(between) <= _OWNER
        ):
            return part
    return None


def _told_of_part(pair: Pair, claim: Quantity, whole: Quantity) -> Quantity | None:
    """The part that does what the claim says: ``640 people, 210 of whom moved``."""
    words = pair.passage.words
    for part in pair.passage.quantities:
        if part.start <= whole.start or not part.kind == whole.kind == "count":
            continue
        around = [word.lower for word in words[part.start - 2 : part.end + 2]]
        if not _OF_THEM & set(pairwise(around)):
            continue
        verb = next((frame.verb for frame in pair.passage.frames if frame.verb >= part.end), None)
        for frame, other in pair.frames:
            heads = (frame.subject, frame.object)
            if other.verb == verb and claim.noun is not None and claim.noun in heads:
                return part
    return None


def _means_all(pair: Pair, claim: Quantity, part: Quantity) -> bool:
    """Whether the claim says of all what the text says of a part: "all 40" for "17 of the 40"."""
    before = pair.claim.words[claim.start - 1].lower if claim.start else ""
    return (
        before == "all"
        and all(quantity.value != part.value for quantity in pair.claim.quantities)
        and pair.said_alike(claim.start, part.start) > 0
    )


def _is_part(pair: Pair, quantity: Quantity) -> bool:
    """Whether the claim takes its number of something: "11 of the shots"."""
    following = pair.claim.words[quantity.start + 1 : quantity.start + 2]
    return [word.lower for word in following] == ["of"]


def _is_whole(pair: Pair, quantity: Quantity) -> bool:
    """Whether the claim names its number as the whole that something is part of."""
    if _is_part(pair, quantity):
        return False
    before = [word.lower for word in pair.claim.words[max(quantity.start - 2, 0) : quantity.start]]
    if any(word in ("of", "the", "all", "these") for word in before):
        return True
    frames = [frame for frame, _ in pair.frames if quantity.noun in (frame.object, frame.subject)]
    return not frames


def _stands_elsewhere(pair: Pair, quantity: Quantity) -> bool:
    """Whether another sentence has the claim's number."""
    holders = pair.source.index.get(pair.claim.words[quantity.start].lemma, ())
    return any(number != pair.source.number[pair.passage.index] for number in holders)


def _is_used(pair: Pair, quantity: Quantity, evidence: Quantity) -> bool:
    """Whether another number of the claim already accounts for the text's number."""
    return any(
        other is not quantity and _comparable(other, evidence) and _agree(other, evidence)
        for other in pair.claim.quantities
    )


def _object(pair: Pair, claim: Quantity, evidence: Quantity) -> Finding | None:
    same_thing = _closeness(pair, claim, evidence)
    return None if same_thing < 0.4 else _differs(pair, claim, evidence)


def _differs(pair: Pair, claim: Quantity, evidence: Quantity) -> Finding:
    claim_words = (claim.start, claim.end)
    evidence_words = (evidence.start, evidence.end)
    ours = pair.quote(pair.claim, claim_words)
    theirs = pair.quote(pair.passage, evidence_words)
    unit_differs = claim.unit != evidence.unit or (
        claim.kind == "measure"
        and claim.label != evidence.label
        and math.isclose(_named(pair, claim), _named(pair, evidence))
    )
    if unit_differs:
        message = f"The claim says “{ours}”, the text “{theirs}”."
        return pair.objection(FindingKind.UNIT, message, claim_words, evidence_words)
    message = f"The claim says “{ours}” where the text says “{theirs}”."
    return pair.objection(FindingKind.NUMBER, message, claim_words, evidence_words)


def _named(pair: Pair, quantity: Quantity) -> float:
    side = pair.claim if quantity in pair.claim.quantities else pair.passage
    return side.words[quantity.start].value or 0.0
