"""The lines of a text, with hard-wrapped prose put together again.

Headlines, bullets, verse and table rows stay lines of their own. Lines that were broken only
because they were full are told by the rule that every text editor wraps by: the next word
would not have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

Span = tuple[int, int]

_MIN_WIDTH: Final = 50
_MAX_WIDTH: Final = 100
"""Widths at which prose is wrapped by hand or by program, in code points."""

_LINE: Final = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_SOFT_BREAKS: Final = ("\n", "\r\n", "\r")
_OWN_LINE: Final = re.compile(
    r"""\s*(?: [-–—*+•·▪◦‣●○■□>|\#]+\s                   # bullets, quoted mail, headings
            | \(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]+)[.)]\s )   # 1.  b)  (iv)
      | .*(?: \t | \| | \S[ ]{3,}\S )                     # columns""",
    re.VERBOSE,
)
_ENDED: Final = re.compile(r"[.!?…:;][\"”’»)\]]*\Z")


def blocks(text: str) -> Iterator[Span]:
    """Cut a text into lines, and join those that are one wrapped paragraph.

    Args:
        text: Any text.

    Yields:
        In order the spans of the blocks, without the line breaks between them; some may
        hold nothing but white space.
    """
    run: list[Span] = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        short = end - start <= _MAX_WIDTH and not text[start:end].isspace()
        if run and not (short and text[run[-1][1] : start] in _SOFT_BREAKS):
            yield from _unwrapped(text, run)
            run = []
        if short:
            run.append((start, end))
        else:
            yield start, end
    yield from _unwrapped(text, run)


def _unwrapped(text: str, run: list[Span]) -> list[Span]:
    """Join the full lines of a run of short lines to what follows them."""
    if len(run) < 2:
        return run
    lines = [text[start:end].strip() for start, end in run]
    width = max(end - start for start, end in run)
    if width < _MIN_WIDTH:
        return run
    joined: list[Span] = []
    first = 0
    for i in range(len(run)):
        if i + 1 == len(run) or not _is_full(run[i], lines[i], lines[i + 1], width):
            joined.extend(_paragraph(run, lines, first, i))
            first = i + 1
    return joined


def _is_full(span: Span, line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted into this one."""
    start, end = span
    if end - start + 1 + len(following.split(None, 1)[0]) <= width:
        return False
    return not (_OWN_LINE.match(following) or "\t" in line or "|" in line)


def _paragraph(run: list[Span], lines: list[str], first: int, last: int) -> list[Span]:
    """Lines ``first`` to ``last`` as one block, if enough of them go on in lower case.

    Headlines of equal length, titles in a list and the lines of a poem start with capitals;
    running prose starts a line with one only where a name or a sentence happens to fall.
    """
    going_on = [
        lines[i + 1][0].islower() for i in range(first, last) if not _ENDED.search(lines[i])
    ]
    if sum(going_on) * 4 >= len(going_on) > 0:
        return [(run[first][0], run[last][1])]
    return run[first : last + 1]
