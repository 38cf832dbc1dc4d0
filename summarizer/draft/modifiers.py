"""Taking out what describes a noun or rides along: ", which ...", ", the mayor,", ", adding ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from summarizer.draft.mentions import is_person, is_plural
from summarizer.draft.reference import stand_alone
from summarizer.draft.skeleton import BE_FORMS, CONDITIONAL, Skeleton, Verb
from summarizer.draft.strand import Strand, join
from summarizer.draft.words import CALENDAR, SPEECH, past_tense, present_tense

_DESCRIPTIVE: Final = frozenset(
    "be have begin open close cover contain include represent belong link connect host employ own "
    "run serve carry date stand lie border span hold feature house attract produce sell operate "
    "specialise specialize last cost measure weigh start end play publish consist comprise govern "
    "control lead"
    " live work".split()
)
"""Verbs that describe a thing; after others "which" may mean the whole clause before it."""
_QUANTIFIED: Final = frozenset("no any few every each neither either none".split())
_DEFINITE: Final = frozenset("the his her its their our my your".split())
_COMPOSITION: Final = frozenset(("consist", "comprise", "contain"))
_CALLING: Final = frozenset(
    "consider call name regard deem label declare designate dub term elect appoint".split()
)
_NAMED_PLACES: Final = frozenset(
    "city town village state island province district port region republic kingdom county".split()
)
_LOCATIVE: Final = frozenset("in at near on from".split())
_REPORTING_PARTICIPLES: Final = {
    "adding": "add",
    "announcing": "announce",
    "arguing": "argue",
    "claiming": "claim",
    "declaring": "declare",
    "emphasising": "emphasise",
    "emphasizing": "emphasize",
    "explaining": "explain",
    "insisting": "insist",
    "maintaining": "maintain",
    "noting": "note",
    "saying": "say",
    "stating": "state",
    "stressing": "stress",
    "warning": "warn",
}


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A candidate antecedent: its noun phrase, and the preposition in front of it."""

    start: int
    end: int
    preposition: int | None


def subject_relatives(sentence: Skeleton) -> list[Skeleton] | None:
    """``X, which V, did A`` becomes "X did A" and "X V"."""
    return (
        None if sentence.main is None else _relatives(sentence, 2, sentence.main.start)
    )


def relatives(sentence: Skeleton) -> list[Skeleton] | None:
    """``A to X, which V`` becomes a claim about X; restrictive clauses are left alone."""
    return _relatives(sentence, 2, len(sentence) - 1)


def _relatives(sentence: Skeleton, first: int, end: int) -> list[Skeleton] | None:
    if sentence.main is None or sentence.has(CONDITIONAL):
        return None
    for wh in range(first, end):
        if sentence.tags[wh] != "W" or sentence.tags[wh - 1] != ",":
            continue
        parts = (
            None if wh in sentence.protected else _relative(sentence, sentence.main, wh)
        )
        if parts is not None:
            return parts
    return None


def appositions(sentence: Skeleton) -> list[Skeleton] | None:
    """``X, the mayor of Y, V`` becomes "X is the mayor of Y" and "X V"."""
    if sentence.main is None:
        return None
    for comma in range(1, len(sentence) - 2):
        if sentence.tags[comma] != "," or comma in sentence.protected:
            continue
        parts = _described_name(sentence, comma) or _named_description(sentence, comma)
        if parts is not None:
            return parts
    return None


def reporting_participles(sentence: Skeleton) -> list[Skeleton] | None:
    """``X said A, adding that B`` becomes "X said A" and "X added that B"."""
    main, subject = sentence.main, sentence.subject
    if main is None or subject is None or sentence.has(CONDITIONAL):
        return None
    for comma in range(main.end, len(sentence) - 2):
        if sentence.tags[comma] != "," or comma in sentence.protected:
            continue
        lemma = _REPORTING_PARTICIPLES.get(sentence.lowers[comma + 1])
        if lemma is None:
            continue
        if sentence.lowers[comma + 2] != "that" and sentence.tags[comma + 2] != '"':
            continue
        verb = _finite_form(sentence, main, lemma)
        if verb is None or not _subject_speaks(sentence, main, comma):
            continue
        before = sentence.like(sentence.words_to_strand(0, comma))
        claim = join(
            sentence.words_to_strand(*subject),
            Strand.added(verb),
            sentence.words_to_strand(comma + 2),
        )
        standing = stand_alone(sentence.like(claim), before)
        return None if standing is None else [before, standing]
    return None


