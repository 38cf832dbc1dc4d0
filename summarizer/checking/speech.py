"""Who says what: speakers and the words that are theirs."""

from __future__ import annotations

from typing import Final, NamedTuple

from summarizer.language.clauses import Phrase
from summarizer.language.parse import Parse

SPEECH: Final = frozenset(
    (
        "say tell add announce state claim warn explain note stress emphasize emphasise "
        "insist argue declare report remark reply answer respond confirm acknowledge "
        "admit concede suggest describe call criticize criticise praise condemn welcome "
        "urge comment recall reveal testify write tweet predict estimate believe think "
        "consider regard maintain assert allege accuse promise vow pledge joke recount "
        "observe mention point"
    ).split()
)
"""Verbs whose subject is the source of what follows."""
_NAMING: Final = frozenset(
    (
        "describe call criticize criticise praise condemn welcome urge recall point regard "
        "consider accuse report promise"
    ).split()
)
"""Those of them that take an object as often as a statement."""
_OBJECT_PRONOUNS: Final = frozenset(["me", "him", "us", "them"])
_VIEWS: Final = frozenset(["view", "opinion", "eyes", "words", "reading", "judgment", "judgement"])


class Speech(NamedTuple):
    """A speaker and the words given to them, as word indices.

    Attributes:
        speaker: Words that name the speaker.
        verb: The verb of saying, or ``according``.
        first: First word that may belong to what was said.
        end: One past the last.
        names: Whether the verb takes an object as often as a statement ("called it unfair").
    """

    speaker: tuple[int, int]
    verb: int
    first: int
    end: int
    names: bool = False


def read_speeches(side: Parse) -> list[Speech]:
    """Attributions in a sentence, in order."""
    found: list[Speech] = []
    words = side.words
    for index, word in enumerate(words):
        if word.lower == "according" and index + 1 < len(words) and words[index + 1].lower == "to":
            phrase = _phrase_from(side, index + 2)
            if phrase is not None:
                found.append(Speech(_full(side, phrase), index, 0, len(words)))
        elif word.lower in _VIEWS and index > 1:
            holder = _holder(side, index)
            if holder is not None:
                found.append(Speech(holder, index, index + 1, len(words)))
    for frame in side.frames:
        if words[frame.verb].lemma not in SPEECH or frame.passive:
            continue
        speaker = frame.subject
        names = words[frame.verb].lemma in _NAMING
        inverted = _inverted(side, frame.verb)
        if inverted is not None:
            found.append(Speech(_full(side, inverted), frame.verb, 0, frame.start, names))
            continue
        if speaker is None:
            continue
        phrase = side.phrase_at.get(speaker)
        name = (speaker, speaker + 1) if phrase is None else _full(side, phrase)
        before_quote = any(
            side.tags[position] == '"' for position in range(min(name[0], len(words)))
        )
        first = 0 if before_quote or _ends_sentence(side, frame.verb) else frame.verb + 1
        found.append(Speech(name, frame.verb, first, len(words), names))
    if len(words) > 2 and words[1].surface == ":" and words[0].capitalised:
        found.append(Speech((0, 1), 1, 2, len(words)))
    return found


def _holder(side: Parse, index: int) -> tuple[int, int] | None:
    """Whose view it is: ``in Roe's view``, ``Jane Roe disagrees: in her view``."""
    phrase = side.phrase_at.get(index)
    if phrase is None or phrase.preposition is None:
        return None
    if side.words[phrase.preposition].lower != "in":
        return None
    if side.words[phrase.start].lower in ("his", "her", "their", "its"):
        subjects = [frame.subject for frame in side.frames if frame.verb < index]
        named = [head for head in subjects if head is not None and side.tags[head] in "NP"]
        owner = side.phrase_at.get(named[0]) if named else None
        return None if owner is None else _full(side, owner)
    if side.tags[index - 1] == "G":
        return phrase.start, index - 1
    return None


def _ends_sentence(side: Parse, verb: int) -> bool:
    rest = side.tags[verb + 1 :]
    return not rest.strip('."R')


def _inverted(side: Parse, verb: int) -> Phrase | None:
    """The speaker of ``"...", said Jane Roe``."""
    before = side.tags[:verb].rstrip("R")
    if not before or before[-1] not in ',"':
        return None
    phrase = _phrase_from(side, verb + 1)
    if phrase is None or phrase.start != verb + 1 or phrase.preposition is not None:
        return None
    if side.words[phrase.head].lower in _OBJECT_PRONOUNS:
        return None
    if any(
        frame.subject == phrase.head
        and frame.verb > verb
        and not frame.guessed
        and "W" not in side.tags[phrase.end : frame.start]
        for frame in side.frames
    ):
        # "the minister, Jane Roe, said the tax was late", not "said Roe, who runs the office"
        return None
    return phrase


def _phrase_from(side: Parse, index: int) -> Phrase | None:
    return side.phrase_at.get(index)


def _full(side: Parse, phrase: Phrase) -> tuple[int, int]:
    """A phrase with an apposition or ``of`` phrase that follows it directly."""
    end = phrase.end
    for other in side.phrases:
        if other.start <= phrase.start:
            continue
        gap = side.tags[end : other.start]
        if gap == ",":
            # an apposition is closed again: "the mayor, Jane Roe, said"
            if side.tags[other.end : other.end + 1] not in (",", ".", '"', ""):
                break
            end = other.end
        elif gap == "I" and side.words[end].lower in ("of", "for", "at"):
            end = other.end
        else:
            break
    return phrase.start, end
