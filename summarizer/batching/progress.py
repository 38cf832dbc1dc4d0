"""How far a batch is: a bar on a terminal, now and then a line elsewhere, or nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol

from summarizer.batching.model import Outcome, Status
from summarizer.batching.tally import Tally

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_EVERY: Final = 10.0
"""Seconds between two lines where there is no terminal."""
_REFRESH: Final = 0.2
_FACTS: Final = 76
"""Columns that the numbers beside the bar take; on a narrow terminal the bar gives way."""


class Progress(Protocol):
    """Shows how far a batch is."""

    def tell(self, outcome: Outcome) -> None:
        """Show that an outcome came in; the tally has counted it."""


@contextmanager
def progress(tally: Tally, quiet: bool = False) -> Iterator[Progress]:
    """Show progress on standard error while the context lasts.

    Args:
        tally: What has come in so far.
        quiet: Show nothing.
    """
    if quiet:
        yield _Silent()
    elif sys.stderr.isatty():
        with _bar(tally) as bar:
            yield bar
    else:
        yield _Lines(tally)


def state(tally: Tally) -> str:
    """What is worth knowing beside the number of documents."""
    failed = tally.statuses[Status.FAILED] + tally.statuses[Status.INCOMPLETE]
    facts = [f"{tally.flagged:,} flagged", f"{failed:,} failed"]
    if tally.resumed:
        facts.append(f"{tally.resumed:,} done before")
    if tally.calls:
        facts.append(f"{tally.input_tokens + tally.output_tokens:,} tokens")
        facts.append(f"{'at least ' if tally.untold else ''}${tally.cost:.4f}")
    return ", ".join(facts)


class _Silent:
    def tell(self, outcome: Outcome) -> None:
        """Show nothing."""


class _Lines:
    """A line from time to time, for logs."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._start = self._last = time.monotonic()

    def tell(self, outcome: Outcome) -> None:
        """Write a line if the last one is long enough ago."""
        now = time.monotonic()
        if now - self._last < _EVERY:
            return
        self._last = now
        tally = self._tally
        line = f"summarizer: {tally.worked_on:,} of {tally.documents or 0:,} documents"
        new = tally.worked_on - tally.resumed
        left = (tally.documents or tally.finished) - tally.worked_on
        if new and left > 0:
            line += f", about {left * (now - self._start) / new:,.0f} s left"
        print(f"{line}; {state(tally)}", file=sys.stderr, flush=True)


class _Bar:
    """rich's bar."""

    def __init__(self, tally: Tally, bar: Bar, task: TaskID) -> None:
        self._tally = tally
        self._bar = bar
        self._task = task
        self._last = 0.0

    def tell(self, outcome: Outcome) -> None:
        """Move the bar."""
        tally = self._tally
        now = time.monotonic()
        if now - self._last < _REFRESH and tally.finished != tally.documents:
            return
        self._last = now
        self._bar.update(
            self._task,
            completed=tally.worked_on,
            total=tally.documents,
            state=state(tally),
            refresh=True,
        )


@contextmanager
def _bar(tally: Tally) -> Iterator[_Bar]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.table import Column

    console = Console(stderr=True)
    counts = 2 * len(str(tally.documents or 0)) + 1
    columns = (
        BarColumn(bar_width=min(24, max(4, console.width - _FACTS))),
        MofNCompleteColumn(table_column=Column(no_wrap=True, min_width=counts)),
        TimeRemainingColumn(table_column=Column(no_wrap=True, min_width=7)),
        TextColumn("{task.fields[state]}", markup=False),
    )
    # without a thread of its own: it would keep worker processes from starting as copies
    with Progress(*columns, console=console, auto_refresh=False) as bar:
        yield _Bar(tally, bar, bar.add_task("", total=tally.documents, state=""))
