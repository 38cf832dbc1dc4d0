"""Which lines of the source a judge is shown: all of them, or those that speak to the claims."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from summarizer.checking.evidence import Source
from summarizer.checking.retrieval import retrieve
from summarizer.llm.numbered import numbered
from summarizer.llm.tokens import estimate_tokens
from summarizer.source.document import Document

_WIDTHS: Final = (8, 4, 2, 1)
"""Sentences retrieved for each claim; fewer where they do not fit."""
_NEIGHBOURS: Final = 1


class Windows:
    """The lines of a document, or windows around what is retrieved for claims."""

    def __init__(self, document: Document, room: int, narrow: bool = False) -> None:
        """Prepare windows.

        Args:
            document: The source.
            room: Tokens that lines may take.
            narrow: Show windows even where all lines would fit.
        """
        self._document = document
        self._room = room
        self._lines = numbered(document.text, document.sentences)
        self.whole = not narrow and _tokens(self._lines) <= room

    def narrowed(self) -> Windows:
        """Windows where all lines were shown, or windows of half the size."""
        room = self._room if self.whole else self._room // 2
        return Windows(self._document, min(room, _tokens(self._lines) // 2), narrow=True)

    def lines(self, claims: Sequence[str]) -> list[str]:
        """What to show for some claims, in the order of the text."""
        if self.whole:
            return self._lines
        shown: list[str] = []
        for width in _WIDTHS:
            shown = [self._lines[index] for index in sorted(self._around(claims, width))]
            if _tokens(shown) <= self._room:
                break
        return shown

    def _around(self, claims: Sequence[str], width: int) -> set[int]:
        last = len(self._lines) - 1
        found: set[int] = set()
        for text in claims:
            claim = self._source.statement(text, 0, len(text))
            for number in retrieve(claim, self._source, width):
                index = self._source.passages[number].index
                found.update(range(max(0, index - _NEIGHBOURS), min(last, index + _NEIGHBOURS) + 1))
        return found

    @cached_property
    def _source(self) -> Source:
        return Source(self._document)


def _tokens(lines: Sequence[str]) -> int:
    return estimate_tokens("\n".join(lines))
