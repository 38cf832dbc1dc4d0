"""Cut a long document into parts that fit a model, on sentence boundaries."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from summarizer.llm.tokens import estimate_tokens

Part = tuple[int, int]
"""First sentence of a part, and one past its last, counted from 0."""
SMALLEST: Final = 300
"""Tokens below which a part is not cut further."""


def parts(lines: Sequence[str], room: int) -> list[Part]:
    """Cut lines into parts of about equal size.

    Args:
        lines: The numbered lines of the document.
        room: Tokens that the lines of a part may take; a longer line is a part by itself.

    Returns:
        The parts in order; together they are the whole document.
    """
    sizes = [estimate_tokens(line) for line in lines]
    total = sum(sizes)
    if total <= room:
        return [(0, len(lines))]
    even = min(room, math.ceil(total / math.ceil(total / room)) + max(sizes))
    found: list[Part] = []
    start = size = 0
    for index, line in enumerate(sizes):
        if size and size + line > even:
            found.append((start, index))
            start, size = index, 0
        size += line
    return [*found, (start, len(lines))]


def halves(lines: Sequence[str], part: Part) -> tuple[Part, Part] | None:
    """A part cut in the middle of its text; ``None`` when it is too small for that."""
    start, end = part
    sizes = [estimate_tokens(line) for line in lines[start:end]]
    if len(sizes) < 2 or sum(sizes) < SMALLEST:
        return None
    before = list(accumulate(sizes))
    middle = start + 1 + bisect_left(before[:-2], sum(sizes) / 2)
    return (start, middle), (middle, end)
