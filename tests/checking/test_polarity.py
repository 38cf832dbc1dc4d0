"""What is denied, how certain it is, how much of it there is, and in which order it came.

Each text has an error that must be caught and, beside it, its true twin that must pass.
"""

from __future__ import annotations

import pytest

from summarizer.checking.checker import assess
from summarizer.checking.verdict import decide
from summarizer.source.document import Document
from summarizer.types import Claim, FindingKind, Verdict


def verdict(text: str, claim: str) -> Claim:
    return decide("c1", claim, assess(Document(text), [claim])[0])


CASES = [
    (
        "Engineers said the leak was probably caused by frost.",
        FindingKind.MODALITY,
        "The leak was probably the work of frost, engineers said.",
        "Engineers said the leak was caused by frost.",
    ),
    (
        "Riders must show a ticket before boarding the ferry.",
        FindingKind.MODALITY,
        "A ticket must be shown by riders before they board the ferry.",
        "Riders may show a ticket before boarding the ferry.",
    ),
    (
        "The union signed the contract in Orvala on Monday.",
        FindingKind.MODALITY,
        "On Monday the contract was signed by the union in Orvala.",
        "The union will sign the contract in Orvala on Monday.",
    ),
    (
        "The eastern tunnel is twice as long as the western tunnel.",
        FindingKind.COMPARISON,
        "The western tunnel is half as long as the eastern tunnel.",
        "The eastern tunnel is half as long as the western tunnel.",
    ),
    (
        "Farmers demanded that the gates be opened more slowly.",
        FindingKind.COMPARISON,
        "Farmers demanded a slower opening of the gates.",
        "Farmers demanded that the gates be opened faster.",
    ),
    (
        "Sheep outnumber people on the island of Hesk.",
        FindingKind.COMPARISON,
        "On the island of Hesk there are fewer people than sheep.",
        "On the island of Hesk there are more people than sheep.",
    ),
    (
        "Birds from the marsh gained more weight than those from the hills.",
        FindingKind.COMPARISON,
        "Birds from the hills gained less weight than those from the marsh.",
        "Birds from the hills gained more weight than those from the marsh.",
    ),
    (
        "The board declined to say who would pay for the roof.",
        FindingKind.NEGATION,
        "The board did not say who would pay for the roof.",
        "The board said who would pay for the roof.",
    ),
    (
        "The crew used sand instead of salt on the bridge.",
        FindingKind.NEGATION,
        "On the bridge the crew used sand.",
        "The crew used salt on the bridge.",
    ),
    (
        "No one has been told to vacate the houses so far.",
        FindingKind.NEGATION,
        "Nobody has yet been told to vacate the houses.",
        "Tenants have been told to vacate the houses.",
    ),
    (
        "The water was too cold to swim in the lake.",
        FindingKind.NEGATION,
        "People could not swim in the lake because the water was too cold.",
        "In the cold lake people could swim.",
    ),
    (
        "The handbook is still in print.",
        FindingKind.NEGATION,
        "The handbook has not gone out of print.",
        "The handbook is out of print.",
    ),
    (
        "Exports of cheese fell by 6 percent last year, after having risen in each of the three "
        "years before.",
        FindingKind.NEGATION,
        "Last year exports of cheese fell by 6 percent.",
        "Exports of cheese rose by 6 percent last year.",
    ),
    (
        "In the test 62% of the old pipes and 27% of the new ones burst.",
        FindingKind.NUMBER,
        "Among old pipes, 62 percent burst in the test.",
        "In the test 27% of the old pipes burst.",
    ),
    (
        "Lind came on in the 34th minute for the injured keeper.",
        FindingKind.NUMBER,
        "In minute 34 Lind came on for the injured keeper.",
        "In minute 43 Lind came on for the injured keeper.",
    ),
    (
        "The channel used to be nine metres deep and is now seven metres deep.",
        FindingKind.NUMBER,
        "The channel used to be two metres deeper than it is now.",
        "The channel is now eight metres deep.",
    ),
    (
        "The hall cost $412,000, of which the town paid 25 percent.",
        FindingKind.NUMBER,
        "The town paid $103,000 of the cost of the hall.",
        "The town paid $130,000 of the cost of the hall.",
    ),
    (
        "The lid can spring open while the water is boiling.",
        FindingKind.ORDER,
        "While the water is boiling, the lid can open.",
        "The lid can spring open once the water is boiling no more.",
    ),
    (
        "The mayor expects no further strike before spring.",
        FindingKind.NEGATION,
        "Until spring the mayor expects no further strike.",
        "The mayor expects a further strike before spring.",
    ),
    (
        "The class used to have 31 pupils and now has 24.",
        FindingKind.COMPARISON,
        "The class has fewer pupils than it used to have.",
        "The class has more pupils than it used to have.",
    ),
    (
        "Fewer than half of the guests came from Oslo. There were 300 guests from Oslo and Bergen.",
        FindingKind.QUANTIFIER,
        "Less than half of the guests came from Oslo.",
        "Most of the guests came from Oslo.",
    ),
    (
        "Up to 90 jobs could go in Norway.",
        FindingKind.MODALITY,
        "In Norway up to 90 jobs could be lost.",
        "Up to 90 jobs will go in Norway.",
    ),
    (
        "Sales fell mainly because of higher fuel prices.",
        FindingKind.COMPARISON,
        "Sales fell mainly owing to higher fuel prices.",
        "Sales fell mainly owing to lower fuel prices.",
    ),
    (
        "More than twice as many watered pots as dry ones flowered.",
        FindingKind.COMPARISON,
        "Fewer than half as many dry pots as watered ones flowered.",
        "More than twice as many dry pots as watered ones flowered.",
    ),
]


