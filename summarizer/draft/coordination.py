"""Splitting joined clauses and predicates: "X did A and Y did B", "X did A and did B"."""

from __future__ import annotations

from typing import Final

from summarizer.draft.reference import stand_alone
from summarizer.draft.rewriting import definite
from summarizer.draft.skeleton import BE_FORMS, CONDITIONAL, Skeleton, Verb
from summarizer.draft.strand import Strand, join
from summarizer.draft.words import ADDS_TIME, OPINION, SPEECH

_CONTRAST: Final = frozenset("while whereas although though".split())
_SCOPED_SUBJECT: Final = frozenset(
    "no few little none nobody nothing neither only hardly scarcely barely exactly fewer less "
    "some any either most half not never seldom rarely".split()
)
"""Words that, over a joint predicate, say less of each part: "Few came and stayed"."""
_AFTER_NOUNS: Final = frozenset(
    "involved concerned affected used needed required included mentioned listed named".split()
)
"""Participles that follow their noun without more: "the parties involved"."""
_ALTERNATIVE: Final = frozenset("either neither nor".split())


def semicolon(sentence: Skeleton) -> list[Skeleton] | None:
    """``A; B`` where both halves are clauses."""
    for index, lower in enumerate(sentence.lowers):
        if lower != ";" or index in sentence.protected:
            continue
        parts = _two_clauses(sentence, index, index + 1)
        if parts is not None and not _conditional(sentence):
            return parts
    return None


def contrast(sentence: Skeleton) -> list[Skeleton] | None:
    """``A, while B`` and ``Although B, A``: both are asserted."""
    main = sentence.main
    if main is None or _conditional(sentence):
        return None
    for index in sentence.openers:
        if sentence.lowers[index] not in _CONTRAST:
            continue
        comma = index > 0 and sentence.lowers[index - 1] == ","
        if sentence.lowers[index] == "while" and (index == 0 or _is_going_on(sentence, index)):
            continue
        if comma and index > main.end and not _embedded(sentence, main, index):
            return _two_clauses(sentence, index - 1, index + 1)
        if index == 0 and sentence.fronted > 2:
            first = sentence.words_to_strand(1, sentence.fronted - 1)
            second = sentence.words_to_strand(sentence.fronted)
            return _clauses(sentence, first, second)
    return None


def clauses(sentence: Skeleton) -> list[Skeleton] | None:
    """``X did A and Y did B`` (also ``but``, ``yet``)."""
    main = sentence.main
    if main is None or sentence.subject is None or _blocked(sentence):
        return None
    for index in _conjunctions(sentence, main):
        comma = sentence.lowers[index - 1] == ","
        verb = _clause_after(sentence, index + 1)
        if verb is None or not _finite_here(sentence, verb, comma):
            continue
        speaks = _lemma(sentence, verb) in SPEECH
        if _embedded(sentence, main, index) and not (speaks and comma):
            continue
        if not comma and _may_belong_to_complement(sentence, main, index):
            continue
        parts = _two_clauses(sentence, index - 1 if comma else index, index + 1)
        if parts is not None:
            return parts
    return None


def predicates(sentence: Skeleton) -> list[Skeleton] | None:
    """``X did A and did B``: the subject is said again."""
    main, subject = sentence.main, sentence.subject
    if main is None or subject is None or _blocked(sentence):
        return None
    if sentence.has(_SCOPED_SUBJECT, subject[0], main.start):
        return None
    for index in _conjunctions(sentence, main):
        start = _predicate_at(sentence, main, index)
        if start is None:
            continue
        earlier = _earlier_predicates(sentence, main, index)
        if earlier is None:
            continue
        return _distribute(sentence, main, subject, [*earlier, start])
    return None


def that_clauses(sentence: Skeleton) -> list[Skeleton] | None:
    """``A and that B`` inside reported speech, the leading "that" left out."""
    for index in range(1, len(sentence) - 1):
        if index in sentence.protected or sentence.lowers[index] not in ("and", "but"):
            continue
        if sentence.lowers[index + 1] != "that":
            continue
        parts = _two_clauses(sentence, index, index + 2)
        if parts is not None:
            # ", but B" at the end may be the narrator's again
            return None if ",C" in parts[1].tags else parts
    return None


def _conjunctions(sentence: Skeleton, main: Verb) -> list[int]:
    return [
        index
        for index in range(main.end, len(sentence) - 1)
        if sentence.tags[index] == "C"
        and sentence.lowers[index] in ("and", "but", "yet")
        and index not in sentence.protected
    ]


def _conditional(sentence: Skeleton) -> bool:
    return sentence.has(CONDITIONAL)


