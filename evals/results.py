"""What a run found, as its JSON has it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from evals.dataset import Label
from summarizer.types import FindingKind, Probability, PromptInfo, Usage, Verdict

RUN_VERSION: Final = 1
Source = Literal["offline", "live", "recording", "scripted"]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Setup(_Strict):
    """What was measured.

    Attributes:
        model: What drafted.
        checker_model: What checked.
        source: Where replies came from: no model at all, a live service, a recording of one, or
            a script that plays a model and proves nothing about any.
        note: Said of the source in plain words.
        tool: Version of the program.
        prompts: The prompts in use, by name.
        code: Fingerprints of the program's parts, so that a change of code can be named.
        settings: Settings that change what is found, where they were given.
    """

    model: str
    checker_model: str
    source: Source
    note: str = ""
    tool: str
    prompts: dict[str, PromptInfo] = Field(default_factory=dict)
    code: dict[str, str] = Field(default_factory=dict)
    settings: dict[str, str | int | float | bool] = Field(default_factory=dict)


class Outcome(_Strict):
    """What one repetition said about a claim.

    Attributes:
        verdict: The verdict.
        confidence: Probability that the text supports the claim.
        hit: Whether a cited span overlaps the labelled words; ``None`` without such words.
        findings: Kinds of the findings, weightiest first.
        reason: Why there was no verdict.
    """

    verdict: Verdict
    confidence: Probability
    hit: bool | None = None
    findings: tuple[FindingKind, ...] = ()
    reason: str = ""


class ClaimResult(_Strict):
    """A labelled claim and what was said about it, repetition by repetition."""

    id: str
    suite: str
    case: str
    path: Path
    line: int
    text: str
    fingerprint: str
    label: Label
    language: str
    damage: str
    held_out: bool
    outcomes: tuple[Outcome, ...]


class SummaryOutcome(_Strict):
    """What one repetition's summary is like.

    Attributes:
        sentences: Its sentences.
        claims: Its claims.
        unsupported: Claims that the checker flagged.
        atomic: Claims that cannot be cut further.
        standalone: Claims that do not begin with a word that points outside them.
        redundant: Claims that say again what another says.
        covered: Key facts it mentions, in the order of the reference.
        reason: Why there was no summary.
    """

    sentences: Count
    claims: Count
    unsupported: Count
    atomic: Count
    standalone: Count
    redundant: Count
    covered: tuple[bool, ...]
    reason: str = ""


class SummaryResult(_Strict):
    """A text, and what its summaries were like, repetition by repetition."""

    case: str
    suite: str
    path: Path
    line: int
    fingerprint: str
    language: str
    held_out: bool
    facts: tuple[str, ...]
    outcomes: tuple[SummaryOutcome, ...]


Trouble = Literal["stale recording", "service failed", "limit reached", "crashed"]


class Failure(_Strict):
    """A case without a result, and why; its claims are ``not_checked``."""

    suite: str
    case: str
    trouble: Trouble
    message: str


class Run(_Strict):
    """Everything a run found."""

    setup: Setup
    repeat: Annotated[int, Field(ge=1)]
    claims: tuple[ClaimResult, ...]
    summaries: tuple[SummaryResult, ...]
    failures: tuple[Failure, ...]
    usage: Usage
