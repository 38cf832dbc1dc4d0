"""The skeleton of a sentence: its finite verbs, its main clause, and what must not be touched.

Splitting a sentence safely needs little more than to know where its finite verbs are and
which of them carry the main clause. Where the words do not tell, the skeleton says so by
having no main verb, and the sentence stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from summarizer.draft.mentions import Mention, is_individual, mentions
from summarizer.draft.strand import Strand
from summarizer.language import grammar, lexicon
from summarizer.language.parse import Parse
from summarizer.language.tokens import Word
from summarizer.language.wordlists import FEMALE_NAMES, MALE_NAMES
from summarizer.lazy import lazy

_PROTECTED: Final = re.compile(
    r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?|„[^“”]*[“”]?|‘[^’]*(?:’\w+[^’]*)*’?(?!\w)"
    r"|(?<![\w'])'(?=\w)[^']*(?:'\w+[^']*)*'(?!\w)|\([^()]*\)?|\[[^\[\]]*\]?"
)
_GROUP: Final = re.compile(r"T?(?:R*[MXE][ER]*)*V|T?R*(?:[MX][ER]*)+")
_NOUN_PHRASE: Final = re.compile(r"E?D*(?:[NPQAG-]|R(?=[QA]))*[NPQO]")

NEVER_FINITE: Final = frozenset(
    "taken given written known grown fallen risen drawn broken chosen spoken stolen worn driven "
    "flown eaten done seen gone begun sung drunk rung sunk swum shown sworn torn woken thrown "
    "blown hidden bitten forgiven forgotten frozen ridden shaken beaten proven mistaken undergone "
    "overseen withdrawn undertaken overtaken arisen been being having".split()
)
ALWAYS_FINITE: Final = frozenset(
    "took gave wrote knew grew fell rose drew broke chose spoke stole wore drove flew ate did saw "
    "went began sang drank rang sank swam swore tore woke threw blew hid bit forgave forgot froze "
    "rode shook became came ran arose overtook undertook withdrew oversaw underwent was were had "
    "said died arrived happened occurred appeared disappeared remained seemed agreed insisted "
    "argued belonged consisted existed resigned apologised apologized failed refused decided "
    "hoped tried wanted lived worked stayed slept waited smiled laughed travelled traveled".split()
)
_UNCHANGED: Final = frozenset(
    "beat bet burst cast cost cut hit hurt let put quit read set shed shut split spread "
    "thrust upset".split()
)
"""Verbs whose past is their base form."""
SUBORDINATING_PREPOSITIONS: Final = frozenset(
    "after before since until till than as like because except".split()
)
_NOMINAL: Final = frozenset("what whatever whoever".split())
_MAY_OPEN: Final = SUBORDINATING_PREPOSITIONS | _NOMINAL | {"that"}
CONDITIONAL: Final = frozenset(
    "if unless whether provided providing supposing otherwise lest assuming".split()
)


@dataclass(frozen=True, slots=True)
class Verb:
    """A finite verb group: words ``start`` to ``end`` (exclusive).

    Attributes:
        start: First word, auxiliaries and negators included.
        end: One past the main verb.
        form: ``modal``, ``past``, ``present`` (is, has, -s) or ``base`` (plural present).
        certain: Whether the form can only be finite; ``signed`` may be a participle and
            ``plans`` a noun.
    """

    start: int
    end: int
    form: str
    certain: bool


class Skeleton(Parse):
    """A sentence, parsed, with its finite verbs and main clause.

    Attributes:
        strand: The sentence.
    """

    def __init__(self, strand: Strand, names: Collection[str] = ()) -> None:
        super().__init__(strand.text, 0, len(strand.text), names)
        self._known_names = _with_own_names(self.words, names)
        self.strand = strand
        self.names = names

    @lazy
    def lowers(self) -> tuple[str, ...]:
        """The words, lower-cased."""
        return tuple(word.lower for word in self.words)

    def like(self, strand: Strand) -> Skeleton:
        """Another sentence of the same text; itself when the words are the same."""
        return self if strand == self.strand else Skeleton(strand, self.names)

    @lazy
    def mentions(self) -> list[Mention]:
        """Noun phrases that a pronoun can stand for, in order."""
        return mentions(self)

    @lazy
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(self.lowers)

    @lazy
    def protected(self) -> frozenset[int]:
        """Words inside quotation marks or brackets, where nothing is ever cut."""
        return self.tokens.inside([match.span() for match in _PROTECTED.finditer(self.text)])

    @lazy
    def verbs(self) -> tuple[Verb, ...]:
        """Finite verb groups outside quotations and brackets, in order."""
        found: list[Verb] = []
        for match in _GROUP.finditer(self.tags):
            start, end = match.span()
            if start in self.protected:
                continue
            verb = self._finite(start, end)
            if verb is not None:
                found.append(verb)
        return tuple(self._without_participles(found))

    @lazy
    def openers(self) -> tuple[int, ...]:
        """Words that open a subordinate clause, outside quotations and brackets."""
        return tuple(
            index
            for index, (tag, lower) in enumerate(zip(self.tags, self.lowers, strict=True))
            if (tag in "SW" or lower in _MAY_OPEN)
            and index not in self.protected
            and self._opens(index)
        )

    @lazy
    def main(self) -> Verb | None:
        """The first verb of the main clause; ``None`` when that cannot be told."""
        pending = 0
        openers = set(self.openers)
        position = 0
        for verb in self.verbs:
            pending += sum(index in openers for index in range(position, verb.start))
            position = verb.end
            if pending == 0:
                return verb
            pending -= 1
        return None

    @lazy
    def fronted(self) -> int:
        """Number of words before the main clause's subject: "On Monday, ..."."""
        if self.main is None:
            return 0
        if self.tags[0] not in "ISRVT" and self.lowers[0] not in (
            "according",
            "despite",
        ):
            return 0
        commas = [
            index
            for index in range(self.main.start)
            if self.lowers[index] == "," and index not in self.protected
        ]
        for comma in commas:
            rest = [index for index in commas if index > comma]
            if not rest or rest[-1] == self.main.start - 1:
                return comma + 1
        match = re.match(r"I(E?D*[NPQAG-]*[NPQ])(?=[DPOAGN])", self.tags)
        return match.end() if match and match.end() < self.main.start else 0

    @lazy
    def subject(self) -> tuple[int, int] | None:
        """Words of the main clause's subject, as far as the first comma or the verb."""
        if self.main is None:
            return None
        start, end = self.fronted, self.main.start
        while end > start and self.tags[end - 1] == "R":
            end -= 1
        if end > start and self.lowers[end - 1] == ",":
            commas = [i for i in range(start, end - 1) if self.lowers[i] == ","]
            end = commas[0] if commas else end - 1
        if end <= start or not _NOUN_PHRASE.match(self.tags, start):
            return None
        return start, end

    def words_to_strand(self, first: int, end: int | None = None) -> Strand:
        """The strand of words ``first`` to ``end`` (exclusive; to the end when ``None``)."""
        if end is not None and end <= first:
            return Strand("", ())
        stop = len(self) if end is None else end
        if first >= stop:
            return Strand("", ())
        last = len(self.text) if end is None else self.tokens.ends[stop - 1]
        return self.strand.cut(self.tokens.starts[first], last)

    def noun_phrase_from(self, start: int) -> int:
        """Where the noun phrase that starts at a word ends; ``start`` if there is none."""
        match = _NOUN_PHRASE.match(self.tags, start)
        return match.end() if match else start

    def verb_from(self, start: int) -> Verb | None:
        """The finite verb that starts at a word, adverbs before it allowed."""
        while start < len(self) and self.tags[start] == "R":
            start += 1
        for verb in self.verbs:
            if verb.start <= start < verb.end:
                return verb
        return None

    def has(self, words: Collection[str], first: int = 0, end: int | None = None) -> bool:
        """Whether any of these lower-case words stands in a range, quotations left out."""
        if self._vocabulary.isdisjoint(words):
            return False
        stop = len(self) if end is None else end
        return any(
            self.lowers[index] in words
            for index in range(first, stop)
            if index not in self.protected
        )

    def _finite(self, start: int, end: int) -> Verb | None:
        tags = self.tags
        if tags[start] == "T":
            return None
        index = start
        while tags[index] in "RE":
            index += 1
        word, tag = self.words[index], tags[index]
        if tag == "M":
            return Verb(start, end, "modal", certain=True)
        if tag == "X":
            return _auxiliary(word, start, end)
        return self._single(word, index, start, end)

    def _single(self, word: Word, index: int, start: int, end: int) -> Verb | None:
        lower = word.lower
        if lower in NEVER_FINITE or (lower.endswith("ing") and lower != word.lemma):
            return None
        if lower in ALWAYS_FINITE:
            return Verb(start, end, "past", certain=True)
        if lower in _UNCHANGED:
            return Verb(start, end, "past", certain=False)
        if lower == word.lemma:
            before = self.tags[index - 1] if index else "."
            plural = before == "O" or (
                before in "NP" and self.lowers[index - 1] != self.words[index - 1].lemma
            )
            return Verb(start, end, "base", certain=before == "O") if plural else None
        if lower.endswith("s") and not lower.endswith("ss"):
            return Verb(start, end, "present", certain="N" not in word.tags)
        return Verb(start, end, "past", certain=False)

    def _without_participles(self, found: list[Verb]) -> list[Verb]:
        """Leave out what is a participle after a noun: "the deal signed in May covers"."""
        kept: list[Verb] = []
        for verb in found:
            previous = kept[-1] if kept else None
            if previous is None or self._linked(previous.end, verb.start):
                kept.append(verb)
            elif self._is_participle(previous, verb):
                kept[-1] = verb
            elif verb.certain or "," in self.lowers[previous.end : verb.start]:
                kept.append(verb)
        return kept

    def _is_participle(self, verb: Verb, following: Verb) -> bool:
        """Whether a verb is a participle because the next one is the clause's verb."""
        if verb.certain or self._has_object(verb) or verb.start - 1 in self.openers:
            return False
        if not following.certain and not self._has_object(following):
            return False
        if self.tags[following.start - 1] == "O":
            return False
        comma = "," in self.lowers[verb.end : following.start]
        return not comma or self.lowers[verb.start - 1 : verb.start] == (",",)

    def _linked(self, first: int, end: int) -> bool:
        """Whether a conjunction or a clause opener stands between two verbs."""
        return any(
            self.tags[index] == "C" or self.lowers[index] == ";" or index in self.openers
            for index in range(first, end)
        )

    def _has_object(self, verb: Verb) -> bool:
        following = self.tags[verb.end] if verb.end < len(self) else "."
        return following in 'DOPQGNAS"'

    def _opens(self, index: int) -> bool:
        if index < 0:
            return False
        tag, lower = self.tags[index], self.lowers[index]
        if tag in "SW" or lower in _NOMINAL:
            return True
        if lower == "that":
            before = self.words[index - 1].surface if index else ""
            return before in (")", ",", '"', "”") or (index > 0 and self.tags[index - 1] == "R")
        if lower in SUBORDINATING_PREPOSITIONS:
            end = self.noun_phrase_from(index + 1)
            return end > index + 1 and self._group_at(end)
        return False

    def _group_at(self, index: int) -> bool:
        match = _GROUP.match(self.tags, index)
        return match is not None and self._finite(*match.span()) is not None


def _with_own_names(words: tuple[Word, ...], names: Collection[str]) -> Collection[str]:
    """Known names, and those that the sentence brings: every sentence starts large."""
    own = {
        word.lower
        for word in words
        if word.capitalised and (word.lower in FEMALE_NAMES or word.lower in MALE_NAMES)
    }
    if words and words[0].capitalised:
        first = words[0].lower
        if is_individual(first) or lexicon.is_place(first):
            own.add(first)
    return own.union(names) if own else names


def _auxiliary(word: Word, start: int, end: int) -> Verb | None:
    if word.lower in ("be", "been", "being", "having"):
        return None
    if word.lower in ("was", "were", "had", "did", "wasn", "weren", "hadn", "didn"):
        return Verb(start, end, "past", certain=True)
    base = word.lower in ("are", "have", "do", "'re", "'ve", "aren", "haven", "don")
    return Verb(start, end, "base" if base else "present", certain=True)


BE_FORMS: Final = grammar.BE
