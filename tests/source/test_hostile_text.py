"""Texts that no person wrote must not take time that grows with the square of their length."""

from __future__ import annotations

import subprocess
import sys

import pytest

LENGTH = 300_000
"""Takes minutes where the time grows with the square, and a moment where it does not."""


@pytest.mark.parametrize(
    "pattern", ["a", "aB", "rn", "a0", "~a", "(", "“", ".", "a.", "水", "\n", "é"]
)
def test_a_run_of_anything_is_read_in_linear_time(pattern: str) -> None:
    program = (
        "from summarizer import Document\n"
        f"print(len(Document(({pattern!r} * {LENGTH})[:{LENGTH}] + ' The end came.').sentences))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert int(done.stdout) >= 1
