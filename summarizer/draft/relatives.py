"""What rides along with a noun: ", which ...", ", who ...", ", consisting of ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from summarizer.draft.mentions import is_person, is_plural, is_time
from summarizer.draft.reference import stand_alone
from summarizer.draft.rewriting import definite, lowered, without
from summarizer.draft.skeleton import BE_FORMS, CONDITIONAL, Skeleton, Verb
from summarizer.draft.strand import Strand, join
from summarizer.draft.words import OPINION, SPEECH, past_tense, present_tense

_DESCRIPTIVE: Final = frozenset(
    "be have begin open close cover contain include represent belong link connect host employ own "
    "run serve carry date stand lie border span hold feature house attract produce sell operate "
    "specialise specialize last cost measure weigh start end play publish consist comprise govern "
    "control lead live work".split()
)
"""Verbs that describe a thing; after others "which" may mean the whole clause before it."""
_QUANTIFIED: Final = frozenset("no any few every each neither either none".split())
_COMPOSITION: Final = frozenset(("consist", "comprise", "contain"))
_CALLING: Final = frozenset(
    "consider call name regard deem label declare designate dub term elect appoint".split()
)
_NAMED_PLACES: Final = frozenset(
    "city town village state island province district port region republic kingdom county".split()
)
_LOCATIVE: Final = frozenset("in at near on from".split())


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A candidate antecedent: its noun phrase, and the preposition in front of it."""

    start: int
    end: int
    preposition: int | None


def subject_relatives(sentence: Skeleton) -> list[Skeleton] | None:
    """``X, which V, did A`` becomes "X did A" and "X V"."""
    return None if sentence.main is None else _relatives(sentence, 2, sentence.main.start)


def relatives(sentence: Skeleton) -> list[Skeleton] | None:
    """``A to X, which V`` becomes a claim about X; restrictive clauses are left alone."""
    return _relatives(sentence, 2, len(sentence) - 1)


def _relatives(sentence: Skeleton, first: int, end: int) -> list[Skeleton] | None:
    if sentence.main is None or sentence.has(CONDITIONAL):
        return None
    for wh in range(first, end):
        if sentence.tags[wh] != "W" or sentence.lowers[wh - 1] != ",":
            continue
        if _is_reported(sentence, wh):
            continue
        parts = None if wh in sentence.protected else _relative(sentence, sentence.main, wh)
        if parts is not None:
            return parts
    return None


def composition(sentence: Skeleton) -> list[Skeleton] | None:
    """``X, consisting of A and B`` becomes a claim about X."""
    if sentence.has(CONDITIONAL):
        return None
    for comma in range(2, len(sentence) - 2):
        word = sentence.words[comma + 1]
        if sentence.lowers[comma] != "," or comma in sentence.protected:
            continue
        if word.lemma not in _COMPOSITION or not word.lower.endswith("ing"):
            continue
        found = [
            phrase for phrase in phrases_before(sentence, comma) if not _is_place(sentence, phrase)
        ]
        if len(found) != 1 or _is_quantified(sentence, found[0]):
            continue
        if _is_reported(sentence, comma):
            continue
        end = _end_of_adjunct(sentence, comma + 1)
        verb = _composition_verb(sentence, word.lemma, found[0], comma)
        if end is None or verb is None:
            continue
        claim = join(
            definite(sentence, found[0].start, found[0].end),
            Strand.added(verb),
            sentence.words_to_strand(comma + 2, end),
        )
        return [sentence.like(without(sentence, comma, end)), sentence.like(claim)]
    return None


def _is_reported(sentence: Skeleton, index: int) -> bool:
    """Whether a word stands in something said, whose speaker a claim of its own would lose."""
    main = sentence.main
    if main is None or sentence.words[main.end - 1].lemma not in SPEECH | OPINION:
        return False
    return any(main.end <= verb.start < index for verb in sentence.verbs)


