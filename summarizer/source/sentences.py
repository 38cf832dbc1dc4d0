"""Where sentences start and end.

Line breaks cut first, so that headlines, bullets, verse and table rows are sentences of
their own; prose that was hard-wrapped at a fixed width is put together again before that.
Inside a block sentencex finds the boundaries, and a few of them are corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

Span = tuple[int, int]
Block = tuple[Span, ...]

_MIN_WRAP: Final = 50
_MAX_WRAP: Final = 100
_LONG_QUOTATION: Final = 240

_LINE: Final = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_FIRST_WORD: Final = re.compile(r"\S+")
_OWN_LINE: Final = re.compile(
    r"\s*(?:[-–—*+•·▪◦‣●○■□>|#]+\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]+)[.)]\s)|.*(?:\t|\||\S {3,}\S)"
)
_ENDED: Final = re.compile(r"[.!?…:;][\"”’»)\]]*\s*$")
_INSIDE_END: Final = re.compile(r"[^\w\s,;:'’\"“”()/%$&+\-–—]")
_QUOTE_MARKS: Final = str.maketrans(dict.fromkeys('"“”„«»', " "))

_STRAY_OPENING: Final = re.compile(r"(?<=\s)[\"“„«‘(\[]\s*$")
_STRAY_CLOSING: Final = re.compile(r"\s*[”»)\]](?=\s|$)")
_LIST_MARKER: Final = re.compile(
    r"\s*\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4}|[IVX]{1,4})[.)]\s*$"
)
_ABBREVIATION: Final = re.compile(
    r"\b(?:approx|est|ca|cf|dept|univ|govt?|etc|max|min|avg|incl|excl|cont|sq|ft|fig|eq|pp?|vols?"
    r"|vs?|ed|eds|resp|ext|tel|mtg|intl|natl|assn|bros|inc|corp|ltd|co|al|i\.e|e\.g|a\.m|p\.m"
    r"|u\.s|u\.k|u\.n)\.\s*$",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r"\s*[\"“‘(\[]?[a-z0-9]")
_CLOCK: Final = re.compile(r"\b[ap]\.m\.\s*$", re.IGNORECASE)
_TIME_ZONE: Final = re.compile(
    r"\s*\(?(?:[ECMPWB]?[DSE]?[ES]T|GMT|UTC|[A-Z]{2,4}T|local|Eastern"
    r"|Central|Pacific|Mountain)\b"
)
_NO_AS_WORD: Final = re.compile(r"(?<=\bno\. )(?=[A-Z][a-z])")
_AFTER_BRACKET: Final = re.compile(r"(?<=[.!?]\)\s)(?=[A-Z“\"])")


def split(text: str, language: str) -> tuple[Block, ...]:
    """Find the sentences of a text, block by block.

    A block is a line, or several lines of hard-wrapped prose. The spans are in order, never
    overlap or are empty, begin and end with something other than white space, and only white
    space lies between them.

    Args:
        text: Any text.
        language: ISO 639-1 code; an unknown one is treated like English.

    Returns:
        For every block that is not blank the spans of its sentences.
    """
    return tuple(
        block
        for start, end in _blocks(text)
        if (block := tuple(_sentences(text, start, end, language)))
    )


def _blocks(text: str) -> Iterator[Span]:
    run: list[Span] = []
    for match in _LINE.finditer(text):
        line = match.span()
        if run and not (
            _one_break(text[run[-1][1] : line[0]]) and _wrappable(text, line)
        ):
            yield from _unwrapped(text, run)
            run = []
        run.append(line)
        if not _wrappable(text, line):
            yield from _unwrapped(text, run)
            run = []
    yield from _unwrapped(text, run)


def _one_break(gap: str) -> bool:
    return gap in ("\n", "\r\n", "\r")


def _wrappable(text: str, line: Span) -> bool:
    start, end = line
    return end - start <= _MAX_WRAP and not text[start:end].isspace()


def _unwrapped(text: str, run: list[Span]) -> list[Span]:
    """Join the lines of a run that were broken only because they were full.

    A line is full when the next line's first word would not have fitted within the run's
    longest line; whoever breaks a line earlier than that means the break.
    """
    if len(run) < 2:
        return run
    lines = [text[start:end] for start, end in run]
    width = max(len(line.rstrip()) for line in lines)
    if width < _MIN_WRAP:
        return run
    full = [_is_full(lines[i], lines[i + 1], width) for i in range(len(lines) - 1)]
    if len(full) > 2 and sum(full) < 0.7 * len(full):
        return run
    joined: list[Span] = []
    first = 0
    for i, line_is_full in enumerate([*full, False]):
        if not line_is_full:
            joined.extend(_joined(run, lines, first, i))
            first = i + 1
    return joined


def _is_full(line: str, following: str, width: int) -> bool:
    word = _FIRST_WORD.search(following)
    assert word is not None, "a run has no blank lines"
    if _OWN_LINE.match(following) or "\t" in line or "|" in line:
        return False
    return len(line.rstrip()) + 1 + len(word.group()) > width


def _joined(run: list[Span], lines: list[str], first: int, last: int) -> list[Span]:
    """Lines ``first`` to ``last`` as one block, if enough of them go on in lower case."""
    breaks = [
        lines[i + 1].lstrip()[0].islower()
        for i in range(first, last)
        if not _ENDED.search(lines[i])
    ]
    if breaks and sum(breaks) * 4 >= len(breaks):
        return [(run[first][0], run[last][1])]
    return run[first : last + 1]


def _sentences(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    block = text[start:end]
    cuts = _cuts(block, language) if _INSIDE_END.search(block) else []
    for a, b in zip([0, *cuts], [*cuts, len(block)], strict=True):
        piece = block[a:b]
        stripped = piece.strip()
        if stripped:
            offset = start + a + len(piece) - len(piece.lstrip())
            yield offset, offset + len(stripped)


def _cuts(block: str, language: str) -> list[int]:
    """Offsets inside the block at which a new sentence starts."""
    flat = block.replace("\n", " ").replace("\r", " ")
    cuts: list[int] = []
    begin = 0
    for end in _boundaries(flat, language):
        for cut in _long_quotation(flat, begin, end, language):
            begin = _keep(flat, begin, cut, cuts)
        begin = _keep(flat, begin, end, cuts)
    return cuts


def _boundaries(flat: str, language: str) -> list[int]:
    from sentencex import get_sentence_boundaries

    found = {item["end_index"] for item in get_sentence_boundaries(language, flat)}
    found.update(match.end() for match in _AFTER_BRACKET.finditer(flat))
    if language == "en":
        found.update(match.end() for match in _NO_AS_WORD.finditer(flat))
    return sorted(found)


def _long_quotation(flat: str, begin: int, end: int, language: str) -> list[int]:
    """Sentences inside a quotation too long to be read as one."""
    if end - begin < _LONG_QUOTATION:
        return []
    piece = flat[begin:end]
    unquoted = piece.translate(_QUOTE_MARKS)
    if unquoted == piece:
        return []
    return [begin + cut for cut in _boundaries(unquoted, language) if begin + cut < end]


def _keep(flat: str, begin: int, cut: int, cuts: list[int]) -> int:
    """Add a cut, corrected, unless the sentence goes on; return where the next one begins."""
    if cut >= len(flat) or cut <= begin:
        return begin
    piece = flat[begin:cut]
    stray = _STRAY_OPENING.search(piece)
    if stray:
        cut = begin + stray.start()
        piece = flat[begin:cut]
    closing = _STRAY_CLOSING.match(flat, cut)
    if closing:
        cut = closing.end()
    if not piece.strip() or cut >= len(flat) or _goes_on(piece, flat, cut):
        return begin
    cuts.append(cut)
    return cut


def _goes_on(piece: str, flat: str, cut: int) -> bool:
    if _LIST_MARKER.match(piece):
        return True
    tail = piece[-16:]
    if _GOES_ON.match(flat, cut) and _ABBREVIATION.search(tail):
        return True
    return bool(_CLOCK.search(tail) and _TIME_ZONE.match(flat, cut))
