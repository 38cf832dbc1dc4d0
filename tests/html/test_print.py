"""The printed page is complete, whatever the screen was showing."""

from __future__ import annotations

from io import BytesIO
from unicodedata import normalize

from playwright.sync_api import Page
from pypdf import PdfReader

from tests.html import samples
from tests.html.conftest import Open


def printed(page: Page) -> str:
    reader = PdfReader(BytesIO(page.pdf(format="A4")))
    text = " ".join(sheet.extract_text() for sheet in reader.pages)
    return " ".join(normalize("NFKC", text).split())  # ligatures are single characters in PDF


def test_every_claim_and_the_source_are_on_paper_even_when_filtered(open_page: Open) -> None:
    page = open_page("ferry")
    page.click("[data-filter=supported]")
    text = printed(page)
    report = samples.ferry()
    for claim in report.claims:
        assert claim.text in text
        for finding in claim.findings:
            assert finding.message in text
    assert "The old ferry, the Maren, has served the route since 1984." in text
    assert report.source.sha256 in text.replace(" ", "")


def test_what_the_reviewer_said_is_on_paper_and_empty_forms_are_not(open_page: Open) -> None:
    page = open_page("ferry")
    page.select_option("#claim-5 select", "supported")
    page.fill("#claim-5 textarea", "Confirmed by telephone.")
    text = printed(page)
    assert "Review: supported: Confirmed by telephone." in text
    for control in ("Agree", "Override", "Export", "Note"):
        assert control not in text


def test_a_book_is_not_printed_and_the_page_says_so(open_page: Open) -> None:
    page = open_page("book")
    reader = PdfReader(BytesIO(page.pdf(format="A4")))
    assert len(reader.pages) < 20
    assert "is not printed here" in " ".join(sheet.extract_text() for sheet in reader.pages)


def test_paper_is_white_in_dark_mode(open_page: Open) -> None:
    page = open_page("ferry", color_scheme="dark")
    page.emulate_media(media="print")
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(colour) == "rgb(255, 255, 255)"
