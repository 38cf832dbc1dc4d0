"""Who holds which office: titles, appositions and copulas, as facts about names."""

from __future__ import annotations

from typing import Final, NamedTuple

from summarizer.language import lexicon
from summarizer.language.clauses import Phrase
from summarizer.language.parse import Parse

_FULL_NAME: Final = 2
OFFICE_VERBS: Final = frozenset("chair coach head captain manage represent own found edit".split())
"""Verbs that say which office their subject holds."""
_SERVING: Final = frozenset(
    (
        "elect appoint name choose hire employ work serve take succeed act continue remain return"
    ).split()
)
"""Verbs before "as" and an office that somebody holds."""
_COPULAS: Final = frozenset(("is was are were be been being become became becomes").split())


class RoleFact(NamedTuple):
    """A name and a description that a sentence gives to it, as word ranges.

    Attributes:
        name: Words of the name.
        role: Words of the description, its ``of`` phrase included.
        head: The word that names the office.
    """

    name: tuple[int, int]
    role: tuple[int, int]
    head: int


def role_facts(side: Parse) -> list[RoleFact]:
    """Descriptions that a sentence gives to names, in order."""
    facts: list[RoleFact] = []
    phrases = side.phrases
    names = [_name(side, phrase) for phrase in phrases]
    if not any(names):
        return facts
    for number, (phrase, name) in enumerate(zip(phrases, names, strict=True)):
        inner = None if name is None else _title(side, phrase, name)
        if inner is not None and not _is_named_after_office(side, phrases, number):
            facts.append(inner)
        following = phrases[number + 1] if number + 1 < len(phrases) else None
        if following is None or (name is None and names[number + 1] is None):
            continue
        between = side.words[phrase.end : following.start]
        if not between or len(between) > 4:
            continue
        if between[0].lower in (",", "(") and len(between) == 1:
            facts.extend(_apposition(side, phrases, number))
        elif all(
            word.lower in _COPULAS or word.lower in ("as", "the", "has", "had", "now", "also")
            for word in between
        ) and any(word.lower in _COPULAS or word.lower == "as" for word in between):
            facts.extend(_equation(side, phrases, number))
    facts.extend(_deeds(side, dict(zip((phrase.head for phrase in phrases), names, strict=True))))
    return facts


def _equation(side: Parse, phrases: list[Phrase], number: int) -> list[RoleFact]:
    """``Jane Roe is the mayor``, ``whose mayor is Jane Roe``."""
    first, second = phrases[number], phrases[number + 1]
    name, head = _name(side, first), _office(side, second)
    several = None if name is None or head is not None else _several(side, phrases, number + 1)
    if name is not None and several is not None:
        return [RoleFact(name, (second.start, several.end), several.head)]
    if name is not None and head is not None and not _is_governed_before_as(side, first, second):
        return [RoleFact(name, _extended(side, phrases, number + 1), head)]
    name, head = _name(side, second), _office(side, first)
    if name is None or head is None or name[0] != second.start or second.preposition is not None:
        return []
    return [RoleFact(name, (first.start, first.end), head)]


def _several(side: Parse, phrases: list[Phrase], number: int) -> Phrase | None:
    """The holders of an office of whom somebody is one: ``one of the authors``."""
    one = phrases[number]
    several = phrases[number + 1] if number + 1 < len(phrases) else None
    if several is None or side.words[one.head].lower != "one":
        return None
    if several.preposition != one.end or side.words[one.end].lower != "of":
        return None
    return several if lexicon.is_person_role(side.words[several.head].lemma) else None


def _is_governed_before_as(side: Parse, first: Phrase, second: Phrase) -> bool:
    """``worked for Roe as a clerk``: the clerk is not Roe."""
    return first.preposition is not None and side.words[second.start - 1].lower == "as"


def _deeds(side: Parse, names: dict[int, tuple[int, int] | None]) -> list[RoleFact]:
    """``Jane Roe chairs the board``, ``she took over as mayor``: offices told by verbs."""
    facts: list[RoleFact] = []
    for frame in side.frames:
        doer = None if frame.doer is None else names.get(frame.doer)
        verb = side.words[frame.verb].lemma
        if doer is not None and frame.undergoer is not None and verb in OFFICE_VERBS:
            phrase = side.phrase_at.get(frame.undergoer)
            after = phrase is not None and phrase.start > frame.verb
            end = phrase.end if phrase is not None and after else frame.verb + 1
            facts.append(RoleFact(doer, (frame.verb, end), frame.verb))
        if verb not in _SERVING:
            continue
        bearer = frame.undergoer if frame.object is not None or frame.passive else frame.doer
        name = None if bearer is None else names.get(bearer)
        if name is None:
            continue
        for preposition, index in frame.obliques:
            phrase = side.phrase_at.get(index)
            if side.words[preposition].lower != "as" or phrase is None or name[1] == preposition:
                continue
            head = _office(side, phrase)
            if head is not None:
                facts.append(RoleFact(name, (phrase.start, phrase.end), head))
    return facts


