"""What a batch would take, told before any call is made."""

from __future__ import annotations

from dataclasses import dataclass, field

from summarizer.batching.engine import BATCH_PRICE
from summarizer.batching.model import Item, Outcome
from summarizer.batching.runner import Run
from summarizer.crew import client_of
from summarizer.errors import InputError
from summarizer.llm.client import Client
from summarizer.llm.price import Tokens
from summarizer.llm.prompts import load_prompts
from summarizer.plan import Plan, plan, plan_check
from summarizer.report.words import plural
from summarizer.settings import OFFLINE, Settings, resolve_model

_DRAFTED: tuple[str, ...] = ("",)


class Planner:
    """Plans documents of one batch; the models are not asked."""

    def __init__(self, settings: Settings) -> None:
        """Prepare.

        Raises:
            SettingsError: The models cannot be used.
        """
        model, _ = resolve_model(settings)
        checker = OFFLINE if settings.offline else settings.checker_model or model
        self._settings = settings
        self._drafter = client_of(settings, model)
        self._checker = client_of(settings, checker)
        self._prompts = load_prompts(settings.prompts)

    def plan(self, item: Item) -> Plan:
        """What an item takes if nothing fails.

        Raises:
            InputError: It holds no text.
        """
        document = item.document()
        settings = self._settings
        if item.claims is not None:
            if self._checker is None:
                return Plan(1, 0, Tokens())
            return plan_check(document, item.claims, self._prompts, self._checker.room)
        if self._drafter is not None:
            return plan(document, self._prompts, self._drafter.room, settings.max_sentences)
        if self._checker is None:
            return Plan(1, 0, Tokens())
        drafted = _DRAFTED * settings.max_sentences * 3
        return plan_check(document, drafted, self._prompts, self._checker.room)

    def price(self, tokens: Tokens) -> float | None:
        """What tokens cost at most in US dollars; ``None`` when a price is not known."""
        clients: list[Client] = [one for one in (self._drafter, self._checker) if one]
        prices = [client.price(tokens) for client in clients]
        known = [price for price in prices if price is not None]
        return max(known, default=0.0) if len(known) == len(prices) else None

    async def close(self) -> None:
        """Let go of clients."""
        for client in (self._drafter, self._checker):
            if client is not None:
                await client.close()


@dataclass
class Estimate:
    """What is to do, and what it takes.

    Attributes:
        todo: Documents to work on.
        done: Documents that are done.
        unusable: Documents that cannot be worked on, with the reason.
        calls: Model calls.
        tokens: Tokens of all calls.
        cost: US dollars; ``None`` when a price is not known.
    """

    todo: int = 0
    done: int = 0
    unusable: list[tuple[str, str]] = field(default_factory=list)
    calls: int = 0
    tokens: Tokens = field(default_factory=Tokens)
    cost: float | None = 0.0

    def add(self, item: Item, planner: Planner) -> None:
        """Add a document that is to be worked on."""
        try:
            needed = planner.plan(item)
        except InputError as error:
            self.unusable.append((item.id, str(error)))
            return
        self.todo += 1
        self.calls += needed.calls
        self.tokens = Tokens(
            input=self.tokens.input + needed.tokens.input,
            output=self.tokens.output + needed.tokens.output,
        )
        price = planner.price(needed.tokens) if needed.calls else 0.0
        self.cost = None if self.cost is None or price is None else self.cost + price

    def lines(self) -> list[str]:
        """The estimate in words."""
        found = [
            f"documents: {self.todo:,} to do, {self.done:,} done, "
            f"{len(self.unusable):,} that cannot be worked on"
        ]
        found += [f"  {name}: {reason}" for name, reason in self.unusable]
        if not self.calls:
            return [*found, "cost: nothing; no call leaves this machine"]
        cost = "price not known" if self.cost is None else f"about {self.cost:.4f} US dollars"
        return [
            *found,
            f"calls: {plural(self.calls, 'model call')} if nothing fails",
            f"tokens: about {self.tokens.input:,} prompt tokens and {self.tokens.output:,} "
            "generated",
            f"cost: {cost}",
        ]


async def estimate(run: Run) -> Estimate:
    """Add up what a run would take; nothing is sent or written.

    Raises:
        SettingsError: The models cannot be used.
    """
    found = Estimate()
    planner = Planner(run.job.settings)
    try:
        for item in run.inputs.read():
            if isinstance(item, Outcome):
                reason = item.failure.reason if item.failure else ""
                found.unusable.append((item.id, reason))
            elif run.is_done(item):
                found.done += 1
            else:
                found.add(item, planner)
    finally:
        await planner.close()
    if run.engine == "openai-batch" and found.cost is not None:
        found.cost *= BATCH_PRICE
    return found
