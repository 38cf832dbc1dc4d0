"""The source as the check sees it: parsed sentences, what stands for what, and an index."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from summarizer.checking.passage import Passage, Statement
from summarizer.checking.roles import RoleFact
from summarizer.language import lexicon
from summarizer.language.parse import Reader
from summarizer.language.tokens import Word, tokenize
from summarizer.language.tongues import words as tongues
from summarizer.language.tongues.likeness import Vocabulary
from summarizer.language.tongues.tongue import Tongue, tongue_of
from summarizer.language.wordlists import FEMALE_NAMES, MALE_NAMES
from summarizer.lazy import lazy
from summarizer.source.document import Document
from summarizer.source.names import known_names
from summarizer.source.speakers import read_turns
from summarizer.types import NOT_CONTENT

_ACRONYM: Final = re.compile(r"\(([A-Z][A-Za-z]{0,2}[A-Z][A-Z]{0,5})s?\)")
_NEIGHBOURS: Final = 1
_MEMORY: Final = 2
"""How many sentences back a pronoun may reach."""
_SUBJECT: Final = 4
"""Meaningful words at the beginning of a sentence among which its subject is."""
_NOISE: Final = re.compile(r"[\W_]+")


class Source:
    """A document prepared for checking.

    Attributes:
        document: The document.
        passages: Its sentences, in order, those that assert nothing left out.
        index: For each lemma the passages that contain it or express it.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        names = known_names(document)
        self.names = names
        self.tongue = None if self.is_english else tongue_of(document.language or "und")
        reader = tongues.Reader(self.tongue) if self.tongue else None
        self.passages: list[Passage] = [
            Passage(document, index, names, reader)
            for index, sentence in enumerate(document.sentences)
            if not any(issue.kind in NOT_CONTENT for issue in sentence.issues)
        ]
        self.number = {passage.index: number for number, passage in enumerate(self.passages)}
        self._related: dict[str, dict[int, float]] = {}
        self.index: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(self.passages):
            for lemma in passage.positions:
                self.index[lemma].append(number)
        self._add_acronyms()
        if self.tongue is None:
            self._name_people()
        self._add_speakers()
        if self.tongue is None:
            self._add_antecedents()
        else:
            self._add_subjects(self.tongue)

    @property
    def is_english(self) -> bool:
        """Whether the rules of English grammar apply; the benefit of the doubt is given."""
        return self.document.is_english

    def statement(self, text: str, start: int, end: int, foreign: bool = False) -> Statement:
        """Read a sentence of a claim.

        Args:
            text: The claim.
            start: Where the sentence begins.
            end: Where it ends.
            foreign: Whether it is in another language than the text.
        """
        reader: Reader | None = None
        if self.tongue is not None and foreign:
            reader = tongues.ForeignReader(self._forms)
        elif self.tongue is not None:
            reader = tongues.Reader(self.tongue, self._forms)
        return Statement(text, start, end, self.names, reader)

    @lazy
    def _forms(self) -> Vocabulary:
        assert self.tongue is not None
        words = (word for passage in self.passages for word in passage.words)
        return Vocabulary(words, bool(self.tongue.options.get("compounds")))

    @lazy
    def vocabulary(self) -> frozenset[str]:
        """Every lemma of the document."""
        return frozenset(self.index)

    def idf(self, lemma: str) -> float:
        """How telling a lemma is within this document, 0.3 to 1."""
        count = len(self.index.get(lemma, ()))
        total = max(len(self.passages), 1)
        return max(0.3, 1.0 - math.log1p(count) / math.log1p(total + 3))

    def roles(self, name: str) -> list[tuple[Passage, RoleFact]]:
        """Descriptions that the text gives to whoever bears a (last) name, by its lemma."""
        return [
            (passage, fact)
            for passage in self.passages
            if name in passage.positions
            for fact in passage.roles
            if passage.words[fact.name[1] - 1].lemma == name
        ]

    @lazy
    def plain_text(self) -> str:
        """The text as lower-cased words with single spaces, to look quotations up."""
        return _NOISE.sub(" ", self.document.text).lower()

    def near(self, passage: Passage, lemma: str) -> float:
        """How well a neighbour of the passage carries a lemma, 0 to 1."""
        number = self.number[passage.index]
        holders = self.index.get(lemma)
        if holders and any(abs(other - number) <= _NEIGHBOURS for other in holders):
            return 1.0
        return max(
            (
                strength
                for other, strength in self.related(lemma).items()
                if abs(other - number) <= _NEIGHBOURS
            ),
            default=0.0,
        )

    def anywhere(self, lemma: str) -> float:
        """How well any passage carries a lemma, 0 to 1."""
        if lemma in self.index:
            return 1.0
        return max(self.related(lemma).values(), default=0.0)

    @lazy
    def figures(self) -> dict[float, list[int]]:
        """Passages by the figures that they have, however these are written."""
        found: dict[float, list[int]] = defaultdict(list)
        for number, passage in enumerate(self.passages):
            for value in {quantity.value for quantity in passage.quantities}:
                found[value].append(number)
        return found

    def related(self, lemma: str) -> dict[int, float]:
        """Passages that carry a lemma by a word of like meaning, with the strength."""
        found = self._related.get(lemma)
        if found is None:
            found = {}
            like = lexicon.like(lemma)
            for other in like.keys() & self.index.keys():
                strength = like[other]
                for number in self.index[other]:
                    found[number] = max(found.get(number, 0.0), strength)
            self._related[lemma] = found
        return found

    def _stand_in(self, number: int, lemmas: Iterable[str], position: int) -> None:
        passage = self.passages[number]
        for lemma in lemmas:
            if lemma not in passage.positions and lemma not in passage.stand_ins:
                passage.stand_ins[lemma] = position
                self.index[lemma].append(number)

    def _add_acronyms(self) -> None:
        long_forms: dict[str, list[str]] = {}
        for passage in self.passages:
            for match in _ACRONYM.finditer(self.document.text, passage.start, passage.end):
                acronym = match.group(1)
                before = [
                    word
                    for word, end in zip(passage.words, passage.tokens.ends, strict=True)
                    if end <= match.start()
                ]
                long_form = _long_form(acronym, before)
                if long_form:
                    long_forms[acronym.lower()] = long_form
        for acronym, lemmas in long_forms.items():
            for number, passage in enumerate(self.passages):
                positions = passage.positions.get(acronym)
                if positions:
                    self._stand_in(number, lemmas, positions[0])
                elif all(lemma in passage.positions for lemma in lemmas):
                    self._stand_in(number, [acronym], passage.positions[lemmas[-1]][0])

    def _name_people(self) -> None:
        """Tell by first names and titles which last names are people's."""
        people: dict[str, str] = {}
        for passage in self.passages:
            passage.people = people
            for before, word in pairwise(passage.words):
                if not word.capitalised or word.closed:
                    continue
                if before.lower in FEMALE_NAMES or before.lower in MALE_NAMES:
                    people[word.lemma] = "female" if before.lower in FEMALE_NAMES else "male"
                elif before.capitalised and lexicon.is_office(before.lemma):
                    people.setdefault(word.lemma, "either")

    def _add_antecedents(self) -> None:
        """Let a pronoun stand for the nearest fitting name before it."""
        for number, passage in enumerate(self.passages):
            for position, word in enumerate(passage.words):
                wanted = _GENDER.get(word.lower)
                if wanted is None:
                    continue
                for before, phrase in self._antecedents_before(number):
                    kind = before.kind(phrase)
                    if kind == wanted or (kind == "either" and wanted in ("male", "female")):
                        self._stand_in(number, _lemmas(before, phrase), position)
                        break

    def _add_subjects(self, tongue: Tongue) -> None:
        """Let a pronoun at the beginning, or a verb without subject, stand for who came before."""
        pronouns, dropped = tongue.list("pronouns"), tongue.list("dropped")
        for number in range(1, len(self.passages)):
            passage, before = self.passages[number], self.passages[number - 1]
            if not passage.words or not before.content:
                continue
            if passage.words[0].lower in pronouns or dropped.at(passage.words, 0):
                subject = [before.words[index].lemma for index in before.content[:_SUBJECT]]
                carried = [lemma for lemma, at in before.stand_ins.items() if at == 0]
                self._stand_in(number, [*subject, *carried], 0)

    def _add_speakers(self) -> None:
        """In a script or chat ("Jane: I left"), let ``I`` stand for whoever speaks."""
        turns = read_turns(self.document.text)
        ends = [turn.said for turn in turns]
        for number, passage in enumerate(self.passages):
            turn = bisect_right(ends, passage.end) - 1
            first = next(
                (at for at, word in enumerate(passage.words) if word.lower in _FIRST_PERSON), None
            )
            if turn < 0 or first is None:
                continue
            label = turns[turn]
            words = tokenize(self.document.text, label.start, label.end).words
            lemmas = [word.lemma for word in words if word.content and len(word.lower) > 1]
            passage.speaker = frozenset(lemmas)
            for lemma in lemmas:
                at = passage.positions.get(lemma, [])
                if at and passage.tokens.starts[at[0]] < label.said:
                    # the label only announces who "I" is
                    passage.positions[lemma] = [first, *at[1:]]
            self._stand_in(number, lemmas, first)

    def _antecedents_before(self, number: int) -> Iterator[tuple[Passage, int]]:
        for passage in self.passages[max(number - _MEMORY, 0) : number][::-1]:
            for phrase in passage.antecedents:
                yield passage, phrase


