"""``python -m evals``: arguments in, a run, its reports and an exit code out.

Exit codes: 0 done, 1 a gate or the linter failed, 2 misuse, 3 the model service failed.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from summarizer.errors import InputError, ServiceError, SummarizerError

if TYPE_CHECKING:
    from rich.console import Console

_HERE: Final = Path(__file__).parent
DATASETS: Final = _HERE / "datasets"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: The arguments; those of the process when ``None``.

    Returns:
        The exit code.
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except SummarizerError as error:
        print(f"evals: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("evals: interrupted", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals",
        description="Measure the summarizer, and fail a build that is worse.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    lint = commands.add_parser("lint", help="look for faults in the datasets")
    _datasets(lint)
    lint.set_defaults(run=_lint)

    run = commands.add_parser("run", help="measure, and with --gate compare with the baseline")
    _datasets(run)
    run.add_argument("--repeat", type=int, default=1, metavar="N", help="do each text N times")
    run.add_argument("--offline", action="store_true", help="use no model")
    run.add_argument("--json", type=Path, metavar="FILE", help="write all results there")
    run.set_defaults(run=_run)
    return parser


def _console() -> Console:
    """Standard output; wide enough for the tables where nobody sees its edge."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 120, highlight=False)


def _datasets(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--datasets",
        type=Path,
        default=DATASETS,
        metavar="DIR",
        help="a suite, or a folder of them",
    )
    parser.add_argument(
        "--suite", action="append", default=[], metavar="NAME", help="only this suite; repeatable"
    )


def _lint(options: argparse.Namespace) -> int:
    from evals.dataset import find
    from evals.lint import labels, lint, read

    files, faults = read(find(options.datasets, tuple(options.suite)))
    faults += lint(files)
    for fault in faults:
        print(fault)
    grave = sum(fault.grave for fault in faults)
    claims = sum(1 for _ in labels(files))
    print(f"{len(files)} files, {claims} labelled claims, {grave} faults", file=sys.stderr)
    return int(grave > 0)


def _run(options: argparse.Namespace) -> int:
    from evals.dataset import find
    from evals.lint import read
    from evals.metrics import measure
    from evals.outputs.table import print_run
    from evals.run import run
    from evals.subject import Origin, Subject

    files, faults = read(find(options.datasets, tuple(options.suite)))
    if faults:
        raise InputError(f"{faults[0]} There is nothing to measure until it is mended.")
    subject = Subject({"offline": options.offline}, Origin("offline"))
    measured = asyncio.run(run(files, subject, options.repeat))
    print_run(measured.run, measure(measured.run), _console())
    if options.json:
        options.json.write_text(measured.run.model_dump_json(indent=1) + "\n", encoding="utf-8")
    failed = any(failure.trouble == "service failed" for failure in measured.run.failures)
    return ServiceError.exit_code if failed else 0
