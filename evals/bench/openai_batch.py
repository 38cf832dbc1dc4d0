"""What a batch through the Batch API needs: ``python -m evals.bench openai_batch``.

The service is in this process, on loopback, and a job is done when it is looked at for the
second time. The command is a process of its own; only its memory counts.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from evals.bench.batch import command, documents
from tests.llm.batches import Batches
from tests.llm.fakes import model
from tests.llm.server import Server

_SIZES: Final = (100, 1_000, 5_000)
"""A thousand are under way together, so from there on memory should stay as it is."""


def main() -> None:
    """Print the figures."""
    most = {}
    with tempfile.TemporaryDirectory() as place:
        for number in _SIZES:
            source = documents(Path(place, f"in-{number}"), number)
            with Server().running() as server:
                server.always(model())
                batches = Batches(server)
                options = ("--model", "gpt-5-mini", "--base-url", server.url)
                found = command(
                    source,
                    Path(place, f"out-{number}"),
                    *(*options, "--engine", "openai-batch", "--retry-wait", "0.1"),
                )
                jobs = len(batches.jobs)
            most[number] = found.memory
            print(
                f"{number:,} documents through the Batch API: {jobs} jobs, {found.seconds:.0f} s, "
                f"{found.processor:.1f} s of processor time, {found.memory:.0f} MB at most"
            )
    print(
        f"  memory for {_SIZES[2]:,} documents beyond that for {_SIZES[1]:,}: "
        f"{most[_SIZES[2]] - most[_SIZES[1]]:.0f} MB"
    )


if __name__ == "__main__":
    main()