@pytest.mark.parametrize(("text", "kind", "twin", "error"), CASES)
def test_the_error_is_caught(text: str, kind: FindingKind, twin: str, error: str) -> None:
    found = verdict(text, error)
    assert kind in [finding.kind for finding in found.findings], found


@pytest.mark.parametrize(("text", "kind", "twin", "error"), CASES)
def test_the_true_twin_passes(text: str, kind: FindingKind, twin: str, error: str) -> None:
    assert verdict(text, twin).verdict is Verdict.SUPPORTED, verdict(text, twin)


SAME = [
    ("Not one of the goats became ill.", "None of the goats fell ill."),
    ("The roof should be mended by May.", "The roof ought to be mended by May."),
    (
        "Cars may use the northern quay until noon. The southern quay is closed to them.",
        "On the southern quay cars may never be used.",
    ),
    (
        "The theatre cancelled an order worth 40,000 euros. The printer, Ode Falk, was told.",
        "Falk lost an order worth 40,000 euros.",
    ),
    (
        "The tram serves three towns. Some 61,000 people use it every week.",
        "About 61 thousand passengers use the tram every week.",
    ),
    (
        "Has the bridge at Marr been repaired?\nEngineer: The bridge is waiting for steel.",
        "The bridge has not been repaired.",
    ),
    (
        "Ilse Brand does not know how to swim.",
        "Ilse Brand does not swim.",
    ),
    (
        "The guests could hear the band from the garden.",
        "From the garden the guests heard the band.",
    ),
    (
        "The talks ended in less than a week, as two earlier rounds had done.",
        "Two earlier rounds of talks had ended within a week.",
    ),
    ("The broken pump is expected to be repaired by May.", "The broken pump should run by May."),
    (
        "It was not the first time that the mill had moved its stock.",
        "The mill had moved its stock before.",
    ),
]


@pytest.mark.parametrize(("text", "claim"), SAME)
def test_another_way_of_saying_the_same_is_no_error(text: str, claim: str) -> None:
    assert verdict(text, claim).verdict is Verdict.SUPPORTED, verdict(text, claim)
