"""What every examination of a source looks at, and how it reports."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Final

from summarizer.language import grammar, lexicon
from summarizer.lazy import lazy
from summarizer.types import Issue, IssueKind

Span = tuple[int, int]

_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»|„[^“”]*[“”]|‘[^’]*’(?!\w)")
_STOPPED: Final = re.compile(r"[.!?…][\"”’»)\]]*\Z")
_VERSE_WIDTH: Final = 60
_VERSE_LINES: Final = 3


@dataclass(frozen=True)
class View:
    """A text by block (paragraph, headline, bullet) and sentence.

    Attributes:
        text: The whole text.
        blocks: For every block the spans of its sentences, in order.
        english: Whether rules that know English apply.
    """

    text: str
    blocks: tuple[tuple[Span, ...], ...]
    english: bool

    @lazy
    def spans(self) -> tuple[Span, ...]:
        """All sentences in order."""
        return tuple(span for block in self.blocks for span in block)

    @lazy
    def vocabulary(self) -> frozenset[str]:
        """Every different run of characters between white space."""
        return frozenset(self.text.split())

    def has(self, suspicion: int) -> bool:
        """Whether any word of the text raises a suspicion, so that a closer look is worth it."""
        return bool(self._suspicions & suspicion)

    @lazy
    def _suspicions(self) -> int:
        return reduce(or_, map(_suspicions, self.vocabulary), 0)

    @lazy
    def _starts(self) -> list[int]:
        return [start for start, _ in self.spans]

    def words(self, span: Span) -> str:
        """The words of a sentence."""
        return self.text[span[0] : span[1]]

    def line(self, block: tuple[Span, ...]) -> str:
        """The words of a whole block."""
        return self.text[block[0][0] : block[-1][1]]

    def number(self, offset: int) -> int:
        """Index of the last sentence that starts at or before an offset, or -1."""
        return bisect_right(self._starts, offset) - 1

    def home(self, match: re.Match[str]) -> Span | None:
        """The one sentence that holds a match entirely, if there is one."""
        number = self.number(match.start())
        if number < 0 or match.end() > self.spans[number][1]:
            return None
        return self.spans[number]

    def is_verse(self, number: int) -> bool:
        """Whether a block stands among short lines without full stops: a poem, a list."""
        near = self.blocks[max(number - 3, 0) : number] + self.blocks[number + 1 : number + 4]
        lines = sum(
            block[-1][1] - block[0][0] <= _VERSE_WIDTH and not is_stopped(self.line(block))
            for block in near
        )
        return lines >= _VERSE_LINES


def is_stopped(words: str) -> bool:
    """Whether words end with a full stop or its like, closing quotes and brackets aside."""
    return _STOPPED.search(words[-6:]) is not None


def is_quoted(words: str, at: int) -> bool:
    """Whether an offset of a sentence lies inside a complete pair of quotation marks."""
    return any(match.start() <= at < match.end() for match in _QUOTED.finditer(words))


def unquoted(words: str) -> str:
    """A sentence without what it quotes."""
    return _QUOTED.sub(" ", words)


def is_known(word: str) -> bool:
    """Whether a lower-cased English word is in the lexicon, in any form."""
    return bool(word in grammar.CLOSED or word in grammar.FUNCTION_ADVERBS or lexicon.tags(word))


def is_common(word: str, rarest: float = 0.75) -> bool:
    """Whether a word is known and not rarer than a limit (see ``lexicon.rarity``)."""
    return word in grammar.CLOSED or (
        bool(lexicon.tags(word)) and lexicon.rarity(lexicon.lemma(word)) <= rarest
    )


_TESTS: Final[dict[int, Callable[[str], object]]] = {}
_TESTS_OF_LETTERS: Final[dict[int, Callable[[str], object]]] = {}
_MARKS: Final = ".,;:!?\"'“”‘’()"


def suspicion(test: Callable[[str], object], letters: bool = True) -> int:
    """A bit that stands for a test of words, made once for every examination that has one.

    Texts share most of their words, and each word is put to all tests once: that decides far
    faster than a search of each text whether there is anything to look for.

    Args:
        test: The test.
        letters: Whether words of nothing but plain letters can fail it.
    """
    bit = 1 << len(_TESTS)
    _TESTS[bit] = test
    if letters:
        _TESTS_OF_LETTERS[bit] = test
    return bit


@lru_cache(maxsize=100_000)
def _suspicions(word: str) -> int:
    plain = word.isascii() and word.strip(_MARKS).isalpha()
    tests = _TESTS_OF_LETTERS if plain else _TESTS
    return sum(bit for bit, test in tests.items() if test(word))


def issue(kind: IssueKind, message: str, span: Span) -> Issue:
    """An issue at a place of the text."""
    return Issue(kind=kind, message=message, start=span[0], end=span[1])
