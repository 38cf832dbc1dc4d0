"""Ask a model for structured output: the seam between this package and any model service."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Generic, Protocol, TypeVar

from summarizer.errors import (
    IncompleteReplyError,
    RequestRejectedError,
    ServiceError,
    SettingsError,
    UnusableReplyError,
)
from summarizer.llm.cache import ReplyCache
from summarizer.llm.endpoint import ModelOptions, Route, connect, label, trust
from summarizer.llm.exchange import Exchange
from summarizer.llm.failures import diagnose, redact
from summarizer.llm.meter import Meter
from summarizer.llm.price import Tariff, Tokens
from summarizer.llm.prompts import Prompt
from summarizer.llm.replies import OUTPUTS, Answer, Review

R = TypeVar("R", bound=Answer)
_LIMITS: Final = frozenset({"max_tokens", "max_completion_tokens"})


@dataclass(frozen=True, slots=True)
class Reply(Generic[R]):
    """What a model answered.

    Attributes:
        value: The reply; it fits its output model.
        complaints: What is still wrong with it after all that was sent back.
    """

    value: R
    complaints: tuple[str, ...] = ()


class Model(Protocol):
    """A language model that answers prompts in JSON."""

    @property
    def label(self) -> str:
        """The model as reports call it."""

    @property
    def room(self) -> int:
        """Tokens that a prompt may take."""

    async def ask(
        self,
        prompt: Prompt,
        inputs: Mapping[str, object],
        output: type[R],
        find: Callable[[R], list[str]],
        meter: Meter,
    ) -> Reply[R]:
        """Ask once, sending complaints back as often as the options allow.

        Args:
            prompt: What to ask.
            inputs: What to fill the prompt in with.
            output: What the reply must look like.
            find: Complaints about a reply, each a sentence that says what to change.
            meter: Limits and usage of the document.

        Raises:
            ServiceError: There is no reply that fits the output model.
            SettingsError: The model cannot be asked at all.
        """

    async def confirm(
        self, prompt: Prompt, inputs: Mapping[str, object], meter: Meter
    ) -> float | None:
        """Probability of "yes" as the next word; ``None`` where the service tells none.

        Raises:
            ServiceError: The service failed.
        """

    def through(self, route: Route) -> None:
        """Send requests another way from now on."""

    async def close(self) -> None:
        """Close connections; the model can be used again afterwards."""


class Client:
    """A model behind an OpenAI-compatible server, or a provider that instructor knows."""

    def __init__(self, options: ModelOptions) -> None:
        """Prepare a client; it connects when first asked.

        Raises:
            SettingsError: The cache cannot be used.
        """
        self._options = options
        self._cache = (
            ReplyCache(options.cache_dir, options.cache_mode) if options.cache_dir else None
        )
        self._open: tuple[asyncio.AbstractEventLoop, Exchange] | None = None
        self._tells_probabilities = True
        self._route: Route | None = None

    @property
    def label(self) -> str:
        """The model as reports call it."""
        return label(self._options.model)

    @property
    def room(self) -> int:
        """Tokens that a prompt may take."""
        return self._options.room

    async def ask(
        self,
        prompt: Prompt,
        inputs: Mapping[str, object],
        output: type[R],
        find: Callable[[R], list[str]],
        meter: Meter,
    ) -> Reply[R]:
        """See :class:`Model`."""
        import instructor
        from instructor.core.exceptions import (
            IncompleteOutputException,
            InstructorRetryException,
        )

        exchange = self._exchange()
        endpoint = exchange.endpoint
        review = Review(find, self._options.reply_retries)

        async def send(**request: Any) -> Any:
            return await exchange.request(prompt, request, meter)

        create: Any = instructor.patch(create=send, mode=endpoint.mode, provider=endpoint.provider)
        meter.count_call(prompt)
        error: ServiceError
        try:
            with review.under_way():
                await create(
                    response_model=_prepared(output),
                    messages=[{"role": "user", "content": prompt.render(**inputs)}],
                    max_retries=self._options.reply_retries,
                    **endpoint.parameters,
                )
        except IncompleteOutputException:
            error = IncompleteReplyError(
                f"The reply of {self.label} to the prompt {prompt.name} was cut off at the limit "
                f"of {self._options.max_output_tokens} tokens; raise max_output_tokens."
            )
        except InstructorRetryException as failure:
            cause = failure.__cause__
            if isinstance(cause, SettingsError):
                raise cause from None
            error = (
                cause
                if isinstance(cause, ServiceError)
                else UnusableReplyError(
                    f"{self.label} gave no usable reply to the prompt {prompt.name} in "
                    f"{failure.n_attempts} attempts: {redact(str(cause), endpoint.secrets)} "
                    "Try another model or another mode."
                )
            )
        if review.best is None:
            raise error from None
        return Reply(review.best, tuple(review.complaints))

    async def confirm(
        self, prompt: Prompt, inputs: Mapping[str, object], meter: Meter
    ) -> float | None:
        """See :class:`Model`."""
        exchange = self._exchange()
        endpoint = exchange.endpoint
        if not (endpoint.openai_format and self._tells_probabilities):
            return None
        request: dict[str, Any] = {
            **endpoint.parameters,
            "messages": [{"role": "user", "content": prompt.render(**inputs)}],
            "logprobs": True,
            "top_logprobs": 10,
            **dict.fromkeys(_LIMITS & endpoint.parameters.keys(), 1),
        }
        meter.count_call(prompt)
        try:
            return _probability_of_yes(await exchange.request(prompt, request, meter))
        except RequestRejectedError:
            self._tells_probabilities = False
            return None

    async def reach(self) -> str:
        """Ask the service, at no cost, whether it answers and has the model.

        Returns:
            A clause that says what was found.

        Raises:
            ServiceError: It does not answer, or not to this key.
            SettingsError: The model cannot be asked at all.
        """
        endpoint = self._exchange().endpoint
        if endpoint.names is None:
            return "is not asked, as its provider has no list of models here"
        try:
            async with asyncio.timeout(self._options.timeout):
                names = await endpoint.names()
        except endpoint.errors as error:
            failure = diagnose(error, endpoint.service, endpoint.secrets)
            if type(failure.error) is RequestRejectedError:
                return "answers, but lists no models"
            raise failure.error from None
        has = "has" if endpoint.parameters["model"] in names else "does not list"
        return f"answers and {has} the model"

    def price(self, tokens: Tokens) -> float | None:
        """What tokens cost in US dollars; ``None`` when the price is not known.

        Raises:
            SettingsError: The model cannot be asked at all.
        """
        return self._exchange().endpoint.tariff.cost(tokens)

    def through(self, route: Route) -> None:
        """Send requests another way from now on.

        Args:
            route: Given where requests go by themselves, says where they go instead.
        """
        self._route = route

    async def close(self) -> None:
        """See :class:`Model`."""
        opened, self._open = self._open, None
        if opened is not None and opened[0] is asyncio.get_running_loop():
            await opened[1].close()

    def _exchange(self) -> Exchange:
        """The exchange of the running event loop: connections do not outlive their loop."""
        loop = asyncio.get_running_loop()
        if self._open is None or self._open[0] is not loop:
            endpoint, options = connect(self._options), self._options
            if self._route is not None:
                endpoint, options = self._route(endpoint, options)
            if self._cache and not endpoint.openai_format:
                raise SettingsError(
                    f"Replies of {self.label} cannot be kept: cache_dir works with "
                    "OpenAI-compatible services only."
                )
            self._open = (loop, Exchange(endpoint, options, self._cache))
        return self._open[1]


def preload() -> None:
    """Load now what the first call would load, for a process that copies itself."""
    import openai.types.chat  # noqa: F401
    from instructor import Mode, Provider

    with suppress(ImportError):  # rooms of their own: if they move, nothing is lost but time
        import anyio._backends._asyncio  # noqa: F401
        from instructor.core import exceptions  # noqa: F401
        from instructor.v2.core.registry import mode_registry

        mode_registry.get_handlers(Provider.OPENAI, Mode.JSON_SCHEMA)
    for output in OUTPUTS.values():
        _prepared(output).model_json_schema()
    trust()
    Tariff("gpt-5-mini", "openai").cost(Tokens())


@cache
def _prepared(output: type[Answer]) -> Any:
    """An output model as instructor needs it, or it makes a new class at every call."""
    import instructor

    return instructor.openai_schema(output)


def _probability_of_yes(reply: Any) -> float | None:
    content = getattr(reply.choices[0].logprobs, "content", None)
    if not content:
        return None
    mass = {"yes": 0.0, "no": 0.0}
    for token in content[0].top_logprobs:
        word = token.token.strip().lower()
        if word in mass:
            mass[word] += math.exp(token.logprob)
    total = sum(mass.values())
    return mass["yes"] / total if total else None
