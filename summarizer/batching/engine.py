"""Who does the work: the seam that every engine fits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from summarizer.batching.model import Failure, Item, Outcome, Status
from summarizer.errors import SettingsError
from summarizer.llm.purse import Purse
from summarizer.pipeline import Summarizer
from summarizer.settings import Settings
from summarizer.source.document import Document

ENGINES: Final = ("local", "openai-batch", "ray")
"""The engines there are, as ``--engine`` names them."""
BATCH_PRICE: Final = 0.5
"""What providers take for ``openai-batch``, as a share of their usual price."""


class Stop:
    """The wish that a run ends before all documents are done.

    Attributes:
        reason: Why, in words for people; empty as long as nobody asked.
    """

    def __init__(self) -> None:
        self.reason = ""
        self._asked = asyncio.Event()

    def ask(self, reason: str) -> None:
        """Ask for it; the first reason counts."""
        self.reason = self.reason or reason
        self._asked.set()

    @property
    def asked(self) -> bool:
        """Whether anybody asked."""
        return self._asked.is_set()

    async def wait(self) -> None:
        """Wait until somebody asks."""
        await self._asked.wait()


@dataclass(frozen=True, kw_only=True)
class Job:
    """What is the same for all documents of a run.

    Attributes:
        settings: How each document is worked on. Limits in them hold for a document, but
            ``max_cost`` is the batch's: see ``budget``.
        formats: What reports are rendered as beside JSON.
        budget: US dollars that this run may spend; ``None`` for no limit.
        state: A directory in OUT where an engine may keep what it needs to go on after it was
            killed, such as the ids of jobs it waits for; ``None`` in a batch without OUT.
        stop: Asked when the run is to end soon, by a person or an engine; the items end then.
            What is under way is still waited for, unless that takes longer than a person would
            wait: an engine that waits for hours keeps what it waits for in ``state``, and ends.
    """

    settings: Settings
    formats: tuple[str, ...] = ()
    budget: float | None = None
    state: Path | None = None
    stop: Stop = field(default_factory=Stop)

    def pending(self, id: str) -> Outcome:
        """The outcome of an item whose turn did not come."""
        reason = f"Its turn did not come. {self.stop.reason}".strip()
        return Outcome(id=id, status=Status.PENDING, failure=Failure(reason, retryable=True))


class Engine(Protocol):
    """Turns items into outcomes.

    An engine takes items as it has room for them, so that a million documents are never in
    memory together, and yields outcomes as they finish, in any order, one for every item that
    it took: also for one that killed the process it was worked on in. Items without an outcome
    when it ends are pending. It raises only what makes the whole run pointless. Closing the
    iterator stops at once.
    """

    def run(self, items: AsyncIterable[Item]) -> AsyncGenerator[Outcome, None]:
        """Work on items until there are no more.

        Raises:
            SettingsError: No document can be worked on with these settings.
        """


def make_engine(name: str, job: Job) -> Engine:
    """The engine of a name.

    Raises:
        SettingsError: There is none, or what it needs is not installed.
    """
    if name == "local":
        from summarizer.batching.local import LocalEngine

        return LocalEngine(job)
    if name == "openai-batch":
        from summarizer.batching.openai_batch.engine import OpenAIBatchEngine

        return OpenAIBatchEngine(job)
    if name == "ray":
        try:
            from summarizer.batching.ray import RayEngine
        except ModuleNotFoundError as error:
            raise SettingsError(
                "--engine ray needs the package ray; install it with: pip install 'summarizer[ray]'"
            ) from error
        return RayEngine(job)
    raise SettingsError(f"There is no engine {name!r}; there are {', '.join(ENGINES)}.")


async def perform(
    item: Item,
    summarizer: Summarizer,
    formats: tuple[str, ...] = (),
    purse: Purse | None = None,
) -> Outcome:
    """Work on one item; one bad document is one outcome, never the end of a batch.

    Args:
        item: The item.
        summarizer: Does it.
        formats: What to render the report as beside JSON.
        purse: What it may spend; as the item says when not given.

    Raises:
        SettingsError: No document can be worked on with these settings.
    """
    if purse is None and item.purse is not None:
        purse = Purse(item.purse)
    meter = summarizer.meter(purse)
    try:
        document = await asyncio.to_thread(_read, item)
        if item.claims is None:
            report = await summarizer.asummarize(document, meter=meter)
        else:
            claims = item.claims if isinstance(item.claims, str) else list(item.claims)
            report = await summarizer.acheck(document, claims, meter=meter)
        return await asyncio.to_thread(Outcome.of_report, item, report, formats)
    except SettingsError:
        raise
    except Exception as error:
        return Outcome.of_error(item, error, meter.usage)


def _read(item: Item) -> Document:
    """The document with its sentences: to find them takes time that no event loop has."""
    document = item.document()
    _ = document.sentences
    return document
