"""What damaged sentences seem to say is stated apart, so that a reader sees what was left out."""

from __future__ import annotations

from summarizer.draft.extractive import draft
from summarizer.types import IssueKind
from tests.draft.damage import with_issues

SOUND = "The port of Sandvik handles 40 ships a year. The terminal of the port opened in 1931. "


def test_the_damaged_part_is_a_claim_with_its_speaker() -> None:
    clause = "the council should make the port a as soon as possible"
    text = (
        f"Erik Lund told local radio that the cranes of the port are old, adding that {clause}. "
        f"terminal. {SOUND}"
    )
    document = with_issues(
        text, (clause, IssueKind.DISPLACED_WORDS), ("terminal.", IssueKind.ORPHAN_FRAGMENT)
    )
    result = draft(document, 9)
    [claim] = result.withheld
    assert claim.text == f"Erik Lund added that {clause}."
    assert [citation.sentence for citation in claim.citations] == ["s1"]
    assert "Erik Lund told local radio that the cranes of the port are old." in [
        sentence.text for sentence in result.sentences
    ]
    assert clause not in result.text


def test_a_fragment_is_told_with_the_sentence_before_it() -> None:
    text = f"{SOUND}The council will close the harbour. master."
    [claim] = draft(with_issues(text, ("master.", IssueKind.ORPHAN_FRAGMENT))).withheld
    assert "The council will close the harbour" in claim.text
    assert "master." in claim.text


def test_a_sentence_damaged_throughout_is_stated_as_it_stands() -> None:
    line = "The port will will will will close."
    [claim] = draft(with_issues(SOUND + line, (line, IssueKind.WORD_LOOP))).withheld
    assert claim.text == line


def test_damaged_words_are_kept_verbatim() -> None:
    for words in ("40 ships", "handles 40", "a year", "The port of Sandvik"):
        [claim] = draft(with_issues(SOUND, (words, IssueKind.OCR_NOISE))).withheld
        assert words in claim.text


def test_boilerplate_is_not_withheld_but_left_out() -> None:
    footer = "All rights reserved."
    assert draft(with_issues(SOUND + footer, (footer, IssueKind.BOILERPLATE))).withheld == ()


def test_at_most_five_are_stated_and_the_rest_is_named() -> None:
    lines = [f"The crane {number} xq zv." for number in range(8)]
    document = with_issues(
        SOUND + " ".join(lines), *((line, IssueKind.OCR_NOISE) for line in lines)
    )
    result = draft(document)
    assert len(result.withheld) == 5
    [note] = result.notes
    assert "s8, s9, s10" in note


def test_a_sound_text_withholds_nothing() -> None:
    result = draft(with_issues(SOUND))
    assert result.withheld == ()
    assert result.notes == ()
