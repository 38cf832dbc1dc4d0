"""What a run is compared with: the verdicts that a team has accepted, one claim a line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from statistics import fmean
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.metrics import Flagging, Metrics, measure
from evals.results import Run, Setup, Share
from summarizer.errors import InputError
from summarizer.types import Usage, Verdict

BASELINE_VERSION: Final = 1
_DEPTH: Final = 3
"""Down to the single claim: claims, suite, id."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Kept(_Strict):
    """A claim as it was.

    Attributes:
        label: The right verdict.
        got: The verdict of each repetition.
        hit: Whether each cited the labelled words, where there are any.
        of: Fingerprint of text, claim and label.
    """

    label: str
    got: tuple[Verdict, ...]
    hit: tuple[bool, ...] | None = None
    of: str


class KeptSummary(_Strict):
    """A text's summaries as they were: the share of key facts they covered."""

    facts: Share
    of: str


class Baseline(_Strict):
    """Everything that a later run is compared with."""

    schema_version: Literal[1] = BASELINE_VERSION
    setup: Setup
    repeat: int
    usage: Usage
    figures: dict[str, Flagging]
    claims: dict[str, dict[str, Kept]]
    summaries: dict[str, dict[str, KeptSummary]]

    def of(self, suites: frozenset[str]) -> Baseline:
        """The part of it that is about these suites."""
        return self.model_copy(
            update={
                "claims": {name: kept for name, kept in self.claims.items() if name in suites},
                "summaries": {
                    name: kept for name, kept in self.summaries.items() if name in suites
                },
            }
        )

    def fingerprints(self) -> dict[str, str]:
        """What each claim's id stands for."""
        return {name: kept.of for suite in self.claims.values() for name, kept in suite.items()}


def keep(run: Run, metrics: Metrics | None = None) -> Baseline:
    """Make a baseline of a run."""
    claims: dict[str, dict[str, Kept]] = {}
    for claim in sorted(run.claims, key=lambda claim: claim.id):
        located = [outcome.hit for outcome in claim.outcomes if outcome.hit is not None]
        claims.setdefault(claim.suite, {})[claim.id] = Kept(
            label=claim.label.verdict,
            got=tuple(outcome.verdict for outcome in claim.outcomes),
            hit=tuple(located) if len(located) == len(claim.outcomes) else None,
            of=claim.fingerprint,
        )
    summaries: dict[str, dict[str, KeptSummary]] = {}
    for result in sorted(run.summaries, key=lambda result: result.case):
        facts = fmean(fmean(outcome.covered) for outcome in result.outcomes)
        kept = KeptSummary(facts=facts, of=result.fingerprint)
        summaries.setdefault(result.suite, {})[result.case] = kept
    figures = (metrics or measure(run)).flagging
    return Baseline(
        setup=run.setup,
        repeat=run.repeat,
        usage=run.usage,
        figures={name: _rounded(found) for name, found in sorted(figures.items())},
        claims=dict(sorted(claims.items())),
        summaries=dict(sorted(summaries.items())),
    )


def read(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        InputError: There is none, or it cannot be used.
    """
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(
            f"The baseline {path} cannot be read ({error.strerror}); make one with "
            "--update-baseline and commit it."
        ) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise InputError(f"{path} is not a baseline: {where}: {first['msg']}.") from None


def to_json(baseline: Baseline) -> str:
    """Write it sorted, with one claim a line, so that a change of it can be reviewed."""
    data = baseline.model_dump(mode="json", exclude_none=True)
    return _lines(data, _DEPTH) + "\n"


def file_name(setup: Setup) -> str:
    """The name of the baseline of a setup: that of its checker, and of its drafter if another."""
    names = dict.fromkeys([setup.checker_model, setup.model])
    name = "-".join(re.sub(r"[^a-z0-9.]+", "-", item.lower()).strip("-.") for item in names)
    return (
        f"{name}.{setup.source}.json"
        if setup.source in ("recording", "scripted")
        else (f"{name}.json")
    )


def _lines(value: Any, depth: int, level: int = 0) -> str:
    """JSON with a line for each member down to a depth, and one line for what is deeper."""
    if not isinstance(value, Mapping) or not value or level == depth:
        return json.dumps(value, ensure_ascii=False)
    pad = " " * (level + 1)
    members = [
        f"{pad}{json.dumps(key, ensure_ascii=False)}: {_lines(item, depth, level + 1)}"
        for key, item in value.items()
    ]
    return "{\n" + ",\n".join(members) + f"\n{' ' * level}}}"


def _rounded(found: Flagging) -> Flagging:
    return Flagging.model_validate(
        {
            name: round(value, 4) if isinstance(value, float) else value
            for name, value in found.model_dump().items()
        }
    )
