"""Replies of a model, kept so that a run can be replayed without it.

A folder of replies as ``--cache`` keeps them, with an ``about.toml`` that says whose they are.
A request that is not in it, because prompt, model, text or options have changed, is a stale
recording: it is never sent to anybody instead.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.results import Setup
from summarizer.errors import InputError
from summarizer.llm.prompts import load_prompts
from summarizer.settings import Settings

_ABOUT: Final = "about.toml"
_NOWHERE: Final = "http://127.0.0.1:9/v1"
"""An address of the kind that was recorded; nothing is ever sent there."""
_ASKED: Final = (
    "model",
    "checker_model",
    "language",
    "max_sentences",
    "output_mode",
    "confidence",
    "temperature",
    "context_tokens",
    "max_output_tokens",
    "reply_retries",
)
"""Settings that a request depends on."""


class About(BaseModel):
    """Whose replies a recording holds.

    Attributes:
        source: ``recording`` of a model, or ``scripted``: replies of a program that plays one.
        note: Which model, in plain words.
        made: Day on which it was made.
        service: ``openai`` or another server; the two are asked a little differently.
        suites: The suites that were recorded.
        settings: Settings that requests depend on.
        prompts: SHA-256 of each prompt that was used.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Literal["recording", "scripted"]
    note: Annotated[str, Field(min_length=1)]
    made: str
    service: Literal["openai", "other"]
    suites: tuple[str, ...]
    settings: dict[str, str | int | float | bool]
    prompts: dict[str, str]


@dataclass(frozen=True)
class Recording:
    """A recording in a folder."""

    folder: Path
    about: About

    def settings(self) -> dict[str, Any]:
        """Settings that replay it."""
        place = {"api_key": "none"} if self.about.service == "openai" else {"base_url": _NOWHERE}
        return {**self.about.settings, **place, "cache": self.folder, "cache_mode": "replay"}

    def changed(self, prompts: Path | None) -> list[str]:
        """Names of prompts that are not what they were."""
        now = load_prompts(prompts)
        return [
            name
            for name, sha256 in self.about.prompts.items()
            if name not in now or now[name].sha256 != sha256
        ]


def read(folder: Path) -> Recording:
    """Open a recording.

    Raises:
        InputError: It is none.
    """
    path = folder / _ABOUT
    try:
        return Recording(folder, About.model_validate(tomllib.loads(path.read_text("utf-8"))))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        detail = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise InputError(f"{folder} is no recording: {path}: {detail}.") from None


def describe(
    folder: Path,
    settings: Settings,
    setup: Setup,
    note: str,
    scripted: bool,
    suites: tuple[str, ...],
) -> None:
    """Say whose replies a folder holds, once they have been recorded into it.

    Args:
        folder: The folder.
        settings: Those of the run.
        setup: What was measured.
        note: Which model it was, in plain words.
        scripted: Whether a program played it.
        suites: What was run.
    """
    asked: Mapping[str, Any] = {
        name: value for name in _ASKED if (value := getattr(settings, name)) is not None
    }
    about = About(
        source="scripted" if scripted else "recording",
        note=note,
        made=datetime.now(UTC).date().isoformat(),
        service="other" if settings.base_url else "openai",
        suites=suites,
        settings={"model": setup.model.removeprefix("openai/"), **asked},
        prompts={name: info.sha256 for name, info in setup.prompts.items()},
    )
    (folder / _ABOUT).write_text(_toml(about.model_dump(mode="json")), encoding="utf-8")


def _toml(data: Mapping[str, Any]) -> str:
    """TOML of plain values and of tables of them."""
    tables = {name: value for name, value in data.items() if isinstance(value, Mapping)}
    lines = [f"{name} = {_value(value)}" for name, value in data.items() if name not in tables]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{key} = {_value(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
