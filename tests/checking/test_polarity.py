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
]


@pytest.mark.parametrize(("text", "kind", "twin", "error"), CASES)
def test_the_error_is_caught(text: str, kind: FindingKind, twin: str, error: str) -> None:
    found = verdict(text, error)
    assert kind in [finding.kind for finding in found.findings], found


@pytest.mark.parametrize(("text", "kind", "twin", "error"), CASES)
def test_the_true_twin_passes(text: str, kind: FindingKind, twin: str, error: str) -> None:
    assert verdict(text, twin).verdict is Verdict.SUPPORTED, verdict(text, twin)


SAME = [
    (
        "The talks ended in less than a week, as two earlier rounds had done.",
        "Two earlier rounds of talks had ended within a week.",
    ),
]


@pytest.mark.parametrize(("text", "claim"), SAME)
def test_another_way_of_saying_the_same_is_no_error(text: str, claim: str) -> None:
    assert verdict(text, claim).verdict is Verdict.SUPPORTED, verdict(text, claim)
