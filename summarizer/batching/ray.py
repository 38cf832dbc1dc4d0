"""The engine of many machines: Ray Data carries items to nodes, each works as one does alone.

::

    items ─► queue ─► feed (a read task) ─► Ray Data ─► a Node on each machine ─► outcomes
                                                          └── the local engine

A document that kills its process costs that document, as the local engine sees to; a machine
that dies costs nothing, as Ray gives what it had in hand to another one. How many items are
under way at a time is bounded here, so memory stays flat and Ctrl-C has little to wait for.
"""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import threading
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterator, Mapping
from concurrent.futures import Future
from contextlib import AsyncExitStack, aclosing, suppress
from dataclasses import replace
from typing import Any, Final

from summarizer.batching.budget import Budget
from summarizer.batching.engine import Job
from summarizer.batching.local import LocalEngine
from summarizer.batching.model import Item, Outcome
from summarizer.errors import SettingsError, SummarizerError
from summarizer.llm.purse import Purse
from summarizer.pipeline import Summarizer
from summarizer.settings import Settings

# Ray reads these when it is imported: it reports its use to its makers unless told not to.
os.environ["RAY_USAGE_STATS_ENABLED"] = "0"

import ray
import ray.data
from ray.util.queue import Queue
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

_AT_ONCE: Final = 16
"""Documents that a node may have in hand; its local engine works on as many as it can."""
_AHEAD: Final = 2
"""How many times that may be under way for each node."""
_MEMORY: Final = 256_000_000
"""Bytes of shared memory of a cluster that is started here; documents only pass through."""
_END: Final = b""
_PUSH: Final = pickle.dumps(None)
"""What is no item: Ray Data passes a result on when another one comes behind it."""
_EVERY: Final = 0.5
"""Seconds between two of them while an item waits for the money of those under way."""


class RayEngine:
    """Shares documents out over the nodes of a Ray cluster.

    ``RAY_ADDRESS`` names the cluster; without it Ray is started on this machine for the run.
    """

    def __init__(self, job: Job) -> None:
        """Prepare; no cluster is looked for yet."""
        self._job = job

    async def run(self, items: AsyncIterable[Item]) -> AsyncGenerator[Outcome, None]:
        """See :class:`summarizer.batching.engine.Engine`."""
        async with Summarizer.of(self._job.settings):
            pass  # settings that cannot work are said before a cluster is started
        first = await anext(aiter(items), None)
        if first is None:
            return
        started = await asyncio.to_thread(_connect)
        try:
            async with aclosing(_Run(self._job, _chained(first, items)).outcomes()) as outcomes:
                async for outcome in outcomes:
                    yield outcome
        finally:
            if started:
                await asyncio.to_thread(ray.shutdown)


async def _chained(first: Item, others: AsyncIterable[Item]) -> AsyncIterator[Item]:
    yield first
    async for item in others:
        yield item


class _Run:
    """One pass of items through a cluster."""

    def __init__(self, job: Job, items: AsyncIterable[Item]) -> None:
        self._job = job
        self._items = items
        self._till = None if job.budget is None else Till(Budget(job, job.budget))
        self._loop = asyncio.get_running_loop()
        self._done: asyncio.Queue[Any] = asyncio.Queue()
        here = ray.get_runtime_context().get_node_id()
        strategy = NodeAffinitySchedulingStrategy(here, soft=False)
        self._queue = Queue(actor_options={"num_cpus": 0, "scheduling_strategy": strategy})
        known: list[dict[str, Any]] = ray.nodes()  # type: ignore[no-untyped-call]
        nodes = max(1, sum(node["Alive"] and "CPU" in node["Resources"] for node in known))
        self._room = asyncio.Semaphore(nodes * _AT_ONCE * _AHEAD)
        self._results = (
            ray.data.from_items([{"queue": 0}], override_num_blocks=1)
            .flat_map(_Feed(self._queue), num_cpus=0, label_selector={"ray.io/node-id": here})
            .map_batches(
                Node,
                fn_constructor_args=(_share(job.settings, nodes), job.formats),
                compute=ray.data.ActorPoolStrategy(
                    size=nodes,
                    max_tasks_in_flight_per_actor=_AT_ONCE,
                    max_concurrent_calls_per_actor=_AT_ONCE,
                ),
                num_cpus=1,
            )
        )

    async def outcomes(self) -> AsyncGenerator[Outcome, None]:
        feeding = asyncio.create_task(self._feed())
        reading = threading.Thread(target=self._read, name="ray-results", daemon=True)
        reading.start()
        try:
            while (result := await self._done.get()) is not None:
                if isinstance(result, BaseException):
                    raise _plain(result) from result
                outcome = pickle.loads(result)
                if outcome is None:
                    continue
                self._room.release()
                if self._till is not None:
                    await self._till.settle(outcome)
                yield outcome
            await feeding  # whatever went wrong with the items is the caller's
        finally:
            feeding.cancel()
            await asyncio.gather(feeding, return_exceptions=True)
            if self._till is not None:
                await self._till.close()
            await asyncio.to_thread(self._queue.shutdown, force=True)

    async def _feed(self) -> None:
        """Put items into the queue as there is room for them."""
        try:
            async for item in self._items:
                await self._room.acquire()
                paid = item if self._till is None else await self._paid(item, self._till)
                if paid is None:
                    self._done.put_nowait(pickle.dumps(self._job.pending(item.id)))
                    continue
                await self._queue.put_async(pickle.dumps(paid))
        finally:
            await self._queue.put_async(_END)

    async def _paid(self, item: Item, till: Till) -> Item | None:
        """The item with its money; what is under way comes in while it waits for that."""
        advance = asyncio.ensure_future(till.advance(item))
        try:
            while not (await asyncio.wait((advance,), timeout=_EVERY))[0]:
                await self._queue.put_async(_PUSH)
            return await advance
        finally:
            advance.cancel()

    def _read(self) -> None:
        """Take outcomes from Ray, in a thread, and hand them to the loop."""
        end: BaseException | None = None
        try:
            for row in self._results.iter_rows():
                self._loop.call_soon_threadsafe(self._done.put_nowait, row["outcome"])
        except Exception as error:
            end = error
        with suppress(RuntimeError):  # nobody waits any more
            self._loop.call_soon_threadsafe(self._done.put_nowait, end)


