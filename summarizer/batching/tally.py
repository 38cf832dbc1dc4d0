"""What became of the documents of a batch, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from summarizer.batching.model import Outcome, Status
from summarizer.report import words
from summarizer.types import Verdict


@dataclass(slots=True)
class Tally:
    """Counts that grow as outcomes come in.

    Attributes:
        documents: How many there are in all; ``None`` when nobody counted.
        statuses: Outcomes by status.
        verdicts: Claims by verdict.
        flagged: Documents with a report in which a claim is flagged, or that has no claims.
        resumed: Documents that were done in an earlier run.
        retryable: Documents that are not done, and for which trying again can help.
        calls: Model calls of this run, and so on below.
        cost: US dollars of this run, as far as they are known.
        untold: Documents of this run whose cost is not known.
    """

    documents: int | None = None
    statuses: Counter[Status] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    flagged: int = 0
    resumed: int = 0
    retryable: int = 0
    calls: int = 0
    attempts: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0
    untold: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.statuses[outcome.status] += 1
        self.verdicts.update(outcome.counts)
        has_report = outcome.status in (Status.DONE, Status.INCOMPLETE)
        self.flagged += has_report and (outcome.flagged > 0 or not outcome.counts)
        self.retryable += outcome.failure is not None and outcome.failure.retryable
        if outcome.resumed:
            self.resumed += 1
            return
        usage = outcome.usage
        self.calls += usage.calls
        self.attempts += usage.attempts
        self.input_tokens += usage.input_tokens
        self.cached_tokens += usage.cached_tokens
        self.output_tokens += usage.output_tokens
        self.cost += usage.cost_usd or 0.0
        self.untold += usage.calls > 0 and usage.cost_usd is None

    @property
    def finished(self) -> int:
        """Documents that there is an outcome of."""
        return self.statuses.total()

    @property
    def worked_on(self) -> int:
        """Documents whose turn came, in this run or an earlier one."""
        return self.finished - self.statuses[Status.PENDING]

    @property
    def undone(self) -> int:
        """Documents that are not done."""
        return self.finished - self.statuses[Status.DONE]

    @property
    def to_look_at(self) -> int:
        """Documents that a person must look at."""
        incomplete = self.statuses[Status.INCOMPLETE]
        return self.undone - incomplete + self.flagged

    def headline(self) -> str:
        """The outcome in one sentence."""
        total = words.plural(self.finished, "document")
        if not self.to_look_at:
            return f"Nothing to look at in {total}."
        return (
            f"{self.to_look_at:,} of {total} {'needs' if self.to_look_at == 1 else 'need'} a look."
        )

    def facts(self) -> list[str]:
        """The counts, a sentence each."""
        by_status = [f"{n:,} {status}" for status in Status if (n := self.statuses[status])]
        found = [f"Documents: {', '.join(by_status) or 'none'}."]
        if self.resumed:
            found.append(f"{self.resumed:,} of them were done in an earlier run.")
        claims = self.verdicts.total()
        by_verdict = [
            f"{self.verdicts[verdict]:,} {words.VERDICTS[verdict]}"
            for verdict in words.ORDER
            if self.verdicts[verdict]
        ]
        found.append(f"Claims: {claims:,}" + (f" ({', '.join(by_verdict)})." if claims else "."))
        if self.calls:
            found.append(
                f"This run: {words.plural(self.calls, 'model call')}, {self.input_tokens:,} "
                f"prompt tokens ({self.cached_tokens:,} cached), {self.output_tokens:,} "
                f"generated, {self.dollars()}."
            )
        return found

    def dollars(self) -> str:
        """The cost in words; it never looks smaller than it is."""
        if not self.untold:
            return f"{self.cost:.4f} US dollars"
        known = f"at least {self.cost:.4f} US dollars; " if self.cost else ""
        return f"{known}cost of {words.plural(self.untold, 'document')} not known"

    def as_json(self) -> dict[str, Any]:
        """The counts for ``run.json``."""
        claims = self.verdicts.total()
        return {
            "documents": self.finished,
            **{str(status): self.statuses[status] for status in Status},
            "resumed": self.resumed,
            "flagged": self.flagged,
            "verdicts": {str(verdict): self.verdicts[verdict] for verdict in Verdict},
            "faithfulness": self.verdicts[Verdict.SUPPORTED] / claims if claims else None,
            "usage": {
                "calls": self.calls,
                "attempts": self.attempts,
                "input_tokens": self.input_tokens,
                "cached_tokens": self.cached_tokens,
                "output_tokens": self.output_tokens,
                "cost_usd": None if self.untold else round(self.cost, 8),
            },
        }
