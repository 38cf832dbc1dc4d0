"""Requests of many documents, gathered until all of them wait."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import count
from typing import Any

Reply = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A request that waits for its reply.

    Attributes:
        key: Its name, the same whenever the same document asks the same.
        body: The request.
        answer: Where the reply goes, or the error.
    """

    key: str
    body: dict[str, Any]
    answer: asyncio.Future[Reply]


Carry = Callable[[list[Asked]], Awaitable[None]]
"""Takes requests to the service, and answers every one of them."""


class Rounds:
    """Lets requests go together: a round begins when no document can do anything but wait.

    Attributes:
        more: Whether further documents may begin before the round does.
    """

    def __init__(self, carry: Carry, known: Callable[[str], Reply | None]) -> None:
        """Prepare.

        Args:
            carry: Takes the requests of a round to the service.
            known: The reply that an earlier run got for a key, if it did.
        """
        self.more = True
        self._carry = carry
        self._known = known
        self._document: ContextVar[str] = ContextVar("document")
        self._under_way: dict[str, set[Asked]] = {}
        self._taken: set[str] = set()
        self._asked: list[Asked] = []
        self._round: asyncio.Task[None] | None = None

    @contextmanager
    def document(self, id: str) -> Iterator[set[str]]:
        """A document is under way while the context lasts.

        Yields:
            The keys of its requests, complete when the context ends.
        """
        token = self._document.set(id)
        waiting = self._under_way[id] = set()
        keys: set[str] = set()
        try:
            yield keys
        finally:
            keys |= {one.key for one in waiting}
            self._taken -= keys
            self._document.reset(token)
            del self._under_way[id]
            self.look()

    async def ask(self, body: dict[str, Any]) -> Reply:
        """The reply to a request of the document that this is called for."""
        waiting = self._under_way[self._document.get()]
        asked = Asked(self._key(body), body, asyncio.get_running_loop().create_future())
        self._taken.add(asked.key)
        waiting.add(asked)
        reply = self._known(asked.key)
        if reply is not None:
            asked.answer.set_result(reply)
            return reply
        self._asked.append(asked)
        self.look()
        try:
            return await asked.answer
        except Exception:
            waiting.discard(asked)
            self._taken.discard(asked.key)  # asked again, it is the same request
            raise

    def look(self) -> None:
        """Begin a round, if all documents wait."""
        if self.more or not self._asked or self._round is not None:
            return
        if all(any(map(_waits, asked)) for asked in self._under_way.values()):
            asked, self._asked = self._asked, []
            self._round = asyncio.create_task(self._go(asked))

    async def close(self) -> None:
        """Stop waiting; what the service works on, it goes on with."""
        if self._round is not None:
            self._round.cancel()
            await asyncio.gather(self._round, return_exceptions=True)

    async def _go(self, asked: list[Asked]) -> None:
        try:
            await self._carry(asked)
        except Exception as error:
            for one in asked:
                if not one.answer.done():
                    one.answer.set_exception(error)
        finally:
            self._round = None
        self.look()

    def _key(self, body: dict[str, Any]) -> str:
        """Equal documents ask the same: each gets a key, a line and a reply of its own."""
        canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:40]
        keys = (f"{digest}-{number}" for number in count())
        return next(key for key in keys if key not in self._taken)


def _waits(asked: Asked) -> bool:
    return not asked.answer.done()
