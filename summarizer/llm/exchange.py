"""Send requests to one endpoint: from the cache if kept, again if a failure may pass."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Final

from summarizer.errors import (
    RefusalError,
    RequestRejectedError,
    ServiceError,
    UnusableReplyError,
)
from summarizer.llm.cache import ReplyCache, request_key
from summarizer.llm.endpoint import Endpoint, ModelOptions
from summarizer.llm.failures import Failure, diagnose, redact
from summarizer.llm.meter import Meter
from summarizer.llm.pace import Pace
from summarizer.llm.price import Tokens
from summarizer.llm.prompts import Prompt
from summarizer.llm.tokens import estimate_tokens

_NEW_LIMIT: Final = "max_completion_tokens"
_OLD_LIMIT: Final = "max_tokens"
_SMALLEST_REPLY: Final = 256


class Exchange:
    """Requests and replies with one endpoint, within one event loop."""

    def __init__(self, endpoint: Endpoint, options: ModelOptions, cache: ReplyCache | None) -> None:
        """Prepare; nothing is sent yet."""
        self.endpoint = endpoint
        self._options = options
        self._cache = cache
        self._pace = Pace(options.concurrency, options.rpm, options.tpm)
        self._unknown: set[str] = set()

    async def request(self, prompt: Prompt, request: dict[str, Any], meter: Meter) -> Any:
        """One reply in the provider's own format.

        Args:
            prompt: The prompt that the request was made of.
            request: Its parameters.
            meter: Limits and usage of the document.

        Raises:
            ServiceError: There is none.
        """
        tokens = _prompt_tokens(request)
        request = self._fit(request, tokens)
        if self._cache is None:
            return await self._send(request, tokens, meter)
        from openai.types.chat import ChatCompletion

        asked = f"the prompt {prompt.name} of {self.endpoint.label}"
        key = request_key(prompt.sha256, request)
        kept = self._cache.get(key, asked)
        if kept is not None:
            return ChatCompletion.model_validate(kept)
        reply = await self._send(request, tokens, meter)
        self._cache.put(key, asked, reply.model_dump(mode="json", exclude_none=True))
        return reply

    async def close(self) -> None:
        """Close connections."""
        await self.endpoint.close()

    def _fit(self, request: dict[str, Any], tokens: int) -> dict[str, Any]:
        """The request, held to its schema, its reply limited to what the context has room for."""
        fitted = dict(request)
        schema = request.get("response_format", {}).get("json_schema")
        if schema:
            fitted["response_format"] = {
                "type": "json_schema",
                "json_schema": {**schema, "strict": True},
            }
        room = self._options.context_tokens - tokens
        for name in (_NEW_LIMIT, _OLD_LIMIT):
            if name in request:
                fitted[name] = min(request[name], max(room, _SMALLEST_REPLY))
        return fitted

    async def _send(self, request: dict[str, Any], tokens: int, meter: Meter) -> Any:
        from tenacity import (
            AsyncRetrying,
            RetryCallState,
            retry_if_exception_type,
            wait_random_exponential,
        )

        options = self._options
        backoff = wait_random_exponential(options.retry_wait, options.retry_wait_max)

        def wait(state: RetryCallState) -> float:
            asked = _last(state).failure.wait
            return backoff(state) if asked is None else asked

        def stop(state: RetryCallState) -> bool:
            left = meter.remaining
            return (
                state.attempt_number > options.retries
                or state.upcoming_sleep > options.retry_wait_max
                or (left is not None and state.upcoming_sleep >= left)
            )

        attempts = AsyncRetrying(
            retry=retry_if_exception_type(_TransientError), wait=wait, stop=stop, reraise=True
        )
        try:
            async for attempt in attempts:
                with attempt:
                    return await self._attempt(request, tokens, meter)
        except _TransientError as last:
            raise _given_up(last.failure, attempts.statistics["attempt_number"]) from None
        raise AssertionError("tenacity ends by returning or raising")

    async def _attempt(self, request: dict[str, Any], tokens: int, meter: Meter) -> Any:
        while True:
            adapted = self._adapted(request)
            try:
                async with self._pace.slot(tokens) as went:
                    return await self._once(adapted, tokens, meter, went)
            except _UnknownParameterError as unknown:
                self._unknown.add(unknown.parameter)

    async def _once(self, request: dict[str, Any], prompt: int, meter: Meter, went: float) -> Any:
        endpoint = self.endpoint
        most = Tokens(input=prompt, output=self._options.max_output_tokens)
        attempt = meter.admit(endpoint.tariff, most)
        limits = [self._options.timeout, meter.remaining]
        used: Tokens | None = None
        try:
            async with asyncio.timeout(min(limit for limit in limits if limit is not None)):
                reply = await endpoint.send(**request)
            used = _tokens(reply)
            self._pace.replied()
        except endpoint.errors as error:
            if meter.remaining == 0:
                raise meter.overtime() from None
            failure = diagnose(error, endpoint.service, endpoint.secrets)
            if failure.overloaded:
                self._pace.turned_away(went)
            if not failure.charged:
                used = Tokens()
            if failure.parameter in self._adaptable(request):
                raise _UnknownParameterError(str(failure.parameter)) from None
            if failure.retryable:
                raise _TransientError(failure) from None
            raise failure.error from None
        finally:
            meter.settle(attempt, used)
            if used is not None:
                self._pace.used(used.input + used.output - prompt)
        if endpoint.openai_format:
            self._look(reply)
        return reply

    def _adaptable(self, request: dict[str, Any]) -> set[str]:
        """Parameters that a service may not know, and that can be left out or renamed."""
        names = {"temperature", _OLD_LIMIT} & request.keys()
        if "strict" in request.get("response_format", {}).get("json_schema", {}):
            names.add("response_format")
        return names

    def _adapted(self, request: dict[str, Any]) -> dict[str, Any]:
        """The request without what the service is known not to know."""
        adapted = dict(request)
        if "temperature" in self._unknown:
            adapted.pop("temperature", None)
        if _OLD_LIMIT in self._unknown and _OLD_LIMIT in adapted:
            adapted[_NEW_LIMIT] = adapted.pop(_OLD_LIMIT)
        if "response_format" in self._unknown and "response_format" in adapted:
            schema = dict(adapted["response_format"]["json_schema"])
            schema.pop("strict", None)
            adapted["response_format"] = {"type": "json_schema", "json_schema": schema}
        return adapted

    def _look(self, reply: Any) -> None:
        """Tell a reply from what only looks like one.

        Raises:
            ServiceError: It holds no answer.
        """
        service = self.endpoint.service
        if not hasattr(reply, "choices"):
            raise RequestRejectedError(
                f"{service} answered with something that is no chat completion. Check the base "
                "URL; it usually ends in /v1."
            )
        if not reply.choices:
            error = UnusableReplyError(f"{service} sent a reply without an answer in it.")
            raise _TransientError(Failure(error, retryable=True))
        choice = reply.choices[0]
        refusal = getattr(choice.message, "refusal", None)
        if refusal or choice.finish_reason == "content_filter":
            said = redact(refusal or "its content filter stopped the reply", self.endpoint.secrets)
            raise RefusalError(f"{self.endpoint.label} declined to answer: {said}")


class _TransientError(Exception):
    """A failure that may pass."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure.error))
        self.failure = failure


