"""What of a text may be used in a summary, sentence by sentence, ready to stand alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from summarizer.draft.reference import REACH, Standing, standing
from summarizer.draft.salience import is_not_content, is_unfinished
from summarizer.draft.skeleton import Skeleton
from summarizer.draft.strand import Strand, join
from summarizer.draft.tongues import leans
from summarizer.lazy import lazy
from summarizer.source.document import Document
from summarizer.source.names import known_names
from summarizer.source.speakers import SPEAKER
from summarizer.types import NOT_CONTENT, UNRELIABLE, IssueKind, Sentence

_BULLET: Final = re.compile(r"(?:[-–—*•·▪◦‣●○■□>#|]+\s+|\(?\d{1,3}[.)]\s+)+")
_DATELINE: Final = re.compile(
    r"(?:\([A-Z][\w ]{1,20}\)\s*(?:[–—-]+\s*)?"
    r"|[A-Z][A-Z .'’/-]{2,30}(?:,[^–—\n-]{0,40})?(?:\([^()\n]{1,30}\))?\s*(?:[–—]|--?)\s+)(?=\S)"
)
_CUTTING: Final = frozenset("CWS")


class Content:
    """The usable parts of a document.

    Attributes:
        document: The document.
        english: Whether English rules for references apply.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.english = document.is_english
        self._plain: dict[int, Skeleton | None] = {}
        self._standing: dict[int, Standing | None] = {}

    @lazy
    def names(self) -> frozenset[str]:
        """Words known to be names."""
        return known_names(self.document) if self.english else frozenset()

    @lazy
    def lines_are_open(self) -> bool:
        """Whether most lines end without a mark, so that this says nothing of any of them."""
        sentences = self.document.sentences
        unfinished = sum(is_unfinished(self.document.quote(item)) for item in sentences)
        return unfinished * 2 > len(sentences)

    @lazy
    def is_dialogue(self) -> bool:
        """Whether lines start with speakers: "Ann: ..."."""
        lines = self.document.text.splitlines()
        return sum(SPEAKER.match(line) is not None for line in lines) >= 3

    def is_headline(self, index: int) -> bool:
        """Whether a sentence is a heading over prose."""
        if self.lines_are_open or len(self.document.sentences) == 1:
            return False
        return is_unfinished(self.document.quote(self.document.sentences[index]))

    def damage(self, index: int) -> list[tuple[int, int]]:
        """Spans of a sentence that cannot be read with confidence."""
        return [
            (issue.start, issue.end)
            for issue in self.document.sentences[index].issues
            if issue.kind in UNRELIABLE
        ]

    def standing(self, index: int) -> Standing | None:
        """A sentence made to stand alone; ``None`` when nothing of it may be used."""
        return self.stand(index, max(0, index - REACH))

    def before(self, index: int) -> Earlier:
        """The sentences before one."""
        return Earlier(self, index, max(0, index - REACH))

    def stand(self, index: int, floor: int) -> Standing | None:
        """The same, without looking at sentences before ``floor``.

        Otherwise a chain of pronouns could lead back through the whole text.
        """
        if index not in self._standing:
            self._standing[index] = self._made_to_stand(index, floor)
        return self._standing[index]

    def sound(self, index: int) -> Strand | None:
        """What of a sentence is content and undamaged; ``None`` when nothing stands."""
        sentence = self.document.sentences[index]
        if is_not_content(sentence):
            return None
        strand = _content(Strand.of(self.document.quote(sentence), sentence.start), sentence)
        damage = self.damage(index)
        if strand is None or not damage:
            return strand
        return self._before_damage(strand, damage)

    def is_inside_quotation(self, index: int) -> bool:
        """Whether a sentence starts in the middle of a quotation of its paragraph."""
        text = self.document.text
        start = self.document.sentences[index].start
        line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        if text.count('"', line, start) % 2:
            return True
        return any(
            text.count(opening, line, start) > text.count(closing, line, start)
            for opening, closing in ("“”", "«»")
        )

    def whole(self, index: int) -> Strand:
        """A sentence as it is, damage included, without bullet or dateline."""
        sentence = self.document.sentences[index]
        return _plain(Strand.of(self.document.quote(sentence), sentence.start))

    def plain(self, index: int) -> Skeleton | None:
        """What is sound of a sentence, parsed, its references not yet resolved."""
        if index not in self._plain:
            strand = self.sound(index)
            self._plain[index] = (
                None if strand is None else Skeleton(self._with_speaker(index, strand), self.names)
            )
        return self._plain[index]

    def _made_to_stand(self, index: int, floor: int) -> Standing | None:
        sentence = self.plain(index)
        if sentence is None:
            return None
        if not self.english:
            return Standing(sentence, leans=leans(sentence.text, self.document.language))
        if self.is_dialogue:
            return Standing(sentence, leans=False)
        return standing(sentence, Earlier(self, index, floor))

    def _with_speaker(self, index: int, strand: Strand) -> Strand:
        """The speaker's name before a sentence further on in the same line of dialogue."""
        if not self.is_dialogue or SPEAKER.match(strand.text):
            return strand
        text = self.document.text
        start = self.document.sentences[index].start
        line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        match = SPEAKER.match(text[line:start])
        if match is None:
            return strand
        return join(Strand.of(match.group(1), line + match.start(1)), strand)

    def _before_damage(self, strand: Strand, damage: list[tuple[int, int]]) -> Strand | None:
        """The part before the damaged clause, if it is a sentence of its own."""
        if not self.english:
            return None
        first = min(start for start, _ in damage)
        sentence = Skeleton(strand, self.names)
        for index in range(len(sentence) - 2, 0, -1):
            if sentence.lowers[index] != "," and sentence.lowers[index] != ";":
                continue
            offset = sentence.tokens.starts[index]
            if strand.origins[offset] > first or index in sentence.protected:
                continue
            following = sentence.tags[index + 1]
            opens = following in _CUTTING or sentence.lowers[index + 1].endswith("ing")
            if not opens and sentence.lowers[index] != ";":
                continue
            before = Skeleton(strand.cut(0, offset), self.names)
            if before.main is not None and before.subject is not None:
                return before.strand
        return None


