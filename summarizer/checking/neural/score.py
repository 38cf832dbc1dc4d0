"""From a document and claims to probabilities: windows of the text, the best of them counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from summarizer.checking.neural.model import EntailmentModel
from summarizer.checking.neural.windows import cut, windows
from summarizer.source.document import Document
from summarizer.source.sentences import split
from summarizer.types import NOT_CONTENT

_RESERVE: Final = 32
"""Tokens kept free for a claim; doubled until it fits. Steps, so that windows depend on a
claim's own length only and not on what is checked along with it."""


def support(
    model: EntailmentModel, document: Document, claims: Sequence[str]
) -> list[float | None]:
    """Probability that the document supports each claim.

    Of several windows of a long document the best one counts, of several sentences of a claim
    the weakest. What the document does not assert, such as orders to a model, is not read.

    Args:
        model: The model.
        document: The source.
        claims: The claims, as given.

    Returns:
        One probability a claim, in the same order; ``None`` for a claim that is too long to be
        read beside any text, or has no words.

    Raises:
        ServiceError: The model failed while reading.
    """
    text = _Text(model, document)
    parts = [_sentences(claim, document.language or "") for claim in claims]
    shown = {part: text.beside(part) for found in parts for part in found}
    pairs = [(window, part) for part, found in shown.items() for window in found]
    read = dict(zip(pairs, model.support(pairs), strict=True))
    best = {
        part: max((read[window, part] for window in found), default=None)
        for part, found in shown.items()
    }
    return [_weakest([best[part] for part in found]) for found in parts]


def _weakest(parts: list[float | None]) -> float | None:
    read = [part for part in parts if part is not None]
    return min(read) if read and len(read) == len(parts) else None


def _sentences(claim: str, language: str) -> list[str]:
    return [claim[start:end] for block in split(claim, language) for start, end in block]


class _Text:
    """A document cut into windows for one model."""

    def __init__(self, model: EntailmentModel, document: Document) -> None:
        self._model = model
        self._document = document
        self._windows: dict[int, list[str]] = {}

    def beside(self, claim: str) -> list[str]:
        """Windows that can be read together with a claim."""
        needed, reserve = len(self._model.places(claim)), _RESERVE
        while reserve < needed:
            reserve *= 2
        room = self._model.tokens - self._model.frame - reserve
        if not needed or room < reserve / 2:
            return []
        if reserve not in self._windows:
            self._windows[reserve] = windows(
                [piece for text, places in self._read for piece in cut(text, places, room)], room
            )
        return self._windows[reserve]

    @cached_property
    def _read(self) -> list[tuple[str, list[tuple[int, int]]]]:
        """What the text asserts, with the places of its tokens."""
        texts = [
            self._document.quote(sentence)
            for sentence in self._document.sentences
            if not any(issue.kind in NOT_CONTENT for issue in sentence.issues)
        ]
        return [(text, self._model.places(text)) for text in texts]
