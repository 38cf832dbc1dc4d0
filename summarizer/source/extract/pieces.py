"""What the readers of all formats share: small decisions on how text is set as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

_LONG_CELL: Final = 120
"""A table with a longer cell than this, in characters, is there for the layout of prose."""

_RAISED: Final = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_RAISABLE: Final = re.compile(r"[-+−]?[0-9n]{1,3}\Z")
_SPACE: Final = re.compile(r"[ \t\r\n\f\v\u00a0\u200b\u2060\ufeff]+")


def raised(text: str) -> str:
    """Superscript digits as characters: 10⁶ must not become 106, nor a note join a figure."""
    return text.translate(_RAISED) if _RAISABLE.match(text.strip()) else text


def spaced(text: str) -> str:
    """Text with every run of white space as one space."""
    return _SPACE.sub(" ", text)


def squeezed(text: str) -> str:
    """Text on one line, with single spaces."""
    return spaced(text).strip()


def lines(text: str) -> str:
    """Text whose line breaks count, each line squeezed and none empty."""
    return "\n".join(line for line in map(squeezed, text.split("\n")) if line)


def table(rows: Iterable[Sequence[str]]) -> list[str]:
    """A table as one block with a line for each row, or as prose if that is what it holds."""
    filled = [[cell for cell in row if cell] for row in rows]
    cells = [cell for row in filled for cell in row]
    if any(len(cell) > _LONG_CELL or "\n" in cell for cell in cells):
        return cells
    block = "\n".join(" | ".join(row) for row in filled if row)
    return [block] if block else []
