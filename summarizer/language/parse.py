"""Everything that is read off one sentence, made once and shared by all rules."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final, Protocol

from summarizer.language import grammar, lexicon
from summarizer.language.clauses import Frame, Phrase, read_clauses
from summarizer.language.dates import Date, read_dates
from summarizer.language.degrees import Comparison, read_comparisons
from summarizer.language.quantities import Quantity, read_quantities
from summarizer.language.tagging import tag
from summarizer.language.tokens import Tokens, Word, tokenize
from summarizer.lazy import lazy

IMPLICIT_NEGATIVES: Final = frozenset(
    (
        "deny refuse fail lack reject avoid prevent prohibit forbid ban dispute refute "
        "unable impossible unlikely absence refusal failure denial cease abandon cancel "
        "decline neglect omit refrain abstain withhold forgo exclude"
    ).split()
)
"""Lemmas that make what follows them untrue or undone."""

_BANNING: Final = frozenset(["ban", "forbid", "prohibit", "prevent", "exclude"])
_EAGER: Final = frozenset(["happy", "glad", "willing", "eager", "ready", "keen", "pleased"])
_UNWILLING: Final = frozenset(["decline", "neglect", "omit"])
"""Verbs that deny an infinitive and nothing else: prices decline, too."""
_STATES: Final = frozenset(
    "print work service use danger control action stock season business office power sight "
    "reach fashion date".split()
)
"""What something that is "out of" it is not in any more."""
_OBLIGING: Final = frozenset("oblige require force compel bind bound obligate have".split())
_NEAR: Final = 3
_QUASI: Final = frozenset(["unsuccessfully", "little", "few", "seldom", "rarely"])
_NOT_NEGATING: Final = frozenset(
    "only just merely least more less fewer all every everyone everybody everything always "
    "necessarily entirely fully completely".split()
)


_STOPS: Final = frozenset(",.!;:")


@dataclass(frozen=True, slots=True)
class Negation:
    """A negator and the words that it denies (indices, negator excluded)."""

    negator: int
    first: int
    end: int
    implicit: bool


class Reader(Protocol):
    """Reads the sentences of a language other than English."""

    def tokenize(self, text: str, start: int, end: int) -> Tokens: ...

    def tag(self, tokens: Tokens, known_names: Collection[str]) -> str: ...

    def dates(self, tokens: Tokens) -> list[Date]: ...

    def quantities(self, tokens: Tokens, tags: str, dates: list[Date]) -> list[Quantity]: ...


class Parse:
    """One sentence, read.

    Attributes:
        text: The text that the offsets refer to.
        tokens: Words with offsets.
        tags: One part-of-speech character a word.
        citations: Indices of the numbers in marks such as ``[3, 6]``, which say nothing.
        content: Indices of the words that carry meaning.
    """

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        known_names: Collection[str] = (),
        reader: Reader | None = None,
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self._reader = reader
        self.tokens: Tokens = (
            reader.tokenize(text, start, end) if reader else tokenize(text, start, end)
        )
        self.words = self.tokens.words
        cites = text.find("[", start, end) >= 0
        self.citations = _citations(self.words) if cites else frozenset[int]()
        self.content: tuple[int, ...] = tuple(
            [
                index
                for index, word in enumerate(self.words)
                if word.content and index not in self.citations
            ]
        )
        self._known_names = known_names

    def __len__(self) -> int:
        return len(self.words)

    @lazy
    def vocabulary(self) -> frozenset[str]:
        """The different words, lower-cased: a quick look at what the sentence lacks."""
        return frozenset([word.lower for word in self.words])

    @lazy
    def tags(self) -> str:
        if self._reader:
            return self._reader.tag(self.tokens, self._known_names)
        return tag(self.tokens, self._known_names)

    @lazy
    def _clauses(self) -> tuple[list[Phrase], list[Frame]]:
        # where no grammar is known, there are no phrases either
        return ([], []) if self._reader else read_clauses(self.words, self.tags)

    @lazy
    def phrases(self) -> list[Phrase]:
        return self._clauses[0]

    @lazy
    def frames(self) -> list[Frame]:
        return self._clauses[1]

    @lazy
    def predicates(self) -> frozenset[int]:
        """Verbs that somebody does or undergoes."""
        return frozenset(frame.verb for frame in self.frames)

    @lazy
    def phrase_at(self) -> dict[int, Phrase]:
        """The noun phrase that each word belongs to."""
        return {
            index: phrase for phrase in self.phrases for index in range(phrase.start, phrase.end)
        }

    def proper_nouns(self, phrase: Phrase) -> tuple[int, int] | None:
        """The proper nouns that close a phrase; ``None`` when they only describe its head."""
        start = end = phrase.end
        while start > phrase.start and self.tags[start - 1] in "P-":
            start -= 1
        return (start, end) if end > start else None

    @lazy
    def named(self) -> list[tuple[Phrase, tuple[int, int]]]:
        """Phrases that close with proper nouns, and these; dates are none."""
        return [
            (phrase, run)
            for phrase in self.phrases
            if (run := self.proper_nouns(phrase)) is not None
            and not any(date.start < run[1] and run[0] < date.end for date in self.dates)
        ]

    @lazy
    def dates(self) -> list[Date]:
        return self._reader.dates(self.tokens) if self._reader else read_dates(self.tokens)

    @lazy
    def quantities(self) -> list[Quantity]:
        return [
            quantity
            for quantity in (self._reader.quantities if self._reader else read_quantities)(
                self.tokens, self.tags, self.dates
            )
            if quantity.start not in self.citations
        ]

    @lazy
    def comparisons(self) -> list[Comparison]:
        """What is held to be more or less than what."""
        return read_comparisons(self.words, self.tags, self.content)

    def compares(self, index: int) -> bool:
        """Whether a word is part of a comparison: "longer", "more" or "slowly" of "more slowly"."""
        return any(comparison.at in (index, index - 1) for comparison in self.comparisons)

    @lazy
    def asks(self) -> bool:
        """Whether the sentence is a question, which affirms nothing."""
        return self.text[max(self.end - 3, self.start) : self.end].rstrip('"”’ )').endswith("?")

    @lazy
    def negations(self) -> list[Negation]:
        return _negations(self)

    @lazy
    def negated(self) -> frozenset[int]:
        """Words under an odd number of negators."""
        counts: dict[int, int] = {}
        for negation in self.negations:
            for index in range(negation.first, negation.end):
                counts[index] = counts.get(index, 0) + 1
        return frozenset(index for index, count in counts.items() if count % 2)

    def apposed(self, head: int) -> Phrase | None:
        """The name set beside a phrase, on either side of it: "the beekeeper, Anton Reis,"."""
        number = next((n for n, phrase in enumerate(self.phrases) if phrase.head == head), None)
        if number is None:
            return None
        phrases = self.phrases
        for first, second in ((number, number + 1), (number - 1, number)):
            if first < 0 or second >= len(phrases) or phrases[second].preposition is not None:
                continue
            if self.tags[phrases[first].end : phrases[second].start] != ",":
                continue
            other = phrases[second if first == number else first]
            if "P" in self.tags[other.start : other.end]:
                return other
        return None

    def span(self, first: int, end: int | None = None) -> tuple[int, int]:
        """Offsets in the text of words ``first`` to ``end`` (exclusive)."""
        last = first if end is None else end - 1
        return self.tokens.starts[first], self.tokens.ends[last]

    def belongs(self, index: int, head: int) -> bool:
        """Whether a word belongs to the phrase around a head, or to a list with that phrase."""
        phrase = self.phrase_at.get(head)
        if phrase is None:
            return index == head
        if phrase.start <= index < phrase.end:
            return True
        first, last = (phrase.end, index) if index >= phrase.end else (index + 1, phrase.start)
        between = self.tags[first:last]
        return ("C" in between or "," in between) and not between.strip(",CNPADG-Q")


def _citations(words: tuple[Word, ...]) -> frozenset[int]:
    found: set[int] = set()
    for index, word in enumerate(words):
        if word.surface != "[":
            continue
        inside: list[int] = []
        for position in range(index + 1, len(words)):
            if words[position].surface.isdigit():
                inside.append(position)
            elif words[position].surface not in ",-–":
                if words[position].surface == "]":
                    found.update(inside)
                break
    return frozenset(found)


def _negations(parse: Parse) -> list[Negation]:
    words, tags = parse.words, parse.tags
    found: list[Negation] = []
    for index, word in enumerate(words):
        if tags[index] == "E" or word.lower in ("no", "n't", "without"):
            following = words[index + 1].lower if index + 1 < len(words) else ""
            if word.lower == "no" and (following in _STOPS or following.isdigit()):
                continue
            if following in _NOT_NEGATING or following == "doubt" or _is_hypothetical(words, index):
                continue
            if _ranks(words, index):
                continue
            found.append(_scope(parse, index))
        elif word.lower in _QUASI and not _is_hedged(words, index):
            first, end = _clause_start(tags, index), _clause_end(tags, words, index)
            found.append(Negation(index, first, end, implicit=False))
        elif word.lower == "yet" and index + 1 < len(words) and words[index + 1].lower == "to":
            found.append(Negation(index, index + 2, _clause_end(tags, words, index + 2), False))
        elif word.lower in ("instead", "rather") and _is_followed_by(
            words, index, "of" if word.lower == "instead" else "than"
        ):
            found.append(replace(_scope(parse, index + 1), negator=index))
        elif word.lower == "out" and _is_out_of_state(words, index):
            found.append(Negation(index, index + 2, index + 3, implicit=False))
        elif word.lower == "too":
            excess = _excess(parse, index)
            if excess is not None:
                found.append(excess)
        elif word.lemma in IMPLICIT_NEGATIVES and tags[index] in "VNA":
            if word.lemma in _UNWILLING and not _is_followed_by(words, index, "to"):
                continue
            fails = word.lemma == "fail" and not _is_followed_by(words, index, "to")
            if word.lemma in _BANNING and "E" in tags[max(index - 3, 0) : index]:
                # "could not be ruled out" leaves it open
                continue
            if fails and _is_thing_failing(parse, index):
                # "the pump failed": nothing said of the pump is denied
                continue
            if fails or (word.lemma in _BANNING and _follows_be(words, index)):
                # "the import fails", "hunting is banned": what is denied stands before
                found.append(Negation(index, _failing(parse, index), index, implicit=True))
                continue
            end = _clause_end(tags, words, index + 1)
            if end > index + 1:
                found.append(Negation(index, index + 1, end, implicit=True))
    return [_ended_by_next(negation, found, tags) for negation in found]


def _ended_by_next(negation: Negation, others: list[Negation], tags: str) -> Negation:
    """``never charged and did not speak``: the second negator has a verb of its own."""
    if negation.implicit:
        return negation
    for other in others:
        joint = tags.rfind("C", negation.first, other.negator)
        if not other.implicit and other.negator < negation.end and joint >= 0:
            return replace(negation, end=joint)
    return negation


def _is_thing_failing(parse: Parse, index: int) -> bool:
    subject = next((frame.subject for frame in parse.frames if frame.verb == index), None)
    return subject is not None and lexicon.is_thing(parse.words[subject].lemma)


def _failing(parse: Parse, index: int) -> int:
    """First word of what fails: the subject, not the speaker who says so."""
    for frame in parse.frames:
        phrase = None if frame.subject is None else parse.phrase_at.get(frame.subject)
        if frame.verb == index and phrase is not None and phrase.start < index:
            return phrase.start
    return _clause_start(parse.tags, index)


def _follows_be(words: tuple[Word, ...], index: int) -> bool:
    return any(word.lower in grammar.BE for word in words[max(index - 2, 0) : index])


def _is_followed_by(words: tuple[Word, ...], index: int, lower: str) -> bool:
    return index + 1 < len(words) and words[index + 1].lower == lower


def _excess(parse: Parse, index: int) -> Negation | None:
    """``too cloudy to dive``, ``too early for a verdict``: what it is too much for is not."""
    words, tags = parse.words, parse.tags
    if tags[index + 1 : index + 2] not in ("A", "R") or words[index + 1].lower in _EAGER:
        return None
    if words[index + 2 : index + 3] and words[index + 2].lower == "for":
        phrase = parse.phrase_at.get(index + 3)
        return None if phrase is None else Negation(index, index + 3, phrase.end, implicit=False)
    to = tags.find("TV", index + 2, index + 5)
    if to < 0:
        return None
    return Negation(index, to + 1, _clause_end(tags, words, to + 1), implicit=False)


def _ranks(words: tuple[Word, ...], index: int) -> bool:
    """``not the first``, ``not the only``, ``no other is so old``: nothing is denied."""
    after = [word.lower for word in words[index + 1 : index + 3]]
    if after[:1] == ["other"] and words[index].lower == "no":
        # "no other clock lost so little"
        return any(word.lower in ("as", "so", "than") for word in words[index + 2 :])
    return after[:1] == ["the"] and after[1:] in (["first"], ["last"], ["only"])


def _is_out_of_state(words: tuple[Word, ...], index: int) -> bool:
    after = [word.lower for word in words[index + 1 : index + 3]]
    return after[:1] == ["of"] and len(after) == 2 and after[1] in _STATES


def _is_hypothetical(words: tuple[Word, ...], index: int) -> bool:
    """``may or may not``, ``whether or not``, ``if it were not for``: nothing is denied."""
    before = [word.lower for word in words[max(index - 4, 0) : index]]
    if "or" in before[-2:]:
        return True
    following = words[index + 1].lower if index + 1 < len(words) else ""
    if following == "for" and "if" in before:
        return True
    if words[index].lower == "nothing":
        return before[-1:] == ["for"]
    # "not until Easter" affirms what happens after Easter
    return words[index].closed == "E" and any(
        word.lower in ("until", "till") for word in words[index + 1 : index + 5]
    )


def _scope(parse: Parse, index: int) -> Negation:
    words, tags = parse.words, parse.tags
    lower = words[index].lower
    first = index + 1
    if lower in ("no", "none", "without", "of", "than"):
        end = first
        phrase = parse.phrase_at.get(first) or parse.phrase_at.get(index)
        if phrase is not None:
            end = phrase.end
        if lower in ("without", "of", "than"):
            end = end if end > first else _clause_end(tags, words, first)
            return Negation(index, first, end, implicit=False)
        # "No one was hurt", "no injuries were reported": the verb is denied as well
        is_subject = any(
            frame.subject is not None and phrase is not None and frame.subject == phrase.head
            for frame in parse.frames
        )
        if is_subject or lower == "none" or end == first:
            end = _clause_end(tags, words, max(end, first))
        return Negation(index, first, max(end, first), implicit=False)
    end = _clause_end(tags, words, first)
    for at in range(first, min(first + _NEAR, len(words) - 1)):
        if words[at].lemma in _OBLIGING and words[at + 1].lower == "to":
            # "not obliged to pay": the duty is denied, and not the deed
            end = min(end, at + 1)
            break
    return Negation(index, first, end, implicit=False)


def _is_hedged(words: tuple[Word, ...], index: int) -> bool:
    """``a few`` and ``a little`` affirm; ``little boy`` describes."""
    lower = words[index].lower
    before = words[index - 1].lower if index else ""
    if lower in ("few", "little") and before in (
        "a",
        "the",
        "these",
        "those",
        "last",
        "next",
        "past",
        "first",
        "his",
        "her",
        "their",
        "our",
        "my",
        "every",
        "quite",
    ):
        return True
    following = words[index + 1] if index + 1 < len(words) else None
    return (
        lower == "little"
        and following is not None
        and "N" in following.tags[:1]
        and (
            before not in ("very", "is", "was", "had", "has", "have", "too", "saw", "made", "with")
        )
    )


def _clause_start(tags: str, index: int) -> int:
    while index > 0 and tags[index - 1] not in ".,SC":
        index -= 1
    return index


def _clause_end(tags: str, words: tuple[Word, ...], index: int) -> int:
    # after "are not" the verb has been: the next comma ends the clause
    seen_verb = index > 1 and (tags[index - 2] in "XMV" or tags[index - 1] in "XMV")
    while index < len(tags):
        current = tags[index]
        if current in '.S;"' or (current == "," and seen_verb):
            break
        if current == "C" and words[index].lower in ("but", "yet"):
            break
        if current == "W" and seen_verb and tags[index + 1 : index + 2] != "T":
            # "does not know how to swim"
            break
        if current in "VX":
            seen_verb = True
        index += 1
    return index
