"""PDF sources: paragraphs, not lines; the text, not what pages repeat around it."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from summarizer import Document
from summarizer.errors import InputError
from tests.source.files import drawn, pdf

HARBOUR = (
    "The harbour authority of Selm said on Monday that engineering companies had been invited to "
    "deepen the northern basin, which was dredged last in 1987 and is only six metres deep."
)
COST = (
    "According to the harbour master, Anna Brandt, the work will cost 41.5 million euros and is "
    "to be finished before the storms of 2029. The regional bank pays for it."
)


def text(data: bytes) -> str:
    return Document.from_bytes(data, "report.pdf").text


def test_wrapped_lines_are_paragraphs_again() -> None:
    assert text(pdf([HARBOUR, COST])) == f"{HARBOUR}\n\n{COST}"


def test_paragraphs_are_told_apart_by_indents_where_no_space_divides_them() -> None:
    def draw(press: FPDF) -> None:
        for paragraph in (HARBOUR, COST):
            press.multi_cell(90, 5, "      " + paragraph, new_x="LMARGIN", new_y="NEXT")

    assert text(drawn(draw)) == f"{HARBOUR}\n\n{COST}"


def test_headings_and_list_items_stand_alone() -> None:
    def draw(press: FPDF) -> None:
        press.set_font("Helvetica", "B", 18)
        press.multi_cell(90, 9, "Deeper water for Selm", new_x="LMARGIN", new_y="NEXT")
        press.set_font("Helvetica", size=11)
        press.multi_cell(90, 5, HARBOUR, new_x="LMARGIN", new_y="NEXT")
        for item in ("1. The basin is 800 metres long.", "2. The pier stays as it is."):
            press.multi_cell(90, 5, item, new_x="LMARGIN", new_y="NEXT")

    assert text(drawn(draw)).split("\n\n") == [
        "Deeper water for Selm",
        HARBOUR,
        "1. The basin is 800 metres long.",
        "2. The pier stays as it is.",
    ]


def test_rows_of_a_table_are_not_run_together() -> None:
    rows = "Year Ships\n2023 412\n2024 398"
    assert text(pdf([HARBOUR, rows])).split("\n\n")[1:] == rows.split("\n")


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("an inter-", "national company won", "an international company won"),
        ("the state-", "owned bank pays", "the state-owned bank pays"),
        ("the Anglo-", "American fleet left", "the Anglo-American fleet left"),
        ("in den Verfassungs-", "gerichten des Landes", "in den Verfassungsgerichten des Landes"),
        ("a lock of X-", "250 type", "a lock of X-250 type"),
        ("it was zorp-", "lified as the zorplified ones", "it was zorplified as the zorplified"),
        ("a flim-", "mick, no flim-mick", "a flim-mick, no flim-mick"),
    ],
)
def test_divided_words_are_made_whole_and_compounds_keep_their_hyphen(
    first: str, second: str, whole: str
) -> None:
    before = "They told the members of the council at length that"
    assert whole in text(pdf([f"{before} {first}\n{second} in the end."], width=150))


def test_a_sentence_goes_on_over_pages_whose_edges_are_left_out() -> None:
    start, end = HARBOUR.split(" to deepen ")
    data = pdf(
        [COST, f"{start} to deepen"],
        [end, COST],
        [COST],
        header="Selm Courier - Yearbook 2026",
        footer="Page {page} of 3",
    )
    found = text(data)
    assert HARBOUR in found
    assert "Yearbook" not in found
    assert "Page" not in found


def test_a_figure_at_the_end_of_a_page_is_no_page_number() -> None:
    assert text(pdf([HARBOUR, "Ships counted in that year:\n412"])).endswith("412")


def test_a_column_goes_on_in_the_next() -> None:
    words = HARBOUR.split()

    def draw(press: FPDF) -> None:
        press.set_xy(10, 20)
        press.multi_cell(80, 5, " ".join(words[:22]))
        press.set_xy(110, 20)
        press.multi_cell(80, 5, " ".join(words[22:]))

    assert text(drawn(draw)) == HARBOUR


def test_a_pdf_without_a_text_layer_is_refused() -> None:
    with pytest.raises(InputError, match=r"report\.pdf has no text layer.*OCR"):
        text(drawn(lambda press: press.rect(10, 10, 50, 50)))


def test_a_pdf_most_of_whose_pages_have_no_text_is_refused() -> None:
    with pytest.raises(InputError, match=r"text on 1 of 4 pages only.*OCR"):
        text(pdf([HARBOUR], [], [], []))


def test_a_locked_pdf_is_refused_and_one_that_only_forbids_printing_is_read() -> None:
    with pytest.raises(InputError, match=r"locked by a password"):
        text(pdf([HARBOUR], owner_password="owner", user_password="user"))
    assert text(pdf([HARBOUR], owner_password="owner")) == HARBOUR


def test_a_torn_pdf_is_refused() -> None:
    with pytest.raises(InputError, match=r"damaged PDF"):
        text(pdf([HARBOUR])[:600])
    with pytest.raises(InputError, match=r"damaged PDF"):
        text(b"%PDF-1.7\n")


def test_content_tells_a_pdf_whatever_its_name() -> None:
    assert Document.from_bytes(pdf([HARBOUR]), "report").text == HARBOUR
    assert Document.from_bytes(HARBOUR.encode(), "report.pdf").text == HARBOUR
