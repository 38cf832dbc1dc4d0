"""Have made claims checked, and count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from evals.edits.generate import Made
from summarizer import check
from summarizer.types import Verdict


@dataclass(frozen=True)
class Checked:
    """A made claim and what the checker says of it.

    Attributes:
        made: The claim.
        verdict: What it was called.
        findings: Why, as the report says it.
    """

    made: Made
    verdict: Verdict
    findings: tuple[str, ...]

    @property
    def flagged(self) -> bool:
        """Whether the claim was flagged; one that was not checked does not count."""
        return self.verdict not in (Verdict.SUPPORTED, Verdict.NOT_CHECKED)

    @property
    def right(self) -> bool:
        """Whether it was flagged, or let through, as it should be."""
        return self.verdict is not Verdict.NOT_CHECKED and self.flagged is self.made.edited


@dataclass(frozen=True)
class Score:
    """How the claims of a kind fared.

    Attributes:
        edits: How many edits there were.
        caught: How many of them were flagged.
        twins: How many true twins there were.
        alarms: How many of them were flagged.
    """

    edits: int
    caught: int
    twins: int
    alarms: int

    @property
    def recall(self) -> float | None:
        """Share of the edits that were flagged; ``None`` without edits."""
        return self.caught / self.edits if self.edits else None

    @property
    def alarm_rate(self) -> float | None:
        """Share of the twins that were flagged; ``None`` without twins."""
        return self.alarms / self.twins if self.twins else None


def checked(claims: Iterable[Made], texts: Mapping[str, str]) -> list[Checked]:
    """Check every claim against the text it was made from, offline.

    Args:
        claims: The claims.
        texts: The texts by name.
    """
    claims = list(claims)
    by_text: dict[str, list[int]] = {}
    for number, claim in enumerate(claims):
        by_text.setdefault(claim.passage, []).append(number)
    found: dict[int, Checked] = {}
    for name, numbers in by_text.items():
        report = check(texts[name], [claims[number].claim for number in numbers], offline=True)
        for number, judged in zip(numbers, report.claims, strict=True):
            findings = tuple(f"{finding.kind}: {finding.message}" for finding in judged.findings)
            found[number] = Checked(claims[number], judged.verdict, findings)
    return [found[number] for number in range(len(claims))]


def scores(claims: Iterable[Checked]) -> dict[str, Score]:
    """Score each kind, in the order of the claims, and ``all`` of them."""
    counts: dict[str, Counter[str]] = {}
    for claim in claims:
        for kind in (claim.made.kind, "all"):
            count = counts.setdefault(kind, Counter())
            side = "edits" if claim.made.edited else "twins"
            count[side] += 1
            count[f"{side} flagged"] += claim.flagged
    total = counts.pop("all", Counter())
    return {
        kind: Score(count["edits"], count["edits flagged"], count["twins"], count["twins flagged"])
        for kind, count in {**counts, "all": total}.items()
    }


def as_json(claims: list[Checked], seed: int) -> dict[str, Any]:
    """The figures, and every claim that was judged wrong."""
    return {
        "seed": seed,
        "scores": {
            kind: {**asdict(score), "recall": score.recall, "alarm_rate": score.alarm_rate}
            for kind, score in scores(claims).items()
        },
        "wrong": [
            {**asdict(claim.made), "verdict": claim.verdict, "findings": claim.findings}
            for claim in claims
            if not claim.right
        ],
    }
