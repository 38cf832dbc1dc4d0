"""Every argument under one name: keyword in Python, option of the command, variable.

``max_sentences`` is ``--max-sentences`` and ``SUMMARIZER_MAX_SENTENCES``. An argument wins
over the environment, the environment over the default.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.errors import SettingsError

OFFLINE: Final = "offline"
_PREFIX: Final = "SUMMARIZER_"
_DEFAULT_MODEL: Final = "gpt-5-mini"


class Settings(BaseModel):
    """What can be set for a run.

    Attributes:
        model: The model that drafts, ``gpt-...``, ``provider/model`` or ``offline``.
        checker_model: The model that checks; the drafting one when not given.
        offline: Use no model, whatever the environment says.
        language: ISO 639-1 code of the summary; the source's own when not given.
        max_sentences: Upper bound of the summary's length.
        threshold: Support at which the offline checker calls a claim supported, 0 to 1.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    model: str | None = None
    checker_model: str | None = None
    offline: bool = False
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None
    max_sentences: Annotated[int, Field(ge=1, le=100)] = 5
    threshold: Annotated[float, Field(gt=0, lt=1)] | None = None

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
            variable = _PREFIX + name.upper()
            if environ.get(variable):
                values[name] = environ[variable]
                origins[name] = variable
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
            raise SettingsError(
                f"{origins.get(name, name)} cannot be {values.get(name)!r}: "
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
    for variable in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        if environ.get(variable):
            return environ.get("OPENAI_MODEL") or _DEFAULT_MODEL, f"because {variable} is set"
    return OFFLINE, "because neither a model nor OPENAI_API_KEY nor OPENAI_BASE_URL is set"
