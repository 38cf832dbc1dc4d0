"""What a team asks of every run: ``gate.toml`` beside the datasets."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.results import Share
from summarizer.errors import InputError


class Rules(BaseModel):
    """The rules of the gate.

    Attributes:
        level: Of the interval in which a difference must lie below zero to count as a drop.
        noise: How often a judging model gives another verdict by chance. Rules and replayed
            replies have no chance in them, and get no allowance for it.
        not_checked: Largest share of claims without a verdict.
        floors: Lowest value of a figure, by part of the datasets and name of the figure.
        must_pass: Ids of claims that must be right in every run.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: Annotated[float, Field(gt=0.5, lt=1)] = 0.95
    noise: Annotated[float, Field(ge=0, le=0.2)] = 0.03
    not_checked: Share = 0.0
    floors: dict[str, dict[str, Share]] = Field(default_factory=dict)
    must_pass: tuple[str, ...] = ()


def read_rules(path: Path) -> Rules:
    """Read the rules; without a file, those that hold by default.

    Raises:
        InputError: The file cannot be used.
    """
    if not path.exists():
        return Rules()
    try:
        return Rules.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise InputError(f"{path}: {where}: {first['msg']}.") from None
