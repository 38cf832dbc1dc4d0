"""Verdicts, findings and issues in words for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.types import Claim, FindingKind, IssueKind, Report, Verdict

ORDER = (
    Verdict.CONTRADICTED,
    Verdict.UNSUPPORTED,
    Verdict.UNVERIFIABLE,
    Verdict.NOT_CHECKED,
    Verdict.SUPPORTED,
)
"""Verdicts in the order in which a person should look at them."""

VERDICTS: Mapping[Verdict, str] = {
    Verdict.SUPPORTED: "supported",
    Verdict.CONTRADICTED: "contradicted",
    Verdict.UNSUPPORTED: "unsupported",
    Verdict.UNVERIFIABLE: "unverifiable",
    Verdict.NOT_CHECKED: "not checked",
}

MEANINGS: Mapping[Verdict, str] = {
    Verdict.SUPPORTED: "The source says so.",
    Verdict.CONTRADICTED: "The source says otherwise.",
    Verdict.UNSUPPORTED: "The source does not say it.",
    Verdict.UNVERIFIABLE: "The place it rests on is damaged or reads two ways.",
    Verdict.NOT_CHECKED: "No verdict was reached.",
}

FINDINGS: Mapping[FindingKind, str] = {
    FindingKind.AGENT: "who did it",
    FindingKind.ATTRIBUTION: "who said it",
    FindingKind.QUOTE: "quoted words",
    FindingKind.ORDER: "order in time",
    FindingKind.MODALITY: "certainty",
    FindingKind.TERM: "word choice",
    FindingKind.MODEL: "judging model",
    FindingKind.GROUNDING: "citation",
    FindingKind.SERVICE: "model service",
}
"""Kinds whose value does not explain itself."""

ISSUES: Mapping[IssueKind, str] = {
    IssueKind.ORPHAN_FRAGMENT: "orphaned words",
    IssueKind.FUSED: "run together",
    IssueKind.WORD_LOOP: "repeated words",
    IssueKind.MOJIBAKE: "wrong characters",
    IssueKind.OCR_NOISE: "scanning errors",
    IssueKind.SCRAMBLED: "scrambled words",
    IssueKind.PLACEHOLDER: "unfilled placeholder",
    IssueKind.MODEL_INSTRUCTION: "addressed to a model",
}
"""Kinds whose value does not explain itself."""


def finding_name(kind: FindingKind) -> str:
    """The kind of a finding in plain words."""
    return FINDINGS.get(kind, kind.value.replace("_", " "))


def issue_name(kind: IssueKind) -> str:
    """The kind of an issue in plain words."""
    return ISSUES.get(kind, kind.value.replace("_", " "))


def plural(count: int, noun: str) -> str:
    """``1 claim``, ``2 claims``, with thousands set apart."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def percent(share: float) -> str:
    """A share in whole per cent; only a true 0 or 1 reads as 0 % or 100 %."""
    return f"{min(max(round(share * 100), share > 0), 100 - (share < 1)):d}%"


def count(claims: Sequence[Claim]) -> dict[Verdict, int]:
    """How many claims got each verdict, worst first; verdicts that did not occur are absent."""
    verdicts = [claim.verdict for claim in claims]
    return {v: n for v in ORDER if (n := verdicts.count(v))}


def headline(report: Report) -> str:
    """The outcome in one sentence."""
    total, flagged = len(report.claims), len(report.flagged)
    if not total:
        return "Nothing was checked: this report has no claims."
    if not flagged:
        return (
            "The source supports the one claim."
            if total == 1
            else f"The source supports all {total:,} claims."
        )
    needs = "needs" if flagged == 1 else "need"
    return f"{flagged:,} of {plural(total, 'claim')} {needs} a look."
