"""How long the offline path takes: ``python -m evals.bench offline``.

Figures, not assertions: they depend on the machine.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

_SEED: Final = Path(__file__).parents[2] / "seeds" / "turkiye-iraq-security-center.txt"
_DOCUMENTS: Final = 100
_RUNS: Final = 5
_SIZES: Final = (10_000, 100_000, 1_000_000)


def main() -> None:
    """Print the figures."""
    import json

    from summarizer.source.document import Document

    claims = json.loads(_SEED.with_suffix(".claims.json").read_text(encoding="utf-8"))[:12]
    text = _SEED.read_text(encoding="utf-8")
    texts = [_varied(text, number) for number in range(_DOCUMENTS)]
    _check(Document(text), claims)

    def check_all() -> None:
        for item in texts:
            _check(Document(item), claims)

    seconds, processor = _timed(check_all)
    print(
        f"check of {_DOCUMENTS} distinct documents x {len(claims)} claims, one core: "
        f"{seconds:.2f} s ({processor:.2f} s of processor time)"
    )
    seconds, _ = _timed(lambda: [Document(item).sentences for item in texts])
    print(f"  of it reading, sentences and health: {seconds:.2f} s")
    _public(texts, claims)
    for size in _SIZES:
        document = Document(
            "\n".join(_varied(text, number) for number in range(size // len(text) + 1))[:size]
        )
        seconds, _ = _timed(partial(_check, document, claims))
        print(
            f"check of {len(claims)} claims against {size / 1e6:g} MB: {seconds:.2f} s, "
            f"{seconds / size * 1e6:.2f} ms per kB"
        )
    for name, command in (
        ("import summarizer", ["-c", "import summarizer"]),
        ("summarizer --help", ["-m", "summarizer", "--help"]),
        ("python alone", ["-c", "pass"]),
    ):
        print(f"{name}: {min(_process(command) for _ in range(_RUNS)):.3f} s")


def _public(texts: list[str], claims: list[str]) -> None:
    """The calls that users make, reports included."""
    from summarizer import Summarizer, batch, check
    from summarizer.batching.model import Item

    summarizer = Summarizer(offline=True)
    items = [Item(str(number), item) for number, item in enumerate(texts)]
    calls: dict[str, Callable[[], object]] = {
        f"check(text, {len(claims)} claims, offline=True)": lambda: [
            check(item, claims, offline=True) for item in texts
        ],
        "Summarizer(offline=True).check": lambda: [
            summarizer.check(item, claims) for item in texts
        ],
        "Summarizer(offline=True).summarize": lambda: [
            summarizer.summarize(item) for item in texts
        ],
        "batch, summarize, offline": lambda: list(batch(items, offline=True)),
    }
    for name, call in calls.items():
        seconds, processor = _timed(call)
        print(
            f"{name}: {seconds:.2f} s for {len(texts)} documents "
            f"({processor:.2f} s of processor time), {len(texts) / seconds:.0f} a second"
        )


def _check(document: object, claims: list[str]) -> None:
    from summarizer.checking.checker import assess
    from summarizer.checking.verdict import decide
    from summarizer.source.document import Document

    assert isinstance(document, Document)
    for number, (claim, found) in enumerate(zip(claims, assess(document, claims), strict=True)):
        decide(f"c{number}", claim, found)


def _varied(text: str, seed: int) -> str:
    """The article with its paragraphs in another order and some words exchanged."""
    shuffle = random.Random(seed)
    paragraphs = text.splitlines()
    head, body, tail = paragraphs[:1], paragraphs[1:-3], paragraphs[-3:]
    shuffle.shuffle(body)
    words = " \n".join([*head, *body, *tail]).split(" ")
    for index in range(0, len(words), 9):
        if words[index].isalpha() and words[index].islower():
            words[index] = f"{words[index]}{chr(97 + shuffle.randrange(26))}"
    return " ".join(words)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def _process(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    return time.perf_counter() - start
