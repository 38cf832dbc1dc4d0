"""A process that works on documents: items in, outcomes out, over one socket.

A frame is its length in eight bytes and a pickle. Both ends are this program on this machine,
started by the other; nothing else ever reads or writes here.
"""

from __future__ import annotations

import asyncio
import gc
import os
import pickle
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from summarizer.batching.engine import perform
from summarizer.batching.model import Item, Outcome
from summarizer.errors import SummarizerError
from summarizer.pipeline import Summarizer
from summarizer.settings import Settings

_LENGTH: Final = 8


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is told before the first item.

    Attributes:
        settings: How each document is worked on.
        formats: What reports are rendered as beside JSON.
        at_once: Documents it works on at the same time.
    """

    settings: Settings
    formats: tuple[str, ...]
    at_once: int


def frame(what: object) -> bytes:
    """Something to send."""
    body = pickle.dumps(what, protocol=pickle.HIGHEST_PROTOCOL)
    return len(body).to_bytes(_LENGTH, "big") + body


async def receive(reader: asyncio.StreamReader) -> Any:
    """What the other end sent.

    Raises:
        EOFError: It has ended.
    """
    try:
        length = int.from_bytes(await reader.readexactly(_LENGTH), "big")
        return pickle.loads(await reader.readexactly(length))
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise EOFError from error


def serve(connection: socket.socket) -> None:
    """Work until the other end closes."""
    gc.freeze()  # what is loaded stays: to look for garbage in it costs more than a document
    signal.set_wakeup_fd(-1)  # a forked process must not wake the loop of its parent
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)  # the parent decides when work ends
    asyncio.run(_serve(connection))


async def _serve(connection: socket.socket) -> None:
    reader, writer = await asyncio.open_connection(sock=connection)
    task: Task = await receive(reader)
    slots = asyncio.Semaphore(task.at_once)

    async def work(item: Item, summarizer: Summarizer) -> None:
        async with slots:
            try:
                outcome: object = await perform(item, summarizer, task.formats)
            except SummarizerError as error:
                outcome = error
        try:
            told = frame((item.id, outcome))
        except Exception as error:
            told = frame((item.id, Outcome.of_error(item, error)))
        with suppress(ConnectionError):
            writer.write(told)
            await writer.drain()

    running: set[asyncio.Task[None]] = set()
    async with Summarizer.of(task.settings) as summarizer:
        while True:
            try:
                item = await receive(reader)
            except EOFError:
                os._exit(0)  # nobody waits for what is under way, nor for it to be tidied up
            running.add(started := asyncio.create_task(work(item, summarizer)))
            started.add_done_callback(running.discard)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
