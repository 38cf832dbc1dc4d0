"""What is read off a sentence: words with places, parts of speech, clauses, negation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.parse import Parse


def parse(text: str) -> Parse:
    return Parse(text, 0, len(text))


def frame(text: str, verb: str) -> dict[str, str | None]:
    read = parse(text)
    found = next(frame for frame in read.frames if read.words[frame.verb].lower == verb)

    def word(index: int | None) -> str | None:
        return None if index is None else read.words[index].surface

    return {"doer": word(found.doer), "undergoer": word(found.undergoer)}


@given(st.text(max_size=200))
def test_words_stand_where_they_say_and_never_overlap(text: str) -> None:
    read = parse(text)
    end = 0
    for word, start, stop in zip(read.words, read.tokens.starts, read.tokens.ends, strict=True):
        assert end <= start < stop <= len(text)
        assert not text[end:start].strip()
        assert len(word.surface) >= 1
        end = stop
    assert not text[end:].strip()
    assert len(read.tags) == len(read.words)


@given(st.text(max_size=200))
def test_reading_any_text_ends_and_stays_inside(text: str) -> None:
    read = parse(text)
    count = len(read)
    for found in read.frames:
        for index in (found.doer, found.undergoer, found.verb):
            assert index is None or 0 <= index < count
    for negation in read.negations:
        assert 0 <= negation.first <= negation.end <= count
    for quantity in read.quantities:
        assert 0 <= quantity.start < quantity.end <= count
        assert quantity.low <= quantity.high


@pytest.mark.parametrize(
    ("text", "verb", "doer", "undergoer"),
    [
        ("The council rejected the plan.", "rejected", "council", "plan"),
        ("The plan was rejected by the council.", "rejected", "council", "plan"),
        ("The bridge, built by Dutch engineers, is closed.", "built", "engineers", None),
        ("Iraq criticized the move, while Turkey defended it.", "defended", "Turkey", "it"),
        ("Valden rose after Moss bought Hanbit.", "bought", "Moss", "Hanbit"),
        ("Nets longer than 40 metres may damage the reef.", "damage", "Nets", "reef"),
        (
            "The mill was drawn by Orla Finn, who had studied in Bath, and built by Hugh Pine.",
            "built",
            "Pine",
            "mill",
        ),
        ("Airing the hay for a month killed the mites.", "killed", "Airing", "mites"),
        ("Walking home she saw a fox.", "saw", "she", "fox"),
        ("Using maps drawn by pupils, the team found it.", "found", "team", "it"),
        ("I told them that the mayor sold it.", "sold", "mayor", "it"),
        ("Only three of the eight give warm water.", "give", "eight", "water"),
        ("The sum was lower than the one first named by Roe.", "named", "Roe", "one"),
        ("The king no longer rules the island.", "rules", "king", "island"),
        ("The verger let her climb the loft.", "climb", "her", "loft"),
        ("Soaking it had no effect.", "had", "Soaking", "effect"),
        ("The hall stood in Bath and York until 1820.", "stood", "hall", None),
        ("All of the passengers were rescued by fishermen.", "rescued", "fishermen", "passengers"),
        ("The mayor of the old town praised her staff.", "praised", "mayor", "staff"),
        ("Sales rose by 12 percent.", "rose", "Sales", None),
    ],
)
def test_who_does_what_to_whom(text: str, verb: str, doer: str, undergoer: str | None) -> None:
    found = frame(text, verb)
    assert found["doer"] == doer
    if undergoer is not None:
        assert found["undergoer"] == undergoer


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The company did not pay its workers.", "pay"),
        ("Nobody was hurt in the crash.", "hurt"),
        ("The fire caused no injuries.", "injuries"),
        ("The firm failed to warn the public.", "warn"),
        ("It has never been proved.", "proved"),
    ],
)
def test_what_is_denied(text: str, denied: str) -> None:
    read = parse(text)
    index = next(i for i, word in enumerate(read.words) if word.lower == denied)
    assert index in read.negated


@pytest.mark.parametrize(
    ("text", "affirmed"),
    [
        ("It may or may not rain.", "rain"),
        ("Not only the mayor came.", "came"),
        ("The work will not start until Easter.", "start"),
        ("No, it works.", "works"),
        ("They did it for nothing.", "did"),
        ("The court did not find that the firm had failed to warn them.", "firm"),
    ],
)
def test_what_only_looks_denied(text: str, affirmed: str) -> None:
    read = parse(text)
    index = next(i for i, word in enumerate(read.words) if word.lower == affirmed)
    assert index not in read.negated


def test_a_capital_in_mid_sentence_makes_a_name_even_of_a_small_word() -> None:
    read = parse("Union leader Per Dahl spoke.")
    assert read.tags[2] == "P"


def test_contractions_and_initials_are_cut_as_a_reader_would() -> None:
    words = [
        word.surface for word in parse("J. Field doesn't like the U.S. court's re-election.").words
    ]
    assert words[:4] == ["J.", "Field", "does", "n't"]
    assert "U.S." in words
    assert "'s" in [word.lower() for word in words]


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("The firm paid pensions to the widows.", "paid"),
        ("The director general ordered the payment of the wages.", "ordered"),
        ("Her mother lives in Oxcott.", "lives"),
        ("The inn is run by two brothers.", "run"),
    ],
)
def test_every_sentence_finds_its_verb(sentence: str, verb: str) -> None:
    parse = Parse(sentence, 0, len(sentence))
    assert [parse.words[frame.verb].lower for frame in parse.frames] == [verb]
    assert parse.frames[0].subject is not None


@pytest.mark.parametrize(
    ("text", "verb", "doer", "undergoer"),
    [
        ("It closed after two heads of the union left the hall.", "left", "heads", "hall"),
        ("She said the price of the boat increased.", "increased", "price", None),
        ("She said the toll, which adds a cent, helped the town.", "helped", "toll", "town"),
        ("Members put off a vote on the bill.", "put", "Members", "vote"),
        ("More than 200 people of Oslo left the hall.", "left", "people", "hall"),
        ("About 30 boats blocked the port.", "blocked", "boats", "port"),
        ("According to Roe, repairs had helped the town.", "helped", "repairs", "town"),
        ("She said it was the guide that had closed the hut.", "closed", "guide", "hut"),
        ("The club is due to visit Oslo in May.", "visit", "club", "Oslo"),
        ("Owing to storms, boats left the port.", "left", "boats", "port"),
        ("Farmers called for a ban.", "called", "Farmers", "ban"),
        ("He met men from a ship carrying a flag.", "carrying", "ship", "flag"),
    ],
)
def test_what_is_described_at_length_still_acts(
    text: str, verb: str, doer: str, undergoer: str | None
) -> None:
    assert frame(text, verb) == {"doer": doer, "undergoer": undergoer}
