"""The engine of this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable

from summarizer.batching.engine import Job, perform
from summarizer.batching.model import Item, Outcome
from summarizer.pipeline import Summarizer


class LocalEngine:
    """Works on a bounded number of documents at a time, in this process."""

    def __init__(self, job: Job) -> None:
        self._job = job

    async def run(self, items: AsyncIterable[Item]) -> AsyncGenerator[Outcome, None]:
        """See :class:`summarizer.batching.engine.Engine`."""
        settings = self._job.settings
        source = aiter(items)
        under_way: set[asyncio.Task[Outcome]] = set()
        more = True
        async with Summarizer(**settings.model_dump(exclude_unset=True)) as summarizer:
            try:
                while more or under_way:
                    while more and len(under_way) < settings.concurrency:
                        item = await anext(source, None)
                        more = item is not None
                        if item is not None:
                            work = perform(item, summarizer, self._job.formats)
                            under_way.add(asyncio.create_task(work))
                    if under_way:
                        finished, under_way = await asyncio.wait(
                            under_way, return_when=asyncio.FIRST_COMPLETED
                        )
                        for task in finished:
                            yield task.result()
            finally:
                for task in under_way:
                    task.cancel()
                await asyncio.gather(*under_way, return_exceptions=True)
