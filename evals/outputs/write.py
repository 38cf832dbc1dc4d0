"""Write the reports that were asked for."""

from __future__ import annotations

import argparse
from pathlib import Path

from evals.decision import Result
from summarizer.errors import InputError


def write(result: Result, options: argparse.Namespace) -> None:
    """Write every report that the options name.

    Raises:
        InputError: A file cannot be written.
    """
    if options.json:
        _write(options.json, result.model_dump_json(indent=1) + "\n")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}).") from None
