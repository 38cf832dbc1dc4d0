"""The end of a batch on standard output: what became of it, worst documents first."""

from __future__ import annotations

import json
from typing import Final

from summarizer.batching.output import SUMMARY, Output
from summarizer.batching.tally import Tally
from summarizer.report import words
from summarizer.report.inert import one_line
from summarizer.types import Verdict

_ROWS: Final = 20
_WIDEST: Final = 140


def print_table(tally: Tally, output: Output) -> None:
    """Print the counts and the documents that need eyes first.

    Args:
        tally: The counts.
        output: OUT, after the run.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = _WIDEST
    console.print(Text(tally.headline(), style="bold"))
    for fact in tally.facts():
        console.print(Text(fact))
    rows = [json.loads(line) for line in output.worst[:_ROWS]]
    if rows:
        table = Table(box=SIMPLE_HEAD, width=min(console.width, _WIDEST))
        table.add_column("document", ratio=3, overflow="fold")
        table.add_column("status", no_wrap=True)
        table.add_column("claims", ratio=2, overflow="fold")
        table.add_column("first reason", ratio=4, overflow="fold")
        for row in rows:
            counts = ", ".join(
                f"{n} {words.VERDICTS[Verdict(verdict)]}" for verdict, n in row["verdicts"].items()
            )
            cells = (row["path"], row["status"], counts or "none", row["reason"])
            table.add_row(*(Text(one_line(cell)) for cell in cells))
        console.print(table)
    if tally.to_look_at > len(rows):
        console.print(Text(f"{tally.to_look_at - len(rows):,} more."))
    console.print(Text(f"Reports and index: {output.folder} (see {SUMMARY})"))
