"""Where sentences start and end.

Lines come first (see ``lines``), so that headlines, bullets and verse are sentences of their
own. Inside a line or paragraph sentencex finds the boundaries; what it misses or cuts wrongly
in news prose is corrected here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

from summarizer.source.lines import Span, blocks

Block = tuple[Span, ...]
"""The sentences of one line or one wrapped paragraph."""

_LONG_QUOTATION: Final = 240
"""A sentence of more code points than this is also cut inside its quotation marks."""

_QUOTES: Final = '“”"„«»'
_UNQUOTED: Final = str.maketrans(dict.fromkeys(_QUOTES, " "))
_LONG_BLOCK: Final = 3000
"""Marks that open and never close cost sentencex time that grows with the square of a block;
one of more code points than this is read without them."""
_UNPAIRED: Final = str.maketrans(dict.fromkeys(_QUOTES + "‘’‹›()[]「」『』《》【】（）", " "))
_LINE_BREAKS: Final = str.maketrans("\n\r", "  ")

# Looking behind last lets the engine search for the literal part first.
_NO_AS_WORD: Final = re.compile(r"no\. (?=[A-Z][a-z])(?<=\bno\. )")
_AFTER_BRACKET: Final = re.compile(r"\) (?=[A-Z“\"])(?<=[.!?]\) )")
_STRAY_OPENING: Final = re.compile(r"(?<=\s)[\"“„«‘(\[]\s*\Z")
_STRAY_CLOSING: Final = re.compile(r"\s*[”»)\]](?=\s|\Z)")
_LIST_MARKER: Final = re.compile(r"\s*\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4}|[IVX]{1,4})[.)]\s*\Z")
_OPENING_MARK: Final = re.compile(r"\A\s*\((?:\d{1,3}|[a-zA-Z]|[ivx]{1,4}|[IVX]{1,4})\)")
_ABBREVIATION: Final = re.compile(
    r"\b(?:approx|est|ca|cf|dept|univ|govt?|etc|max|min|avg|incl|excl|cont|sq|ft|fig|eq|pp?|vols?"
    r"|vs?|eds?|resp|ext|tel|mtg|intl|natl|assn|bros|inc|corp|ltd|co|al|i\.e|e\.g|a\.m|p\.m"
    r"|u\.s|u\.k|u\.n)\.\s*\Z",
    re.IGNORECASE,
)
_ORDINAL: Final = re.compile(r"(?<![\d.,])\d{1,2}\.\s*\Z")
_LOWER_START: Final = re.compile(r"\s*[\"“‘(\[]?[a-z0-9]")
_CLOCK: Final = re.compile(r"\b[ap]\.m\.\s*\Z", re.IGNORECASE)
_TIME_ZONE: Final = re.compile(
    r"\s*\(?(?:[ECMPWB]?[DSE]?[ES]T|GMT|UTC|[A-Z]{2,4}T|Eastern|Central|Pacific|Mountain)\b"
)


def split(text: str, language: str) -> tuple[Block, ...]:
    """Find the sentences of a text, block by block.

    The spans are in order, never overlap or are empty, begin and end with something other
    than white space, and only white space lies between them.

    Args:
        text: Any text.
        language: ISO 639-1 code; an unknown one is treated like English.

    Returns:
        For every block that is not blank the spans of its sentences.
    """
    found = (tuple(_sentences(text, start, end, language)) for start, end in blocks(text))
    return tuple(block for block in found if block)


def _sentences(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    block = text[start:end]
    begin = 0
    for cut in (*_cuts(block, language), len(block)):
        piece = block[begin:cut]
        words = piece.lstrip()
        if words:
            first = start + cut - len(words)
            yield first, first + len(words.rstrip())
        begin = cut


def _cuts(block: str, language: str) -> list[int]:
    """Offsets inside the block at which a new sentence starts."""
    if block.isascii() and not ("." in block or "!" in block or "?" in block):
        return []
    flat = block.translate(_LINE_BREAKS) if "\n" in block or "\r" in block else block
    if len(flat) > _LONG_BLOCK:
        flat = flat.translate(_UNPAIRED)
    cuts: list[int] = []
    begin = 0
    quotes = any(mark in flat for mark in _QUOTES)
    for end in _boundaries(flat, language):
        if quotes and end - begin > _LONG_QUOTATION:
            for cut in _boundaries(flat[begin:end].translate(_UNQUOTED), language)[:-1]:
                _add(cuts, flat, begin + cut)
        _add(cuts, flat, end)
        begin = end
    return cuts


def _boundaries(flat: str, language: str) -> list[int]:
    if flat.lstrip().startswith("("):
        # behind a mark such as "(3)" at the start, sentencex finds no boundary at all
        flat = _OPENING_MARK.sub(lambda mark: " " * len(mark.group()), flat)
    found = [item["end_index"] for item in get_sentence_boundaries(language, flat)]
    if language != "en":
        found = [end for end in found if not _is_ordinal(flat, end)]
    missed = [match.end() for match in _AFTER_BRACKET.finditer(flat)]
    if language == "en":
        missed.extend(match.end() for match in _NO_AS_WORD.finditer(flat))
    return sorted({*found, *missed}) if missed else found


def _is_ordinal(flat: str, end: int) -> bool:
    """Whether a full stop makes an ordinal of the number before it: ``den 14. mars``."""
    return flat[end : end + 1].islower() and bool(_ORDINAL.search(flat, max(end - 5, 0), end))


def _add(cuts: list[int], flat: str, cut: int) -> None:
    """Append a cut, corrected, unless the sentence goes on across it."""
    begin = cuts[-1] if cuts else 0
    if cut == len(flat):
        return
    stray = _STRAY_OPENING.search(flat, max(begin, cut - 4), cut)
    if stray:
        cut = stray.start()
    else:
        closing = _STRAY_CLOSING.match(flat, cut)
        cut = closing.end() if closing else cut
    if begin < cut < len(flat) and not _goes_on(flat, begin, cut):
        cuts.append(cut)


def _goes_on(flat: str, begin: int, cut: int) -> bool:
    if cut - begin < 10 and _LIST_MARKER.match(flat[begin:cut]):
        return True
    tail = flat[max(begin, cut - 16) : cut]
    if _LOWER_START.match(flat, cut):
        return bool(_ABBREVIATION.search(tail))
    return bool(_TIME_ZONE.match(flat, cut) and _CLOCK.search(tail))
