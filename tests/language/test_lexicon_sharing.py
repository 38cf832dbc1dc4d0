"""The lexicon is one file that all threads, and processes forked from them, can ask."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_FORK_WHILE_ASKED = """
import os, threading
from summarizer.language import lexicon

asking = True

def ask():
    number = 0
    while asking:
        number += 1
        lexicon.entry(f"unknown{number}")

threads = [threading.Thread(target=ask) for _ in range(2)]
for thread in threads:
    thread.start()
codes = []
for _ in range(5):
    child = os.fork()
    if child == 0:
        os._exit(0 if lexicon.lemma("mice") == "mouse" and lexicon.entry("treaty").tags else 1)
    codes.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
asking = False
print(codes)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_process_forked_while_other_threads_ask_can_ask_as_well() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _FORK_WHILE_ASKED],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == str([0] * 5)
