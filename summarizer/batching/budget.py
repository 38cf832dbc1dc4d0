"""What a batch may spend: no document begins that it might not be able to pay to its end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from summarizer.batching.engine import Job
from summarizer.batching.estimate import Planner
from summarizer.batching.model import Item
from summarizer.errors import InputError, SettingsError
from summarizer.llm.price import Tokens
from summarizer.llm.purse import Purse


class Budget:
    """The money of a run, set apart document by document.

    For each document the most that its planned calls can cost is set apart; what it does not
    use goes back. Near the end fewer documents are under way together, and the run stops when
    one by itself would not fit.

    Attributes:
        waiting: Documents that wait until others give back what they did not use.
        used_up: Whether the next document did not fit, and the run was asked to stop.
    """

    def __init__(self, job: Job, dollars: float) -> None:
        """Prepare; nothing is asked or spent."""
        self._job = job
        self._purse = Purse(dollars)
        self._planner = Planner(job.settings)
        self.waiting = 0
        self.used_up = False
        self._under_way = 0
        self._changed = asyncio.Condition()

    @asynccontextmanager
    async def share(self, item: Item) -> AsyncIterator[Purse | None]:
        """Wait until an item can be paid for, and set money apart while it is worked on.

        Yields:
            Its purse; ``None`` when it cannot be paid for, and the run is to stop.

        Raises:
            SettingsError: The price of a model is not known.
        """
        most = await self._most(item)
        async with self._changed:
            affordable = await self._take(most)
            self._under_way += affordable
        if not affordable:
            yield None
            return
        own = Purse(most, filled_from=self._purse)
        try:
            yield own
        finally:
            async with self._changed:
                own.close()
                self._under_way -= 1
                self._changed.notify_all()

    async def _take(self, most: float) -> bool:
        while not self._job.stop.asked:
            if self._purse.take(most):
                return True
            if self._under_way:
                self.waiting += 1
                try:
                    await self._changed.wait()
                finally:
                    self.waiting -= 1
                continue
            self.used_up = True
            self._job.stop.ask(
                f"The budget is used up: the next document may cost {most:.4f} US dollars, and "
                f"{max(0.0, self._purse.left):.4f} are left. Raise --max-cost to go on."
            )
            self._changed.notify_all()
        return False

    async def close(self) -> None:
        """Let go of what planning needed."""
        await self._planner.close()

    async def _most(self, item: Item) -> float:
        """The most that the planned calls of an item can cost."""
        try:
            planned = await asyncio.to_thread(self._planner.plan, item)
        except InputError:
            return 0.0
        replies = planned.calls * self._job.settings.max_output_tokens
        price = self._planner.price(Tokens(planned.tokens.input, output=replies))
        if price is None:
            raise SettingsError(
                "The price of the model is not known, so the limit max_cost cannot be kept; limit "
                "max_calls instead."
            )
        return price
