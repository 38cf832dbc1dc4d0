"""Results made up by tests: what a checker said, without a checker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from evals.dataset import Label
from evals.results import ClaimResult, Outcome, Run, Setup
from summarizer.types import Usage, Verdict

SUPPORTED, CONTRADICTED = Verdict.SUPPORTED, Verdict.CONTRADICTED
UNSUPPORTED, NOT_CHECKED = Verdict.UNSUPPORTED, Verdict.NOT_CHECKED


def claim(
    name: str,
    label: str,
    verdicts: Sequence[Verdict],
    *,
    case: str = "ferry",
    kind: str = "number",
    twin: str | None = None,
    confidence: float = 0.5,
    held_out: bool = False,
    suite: str = "claims",
    hit: bool | None = None,
) -> ClaimResult:
    """One claim and what each repetition said of it."""
    return ClaimResult(
        id=name,
        suite=suite,
        case=case,
        path=Path(f"{case}.yaml"),
        line=1,
        text=f"The claim {name}.",
        fingerprint=name,
        label=Label.model_validate(
            {
                "verdict": label,
                "kind": kind,
                "twin": twin,
                "evidence": () if hit is None else ("words",),
            }
        ),
        language="en",
        damage="none",
        held_out=held_out,
        outcomes=tuple(
            Outcome(verdict=verdict, confidence=confidence, hit=hit) for verdict in verdicts
        ),
    )


def run(claims: Iterable[ClaimResult], model: str = "offline", **changes: object) -> Run:
    """A run that found these claims."""
    claims = tuple(claims)
    setup = Setup(
        model=model,
        checker_model=model,
        source="offline" if model == "offline" else "live",
        tool="0",
    )
    found = Run(
        setup=setup,
        repeat=len(claims[0].outcomes) if claims else 1,
        claims=claims,
        summaries=(),
        failures=(),
        usage=Usage(),
    )
    return found.model_copy(update=changes)
