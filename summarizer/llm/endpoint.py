"""From a model's name to the function that sends a request to it."""

from __future__ import annotations

import logging
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urlsplit

from summarizer.errors import SettingsError
from summarizer.llm.cache import CacheMode
from summarizer.llm.price import Tariff

if TYPE_CHECKING:
    from ssl import SSLContext

    from instructor import Mode, Provider
    from openai import AsyncOpenAI

Send = Callable[..., Awaitable[Any]]
OutputMode = Literal["json_schema", "tools", "json", "md_json"]
_OPENAI: Final = "https://api.openai.com/v1"
_NO_KEY: Final = "none"


@dataclass(frozen=True, kw_only=True)
class ModelOptions:
    """Which model to ask, where, and how.

    Attributes:
        model: ``gpt-...`` or any name that the server at ``base_url`` knows, or
            ``provider/model`` as instructor's ``from_provider`` takes it.
        base_url: Address of an OpenAI-compatible server, usually ending in ``/v1``.
        api_key: Its key; local servers need none.
        mode: How structured output is asked for.
        temperature: 0 to 2; ``None`` leaves it to the service.
        context_tokens: Tokens that prompt and reply may take together.
        max_output_tokens: Tokens that one reply may take.
        timeout: Seconds to wait for one reply.
        retries: Further attempts after a transient failure.
        retry_wait: Seconds before the first of them; doubled, with jitter, for each further.
        retry_wait_max: The longest wait between attempts; a service that asks for more is
            given up.
        reply_retries: How often an unusable or faulty reply is sent back with complaints.
        concurrency: Requests under way at the same time.
        rpm: Most requests a minute.
        tpm: Most tokens a minute.
        cache_dir: Where replies are kept; ``None`` keeps none.
        cache_mode: ``record`` or ``replay``.
    """

    model: str
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    mode: OutputMode = "json_schema"
    temperature: float | None = 0.0
    context_tokens: int = 32_000
    max_output_tokens: int = 4_096
    timeout: float = 120.0
    retries: int = 4
    retry_wait: float = 1.0
    retry_wait_max: float = 60.0
    reply_retries: int = 1
    concurrency: int = 4
    rpm: float | None = None
    tpm: float | None = None
    cache_dir: Path | None = None
    cache_mode: CacheMode = "record"

    @property
    def room(self) -> int:
        """Tokens that a prompt may take."""
        return self.context_tokens - min(self.max_output_tokens, self.context_tokens // 3)


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """Where requests go.

    Attributes:
        label: The model as reports call it: ``openai/...`` or ``provider/...``.
        service: The service as messages call it.
        send: Sends one request in the provider's own format, without retries.
        errors: What ``send`` raises when a request fails.
        close: Closes its connections.
        names: Asks which models there are; ``None`` where that cannot be asked.
        provider: Whose format it is, for instructor.
        mode: How instructor asks for structured output.
        parameters: What goes into every request.
        openai_format: Whether replies are OpenAI's chat completions.
        tariff: Whose price list applies.
        secrets: What must appear in no message.
        client: The openai library's client, where that is what sends.
    """

    label: str
    service: str
    send: Send
    errors: tuple[type[Exception], ...]
    close: Callable[[], Awaitable[None]]
    names: Callable[[], Awaitable[list[str]]] | None
    provider: Provider
    mode: Mode
    parameters: dict[str, Any]
    openai_format: bool
    tariff: Tariff
    secrets: frozenset[str] = field(repr=False)
    client: AsyncOpenAI | None = None


Route = Callable[[Endpoint, ModelOptions], tuple[Endpoint, ModelOptions]]
"""Another way for requests, and the options that fit it."""


def connect(options: ModelOptions) -> Endpoint:
    """Prepare to talk to a model; nothing is sent yet.

    Raises:
        SettingsError: The model's provider is not known or not installed, or a key is missing.
    """
    # Failures are told by our own errors; without this they would go to stderr a second time.
    logging.getLogger("instructor").addHandler(logging.NullHandler())
    provider, slash, name = options.model.partition("/")
    if slash and options.base_url is None and provider != "openai":
        return _from_provider(options, provider, name)
    if slash and options.base_url is None:
        return _openai(options, name)
    return _openai(options, options.model)


def label(model: str) -> str:
    """A model as reports call it."""
    return model if "/" in model else f"openai/{model}"


@cache
def trust() -> SSLContext:
    """Which certificates to trust; to read them takes longer than many a call."""
    from httpx2 import create_ssl_context

    return create_ssl_context()


def _openai(options: ModelOptions, model: str) -> Endpoint:
    from instructor import Mode, Provider
    from openai import AsyncOpenAI, DefaultAsyncHttpxClient, OpenAIError
    from openai.types.chat import ChatCompletion

    if options.base_url is None and not options.api_key:
        raise SettingsError(
            f"The model {options.model} needs OPENAI_API_KEY; set it, or OPENAI_BASE_URL for "
            "another server, or use --offline."
        )
    address = options.base_url or _OPENAI
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(
            f"The base URL {address!r} is not an address such as http://localhost:11434/v1."
        )
    client = AsyncOpenAI(
        api_key=options.api_key or _NO_KEY,
        base_url=address,
        timeout=options.timeout,
        max_retries=0,
        http_client=DefaultAsyncHttpxClient(verify=trust()),
    )
    # OpenAI's newer models know only the new name, older servers only the old one.
    limit = "max_completion_tokens" if address == _OPENAI else "max_tokens"

    async def send(**request: Any) -> Any:
        # as ``chat.completions.create`` does, but for its walk through every schema
        return await client.post("/chat/completions", body=request, cast_to=ChatCompletion)

    async def names() -> list[str]:
        return [found.id for found in (await client.models.list()).data]

    parameters: dict[str, Any] = {"model": model, limit: options.max_output_tokens}
    if options.temperature is not None:
        parameters["temperature"] = options.temperature
    return Endpoint(
        label=label(options.model),
        service=f"The model service at {parts.hostname}" + (f":{parts.port}" if parts.port else ""),
        send=send,
        errors=(OpenAIError, TimeoutError, ValueError),  # the last from an answer that is no JSON
        close=client.close,
        names=names,
        provider=Provider.OPENAI,
        mode=Mode[options.mode.upper()],
        parameters=parameters,
        openai_format=True,
        tariff=Tariff(model.removeprefix("openai/"), "openai"),
        secrets=frozenset(secret for secret in (options.api_key, parts.password) if secret),
        client=client,
    )


def _from_provider(options: ModelOptions, provider: str, name: str) -> Endpoint:
    import instructor
    from instructor.core.exceptions import InstructorError
    from instructor.v2.core.provider_specs import ALIAS_TO_PROVIDER, PROVIDER_SPECS
    from openai import AsyncOpenAI

    if provider not in ALIAS_TO_PROVIDER:
        raise SettingsError(
            f"The provider {provider!r} of model {options.model} is not known. For a model of that "
            "name on your own server set OPENAI_BASE_URL; else use one of "
            f"{', '.join(sorted(ALIAS_TO_PROVIDER))}."
        )
    mode = instructor.Mode[options.mode.upper()]
    if mode not in PROVIDER_SPECS[ALIAS_TO_PROVIDER[provider]].supported_modes:
        mode = instructor.Mode.TOOLS
    try:
        wrapped: Any = instructor.from_provider(options.model, async_client=True, mode=mode)
    except (InstructorError, ImportError, ValueError) as error:
        raise SettingsError(
            f"The model {options.model} cannot be used: {' '.join(str(error).split())}"
        ) from error
    client = wrapped.client
    if hasattr(client, "max_retries"):
        client.max_retries = 0

    async def close() -> None:
        if hasattr(client, "close"):
            await client.close()

    parameters = {**wrapped.kwargs, "model": name, "max_tokens": options.max_output_tokens}
    if options.temperature is not None:
        parameters["temperature"] = options.temperature
    return Endpoint(
        label=options.model,
        service=f"The model service {provider}",
        send=wrapped.create_fn.__wrapped__,  # instructor's wrapper names what it wraps
        errors=(Exception,),  # providers' libraries have no common base class
        close=close,
        names=None,
        provider=wrapped.provider,
        mode=wrapped.mode,
        parameters=parameters,
        openai_format=isinstance(client, AsyncOpenAI),
        tariff=Tariff(name, provider),
        secrets=frozenset(
            value for key, value in os.environ.items() if key.endswith("_API_KEY") and value
        ),
    )
