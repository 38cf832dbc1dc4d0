"""Which sentences of other languages stand alone, and where they may be cut.

Without grammar only the plainest cases are told: what begins with a pronoun, a connective or a
verb whose subject was left out, what says of whom "he" is no more than that he spoke.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from summarizer.draft.strand import Strand, finished
from summarizer.language.tongues.tongue import Tongue, tongue_of
from summarizer.language.tongues.words import Reader

_FEWEST: Final = 3
"""Meaningful words of a part that is a claim of its own."""
_OPENING: Final = 2
"""Words at the beginning that tie a sentence to the one before."""


def leans(text: str, language: str | None) -> bool:
    """Whether a sentence can only be understood from its neighbours, as far as lists can tell."""
    tongue = tongue_of(language or "und")
    if not tongue.known:
        return False
    tokens = Reader(tongue).tokenize(text, 0, len(text))
    words = [word for word in tokens.words if word.surface[0].isalnum()]
    if not words:
        return False
    pronouns, say = tongue.list("pronouns"), tongue.list("say")
    if tongue.list("dropped").at(words, 0):
        return True
    if any(tongue.list("connectives").at(words, index) for index in range(_OPENING)[: len(words)]):
        return True
    if words[0].lower in pronouns:
        return True
    if any(word.lower in tongue.list("anaphors") for word in words):
        return True
    return any(
        (one.lower in say and two.lower in pronouns) or (one.lower in pronouns and two.lower in say)
        for one, two in pairwise(words)
    )


def parts(sentence: Strand, language: str | None) -> list[Strand]:
    """The claims of a sentence: its halves around a semicolon where both stand alone.

    Args:
        sentence: The sentence.
        language: ISO 639-1 code.
    """
    text = sentence.text
    tongue = tongue_of(language or "und")
    cuts = [index for index, letter in enumerate(text) if letter in ";；"]
    if not cuts or not tongue.known or any(mark in text for mark in '"“”„«»()'):
        return [sentence]
    bounds = [0, *(cut + 1 for cut in cuts), len(text)]
    pieces = [sentence.cut(start, end) for start, end in pairwise(bounds)]
    if not all(_stands(piece.text, tongue) for piece in pieces):
        return [sentence]
    return [finished(piece) for piece in pieces]


def _stands(text: str, tongue: Tongue) -> bool:
    reader = Reader(tongue)
    words = reader.tokenize(text, 0, len(text)).words
    return sum(word.content for word in words) >= _FEWEST and not leans(text, tongue.code)