def _relative(sentence: Skeleton, main: Verb, wh: int) -> list[Skeleton] | None:
    comma = wh - 1
    end = _relative_end(sentence, main, wh)
    antecedent = _antecedent(sentence, wh)
    if end is None or antecedent is None or _is_quantified(sentence, antecedent):
        return None
    claim = _relative_claim(sentence, wh, end, antecedent)
    if claim is None:
        return None
    rest = without(sentence, comma, end)
    before = sentence.like(rest)
    standing = stand_alone(sentence.like(claim), before)
    return None if standing is None or before.main is None else [before, standing]


def _relative_end(sentence: Skeleton, main: Verb, wh: int) -> int | None:
    """One past the relative clause's last word; ``None`` when that cannot be told."""
    if wh < main.start:
        last = main.start - 1
        while last > wh and sentence.tags[last] == "R":
            last -= 1
        return last if sentence.lowers[last] == "," else None
    return _end_of_adjunct(sentence, wh, only_to_end=True)


def _end_of_adjunct(sentence: Skeleton, start: int, only_to_end: bool = False) -> int | None:
    stop = len(sentence)
    while stop > start and sentence.tags[stop - 1] == ".":
        stop -= 1
    for index in range(start, stop - 1):
        if sentence.lowers[index] != "," or index in sentence.protected:
            continue
        following = sentence.tags[index + 1]
        if following == "T" and not only_to_end:
            return index
        if following not in "NPDAQC" or sentence.verb_from(index + 2) is not None:
            return None
    return stop


def phrases_before(sentence: Skeleton, comma: int) -> list[Antecedent]:
    """Noun phrases that what follows a comma may describe, the nearest first."""
    found: list[Antecedent] = []
    end = comma
    while end - 1 in sentence.protected:
        end -= 1
    while True:
        phrase = next((p for p in sentence.phrases if p.end == end), None)
        if phrase is None:
            return [] if _may_be_noun(sentence, end - 1) else found
        start = phrase.start
        before = sentence.tags[start - 1] if start else "."
        modifier = start - 1
        while modifier > 0 and sentence.tags[modifier] in "VA" and not _is_verb(sentence, modifier):
            modifier -= 1
        if sentence.tags[max(modifier, 0)] == "C":
            return []
        if before == "C" or (before == "," and start != sentence.fronted):
            return []
        preposition = start - 1 if before == "I" else None
        if _is_named_place(sentence, start, end):
            end = start - 1
            continue
        if is_time(sentence, start, end):
            return []
        found.append(Antecedent(start, end, preposition))
        if preposition is None:
            return found
        end = preposition


def _is_verb(sentence: Skeleton, index: int) -> bool:
    return any(verb.certain and verb.start <= index < verb.end for verb in sentence.verbs)


def _may_be_noun(sentence: Skeleton, index: int) -> bool:
    """Whether a word read as a verb could be a noun that the comma's words describe."""
    word = sentence.words[index]
    return sentence.tags[index] == "V" and "N" in word.tags and word.lower == word.lemma


def _is_named_place(sentence: Skeleton, start: int, end: int) -> bool:
    """``the city of Aarhus``: two noun phrases, one thing."""
    return (
        start > 1
        and sentence.lowers[start - 1] == "of"
        and sentence.lowers[start - 2] in _NAMED_PLACES
        and not set(sentence.tags[start:end]) - set("P-")
    )


def _antecedent(sentence: Skeleton, wh: int) -> Antecedent | None:
    word = sentence.lowers[wh]
    found = phrases_before(sentence, wh - 1)
    if word in ("who", "whom"):
        if len(found) > 1:
            found = [p for p in found if is_person(sentence, p.start, p.end) is True]
    elif word in ("which", "where"):
        found = [p for p in found if is_person(sentence, p.start, p.end) is not True]
    elif word != "whose":
        return None
    if word != "where":
        found = [p for p in found if _agrees(sentence, wh, p)]
    if len(found) != 1:
        return None
    if any(sentence.tags[i] == "O" for i in range(found[0].start, found[0].end)):
        return None
    return found[0]


