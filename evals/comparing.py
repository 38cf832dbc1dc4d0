"""``python -m evals compare``: two runs side by side, such as of two models or prompts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console

from evals.baseline import keep
from evals.compare import changes, compare, flips
from evals.decision import Comparison, Result
from evals.outputs.figures import money, share, signed
from evals.outputs.table import print_flips, print_table
from evals.results import Run
from summarizer.errors import InputError


def print_comparison(first: Path, second: Path, console: Console) -> None:
    """Print the comparison.

    Raises:
        InputError: A file cannot be used, or the runs have nothing in common.
    """
    one, other = _read(first), _read(second)
    then = keep(one)
    found = compare(other, then)
    if not found:
        raise InputError(f"{first} and {second} have no claim and no text in common.")
    for name, run in (("A", one), ("B", other)):
        setup = run.setup
        console.print(f"{name}: checker {setup.checker_model}, drafter {setup.model}", end="")
        console.print(f" ({setup.source}), {len(run.claims)} claims", markup=False)
    for said in changes(other.setup, one.setup):
        console.print(f"   {said}", markup=False)
    console.print()
    rows = [_row(item) for item in found]
    head = ("B against A", "n", "A", "B", "change", "interval", "")
    print_table(console, "Paired on the claims and texts that both have", head, rows)
    turned = flips(other, then)
    counts = Counter(flip.turn for flip in turned)
    console.print(f"B is right where A is wrong: {counts['newly right']}")
    console.print(f"B is wrong where A is right: {counts['newly wrong']}")
    print_flips(turned, console)
    _print_cost(one, other, console)


def _row(found: Comparison) -> list[str]:
    better = "B is better" if found.low > 0 else "B is worse" if found.high < 0 else ""
    return [
        found.name,
        str(found.pairs),
        share(found.before),
        share(found.now),
        signed(found.change),
        f"{signed(found.low)} to {signed(found.high)} ({found.level:.1%})",
        better,
    ]


def _print_cost(one: Run, other: Run, console: Console) -> None:
    rows = []
    for name, first, second in (
        ("calls", one.usage.calls, other.usage.calls),
        ("tokens in", one.usage.input_tokens, other.usage.input_tokens),
        ("tokens out", one.usage.output_tokens, other.usage.output_tokens),
        ("seconds", one.usage.seconds, other.usage.seconds),
    ):
        rows.append([name, f"{first:,g}", f"{second:,g}", f"{second - first:+,g}"])
    before, now = one.usage.cost_usd, other.usage.cost_usd
    change = "unknown" if before is None or now is None else f"{now - before:+.4f}"
    rows.append(["cost", money(before), money(now), change])
    print_table(console, "Cost", ("used", "A", "B", "change"), rows)


def _read(path: Path) -> Run:
    try:
        return Result.model_validate_json(path.read_bytes()).run
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}).") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise InputError(
            f"{path} is no run as --json writes it: {where}: {first['msg']}."
        ) from None
