"""A sentence as the check reads it: the claim's, and one of the source with what stands in it."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Final

from summarizer.checking.roles import RoleFact, role_facts
from summarizer.checking.speech import Speech, read_speeches
from summarizer.language import grammar, lexicon
from summarizer.language.parse import Parse, Reader
from summarizer.language.tokens import Word
from summarizer.language.wordlists import FEMALE_NAMES, MALE_NAMES
from summarizer.lazy import lazy
from summarizer.source.document import Document
from summarizer.types import UNRELIABLE, Evidence, Sentence

_STATEMENT: Final = 2
"""Meaningful words that it takes to say something about something."""
_MANY: Final = frozenset(["people", "police", "cattle", "children", "men", "women"])


class Statement(Parse):
    """A sentence of either side with what the check reads off it."""

    @lazy
    def roles(self) -> list[RoleFact]:
        """Descriptions that the sentence gives to names."""
        return role_facts(self)

    @lazy
    def speeches(self) -> list[Speech]:
        """Who says what in the sentence."""
        return read_speeches(self)

    @lazy
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Neighbouring words, by their base forms."""
        return frozenset(pairwise(self._lemmas))

    @lazy
    def triples(self) -> frozenset[tuple[str, str, str]]:
        """Three words in a row, by their base forms."""
        lemmas = self._lemmas
        return frozenset(zip(lemmas, lemmas[1:], lemmas[2:], strict=False))

    @lazy
    def _lemmas(self) -> list[str]:
        return [word.lemma for word in self.words if word.lemma[0].isalnum()]

    @lazy
    def weights(self) -> list[float]:
        """How much meaning each meaningful word has, in their order."""
        return [self.words[index].weight for index in self.content]

    @lazy
    def said_weights(self) -> list[float]:
        """The same, nothing where a word only tells who speaks."""
        return self.weights if self.said is self.content else self._weights_of(self.said)

    @lazy
    def deed_weights(self) -> list[float]:
        """The same, nothing where a word names the subject; empty where nobody is named."""
        return self._weights_of(self.deed) if self.deed else []

    def _weights_of(self, words: tuple[int, ...]) -> list[float]:
        chosen = frozenset(words)
        return [self.words[index].weight if index in chosen else 0.0 for index in self.content]

    @lazy
    def said(self) -> tuple[int, ...]:
        """Meaningful words that do not tell who speaks; all where too few others are left."""
        speakers = {
            index
            for speech in self.speeches
            if not speech.names and self._reports(speech)
            for index in (*range(*speech.speaker), speech.verb)
        }
        said = tuple(index for index in self.content if index not in speakers)
        # "the nurse warned the managers" reports no words
        return said if speakers and len(said) >= _STATEMENT else self.content

    def _reports(self, speech: Speech) -> bool:
        """Whether a statement follows: "admitted that", not "admitted the appeal"."""
        tags = self.tags[speech.first : speech.end]
        return speech.first <= speech.verb or any(tag in 'VXMS"' for tag in tags)

    @lazy
    def deed(self) -> tuple[int, ...]:
        """Meaningful words beside the names; none where there is no name or too little else."""
        if "P" not in self.tags:
            return ()
        if self._reader is not None:
            others = tuple(index for index in self.content if self.tags[index] != "P")
            return others if len(others) >= _STATEMENT else ()
        named = {index for phrase, _ in self.named for index in range(phrase.start, phrase.end)}
        deed = tuple(index for index in self.content if index not in named)
        return deed if named and len(deed) >= _STATEMENT else ()

    @lazy
    def asserted(self) -> tuple[int, ...]:
        """What is said of somebody: meaningful verbs, and what follows "be"."""
        found = []
        for frame in self.frames:
            if self.words[frame.verb].content:
                found.append(frame.verb)
            elif self.words[frame.verb].lower in grammar.BE:
                state = next(
                    (
                        index
                        for index in range(frame.verb + 1, len(self.words))
                        if self.tags[index] not in "DERQ"
                    ),
                    None,
                )
                if state is not None and self.tags[state] == "A" and self.words[state].content:
                    found.append(state)
        return tuple(found)

    @property
    def whole_deed(self) -> float:
        """Share of what it says beside its names that a passage must carry to tell of it.

        Less where no lexicon tells which words mean the same.
        """
        return 0.9 if self._reader is None else 0.55

    @property
    def comparable(self) -> float:
        """Share of it that a sentence must carry for its slots to be compared."""
        return 0.4 if self._reader is None else 0.3

    @property
    def other_deed(self) -> float:
        """Share of it that the passage of the name must stay below for that one to be read."""
        return 0.6 if self._reader is None else 0.3


