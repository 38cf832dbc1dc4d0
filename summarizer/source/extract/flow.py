"""Lines set on pages, put together as the paragraphs that they were.

What pages repeat at their edges is left out, a word divided at the end of a line is made
whole, and a paragraph goes on across columns and pages. Pure functions of text and place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median, quantiles
from typing import Final, NamedTuple

from summarizer.source.extract import pieces
from summarizer.source.health.view import is_known

HYPHEN: Final = "\x02"
"""Ends a line whose last word may go on in the next."""

_EDGE: Final = 3
"""Lines at the top and at the bottom of a page that may be furniture."""
_APART: Final = 1.6
"""Heights of its letters by which a page number keeps away from the text."""
_SHIFT: Final = 6.0
"""Points by which furniture may move from page to page."""
_DIGITS: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"\W*(?:(?:page|seite|página|pagina|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?\W*\Z",
    re.IGNORECASE,
)
_PRINT_STAMP: Final = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d{2}\b|(?:https?|file)://\S+\s+\d+/\d+\Z"
)
"""What browsers print at the edges of a page."""
_BULLET: Final = re.compile(r"[•▪◦‣●○■□]\s*\S")
_MARKER: Final = re.compile(r"(?:[–—*-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+\S")
_ENDED: Final = re.compile(r"[.!?…:;][\"”’»)\]]*\Z")
_LAST_WORD: Final = re.compile(r"[^\W\d_]+\Z")
_WORD: Final = re.compile(r"[^\W\d_]+")
_COMPOUND: Final = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_BROKEN_COMPOUND: Final = re.compile(r"\w-\Z")
_NO_SPACES: Final = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")

_OTHER_SIZE: Final = 0.12
_WIDE_GAP: Final = 1.3
_INDENT: Final = 0.7
_USUAL_PITCH: Final = 1.1
_COLUMN: Final = 36.0
_SHORT: Final = 30
"""Characters in a line, below which lines may be rows of a table."""


class Line(NamedTuple):
    """A line of text on a page; lengths in points from the page's lower left.

    Attributes:
        text: Its words; ends in ``HYPHEN`` where a word is divided.
        left: Where it starts.
        right: Where it ends.
        bottom: Its height above the foot of the page.
        size: Height of its letters.
    """

    text: str
    left: float
    right: float
    bottom: float
    size: float


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """Put lines together.

    Args:
        pages: The lines of every page in reading order.

    Returns:
        Paragraphs, headings and list items, each on one line.
    """
    lines = [line for page in _without_furniture(pages) for line in page]
    setting = _Setting(lines)
    found: list[str] = []
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or setting.starts_anew(first, i):
            paragraph = lines[first:i]
            parts = [paragraph] if _is_prose(paragraph) else [[line] for line in paragraph]
            found += map(setting.joined, parts)
            first = i
    return found


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Pages without page numbers and without what several of them have at the same edge."""
    edges = [_edge_lines(page) for page in pages]
    seen = Counter(key for edge in edges for key in {_likeness(line) for line in edge})
    enough = 2 if len(pages) <= 4 else 3
    kept: list[list[Line]] = []
    for page, edge in zip(pages, edges, strict=True):
        out = {
            line
            for line in edge
            if (_PAGE_NUMBER.match(line.text) and _stands_alone(line, page))
            or _PRINT_STAMP.match(line.text)
            or _repeats(_likeness(line), seen) >= enough
        }
        kept.append([line for line in page if line not in out])
    return kept


def _edge_lines(page: Sequence[Line]) -> list[Line]:
    """The uppermost and the lowest lines of a page."""
    ordered = sorted(page, key=lambda line: line.bottom)
    return [*ordered[:_EDGE], *ordered[_EDGE:][-_EDGE:]]


def _stands_alone(line: Line, page: Sequence[Line]) -> bool:
    """Whether a line is the first or last of its page, with some distance to the others."""
    distances = [other.bottom - line.bottom for other in page if other is not line]
    away = _APART * line.size
    return all(d > away for d in distances) or all(d < -away for d in distances)


def _likeness(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.bottom / _SHIFT)


def _repeats(key: tuple[str, int], seen: Counter[tuple[str, int]]) -> int:
    text, place = key
    return seen[key] + max(seen[text, place - 1], seen[text, place + 1])


