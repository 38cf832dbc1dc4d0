"""Requests through the service's Batch API, and back: upload, create, poll, harvest."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections import defaultdict
from collections.abc import Coroutine, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from summarizer.batching.openai_batch.rounds import Asked, Reply
from summarizer.batching.openai_batch.state import State
from summarizer.errors import RequestRejectedError, ServiceError, UnavailableError

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types import Batch

_URL: Final = "/v1/chat/completions"
_WINDOW: Final = "24h"
_NAME: Final = "summarizer"
"""Under which a job's metadata have our name for it."""
_MOST: Final = 50_000
_MOST_BYTES: Final = 100_000_000
"""What a job may hold; providers take twice as many bytes at most."""
_OVER: Final = frozenset({"completed", "failed", "expired", "cancelled"})
_FULL: Final = "token_limit_exceeded"
_LISTED: Final = 1_000
"""Jobs at the service that are looked through for one whose id was lost."""
_LONGEST_WAIT: Final = 60.0
_TRIES: Final = 5


class LineError(Exception):
    """A request of a job that the service answered with an error.

    Attributes:
        status_code: HTTP status.
        body: The answer.
    """

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(f"status {status}")
        self.status_code = status
        self.body = body


class Jobs:
    """Carries requests to one service in jobs, each known to the state before it is made."""

    def __init__(self, client: AsyncOpenAI, service: str, state: State, wait: float) -> None:
        """Prepare.

        Args:
            client: Talks to the service.
            service: Its address.
            state: What is under way.
            wait: Seconds before the first look at a job; doubled for each further one, up to a
                minute.
        """
        self._client = client
        self._service = service
        self._state = state
        self._wait = wait
        self._size: dict[str, int] = {}

    async def carry(self, asked: Sequence[Asked]) -> None:
        """Answer requests: what an earlier run sent off from its jobs, the rest by new ones."""
        waiting = {one.key: one for one in asked}
        work: list[tuple[Coroutine[Any, Any, object], list[Asked]]] = []
        for job in self._state.jobs(self._service):
            id = job.id or await self._find(job.name)
            if id is None:
                self._state.end(job.name, {})
                continue
            self._state.created(job.name, id)
            keys = self._state.lines(job.name).keys()
            sent = [waiting.pop(key) for key in keys & waiting.keys()]
            work.append((self._finish(job.name, id, sent), sent))
        by_model: dict[str, list[Asked]] = defaultdict(list)
        for one in waiting.values():
            by_model[one.body["model"]].append(one)  # a job is for one model
        work += [(self._send(model, group), group) for model, group in by_model.items()]
        await asyncio.gather(*(_answered(doing, group) for doing, group in work))

    async def _send(self, model: str, asked: Sequence[Asked]) -> None:
        """Make jobs one after another, smaller ones where the service queues no more at once."""
        left = list(asked)
        while left:
            part = list(_fitting(left, self._size.get(model, _MOST)))
            full = await self._make(part)
            if full is not None and len(part) > 1:
                self._size[model] = (len(part) + 1) // 2
                continue
            if full is not None:
                raise full
            left = left[len(part) :]

    async def _make(self, asked: Sequence[Asked]) -> ServiceError | None:
        """Have a job done; an error if the service does not queue so much."""
        from openai import APIConnectionError

        name = uuid.uuid4().hex
        content = "".join(_line(one) + "\n" for one in asked).encode()
        file = await self._client.files.create(file=(f"{name}.jsonl", content), purpose="batch")
        self._state.begin(name, self._service, [one.key for one in asked])
        try:
            id = await self._create(name, file.id)
        except APIConnectionError:
            raise  # it may have been made; the next round looks for it
        except Exception as error:
            self._state.end(name, {})
            if getattr(error, "code", None) == _FULL:
                return _queue_full(str(error))
            raise
        self._state.created(name, id)
        return await self._finish(name, id, asked)

    async def _create(self, name: str, file: str) -> str:
        """Make a job once, whatever happens to the answer."""
        from openai import APIConnectionError, APIStatusError

        once = self._client.with_options(max_retries=0)
        wait = self._wait
        for attempt in range(1, _TRIES + 1):
            try:
                batch = await once.batches.create(
                    input_file_id=file,
                    endpoint=_URL,
                    completion_window=_WINDOW,
                    metadata={_NAME: name},
                )
                return batch.id
            except (APIConnectionError, APIStatusError) as error:
                if attempt == _TRIES or not _may_pass(error):
                    raise
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)
            found = await self._find(name)  # the answer may have been lost, the job made
            if found is not None:
                return found
        raise AssertionError("the last attempt returns or raises")

    async def _find(self, name: str) -> str | None:
        """What the service calls a job of ours, if it has it."""
        seen = 0
        async for batch in self._client.batches.list(limit=100):
            if (batch.metadata or {}).get(_NAME) == name:
                return str(batch.id)
            seen += 1
            if seen >= _LISTED:
                break
        return None

    async def _finish(self, name: str, id: str, asked: Sequence[Asked]) -> ServiceError | None:
        """Wait for a job, keep what it brought, answer its requests."""
        batch = await self._over(id)
        replies, errors = await self._harvest(batch)
        lines = self._state.lines(name)
        self._state.end(name, replies)
        told = _told(batch)
        rejected = {item.line for item in _errors(batch)} if batch.status == "failed" else set()
        full = any(item.code == _FULL for item in _errors(batch))
        for one in asked:
            if one.key in replies:
                _answer(one, replies[one.key])
            elif one.key in errors:
                _fail(one, errors[one.key])
            elif full:
                continue  # to be sent again, in a smaller job
            elif None in rejected or lines[one.key] in rejected:
                _fail(one, RequestRejectedError(f"The job {id} was rejected: {told}"))
            else:
                _fail(one, UnavailableError(f"The job {id} {batch.status} without this request."))
        return _queue_full(told) if full else None

    async def _over(self, id: str) -> Batch:
        wait = self._wait
        while (batch := await self._client.batches.retrieve(id)).status not in _OVER:
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)
        return batch

    async def _harvest(self, batch: Batch) -> tuple[dict[str, Reply], dict[str, Exception]]:
        """Replies and errors by key, also of a job that did not come to its end."""
        replies: dict[str, Reply] = {}
        errors: dict[str, Exception] = {}
        for file in filter(None, (batch.output_file_id, batch.error_file_id)):
            content = await self._client.files.content(file)
            for line in content.text.split("\n"):
                found = _parse(line)
                if found is None:
                    continue
                key, outcome = found
                if isinstance(outcome, Exception):
                    errors[key] = outcome
                else:
                    replies[key] = outcome
        return replies, errors


