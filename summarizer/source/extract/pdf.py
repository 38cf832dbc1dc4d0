"""The text layer of a PDF."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from summarizer.errors import InputError
from summarizer.source.extract.flow import HYPHEN, Line, paragraphs

MAX_PAGES: Final = 5_000
_FEWEST_READABLE: Final = 0.8
"""Share of characters that must have a meaning; fonts can lack the table that gives it."""
_PDFIUM: Final = threading.Lock()
"""PDFium must not be used by two threads at once."""
_FIRST_PRIVATE, _LAST_PRIVATE = 0xE000, 0xF8FF


def blocks(data: bytes, name: str) -> list[str]:
    """The paragraphs of a PDF."""
    with _PDFIUM:
        document = _opened(data, name)
        try:
            if len(document) > MAX_PAGES:
                raise InputError(
                    f"{name} has {len(document):,} pages, more than the {MAX_PAGES:,} that are "
                    "read as one document; split it into smaller files."
                )
            pages = [_lines(document, number) for number in range(len(document))]
        finally:
            document.close()
    _refuse_unreadable(pages, name)
    return paragraphs(pages)


def _opened(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise InputError(f"{name} is locked by a password; save a copy without one.") from error
        if error.err_code == raw.FPDF_ERR_SECURITY:
            raise InputError(
                f"{name} is encrypted in a way that cannot be read; save a copy without protection."
            ) from error
        raise InputError(
            f"{name} is a damaged PDF, perhaps only partly downloaded; fetch or save it again."
        ) from error


def _lines(document: Any, number: int) -> list[Line]:
    page = document[number]
    textpage = page.get_textpage()
    try:
        return list(_cut(textpage))
    finally:
        textpage.close()
        page.close()


def _cut(textpage: Any) -> Iterator[Line]:
    """The lines of a page with their places, in the order in which the page sets them."""
    codes = [raw.FPDFText_GetUnicode(textpage.raw, i) for i in range(textpage.count_chars())]
    start = 0
    for end in range(len(codes) + 1):
        if end < len(codes) and codes[end] not in (0x0D, 0x0A, ord(HYPHEN)):
            continue
        line = codes[start:end]
        seen = [start + i for i, code in enumerate(line) if not chr(code).isspace()]
        if seen:
            left, bottom, _, _ = textpage.get_charbox(seen[0], loose=True)
            _, last_bottom, right, _ = textpage.get_charbox(seen[-1], loose=True)
            broken = HYPHEN if end < len(codes) and codes[end] == ord(HYPHEN) else ""
            _, foot, _, head = textpage.get_charbox(seen[len(seen) // 2], loose=True)
            yield Line(_text(line) + broken, left, right, min(bottom, last_bottom), head - foot)
        start = end + 1


def _text(codes: list[int]) -> str:
    """Characters; those beyond the basic plane come as two halves."""
    units = "".join(map(chr, codes))
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


def _refuse_unreadable(pages: list[list[Line]], name: str) -> None:
    blank = sum(not lines for lines in pages)
    if blank == len(pages) or blank > len(pages) // 2 > 1:
        read = len(pages) - blank
        which = f"has text on {read} of {len(pages)} pages only" if read else "has no text layer"
        raise InputError(
            f"{name} {which}, as scanned pages have none; run text recognition (OCR) over it first."
        )
    characters = [c for lines in pages for line in lines for c in line.text if not c.isspace()]
    odd = sum(c in "\0\ufffd" or _FIRST_PRIVATE <= ord(c) <= _LAST_PRIVATE for c in characters)
    if odd > len(characters) * (1 - _FEWEST_READABLE):
        raise InputError(
            f"{name} has fonts that do not tell which letters they show; "
            "run text recognition (OCR) over it first."
        )