def composition(sentence: Skeleton) -> list[Skeleton] | None:
    """``X, consisting of A and B`` becomes a claim about X."""
    if sentence.has(CONDITIONAL):
        return None
    for comma in range(2, len(sentence) - 2):
        word = sentence.words[comma + 1]
        if sentence.tags[comma] != "," or comma in sentence.protected:
            continue
        if word.lemma not in _COMPOSITION or not word.lower.endswith("ing"):
            continue
        found = [
            phrase
            for phrase in _candidates(sentence, comma)
            if not _is_place(sentence, phrase)
        ]
        if len(found) != 1 or _is_quantified(sentence, found[0]):
            continue
        end = _end_of_adjunct(sentence, comma + 1)
        verb = _composition_verb(sentence, word.lemma, found[0], comma)
        if end is None or verb is None:
            continue
        claim = join(
            _definite(sentence, found[0].start, found[0].end),
            Strand.added(verb),
            sentence.words_to_strand(comma + 2, end),
        )
        return [sentence.like(_without(sentence, comma, end)), sentence.like(claim)]
    return None


def _relative(sentence: Skeleton, main: Verb, wh: int) -> list[Skeleton] | None:
    comma = wh - 1
    end = _relative_end(sentence, main, wh)
    antecedent = _antecedent(sentence, wh)
    if end is None or antecedent is None or _is_quantified(sentence, antecedent):
        return None
    claim = _relative_claim(sentence, wh, end, antecedent)
    if claim is None:
        return None
    rest = _without(sentence, comma, end)
    before = sentence.like(rest)
    standing = stand_alone(sentence.like(claim), before)
    return None if standing is None or before.main is None else [before, standing]


def _relative_end(sentence: Skeleton, main: Verb, wh: int) -> int | None:
    """One past the relative clause's last word; ``None`` when that cannot be told."""
    if wh < main.start:
        last = main.start - 1
        while last > wh and sentence.tags[last] == "R":
            last -= 1
        return last if sentence.tags[last] == "," else None
    return _end_of_adjunct(sentence, wh, only_to_end=True)


def _end_of_adjunct(
    sentence: Skeleton, start: int, only_to_end: bool = False
) -> int | None:
    stop = len(sentence)
    while stop > start and sentence.tags[stop - 1] == ".":
        stop -= 1
    for index in range(start, stop - 1):
        if sentence.tags[index] != "," or index in sentence.protected:
            continue
        following = sentence.tags[index + 1]
        if following == "T" and not only_to_end:
            return index
        if following not in "NPDAQC" or sentence.verb_from(index + 2) is not None:
            return None
    return stop


def _candidates(sentence: Skeleton, comma: int) -> list[_Phrase]:
    """Noun phrases that what follows a comma may describe, the nearest first."""
    found: list[_Phrase] = []
    end = comma
    while True:
        phrase = next((p for p in sentence.phrases if p.end == end), None)
        if phrase is None:
            return [] if _may_be_noun(sentence, end - 1) else found
        start = phrase.start
        before = sentence.tags[start - 1] if start else "."
        if before == "C":
            return []
        preposition = start - 1 if before == "I" else None
        if _is_named_place(sentence, start, end):
            end = start - 1
            continue
        found.append(_Phrase(start, end, preposition))
        if preposition is None:
            return found
        end = preposition


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


def _antecedent(sentence: Skeleton, wh: int) -> _Phrase | None:
    word = sentence.lowers[wh]
    found = _candidates(sentence, wh - 1)
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


def _agrees(sentence: Skeleton, wh: int, phrase: _Phrase) -> bool:
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


def _relative_claim(
    sentence: Skeleton, wh: int, end: int, antecedent: _Phrase
) -> Strand | None:
    word = sentence.lowers[wh]
    # the phrase with what hangs on it: "a memorandum of understanding with Iraq"
    named = _definite(sentence, antecedent.start, wh - 1)
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
        place = _within(sentence, antecedent.start, wh - 1)
        return join(rest, Strand.added(at), place)
    if verb is not None:
        if word == "which" and not _describes(sentence, wh, verb):
            return None
        return join(named, rest)
    return _object_relative(
        sentence, wh, end, _within(sentence, antecedent.start, wh - 1)
    )


def _describes(sentence: Skeleton, wh: int, verb: Verb) -> bool:
    """Whether the antecedent of "which" is a thing and not all that was said before."""
    if sentence.main is not None and wh < sentence.main.start:
        return True
    auxiliaries = sentence.lowers[verb.start : verb.end - 1]
    if any(word in BE_FORMS for word in auxiliaries):
        return True
    return sentence.words[verb.end - 1].lemma in _DESCRIPTIVE


def _object_relative(
    sentence: Skeleton, wh: int, end: int, named: Strand
) -> Strand | None:
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
            or sentence.verb_from(end + 1) is None
        ):
            return None
    elif not _is_description(sentence, comma + 1, end):
        return None
    claim = join(
        sentence.words_to_strand(*name),
        Strand.added("is"),
        sentence.words_to_strand(comma + 1, end),
    )
    return _apart(sentence, claim, _without(sentence, comma, end))


