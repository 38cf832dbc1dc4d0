"""What is wrong with a source itself, found before any token is spent.

Damage is located inside sentences: what is sound in them can still support claims. A sound
sentence called damaged turns true claims into flagged ones, so each rule stays silent where
it cannot be sure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Final

from summarizer.source.health.fragments import cut_off, fused, orphans
from summarizer.source.health.frame import boilerplate, commands, quotations
from summarizer.source.health.garble import loops, mojibake, placeholders, scanner, scrambled
from summarizer.source.health.view import Span, View
from summarizer.types import Issue, IssueKind

Examination = Callable[[View], Iterator[Issue]]

EXAMINATIONS: Final[tuple[Examination, ...]] = (
    orphans,
    cut_off,
    fused,
    loops,
    mojibake,
    scanner,
    scrambled,
    placeholders,
    quotations,
    boilerplate,
    commands,
)


def examine(
    text: str, blocks: tuple[tuple[Span, ...], ...], language: str
) -> list[tuple[Issue, ...]]:
    """Find what is wrong in each sentence of a text.

    Args:
        text: The text.
        blocks: The spans of its sentences, block by block.
        language: ISO 639-1 code; rules that know English apply to ``en`` and ``und``.

    Returns:
        For every sentence its issues, each inside the sentence, by place.
    """
    view = View(text, blocks, language in ("en", "und"))
    spans = [span for block in blocks for span in block]
    starts = [start for start, _ in spans]
    found: list[set[Issue]] = [set() for _ in spans]
    for examination in EXAMINATIONS:
        for item in examination(view):
            number = bisect_right(starts, item.start) - 1
            if number < 0:
                continue
            low, high = spans[number]
            start, end = max(item.start, low), min(item.end, high)
            if start < end:
                found[number].add(item.model_copy(update={"start": start, "end": end}))
    return [_settled(issues) for issues in found]


def _settled(issues: set[Issue]) -> tuple[Issue, ...]:
    """Issues by place; what is no content at all needs no further diagnosis."""
    outside = {i for i in issues if i.kind in (IssueKind.BOILERPLATE, IssueKind.MODEL_INSTRUCTION)}
    kept = outside or issues
    return tuple(sorted(kept, key=lambda item: (item.start, item.end, item.kind.value)))
