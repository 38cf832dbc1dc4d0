"""``python -m evals``: arguments in, a run, its reports and an exit code out.

Exit codes: 0 done, 1 a gate or the linter failed, 2 misuse, 3 the model service failed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from summarizer.errors import SummarizerError
from summarizer.options import add_settings

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
    except ModuleNotFoundError as error:
        if error.name not in ("numpy", "pydantic_evals", "yaml"):
            raise
        print(f"evals: {error.name} is missing: pip install 'summarizer[evals]'.", file=sys.stderr)
        return 2
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
    _running(run)
    run.set_defaults(run=_run)

    compare = commands.add_parser("compare", help="two runs side by side")
    compare.add_argument("first", type=Path, metavar="A.json", help="as run --json writes it")
    compare.add_argument("second", type=Path, metavar="B.json")
    compare.set_defaults(run=_compare)

    add = commands.add_parser("add", help="make a case of a report that a person has reviewed")
    add.add_argument("report", type=Path, metavar="REPORT", help="as --format json writes it")
    add.add_argument("review", type=Path, metavar="REVIEW", nargs="?", help="as exported from it")
    add.add_argument("--name", help="of the case; else that of the source")
    add.add_argument(
        "--into", type=Path, default=DATASETS / "claims", metavar="DIR", help="a suite of claims"
    )
    add.set_defaults(run=_add)

    sabotage = commands.add_parser("sabotage", help="spoil the checker: does the gate notice?")
    _datasets(sabotage)
    sabotage.add_argument("--rules", type=Path, metavar="FILE", help="else gate.toml beside DIR")
    sabotage.add_argument("--runs", type=_positive, default=100, metavar="N", help="of chance")
    sabotage.set_defaults(run=_sabotage)

    schema = commands.add_parser("schema", help="write the JSON Schemas of datasets and runs")
    schema.set_defaults(run=_schema)
    return parser


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
    from evals.baseline import read as read_baseline
    from evals.dataset import find
    from evals.lint import labels, lint, read

    files, faults = read(find(options.datasets, tuple(options.suite)))
    known: dict[str, str] = {}
    for path in sorted((options.datasets.resolve().parent / "baselines").glob("*.json")):
        known |= read_baseline(path).fingerprints()
    faults += lint(files, known)
    for fault in faults:
        print(fault)
    grave = sum(fault.grave for fault in faults)
    claims = sum(1 for _ in labels(files))
    print(f"{len(files)} files, {claims} labelled claims, {grave} faults", file=sys.stderr)
    return int(grave > 0)


def _run(options: argparse.Namespace) -> int:
    from evals.measuring import measure_and_report

    return measure_and_report(options)


def _compare(options: argparse.Namespace) -> int:
    from evals.comparing import print_comparison
    from evals.outputs.table import console

    print_comparison(options.first, options.second, console())
    return 0


def _add(options: argparse.Namespace) -> int:
    from evals.adding import add

    return add(options)


def _sabotage(options: argparse.Namespace) -> int:
    from evals.measuring import datasets
    from evals.outputs.table import console
    from evals.rules import read_rules
    from evals.sabotage import report

    files = [file for file in datasets(options.datasets, options.suite) if file.claims]
    rules = read_rules(options.rules or options.datasets.resolve().parent / "gate.toml")
    return int(not report(files, rules, console(), options.runs))


def _schema(options: argparse.Namespace) -> int:
    from evals.schema import write

    print("\n".join(map(str, write())))
    return 0


def _running(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--repeat", type=_positive, default=1, metavar="N", help="do each text N times"
    )
    gate = parser.add_argument_group("gate")
    gate.add_argument("--gate", action="store_true", help="exit 1 when worse than the baseline")
    gate.add_argument("--update-baseline", action="store_true", help="accept what was measured")
    gate.add_argument("--baseline", type=Path, metavar="FILE", help="else in baselines/ beside DIR")
    gate.add_argument("--rules", type=Path, metavar="FILE", help="else gate.toml beside DIR")
    replies = parser.add_argument_group("replies of a model")
    replies.add_argument("--record", type=Path, metavar="DIR", help="keep them there for replay")
    replies.add_argument("--replay", type=Path, metavar="DIR", help="use kept ones, ask nobody")
    replies.add_argument("--note", metavar="TEXT", help="whose they are; kept and reported")
    replies.add_argument(
        "--scripted", action="store_true", help="a program plays the model; said in every report"
    )
    outputs = parser.add_argument_group("reports, beside the one on standard output")
    outputs.add_argument("--json", type=Path, metavar="FILE", help="everything")
    outputs.add_argument("--junit", type=Path, metavar="FILE", help="for build servers")
    outputs.add_argument("--html", type=Path, metavar="FILE", help="one page with plots")
    outputs.add_argument(
        "--github",
        action="store_true",
        default=os.environ.get("GITHUB_ACTIONS") == "true",
        help="job summary and annotations; by default where GITHUB_ACTIONS is true",
    )
    add_settings(parser)
    parser.epilog = "Here --max-cost is for the whole run, not for one text."


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 on")
    return int(text)
