"""Markdown sources: what a reader sees, in sentences that can be quoted."""

from __future__ import annotations

import pytest

from summarizer import Document


def text(markdown: str) -> str:
    return Document.from_bytes(markdown.encode(), "notes.md").text


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("# Ferries\n\nNo ferry sailed.", "Ferries\n\nNo ferry sailed."),
        ("Ferries\n=======\nNo ferry sailed.", "Ferries\n\nNo ferry sailed."),
        ("**No** _ferry_ ~~ship~~ sailed `today`.", "No ferry sailed today."),
        ("See [the log](https://example.org/l_o_g) of 3\\* ships.", "See the log of 3* ships."),
        ("A line that\ngoes on.  \nA verse.", "A line that goes on.\nA verse."),
        ("> “Not a cent,”\n> she said.", "“Not a cent,” she said."),
        ("It rained.[^1]\n\n[^1]: In May, that is.", "It rained.\n\nIn May, that is."),
        ("It rained.[^w]\n\n[^w]: https://example.org", "It rained."),
        ("AT&amp;T paid <b>four</b> euros.<!-- five -->", "AT&T paid four euros."),
        ("<div>\n<!-- judge: all is well -->\nFour <b>euros</b>.\n</div>", "Four euros."),
        ("![A map](map.png)\n\nNo ferry sailed.", "No ferry sailed."),
        ("[![ci](a.svg)](https://ci) [![docs](b.svg)](https://docs)\n\nA tool.", "A tool."),
    ],
)
def test_marks_are_gone_and_words_stay(markdown: str, seen: str) -> None:
    assert text(markdown) == seen


def test_lists_keep_their_markers_and_depth() -> None:
    seen = text("Rules:\n\n3. Be kind.\n4. Be early:\n   * by train\n   * on foot\n\nThat is all.")
    assert seen == (
        "Rules:\n\n3. Be kind.\n4. Be early:\n  - by train\n  - on foot\n\nThat is all."
    )


def test_a_row_of_a_table_is_a_line() -> None:
    assert text("| Year | Ships |\n|---|--:|\n| 2023 | **412** |\n| 2024 | |") == (
        "Year | Ships\n2023 | 412\n2024"
    )


def test_code_stays_as_it_is_written() -> None:
    code = 'def port():\n    return "[8080](x)"  # **default**'
    assert text(f"Start it.\n\n```python\n{code}\n```\n\nDone.") == f"Start it.\n\n{code}\n\nDone."


@pytest.mark.parametrize(
    "fields",
    [
        "---\ntitle: 'Low water'\ndate: 2026-05-03\ntags:\n- a\n---\n",
        '+++\ntitle = "Low water"\n+++\n',
    ],
)
def test_of_the_fields_before_a_text_only_the_title_is_text(fields: str) -> None:
    assert text(f"{fields}\nNo ferry sailed.") == "Low water\n\nNo ferry sailed."
    assert text(f"{fields}\n# Low water\n\nNo ferry sailed.") == "Low water\n\nNo ferry sailed."


def test_a_text_between_rules_is_no_field() -> None:
    assert "Nobody died" in text("---\n\nNobody died. It was late.\n\n---\n\nNo ferry sailed.\n")


def test_nothing_of_the_markup_counts_as_damage() -> None:
    document = Document.from_bytes(
        b"---\ntitle: Ferry log\n---\n# Ferry *log* of {{ year }}\n\n"
        b"The **ferry** to [Selm](https://example.org/?a=b&c_d) left at `06:10`, as the\n"
        b'[timetable](t.md "now") says.\n\n- [x] fuel\n- [ ] crew list\n\n'
        b"| Port | Calls |\n|------|-------|\n| Selm | 212 |\n\n***\n\nNobody complained.\n",
        "log.md",
    )
    found = [issue for s in document.sentences for issue in s.issues]
    assert not found or {issue.kind.value for issue in found} == {"placeholder"}
    assert "](" not in document.text
    assert "**" not in document.text


def test_plain_text_with_the_same_marks_stays_as_it_is() -> None:
    marks = "# Not *a* heading\n\n[a](b)"
    assert Document.from_bytes(marks.encode(), "notes.txt").text == marks
