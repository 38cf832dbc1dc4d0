"""Text cut where overlapping marks begin and end, for reports that light spans of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text and what is to be said about it.

    Attributes:
        start: First code point.
        end: One past the last code point.
        key: Names the mark; several spans may share it.
        kind: The class of the mark, such as ``evidence``.
    """

    start: int
    end: int
    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text over which the same marks hold, possibly none."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def clip(marks: Iterable[Mark], start: int, end: int) -> list[Mark]:
    """The marks, cut to ``start:end``; what lies outside or is empty falls away."""
    cut = (Mark(max(m.start, start), min(m.end, end), m.key, m.kind) for m in marks)
    return [mark for mark in cut if mark.start < mark.end]


def pieces(start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Cut ``start:end`` at the edges of marks.

    Args:
        start: First code point of the stretch.
        end: One past its last code point.
        marks: May overlap, touch and reach beyond the stretch.

    Yields:
        Pieces in order that tile the stretch, each with the marks that cover it in the order
        given.
    """
    inside = clip(marks, start, end)
    edges = sorted({start, end, *(m.start for m in inside), *(m.end for m in inside)})
    for left, right in pairwise(edges):
        yield Piece(left, right, tuple(m for m in inside if m.start <= left and right <= m.end))
