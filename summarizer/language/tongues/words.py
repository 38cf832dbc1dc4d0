"""Words of a language that has tables instead of a lexicon: cut, looked up, tagged."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from summarizer.language import grammar, tagging
from summarizer.language.dates import Date
from summarizer.language.dates import read_dates as read_english_dates
from summarizer.language.quantities import Quantity
from summarizer.language.quantities import read_quantities as read_english_quantities
from summarizer.language.tokens import Tokens, Word, mark
from summarizer.language.tokens import tokenize as tokenize_english
from summarizer.language.tongues.calendar import read_dates
from summarizer.language.tongues.figures import figure_value, read_quantities, word_value
from summarizer.language.tongues.likeness import Vocabulary
from summarizer.language.tongues.tongue import Tongue, tongue_of

_LETTERS: Final = (
    r"(?:[^\W\d_][\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f]*)+"
)
_FIGURE: Final = r"\d{1,3}(?:[.\u00a0\u202f '’]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,:]\d+)*"
_REST: Final = r"[%$€£¥₺₹]|[“”„«»\"‟]|\.\.\.|…|--|[–—]|\S"
_UNSPACED: Final = r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e4f]"
"""Scripts without spaces between words: every character is one."""
_TOKENS: Final = {
    "prefix": rf"{_UNSPACED}|[^\W\d_]{{1,6}}['’](?=[^\W\d_])|{_FIGURE}|{_LETTERS}|{_REST}",
    "suffix": rf"{_UNSPACED}|(?:{_FIGURE}|{_LETTERS})(?:['’]{_LETTERS})?|{_REST}",
}
_PATTERNS: Final = {name: re.compile(rf"({body})\s*") for name, body in _TOKENS.items()}
_OPENERS: Final = frozenset('.",:')
_SHORT: Final = 4
_SHORTEST: Final = 2
_LEAST: Final = 0.4
_PER_LETTER: Final = 0.05
_UPPER: Final = 0.85


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads sentences of one language.

    Attributes:
        tongue: The language.
        vocabulary: The words of the text that a claim is held against, if it is a claim.
    """

    tongue: Tongue
    vocabulary: Vocabulary | None = None

    def tokenize(self, text: str, start: int, end: int) -> Tokens:
        """Cut ``text[start:end]`` into words, figures and punctuation."""
        tokens = self._cut(text, start, end)
        return self.vocabulary.fitted(tokens) if self.vocabulary else tokens

    def _cut(self, text: str, start: int, end: int) -> Tokens:
        kind = self.tongue.options.get("apostrophe", "suffix")
        matches = list(_PATTERNS[kind].finditer(text, start, end))
        return Tokens(
            tuple(word(match[1], self.tongue.code) for match in matches),
            tuple(match.start(1) for match in matches),
            tuple(match.end(1) for match in matches),
        )

    def tag(self, tokens: Tokens, known_names: Collection[str]) -> str:
        """One character a word: its closed class, name, number or any other word."""
        words = tokens.words
        letters = [item for item in words if item.surface[0].isalpha()]
        shouting = sum(item.surface.isupper() for item in letters) >= _UPPER * len(letters)
        nouns = self.tongue.options.get("nouns_capitalised", False)
        tags: list[str] = []
        for index, item in enumerate(words):
            if item.closed:
                tags.append(item.closed)
            elif item.capitalised and not shouting and item.lower in known_names:
                tags.append(grammar.PROPER)
            elif item.capitalised and not shouting and not _opens(tags, words, index):
                beside = _capital(words, index - 1, tags) or _capital(words, index + 1, tags)
                tags.append(grammar.PROPER if beside or not nouns else grammar.NOUN)
            else:
                tags.append(grammar.NOUN)
        return "".join(tags)

    def dates(self, tokens: Tokens) -> list[Date]:
        """Calendar dates and parts of dates."""
        return read_dates(tokens.words, self.tongue)

    def quantities(self, tokens: Tokens, tags: str, dates: list[Date]) -> list[Quantity]:
        """Numbers with what they count or measure."""
        return read_quantities(tokens.words, tags, dates, self.tongue)


@dataclass(frozen=True, slots=True)
class ForeignReader:
    """Reads English claims about a text in another language."""

    vocabulary: Vocabulary

    def tokenize(self, text: str, start: int, end: int) -> Tokens:
        """Cut ``text[start:end]`` into words; names are those of the text."""
        return self.vocabulary.fitted(tokenize_english(text, start, end))

    def tag(self, tokens: Tokens, known_names: Collection[str]) -> str:
        """Parts of speech."""
        return tagging.tag(tokens, known_names)

    def dates(self, tokens: Tokens) -> list[Date]:
        """Calendar dates and parts of dates."""
        return read_english_dates(tokens)

    def quantities(self, tokens: Tokens, tags: str, dates: list[Date]) -> list[Quantity]:
        """Numbers with what they count or measure."""
        return read_english_quantities(tokens, tags, dates)


def _opens(tags: list[str], words: tuple[Word, ...], index: int) -> bool:
    """Whether a word stands where any word has a capital."""
    if not index or words[index - 1].surface in "–—-(":
        return True
    if tags[index - 1] not in _OPENERS:
        return False
    # "Prof. Dr. Nermin": an abbreviation ends nothing
    short = index > 1 and words[index - 2].capitalised and len(words[index - 2].surface) <= _SHORT
    return words[index - 1].surface != "." or not short


def _capital(words: tuple[Word, ...], index: int, tags: list[str]) -> bool:
    if not 0 <= index < len(words) or words[index].closed or not words[index].capitalised:
        return False
    return index >= len(tags) or not _opens(tags, words, index)


@lru_cache(maxsize=100_000)
def word(surface: str, code: str) -> Word:
    """What is known of a form; base forms carry their language, so that none is mistaken."""
    tongue = tongue_of(code)
    lower = tongue.lower(surface)
    first = surface[0]
    if not first.isalnum():
        return mark(surface, lower)
    elided = lower.endswith("'")
    lower = lower if elided or "'" not in lower else lower[: lower.index("'")]
    if first.isdigit():
        value = figure_value(lower)
        lemma = lower if value is None else f"{value:.12g}"
        return Word(surface, lower, lemma, grammar.NUMBER, "", False, True, 0.8, value)
    closed = tongue.closed.get(lower, "")
    value = None if closed else word_value(lower, tongue)
    if value is not None:
        return Word(surface, lower, f"{value:.12g}", grammar.NUMBER, "", False, True, 0.7, value)
    capitalised = first.isupper()
    lemma = f"{code}:{tongue.stem(lower)}"
    if closed or elided:
        return Word(surface, lower, lemma, closed or "D", "", capitalised, False, 0.0, None)
    content = len(lower) >= _SHORTEST or first > "\u2e80"
    weight = min(1.0, _LEAST + _PER_LETTER * len(lower)) if content else 0.0
    return Word(surface, lower, lemma, "", "", capitalised, content, weight, None)
