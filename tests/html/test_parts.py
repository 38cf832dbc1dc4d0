"""The parts the pages are made of, without a browser."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.report import words
from summarizer.report.html import to_html
from summarizer.report.index_html import IndexRow, index_html
from summarizer.report.inert import one_line, visible
from summarizer.report.marking import Mark, pieces
from summarizer.report.quotes import quotes
from summarizer.report.source_html import direction, source_html
from summarizer.types import Claim, FindingKind, SummarySentence, Verdict
from tests.html import samples

any_text = st.text(st.characters(codec=None), max_size=200)
marks = st.lists(
    st.tuples(st.integers(0, 220), st.integers(0, 60)).map(
        lambda pair: Mark(pair[0], pair[0] + pair[1], f"c{pair[0]}e{pair[1]}", "cited")
    ),
    max_size=12,
)


def words_of(markup: str) -> str:
    """What a reader sees, white space aside."""
    return "".join(html.unescape(re.sub("<[^>]*>", "", markup)).split())


class TestVisible:
    @given(any_text)
    def test_nothing_that_acts_is_left_and_it_can_be_encoded(self, text: str) -> None:
        shown = visible(text)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
        assert shown.encode("utf-8")[:0] == b""
        assert visible(shown) == shown

    @pytest.mark.parametrize(
        "text", ["naïve café", "مرحبا\u200f!", "a\u200db", "👩\u200d🚀", "tab\tline\nend", "Ω≈ç√"]
    )
    def test_honest_text_is_left_alone(self, text: str) -> None:
        assert visible(text) == text

    def test_what_was_there_can_be_told(self) -> None:
        assert visible("\x1b[2J \u202e \x7f \udcff \U000e0041") == (
            "␛[2J \u2039RLO\u203a ␡ \ufffd \u2039U+E0041\u203a"
        )

    def test_lines_of_windows_stay_lines(self) -> None:
        assert visible("a\r\nb") == "a\nb"
        assert one_line("  a\r\n\t b ") == "a b"


class TestPieces:
    @given(st.integers(0, 100), st.integers(0, 100), marks)
    def test_they_tile_the_stretch_and_carry_what_covers_them(
        self, start: int, length: int, marks: list[Mark]
    ) -> None:
        end = start + length
        cut = list(pieces(start, end, marks))
        assert [p.start for p in cut] == [start, *(p.end for p in cut[:-1])][: len(cut)]
        assert not cut or cut[-1].end == end
        for piece in cut:
            for offset in range(piece.start, piece.end):
                covering = {(m.key, m.kind) for m in marks if m.start <= offset < m.end}
                assert {(m.key, m.kind) for m in piece.marks} == covering


class TestSource:
    @given(any_text, marks, st.lists(st.integers(0, 200), max_size=9).map(sorted))
    def test_every_letter_is_there_whatever_is_marked(
        self, text: str, marks: list[Mark], starts: list[int]
    ) -> None:
        lines = re.split("[\n\r\x0b\x0c\x85\u2028\u2029]", text)
        assert words_of(source_html(text, starts, marks)) == "".join(
            visible("".join(lines)).split()
        )

    @settings(max_examples=15)
    @given(st.text("ab .", min_size=2_000, max_size=9_000), st.booleans())
    def test_endless_lines_are_broken_without_losing_a_letter(
        self, text: str, sentences: bool
    ) -> None:
        starts = [m.start() for m in re.finditer("a", text)] if sentences else []
        markup = source_html(text, starts, [])
        assert words_of(markup) == "".join(text.split())
        assert max(map(len, re.split("<p[^>]*>", markup))) < 3_000

    def test_a_word_without_end_is_broken_too(self) -> None:
        markup = source_html("x" * 10_000, [0], [])
        assert markup.count("<p") >= 4

    @pytest.mark.parametrize(
        ("text", "way"), [("", "ltr"), ("123", "ltr"), ("hello", "ltr"), ("שלום Bob", "rtl")]
    )
    def test_direction(self, text: str, way: str) -> None:
        assert direction(text) == way


class TestQuotes:
    def test_disagreeing_words_beyond_the_evidence_are_quoted_in_their_sentence(self) -> None:
        report = samples.ferry()
        beside = quotes(report.claims[5], report.source)
        assert [report.source.text[q.start : q.end] for q in beside] == [
            report.claims[5].evidence[0].quote,
            "permanently.",
        ]
        assert [q.evidence for q in beside] == [0, None]

    def test_spans_outside_the_text_are_left_out(self) -> None:
        report = samples.hostile()
        shown = quotes(report.claims[1], report.source)
        assert [quote.evidence for quote in shown] == [0]

    def test_long_sentences_are_cut_between_words(self) -> None:
        of = samples.source("one two three four five six " * 40 + "end.", None)
        at = of.text.index("two", 500)
        claim = (
            samples.ferry()
            .claims[6]
            .model_copy(
                update={
                    "findings": (
                        samples.finding(FindingKind.NUMBER, "").model_copy(
                            update={"evidence_span": (at, at + 3)}
                        ),
                    )
                }
            )
        )
        (quote,) = quotes(claim, of)
        text = of.text[quote.start : quote.end]
        assert quote.cut_before
        assert quote.cut_after
        assert set(text.split()) == {"one", "two", "three", "four", "five", "six"}
        assert 200 < len(text) < 250


class TestWords:
    @pytest.mark.parametrize(
        ("share", "text"), [(0, "0%"), (0.001, "1%"), (0.5, "50%"), (0.999, "99%"), (1, "100%")]
    )
    def test_only_all_is_a_hundred_per_cent_and_only_nothing_is_none(
        self, share: float, text: str
    ) -> None:
        assert words.percent(share) == text

    def test_every_verdict_has_words_and_a_place_in_the_order(self) -> None:
        assert set(words.ORDER) == set(words.VERDICTS) == set(words.MEANINGS) == set(Verdict)

    def test_headlines(self) -> None:
        ferry = samples.ferry()
        good = ferry.claims[0]
        bad = ferry.claims[6]

        def headline(*claims: Claim) -> str:
            return words.headline(samples.report(ferry.source, claims))

        assert headline() == "Nothing was checked: this report has no claims."
        assert headline(good) == "The source supports the one claim."
        assert headline(good, good) == "The source supports all 2 claims."
        assert headline(good, bad) == "1 of 2 claims needs a look."
        assert headline(bad, bad) == "2 of 2 claims need a look."


class TestPage:
    def test_equal_reports_give_equal_pages(self) -> None:
        assert to_html(samples.ferry()) == to_html(samples.ferry())

    def test_text_of_the_summary_that_no_sentence_accounts_for_is_kept(self) -> None:
        report = samples.ferry().model_copy(
            update={
                "summary": "Before. First one. Between them. Second one. After.",
                "summary_sentences": (
                    SummarySentence(text="First one.", claims=("c1",)),
                    SummarySentence(text="Not in there.", claims=("c2", "c99")),
                    SummarySentence(text="Second one.", claims=()),
                ),
            }
        )
        page = to_html(report)
        section = page.split('id="summary-h"')[1].split("</section>")[0]
        order = ["Before.", "First one.", "Not in there.", "Between them.", "Second one.", "After."]
        found = [section.index(f">{text}" if text in order[1:3] else text) for text in order]
        assert found == sorted(found)


class TestIndex:
    def test_what_needs_eyes_comes_first(self) -> None:
        def row(name: str, status: str = "done", share: float | None = 1.0, **n: int) -> IndexRow:
            return IndexRow(name, None, status, {Verdict(k): v for k, v in n.items()}, share)

        rows = [
            row("clean b", supported=9),
            row("clean a", supported=1),
            row("no claims", share=None),
            row("one unverifiable", unverifiable=1, supported=5),
            row("two unsupported", unsupported=2),
            row("one contradicted", contradicted=1, supported=90),
            row("three contradicted", contradicted=3),
            row("not checked", not_checked=4),
            row("failed", "failed", None),
            row("not begun", "pending", None),
            row("incomplete", "incomplete", None),
        ]
        page = index_html(rows)
        order = re.findall(r"<bdi>(.*?)</bdi>", page)[1:]
        assert order == [
            "failed",
            "incomplete",
            "three contradicted",
            "one contradicted",
            "two unsupported",
            "one unverifiable",
            "not checked",
            "no claims",
            "not begun",
            "clean a",
            "clean b",
        ]
        assert "9 of 11 documents need a look." in page

    def test_an_empty_batch_says_so(self) -> None:
        assert "There are no documents in this batch." in index_html([])

    @pytest.mark.parametrize(
        ("path", "href"),
        [
            ("a/b c.html", "./a/b%20c.html"),
            ("javascript:alert(1)", "./javascript%3Aalert%281%29"),
            ("100%?#.html", "./100%25%3F%23.html"),
            ("\udcff.html", "./%FF.html"),
        ],
    )
    def test_links_are_paths_whatever_the_file_is_called(self, path: str, href: str) -> None:
        page = index_html([IndexRow("name", path, "done", {}, None)])
        assert f'href="{href}"' in page
