"""Every argument under one name: keyword in Python, option of the command, variable.

``max_sentences`` is ``--max-sentences`` and ``SUMMARIZER_MAX_SENTENCES``. An argument wins
over the environment, the environment over the default.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from summarizer.errors import SettingsError

OFFLINE: Final = "offline"
_PREFIX: Final = "SUMMARIZER_"
_DEFAULT_MODEL: Final = "gpt-5-mini"
_ALSO: Final = {"api_key": "OPENAI_API_KEY", "base_url": "OPENAI_BASE_URL"}
"""Variables that other programs use for the same thing; ours win over them."""


class Settings(BaseModel):
    """What can be set for a run.

    Attributes:
        model: The model that drafts, ``gpt-...``, ``provider/model`` or ``offline``.
        checker_model: The model that checks; the drafting one when not given.
        offline: Use no model, whatever the environment says.
        language: ISO 639-1 code of the summary; the source's own when not given.
        max_sentences: Upper bound of the summary's length.
        threshold: Support at which the offline checker calls a claim supported, 0 to 1.
        min_precision: Instead of a threshold: how many of the claims that the offline checker
            calls supported should be, 0 to 1, as measured on public sets.
        entailment_model: A folder or hub id of an ONNX cross-encoder whose probability takes
            the place of the offline score; needs the extra ``neural``.
        repair: Send flagged claims of a drafted summary back to the model once.
        strict: Leave sentences with flagged claims out of a drafted summary.
        base_url: Address of an OpenAI-compatible server; ``OPENAI_BASE_URL`` counts too.
        api_key: Its key; ``OPENAI_API_KEY`` counts too. Shown nowhere.
        prompts: Directory of prompts that take the place of the shipped ones.
        output_mode: How structured output is asked for.
        confidence: Where the confidence of a judged claim comes from: ``agreement`` of model
            and rules, or the model's token probabilities, with one more call a claim.
        temperature: Of the model, 0 to 2.
        context_tokens: Tokens that prompt and reply may take together; longer texts are read
            in parts.
        max_output_tokens: Tokens that one reply may take.
        max_calls: Most requests to the model for one document, retries included.
        max_cost: Most US dollars for one document; for a batch, of all its runs together.
        deadline: Most seconds for one document, 0 for no limit.
        timeout: Most seconds for one reply.
        retries: Further attempts after a failure that may pass.
        retry_wait: Seconds before the first of them; doubled for each further one.
        reply_retries: How often a faulty reply is sent back with complaints.
        concurrency: Requests under way at the same time; fewer while the service turns some
            away.
        rpm: Most requests a minute.
        tpm: Most tokens a minute, of prompts and replies together.
        cache: Directory where replies are kept and found again; none are kept without it.
        cache_mode: ``record`` asks for what the cache lacks, ``replay`` never asks.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    model: str | None = None
    checker_model: str | None = None
    offline: bool = False
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None
    max_sentences: Annotated[int, Field(ge=1, le=100)] = 5
    threshold: Annotated[float, Field(gt=0, lt=1)] | None = None
    min_precision: Annotated[float, Field(gt=0, lt=1)] | None = None
    entailment_model: Annotated[str, Field(min_length=1)] | None = None
    repair: bool = False
    strict: bool = False
    base_url: str | None = None
    api_key: SecretStr | None = None
    prompts: Path | None = None
    output_mode: Literal["json_schema", "tools", "json", "md_json"] = "json_schema"
    confidence: Literal["agreement", "logprobs"] = "agreement"
    temperature: Annotated[float, Field(ge=0, le=2)] = 0.0
    context_tokens: Annotated[int, Field(ge=2_000)] = 32_000
    max_output_tokens: Annotated[int, Field(ge=256)] = 4_096
    max_calls: Annotated[int, Field(ge=0)] | None = None
    max_cost: Annotated[float, Field(ge=0)] | None = None
    deadline: Annotated[float, Field(ge=0)] = 600.0
    timeout: Annotated[float, Field(gt=0)] = 120.0
    retries: Annotated[int, Field(ge=0, le=20)] = 4
    retry_wait: Annotated[float, Field(gt=0, le=60)] = 1.0
    reply_retries: Annotated[int, Field(ge=0, le=5)] = 1
    concurrency: Annotated[int, Field(ge=1, le=100)] = 4
    rpm: Annotated[float, Field(gt=0)] | None = None
    tpm: Annotated[float, Field(gt=0)] | None = None
    cache: Path | None = None
    cache_mode: Literal["record", "replay"] = "record"

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None, **arguments: Any) -> Self:
        """Combine arguments, environment and defaults.

        Args:
            environ: The environment; the process's own when ``None``.
            **arguments: Values that win over it; ``None`` counts as not given.

        Raises:
            SettingsError: A value cannot be used, or a name is unknown.
        """
        environ = os.environ if environ is None else environ
        values: dict[str, Any] = {}
        origins: dict[str, str] = {}
        for name in cls.model_fields:
            for variable in (_PREFIX + name.upper(), _ALSO.get(name, "")):
                if environ.get(variable):
                    values[name] = environ[variable]
                    origins[name] = variable
                    break
        for name, value in arguments.items():
            if value is not None:
                values[name] = value
                origins[name] = name
        try:
            return cls(**values)
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0]) if first["loc"] else "?"
            if first["type"] == "extra_forbidden":
                known = ", ".join(sorted(cls.model_fields))
                raise SettingsError(f"There is no setting {name!r}; known are {known}.") from None
            shown = "what it is" if name == "api_key" else repr(values.get(name))
            raise SettingsError(
                f"{origins.get(name, name)} cannot be {shown}: "
                f"{first['msg'][0].lower()}{first['msg'][1:]}."
            ) from None


def resolve_model(settings: Settings, environ: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Which model drafts, and why.

    Args:
        settings: The settings; ``SUMMARIZER_MODEL`` is among them.
        environ: The environment; the process's own when ``None``.

    Returns:
        A model name or ``offline``, and the reason as a clause for one line of output.
    """
    environ = os.environ if environ is None else environ
    if settings.offline:
        return OFFLINE, "as asked for"
    if settings.model:
        return settings.model, "as asked for"
    for name, variable in _ALSO.items():
        if getattr(settings, name):
            reason = f"because {variable if environ.get(variable) else name} is set"
            return environ.get("OPENAI_MODEL") or _DEFAULT_MODEL, reason
    return OFFLINE, "because neither a model nor OPENAI_API_KEY nor OPENAI_BASE_URL is set"
