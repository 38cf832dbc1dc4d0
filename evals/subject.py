"""The summarizer under test, and one purse for the whole run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import summarizer
from evals.dataset import ClaimInputs, SummaryInputs
from evals.results import Setup, Source, Trouble
from summarizer.errors import (
    BudgetExceededError,
    ReplayMissError,
    ServiceError,
    SettingsError,
)
from summarizer.pipeline import Summarizer
from summarizer.settings import OFFLINE, Settings
from summarizer.types import PromptInfo, Report, Usage

_TELLING: Final = (
    "entailment_model",
    "threshold",
    "max_sentences",
    "language",
    "output_mode",
    "confidence",
    "temperature",
)
"""Settings that change what is found, rather than how fast or at what cost."""
_PARTS: Final = ("checking", "draft", "language", "llm", "source")
_SPENT: Final = "The limit of the run on cost is reached; raise --max-cost to measure the rest."


@dataclass(frozen=True)
class Origin:
    """Where replies come from, and what to say about it.

    Attributes:
        source: Where from; ``offline`` whenever no model is in use.
        note: Said of it in every report.
        remark: Said where a reply is missing.
    """

    source: Source
    note: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Stopped:
    """Why there is no report of a case."""

    trouble: Trouble
    message: str


@dataclass
class Subject:
    """What is measured.

    Attributes:
        settings: As ``Summarizer`` takes them, but ``max_cost`` is for the whole run.
        origin: Where replies come from.
        given: The settings, those from the environment included.
        name: The model that drafts.
        why: Why that one.
        fatal: A setting that cannot be used, found out on the way: the run is void.
    """

    settings: Mapping[str, Any]
    origin: Origin = Origin("offline")
    fatal: SettingsError | None = None
    given: Settings = field(init=False)
    name: str = field(init=False)
    why: str = field(init=False)
    _usages: list[Usage] = field(default_factory=list)
    _prompts: dict[str, PromptInfo] = field(default_factory=dict)
    _models: tuple[str, str] | None = None
    _purse: float | None = None

    def __post_init__(self) -> None:
        made = Summarizer(**self.settings)
        self._purse = made.settings.max_cost
        self.given, self.name, self.why = made.settings, made.model, made.reason
        checker = self.given.checker_model or self.name
        if self.given.offline or (self.name, checker) == (OFFLINE, OFFLINE):
            self.origin = Origin("offline")

    @property
    def at_once(self) -> int:
        """Texts under way at the same time; one, where each must know what is left."""
        return 1 if self._purse is not None or self.origin.source == "offline" else 4

    async def check(self, inputs: ClaimInputs) -> Report | Stopped:
        """Check the claims of a case."""
        return await self._with(lambda it: it.acheck(inputs.text, list(inputs.claims.values())))

    async def summarize(self, inputs: SummaryInputs) -> Report | Stopped:
        """Summarise the text of a case."""
        return await self._with(lambda it: it.asummarize(inputs.text))

    def setup(self) -> Setup:
        """What was measured."""
        given = self.given
        told = {name: getattr(given, name) for name in _TELLING if name in given.model_fields_set}
        asked = self.name, given.checker_model or self.name
        model, checker = self._models or (_label(asked[0]), _label(asked[1]))
        return Setup(
            model=model,
            checker_model=checker,
            source=self.origin.source,
            note=self.origin.note,
            tool=version("summarizer"),
            prompts=dict(sorted(self._prompts.items())),
            code=code(),
            settings={
                name: value if isinstance(value, int | float) else str(value)
                for name, value in told.items()
                if value is not None
            },
        )

    @property
    def usage(self) -> Usage:
        """What the whole run used, the cost only if all of it is known."""
        costs = [usage.cost_usd for usage in self._usages]
        known = [cost for cost in costs if cost is not None]
        return Usage(
            calls=sum(usage.calls for usage in self._usages),
            attempts=sum(usage.attempts for usage in self._usages),
            input_tokens=sum(usage.input_tokens for usage in self._usages),
            cached_tokens=sum(usage.cached_tokens for usage in self._usages),
            output_tokens=sum(usage.output_tokens for usage in self._usages),
            cost_usd=round(sum(known), 8) if len(known) == len(costs) else None,
            seconds=round(sum(usage.seconds for usage in self._usages), 3),
        )

    async def _with(self, work: Callable[[Summarizer], Awaitable[Report]]) -> Report | Stopped:
        if self.fatal:
            return Stopped("crashed", str(self.fatal))
        if self._purse is not None and self._purse <= 0:
            return Stopped("limit reached", _SPENT)
        settings = dict(self.settings)
        if self._purse is not None:
            settings["max_cost"] = self._purse
        try:
            async with Summarizer(**settings) as made:
                report = await work(made)
        except SettingsError as error:
            self.fatal = error
            return Stopped("crashed", str(error))
        except ServiceError as error:
            if self._purse is not None:
                self._purse = 0.0  # nobody tells what a failed summary cost
            remark = self.origin.remark if isinstance(error, ReplayMissError) else ""
            return Stopped(_trouble(error), f"{error} {remark}".strip())
        if self._purse is not None:
            cost = report.usage.cost_usd
            self._purse = 0.0 if cost is None else self._purse - cost
        self._usages.append(report.usage)
        self._prompts |= report.prompts
        self._models = report.model, report.checker_model
        return report


def code() -> dict[str, str]:
    """A fingerprint of each part of the program that verdicts depend on, its data included."""
    root = Path(summarizer.__file__).parent
    return {
        name: _digest(
            root,
            [
                path
                for path in sorted((root / name).rglob("*"))
                if path.is_file() and "__pycache__" not in path.parts
            ],
        )
        for name in _PARTS
    }


def _digest(root: Path, paths: list[Path]) -> str:
    digest = sha256()
    for path in paths:
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:10]


def _label(model: str) -> str:
    """A model as reports would call it, had there been one."""
    from summarizer.llm.endpoint import label

    return model if model == OFFLINE else label(model)


def _trouble(error: ServiceError) -> Trouble:
    if isinstance(error, ReplayMissError):
        return "stale recording"
    return "limit reached" if isinstance(error, BudgetExceededError) else "service failed"
