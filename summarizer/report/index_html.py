"""The front page of a batch: every document on one line, what needs eyes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from summarizer.report import words
from summarizer.report.inert import one_line
from summarizer.report.page import render
from summarizer.types import Verdict

DONE = "done"
"""The status of a document that has a report."""

PENDING = "pending"
"""The status of a document whose turn did not come; there is nothing to see of it yet."""

REASON = 240
"""Code points of a reason that a line shows."""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One document of a batch.

    Attributes:
        name: What people call it, such as its path in the folder.
        href: Path of its page relative to the index, with ``/`` and not percent-encoded;
            ``None`` when it has none.
        status: ``done``, or else in a word what became of it, such as ``failed``.
        counts: Claims by verdict.
        faithfulness: Share of supported claims; ``None`` without claims.
        reason: The first thing to know: why it failed, or the first reason of the worst
            claim.
    """

    name: str
    href: str | None
    status: str
    counts: Mapping[Verdict, int]
    faithfulness: float | None
    reason: str = ""

    @property
    def worst(self) -> Verdict | None:
        """The verdict that most needs eyes; ``None`` without claims."""
        return next((v for v in words.ORDER if self.counts.get(v)), None)

    @property
    def clean(self) -> bool:
        """Whether it is done and all of its claims, at least one, are supported."""
        return self.status == DONE and self.worst is Verdict.SUPPORTED


def index_html(rows: Sequence[IndexRow], title: str = "Batch") -> str:
    """Render the index of a batch as one self-contained page.

    Args:
        rows: The documents, in any order; every string is taken to be hostile.
        title: Names the batch.

    Returns:
        The page. Documents that were tried in vain come first, then those with the most
        contradicted, unsupported, unverifiable and unchecked claims or none at all, then
        those whose turn did not come, last those in which everything is supported; documents
        alike go by name.
    """
    ordered = sorted(rows, key=_urgency)
    totals = {v: n for v in words.ORDER if (n := sum(row.counts.get(v, 0) for row in rows))}
    return render(
        "index",
        data=None,
        title=one_line(title),
        headline=_headline(rows),
        words=words,
        totals=totals,
        undone=sum(row.status != DONE for row in rows),
        flagged=sum(not row.clean for row in rows),
        rows=[(row, _href(row), _counts(row), _short(row.reason)) for row in ordered],
    )


def _urgency(row: IndexRow) -> tuple[object, ...]:
    weight = [-row.counts.get(verdict, 0) for verdict in words.ORDER[:-1]]
    return (row.clean, row.status == PENDING, row.status == DONE, *weight, row.name)


def _headline(rows: Sequence[IndexRow]) -> str:
    if not rows:
        return "There are no documents in this batch."
    look = sum(not row.clean for row in rows)
    if not look:
        return f"Nothing to look at in {words.plural(len(rows), 'document')}."
    needs = "needs" if look == 1 else "need"
    return f"{look:,} of {words.plural(len(rows), 'document')} {needs} a look."


def _href(row: IndexRow) -> str | None:
    # "./" keeps a name such as "javascript:..." or "//host" a path.
    return "./" + quote(row.href, errors="surrogateescape") if row.href else None


def _counts(row: IndexRow) -> dict[Verdict, int]:
    return {verdict: n for verdict in words.ORDER if (n := row.counts.get(verdict, 0))}


def _short(reason: str) -> str:
    text = one_line(reason)
    return text if len(text) <= REASON else text[:REASON].rsplit(" ", 1)[0] + " …"
