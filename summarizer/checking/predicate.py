"""The same two parties, another deed: the text does not say what the claim says of them."""

from __future__ import annotations

from typing import Final

from summarizer.checking.alignment import Alignment
from summarizer.language import lexicon
from summarizer.types import Finding, FindingKind

_NAMING: Final = frozenset("call describe label term dub name brand".split())
"""Verbs that give a thing a name or a description, and are exchanged freely."""
_STATES: Final = frozenset(["leave", "keep", "render", "hold"])
"""Verbs that put a thing in a state, which an adjective tells."""
_LIGHT: Final = frozenset("give make take have hold put get do keep set bring".split())


def other_predicate(alignment: Alignment) -> Finding | None:
    """Find an action of the claim whose doer and undergoer the passage joins by another one.

    Returns:
        A finding that names both verbs, when the lexicon knows both and sees nothing common;
        ``None`` when nothing of the kind is found. It is no contradiction: both may be true.
    """
    claim, passage = alignment.claim, alignment.passage
    for frame in claim.frames:
        doer = alignment.evidence_of(frame.doer)
        undergoer = alignment.evidence_of(frame.undergoer)
        word = claim.words[frame.verb]
        if doer is None or undergoer is None or not word.content or frame.verb in alignment.matches:
            continue
        if word.lemma in _LIGHT:
            # "gave him her word" for "promised him": the object tells what was done
            continue
        phrase = claim.phrase_at.get(frame.undergoer or 0)
        if phrase is not None and "Q" in claim.tags[phrase.start : phrase.end]:
            # "stayed two crowns below its budget": an amount is no party
            continue
        if word.lemma in _STATES and "A" in claim.tags[frame.verb + 1 :]:
            # "left the letter unanswered"
            continue
        if frame.verb in claim.negated:
            # "did not approve" for "rejected"
            continue
        for other in passage.frames:
            rival = passage.words[other.verb]
            if other.doer is None or other.undergoer is None or not rival.content:
                continue
            if not passage.belongs(doer, other.doer):
                continue
            if not passage.belongs(undergoer, other.undergoer):
                continue
            if {word.lemma, rival.lemma} <= _NAMING:
                continue
            if other.verb in alignment.used or not (_known(word.lemma) and _known(rival.lemma)):
                continue
            return Finding(
                kind=FindingKind.NOT_FOUND,
                message=f"The claim says “{word.surface}” where the text says “{rival.surface}”.",
                claim_span=claim.span(frame.verb),
                evidence_span=passage.span(other.verb),
            )
    return None


def _known(lemma: str) -> bool:
    return "V" in lexicon.entry(lemma).tags