async def _answered(work: Coroutine[Any, Any, object], asked: Sequence[Asked]) -> None:
    """Do some work; whoever it left without an answer hears why."""
    try:
        left: object = await work
    except Exception as error:
        left = error
    if isinstance(left, Exception):
        for one in asked:
            _fail(one, left)


def _queue_full(told: str) -> ServiceError:
    return UnavailableError(
        f"The service's limit on queued tokens is reached: {told} It is a limit on what waits in "
        "the Batch API at one time, not on what can be done: run the same command again when "
        "other jobs are over."
    )


def _line(asked: Asked) -> str:
    return json.dumps({"custom_id": asked.key, "method": "POST", "url": _URL, "body": asked.body})


def _fitting(asked: Sequence[Asked], most: int) -> Iterator[Asked]:
    """The first requests, as many as one job may hold."""
    size = 0
    for number, one in enumerate(asked[: min(most, _MOST)]):
        size += len(_line(one)) + 1
        if number and size > _MOST_BYTES:
            return
        yield one


def _parse(line: str) -> tuple[str, Reply | Exception] | None:
    """Key and outcome in one line of a job's files; ``None`` for what is none."""
    try:
        found = json.loads(line)
        key = str(found["custom_id"])
        response = found.get("response")
        if response:
            status, body = int(response["status_code"]), response["body"]
            good = status == 200 and isinstance(body, dict)
            return key, body if good else LineError(status, body)
        error = found.get("error") or {}
        told = error.get("message") or error.get("code") or "no reason given"
        return key, UnavailableError(f"The request was not done: {told}")
    except (ValueError, KeyError, TypeError, AttributeError):
        return None  # as good as missing: it is asked again


def _errors(batch: Batch) -> list[Any]:
    return list((batch.errors.data if batch.errors else None) or [])


def _told(batch: Batch) -> str:
    """What the service says of a job, once each."""
    told = [item.message or item.code or "" for item in _errors(batch)]
    return " ".join(dict.fromkeys(told)) or "no reason given."


def _may_pass(error: Exception) -> bool:
    status = getattr(error, "status_code", None)
    if getattr(error, "code", None) == _FULL:
        return False
    return status is None or status >= 500 or status in (408, 409, 429)


def _answer(asked: Asked, reply: Reply) -> None:
    if not asked.answer.done():
        asked.answer.set_result(reply)


def _fail(asked: Asked, error: Exception) -> None:
    if not asked.answer.done():
        asked.answer.set_exception(error)
