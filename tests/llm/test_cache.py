"""The cache of replies, shared by processes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.llm.command import ENVIRONMENT

SHARING = """
import sys
from pathlib import Path
from summarizer.llm.cache import ReplyCache

cache = ReplyCache(Path(sys.argv[1]))
for turn in range(60):
    for number in range(4):
        cache.put(f"{number}" * 64, "x", {"number": number, "padding": "é" * 50_000})
        kept = cache.get(f"{number}" * 64, "x")
        assert kept is not None and kept["number"] == number and len(kept["padding"]) == 50_000
"""


def test_processes_share_a_directory_without_seeing_halves(tmp_path: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", SHARING, str(tmp_path)], env=ENVIRONMENT)
        for _ in range(3)
    ]
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0]
    kept = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(kept) == 4, "nothing half written is left behind"
    assert all(json.loads(path.read_bytes())["reply"] for path in kept)
