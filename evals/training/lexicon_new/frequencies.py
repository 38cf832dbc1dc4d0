"""In how many texts words and fixed phrases occur."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
_LONGEST: Final = 6000
"""Characters of a text that count, so that books do not make every word common."""
_LONGEST_PHRASE: Final = 4
SEEN: Final = 5
"""Texts that must have a word before its count leaves the data."""


def texts(folder: Path) -> Iterator[str]:
    """Different sources of the public sets whose licence allows fitting what ships."""
    manifest = json.loads((folder / "MANIFEST.json").read_text("utf-8"))
    seen: set[str] = set()
    for name in sorted(name for name, entry in manifest.items() if entry["may_fit_what_ships"]):
        for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines():
            text = json.loads(line).get("source")
            if isinstance(text, str) and text not in seen:
                seen.add(text)
                yield text[:_LONGEST]


def document_frequencies(
    folder: Path, phrases: Collection[str]
) -> tuple[dict[str, int], dict[str, int], int]:
    """Count words and phrases over texts.

    Args:
        folder: The public sets with their manifest.
        phrases: Multiword lemmas to look for as they stand.

    Returns:
        Texts by word form, texts by phrase, both only where at least ``SEEN`` texts have it,
        and the number of texts.
    """
    by_first: dict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        by_first[phrase.split(" ", 1)[0]].add(phrase)
    words: Counter[str] = Counter()
    found: Counter[str] = Counter()
    total = 0
    for text in texts(folder):
        total += 1
        running = [match.lower() for match in _WORD.findall(text)]
        words.update(set(running))
        met = set()
        for index, word in enumerate(running):
            if word in by_first:
                for end in range(index + 2, min(index + _LONGEST_PHRASE, len(running)) + 1):
                    phrase = " ".join(running[index:end])
                    if phrase in by_first[word]:
                        met.add(phrase)
        found.update(met)
    return _often(words), _often(found), total


def _often(counts: Counter[str]) -> dict[str, int]:
    return {item: count for item, count in sorted(counts.items()) if count >= SEEN}
