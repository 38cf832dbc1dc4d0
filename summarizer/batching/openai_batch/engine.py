"""The engine of the Batch API: documents as everywhere, their requests in jobs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable
from dataclasses import replace
from typing import Any, Final

from summarizer.batching.budget import Budget
from summarizer.batching.engine import BATCH_PRICE, Job, perform
from summarizer.batching.model import Item, Outcome
from summarizer.batching.openai_batch.jobs import Jobs, LineError
from summarizer.batching.openai_batch.rounds import Asked, Rounds
from summarizer.batching.openai_batch.state import State
from summarizer.errors import ServiceError, SettingsError
from summarizer.llm.endpoint import Endpoint, ModelOptions
from summarizer.llm.purse import Purse
from summarizer.pipeline import Summarizer
from summarizer.settings import OFFLINE

_AT_ONCE: Final = 1_000
"""Documents under way together: what they ask goes as one job, and all are in memory."""
_LOOK: Final = 0.5
"""Seconds after which it is seen that documents have come to wait for money."""
_NO_LIMIT: Final = 1_000_000
_MONTH: Final = 30 * 86_400.0


class OpenAIBatchEngine:
    """Works on many documents together; each round of their requests is a job."""

    def __init__(self, job: Job) -> None:
        """Prepare.

        Raises:
            SettingsError: There is no model to ask.
        """
        self._job = job
        unhurried = {"deadline": 0.0, "rpm": None, "tpm": None}
        self._summarizer = Summarizer.of(job.settings.model_copy(update=unhurried))
        if set(self._summarizer.models) == {OFFLINE}:
            raise SettingsError(
                "The engine openai-batch needs a model; give one with --model, or leave out "
                "--engine."
            )
        self._jobs: Jobs | None = None
        self._budget = None if job.budget is None else Budget(job, job.budget)
        self._beginning = 0

    async def run(self, items: AsyncIterable[Item]) -> AsyncGenerator[Outcome, None]:
        """See :class:`summarizer.batching.engine.Engine`.

        When a person stops the run it ends at once. The service goes on with its jobs, and the
        next run takes them up.
        """
        state = State(self._job.state)
        rounds = Rounds(self._carry, state.reply)
        self._summarizer.through(lambda *given: self._route(state, rounds, *given))

        source = aiter(items)
        stop = asyncio.ensure_future(self._job.stop.wait())
        coming: asyncio.Future[Item | None] | None = None
        under_way: set[asyncio.Future[tuple[Outcome, set[str]]]] = set()
        more = True
        try:
            while (more or under_way) and not (stop.done() and not self._used_up()):
                if more and coming is None and len(under_way) < _AT_ONCE:
                    coming = asyncio.ensure_future(anext(source, None))
                rounds.more = coming is not None or self._begin_yet()
                rounds.look()
                waiting: set[asyncio.Future[Any]] = {*under_way, *([coming] if coming else [])}
                waiting |= set() if stop.done() else {stop}
                await asyncio.wait(waiting, timeout=_LOOK, return_when=asyncio.FIRST_COMPLETED)
                if coming is not None and coming.done():
                    item, coming = coming.result(), None
                    more = item is not None
                    if item is not None:
                        self._beginning += 1
                        under_way.add(asyncio.ensure_future(self._work(item, rounds)))
                finished = {task for task in under_way if task.done()}
                under_way -= finished
                for task in finished:
                    outcome, keys = task.result()
                    yield outcome
                    state.used(keys)  # the outcome is kept by now
        finally:
            left: list[asyncio.Future[Any]] = [stop, *under_way, *([coming] if coming else [])]
            for one in left:
                one.cancel()
            await asyncio.gather(*left, return_exceptions=True)
            await rounds.close()
            await self._summarizer.aclose()
            if self._budget is not None:
                await self._budget.close()
            state.close()

    async def _work(self, item: Item, rounds: Rounds) -> tuple[Outcome, set[str]]:
        """Work on an item, if it can be paid for; the keys of what it asked, too."""
        if self._budget is None:
            return await self._perform(item, rounds, None)
        async with self._budget.share(item) as purse:
            if purse is not None:
                return await self._perform(item, rounds, purse)
        self._beginning -= 1
        return self._job.pending(item.id), set()

    async def _perform(
        self, item: Item, rounds: Rounds, purse: Purse | None
    ) -> tuple[Outcome, set[str]]:
        with rounds.document(item.id) as keys:
            self._beginning -= 1
            outcome = await perform(item, self._summarizer, self._job.formats, purse)
        return outcome, keys

    def _begin_yet(self) -> bool:
        """Whether documents are about to begin that do not wait for money."""
        return self._beginning > (self._budget.waiting if self._budget else 0)

    def _used_up(self) -> bool:
        """Whether the run is to stop for money, not by a person: what is under way is paid."""
        return self._budget is not None and self._budget.used_up

    async def _carry(self, asked: list[Asked]) -> None:
        assert self._jobs is not None
        await self._jobs.carry(asked)

    def _route(
        self, state: State, rounds: Rounds, endpoint: Endpoint, options: ModelOptions
    ) -> tuple[Endpoint, ModelOptions]:
        """Lead the requests of a model through rounds, without limits meant for seconds."""
        from openai.types.chat import ChatCompletion

        if endpoint.client is None:
            raise SettingsError(
                f"The engine openai-batch works with services that have OpenAI's Batch API; "
                f"{endpoint.label} is reached another way."
            )
        if self._jobs is None:
            client = endpoint.client.with_options(max_retries=options.retries)
            self._jobs = Jobs(client, str(client.base_url), state, options.retry_wait)

        async def send(**request: Any) -> ChatCompletion:
            return ChatCompletion.model_validate(await rounds.ask(request))

        return (
            replace(
                endpoint,
                send=send,
                errors=(*endpoint.errors, LineError, ServiceError),
                tariff=replace(endpoint.tariff, share=BATCH_PRICE),
            ),
            replace(options, concurrency=_NO_LIMIT, timeout=_MONTH),
        )
