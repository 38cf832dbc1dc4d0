"""Makes the files that people hand in: PDF and DOCX, set by other programs' writers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import docx
from fpdf import FPDF


class Press(FPDF):
    """A PDF with, on request, the same words at the edges of every page."""

    header_text = ""
    footer_text = ""

    def header(self) -> None:
        if self.header_text:
            self.cell(0, 6, self.header_text, new_x="LMARGIN", new_y="NEXT")
            self.ln(8)

    def footer(self) -> None:
        if self.footer_text:
            self.set_y(-15)
            self.cell(0, 6, self.footer_text.format(page=self.page_no()), align="C")


def pdf(
    *pages: Sequence[str], header: str = "", footer: str = "", width: float = 90, **encryption: str
) -> bytes:
    """A PDF in which each text is a paragraph, set narrow so that its lines are wrapped."""
    press = Press()
    press.header_text, press.footer_text = header, footer
    press.set_font("Helvetica", size=11)
    if encryption:
        press.set_encryption(**encryption)  # type: ignore[arg-type]
    for page in pages:
        press.add_page()
        for paragraph in page:
            press.multi_cell(width, 5.5, paragraph, new_x="LMARGIN", new_y="NEXT")
            press.ln(4)
    return bytes(press.output())


def drawn(draw: Callable[[FPDF], object]) -> bytes:
    """A PDF that a test draws itself."""
    press = FPDF()
    press.set_font("Helvetica", size=11)
    press.add_page()
    draw(press)
    return bytes(press.output())


def word(write: Callable[[Any], object]) -> bytes:
    """A Word document that a test writes with python-docx."""
    document = docx.Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rewritten(package: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """A Word document with one part changed by hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()) if name == part else content)
    return out.getvalue()