class _Setting:
    """How a text is set: the distance of its lines, its columns, and the words it uses."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        pitches = [
            (a.bottom - b.bottom) / a.size
            for a, b in pairwise(lines)
            if _same_size(a, b) and 0.5 < (a.bottom - b.bottom) / a.size < 3
        ]
        self._pitch = median(pitches) if pitches else _USUAL_PITCH
        rights: dict[tuple[int, int], list[float]] = defaultdict(list)
        for line in lines:
            rights[_column(line)].append(line.right)
        self._edges = {
            column: quantiles(found, n=4)[2] if len(found) > 1 else found[0]
            for column, found in rights.items()
        }
        text = "\n".join(line.text for line in lines)
        self._words = {word.lower() for word in _WORD.findall(text)}
        self._compounds = {word.lower() for word in _COMPOUND.findall(text)}
        self._run_edges = self._edges_of_runs()

    def _edges_of_runs(self) -> list[float]:
        """For each line how far the lines around it reach, up to a gap, a jump, another size."""
        found: list[float] = []
        first = 0
        for i in range(1, len(self._lines) + 1):
            if i == len(self._lines) or self._is_apart(self._lines[i - 1], self._lines[i]):
                found += [max(line.right for line in self._lines[first:i])] * (i - first)
                first = i
        return found

    def _is_apart(self, before: Line, line: Line) -> bool:
        drop = before.bottom - line.bottom
        return (
            not _same_size(before, line)
            or drop < 0.5 * line.size
            or drop > _WIDE_GAP * self._pitch * line.size
        )

    def starts_anew(self, first: int, i: int) -> bool:
        """Whether line ``i`` begins a paragraph, the current one having begun at ``first``."""
        before, line = self._lines[i - 1], self._lines[i]
        if not _same_size(before, line) or _BULLET.match(line.text):
            return True
        ended = bool(_ENDED.search(before.text))
        in_list = bool(_MARKER.match(self._lines[first].text))
        if _MARKER.match(line.text) and (ended or in_list):
            return True
        if before.text.endswith(HYPHEN):
            return False
        full = self._is_full(i - 1)
        if self._is_apart(before, line):
            if abs(before.bottom - line.bottom) < 0.5 * line.size:  # further along the same line
                return not 0 <= line.left - before.right < line.size
            return ended or not (full or line.text[0].islower())
        indent = (line.left - before.left) / line.size
        centred = abs(line.left + line.right - before.left - before.right) < line.size
        if not ended and line.text[0].islower() and (full or centred):
            return False
        if indent > _INDENT and not (i - first == 1 and _is_item(before)):
            return True
        return (indent < -_INDENT and i - first > 1) or not full

    def _is_full(self, i: int) -> bool:
        """Whether the first word of the next line would not have fitted into a line."""
        line, following = self._lines[i], self._lines[i + 1]
        edge = max(self._run_edges[i], self._edges[_column(line)])
        letter = (following.right - following.left) / max(len(following.text), 1)
        return line.right + letter * (len(following.text.split()[0]) + 1) > edge

    def joined(self, lines: Sequence[Line]) -> str:
        """The lines of a paragraph as one."""
        text = lines[0].text
        for line in lines[1:]:
            if text.endswith(HYPHEN):
                text = text[:-1] + ("-" if self._is_compound(text[:-1], line.text) else "")
            elif not (
                (_BROKEN_COMPOUND.search(text) and line.text[0].isalnum())
                or (_NO_SPACES.match(text[-1]) and _NO_SPACES.match(line.text[0]))
            ):
                text += " "
            text += line.text
        return pieces.squeezed(text.replace(HYPHEN, "-"))

    def _is_compound(self, before: str, after: str) -> bool:
        """Whether the hyphen at the end of a line belongs to the word."""
        head, tail = _LAST_WORD.search(before), _WORD.match(after)
        if head is None or tail is None or tail[0][0].isupper():
            return True
        if before[: head.start()].endswith("-"):
            return True
        left, right = head[0].lower(), tail[0].lower()
        if left + right in self._words:
            return False
        if f"{left}-{right}" in self._compounds:
            return True
        return not is_known(left + right) and is_known(left) and is_known(right)


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether lines that fill their width are a paragraph and no table or list of names.

    Those have short lines, nearly all of which start with a capital or a figure.
    """
    if median(len(line.text) for line in lines) >= _SHORT:
        return True
    goes_on = [
        not (after.text[0].isupper() or after.text[0].isdigit())
        for before, after in pairwise(lines)
        if not _ENDED.search(before.text)
    ]
    return sum(goes_on) * 4 >= len(goes_on)


def _same_size(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) <= _OTHER_SIZE * max(a.size, b.size)


def _column(line: Line) -> tuple[int, int]:
    return round(line.left / _COLUMN), round(line.size)


def _is_item(line: Line) -> bool:
    return bool(_BULLET.match(line.text) or _MARKER.match(line.text))
