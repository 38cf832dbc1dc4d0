"""What the command line tells people beside its results: a line each on standard error."""

from __future__ import annotations

import sys


def say(*messages: str) -> None:
    """Tell something; a message may quote files and services, so it is made harmless first."""
    from summarizer.report.inert import one_line

    for message in messages:
        print(f"summarizer: {one_line(message)}", file=sys.stderr, flush=True)