def _is_going_on(sentence: Skeleton, index: int) -> bool:
    """``while X was doing B`` tells when, not what differs."""
    verb = next((verb for verb in sentence.verbs if verb.start > index), None)
    if verb is None:
        return True
    progressive = any(
        lower.endswith("ing") for lower in sentence.lowers[verb.end - 1 : verb.end + 1]
    )
    return sentence.lowers[verb.start] in BE_FORMS and progressive


def _blocked(sentence: Skeleton) -> bool:
    if _conditional(sentence) or sentence.has(_ALTERNATIVE):
        return True
    if "not only" in sentence.text.lower():
        return True
    return any(
        lower == "or"
        and index not in sentence.protected
        and (sentence.tags[index + 1 : index + 2] in "TMXV" or sentence.verb_from(index + 1))
        for index, lower in enumerate(sentence.lowers)
    )


def _embedded(sentence: Skeleton, main: Verb, index: int) -> bool:
    """Whether a conjunction may join parts of a subordinate clause instead of the main one."""
    if any(main.end <= opener < index for opener in sentence.openers):
        return True
    if sentence.has(("than",), main.end, index):
        return True
    if any(_takes_clause(sentence, position) for position in range(main.end, index)):
        return True
    if _lemma(sentence, main) in SPEECH | OPINION and _has_loose_verb(sentence, main.end, index):
        return True
    return any(
        main.end <= verb.start < index and not _after_conjunction(sentence, verb)
        for verb in sentence.verbs
    )


def _has_loose_verb(sentence: Skeleton, first: int, end: int) -> bool:
    """Whether a noun is followed by what may be its verb: "heard Jane Roe sat and cried"."""
    return any(
        sentence.tags[index] == "V"
        and sentence.tags[index - 1] in "NPR"
        and not sentence.lowers[index].endswith("ing")
        and index not in sentence.protected
        for index in range(first + 1, end)
    )


def _takes_clause(sentence: Skeleton, position: int) -> bool:
    """Whether a verb that is not finite governs what follows: "claiming A is and B"."""
    if sentence.tags[position] != "V" or position in sentence.protected:
        return False
    if sentence.words[position].lemma not in SPEECH | OPINION:
        return False
    if any(verb.start <= position < verb.end for verb in sentence.verbs):
        return False
    end = sentence.noun_phrase_from(position + 1)
    return end > position + 1 and sentence.verb_from(end) is not None


def _after_conjunction(sentence: Skeleton, verb: Verb) -> bool:
    before = sentence.tags[: verb.start].rstrip("R")
    return before.endswith(("C", ","))


def _clause_after(sentence: Skeleton, start: int) -> Verb | None:
    """The verb of a clause with its own subject that starts at a word."""
    tags = sentence.tags
    while start < len(tags) and tags[start] in "R,":
        start += 1
    if start < len(tags) and tags[start] == "I":
        inner = sentence.noun_phrase_from(start + 1)
        start = inner + 1 if sentence.lowers[inner : inner + 1] == (",",) else inner
    end = sentence.noun_phrase_from(start)
    if end == start or sentence.lowers[start] == "not":
        return None
    while end < len(tags) and (tags[end] == "I" and sentence.lowers[end] in ("of", "in", "for")):
        further = sentence.noun_phrase_from(end + 1)
        if further == end + 1:
            break
        end = further
    return sentence.verb_from(end)


def _finite_here(sentence: Skeleton, verb: Verb, comma: bool) -> bool:
    """Whether the verb after a conjunction is finite beyond doubt."""
    if verb.certain:
        return True
    following = sentence.tags[verb.end : verb.end + 1]
    if comma and verb.form == "past" and following in ("", "."):
        return sentence.lowers[verb.end - 1] not in _AFTER_NOUNS
    return following != "" and following in 'DOPQSE"'


def _may_belong_to_complement(sentence: Skeleton, main: Verb, index: int) -> bool:
    """``X said A and B were there``: without "that" or comma A may start what was said."""
    if _lemma(sentence, main) not in SPEECH | OPINION:
        return False
    return sentence.tags[main.end : main.end + 1] not in ("I", "R")


def _lemma(sentence: Skeleton, verb: Verb) -> str:
    return sentence.words[verb.end - 1].lemma


def _two_clauses(sentence: Skeleton, end: int, start: int) -> list[Skeleton] | None:
    return _clauses(sentence, sentence.words_to_strand(0, end), sentence.words_to_strand(start))


def _clauses(sentence: Skeleton, first: Strand, second: Strand) -> list[Skeleton] | None:
    before, after = (sentence.like(_trim(part)) for part in (first, second))
    if not (before.main and before.subject and after.main and after.subject):
        return None
    standing = stand_alone(after, before)
    return None if standing is None else [before, standing]