def _named_description(sentence: Skeleton, comma: int) -> list[Skeleton] | None:
    """``The mayor of X, Jane Roe,``."""
    end = _closing(sentence, comma)
    if (
        end is None
        or set(sentence.tags[comma + 1 : end]) - set("P-")
        or end == comma + 1
    ):
        return None
    if sentence.lowers[comma + 1] in CALENDAR:
        return None
    found = _candidates(sentence, comma)
    if not found:
        return None
    phrase = (
        found[-1]
        if len(found) > 1 and is_person(sentence, found[-1].start, found[-1].end)
        else found[0]
    )
    if (
        sentence.lowers[phrase.start] not in _DEFINITE
        or sentence.tags[phrase.end - 1] != "N"
    ):
        return None
    if is_plural(sentence, phrase.start, phrase.end):
        return None
    name = sentence.words_to_strand(comma + 1, end)
    claim = join(name, Strand.added("is"), _within(sentence, phrase.start, comma))
    start, stop = sentence.tokens.starts[phrase.start], sentence.tokens.ends[end - 1]
    if sentence.subject is not None and phrase.start == sentence.subject[0]:
        stop = sentence.tokens.ends[end] if sentence.tags[end] == "," else stop
    rest = sentence.strand.replaced(start, stop, name)
    return _apart(sentence, claim, rest)


def _apart(sentence: Skeleton, claim: Strand, rest: Strand) -> list[Skeleton] | None:
    before = sentence.like(rest)
    standing = stand_alone(sentence.like(claim), before)
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
    return (
        index > 0 and sentence.tags[index] == "N" and sentence.words[index].capitalised
    )


def _closing(sentence: Skeleton, comma: int) -> int | None:
    """The comma or end that closes what the first comma opened."""
    for index in range(comma + 1, len(sentence)):
        if sentence.tags[index] == ".":
            rest = sentence.tags[index:].strip('."')
            return index if not rest else None
        if sentence.tags[index] != ",":
            continue
        following = index + 1
        if following >= len(sentence):
            return index
        verb = sentence.verb_from(following)
        if verb is not None or sentence.tags[following] in "I":
            return index
        return None
    return None


def _is_description(sentence: Skeleton, start: int, end: int) -> bool:
    tags = sentence.tags[start:end]
    if re.search(r"[^DNPQAGIRC-]", tags) or tags.count("C") > 1:
        return False
    head_end = sentence.noun_phrase_from(start)
    if head_end == start or sentence.tags[head_end - 1] != "N":
        return False
    if sentence.lowers[start] in ("the", "a", "an", "his", "her", "its", "their"):
        return True
    return is_person(sentence, start, head_end) is True and sentence.tags[start] in "NA"


def _without(sentence: Skeleton, comma: int, end: int) -> Strand:
    """The sentence without the words from a comma up to ``end`` (and a comma there)."""
    first = sentence.strand.cut(0, sentence.tokens.starts[comma])
    if end < len(sentence) and sentence.tags[end] == ",":
        end += 1
    if end >= len(sentence):
        return first
    return join(first, sentence.strand.cut(sentence.tokens.starts[end]))


def _is_quantified(sentence: Skeleton, phrase: _Phrase) -> bool:
    return sentence.has(_QUANTIFIED, phrase.start, phrase.end)


def _is_place(sentence: Skeleton, phrase: _Phrase) -> bool:
    if (
        phrase.preposition is None
        or sentence.lowers[phrase.preposition] not in _LOCATIVE
    ):
        return False
    return all(tag in "PD-" for tag in sentence.tags[phrase.start : phrase.end])


def _definite(sentence: Skeleton, start: int, end: int) -> Strand:
    """A noun phrase with "the" in place of "a": it has been introduced."""
    if sentence.lowers[start] in ("a", "an"):
        return join(Strand.added("the"), sentence.words_to_strand(start + 1, end))
    return sentence.words_to_strand(start, end)


def _within(sentence: Skeleton, start: int, end: int) -> Strand:
    """A noun phrase for the middle of a sentence: "A mayor" becomes "the mayor"."""
    strand = _definite(sentence, start, end)
    if sentence.tags[start] == "D" and start == 0 and strand.text[0].isupper():
        return Strand(strand.text[0].lower() + strand.text[1:], strand.origins)
    return strand


def _finite_form(sentence: Skeleton, main: Verb, lemma: str) -> str | None:
    if main.form == "modal":
        return None
    if main.form == "past" or sentence.words[main.start].lemma == "have":
        return past_tense(lemma)
    if main.form == "present":
        return present_tense(lemma)
    return lemma


def _subject_speaks(sentence: Skeleton, main: Verb, comma: int) -> bool:
    """Whether the participle after a comma is the main subject's beyond doubt."""
    between = [verb for verb in sentence.verbs if main.end <= verb.start < comma]
    if sentence.words[main.end - 1].lemma in SPEECH:
        return True
    return not between and sentence.tags[main.start] not in "XM"


def _composition_verb(
    sentence: Skeleton, lemma: str, phrase: _Phrase, comma: int
) -> str | None:
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
