"""A willing judge cannot be talked round to, an unwilling one is taken at its word.

The claims are those of the seed article that the offline checker is measured by.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer import Document, FindingKind, Report, Verdict, check
from tests.llm.fakes import model, unwilling, willing
from tests.llm.server import Server

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLE = SEEDS / "turkiye-iraq-security-center.txt"
CLAIMS = json.loads((SEEDS / "turkiye-iraq-security-center.claims.json").read_text("utf-8"))
TRUE = {1, 2, 7, 9, 11, 13, 14, 16, 17, 18}
"""Numbers of the claims that the article supports; it supports none of the others."""
DAMAGED = {5, 6}
"""Numbers of the claims that rest on the article's garbled closing line."""


def judged(server: Server, settings: dict[str, object]) -> Report:
    return check(Document.from_file(ARTICLE), CLAIMS, **settings)


def test_a_judge_that_says_yes_to_everything_changes_no_verdict(
    server: Server, settings: dict[str, object]
) -> None:
    server.always(model(CheckReply=willing))
    report = judged(server, settings)
    supported = {int(claim.id[1:]) for claim in report.claims if not claim.flagged}
    assert supported == TRUE
    unverifiable = {
        int(claim.id[1:]) for claim in report.claims if claim.verdict is Verdict.UNVERIFIABLE
    }
    assert unverifiable == DAMAGED
    assert report.usage.calls == 1


def test_a_judge_that_says_no_to_everything_flags_everything(
    server: Server, settings: dict[str, object]
) -> None:
    server.always(model(CheckReply=unwilling))
    report = judged(server, settings)
    assert len(report.flagged) == len(CLAIMS)
    for claim in report.claims:
        if int(claim.id[1:]) in TRUE:
            assert claim.verdict is Verdict.UNSUPPORTED
            assert claim.findings[0].kind is FindingKind.MODEL
            assert "I do not think so" in claim.findings[0].message


@pytest.mark.parametrize("number", sorted(TRUE))
def test_true_claims_carry_evidence(
    server: Server, settings: dict[str, object], number: int
) -> None:
    server.always(model(CheckReply=willing))
    claim = judged(server, settings).claims[number - 1]
    assert claim.evidence
