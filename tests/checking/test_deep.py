"""Errors that only show in a sentence read well: what is whose, what lasts, what is settled."""

from __future__ import annotations

import pytest

from summarizer.checking.checker import assess
from summarizer.checking.verdict import decide
from summarizer.source.document import Document
from summarizer.types import Claim, FindingKind

MARSH = (
    "The inspectors of the water board closed the sluice after two wardens of the nature trust "
    "found dead herons. "
    "The chair of the trust, who opposed the dyke, told the pilots that the ditches were clean. "
    "The causeway is closed to cyclists for the time being. "
    "The board would consider a repair of the pumps in June. "
    "The fishermen called for a ban on motor boats. "
    "The trust put off a survey of the reeds, and the pond was drained permanently. "
    "The rangers earn little. Ice lay on the pond until late in the spring of that year. "
    "Prim said that it was the ferryman that had closed the landing stage. "
    "Every hide was repainted except the tower. "
    "Warden Nils Obry opened the gate in the 40th minute, and painter Arn Lund closed it. "
    "Experts recommended that the weir be lowered before the spring. "
    "Neither guide answered questions about the eels. "
    "The warden found leaks in 11 of the 30 boats. "
    "The trust has applied to the bank for a loan to cover the rest. "
    "The regatta was called off minutes before it was due to start. "
    "In June half of the invoices were still unpaid. "
    "The dealer said it had been sent two invoices in May. "
    "Hulda Prim denied having received any invoice. "
    "More than 60 herons had to leave the islet for fear that the dam might burst. "
    '"Without the drought this would have been our finest season since the flood," said Ina Berg. '
    "Ranger Piet Haas blamed the heat. "
    '"The reeds are dry," he said. '
    "The rally ended at Osk Park, where the swans finished two points behind the geese. "
    "The trust has 340 members, 90 of whom live in Ostby. "
    "The warden no longer bans dogs. "
    "Permits for rowing boats stayed the same, while permits for trailers fell by half."
)


def check(claim: str) -> Claim:
    return decide("c1", claim, assess(Document(MARSH), [claim])[0])


@pytest.mark.parametrize(
    ("true", "false", "kind"),
    [
        (
            "Two wardens of the trust found dead herons.",
            "Two wardens of the water board found dead herons.",
            FindingKind.TERM,
        ),
        (
            "Cyclists may not use the causeway for now.",
            "The causeway is closed to cyclists for good.",
            FindingKind.QUANTIFIER,
        ),
        (
            "The pond was drained for good.",
            "The pond was drained for the time being.",
            FindingKind.QUANTIFIER,
        ),
        (
            "The board may talk about having the pumps repaired.",
            "The board agreed to repair the pumps in June.",
            FindingKind.MODALITY,
        ),
        (
            "The fishermen wanted motor boats banned.",
            "Motor boats were banned.",
            FindingKind.MODALITY,
        ),
        (
            "Of all the hides, only the tower was not repainted.",
            "Every hide was repainted.",
            FindingKind.QUANTIFIER,
        ),
        (
            "Every hide but the tower was repainted.",
            "The tower was repainted.",
            FindingKind.QUANTIFIER,
        ),
        (
            "Of the 340 members of the trust, 90 live in Ostby.",
            "The 340 members live in Ostby.",
            FindingKind.NUMBER,
        ),
        (
            "Obry opened the gate in the 40th minute.",
            "Arn Lund opened the gate in the 40th minute.",
            FindingKind.AGENT,
        ),
        (
            '"The reeds are dry," said Piet Haas.',
            '"The reeds are dry," said Nils Obry.',
            FindingKind.ATTRIBUTION,
        ),
        (
            "Berg said the season would have been the finest since the flood.",
            "Berg said it was the finest season since the flood.",
            FindingKind.MODALITY,
        ),
        (
            "Hulda Prim denied having received an invoice.",
            "Hulda Prim said she had received an invoice.",
            FindingKind.NEGATION,
        ),
        (
            "More than 60 herons were moved as the dam was feared to be close to bursting.",
            "The dam burst.",
            FindingKind.MODALITY,
        ),
        (
            "Experts advised lowering the weir before the spring.",
            "The weir was lowered before the spring.",
            FindingKind.MODALITY,
        ),
        (
            "Both guides left questions about the eels unanswered.",
            "Both guides answered questions about the eels.",
            FindingKind.NEGATION,
        ),
        (
            "Half of the invoices were not paid.",
            "Half of the invoices were paid.",
            FindingKind.NEGATION,
        ),
        (
            "Of the 30 boats of the trust, 11 were found to leak.",
            "The warden found leaks in all 30 boats.",
            FindingKind.NUMBER,
        ),
        (
            "The trust has applied for a loan from the bank.",
            "The bank has given the trust a loan.",
            FindingKind.MODALITY,
        ),
        (
            "The ferryman had closed the landing stage, Prim said.",
            "The rangers had closed the landing stage, Prim said.",
            FindingKind.AGENT,
        ),
        (
            "The regatta was called off minutes before its start.",
            "The regatta was called off minutes after it had started.",
            FindingKind.ORDER,
        ),
        ("The rally ended at Osk Park.", "The rally ended at Haas Park.", FindingKind.PLACE),
        (
            "The geese finished two points ahead of the swans.",
            "The swans finished two points ahead of the geese.",
            FindingKind.COMPARISON,
        ),
        ("Dogs are no longer banned by the warden.", "The warden bans dogs.", FindingKind.NEGATION),
        (
            "Permits for trailers halved.",
            "Permits for rowing boats fell by half.",
            FindingKind.AGENT,
        ),
    ],
)
def test_each_error_is_caught_and_its_true_twin_passes(
    true: str, false: str, kind: FindingKind
) -> None:
    flagged = check(false)
    assert flagged.flagged
    assert flagged.findings[0].kind is kind
    assert not check(true).flagged, check(true).findings
