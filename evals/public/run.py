"""The checker at work on the public sets: the very code of ``check``, without a model."""

from __future__ import annotations

import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from evals.public.figures import Answers
from evals.public.rows import PublicSet, Row
from summarizer import Document, Verdict, check
from summarizer.types import Claim


@dataclass(frozen=True, slots=True)
class Outcome:
    """A set's answers.

    Attributes:
        name: Of the set.
        answers: What was said of its rows.
        hits: Of each row with marked evidence, whether a cited sentence is among it.
        seconds: Processor time that reading and checking took.
    """

    name: str
    answers: Answers
    hits: tuple[bool, ...]
    seconds: float


def run(sets: Iterable[PublicSet], workers: int | None = None) -> Iterable[Outcome]:
    """Check every row of every set, a document's rows together.

    Args:
        sets: The sets.
        workers: Processes; as many as there are cores when ``None``.
    """
    with ProcessPoolExecutor(workers) as pool:
        for item in sets:
            groups: dict[str, list[Row]] = {}
            for row in item.rows:
                groups.setdefault(row.source, []).append(row)
            checked = list(pool.map(_check, groups.values(), chunksize=8))
            rows = [row for group in groups.values() for row in group]
            claims = [claim for found, _ in checked for claim in found]
            yield Outcome(
                item.name,
                Answers(
                    label=np.array([bool(row.label) for row in rows]),
                    flagged=np.array([claim.verdict is not Verdict.SUPPORTED for claim in claims]),
                    confidence=np.array([claim.confidence for claim in claims], dtype=np.float64),
                    document=np.repeat(
                        np.arange(len(groups)), [len(group) for group in groups.values()]
                    ),
                ),
                tuple(
                    _hit(row, claim)
                    for row, claim in zip(rows, claims, strict=True)
                    if row.evidence
                ),
                sum(seconds for _, seconds in checked),
            )


def _check(rows: list[Row]) -> tuple[tuple[Claim, ...], float]:
    start = time.process_time()
    report = check(Document(rows[0].source), [row.claim for row in rows], offline=True)
    return report.claims, time.process_time() - start


def _hit(row: Row, claim: Claim) -> bool:
    """Whether a cited sentence and a marked one are the same, or one holds the other."""
    cited = [" ".join(evidence.quote.split()) for evidence in claim.evidence]
    marked = {" ".join(text.split()) for text in row.evidence}
    return any(one in two or two in one for one in cited for two in marked)
