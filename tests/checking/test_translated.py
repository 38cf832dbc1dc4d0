"""Claims in another language than their text: figures are held against it, words are not."""

from __future__ import annotations

import pytest

from summarizer import Document, FindingKind, Verdict
from summarizer.checking.checker import assess
from summarizer.checking.model import Judgement
from summarizer.checking.verdict import decide
from summarizer.types import Claim, Evidence

TEXT = Document(
    "The town of Selm has decided to keep its night ferry until 2031. The council voted 31 to 12 "
    "for a subsidy of 4.2 million kroner a year. The ferry carried 210,000 passengers last year, "
    "8 percent fewer than in 2022, and has a crew of two hundred and forty. It leaves the town at "
    "3:30 p.m. The hall was built in the 1970s; a quarter of the $1,250.75 was paid by the town."
)


def judged(claim: str) -> Claim:
    """The verdict where a judge that says yes to everything quotes the first sentence."""
    (assessment,) = assess(TEXT, [claim])
    first = TEXT.sentences[0]
    quote = Evidence(sentence=first.id, start=first.start, end=first.end, quote=TEXT.quote(first))
    return decide("c1", claim, assessment, Judgement(Verdict.SUPPORTED, (quote,)))


@pytest.mark.parametrize(
    "claim",
    [
        "Der Rat der Stadt stimmte mit 31 zu 12 für einen Zuschuss von 4,2 Millionen Kronen.",
        "Der Rat der Stadt stimmte für einen Zuschuss von 4.200.000 Kronen in jedem Jahr.",
        "Die Fähre hat im letzten Jahr auf der Strecke 210.000 Menschen befördert.",
        "Die Fähre hat eine Mannschaft von 240 Leuten, und sie fährt um 15:30 Uhr ab.",
        "Die Halle ist aus den 70er Jahren, die Stadt hat von den 1.250,75 Dollar 25 % bezahlt.",
        "Le ferry de nuit a transporté 210 000 passagers dans la ville de Selm l'an dernier.",
    ],
)
def test_a_figure_in_another_form_is_no_error(claim: str) -> None:
    found = judged(claim)
    assert found.verdict is Verdict.SUPPORTED, found.findings
    assert {finding.kind for finding in found.findings} == {FindingKind.LANGUAGE}


@pytest.mark.parametrize(
    ("claim", "figure"),
    [
        ("Der Rat der Stadt stimmte mit 31 zu 21 für einen Zuschuss in jedem Jahr.", "21"),
        ("Der Rat der Stadt stimmte für einen Zuschuss von 4,3 Millionen Kronen.", "4,3"),
        ("Die Fähre hat im letzten Jahr auf der Strecke 310.000 Menschen befördert.", "310.000"),
        ("Die Stadt hat sich entschieden, die Fähre bis 2035 zu behalten.", "2035"),
        (
            "Die Stadt hat von den 1.350,75 Dollar, die es kostet, einen Teil bezahlt.",
            "1.350,75",
        ),
        ("Le ferry de nuit a transporté 310 000 passagers dans la ville l'an dernier.", "310 000"),
    ],
)
def test_a_figure_that_the_text_lacks_is_not_talked_round(claim: str, figure: str) -> None:
    found = judged(claim)
    assert found.verdict is Verdict.UNSUPPORTED
    assert found.findings[0].kind is FindingKind.NUMBER
    assert found.findings[0].claim_span is not None
    assert claim[slice(*found.findings[0].claim_span)] == figure
