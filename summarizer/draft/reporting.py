"""Who is speaking: what frames a sentence is lifted off, and put around each part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from summarizer.draft.reference import stand_alone
from summarizer.draft.skeleton import CONDITIONAL, Skeleton, Verb
from summarizer.draft.strand import Strand, capitalised, join
from summarizer.draft.words import (
    ADDS_TIME,
    CALENDAR,
    LISTENERS,
    OPINION,
    SPEECH,
    past_tense,
    present_tense,
)
from summarizer.language.parse import IMPLICIT_NEGATIVES
from summarizer.source.speakers import SPEAKER

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
_BETWEEN: Final = re.compile(r"(?:R|I[DR]*[NPQAG-]*[NPQR])*")


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence as what is said and what frames it.

    Attributes:
        before: Words in front, such as "X said that".
        inner: What is said.
        after: Words behind, such as ", X said".
    """

    before: Strand
    inner: Strand
    after: Strand

    def around(self, part: Strand) -> Strand:
        """A part of what is said, in the same frame."""
        stripped = part.cut(0)
        if self.before.text.endswith(":"):
            stripped = capitalised(stripped)
        return join(self.before, stripped) + self.after


def outer_frame(sentence: Skeleton) -> Report | None:
    """Take off a frame that holds for the whole sentence, joined clauses included.

    Args:
        sentence: Any sentence.

    Returns:
        What is said with its speaker prefix, "According to X," or ", X said"; ``None`` when
        there is no such frame.
    """
    return _dialogue(sentence) or _according(sentence) or _trailing(sentence)


def is_interrupted(sentence: Skeleton) -> bool:
    """Whether a speaker is named in the middle: "A, X said, and B". Such stay whole."""
    for verb in sentence.verbs:
        if sentence.words[verb.end - 1].lemma not in SPEECH or not verb.start:
            continue
        before = sentence.tags[verb.start - 1]
        if verb == sentence.main and before == ",":
            continue
        earlier = [other for other in sentence.verbs if other.end <= verb.start]
        if before in ',"' and sentence.noun_phrase_from(verb.end) > verb.end:
            if earlier or before == '"':
                return True
            continue
        start = next((p.start for p in sentence.phrases if p.end == verb.start), 0)
        set_off = start > sentence.fronted and sentence.tags[start - 1] in ',"'
        quoted = 0 in sentence.protected
        if set_off and (quoted or any(other.end <= start for other in earlier)):
            return True
    return False


def _dialogue(sentence: Skeleton) -> Report | None:
    match = SPEAKER.match(sentence.text)
    if match is None or not sentence.text[0].isupper():
        return None
    return Report(
        sentence.strand.cut(0, match.end()),
        sentence.strand.cut(match.end()),
        Strand("", ()),
    )


def _according(sentence: Skeleton) -> Report | None:
    if sentence.lowers[:2] != ("according", "to") or not sentence.fronted:
        return None
    if sentence.lowers[sentence.fronted - 1] != ",":
        return None
    return Report(
        sentence.words_to_strand(0, sentence.fronted),
        sentence.words_to_strand(sentence.fronted),
        Strand("", ()),
    )


def _trailing(sentence: Skeleton) -> Report | None:
    """Take off ``, X said`` or ``, according to X`` at the end."""
    commas = [
        index
        for index in range(len(sentence))
        if sentence.lowers[index] == "," and index not in sentence.protected
    ]
    if not commas or not sentence.verbs:
        return None
    comma = commas[-1]
    if sentence.lowers[comma + 1 : comma + 3] == ("according", "to"):
        pass
    else:
        last = sentence.verbs[-1]
        if last.start <= comma or sentence.words[last.end - 1].lemma not in SPEECH:
            return None
        after_verb = sentence.tags[last.end :].strip(".")
        speaker_first = sentence.noun_phrase_from(comma + 1) == last.start
        quoted = 0 in sentence.protected
        speaker_last = (
            (quoted or last != sentence.main)
            and last.start == comma + 1
            and (bool(after_verb) and sentence.noun_phrase_from(last.end) > last.end)
        )
        if not (speaker_first and not after_verb.strip("RN")) and not speaker_last:
            return None
    if not any(verb.start < comma for verb in sentence.verbs):
        return None
    start = sentence.tokens.starts[comma]
    return Report(
        Strand("", ()),
        sentence.strand.cut(0, start),
        Strand(sentence.text[start:], sentence.strand.origins[start:]),
    )


def said_that(sentence: Skeleton) -> Report | None:
    """Take off ``X said that``, unless it turns the meaning round ("denied that")."""
    main = sentence.main
    if main is None or "E" in sentence.tags[main.start : main.end]:
        return None
    if sentence.has(CONDITIONAL, 0, main.end):
        return None
    lemma = sentence.words[main.end - 1].lemma
    expletive = sentence.lowers[0] == "it" and main.start == 1
    if lemma in IMPLICIT_NEGATIVES or not (lemma in SPEECH | OPINION or expletive):
        return None
    for index in range(main.end, len(sentence) - 2):
        if sentence.lowers[index] != "that" or index in sentence.protected:
            continue
        if index not in sentence.openers or sentence.verb_from(index + 1) is not None:
            return None
        if not _leads_to_clause(sentence, main, lemma, index):
            return None
        return Report(
            sentence.words_to_strand(0, index + 1),
            sentence.words_to_strand(index + 1),
            Strand("", ()),
        )
    return None


def _leads_to_clause(sentence: Skeleton, main: Verb, lemma: str, that: int) -> bool:
    """Whether "that" opens what was said, and does not describe a noun."""
    if lemma in LISTENERS or sentence.lowers[0] == "it":
        return True
    between = "".join(
        "R" if _tells_time(sentence, index) else sentence.tags[index]
        for index in range(main.end, that)
        if index not in sentence.protected
    )
    return bool(_BETWEEN.fullmatch(between))


def _tells_time(sentence: Skeleton, index: int) -> bool:
    """Whether a word belongs to a bare phrase of time: "this month", "last Friday"."""
    for position in range(index, min(index + 3, len(sentence))):
        word = sentence.words[position]
        if word.lower in CALENDAR or word.lemma in ADDS_TIME:
            return True
        if sentence.tags[position] not in "DAQ":
            return False
    return False


def reporting_participles(sentence: Skeleton) -> list[Skeleton] | None:
    """``X said A, adding that B`` becomes "X said A" and "X added that B"."""
    main, subject = sentence.main, sentence.subject
    if main is None or subject is None or sentence.has(CONDITIONAL):
        return None
    for comma in range(main.end, len(sentence) - 2):
        if sentence.lowers[comma] != "," or comma in sentence.protected:
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
