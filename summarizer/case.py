"""A reviewed report as a dataset of the evals, so that what a person corrected is kept tested."""

from __future__ import annotations

import re
from typing import Any

from summarizer.errors import InputError
from summarizer.review import settled
from summarizer.types import Claim, FindingKind, Report, Verdict

_REASONS = frozenset({FindingKind.MODEL, FindingKind.GROUNDING, FindingKind.LANGUAGE})
_REASONS |= {FindingKind.SERVICE, FindingKind.BUDGET}
"""Findings that say why there was no better verdict, not what the claim is about."""

_KINDS = {
    Verdict.SUPPORTED: "paraphrase",
    Verdict.CONTRADICTED: "other",
    Verdict.UNSUPPORTED: FindingKind.NOT_FOUND.value,
    Verdict.UNVERIFIABLE: FindingKind.DAMAGED_SOURCE.value,
}
"""What a claim tests when no finding says so."""


def dataset(report: Report, name: str) -> dict[str, Any]:
    """Turn a reviewed report into a dataset with one case.

    Args:
        report: A report with reviews. Claims that nobody gave a verdict on are left out: the
            machine's own verdict is no label.
        name: Of the case, and the start of its claims' ids; what is not a letter or digit
            becomes a hyphen.

    Returns:
        The dataset, in the layout of ``evals/datasets/claims``. The evidence of a label is
        that of the check, for the reviewer saw it; look it over where the verdict changed.

    Raises:
        InputError: No claim has a verdict of a person.
    """
    slug = re.sub(r"[\W_]+", "-", name).strip("-").lower() or "case"
    judged = [c for c in report.claims if any(review.verdict for review in c.reviews)]
    if not judged:
        raise InputError("no claim of the report has a reviewer's verdict: there is no case in it.")
    ids = [f"{slug}-{number:02}" for number in range(1, len(judged) + 1)]
    damage = {issue.kind.value for s in report.source.sentences for issue in s.issues}
    case = {
        "name": slug,
        "inputs": {
            "text": report.source.text,
            "claims": {i: claim.text for i, claim in zip(ids, judged, strict=True)},
        },
        "expected_output": {i: _label(claim) for i, claim in zip(ids, judged, strict=True)},
        "metadata": {
            "style": "reviewed report",
            "language": report.source.language or "und",
            "damage": ", ".join(sorted(damage)) or "none",
            "origin": "review",
        },
    }
    return {"name": f"claims-{slug}", "cases": [case]}


def to_yaml(data: dict[str, Any]) -> str:
    """Write a dataset as YAML.

    Args:
        data: What :func:`dataset` returns.

    Raises:
        InputError: PyYAML is not installed.
    """
    try:
        import yaml
    except ImportError:
        raise InputError("eval cases are written with PyYAML: pip install pyyaml.") from None

    class Dumper(yaml.SafeDumper):
        """Writes texts of several lines as they read."""

    Dumper.add_representer(
        str,
        lambda dumper, text: dumper.represent_scalar(
            "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
        ),
    )
    return str(yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100))


def _label(claim: Claim) -> dict[str, Any]:
    verdict = settled(claim)
    kinds = [finding.kind.value for finding in claim.findings if finding.kind not in _REASONS]
    speaks = verdict is not Verdict.UNSUPPORTED
    return {
        "verdict": verdict.value,
        "kind": kinds[0] if kinds else _KINDS[verdict],
        "evidence": [evidence.quote for evidence in claim.evidence if speaks],
    }
