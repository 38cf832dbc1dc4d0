"""What is wrong with a source itself, found before any token is spent.

Damage is located inside sentences: what is sound in them can still support claims. A sound
sentence called damaged turns true claims into flagged ones, so each rule stays silent where
it cannot be sure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from summarizer.source.health.boilerplate import boilerplate
from summarizer.source.health.fragments import cut_off, orphans
from summarizer.source.health.fused import fused
from summarizer.source.health.instructions import instructions
from summarizer.source.health.letters import mojibake, scanner
from summarizer.source.health.loops import loops
from summarizer.source.health.order import scrambled
from summarizer.source.health.placeholders import placeholders
from summarizer.source.health.quotations import quotations
from summarizer.source.health.view import Span, View
from summarizer.types import NOT_CONTENT, Issue

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
    instructions,
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
    found: list[set[Issue]] = [set() for _ in view.spans]
    for examination in EXAMINATIONS:
        for item in examination(view):
            _place(item, view, found)
    return [_settled(issues) for issues in found]


def _place(item: Issue, view: View, found: list[set[Issue]]) -> None:
    """File an issue under every sentence it touches, cut to that sentence."""
    for number in range(max(view.number(item.start), 0), len(found)):
        low, high = view.spans[number]
        if low >= item.end:
            return
        start, end = max(item.start, low), min(item.end, high)
        if (start, end) == (item.start, item.end):
            found[number].add(item)
        elif start < end:
            found[number].add(item.model_copy(update={"start": start, "end": end}))


def _settled(issues: set[Issue]) -> tuple[Issue, ...]:
    """Issues by place; what is no content at all needs no further diagnosis."""
    if not issues:
        return ()
    outside = {item for item in issues if item.kind in NOT_CONTENT}
    return tuple(sorted(outside or issues, key=lambda i: (i.start, i.end, i.kind.value)))
