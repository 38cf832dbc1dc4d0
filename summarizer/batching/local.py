"""The engine of this machine: several processes, each with several documents at a time."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final, Protocol

from summarizer.batching.engine import Job, perform
from summarizer.batching.model import Failure, Item, Outcome, Status
from summarizer.batching.worker import Task
from summarizer.batching.workers import DeadWorkerError, Worker, can_fork
from summarizer.pipeline import Summarizer
from summarizer.settings import OFFLINE

if TYPE_CHECKING:
    from summarizer.batching.budget import Budget

_TRIES: Final = 2
"""How many processes a document may take with it."""

Work = Callable[[Item], Awaitable[Outcome]]


class LocalEngine:
    """Shares documents out to as many processes as there are processors.

    A limit that spans the batch (cost, requests or tokens a minute) needs one place that
    counts: then all is done in this process.
    """

    def __init__(self, job: Job) -> None:
        self._job = job

    async def run(self, items: AsyncIterable[Item]) -> AsyncGenerator[Outcome, None]:
        """See :class:`summarizer.batching.engine.Engine`."""
        job = self._job
        async with Summarizer.of(job.settings) as summarizer:
            offline = set(summarizer.models) == {OFFLINE}
            shared = job.budget is not None or job.settings.rpm or job.settings.tpm
            if os.name == "posix" and (offline or not shared):
                crew: _Crew = Processes(job, offline)
            else:
                crew = _Here(job, summarizer, None if offline else job.budget)
            try:
                async for outcome in _bounded(items, crew.work, crew.capacity):
                    yield outcome
            finally:
                await crew.close()


class _Crew(Protocol):
    """Whoever works on items."""

    capacity: int

    async def work(self, item: Item) -> Outcome:
        """Work on one."""

    async def close(self) -> None:
        """Stop."""


class _Here:
    """This process."""

    def __init__(self, job: Job, summarizer: Summarizer, budget: float | None) -> None:
        self._job = job
        self._summarizer = summarizer
        self._budget: Budget | None = None
        if budget is not None:
            from summarizer.batching.budget import Budget

            self._budget = Budget(job, budget)
        self.capacity = _ahead(job.settings.concurrency)

    async def work(self, item: Item) -> Outcome:
        """Work on an item, if it can be paid for."""
        if self._budget is None:
            return await perform(item, self._summarizer, self._job.formats)
        async with self._budget.share(item) as purse:
            if purse is None:
                return self._job.pending(item.id)
            return await perform(item, self._summarizer, self._job.formats, purse)

    async def close(self) -> None:
        """Let go of the budget."""
        if self._budget is not None:
            await self._budget.close()


async def _bounded(
    items: AsyncIterable[Item], work: Work, most: int
) -> AsyncGenerator[Outcome, None]:
    """Work on at most so many items at a time; outcomes come as they finish."""
    source = aiter(items)
    coming: asyncio.Future[Item | None] | None = None
    under_way: set[asyncio.Future[Outcome]] = set()
    more = True
    try:
        while more or under_way:
            if more and coming is None and len(under_way) < most:
                coming = asyncio.ensure_future(anext(source, None))
            waiting: set[asyncio.Future[Any]] = {*under_way, *([coming] if coming else [])}
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            if coming is not None and coming.done():
                item, coming = coming.result(), None
                more = item is not None
                if item is not None:
                    under_way.add(asyncio.ensure_future(work(item)))
            finished = {task for task in under_way if task.done()}
            under_way -= finished
            for task in finished:
                yield task.result()
    finally:
        left: list[asyncio.Future[Any]] = [*under_way, *([coming] if coming else [])]
        for one in left:
            one.cancel()
        await asyncio.gather(*left, return_exceptions=True)


class Processes:
    """Workers: all at once where that takes no time, else as they are needed."""

    def __init__(self, job: Job, offline: bool) -> None:
        self._deadline = job.settings.deadline or None
        processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2
        concurrency = job.settings.concurrency
        shares = [1] * processors
        if not offline:
            number = min(processors, concurrency)
            shares = [
                concurrency // number + (place < concurrency % number) for place in range(number)
            ]
        self._tasks = [
            Task(
                settings=job.settings.model_copy(update={"concurrency": share}),
                formats=job.formats,
                at_once=share if offline else _ahead(share),
            )
            for share in shares
        ]
        self._workers: list[Worker | None] = [None] * len(shares)
        self._alone = asyncio.Lock()
        self.capacity = sum(map(_capacity, self._tasks))
        if can_fork():
            if not offline:
                import summarizer.checking.judge
                import summarizer.draft.llm  # noqa: F401
                from summarizer.llm.client import preload

                preload()  # once here, not once in each copy
            for place, task in enumerate(self._tasks):
                self._workers[place] = self._start(task)

    async def work(self, item: Item) -> Outcome:
        """Have an item worked on; once more, alone, if its process ends."""
        how = ""
        for attempt in range(_TRIES):
            try:
                if attempt == 0:
                    return await self._worker().work(item, self._deadline)
                async with self._alone:
                    return await self._by_itself(item)
            except DeadWorkerError as error:
                how = str(error)
        reason = (
            f"The process that worked on it did not come back ({how}), also when it was given "
            "nothing else; look at the document, or exclude it."
        )
        return Outcome(id=item.id, status=Status.FAILED, failure=Failure(reason))

    async def close(self) -> None:
        """End all processes."""
        await asyncio.gather(*(worker.close() for worker in self._workers if worker))

    def _worker(self) -> Worker:
        """The worker with most room; a new one rather than one that has work."""
        best: Worker | None = None
        for place, worker in enumerate(self._workers):
            if worker is None or not worker.alive:
                if best is not None and best.in_hand == 0:
                    continue
                best = self._workers[place] = self._start(self._tasks[place])
            elif best is None or worker.in_hand < best.in_hand:
                best = worker
        assert best is not None
        return best

    def _start(self, task: Task) -> Worker:
        others = [worker for worker in self._workers if worker is not None]
        return Worker(task, others)

    async def _by_itself(self, item: Item) -> Outcome:
        worker = self._start(self._tasks[0])
        try:
            return await worker.work(item, self._deadline)
        finally:
            await worker.close()


def _ahead(concurrency: int) -> int:
    """Documents in hand for so many requests at once: between requests there is work to do."""
    return concurrency + max(1, concurrency // 2)


def _capacity(task: Task) -> int:
    """One more than it works on, so that it need not wait for the next."""
    return task.at_once + 1
