"""Errors in texts of many kinds, each beside the true claim that comes closest to it."""

from __future__ import annotations

import pytest

from summarizer.checking.checker import assess
from summarizer.checking.verdict import decide
from summarizer.source.document import Document
from summarizer.types import Claim, FindingKind


def check(text: str, claim: str) -> Claim:
    return decide("c1", claim, assess(Document(text), [claim])[0])


def assert_twins(text: str, true: str, false: str, kind: FindingKind) -> None:
    kept = check(text, true)
    assert not kept.flagged, kept.findings
    found = check(text, false)
    assert found.flagged
    assert found.findings[0].kind is kind


WEIR = (
    "The weir at Askern has nine gates. The eastern gates were painted last spring. "
    "Five gates leaked in the flood of 2007. "
    "The repair cost £900,000, of which the anglers gave roughly a third. "
    "Of the wages the mill paid about a third."
)


@pytest.mark.parametrize(
    ("true", "false", "kind"),
    [
        (
            "Painting the eastern gates was done last spring.",
            "All the gates were painted last spring.",
            FindingKind.QUANTIFIER,
        ),
        (
            "In the flood of 2007 five gates leaked.",
            "Every gate leaked in the flood of 2007.",
            FindingKind.QUANTIFIER,
        ),
        (
            "The anglers gave about £300,000 for the repair.",
            "The anglers gave about £400,000 for the repair.",
            FindingKind.NUMBER,
        ),
        (
            "The mill paid about a third of the wages.",
            "The mill paid half of the wages.",
            FindingKind.NUMBER,
        ),
    ],
)
def test_parts_and_wholes(true: str, false: str, kind: FindingKind) -> None:
    assert_twins(WEIR, true, false, kind)


def test_all_of_as_many_as_the_text_counts_are_all() -> None:
    text = "Four boats lay in the harbour. The four boats were scrapped in May."
    assert not check(text, "All the boats were scrapped in May.").flagged
