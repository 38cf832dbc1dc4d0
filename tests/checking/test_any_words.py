"""No order of words, however odd, may stop a check: sources are cut off, claims are notes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.checking.checker import assess
from summarizer.source.document import Document

ENGLISH = (
    "by of to in at on for with from than as the a an no not n't never only all both half each "
    "two third thirds percent dozen 5 40 1,200 3.5 % $ € March Monday 2019 12 July May 9:30 p.m. "
    "who which that whose where when while until before after since because although if whether "
    "he she it they his her their him I we you said told according was were is has had be been "
    "being will would may might must can could did does signed signing sign rose fell rise higher "
    "lower more most less least fewer better twice last first next former then now yet still again "
    "council mayor Ruth Vane Oslo company fire minister nurse report dead old new north south "
    "approved approval refused denied asked called led between among except without instead "
    "subject due going able likely and or but nor either neither , . ; : - – ( ) \" “ ” ' 's ? ! …"
).split()
GERMAN = (
    "der die das ein eine kein nicht nie nur alle beide halb zwei drittel Prozent 5 40 1.200 3,5 "
    "am im von bis seit vor nach über unter wird wurde will kann soll hat ist sagte Bürgermeister "
    "Ruth Vane Oslo März Montag 2019 Stadt mehr weniger höher niedriger stieg sank und oder aber "
    "einundzwanzig Millionen Jahre , . ; : - „ “ ?"
).split()


@pytest.mark.parametrize("words", [ENGLISH, GERMAN], ids=["English", "German"])
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_a_check_comes_to_an_end_whatever_the_words(words: list[str], data: st.DataObject) -> None:
    sentence = st.lists(st.sampled_from(words), min_size=1, max_size=14).map(" ".join)
    source, claim = data.draw(sentence), data.draw(sentence)
    shuffled = " ".join(data.draw(st.permutations(source.split())))
    language = "en" if words is ENGLISH else "de"
    [one, two] = assess(Document(f"{source}. {claim}", language=language), [claim, shuffled])
    assert 0.0 <= one.support <= 1.0
    assert 0.0 <= two.support <= 1.0


@pytest.mark.parametrize(
    "claim",
    [
        "Ottilie Brand is the member of the guild of bell founders",
        "The bells were signed by",
        "Ottilie Brand, the eldest member of the guild of",
    ],
)
def test_a_claim_may_stop_anywhere(claim: str) -> None:
    text = (
        "Ottilie Brand is a young member of the old guild of bell founders. She signed the bells."
    )
    [found] = assess(Document(text), [claim])
    assert found.support <= 1.0