def _is_named_after_office(side: Parse, phrases: list[Phrase], number: int) -> bool:
    """``the treasurer, Amir Siddiq,``: what follows the comma is all name."""
    phrase = phrases[number]
    if number == 0 or side.tags[phrase.start] != "P" or phrase.end - phrase.start > _FULL_NAME:
        return False
    before = phrases[number - 1]
    return side.tags[before.end : phrase.start] == "," and _office(side, before) is not None


def _office(side: Parse, phrase: Phrase) -> int | None:
    """The word of a phrase that names an office or occupation, if its head does."""
    for index in range(phrase.end - 1, phrase.start - 1, -1):
        word = side.words[index]
        if side.tags[index] not in "NP":
            continue
        if not _is_role(side, phrase, index) and not _leads(side, index):
            if side.tags[index] == "N":
                return None
            continue
        plural = word.lower != word.lemma and not lexicon.is_person_role(word.lower)
        return None if side.tags[index] == "N" and plural else index
    return None


def _is_role(side: Parse, phrase: Phrase, index: int) -> bool:
    """Whether a word names people by what they are; "Lindqvist" only ends like a "dentist"."""
    word = side.words[index]
    if lexicon.is_person_role(word.lower) and lexicon.is_known(word.lower):
        return True
    if not lexicon.is_person_role(word.lemma):
        return False
    if not word.capitalised or lexicon.is_known(word.lemma):
        return True
    return index == phrase.start and side.tags[index + 1 : index + 3] == "PP"


def _leads(side: Parse, index: int) -> bool:
    """``head of the bank``, ``finance chief``: offices named by words of other meanings."""
    if not lexicon.is_office(side.words[index].lemma):
        return False
    following = side.words[index + 1].lower if index + 1 < len(side.words) else ""
    if following in ("of", ")") or (index > 0 and side.tags[index - 1] in "NPADW"):
        return True
    return side.words[index].capitalised and side.tags[index + 1 : index + 2] == "P"


def _name(side: Parse, phrase: Phrase) -> tuple[int, int] | None:
    """The words of a phrase that are a person's name: its closing run of proper nouns."""
    end = phrase.end
    start = end
    while start > phrase.start and side.tags[start - 1] in "P-":
        if _is_role(side, phrase, start - 1):
            break
        start -= 1
    return (start, end) if end > start else None


def _title(side: Parse, phrase: Phrase, name: tuple[int, int]) -> RoleFact | None:
    """``Foreign Minister Jane Roe``: an office, then the name."""
    head = _office(side, phrase)
    if head is None or name[0] <= head:
        return None
    start = phrase.start
    while start < head and side.tags[start] in "DE":
        start += 1
    return RoleFact(name, (start, head + 1), head)


def _apposition(side: Parse, phrases: list[Phrase], number: int) -> list[RoleFact]:
    """``Jane Roe, the mayor of Leeds,`` and ``the mayor of Leeds, Jane Roe,``."""
    first, second = phrases[number], phrases[number + 1]
    name, head = _name(side, first), _office(side, second)
    bracketed = side.words[first.end].lower == "("
    if name is not None and head is not None and (bracketed or _office(side, first) is None):
        if side.tags[second.end - 1] == "P" and side.tags[second.start] not in "DGA":
            return []
        return [RoleFact(name, _extended(side, phrases, number + 1), head)]
    name = _name(side, second)
    if name is None or _office(side, second) is not None:
        return []
    start = number
    while (
        start > 0
        and phrases[start].preposition is not None
        and (side.words[phrases[start].preposition or 0].lower in ("of", "for", "at"))
    ):
        start -= 1
    head = _office(side, phrases[start])
    if head is None:
        return []
    return [RoleFact(name, (phrases[start].start, first.end), head)]


def _extended(side: Parse, phrases: list[Phrase], number: int) -> tuple[int, int]:
    """A phrase with the ``of``, ``for``, ``at`` phrases that complete it."""
    end = phrases[number].end
    dated = {date.start for date in side.dates}
    for following in phrases[number + 1 : number + 3]:
        if following.start in dated:
            break
        if following.preposition == end and side.words[following.preposition].lower in (
            "of",
            "for",
            "at",
            "in",
        ):
            end = following.end
        else:
            break
    return phrases[number].start, end
