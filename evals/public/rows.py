"""The rows of the public sets."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from summarizer.errors import InputError

_KIN: Final = {
    "xsum": ("xsumfaith", "frank_xsum", "fib_xsum", "qags_xsum", "entfa"),
    "cnndm": ("summeval", "polytope", "factcc", "bump"),
    "storysumm": ("storysumm", "storysumm_sent"),
    "fever": ("fever_nli", "fever_symmetric"),
    "samsum": ("faceval", "summedits_samsum"),
    "wizard": ("begin", "q2_wow", "faithdial_audit"),
}
"""Sets that share documents or makers: they are left out together."""
_SAMPLE: Final = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled claim.

    Attributes:
        source: The text.
        claim: The claim.
        label: 1 when the text supports it, else 0.
        evidence: The sentences that were marked as speaking to it, if any.
    """

    source: str
    claim: str
    label: int
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A set's name, whether what ships may be fitted on it, and its rows."""

    name: str
    may_fit: bool
    rows: tuple[Row, ...]


def kin(name: str) -> str:
    """The family of a set."""
    if name.startswith("summedits_") and name != "summedits_samsum":
        return "summedits"
    return next((family for family, members in _KIN.items() if name in members), name)


def related(name: str, other: str) -> bool:
    """Whether two sets must not teach about each other: of one family, or of one maker."""
    summedits = name.startswith("summedits_") and other.startswith("summedits_")
    return summedits or kin(name) == kin(other)


def read_sets(
    folder: Path, limit: int | None = None, names: list[str] | None = None
) -> list[PublicSet]:
    """Read the sets of a folder, or some of them.

    Args:
        folder: Where ``MANIFEST.json`` and the sets are.
        limit: Rows a set, a fixed sample; all when ``None``.
        names: The sets to read; all when ``None``.

    Raises:
        InputError: The folder has no manifest, or a set is missing.
    """
    manifest = folder / "MANIFEST.json"
    try:
        known = json.loads(manifest.read_text(encoding="utf-8"))
        unknown = set(names or ()) - set(known)
        if unknown:
            raise InputError(f"{manifest} has no set {', '.join(sorted(unknown))}.")
        return [
            PublicSet(
                name,
                bool(known[name]["may_fit_what_ships"]),
                _rows(folder / f"{name}.jsonl", limit),
            )
            for name in sorted(names or known)
        ]
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{folder} does not hold the public sets: {error}.") from error


def _rows(path: Path, limit: int | None) -> tuple[Row, ...]:
    rows = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            # what has no text cannot be asked of the checker
            if row["claim"].strip() and row["source"].strip():
                evidence = tuple(row.get("evidence") or ())
                rows.append(Row(row["source"], row["claim"], int(row["label"]), evidence))
    random.Random(_SAMPLE).shuffle(rows)
    return tuple(rows[:limit])