class Till:
    """The money of a run, kept where the cluster is led from.

    An item takes along what its planned calls can cost at most; what came of it says how much
    of that goes back.
    """

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._given: dict[str, tuple[Purse, AsyncExitStack]] = {}

    async def advance(self, item: Item) -> Item | None:
        """The item with its money, when that can be set apart; ``None`` if the run is to stop."""
        share = AsyncExitStack()
        purse = await share.enter_async_context(self._budget.share(item))
        if purse is None:
            await share.aclose()
            return None
        self._given[item.id] = (purse, share)
        return replace(item, purse=purse.limit)

    async def settle(self, outcome: Outcome) -> None:
        """Take back what an item has not used; all of it counts as used when nobody knows."""
        if outcome.id in self._given:
            purse, share = self._given.pop(outcome.id)
            used = outcome.usage.cost_usd if outcome.usage.attempts else 0.0
            purse.committed = purse.limit if used is None else used
            await share.aclose()

    async def close(self) -> None:
        """Let go of the budget."""
        for _, share in self._given.values():
            await share.aclose()
        await self._budget.close()


class _Feed:
    """The source of the data set: items as they come, each in a block of its own."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue

    def __call__(self, row: Mapping[str, Any]) -> Iterator[dict[str, bytes]]:
        while (item := self._queue.get()) != _END:
            yield {"item": item}


class Node:
    """What works on a machine: its local engine, in a thread of its own."""

    def __init__(self, settings: Settings, formats: tuple[str, ...]) -> None:
        self._job = Job(settings=settings, formats=formats)
        self._waiting: dict[str, Future[Outcome]] = {}
        self._failure: BaseException | None = None
        self._loop = asyncio.new_event_loop()
        self._items: asyncio.Queue[Item] = asyncio.Queue()
        threading.Thread(target=self._work, name="local-engine", daemon=True).start()

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, list[bytes]]:
        """Work on some items; called by several threads at a time."""
        items = [pickle.loads(item) for item in batch["item"]]
        futures = [None if item is None else self._ask(item) for item in items]
        return {"outcome": [pickle.dumps(future and future.result()) for future in futures]}

    def _ask(self, item: Item) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        self._loop.call_soon_threadsafe(self._take, item, future)
        return future

    def _take(self, item: Item, future: Future[Outcome]) -> None:
        if self._failure is not None:
            future.set_exception(self._failure)
            return
        self._waiting[item.id] = future
        self._items.put_nowait(item)

    def _work(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._engine())
        except Exception as error:
            self._failure = error
            for future in self._waiting.values():
                future.set_exception(error)
        self._loop.run_forever()  # to tell who asks from now on

    async def _engine(self) -> None:
        async for outcome in LocalEngine(self._job).run(self._coming()):
            self._waiting.pop(outcome.id).set_result(outcome)

    async def _coming(self) -> AsyncIterator[Item]:
        while True:
            yield await self._items.get()


def _connect() -> bool:
    """Join the cluster that the environment names, or start one; whether that was done here."""
    if ray.is_initialized():
        return False
    joins = bool(os.environ.get("RAY_ADDRESS"))
    try:
        ray.init(
            include_dashboard=None if joins else False,
            object_store_memory=None if joins else _MEMORY,
            log_to_driver=False,
            logging_level=logging.ERROR,
        )
    except Exception as error:
        raise SettingsError(f"The Ray cluster cannot be used: {_first_line(error)}") from error
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.target_max_block_size = 1  # pass every document on at once
    return True


def _share(settings: Settings, nodes: int) -> Settings:
    """The settings of one of several nodes: limits on requests hold for all of them together."""
    shares: dict[str, float] = {"concurrency": max(1, settings.concurrency // nodes)}
    for name in ("rpm", "tpm"):
        value = getattr(settings, name)
        if value is not None:
            shares[name] = value / nodes
    return settings.model_copy(update=shares)


def _plain(error: BaseException) -> SummarizerError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, SummarizerError):
            return cause
        cause = cause.__cause__ or getattr(cause, "cause", None)
    return SummarizerError(
        f"Ray could not go on: {_first_line(error)} What was finished is kept; run the same "
        "command again to go on."
    )


def _first_line(error: BaseException) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return lines[-1].strip() if lines else type(error).__name__
