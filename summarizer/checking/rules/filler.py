"""Another noun in the same place of the same deed: what ate the book, where it was carried."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.entities import LOCATIVE
from summarizer.checking.rules.pair import Pair
from summarizer.language import grammar, lexicon
from summarizer.language.clauses import Frame
from summarizer.language.lexicon import Relation
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_VAGUE: Final = frozenset(
    "thing matter item object part piece kind man woman person people one other".split()
)
"""Nouns by which a text may mean what another sentence calls by its own."""
_WEAK: Final = 0.5
"""Score of words so far from each other that they may well be two things: a club, a team."""
_UNLIKE: Final = frozenset([Relation.SIBLING, Relation.ANTONYM])


def check(pair: Pair) -> Iterator[Finding]:
    """Object when an aligned verb has another subject, object or place than in the text.

    The claim's noun must stand elsewhere in the text, so that it means something else there, or
    be all that the claim does not share with the sentence. Names have rules of their own.
    """
    if len(pair.alignment.matches) == len(pair.claim.content) or pair.states_several:
        return
    for frame, other in (*pair.frames, *same_states(pair)):
        if pair.claim.words[frame.verb].lemma != pair.passage.words[other.verb].lemma:
            continue
        for kind, ours, theirs in _places(pair, frame, other):
            if _is_exchanged(pair, ours, theirs):
                yield _object(pair, kind, ours, theirs)
                return


def _places(pair: Pair, frame: Frame, other: Frame) -> Iterator[tuple[FindingKind, int, int]]:
    """Heads that stand in the same place of the two verbs."""
    state = same = pair.claim.words[frame.verb].lower in grammar.BE
    if not state and frame.undergoer is not None and other.undergoer is not None:
        yield FindingKind.TERM, frame.undergoer, other.undergoer
        same = pair.matched(frame.undergoer) == other.undergoer
    if frame.undergoer is None and other.undergoer is None:
        # "complained about the showers"
        there = {head for _, head in other.obliques}
        same = same or any(pair.matched(head) in there for _, head in frame.obliques)
    if same and not (frame.guessed or other.guessed) and None not in (frame.doer, other.doer):
        assert frame.doer is not None
        assert other.doer is not None
        yield FindingKind.AGENT, frame.doer, other.doer
    theirs = _by_preposition(pair.passage, other)
    for lower, ours in _by_preposition(pair.claim, frame).items():
        if len(ours) == len(theirs.get(lower, ())) == 1:
            kind = FindingKind.PLACE if lower in LOCATIVE else FindingKind.TERM
            if lower == "by" and frame.passive and other.passive:
                kind = FindingKind.AGENT
            yield kind, ours[0], theirs[lower][0]


def same_states(pair: Pair) -> Iterator[tuple[Frame, Frame]]:
    """Frames of "be" with the same word after it: is liable."""
    for frame in pair.claim.frames:
        if pair.claim.words[frame.verb].lower not in grammar.BE:
            continue
        state = _state(pair.claim, frame)
        match = None if state is None else pair.alignment.matches.get(state)
        if match is None or not match.exact:
            continue
        for other in pair.passage.frames:
            is_state = pair.passage.words[other.verb].lower in grammar.BE
            if is_state and _state(pair.passage, other) == match.evidence:
                yield frame, other


def _state(side: Parse, frame: Frame) -> int | None:
    """The adjective or noun that follows "be"."""
    for index in range(frame.verb + 1, len(side.words)):
        if side.words[index].lower in ("one", "of"):
            # "one of the last weavers"
            continue
        if side.tags[index] in "AN":
            phrase = side.phrase_at.get(index)
            return index if phrase is None else phrase.head
        if side.tags[index] not in "DER":
            break
    return None


def _by_preposition(side: Parse, frame: Frame) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for preposition, head in frame.obliques:
        found.setdefault(side.words[preposition].lower, []).append(head)
    return found


def _is_exchanged(pair: Pair, ours: int, theirs: int) -> bool:
    claim, passage, matches = pair.claim, pair.passage, pair.alignment.matches
    word, rival = claim.words[ours], passage.words[theirs]
    if claim.tags[ours] != "N" or not _is_noun(pair, theirs):
        return False
    if ours in matches and matches[ours].score > _WEAK:
        return False
    if any(_is_no_rival(each.lemma, each.value) for each in (word, rival)):
        return False
    phrase = passage.phrase_at[theirs]
    used = [pair.alignment.used.get(index) for index in range(phrase.start, phrase.end)]
    if any(index not in (None, ours) for index in used):
        return False
    link = lexicon.relation(word.lemma, rival.lemma)
    if link is not None and link[0] not in _UNLIKE and link[1] > _WEAK:
        return False
    elsewhere = word.lemma in pair.source.index
    if elsewhere and pair.source.near(passage, word.lemma) <= _WEAK:
        return True
    if not elsewhere and not (lexicon.is_known(word.lemma) and lexicon.is_known(rival.lemma)):
        return False
    if ours in matches:
        return False
    inside = claim.phrase_at[ours]
    rest = [index for index in claim.content if not inside.start <= index < inside.end]
    return len(rest) > 1 and all(index in matches and matches[index].exact for index in rest)


def _is_noun(pair: Pair, index: int) -> bool:
    """Whether a passage word is no name; one that opens the sentence may only look like one."""
    tag = pair.passage.tags[index]
    opens = index == 0 and pair.passage.tags[1:2] != "P"
    return tag == "N" or (
        tag == "P" and opens and pair.passage.words[0].lower not in pair.source.names
    )


def _is_no_rival(lemma: str, value: float | None) -> bool:
    return value is not None or lemma in _VAGUE or lexicon.is_time(lemma)


def _object(pair: Pair, kind: FindingKind, ours: int, theirs: int) -> Finding:
    mine = pair.phrase_words(pair.claim, ours)
    other = pair.phrase_words(pair.passage, theirs)
    message = (
        f"The claim says “{pair.quote(pair.claim, mine)}” where the text says "
        f"“{pair.quote(pair.passage, other)}”."
    )
    return pair.objection(kind, message, mine, other)
