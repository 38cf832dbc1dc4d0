"""Which words of a text a claim's words are other forms of, where no lexicon can tell."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from summarizer.language.tokens import Tokens, Word

_STEM: Final = 4
_MOST: Final = 0.6
"""Letters from the beginning, and share of the longer word, that two forms of one share."""
_PART: Final = 5
"""Letters of a word that may be told inside a compound."""
_PLAIN: Final = str.maketrans({"ł": "l", "ı": "i", "ß": "ss", "ø": "o", "æ": "a", "œ": "o"})


def fold(lower: str) -> str:
    """A word without the marks on its letters, which change when it is inflected."""
    if lower.isascii():
        return lower
    parts = unicodedata.normalize("NFD", lower.translate(_PLAIN))
    return "".join(part for part in parts if not unicodedata.combining(part))


def shared_letters(ours: str, theirs: str) -> int:
    """How many letters two words have in common from the beginning."""
    length = min(len(ours), len(theirs))
    return next((at for at in range(length) if ours[at] != theirs[at]), length)


def are_forms(ours: str, theirs: str) -> bool:
    """Whether two folded words look like forms of one."""
    shared = shared_letters(ours, theirs)
    return shared >= _STEM and shared >= _MOST * max(len(ours), len(theirs))


class Vocabulary:
    """The words of a text, to be found by other forms of theirs."""

    def __init__(self, words: Iterable[Word], compounds: bool) -> None:
        self._lemmas: set[str] = set()
        self._forms: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._all: list[tuple[str, str]] = []
        self._compounds = compounds
        self._found: dict[tuple[str, str], str] = {}
        for word in dict.fromkeys(words):
            if not word.content or word.value is not None:
                continue
            folded = fold(word.lower)
            self._lemmas.add(word.lemma)
            self._forms[folded[:_STEM]].append((folded, word.lemma))
            self._all.append((folded, word.lemma))

    def fitted(self, tokens: Tokens) -> Tokens:
        """The tokens of a claim, their base forms those of the text wherever they are alike."""
        return Tokens(tuple(self._fit(word) for word in tokens.words), tokens.starts, tokens.ends)

    def _fit(self, word: Word) -> Word:
        if word.value is not None:
            return replace(word, lemma=f"{word.value:.12g}")
        if not word.content or word.lemma in self._lemmas:
            return word
        key = (word.lower, word.lemma)
        lemma = self._found.get(key)
        if lemma is None:
            lemma = self._found[key] = self._like(fold(word.lower)) or word.lemma
        return word if lemma == word.lemma else replace(word, lemma=lemma)

    def _like(self, folded: str) -> str | None:
        forms = [
            (shared_letters(folded, other), lemma)
            for other, lemma in self._forms.get(folded[:_STEM], ())
            if are_forms(folded, other)
        ]
        if forms:
            return max(forms)[1]
        if not self._compounds or len(folded) < _PART:
            return None
        for other, lemma in self._all:
            if len(other) >= _PART and (
                other.startswith(folded) or other.endswith(folded) or folded.endswith(other)
            ):
                return lemma
        return None