_FIRST_PERSON: Final = frozenset(["i", "me", "my", "mine", "myself"])
_GENDER: Final = {
    "he": "male",
    "him": "male",
    "his": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "they": "plural",
    "them": "plural",
    "their": "plural",
    "it": "thing",
    "its": "thing",
}


def _lemmas(passage: Passage, number: int) -> list[str]:
    """Lemmas of a phrase and of the name set beside it."""
    phrase = passage.phrases[number]
    beside = passage.apposed(phrase.head)
    spans = [phrase] if beside is None else [phrase, beside]
    words = [word for each in spans for word in passage.words[each.start : each.end]]
    return [word.lemma for word in words if word.content]


def _long_form(acronym: str, before: list[Word]) -> list[str]:
    letters = [letter.lower() for letter in acronym]
    lemmas: list[str] = []
    position = len(before) - 1
    while position >= 0 and not before[position].surface[0].isalnum():
        position -= 1
    for letter in reversed(letters):
        while position >= 0 and before[position].lower[0] != letter:
            if not before[position].closed and len(lemmas) > len(letters):
                return []
            if before[position].content and before[position].lower[0] != letter:
                lemmas.append(before[position].lemma)
            position -= 1
            if len(lemmas) > len(letters) + 2:
                return []
        if position < 0:
            return []
        if before[position].content:
            lemmas.append(before[position].lemma)
        position -= 1
    return list(reversed(lemmas))
