"""``python -m evals.public --data DIR``: the checker on public sets, one line a set."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from evals.public import figures
from evals.public.figures import Answers
from evals.public.rows import PublicSet, read_sets
from evals.public.run import Outcome, run
from summarizer.errors import InputError

_COLUMNS = ("balanced_accuracy", "auc", "recall", "false_alarms", "calibration_error")


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.public", description="Measure the offline checker on public sets."
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the sets")
    parser.add_argument("--rows", type=int, help="rows a set, a fixed sample; all by default")
    parser.add_argument("--sets", nargs="+", metavar="NAME", help="some of the sets")
    parser.add_argument("--workers", type=int, help="processes; one a core by default")
    parser.add_argument("-o", "--output", type=Path, help="where the figures go, as JSON")
    arguments = parser.parse_args()
    try:
        sets = read_sets(arguments.data, arguments.rows, arguments.sets)
    except InputError as error:
        print(f"evals.public: {error}", file=sys.stderr)
        return error.exit_code
    print(f"{'set':24}  rows BA    (95% interval)   AUC  recall false ECE evidence")
    outcomes = []
    for outcome in run(sets, arguments.workers):
        if not figures.both_labels(outcome.answers):
            print(f"{outcome.name:24} left out: its rows all have one label")
            continue
        outcomes.append(outcome)
        print(_line(outcome.name, _figures(outcome)), flush=True)
    if not outcomes:
        print("evals.public: no set has both labels; take more rows.", file=sys.stderr)
        return 2
    result = summary(sets, outcomes, arguments.rows)
    print(_line("mean", result["mean"]))
    print(
        f"calibration error of all rows, each set and label weighing the same: "
        f"{result['pooled_calibration_error']:.3f}; "
        f"{result['claims_per_second']:.0f} claims a second on one core"
    )
    if arguments.output:
        arguments.output.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


def summary(sets: list[PublicSet], outcomes: list[Outcome], limit: int | None) -> dict[str, Any]:
    """All figures, in the form in which they are kept."""
    fitted = {item.name: item.may_fit for item in sets}
    per_set = {
        outcome.name: _figures(outcome) | {"may_fit": fitted[outcome.name]} for outcome in outcomes
    }
    samples = np.array([figures.resampled(outcome.answers) for outcome in outcomes])
    everything = Answers(
        *(
            np.concatenate([getattr(outcome.answers, name) for outcome in outcomes])
            for name in ("label", "flagged", "confidence", "document")
        )
    )
    weights = np.concatenate([_equal(outcome.answers) for outcome in outcomes])
    rows = sum(len(outcome.answers.label) for outcome in outcomes)
    return {
        "command": "python -m evals.public --data DIR" + (f" --rows {limit}" if limit else ""),
        "date": datetime.now(UTC).date().isoformat(),
        "version": version("summarizer"),
        "mean": {
            "rows": rows,
            **{
                name: round(fmean(figure[name] for figure in per_set.values()), 4)
                for name in _COLUMNS
            },
            "interval": figures.interval(np.nanmean(samples, axis=0)),
        },
        "pooled_calibration_error": round(figures.calibration_error(everything, weights), 4),
        "claims_per_second": round(rows / sum(outcome.seconds for outcome in outcomes)),
        "sets": per_set,
    }


def _equal(answers: Answers) -> figures.Floats:
    """Weights that make every set, and both labels within it, count the same."""
    supported = float(answers.label.mean())
    share = np.where(answers.label, supported, 1.0 - supported)
    return np.asarray(0.5 / share / len(answers.label))


def _figures(outcome: Outcome) -> dict[str, Any]:
    answers = outcome.answers
    found: dict[str, Any] = {"rows": len(answers.label)}
    found |= {name: round(getattr(figures, name)(answers), 4) for name in _COLUMNS}
    found["interval"] = figures.interval(figures.resampled(answers))
    if outcome.hits:
        found["evidence_hits"] = round(fmean(outcome.hits), 4)
    return found


def _line(name: str, found: dict[str, Any]) -> str:
    interval = "({:.3f} to {:.3f})".format(*found["interval"])
    hits = f"{found['evidence_hits']:.3f}" if "evidence_hits" in found else ""
    first, *others = (f"{found[column]:.3f}" for column in _COLUMNS)
    fields = (f"{name:24}", f"{found['rows']:5}", first, interval, *others, hits)
    return " ".join(fields).rstrip()


if __name__ == "__main__":
    sys.exit(main())
