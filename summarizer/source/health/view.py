"""What every examination of a source looks at, and how it reports."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.types import Issue, IssueKind

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
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

    def words(self, span: Span) -> str:
        """The words of a sentence."""
        return self.text[span[0] : span[1]]


def issue(kind: IssueKind, message: str, span: Span) -> Issue:
    """An issue at a place of the text."""
    return Issue(kind=kind, message=message, start=span[0], end=span[1])