class _UnknownParameterError(Exception):
    """The service named a parameter that it does not know."""

    def __init__(self, parameter: str) -> None:
        super().__init__(parameter)
        self.parameter = parameter


def _last(state: Any) -> _TransientError:
    error = state.outcome.exception()
    assert isinstance(error, _TransientError)
    return error


def _given_up(failure: Failure, attempts: int) -> ServiceError:
    asked = f" It asked to wait {failure.wait:g} seconds." if failure.wait else ""
    times = "1 attempt" if attempts == 1 else f"{attempts} attempts"
    return type(failure.error)(f"{failure.error}{asked} Gave up after {times}.")


def _prompt_tokens(request: dict[str, Any]) -> int:
    """The most tokens that messages and schema can take."""
    sent = [request.get(name) for name in ("messages", "response_format", "tools")]
    return estimate_tokens(json.dumps(sent, ensure_ascii=False))


def _tokens(reply: Any) -> Tokens | None:
    """What a reply says it took, as OpenAI or Anthropic put it; ``None`` if it does not say."""
    usage = getattr(reply, "usage", None)
    if usage is None:
        return None
    details = getattr(usage, "prompt_tokens_details", None)
    prompt = getattr(usage, "prompt_tokens", None)
    if prompt is not None:
        cached = getattr(details, "cached_tokens", None) or 0
        return Tokens(prompt, cached, getattr(usage, "completion_tokens", None) or 0)
    fresh = getattr(usage, "input_tokens", None)
    if fresh is None:
        return None
    cached = getattr(usage, "cache_read_input_tokens", None) or 0
    return Tokens(fresh + cached, cached, getattr(usage, "output_tokens", None) or 0)
