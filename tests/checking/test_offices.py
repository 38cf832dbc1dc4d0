"""Offices, callings and speakers: whose the text says they are, and their true twins."""

from __future__ import annotations

import pytest

from summarizer.checking.checker import assess
from summarizer.checking.verdict import decide
from summarizer.source.document import Document
from summarizer.types import Claim


def check(text: str, claim: str) -> Claim:
    return decide("c1", claim, assess(Document(text), [claim])[0])


THEATRE = (
    "Present: Mayor Odile Brand (chair), Tomas Reik, Sara Lunn. "
    "The trust, whose director is Milo Vance, has elected Petra Hoyt as its treasurer. "
    "Hanno Keel, who took over as stage manager from Britt Amsel, praised the cast. "
    "Their coach, Gerd Falk, was pleased. Borra's coach, Dana Priem, was not. "
    "Its grandson, Felix, sold the tickets. Chief financial officer Rolf Enge paid the bills. "
    "My sister was a weaver. My uncle was a baker. "
    "The roof leaked because the council had saved money, according to Aldo Quint, secretary of "
    "the builders' union. Its lawyer, Jana Strand, said the theatre would stay open. "
    "The orchestra was asked to play outside. "
)


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("Mayor Brand chaired the meeting.", "Tomas Reik chaired the meeting."),
        ("Milo Vance is the director of the trust.", "Milo Vance is the treasurer of the trust."),
        ("Petra Hoyt is the treasurer.", "Sara Lunn is the treasurer."),
        ("Hanno Keel is the stage manager.", "Britt Amsel is the stage manager."),
        ("Dana Priem coaches Borra.", "Gerd Falk coaches Borra."),
        ("Rolf Enge is the theatre's head of finance.", "Rolf Enge is the head of the theatre."),
        ("My uncle was a baker by trade.", "My sister was a baker."),
        (
            "According to Quint, the roof leaked because the council had saved money.",
            "According to the council, the roof leaked because money had been saved.",
        ),
        (
            "Jana Strand said the theatre would stay open.",
            "The orchestra said the theatre would stay open.",
        ),
        (
            'Quint is secretary of the "builders\' union".',
            'Falk was "as angry as a wet cat" that evening.',
        ),
    ],
)
def test_an_office_and_words_are_whose_the_text_says(true: str, false: str) -> None:
    assert not check(THEATRE, true).flagged
    assert check(THEATRE, false).flagged


def test_who_sends_a_mail_says_i_in_it_and_its_date_does_not() -> None:
    text = (
        "From: Lotte Brandt\nDate: 3 May\nSubject: the hall\n"
        "The club has booked the hall. I have promised Coach Keller that it will be open.\n"
        "From: Jonas Wirth\nDate: 4 May\n"
        "I told the caretaker that the boiler is broken.\n"
    )
    assert not check(text, "Lotte Brandt has promised Coach Keller that it will be open.").flagged
    assert check(text, "Coach Keller has promised Jonas Wirth that it will be open.").flagged
    assert check(text, "Lotte Brandt told the caretaker that the boiler is broken.").flagged
    assert not check(text, "Jonas Wirth told the caretaker that the boiler is broken.").flagged


def test_an_appeal_that_was_admitted_is_not_what_somebody_said() -> None:
    text = (
        "The counter-claim was lodged late by the tenant. Nobody spoke of it in the morning. "
        "Judge Amrin would have admitted it nonetheless; Judges Pell and Soto would not."
    )
    assert not check(text, "Judge Amrin would have admitted the counter-claim.").flagged
    assert check(text, "Judge Pell would have admitted the counter-claim.").flagged
