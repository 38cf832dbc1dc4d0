"""The source text as HTML: every line of it, with the spans a report speaks of marked."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from summarizer.report.inert import visible
from summarizer.report.marking import Mark, Piece, pieces

PARAGRAPH = 2_500
"""Code points after which a paragraph is broken at a sentence, so that browsers lay out and
screen readers announce digestible pieces."""

SCREENFUL = 5_000
"""Code points per block that a browser may leave out of layout while it is out of sight."""

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]*\S[^\n\r\x0b\x0c\x85\u2028\u2029]*")


def source_html(text: str, sentence_starts: Sequence[int], marks: Sequence[Mark]) -> Markup:
    """Render the source.

    Paragraphs are left unclosed, as HTML allows: on a book of short lines closing tags alone
    would outweigh everything else in the page.

    Args:
        text: The source text.
        sentence_starts: Where its sentences begin, in order.
        marks: Spans to mark. Kinds become class names and keys go to ``data-k``, so both must
            come from code, not from the text.

    Returns:
        ``div`` blocks of paragraphs. Each stretch under marks is a ``span``; before the first
        stretch of a key stands an element with the key as its id.
    """
    ordered = sorted(marks, key=lambda m: (m.start, -m.end))
    waiting, active, seen = 0, list[Mark](), set[str]()
    out: list[str] = []
    size = 0
    for start, end, continued in _paragraphs(text, sentence_starts):
        while waiting < len(ordered) and ordered[waiting].start < end:
            active.append(ordered[waiting])
            waiting += 1
        active = [mark for mark in active if mark.end > start]
        if not out or size > SCREENFUL:
            out.append("</div>\n<div>" if out else "<div>")
            size = 0
        size += end - start
        out.append("<p class=on>" if continued else "<p>")
        out.extend(_piece(text, piece, seen) for piece in pieces(start, end, active))
        out.append("\n")
    return Markup("".join(out) + ("</div>" if out else ""))  # noqa: S704  every part is escaped


def direction(text: str) -> str:
    """``rtl`` or ``ltr``: the way most letters in the first few thousand run."""
    kinds = [unicodedata.bidirectional(char) for char in text[:5_000]]
    right = kinds.count("R") + kinds.count("AL")
    return "rtl" if right > kinds.count("L") else "ltr"


def _paragraphs(text: str, starts: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """Lines with words in them; long ones in pieces, the later of which continue."""
    for line in _LINE.finditer(text):
        start, end = line.span()
        begin = start
        while end - begin > PARAGRAPH:
            cut = _cut(text, starts, begin)
            yield begin, cut, begin > start
            begin = cut
        yield begin, end, begin > start


def _cut(text: str, starts: Sequence[int], begin: int) -> int:
    limit = begin + PARAGRAPH
    sentence = starts[bisect_right(starts, limit) - 1] if starts else 0
    if sentence > begin:
        return sentence
    blank = text.rfind(" ", begin + 1, limit)
    return blank + 1 if blank > 0 else limit


def _piece(text: str, piece: Piece, seen: set[str]) -> str:
    inner = str(escape(visible(text[piece.start : piece.end])))
    if not piece.marks:
        return inner
    kinds = " ".join(dict.fromkeys(mark.kind for mark in piece.marks))
    keys = dict.fromkeys(mark.key for mark in piece.marks)
    anchors = "".join(f"<i id={key}></i>" for key in keys if key not in seen)
    seen.update(keys)
    return f'{anchors}<span class="{kinds}" data-k="{" ".join(keys)}">{inner}</span>'
