"""What the gate says: passed or failed, why, and which claims changed."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.metrics import Metrics
from evals.results import RUN_VERSION, Run
from summarizer.types import Verdict

Cause = Literal[
    "nothing measured",
    "missing",
    "altered",
    "not measured",
    "not checked",
    "must pass",
    "floor",
    "drop",
]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reason(_Strict):
    """One reason to fail.

    Attributes:
        cause: What sort of reason.
        message: It in a sentence.
        claims: The claims that it is about, by id.
    """

    cause: Cause
    message: str
    claims: tuple[str, ...] = ()


class Flip(_Strict):
    """A claim that got another verdict than in the baseline.

    Attributes:
        turn: What that means: newly right, newly wrong, or another verdict of the same worth.
    """

    id: str
    suite: str
    kind: str
    path: Path
    line: int
    text: str
    label: str
    before: Verdict
    now: Verdict
    turn: Literal["newly wrong", "newly right", "as right as before"]
    must_pass: bool


class Comparison(_Strict):
    """A figure then and now.

    Attributes:
        name: Of the figure.
        pairs: Claims or texts that it is paired on.
        level: Of the interval.
        allowance: How much of a drop chance alone explains.
        drop: Whether the whole interval lies below what chance explains.
    """

    name: str
    pairs: int
    before: float
    now: float
    low: float
    high: float
    level: float
    allowance: float
    drop: bool

    @property
    def change(self) -> float:
        """How much more it is now."""
        return self.now - self.before


class Decision(_Strict):
    """The outcome of the gate.

    Attributes:
        passed: Whether there is no reason to fail.
        service: Whether it failed because the model service did: the run says nothing about
            the summarizer.
        reasons: Why it failed.
        changes: What came with the flips: prompts, models, settings and code that differ.
        comparisons: The figures that were compared, the headline first.
        flips: Claims that got another verdict, newly wrong ones first.
        notes: What is no reason to fail but should be known.
    """

    passed: bool
    service: bool
    reasons: tuple[Reason, ...]
    changes: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    flips: tuple[Flip, ...]
    notes: tuple[str, ...]


class Result(_Strict):
    """Everything that ``run`` leaves behind, as ``--json`` writes it."""

    schema_version: Literal[1] = RUN_VERSION
    run: Run
    metrics: Metrics
    decision: Decision | None
