"""Worker processes: start them, share documents out, survive their death.

A document that takes its process with it (out of memory, a crash in a library) costs that
document, not the batch: whatever else the process had in hand goes to another one.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final

from summarizer.batching.model import Item, Outcome
from summarizer.batching.worker import Task, frame, receive, serve
from summarizer.errors import SummarizerError

_GRACE: Final = 30.0
"""Seconds beyond its deadline after which a document that does not come back is given up."""


WAITED_FOR: Final = "summarizer-batch"
"""Name of a thread that the main thread does nothing but wait for, until its first result."""


class DeadWorkerError(Exception):
    """The process that had a document has ended; the text says how."""


class Worker:
    """One process."""

    def __init__(self, task: Task, others: Iterable[Worker]) -> None:
        """Start a process.

        Args:
            task: What it is to do.
            others: Workers that run already, whose sockets it must not keep open.
        """
        self._waiting: dict[str, asyncio.Future[Outcome]] = {}
        self._ours, theirs = socket.socketpair()
        self._process = _start(theirs, [worker._ours for worker in others] + [self._ours])
        theirs.close()
        self._reading = asyncio.create_task(self._read(task))
        self._ready: asyncio.Future[asyncio.StreamWriter] = (
            asyncio.get_running_loop().create_future()
        )

    @property
    def in_hand(self) -> int:
        """Documents that it has."""
        return len(self._waiting)

    @property
    def alive(self) -> bool:
        """Whether it can be given documents."""
        return not self._reading.done()

    async def work(self, item: Item, seconds: float | None) -> Outcome:
        """Have an item worked on.

        Args:
            item: The item.
            seconds: How long it may take.

        Raises:
            DeadWorkerError: The process has ended before it was done, or was ended because it
                took too long.
            SummarizerError: No document can be worked on.
        """
        outcome: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting[item.id] = outcome
        try:
            writer = await asyncio.shield(self._ready)
            with suppress(ConnectionError):  # then it is dead, and the future knows
                writer.write(frame(item))
                await writer.drain()
            async with asyncio.timeout(seconds and seconds + _GRACE):
                return await outcome
        except TimeoutError:
            self.kill()
            raise DeadWorkerError(f"it took longer than {seconds:g} seconds") from None
        finally:
            self._waiting.pop(item.id, None)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    async def close(self) -> None:
        """End it."""
        self.kill()
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        self._ours.close()

    async def _read(self, task: Task) -> None:
        reader, writer = await asyncio.open_connection(sock=self._ours)
        try:
            writer.write(frame(task))
            self._ready.set_result(writer)
            while True:
                id, outcome = await receive(reader)
                future = self._waiting.get(id)
                if future is None or future.done():
                    continue
                if isinstance(outcome, SummarizerError):
                    future.set_exception(outcome)
                else:
                    future.set_result(outcome)
        except EOFError:
            how = self._process.wait()
            for future in self._waiting.values():
                if not future.done():
                    future.set_exception(DeadWorkerError(how))
        finally:
            writer.close()


class _Forked:
    """A copy of this process."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._how: str | None = None

    def kill(self) -> None:
        if self._how is None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, 9)
            self.wait()

    def wait(self) -> str:
        if self._how is None:
            _, status = os.waitpid(self._pid, 0)
            self._how = _ended(os.waitstatus_to_exitcode(status))
        return self._how


class _Started:
    """A new interpreter."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def wait(self) -> str:
        return _ended(self._process.wait())


def _start(theirs: socket.socket, ours: list[socket.socket]) -> _Forked | _Started:
    """Start a worker: as a copy of this process where that is safe, as it starts at once."""
    if can_fork():
        return _fork(theirs, ours)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-m", "summarizer.batching.worker", str(theirs.fileno())]
    return _Started(
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr.fileno() if _has_descriptor(sys.stderr) else subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            env=environment,
            start_new_session=True,  # Ctrl-C is for the parent
        )
    )


def can_fork() -> bool:
    """Whether a copy of this process can work: what another thread holds locked stays so in it.

    There must be no other thread, but for one that is known to wait for this one.
    """
    if sys.platform != "linux":
        return False
    here = threading.current_thread()
    others = [thread for thread in threading.enumerate() if thread is not here]
    return not others or (here.name == WAITED_FOR and others == [threading.main_thread()])


def _fork(theirs: socket.socket, ours: list[socket.socket]) -> _Forked:
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: see can_fork
        pid = os.fork()
    if pid:
        return _Forked(pid)
    code = 1
    try:
        os.setsid()
        for connection in ours:  # as long as a copy is open, its other end sees no end
            connection.close()
        serve(theirs)
        code = 0
    finally:
        os._exit(code)  # nothing of the parent's may be cleaned up here


def _has_descriptor(stream: Any) -> bool:
    try:
        return bool(stream.fileno() >= 0)
    except (AttributeError, OSError, ValueError):
        return False


def _ended(code: int) -> str:
    return f"it was killed by signal {-code}" if code < 0 else f"it ended with code {code}"
