"""Markdown that reads well on GitHub and in which nothing of the data acts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from summarizer.report.inert import one_line
from summarizer.report.markdown import escape, to_markdown
from summarizer.types import SummarySentence
from tests.html import samples

OURS = {"h1", "h2", "p", "strong", "em", "b", "ul", "li"}
OURS |= {"table", "thead", "tbody", "tr", "th", "td"}


class Page(HTMLParser):
    """The elements and the text of rendered Markdown."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[str] = []
        self.words = ""
        self.feed(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("name", ["ferry", "arabic", "reviewed", "hostile", "empty"])
def test_no_element_but_our_own(name: str) -> None:
    page = Page(to_markdown(getattr(samples, name)()))
    assert page.tags <= OURS
    assert page.attributes == []


@given(st.text(st.characters(codec=None), max_size=60))
def test_escaped_text_means_itself(text: str) -> None:
    page = Page(f"x{escape(text)}x")
    assert page.tags <= {"p"}
    assert page.words.strip() == f"x{one_line(text)}x"


@pytest.mark.parametrize(
    "text", ["www.example.com", "http://192.0.2.1/", "a@b.org", "@team", "#12", "SHA: a1b2c3d"]
)
def test_nothing_becomes_a_link_or_a_mention(text: str) -> None:
    assert not re.search(r"www\.\w|https?:/|\w@\w|(?<!\\)[@#]\w", escape(text))


def test_plain_prose_stays_readable() -> None:
    text = "The price rose 3.5 percent, from 1,200 to 1,242 kroner; the co-owner agreed."
    assert escape(text) == text


def test_each_claim_has_its_footnote_and_each_footnote_is_used() -> None:
    markdown = to_markdown(samples.ferry())
    body, notes = markdown.split("\n[^1]: ")
    defined = {1} | {int(n) for n in re.findall(r"^\[\^(\d+)\]: ", notes, re.MULTILINE)}
    assert defined == set(range(1, 9)) == {int(n) for n in re.findall(r"\[\^(\d+)\]", body)}


def test_disagreeing_words_are_bold_in_claim_and_footnote() -> None:
    markdown = to_markdown(samples.ferry())
    assert "| 2. The two ferries will cost 46 million kroner <b>together</b>.[^2] |" in markdown
    assert "[^2]: “The vessels will cost 46 million kroner <b>each and</b> are to" in markdown


def test_rows_of_the_table_stay_rows() -> None:
    markdown = to_markdown(samples.hostile())
    rows = [line for line in markdown.splitlines() if line.startswith("| ")]
    assert len(rows) == 1 + len(samples.ATTACKS)
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {6}


def test_reviews_omissions_damage_and_models_are_told() -> None:
    page = Page(to_markdown(samples.reviewed()))
    for text in (
        "Ida Lund, 2031-03-04: supported. The yard confirmed it by telephone.",
        "He expects the charging station at Skarv to be late.",
        "A single word stands alone after the full stop.",
        "openai/gpt-4.1-mini",
    ):
        assert text in page.words


def test_a_summary_without_sentences_and_a_sentence_without_claims_are_shown() -> None:
    report = samples.ferry()
    assert "no claim: not checked" in to_markdown(report)
    bare = report.model_copy(update={"summary_sentences": ()})
    assert "Islanders are pleased." in to_markdown(bare)
    lost = SummarySentence(text="Who knows?", claims=("c99",))
    assert "Who knows? *(no claim" in to_markdown(
        report.model_copy(update={"summary_sentences": (lost,)})
    )