def _agrees(sentence: Skeleton, wh: int, phrase: Antecedent) -> bool:
    verb = sentence.verb_from(wh + 1)
    if verb is None or sentence.lowers[wh] == "whose":
        return True
    plural = is_plural(sentence, phrase.start, phrase.end)
    first = sentence.lowers[verb.start]
    if first in ("was",) or verb.form == "present":
        return not plural
    if first in ("were",) or verb.form == "base":
        return plural
    return True


def _relative_claim(sentence: Skeleton, wh: int, end: int, antecedent: Antecedent) -> Strand | None:
    word = sentence.lowers[wh]
    # the phrase with what hangs on it: "a memorandum of understanding with Iraq"
    named = definite(sentence, antecedent.start, wh - 1)
    rest = sentence.words_to_strand(wh + 1, end)
    verb = sentence.verb_from(wh + 1)
    if word == "whose":
        return join(named + Strand.added("’s"), rest)
    if word == "where":
        preposition = (
            sentence.words[antecedent.preposition].lower
            if antecedent.preposition is not None
            else "in"
        )
        at = preposition if preposition in ("in", "at", "on", "near") else "in"
        place = lowered(sentence, antecedent.start, wh - 1)
        return join(rest, Strand.added(at), place)
    if verb is not None:
        if word == "which" and not _describes(sentence, wh, verb):
            return None
        return join(named, rest)
    return _object_relative(sentence, wh, end, lowered(sentence, antecedent.start, wh - 1))


def _describes(sentence: Skeleton, wh: int, verb: Verb) -> bool:
    """Whether the antecedent of "which" is a thing and not all that was said before."""
    if sentence.main is not None and wh < sentence.main.start:
        return True
    auxiliaries = sentence.lowers[verb.start : verb.end - 1]
    if any(word in BE_FORMS for word in auxiliaries):
        return True
    return sentence.words[verb.end - 1].lemma in _DESCRIPTIVE


def _object_relative(sentence: Skeleton, wh: int, end: int, named: Strand) -> Strand | None:
    """``which A and B support in public``: the antecedent goes behind the verb."""
    verb = next((verb for verb in sentence.verbs if verb.start > wh), None)
    if (
        verb is None
        or verb.end > end
        or re.search("[^DNPQAGRC-]", sentence.tags[wh + 1 : verb.start])
    ):
        return None
    rest = sentence.tags[verb.end : end]
    lemma = sentence.words[verb.end - 1].lemma
    if re.search("[VXMTSWC]", rest) or rest.endswith("I"):
        return None
    if rest[:1] not in ("", "I", "R") and lemma not in _CALLING:
        return None
    return join(
        sentence.words_to_strand(wh + 1, verb.end),
        named,
        sentence.words_to_strand(verb.end, end),
    )


def _is_quantified(sentence: Skeleton, phrase: Antecedent) -> bool:
    return sentence.has(_QUANTIFIED, phrase.start, phrase.end)


def _is_place(sentence: Skeleton, phrase: Antecedent) -> bool:
    if phrase.preposition is None or sentence.lowers[phrase.preposition] not in _LOCATIVE:
        return False
    return all(tag in "PD-" for tag in sentence.tags[phrase.start : phrase.end])


def _composition_verb(sentence: Skeleton, lemma: str, phrase: Antecedent, comma: int) -> str | None:
    before = [verb for verb in sentence.verbs if verb.end <= comma]
    if not before:
        return None
    last = before[-1]
    if last.form == "modal":
        return f"{sentence.lowers[last.start]} {lemma}"
    plural = is_plural(sentence, phrase.start, phrase.end)
    if last.form == "past":
        return past_tense(lemma)
    return lemma if plural else present_tense(lemma)
