"""Who did it to whom: the claim's doer and undergoer against those of the same action."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.language import lexicon
from summarizer.language.clauses import Frame
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_SAME_EVENT: Final = 0.6
"""Association of the two verbs below which they may tell of different events."""
_SAME_WORDS: Final = 0.4
"""The same where pronouns leave few words to go by, or the verb itself is the same."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object when an aligned action is done by, or to, somebody else."""
    inverted = {speech.verb for speech in pair.claim.speeches if speech.speaker[0] > speech.verb}
    for frame, other in pair.frames:
        if frame.verb in inverted:
            # "..., said Jane Roe": what stands before the verb is no subject
            continue
        finding = (
            _exchange(pair, frame, other)
            or _replacement(pair, frame, other)
            or _mixed_up(pair, frame, other)
            or _displaced(pair, frame, other)
        )
        if finding is not None:
            yield finding
            return


def _exchange(pair: Pair, frame: Frame, other: Frame) -> Finding | None:
    """The claim's doer is the text's undergoer and the other way round."""
    doer, undergoer = pair.matched(frame.doer), pair.matched(frame.undergoer)
    if frame.doer is None or doer is None or other.undergoer is None:
        return None
    if not pair.passage.belongs(doer, other.undergoer):
        return None
    if other.doer is not None and (
        pair.passage.belongs(doer, other.doer)
        or (undergoer is not None and not pair.passage.belongs(undergoer, other.doer))
    ):
        return None
    if other.doer is None:
        return None
    if undergoer is None and not _named(pair.passage, other.doer):
        return None
    return _object(pair, frame.doer, other.doer)


def _replacement(pair: Pair, frame: Frame, other: Frame) -> Finding | None:
    """The text names another doer for the claim's action."""
    if frame.doer is None or other.doer is None or frame.guessed or other.guessed:
        return None
    if _unlike_pronouns(pair, frame, other) or _is_another_speaker(pair, frame, other):
        return _object(pair, frame.doer, other.doer)
    called = _named(pair.passage, other.doer) or pair.passage.apposed(other.doer) is not None
    if not (_named(pair.claim, frame.doer) and called):
        return None
    theirs = [head for head in (other.doer, other.partner) if head is not None]
    ours = [head for head in (frame.doer, frame.partner) if head is not None]
    if any(_shares_a_word(pair, one, two) for one in ours for two in theirs):
        return None
    if pair.association(frame.verb, other.verb) < _SAME_EVENT and not _is_done_to_same(
        pair, frame, other
    ):
        return None
    target = pair.bearer(frame.doer)
    if (
        target is not None
        and target < other.verb
        and "V" not in pair.passage.tags[target : other.verb]
    ):
        # "the wife of Roe died": the doer stands before the verb, further off
        return None
    return _object(pair, frame.doer, other.doer)


def _is_done_to_same(pair: Pair, frame: Frame, other: Frame) -> bool:
    """Whether both tell by the same verb what happened to the same one."""
    if pair.claim.words[frame.verb].lemma != pair.passage.words[other.verb].lemma:
        return False
    if frame.undergoer is None or other.undergoer is None:
        return False
    target = pair.matched(frame.undergoer)
    return target is not None and pair.passage.belongs(target, other.undergoer)


def _is_another_speaker(pair: Pair, frame: Frame, other: Frame) -> bool:
    """Whether the claim gives to somebody what a speaker in a script says "I" do."""
    assert frame.doer is not None
    assert other.doer is not None
    if not pair.passage.speaker or pair.passage.words[other.doer].lower != "i":
        return False
    phrase = pair.claim.phrase_at.get(frame.doer)
    run = None if phrase is None else pair.claim.proper_nouns(phrase)
    if run is None or frame.undergoer is None:
        return False
    named = {pair.claim.words[index].lemma for index in range(*run)}
    return not named & pair.passage.speaker and pair.matched(frame.undergoer) == other.undergoer


