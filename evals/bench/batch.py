"""How fast batches are, what they need, and how soon they go on: ``python -m evals.bench batch``.

The model service is a process of its own on loopback that answers after 50 ms. Figures, not
assertions: they depend on the machine, and on what else it does, which the first line tells.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from evals.bench._service import service
from evals.bench.offline import _SEED, _varied
from summarizer import abatch
from summarizer.batching.model import Item, Status
from summarizer.llm.client import preload

_LATENCY: Final = 0.05
_CLAIMS: Final = 10
_MANY: Final = 10_000
_FEW: Final = 100
_MEGABYTE: Final = 2**20


@dataclass(frozen=True)
class Measured:
    """One run of the command.

    Attributes:
        seconds: Wall time, start of the interpreter included.
        processor: Processor time of all its processes.
        memory: Most memory that they held together, in MB; what they share counts once.
    """

    seconds: float
    processor: float
    memory: float


def main() -> None:
    """Print the figures."""
    print(
        f"{len(os.sched_getaffinity(0))} processors, load average {os.getloadavg()[0]:.1f} at the "
        "start"
    )
    preload()
    with tempfile.TemporaryDirectory() as place, service(_LATENCY) as url:
        folder = Path(place)
        _model_path(folder, url)
        _offline(folder)


def _model_path(folder: Path, url: str) -> None:
    settings = {"model": "gpt-5-mini", "base_url": url, "api_key": "none"}
    claims = tuple(json.loads(_SEED.with_suffix(".claims.json").read_text("utf-8"))[:_CLAIMS])
    items = _items(_FEW, claims)
    _run(items[:8], folder / "warm", concurrency=32, **settings)
    for attempt in range(3):
        seconds, calls = _run(items, folder / f"check-{attempt}", concurrency=32, **settings)
        print(
            f"check of {_FEW} documents x {_CLAIMS} claims at concurrency 32: {seconds:.2f} s "
            f"({_FEW / seconds:.0f} documents/s, {calls} calls)"
        )
    texts = _items(1_000)
    for concurrency in (4, 8, 16, 32):
        before = _processor()
        out = folder / f"summarize-{concurrency}"
        seconds, calls = _run(texts, out, concurrency=concurrency, **settings)
        ideal = calls * _LATENCY / concurrency
        print(
            f"summarise and check 1,000 documents at concurrency {concurrency}: {seconds:.1f} s, "
            f"{ideal / seconds:.0%} of the ideal {ideal:.1f} s ({calls} calls, "
            f"{(_processor() - before):.1f} ms of processor time a document)"
        )


def _offline(folder: Path) -> None:
    measured = {}
    for number in (_FEW, _MANY):
        source = documents(folder / f"in-{number}", number)
        found = measured[number] = command(source, folder / f"out-{number}", "--offline")
        print(
            f"{number:,} documents offline, summarised and checked: {found.seconds:.1f} s, "
            f"{number / found.seconds:.0f} documents/s, {found.processor:.1f} s of processor "
            f"time, {found.memory:.0f} MB at most"
        )
    more = measured[_MANY].memory - measured[_FEW].memory
    print(f"  memory for {_MANY:,} documents beyond that for {_FEW}: {more:.0f} MB")
    again = command(folder / f"in-{_MANY}", folder / f"out-{_MANY}", "--offline")
    print(
        f"resume over {_MANY:,} finished documents: {again.seconds:.2f} s "
        f"({again.processor:.2f} s of processor time)"
    )


def _items(number: int, claims: tuple[str, ...] | None = None) -> list[Item]:
    text = _SEED.read_text("utf-8")
    return [Item(f"{place:04}", _varied(text, place), claims=claims) for place in range(number)]


def _run(items: Sequence[Item], out: Path, **settings: Any) -> tuple[float, int]:
    """Seconds that a batch takes in a process that has all imports, and its calls."""

    async def run() -> int:
        calls = 0
        async with aclosing(abatch(items, out, **settings)) as outcomes:
            async for outcome in outcomes:
                assert outcome.status is Status.DONE, outcome
                calls += outcome.usage.attempts
        return calls

    start = time.perf_counter()
    calls = asyncio.run(run())
    return time.perf_counter() - start, calls


def _processor() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def documents(folder: Path, number: int) -> Path:
    """A folder of so many different documents, each of the size of the seed."""
    text = _SEED.read_text("utf-8")
    folder.mkdir()
    for place in range(number):
        (folder / f"{place:05}.txt").write_text(_varied(text, place), "utf-8")
    return folder


def command(source: Path, out: Path, *options: str) -> Measured:
    """Run the command as a shell would, looking at the memory of all its processes."""
    batch = [sys.executable, "-m", "summarizer", "batch", str(source), "-o", str(out)]
    before, start = _processor(), time.perf_counter()
    process = subprocess.Popen(
        [*batch, *options, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = 0.0
    while process.poll() is None:
        most = max(most, _memory(process.pid))
        time.sleep(0.02 if most < 1 or time.perf_counter() - start < 3 else 0.5)
    seconds = time.perf_counter() - start
    assert process.returncode == 0, f"the batch ended with {process.returncode}"
    return Measured(seconds, _processor() - before, most)


def _memory(pid: int) -> float:
    """Proportional set size of a process and its children, in MB."""
    total = 0
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for one in (str(pid), *children):
            for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
    except (OSError, ValueError):
        return 0.0  # it has just ended
    return total / _MEGABYTE


if __name__ == "__main__":
    main()
