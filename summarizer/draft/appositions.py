"""Descriptions set beside a name: "Jane Roe, the mayor of X,"."""

from __future__ import annotations

import re
from typing import Final

from summarizer.draft.mentions import is_person, is_plural
from summarizer.draft.reference import stand_alone
from summarizer.draft.relatives import phrases_before
from summarizer.draft.rewriting import lowered, without
from summarizer.draft.skeleton import Skeleton
from summarizer.draft.strand import Strand, join
from summarizer.draft.words import CALENDAR

_DEFINITE: Final = frozenset("the his her its their our my your".split())
_SAME_PERSON: Final = {
    "his": frozenset(["he", "him", "himself"]),
    "her": frozenset(["she", "herself"]),
    "their": frozenset(["they", "them", "themselves"]),
    "its": frozenset(["it", "itself"]),
}
"""Pronouns beside which a possessive means whom they mean."""


def appositions(sentence: Skeleton) -> list[Skeleton] | None:
    """``X, the mayor of Y, V`` becomes "X is the mayor of Y" and "X V"."""
    if sentence.main is None:
        return None
    for comma in range(1, len(sentence) - 2):
        if sentence.lowers[comma] != "," or comma in sentence.protected:
            continue
        parts = _described_name(sentence, comma) or _named_description(sentence, comma)
        if parts is not None:
            return parts
    return None


def _described_name(sentence: Skeleton, comma: int) -> list[Skeleton] | None:
    """``Jane Roe, the mayor of X,`` or ``Jane Roe, 43,``."""
    name = _name_before(sentence, comma)
    end = _closing(sentence, comma)
    if name is None or end is None:
        return None
    tags = sentence.tags[comma + 1 : end]
    if tags == "Q":
        value = sentence.words[comma + 1].value
        if (
            value is None
            or not 1 <= value <= 120
            or sentence.tags[end + 1 : end + 2] not in tuple("VXMR")
        ):
            return None
    elif not _is_description(sentence, comma + 1, end):
        return None
    claim = join(
        sentence.words_to_strand(*name),
        Strand.added("is"),
        sentence.words_to_strand(comma + 1, end),
    )
    return _apart(sentence, claim, _without_description(sentence, comma, end))


def _without_description(sentence: Skeleton, comma: int, end: int) -> Strand:
    """Both commas go before the main verb; before another description one has to stay."""
    following = sentence.verb_from(end + 1) if end + 1 < len(sentence) else None
    if sentence.main is not None and end < sentence.main.start and following != sentence.main:
        first, last = sentence.tokens.starts[comma], sentence.tokens.starts[end]
        return sentence.strand.replaced(first, last, Strand("", ()))
    return without(sentence, comma, end)


def _named_description(sentence: Skeleton, comma: int) -> list[Skeleton] | None:
    """``The mayor of X, Jane Roe,``."""
    end = _closing(sentence, comma)
    if end is None or set(sentence.tags[comma + 1 : end]) - set("P-") or end == comma + 1:
        return None
    if sentence.lowers[comma + 1] in CALENDAR:
        return None
    found = phrases_before(sentence, comma)
    if not found:
        return None
    phrase = (
        found[-1]
        if len(found) > 1 and is_person(sentence, found[-1].start, found[-1].end)
        else found[0]
    )
    if sentence.lowers[phrase.start] not in _DEFINITE or sentence.tags[phrase.end - 1] != "N":
        return None
    if is_plural(sentence, phrase.start, phrase.end):
        return None
    name = sentence.words_to_strand(comma + 1, end)
    claim = join(name, Strand.added("is"), lowered(sentence, phrase.start, comma))
    start, stop = sentence.tokens.starts[phrase.start], sentence.tokens.ends[end - 1]
    outer = sum(lower == "," for lower in sentence.lowers[sentence.fronted : phrase.start])
    if sentence.lowers[end] == "," and outer % 2 == 0:
        stop = sentence.tokens.ends[end]
    rest = sentence.strand.replaced(start, stop, name)
    return _apart(sentence, claim, rest)


def _apart(sentence: Skeleton, claim: Strand, rest: Strand) -> list[Skeleton] | None:
    before, described = sentence.like(rest), sentence.like(claim)
    if any(
        owner in described.lowers and not kin.isdisjoint(before.lowers)
        for owner, kin in _SAME_PERSON.items()
    ):
        # "that she should have gone to her superior, Jane Roe": whose, only "she" could tell
        return None
    standing = stand_alone(described, before)
    return None if standing is None or before.main is None else [standing, before]


def _name_before(sentence: Skeleton, comma: int) -> tuple[int, int] | None:
    start = comma
    while start > 0 and _is_name_part(sentence, start - 1):
        start -= 1
    if start == comma or sentence.lowers[start] in CALENDAR:
        return None
    before = sentence.tags[start - 1] if start else "."
    if before in "CG," and not (before == "," and start == sentence.fronted):
        return None
    return start, comma


def _is_name_part(sentence: Skeleton, index: int) -> bool:
    if sentence.tags[index] in "P-":
        return True
    return index > 0 and sentence.tags[index] == "N" and sentence.words[index].capitalised


def _closing(sentence: Skeleton, comma: int) -> int | None:
    """The comma or end that closes what the first comma opened."""
    for index in range(comma + 1, len(sentence)):
        if sentence.tags[index] == ".":
            rest = sentence.tags[index:].strip('."')
            return index if not rest else None
        if sentence.lowers[index] != ",":
            continue
        following = index + 1
        if following >= len(sentence):
            return index
        verb = sentence.verb_from(following)
        if verb is not None or sentence.tags[following] in "IV":
            return index
        return None
    return None


def _is_description(sentence: Skeleton, start: int, end: int) -> bool:
    tags = sentence.tags[start:end]
    if re.search(r"[^DNPQAGIRC-]", tags) or tags.count("C") > 1 or "CD" in tags:
        return False
    head_end = sentence.noun_phrase_from(start)
    if head_end == start or sentence.tags[head_end - 1] != "N":
        return False
    if sentence.lowers[start] in ("the", "a", "an", "his", "her", "its", "their"):
        return True
    return is_person(sentence, start, head_end) is True and sentence.tags[start] in "NA"