def _unlike_pronouns(pair: Pair, frame: Frame, other: Frame) -> bool:
    """Whether she does in the claim what he does in the text."""
    assert frame.doer is not None
    assert other.doer is not None
    doers = {pair.claim.words[frame.doer].lower, pair.passage.words[other.doer].lower}
    if doers != {"he", "she"}:
        return False
    same_object = (
        frame.undergoer is not None
        and other.undergoer is not None
        and (
            pair.matched(frame.undergoer) == other.undergoer
            or pair.claim.words[frame.undergoer].lower == pair.passage.words[other.undergoer].lower
        )
    )
    return same_object or pair.association(frame.verb, other.verb) >= _SAME_WORDS


def _displaced(pair: Pair, frame: Frame, other: Frame) -> Finding | None:
    """The claim names a doer that the text lacks, and the text's doer is somebody else in it."""
    if frame.doer is None or other.doer is None or frame.guessed or other.guessed:
        return None
    if pair.matched(frame.doer) is not None or frame.undergoer is None:
        return None
    place = pair.alignment.used.get(other.doer)
    if place is None or not _is_part(pair.claim, place, frame.undergoer):
        return None
    return _object(pair, frame.doer, other.doer)


def _is_part(side: Parse, index: int, head: int) -> bool:
    """Whether a word describes a phrase: the sponsor's match, the match of the sponsor."""
    if side.belongs(index, head):
        return True
    return index > head and not side.tags[head + 1 : index].strip("IDAG")


def _mixed_up(pair: Pair, frame: Frame, other: Frame) -> Finding | None:
    """The claim's doer is in the passage, but as the doer of another action."""
    if frame.doer is None or other.doer is None or frame.guessed or other.guessed:
        return None
    if frame.partner is not None or other.partner is not None:
        return None
    match = pair.alignment.matches.get(frame.doer)
    if match is None or not match.exact or pair.passage.tags[other.doer] not in "NPV":
        return None
    if pair.passage.belongs(match.evidence, other.doer):
        return None
    same = pair.claim.words[frame.verb].lemma == pair.passage.words[other.verb].lemma
    least = _SAME_WORDS if same else _SAME_EVENT
    if pair.association(frame.verb, other.verb) < least and pair.verbatim < 1.0:
        return None
    for third in pair.passage.frames:
        if third is other or third.guessed or third.doer is None or third.doer == other.doer:
            continue
        if pair.passage.words[third.verb].lemma == "do":
            # "as the guests had done": the same deed
            continue
        if third.doer == match.evidence:
            return _object(pair, frame.doer, other.doer)
    return None


def _object(pair: Pair, doer: int, other: int) -> Finding:
    ours = pair.phrase_words(pair.claim, doer)
    theirs = pair.phrase_words(pair.passage, other)
    message = (
        f"In the claim “{pair.quote(pair.claim, ours)}” does this, in the text "
        f"“{pair.quote(pair.passage, theirs)}” does."
    )
    return pair.objection(FindingKind.AGENT, message, ours, theirs)


def _name_or_phrase(pair: Pair, head: int) -> tuple[int, int]:
    phrase = pair.claim.phrase_at.get(head)
    run = None if phrase is None else pair.claim.proper_nouns(phrase)
    if run is None:
        return pair.phrase_words(pair.claim, head)
    start, end = run
    while end - start > 1 and lexicon.is_person_role(pair.claim.words[start].lemma):
        start += 1
    return start, end


def _named(side: Parse, head: int) -> bool:
    phrase = side.phrase_at.get(head)
    if phrase is None:
        return side.tags[head] == "P"
    return "P" in side.tags[phrase.start : phrase.end]


def _shares_a_word(pair: Pair, doer: int, other: int) -> bool:
    """Whether the two may be the same; of names, titles such as "Councillor" do not count."""
    ours = _name_or_phrase(pair, doer)
    targets = (pair.bearer(index) for index in range(*ours))
    return any(target is not None and pair.passage.belongs(target, other) for target in targets)
