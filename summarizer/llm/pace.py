"""How many requests go out, and how fast: bounded, and slower when the service says so."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

_MINUTE: Final = 60.0


class Pace:
    """Lets requests go one by one.

    As TCP does: what the service turns away (429) halves the number of requests under way, and
    every reply then raises it a little, until it is as many as allowed again.
    """

    def __init__(
        self,
        concurrency: int,
        rpm: float | None = None,
        tpm: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare.

        Args:
            concurrency: Most requests under way at once.
            rpm: Most requests a minute.
            tpm: Most tokens a minute, of prompts and replies together.
            clock: Tells the time in seconds.
        """
        self._most = concurrency
        self._allowed = float(concurrency)
        self._under_way = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._requests = _Drip(rpm)
        self._tokens = _Drip(tpm)
        self._clock = clock
        self._slowed = -1.0

    @property
    def allowed(self) -> int:
        """How many requests may be under way at the moment."""
        return max(1, int(self._allowed))

    @asynccontextmanager
    async def slot(self, tokens: int) -> AsyncIterator[float]:
        """Wait until a request may go, and keep its place until it is done.

        Args:
            tokens: Tokens of its prompt.

        Yields:
            When it went.
        """
        await self._enter()
        try:
            now = self._clock()
            wait = max(self._requests.take(1, now), self._tokens.take(tokens, now))
            if wait > 0:
                await asyncio.sleep(wait)
            yield self._clock()
        finally:
            self._under_way -= 1
            self._admit()

    def used(self, more: int) -> None:
        """Note tokens of a request that were not known when it went."""
        self._tokens.take(more, self._clock())

    def replied(self) -> None:
        """Note that a request was answered."""
        self._allowed = min(self._most, self._allowed + 1 / self._allowed)
        self._admit()

    def turned_away(self, went: float) -> None:
        """Note that the service has too much to do.

        Args:
            went: When the request went; those that went together count once.
        """
        if went >= self._slowed:
            self._allowed = max(1.0, self._allowed / 2)
            self._slowed = self._clock()

    async def _enter(self) -> None:
        if self._under_way < self.allowed and not self._waiting:
            self._under_way += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn  # who wakes it has counted it
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._under_way -= 1
                self._admit()
            raise

    def _admit(self) -> None:
        while self._waiting and self._under_way < self.allowed:
            turn = self._waiting.popleft()
            if not turn.done():
                self._under_way += 1
                turn.set_result(None)


class _Drip:
    """So many a minute, evenly."""

    def __init__(self, limit: float | None) -> None:
        self._seconds = _MINUTE / limit if limit else 0.0
        self._next = 0.0

    def take(self, number: int, now: float) -> float:
        """Take some; how long to wait before they are due."""
        if not self._seconds:
            return 0.0
        due = max(self._next, now)
        self._next = due + number * self._seconds
        return due - now
