"""Write the reports that were asked for."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from evals.decision import Result
from evals.outputs.github import commands, summary
from evals.outputs.html import to_html
from evals.outputs.junit import to_junit
from summarizer.errors import InputError
from summarizer.types import Usage


def write(result: Result, then: Usage | None, options: argparse.Namespace) -> None:
    """Write every report that the options name.

    Args:
        result: The run.
        then: What the run of the baseline used.
        options: ``json``, ``junit`` and ``html`` are files; ``github`` turns on the job summary
            and annotations.

    Raises:
        InputError: A file cannot be written.
    """
    if options.json:
        _write(options.json, result.model_dump_json(indent=1) + "\n")
    if options.junit:
        _write(options.junit, to_junit(result))
    if options.html:
        _write(options.html, to_html(result, then))
    if options.github:
        print("\n".join(commands(result)))
        if place := os.environ.get("GITHUB_STEP_SUMMARY"):
            _write(Path(place), summary(result), "a")


def _write(path: Path, text: str, mode: str = "w") -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open(mode, encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}).") from None
