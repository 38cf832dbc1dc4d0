"""Who did it, where the text's other parties tell: to whom, from whom, whose, he or she."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.filler import same_states
from summarizer.checking.rules.pair import Pair
from summarizer.language import lexicon
from summarizer.language.clauses import Frame
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_TO_AND_FRO: Final = frozenset(["to", "from"])
_OWNERS: Final = frozenset(["his", "her"])
_RELATIVES: Final = frozenset(
    "mother father grandmother grandfather son daughter grandson granddaughter brother sister wife "
    "husband widow widower uncle aunt cousin nephew niece parents grandparents friend".split()
)
_SAME_EVENT: Final = 0.4
"""Association of the two verbs below which they may tell of different events."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object to a doer who is another party of the same deed in the text, or no person there."""
    for frame, other in pair.frames:
        if pair.claim.words[frame.verb].lemma != pair.passage.words[other.verb].lemma:
            continue
        found = _other_party(pair, frame, other) or _no_person(pair, frame, other)
        if found is not None:
            yield pair.objection(FindingKind.AGENT, *found)
            return
    found = _kin(pair) or _other_owner(pair)
    if found is not None:
        yield pair.objection(FindingKind.AGENT, *found)


_Words = tuple[str, tuple[int, int], tuple[int, int]]


def _other_party(pair: Pair, frame: Frame, other: Frame) -> _Words | None:
    """``The widow bought it from her`` for "she bought it from the widow", or whose it was."""
    if frame.doer is None:
        return None
    ours = pair.phrase_words(pair.claim, frame.doer)
    message = (
        f"In the claim “{pair.quote(pair.claim, ours)}” does this; in the text that is another "
        "party to it."
    )
    target = pair.matched(frame.doer)
    if target is not None and not pair.alignment.matches[frame.doer].exact:
        target = None
    for head in _to_and_fro(pair.claim, frame):
        place = pair.matched(head)
        if place is None or other.doer is None or not pair.alignment.matches[head].exact:
            continue
        if pair.passage.belongs(place, other.doer) and target != other.doer:
            # "they told her" for "she told them"
            return message, ours, (place, place + 1)
    if target is None:
        return None
    if other.doer is not None and pair.passage.belongs(target, other.doer):
        return None
    parties = _to_and_fro(pair.passage, other)
    owned = other.undergoer
    is_owner = (
        owned is not None
        and target != owned
        and pair.passage.belongs(target, owned)
        and pair.passage.tags[target + 1 : target + 2] == "G"
    )
    # "he promised her" for "she promised him"; the door that opens may be opened
    undergoes = (
        owned is not None
        and frame.undergoer is not None
        and other.doer is not None
        and pair.passage.tags[other.doer] == "O"
        and pair.passage.belongs(target, owned)
        and pair.matched(frame.undergoer) != owned
    )
    if not (is_owner or undergoes) and not any(
        pair.passage.belongs(target, head) for head in parties
    ):
        return None
    if frame.undergoer is None and not parties:
        return None
    return message, ours, (target, target + 1)


def _to_and_fro(side: Parse, frame: Frame) -> list[int]:
    """Heads of the phrases that tell to whom, or from whom."""
    return [head for before, head in frame.obliques if side.words[before].lower in _TO_AND_FRO]


def _no_person(pair: Pair, frame: Frame, other: Frame) -> _Words | None:
    """``The firm paid`` for "she paid"."""
    if frame.doer is None or other.doer is None or frame.guessed or other.guessed:
        return None
    if pair.passage.words[other.doer].lower not in ("he", "she"):
        return None
    phrase = pair.claim.phrase_at.get(frame.doer)
    if phrase is None or pair.claim.tags[phrase.start] != "D":
        # "Weeks later": a name at the beginning may look like a noun
        return None
    if pair.claim.tags[phrase.start : phrase.end].strip("DAN") or not _is_thing(
        pair.claim.words[frame.doer].lemma
    ):
        return None
    if pair.association(frame.verb, other.verb) < _SAME_EVENT:
        return None
    ours = pair.phrase_words(pair.claim, frame.doer)
    message = (
        f"In the claim “{pair.quote(pair.claim, ours)}” does this, in the text "
        f"“{pair.passage.words[other.doer].surface}” does."
    )
    return message, ours, (other.doer, other.doer + 1)


def _is_thing(lemma: str) -> bool:
    return (
        lexicon.is_known(lemma)
        and not lexicon.is_office(lemma)
        and not lexicon.may_be_person(lemma)
    )


def _kin(pair: Pair) -> _Words | None:
    """``Roe was a weaver`` where the text says it of Roe's grandmother."""
    if pair.passage.vocabulary.isdisjoint(_RELATIVES):
        return None
    for frame, other in (*pair.frames, *same_states(pair)):
        if frame.doer is None or other.doer is None or other.guessed:
            continue
        relative = pair.passage.words[other.doer]
        target = pair.matched(frame.doer)
        if relative.lower not in _RELATIVES or target is None or target >= other.doer:
            continue
        if other.doer in pair.alignment.used or pair.claim.tags[frame.doer] != "P":
            continue
        if not {"whose", "'s"} & {word.lower for word in pair.passage.words[target : other.doer]}:
            continue
        if "V" in pair.passage.tags[target : other.doer]:
            continue
        ours = pair.phrase_words(pair.claim, frame.doer)
        theirs = pair.phrase_words(pair.passage, other.doer)
        message = (
            f"The claim says of “{pair.quote(pair.claim, ours)}” what the text says of "
            f"“{pair.quote(pair.passage, theirs)}”."
        )
        return message, ours, theirs
    return None


def _other_owner(pair: Pair) -> _Words | None:
    """``her drawings`` for "his drawings"."""
    for match in pair.alignment.matches.values():
        if not match.exact or pair.claim.tags[match.claim] != "N":
            continue
        ours, theirs = (
            pair.claim.phrase_at.get(match.claim),
            pair.passage.phrase_at.get(match.evidence),
        )
        if ours is None or theirs is None:
            continue
        mine, other = pair.claim.words[ours.start].lower, pair.passage.words[theirs.start].lower
        if mine == other or not {mine, other} <= _OWNERS:
            continue
        message = f"The claim says “{mine}” where the text says “{other}”."
        return message, (ours.start, ours.start + 1), (theirs.start, theirs.start + 1)
    return None
