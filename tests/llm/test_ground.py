"""From quotes to exact spans: what counts as verbatim, and what does not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.source.document import Document
from summarizer.source.ground import find, ground

TEXT = (
    "The “joint plan” cost €1.5 million — or 15 percent… It wasn’t cheap, Ann’s aide said.\n"
    "A café\u00a0opened in Zu\u0308rich; co\u00adoperation grew by 1,250 posts."
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("The “joint plan” cost", "The “joint plan” cost"),
        ('The "joint plan" cost', "The “joint plan” cost"),
        ("million - or 15 percent...", "million — or 15 percent…"),
        ("It wasn't  cheap", "It wasn’t cheap"),
        ('"It wasn’t cheap."', "It wasn’t cheap"),
        ("A cafe\u0301 opened in Zürich", "A café\u00a0opened in Zu\u0308rich"),
        ("cooperation grew by 1,250 posts", "co\u00adoperation grew by 1,250 posts"),
    ],
)
def test_typography_is_forgiven(quote: str, found: str) -> None:
    span = find(TEXT, quote, 0, len(TEXT))
    assert span is not None
    assert TEXT[slice(*span)] == found


@pytest.mark.parametrize(
    "quote",
    [
        "5 million",
        "5 percent",
        "250 posts",
        "he “joint plan”",
        "the “joint plan”",
        "the joint plan cost",
        "joint plan costs",
        "cheap and Ann",
        "",
        "…",
        '""',
    ],
)
def test_nothing_else_is(quote: str) -> None:
    assert find(TEXT, quote, 0, len(TEXT)) is None


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
    st.data(),
)
def test_every_cut_is_found_where_it_reads_the_same(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    span = find(text, quote, 0, len(text))
    if span is None:
        return  # it cuts a word or a number, or is nothing but marks
    assert 0 <= span[0] < span[1] <= len(text)
    read = unicodedata.normalize("NFC", text[slice(*span)])
    assert [c for c in read if c.isalnum()] == [
        c for c in unicodedata.normalize("NFC", quote) if c.isalnum()
    ]


@given(st.lists(st.sampled_from(["Käse", "und", "Brot", "kosten", "3,5", "Euro"]), min_size=3))
def test_whole_words_are_always_found(words: list[str]) -> None:
    text = " ".join(["Heute", *words, "sagt", "er."])
    quote = unicodedata.normalize("NFD", " ".join(words))
    span = find(text, quote, 0, len(text))
    assert span is not None
    assert text[slice(*span)] == " ".join(words)


DOCUMENT = Document("The mill closed in May. Its owner left the town. Not so.\nRain fell all day.")


def test_a_quote_in_the_sentence_it_names() -> None:
    found = ground(DOCUMENT, "s1", "mill closed in May")
    (evidence,) = found.evidence
    assert not found.complaint
    assert evidence.sentence == "s1"
    assert DOCUMENT.text[evidence.start : evidence.end] == evidence.quote == "mill closed in May"


@pytest.mark.parametrize("named", ["s2", "s99", "", "the first"])
def test_a_quote_that_stands_elsewhere_is_placed_there_with_a_complaint(named: str) -> None:
    found = ground(DOCUMENT, named, "mill closed in May")
    assert found.evidence[0].sentence == "s1"
    assert "stands in s1, not in" in found.complaint


def test_a_quote_over_two_sentences_is_cut() -> None:
    found = ground(DOCUMENT, "s1", "closed in May. Its owner left")
    assert [item.quote for item in found.evidence] == ["closed in May.", "Its owner left"]
    assert "stands in s1 and s2" in found.complaint


def test_an_invented_quote_has_no_evidence() -> None:
    found = ground(DOCUMENT, "s1", "the mill closed in June")
    assert not found.evidence
    assert "is not in s1" in found.complaint


def test_a_quote_must_say_something_unless_it_is_the_whole_sentence() -> None:
    assert "too short" in ground(DOCUMENT, "s1", "The mill").complaint
    assert not ground(DOCUMENT, "s3", "Not so.").complaint


def test_brackets_around_an_id_are_forgiven() -> None:
    assert not ground(DOCUMENT, "[s4]", "Rain fell all day.").complaint


def test_text_without_spaces() -> None:
    document = Document("知事は三日に新しい橋を開いた。雨が降った。", language="ja")
    found = ground(document, "s1", "三日に新しい橋を開いた")
    assert found.evidence[0].quote == "三日に新しい橋を開いた"
    assert "too short" in ground(document, "s1", "新しい").complaint
