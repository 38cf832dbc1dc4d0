"""``python -m evals add``: a reviewed report becomes a case of a dataset."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evals.dataset import load
from evals.lint import lint
from summarizer.case import dataset, to_yaml
from summarizer.errors import InputError
from summarizer.review import apply_review, parse_report, parse_review


def add(options: argparse.Namespace) -> int:
    """Write the case.

    Raises:
        InputError: Report or review cannot be used, nobody gave a verdict, or the case exists.
    """
    report = parse_report(_read(options.report), str(options.report))
    if options.review:
        report = apply_review(report, parse_review(_read(options.review), str(options.review)))
    named = options.name or Path(report.source.name or options.report).stem
    data = dataset(report, named)
    name = data["cases"][0]["name"]
    path = options.into / f"{name}.yaml"
    if path.exists():
        raise InputError(f"{path} exists already; choose another --name.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(to_yaml(data), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}).") from None
    faults = lint([load(path)])
    for fault in faults:
        print(fault)
    count = len(data["cases"][0]["expected_output"])
    print(
        f"evals: wrote {path}, {count} labelled claims; look over kinds and evidence, then take "
        "them into the baseline with run --update-baseline.",
        file=sys.stderr,
    )
    return int(any(fault.grave for fault in faults))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}).") from None
