"""Word sources: everything a reader sees, in its order."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from summarizer import Document
from summarizer.errors import InputError
from tests.source.files import rewritten, word

BODY = "word/document.xml"


def text(data: bytes) -> str:
    return Document.from_bytes(data, "minutes.docx").text


def one_line(words: str) -> bytes:
    return word(lambda document: document.add_paragraph(words))


def with_xml(xml: str) -> bytes:
    """A paragraph whose runs are given as XML."""
    paragraph = "<w:r><w:t>HERE</w:t></w:r>"
    return rewritten(one_line("HERE"), BODY, lambda content: content.replace(paragraph, xml))


def test_headings_lists_and_tables_keep_their_order_and_lines() -> None:
    def write(document: Any) -> None:
        document.add_heading("Minutes", 0)
        document.add_paragraph("The council met.\nAll were there.")
        for item in ("The pier is closed.", "The bridge is open."):
            document.add_paragraph(item, style="List Bullet")
        table = document.add_table(2, 2)
        for cell, words in zip(
            (c for row in table.rows for c in row.cells), ("For", "Against", "7", "2"), strict=True
        ):
            cell.text = words
        document.add_paragraph("The meeting ended at ten.")

    assert text(word(write)) == (
        "Minutes\n\nThe council met.\nAll were there.\n\n"
        "- The pier is closed.\n- The bridge is open.\n\n"
        "For | Against\n7 | 2\n\nThe meeting ended at ten."
    )


def test_a_table_that_only_lays_out_prose_is_prose() -> None:
    def write(document: Any) -> None:
        cells = document.add_table(1, 2).rows[0].cells
        cells[0].text = "The council met in the old town hall of Selm. " * 4
        cells[1].text = "Nobody spoke."

    assert " | " not in text(word(write))


@pytest.mark.parametrize(
    ("xml", "seen"),
    [
        ("<w:r><w:t>It cost </w:t></w:r><w:del w:id='1'><w:r><w:delText>nine</w:delText></w:r>"
         "</w:del><w:ins w:id='2'><w:r><w:t>eight</w:t></w:r></w:ins>", "It cost eight"),
        ("<w:moveFrom w:id='1'><w:r><w:t>Ten dead. </w:t></w:r></w:moveFrom>"
         "<w:r><w:t>Nobody died.</w:t></w:r>", "Nobody died."),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Ten dead. </w:t></w:r>"
         "<w:r><w:t>Nobody died.</w:t></w:r>", "Nobody died."),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>Nobody died.</w:t></w:r>", "Nobody died."),
        ("<w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
         "<w:t>6</w:t></w:r><w:r><w:t xml:space='preserve'> tonnes</w:t></w:r>", "10⁶ tonnes"),
        ("<w:r><w:t>twenty</w:t><w:noBreakHyphen/><w:t>one</w:t><w:tab/><w:t>ships</w:t></w:r>",
         "twenty-one ships"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>the log</w:t></w:r>"
         "</w:hyperlink>", "the log"),
        ("<w:sdt><w:sdtContent><w:r><w:t>chosen</w:t></w:r></w:sdtContent></w:sdt>", "chosen"),
    ],
)  # fmt: skip
def test_a_paragraph_reads_as_it_is_shown_with_its_changes_accepted(xml: str, seen: str) -> None:
    assert text(with_xml(xml)) == seen


def test_text_boxes_and_content_controls_are_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent>"
    shape = (
        "<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/"
        f"markup-compatibility/2006'><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text(with_xml(f"<w:r><w:t>Before.</w:t></w:r>{shape}")) == "Before.\n\nBoxed."


def test_another_office_document_is_refused() -> None:
    main = "wordprocessingml.document.main"
    sheet = rewritten(
        one_line("x"),
        "[Content_Types].xml",
        lambda xml: xml.replace(main, "spreadsheetml.sheet.main"),
    )
    with pytest.raises(InputError, match=r"minutes\.docx is an office document but none of Word's"):
        text(sheet)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("a.txt", "Nobody died.")
    with pytest.raises(InputError, match=r"a\.zip is a ZIP archive"):
        Document.from_bytes(archive.getvalue(), "a.zip")
    with pytest.raises(InputError, match=r"minutes\.docx is a Word document that cannot be read"):
        text(archive.getvalue())


def test_a_damaged_document_is_refused() -> None:
    whole = one_line("Nobody died.")
    for damaged in (
        whole[: len(whole) // 2],
        b"PK\x03\x04word/",
        rewritten(whole, BODY, lambda xml: xml.replace("</w:body>", "")),
        rewritten(whole, BODY, lambda xml: ""),
    ):
        with pytest.raises(InputError, match=r"minutes\.docx is a .*Word document"):
            text(damaged)


def test_a_document_that_unpacks_beyond_reason_is_refused_before_it_does() -> None:
    bomb = rewritten(
        one_line("x"), BODY, lambda xml: xml.replace("<w:body>", "<w:body>" + " " * 60_000_000)
    )
    assert len(bomb) < 200_000
    with pytest.raises(InputError, match=r"minutes\.docx unpacks to 60 MB"):
        text(bomb)


def test_entities_that_multiply_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(9))
    bomb = rewritten(
        one_line("HERE"),
        BODY,
        lambda xml: xml.replace("<w:document", f"<!DOCTYPE d [{laughs}]><w:document", 1).replace(
            "HERE", "Nobody laughed.&l8;"
        ),
    )
    with pytest.raises(InputError, match=r"minutes\.docx is a Word document that cannot be read"):
        text(bomb)


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(InputError, match=r"minutes\.docx is a Word document without text"):
        text(word(lambda document: document.add_paragraph("  ")))
