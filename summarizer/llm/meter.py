"""Usage and hard limits of one document."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarizer.errors import BudgetExceededError, SettingsError
from summarizer.llm.price import Tariff, Tokens
from summarizer.llm.purse import Purse
from summarizer.types import PromptInfo, Usage

if TYPE_CHECKING:
    from summarizer.llm.prompts import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Hard limits on what one document may use; ``None`` means no limit.

    Attributes:
        max_calls: Requests sent to the model service, retries included.
        max_cost: US dollars.
        deadline: Seconds from the first look at the document to the last reply.
    """

    max_calls: int | None = None
    max_cost: float | None = None
    deadline: float | None = None


@dataclass(slots=True)
class Attempt:
    """One admitted request, until it is known what it used."""

    tariff: Tariff
    reserved: float
    settled: bool = False


@dataclass(slots=True)
class Meter:
    """Counts what one document uses, and refuses what would break a limit.

    A request is admitted only if all that is spent, all that is under way and the most that it
    can cost stay within the limits; so concurrent requests cannot overrun them either.

    Attributes:
        limits: The limits.
        clock: Tells the time in seconds.
        purse: What may be spent; one with ``limits.max_cost`` when not given.
        prompts: Which prompts were used.
    """

    limits: Limits = Limits()
    clock: Callable[[], float] = time.monotonic
    purse: Purse | None = None
    prompts: dict[str, PromptInfo] = field(default_factory=dict)
    _calls: int = 0
    _attempts: int = 0
    _tokens: list[tuple[Tariff, Tokens]] = field(default_factory=list)
    _untold: int = 0
    _under_way: int = 0
    _busy_since: float = 0.0
    _busy: float = 0.0
    _started: float = field(init=False)

    def __post_init__(self) -> None:
        self._started = self.clock()
        if self.purse is None and self.limits.max_cost is not None:
            self.purse = Purse(self.limits.max_cost)

    @property
    def remaining(self) -> float | None:
        """Seconds until the deadline, 0 when it has passed; ``None`` without one."""
        if self.limits.deadline is None:
            return None
        return max(0.0, self._started + self.limits.deadline - self.clock())

    def count_call(self, prompt: Prompt) -> None:
        """Note that a prompt is being used, however many requests it will take."""
        self._calls += 1
        self.prompts[prompt.name] = prompt.info

    def admit(self, tariff: Tariff, most: Tokens) -> Attempt:
        """Admit one request.

        Args:
            tariff: What its tokens cost.
            most: The most tokens it can use.

        Raises:
            BudgetExceededError: It could break a limit.
            SettingsError: There is a limit on cost, but the model's price is not known.
        """
        limits = self.limits
        if limits.max_calls is not None and self._attempts >= limits.max_calls:
            raise BudgetExceededError(
                f"The limit of {limits.max_calls} model calls is reached; raise max_calls to go on."
            )
        if self.remaining == 0:
            raise self.overtime()
        reserved = 0.0
        if self.purse is not None:
            price = tariff.cost(most)
            if price is None:
                raise SettingsError(
                    f"The price of {tariff.model} is not known, so the limit max_cost cannot be "
                    "kept; limit max_calls instead."
                )
            if not self.purse.take(price):
                raise BudgetExceededError(
                    f"The next model call may cost {price:.4f} US dollars, but only "
                    f"{self.purse.left:.4f} of {self.purse.total:g} are left; "
                    "raise max_cost to go on."
                )
            reserved = price
        self._attempts += 1
        if not self._under_way:
            self._busy_since = self.clock()
        self._under_way += 1
        return Attempt(tariff, reserved)

    def settle(self, attempt: Attempt, used: Tokens | None) -> None:
        """Note how an admitted request ended.

        Args:
            attempt: The request.
            used: Its tokens; ``None`` when no reply told, then all that was reserved for it
                counts against the limit on cost, since it may have been charged.
        """
        if attempt.settled:
            return
        attempt.settled = True
        self._under_way -= 1
        if not self._under_way:
            self._busy += self.clock() - self._busy_since
        if used is None:
            self._untold += 1
        else:
            self._tokens.append((attempt.tariff, used))
            if self.purse is not None:
                self.purse.give_back(attempt.reserved - (attempt.tariff.cost(used) or 0.0))

    def overtime(self) -> BudgetExceededError:
        """The error that says that time is up."""
        return BudgetExceededError(
            f"The deadline of {self.limits.deadline:g} seconds for the document has passed; raise "
            "deadline to go on."
        )

    @property
    def usage(self) -> Usage:
        """All that was used so far; the cost only if that of every request is known."""
        costs = [tariff.cost(tokens) for tariff, tokens in self._tokens]
        known = [cost for cost in costs if cost is not None]
        return Usage(
            calls=self._calls,
            attempts=self._attempts,
            input_tokens=sum(tokens.input for _, tokens in self._tokens),
            cached_tokens=sum(tokens.cached for _, tokens in self._tokens),
            output_tokens=sum(tokens.output for _, tokens in self._tokens),
            cost_usd=None if self._untold or len(known) < len(costs) else round(sum(known), 8),
            seconds=round(self._busy, 3),
        )
