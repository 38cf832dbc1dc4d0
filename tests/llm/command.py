"""The command as a user runs it: a process of its own, its environment nearly empty."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ENVIRONMENT: Final = {
    "PATH": os.environ["PATH"],
    "PYTHONPATH": str(Path(__file__).parents[2]),
}
"""All that a command gets of the environment; it runs this checkout."""


def summarizer(
    directory: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in a directory; no outcome may be a traceback or show the key."""
    done = subprocess.run(
        [sys.executable, "-m", "summarizer", *arguments],
        cwd=directory,
        env={**ENVIRONMENT, **environment},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    key = environment.get("OPENAI_API_KEY")
    assert not key or key not in done.stdout + done.stderr
    return done
