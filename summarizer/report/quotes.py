"""Which words of the source to show beside a claim."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from summarizer.types import Claim, Source, Span

REACH = 120
"""Code points shown on either side of disagreeing words that no evidence covers."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of the source.

    Attributes:
        start: First code point.
        end: One past the last.
        evidence: Position of the evidence it is; ``None`` for the surroundings of disagreeing
            words that no evidence covers.
        cut_before: Whether its sentence begins earlier.
        cut_after: Whether its sentence goes on.
    """

    start: int
    end: int
    evidence: int | None
    cut_before: bool = False
    cut_after: bool = False


def quotes(claim: Claim, source: Source) -> list[Quote]:
    """The evidence of a claim, and the surroundings of disagreeing words beyond it.

    Args:
        claim: The claim.
        source: What it was checked against.

    Returns:
        Evidence in its order, then the rest. Spans of findings that lie outside the text are
        left out.
    """
    found = [Quote(e.start, e.end, n) for n, e in enumerate(claim.evidence)]
    for finding in claim.findings:
        start, end = finding.evidence_span or (0, 0)
        end = min(end, len(source.text))
        if start < end and not any(q.start < end and start < q.end for q in found):
            found.append(_around((start, end), source))
    return found


def _around(span: Span, source: Source) -> Quote:
    first, last = 0, len(source.text)
    index = bisect_right(source.sentences, span[0], key=lambda sentence: sentence.start) - 1
    if index >= 0:
        first = source.sentences[index].start
        last = max(source.sentences[index].end, span[1])
    start, end = max(first, span[0] - REACH), min(last, span[1] + REACH)
    if start > first:
        start = source.text.find(" ", start - 1, span[0]) + 1 or start
    if end < last:
        blank = source.text.rfind(" ", span[1], end + 1)
        end = blank if blank >= 0 else end
    return Quote(start, end, None, start > first, end < last)