@dataclass(frozen=True, slots=True)
class Earlier:
    """The sentences from ``floor`` up to ``index``, each made to stand alone when asked for."""

    content: Content
    index: int
    floor: int

    def nearest(self) -> Skeleton | None:
        """The sentence right before, if something of it may be used."""
        if self.index <= self.floor:
            return None
        stands = self.content.stand(self.index - 1, self.floor)
        return None if stands is None else stands.sentence

    def mentioning(self, word: str) -> list[Skeleton]:
        """Those in which a word occurs, nearest last."""
        document = self.content.document
        found = (
            self.content.plain(number)
            for number in range(self.floor, self.index)
            if word in document.quote(document.sentences[number]).lower()
        )
        return [sentence for sentence in found if sentence is not None]


@dataclass(frozen=True, slots=True)
class Usable:
    """A sentence that may be chosen.

    Attributes:
        index: Its place in the document.
        sentence: Its words, standing alone.
    """

    index: int
    sentence: Skeleton


def has_open_quotation(text: str, sentence: Sentence) -> bool:
    """Whether a quotation starts or ends in the middle of a longer one."""
    if any(issue.kind is IssueKind.UNBALANCED_QUOTES for issue in sentence.issues):
        return True
    if text.count("“") != text.count("”") or text.count('"') % 2 == 1:
        return True
    return text.count("«") != text.count("»") or text.count("(") != text.count(")")


def _content(strand: Strand, sentence: Sentence) -> Strand | None:
    """The strand without boilerplate at its ends; ``None`` if there is some inside."""
    for issue in sentence.issues:
        if issue.kind not in NOT_CONTENT:
            continue
        kept = [
            place
            for place, origin in enumerate(strand.origins)
            if not issue.start <= origin < issue.end
        ]
        if not kept or kept[-1] - kept[0] + 1 != len(kept):
            return None
        strand = strand.cut(kept[0], kept[-1] + 1)
    return _plain(strand)


def _plain(strand: Strand) -> Strand:
    """The strand without bullet, number or dateline in front."""
    for pattern in (_BULLET, _DATELINE):
        match = pattern.match(strand.text)
        if match is not None and match.end() < len(strand):
            strand = strand.cut(match.end())
    return strand
