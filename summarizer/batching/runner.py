"""The run of a batch: what is done is skipped, the rest goes through an engine, all is kept."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from itertools import islice
from typing import Any, Final, TypeVar

from summarizer.batching.engine import Job, make_engine
from summarizer.batching.identity import Identity
from summarizer.batching.inputs import Inputs
from summarizer.batching.model import Failure, Item, Outcome, Status
from summarizer.batching.output import Output, outcome_of, render_missing
from summarizer.batching.tally import Tally
from summarizer.errors import InputError, SummarizerError

T = TypeVar("T")
_AHEAD: Final = 16
"""Items that are read at a time, in a thread: disks and networks must not stop the loop."""
_WAITING: Final = 64
"""Outcomes that wait for the caller before the run waits for it too."""
_END: Final = object()


@dataclass(slots=True)
class _Taken:
    """An item that an engine has."""

    position: int
    fingerprint: str
    file: str
    note: str


@dataclass
class Run:
    """One run over some inputs.

    Attributes:
        inputs: What to work on.
        job: How.
        engine: By which engine.
        identity: What of models, prompts and settings a result depends on.
        output: Where results are kept; ``None`` keeps none.
        given: What ``run.json`` says about where the inputs are.
        about: What to tell people before any work.
        tally: What has become of the documents so far.
        fatal: What makes it pointless to go on, if anything does.
    """

    inputs: Inputs
    job: Job
    engine: str
    identity: Identity
    output: Output | None = None
    given: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    tally: Tally = field(default_factory=Tally)
    fatal: SummarizerError | None = None
    _taken: dict[str, _Taken] = field(default_factory=dict)
    _queue: asyncio.Queue[Any] = field(default_factory=lambda: asyncio.Queue(_WAITING))

    async def outcomes(self) -> AsyncGenerator[Outcome, None]:
        """One outcome for each document, in no order; each is kept before it is told.

        Raises:
            SettingsError: No document can be worked on with these settings.
            InputError: OUT cannot be written to.
        """
        start = time.monotonic()
        self.tally.documents = self.inputs.count()
        work = asyncio.create_task(self._work())
        try:
            while (outcome := await self._queue.get()) is not _END:
                if isinstance(outcome, BaseException):
                    raise outcome
                self.tally.add(outcome)
                yield outcome
            self._finish(time.monotonic() - start)
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            self.close()

    def close(self) -> None:
        """Let go of OUT."""
        if self.output is not None:
            self.output.close()

    async def _work(self) -> None:
        """Put outcomes into the queue, and what ended the run."""
        try:
            engine = make_engine(self.engine, self.job)
            items = self._items()
            async with aclosing(engine.run(items)) as outcomes:
                async for outcome in outcomes:
                    taken = self._taken.pop(outcome.id)
                    if outcome.fatal is not None and self.fatal is None:
                        self.fatal = outcome.fatal
                        self.job.stop.ask(str(outcome.fatal))
                    await self._put(self._kept(outcome, taken))
            async for item in items:  # an engine that stopped early leaves items to be counted
                await self._put(
                    self._noted(self.job.pending(item.id), self._taken.pop(item.id).position)
                )
            for id, taken in self._taken.items():
                await self._put(self._noted(self.job.pending(id), taken.position))
            await self._queue.put(_END)
        except Exception as error:
            await self._queue.put(error)

    async def _items(self) -> AsyncIterator[Item]:
        """Items for the engine; what needs none goes straight into the queue."""
        position = 0
        names: set[str] = set()
        async for found in _ahead(self.inputs.read()):
            position += 1
            found = self._named(found, names, position)
            if isinstance(found, Outcome):
                await self._put(self._noted(found, position))
                continue
            taken = _Taken(position, found.fingerprint, "", "")
            if self.output is not None:
                taken.file, taken.note = self.output.name(found.id)
                done = self._resumed(found, taken)
                if done is not None:
                    await self._put(done)
                    continue
            if self.job.stop.asked:
                await self._put(self._noted(self.job.pending(found.id), position))
                continue
            self._taken[found.id] = taken
            yield found

    def is_done(self, item: Item) -> bool:
        """Whether OUT has the result that the item would get."""
        if self.output is None:
            return False
        file, _ = self.output.name(item.id)
        return self.output.done(item.id, item.fingerprint, self.identity.key, file) is not None

    def _named(self, found: Item | Outcome, names: set[str], position: int) -> Item | Outcome:
        """The same under an id that can be written down, and that no other one has."""
        id = found.id.encode("utf-8", "backslashreplace").decode()
        if id in names:
            again = f"{id} (input {position})"
            reason = f"The id {id} occurs more than once; give every document its own."
            found, id = Outcome(id=again, status=Status.FAILED, failure=Failure(reason)), again
        names.add(id)
        return found if found.id == id else replace(found, id=id)

    def _resumed(self, item: Item, taken: _Taken) -> Outcome | None:
        """The outcome of an earlier run, if that is still what would come out."""
        assert self.output is not None
        result = self.output.done(item.id, taken.fingerprint, self.identity.key, taken.file)
        if result is None:
            return None
        path = self.output.folder / result.file
        outcome = outcome_of(result, item.id, path, taken.note)
        try:
            for suffix, content in render_missing(path, self.job.formats).items():
                self.output.write(f"{taken.file}{suffix}", content)
            self.output.note(outcome, taken.position, result.line)
        except OSError as error:
            raise self._unwritable(error) from None
        except ValueError:
            return None  # somebody changed the report
        return outcome

    def _kept(self, outcome: Outcome, taken: _Taken) -> Outcome:
        """The outcome, its report written."""
        outcome = replace(outcome, note=taken.note)
        if self.output is None or not outcome.files:
            return self._noted(outcome, taken.position)
        try:
            path = self.output.keep(
                outcome, taken.position, taken.file, taken.fingerprint, self.identity.key
            )
        except (FileExistsError, IsADirectoryError, NotADirectoryError) as error:
            reason = (
                f"Its report cannot be written to {taken.file}.json ({error.strerror}): another "
                "document's report or folder is in the way. Give one of them another name."
            )
            failed = Outcome(
                id=outcome.id,
                status=Status.FAILED,
                failure=Failure(reason),
                usage=outcome.usage,
                note=taken.note,
            )
            return self._noted(failed, taken.position)
        except OSError as error:
            raise self._unwritable(error) from None
        return replace(outcome, path=path, files={})

    def _noted(self, outcome: Outcome, position: int) -> Outcome:
        if self.output is not None:
            try:
                self.output.note(outcome, position)
            except OSError as error:
                raise self._unwritable(error) from None
        return outcome

    def _unwritable(self, error: OSError) -> InputError:
        assert self.output is not None
        return InputError(
            f"{self.output.folder} cannot be written to ({error.strerror}). All that was finished "
            "before is kept; make room, then run the same command again to go on."
        )

    async def _put(self, outcome: Outcome) -> None:
        await self._queue.put(outcome)

    def _finish(self, seconds: float) -> None:
        if self.output is None:
            return
        try:
            self.output.finish(self._run(seconds), self.tally, page="html" in self.job.formats)
        except OSError as error:
            raise self._unwritable(error) from None

    def _run(self, seconds: float) -> Mapping[str, Any]:
        assert self.output is not None
        packages = ("openai", "instructor", "pydantic", "sentencex")
        return {
            "tool": {"name": "summarizer", "version": version("summarizer")},
            "versions": {
                "python": sys.version.split()[0],
                **{name: version(name) for name in packages},
            },
            "inputs": list(self.given),
            "engine": self.engine,
            **self.identity.as_json(),
            "stopped": self.job.stop.reason or None,
            "totals": self.tally.as_json(),
            "spent_usd": round(self.output.ledger.spent, 8),
            "seconds": round(seconds, 3),
        }


async def _ahead(items: Iterator[T]) -> AsyncIterator[T]:
    """Items read some at a time in a thread."""
    while chunk := await asyncio.to_thread(lambda: list(islice(items, _AHEAD))):
        for item in chunk:
            yield item
