"""The run in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from evals.decision import Decision, Flip
from evals.metrics import Metrics
from evals.outputs.figures import (
    FLAGGING_HEAD,
    KIND_HEAD,
    flagging_rows,
    kind_rows,
    money,
    percent,
    share,
    signed,
    summary_rows,
)
from evals.results import Run


def console() -> Console:
    """Standard output; wide enough for the tables where nobody sees its edge."""
    return Console(width=None if sys.stdout.isatty() else 120, highlight=False)


def print_run(run: Run, metrics: Metrics, console: Console) -> None:
    """Print the figures of a run."""
    setup = run.setup
    console.print(f"checker {setup.checker_model}, drafter {setup.model} ({setup.source})")
    if setup.note:
        console.print(setup.note, markup=False)
    print_table(
        console, "Flagged, or let through, as it should be", FLAGGING_HEAD, flagging_rows(metrics)
    )
    print_table(console, "By what the claim tests", KIND_HEAD, kind_rows(metrics))
    rows = summary_rows(metrics)
    if rows:
        print_table(console, "Summaries", ("measure", "value"), rows)
    calibration = metrics.calibration
    console.print(
        f"Calibration: expected error {share(calibration.error)}, "
        f"Brier score {share(calibration.brier)}"
    )
    if metrics.spread:
        console.print(
            f"Spread over {metrics.spread.repeat} repetitions: {percent(metrics.spread.flips)} of "
            f"verdicts flip, balanced accuracy ± {share(metrics.spread.balanced)}"
        )
    usage = run.usage
    console.print(
        f"Usage: {usage.calls} calls, {usage.input_tokens} tokens in, {usage.output_tokens} out, "
        f"{money(usage.cost_usd)}, {usage.seconds:.1f} s of waiting"
    )
    for failure in run.failures:
        where = f"{failure.suite}/{failure.case}"
        console.print(f"{failure.trouble}: {where}: {failure.message}", markup=False)


def print_decision(decision: Decision, console: Console, updating: bool = False) -> None:
    """Print what the gate says, or what a new baseline will change."""
    rows = [
        [
            found.name,
            str(found.pairs),
            share(found.before),
            share(found.now),
            signed(found.change),
            f"{signed(found.low)} to {signed(found.high)}",
            "DROP" if found.drop else "",
        ]
        for number, found in enumerate(decision.comparisons)
        if number == 0 or found.now != found.before
    ]
    head = ("compared with the baseline", "n", "then", "now", "change", "interval", "")
    print_table(console, "Then and now", head, rows)
    print_flips(decision.flips, console)
    if decision.flips:
        came = "; ".join(decision.changes) or "nothing that the run knows of"
        console.print(f"Changed with them: {came}", markup=False)
    for note in decision.notes:
        console.print(f"Note: {note}", markup=False)
    for reason in decision.reasons:
        console.print(f"{reason.cause}: {reason.message}", markup=False)
    if updating:
        return
    console.print("The gate passes." if decision.passed else "The gate FAILS.", style="bold")


def print_flips(flips: Sequence[Flip], console: Console) -> None:
    """Print the claims that got another verdict, the newly wrong ones first."""
    for turn in ("newly wrong", "newly right", "as right as before"):
        turned = [flip for flip in flips if flip.turn == turn]
        if turned:
            console.print(f"{turn}: {len(turned)}", style="bold")
        for flip in turned:
            must = " (must pass)" if flip.must_pass else ""
            turn_of = f"{flip.before} → {flip.now}, should be {flip.label}{must}"
            console.print(f"  {flip.id}: {turn_of}: {flip.text}", markup=False)


def print_table(
    console: Console, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    """Print a table; its first column is words, the others are figures."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for number, name in enumerate(head):
        table.add_column(name, justify="right" if number else "left", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    console.print(table)
    console.print()
