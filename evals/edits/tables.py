"""The generator's word tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

Row = tuple[str, str]


class Tables(BaseModel):
    """What ``tables.yaml`` holds; the file says what each table is for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    places: str
    people: tuple[str, ...]
    offices: tuple[str, ...]
    callings: tuple[str, ...]
    units: tuple[tuple[str, ...], ...]
    short_units: Mapping[str, str]
    signs: Mapping[str, str]
    deeds: tuple[tuple[str, str, str], ...]
    works: tuple[tuple[str, str, str], ...]
    irregular: Mapping[str, str]
    negation: tuple[Row, ...]
    quantifier: tuple[Row, ...]
    comparison: tuple[Row, ...]
    order: tuple[Row, ...]
    term: tuple[Row, ...]
    modality: tuple[Row, ...]
    rewordings: Mapping[str, tuple[Row, ...]]

    def exchanges(self, kind: str) -> tuple[Row, ...]:
        """The rows of a kind that is edited by exchanging words."""
        rows: tuple[Row, ...] = getattr(self, kind)
        return rows


@cache
def tables() -> Tables:
    """Read the tables."""
    path = Path(__file__).with_name("tables.yaml")
    return Tables.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