class Passage(Statement):
    """One sentence of the source with what its words stand for.

    Attributes:
        sentence: The sentence.
        index: Its place in the document.
        stand_ins: Lemmas that the sentence expresses through another word (a pronoun's
            name, an abbreviation's long form), with that word's index.
        people: Last names of people in the document, each with the kind of pronoun.
        speaker: Lemmas of the name of whoever says "I" here, in a script or chat.
    """

    def __init__(
        self,
        document: Document,
        index: int,
        known_names: frozenset[str],
        reader: Reader | None = None,
    ) -> None:
        self.sentence: Sentence = document.sentences[index]
        super().__init__(document.text, self.sentence.start, self.sentence.end, known_names, reader)
        self.index = index
        self.stand_ins: dict[str, int] = {}
        self.people: dict[str, str] = {}
        self.speaker: frozenset[str] = frozenset()
        self.positions: dict[str, list[int]] = defaultdict(list)
        for position in self.content:
            word = self.words[position]
            self.positions[word.lemma].append(position)
        self._kinds: dict[int, str] = {}

    @lazy
    def antecedents(self) -> list[int]:
        """Numbers of the phrases that later pronouns may mean, the likeliest (subjects) first."""
        subjects = {frame.subject for frame in self.frames}
        found = [
            (phrase.head not in subjects, number)
            for number, phrase in enumerate(self.phrases)
            if self.tags[phrase.start : phrase.end] != "O"
            and any(word.content for word in self.words[phrase.start : phrase.end])
        ]
        return [number for _, number in sorted(found)]

    def kind(self, number: int) -> str:
        """Which pronouns a phrase takes: male, female, either, plural or thing."""
        kind = self._kinds.get(number)
        if kind is None:
            start, end = self.phrases[number][:2]
            kind = _kind(self.words[start:end], self.tags[start:end], self.people)
            self._kinds[number] = kind
        return kind

    @lazy
    def damaged(self) -> frozenset[int]:
        """Indices of words that stand in a span that cannot be read with confidence."""
        spans = [
            (issue.start, issue.end) for issue in self.sentence.issues if issue.kind in UNRELIABLE
        ]
        return self.tokens.inside(spans)

    @lazy
    def undone(self) -> dict[str, int]:
        """Verbs whose deed an adjective denies, with its index: pay, for "unpaid"."""
        return {
            verb: index
            for index in self.content
            if (verb := lexicon.undone(self.words[index].lower)) is not None
        }

    @lazy
    def initials(self) -> dict[str, int]:
        """Initials of runs of three capitalised words or more, with the last word's index."""
        found: dict[str, int] = {}
        run: list[int] = []
        for index, word in enumerate((*self.words, None)):
            if word is not None and word.capitalised and not word.closed:
                run.append(index)
                continue
            if word is not None and word.lower in ("of", "the", "and", "for", "-") and run:
                continue
            for start in range(len(run) - 2):
                for end in range(start + 3, len(run) + 1):
                    letters = "".join(self.words[item].lower[0] for item in run[start:end])
                    found[letters] = run[end - 1]
            run = []
        return found

    def evidence(self) -> Evidence:
        """The whole sentence as evidence."""
        start, end = self.sentence.start, self.sentence.end
        return Evidence(sentence=self.sentence.id, start=start, end=end, quote=self.text[start:end])


def _kind(words: tuple[Word, ...], tags: str, people: dict[str, str]) -> str:
    if tags[-1] == "P" and words[-1].lemma in people:
        return people[words[-1].lemma]
    lowers = [word.lower for word in words]
    if any(lower in FEMALE_NAMES for lower in lowers):
        return "female"
    if any(lower in MALE_NAMES for lower in lowers):
        return "male"
    if words[-1].lower in _MANY:
        return "plural"
    if any(lexicon.is_person_role(word.lemma) for word in words):
        return "plural" if words[-1].lower != words[-1].lemma and tags[-1] == "N" else "either"
    if tags.count("P") >= 2 and all(tag in "PQ" for tag in tags):
        return "either"
    if tags[-1] == "N" and words[-1].lower != words[-1].lemma:
        return "plural"
    return "thing"
