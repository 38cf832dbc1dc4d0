"""The seed article, as the first user will see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer import Document, FindingKind, Report, Verdict, check, summarize
from summarizer.types import IssueKind

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLE = SEEDS / "turkiye-iraq-security-center.txt"
CLAIMS = json.loads((SEEDS / "turkiye-iraq-security-center.claims.json").read_text("utf-8"))

SUPPORTED, CONTRADICTED = Verdict.SUPPORTED, Verdict.CONTRADICTED
UNSUPPORTED, UNVERIFIABLE = Verdict.UNSUPPORTED, Verdict.UNVERIFIABLE
TABLE = [
    (SUPPORTED, None, "will establish a joint security coordination center"),
    (SUPPORTED, None, "signed at a high-level meeting in Ankara"),
    (CONTRADICTED, FindingKind.PLACE, "signed at a high-level meeting in Ankara"),
    (CONTRADICTED, FindingKind.DATE, "on August 15"),
    (UNVERIFIABLE, FindingKind.DAMAGED_SOURCE, "make the PKK an organization"),
    (UNVERIFIABLE, FindingKind.DAMAGED_SOURCE, "make the PKK an organization"),
    (SUPPORTED, None, "are a turning point in relations"),
    (CONTRADICTED, FindingKind.ROLE, "Foreign Minister Hakan Fidan"),
    (SUPPORTED, None, "Foreign Minister Hakan Fidan"),
    (CONTRADICTED, FindingKind.AGENT, "Turkey has defended them"),
    (SUPPORTED, None, "Turkey has defended them"),
    (CONTRADICTED, FindingKind.ATTRIBUTION, "the first historical step"),
    (SUPPORTED, None, "the first historical step"),
    (SUPPORTED, None, "at the Bashiqa base"),
    (CONTRADICTED, FindingKind.NEGATION, "common border security"),
    (SUPPORTED, None, "common border security"),
    (SUPPORTED, None, "consider a terrorist organization"),
    (SUPPORTED, None, "a violation of its sovereignty"),
    (UNSUPPORTED, None, ""),
]


@pytest.fixture(scope="module")
def checked() -> Report:
    return check(Document.from_file(ARTICLE), CLAIMS, offline=True)


@pytest.mark.parametrize("number", range(len(TABLE)))
def test_each_claim_gets_its_verdict_its_reason_and_its_sentence(
    checked: Report, number: int
) -> None:
    verdict, kind, words = TABLE[number]
    claim = checked.claims[number]
    assert claim.text == CLAIMS[number]
    assert claim.verdict is verdict, claim
    if kind is not None:
        assert kind in [finding.kind for finding in claim.findings]
    assert words in claim.evidence[0].quote


def test_the_summary_is_sound_and_the_closing_line_is_withheld() -> None:
    report = summarize(Document.from_file(ARTICLE), offline=True)
    assert 3 <= len(report.summary_sentences) <= 5
    drafted = {name for sentence in report.summary_sentences for name in sentence.claims}
    for claim in report.claims:
        expected = SUPPORTED if claim.id in drafted else UNVERIFIABLE
        assert claim.verdict is expected, claim
    withheld = [claim for claim in report.claims if claim.id not in drafted]
    assert len(withheld) == 1
    assert "as soon as possible" in withheld[0].text


def test_the_closing_lines_are_boilerplate_and_the_torn_clause_is_located() -> None:
    document = Document.from_file(ARTICLE)
    marked = {
        (issue.kind, document.text[issue.start : issue.end])
        for sentence in document.sentences
        for issue in sentence.issues
    }
    lines = {words for kind, words in marked if kind is IssueKind.BOILERPLATE}
    assert lines == {"end of message", "RCO NEWS", "RCO"}
    torn = [words for kind, words in marked if kind is IssueKind.DISPLACED_WORDS]
    assert len(torn) == 1
    assert torn[0].endswith("make the PKK an organization as soon as possible.")
    assert "turning point" not in torn[0]
    assert (IssueKind.ORPHAN_FRAGMENT, "terrorist.") in marked