def _trim(strand: Strand) -> Strand:
    text = strand.text
    left = len(text) - len(text.lstrip(" ,"))
    return strand.cut(left, len(text.rstrip(" ,")))


def _predicate_at(sentence: Skeleton, main: Verb, index: int) -> int | None:
    """Where the predicate after a conjunction starts, if it is one of the main subject."""
    before = sentence.tags[index - 1]
    if before in "ITMX" or index == main.end:
        return None
    start = index + 1
    verb = sentence.verb_from(start)
    if verb is None:
        return _bare_predicate(sentence, main, index)
    speaks = _lemma(sentence, verb) in SPEECH and _lemma(sentence, main) in SPEECH
    if _embedded(sentence, main, index) and not (speaks and verb.form == main.form):
        return None
    if not _same_tense(sentence, main, verb):
        return None
    if not verb.certain or verb.form == "base":
        following = sentence.tags[verb.end : verb.end + 1]
        if sentence.tags[verb.start] == "V" and (following == "" or following not in 'DOPQSTIER"'):
            return None
    if _negated_without_repeat(sentence, main, verb):
        return None
    return start


def _same_tense(sentence: Skeleton, main: Verb, verb: Verb) -> bool:
    if sentence.tags[verb.start] in "MX" or verb.form == "modal":
        return True
    if main.form == "modal" or _has_auxiliary(sentence, main):
        # "was arrested and charged": a participle that shares the auxiliary, or a past?
        return verb.certain and main.form == "past" and verb.form == "past"
    return main.form == verb.form


def _has_auxiliary(sentence: Skeleton, verb: Verb) -> bool:
    return any(tag in "XM" for tag in sentence.tags[verb.start : verb.end - 1])


def _negated_without_repeat(sentence: Skeleton, main: Verb, verb: Verb) -> bool:
    negated = any(
        sentence.tags[index] == "E" and sentence.lowers[index] not in ("not", "n't")
        for index in range(main.start, main.end)
    )
    return negated and sentence.tags[verb.start] == "V"


def _bare_predicate(sentence: Skeleton, main: Verb, index: int) -> int | None:
    """``will do A and do B``: the modal is said again."""
    if main.form != "modal" or "E" in sentence.tags[main.start : main.end]:
        return None
    if _embedded(sentence, main, index):
        return None
    if "T" in sentence.tags[main.end : index]:
        return None
    start = index + 1
    while start < len(sentence) and sentence.tags[start] == "R":
        start += 1
    if start + 1 >= len(sentence):
        return None
    word = sentence.words[start]
    is_verb = "V" in word.tags and word.lower == word.lemma and not word.closed
    following = sentence.tags[start + 1]
    if is_verb and (following in "DTO" or (word.tags[:1] == "V" and following in "PQIAN")):
        return index + 1
    return None


def _earlier_predicates(sentence: Skeleton, main: Verb, index: int) -> list[int] | None:
    """Predicates before the last one ("did A, did B and did C"); ``None`` when unsure."""
    starts: list[int] = []
    for comma in range(main.end, index - 1):
        if sentence.lowers[comma] != "," or comma in sentence.protected:
            continue
        verb = sentence.verb_from(comma + 1)
        if verb is None:
            continue
        finite = _finite_here(sentence, verb, comma=False) and verb.form == main.form
        if not finite or _embedded(sentence, main, comma):
            return None
        starts.append(comma + 1)
    return starts


def _distribute(
    sentence: Skeleton, main: Verb, subject: tuple[int, int], starts: list[int]
) -> list[Skeleton] | None:
    """One clause a predicate, each with the subject and with what stands in front."""
    named = definite(sentence, *subject)
    front = sentence.words_to_strand(0, sentence.fronted)
    ends = [*(start - 1 for start in starts), len(sentence)]
    parts = [sentence.like(_trim(sentence.words_to_strand(0, ends[0])))]
    for start, end in zip(starts, ends[1:], strict=True):
        last = None if end == len(sentence) else end
        predicate = _trim(sentence.words_to_strand(start, last))
        modal = Strand("", ())
        if main.form == "modal" and sentence.verb_from(start) is None:
            modal = sentence.words_to_strand(main.start, main.start + 1)
        dated = sentence.has(ADDS_TIME, start, end)
        part = join(Strand("", ()) if dated else front, named, modal, predicate)
        claim = sentence.like(part)
        if sentence.tags[subject[0]] != "O":
            standing = stand_alone(claim, parts[-1])
            if standing is None:
                return None
            claim = standing
        parts.append(claim)
    return parts
