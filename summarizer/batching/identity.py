"""What a result depends on beside the document: models, prompts and settings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self

from summarizer.pipeline import Summarizer
from summarizer.settings import OFFLINE

_HOW: Final = frozenset(
    {
        "api_key",
        "base_url",
        "cache",
        "cache_mode",
        "concurrency",
        "deadline",
        "max_calls",
        "max_cost",
        "model",
        "checker_model",
        "offline",
        "prompts",
        "retries",
        "retry_wait",
        "rpm",
        "timeout",
        "tpm",
    }
)
"""Settings that say how to get to a result, not what it is. A limit on a document can leave
claims unchecked; then the document is not done, and tried again anyway. Where a model is served
is not what it is. Models and prompts count by what they come down to."""


@dataclass(frozen=True)
class Identity:
    """What a result depends on.

    Attributes:
        model: Who drafts.
        checker_model: Who checks.
        prompts: SHA-256 of each prompt; none offline.
        settings: The settings that count.
    """

    model: str
    checker_model: str
    prompts: Mapping[str, str]
    settings: Mapping[str, Any]

    @classmethod
    def of(cls, summarizer: Summarizer) -> Self:
        """What the results of a summarizer depend on."""
        settings = summarizer.settings
        prompts: dict[str, str] = {}
        model, checker = summarizer.models
        if {model, checker} != {OFFLINE}:
            from summarizer.llm.prompts import load_prompts

            loaded = load_prompts(settings.prompts)
            prompts = {name: prompt.sha256 for name, prompt in loaded.items()}
        return cls(model, checker, prompts, settings.model_dump(mode="json", exclude=set(_HOW)))

    @cached_property
    def key(self) -> str:
        """Equal for equal identities."""
        return hashlib.sha256(json.dumps(self.as_json(), sort_keys=True).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """All of it, for ``run.json``."""
        return {
            "model": self.model,
            "checker_model": self.checker_model,
            "prompts": dict(self.prompts),
            "settings": dict(self.settings),
        }
