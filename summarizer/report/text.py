"""The report for a terminal or a log: 80 columns, no colours, nothing that acts."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from summarizer.report.inert import one_line
from summarizer.report.words import VERDICTS, finding_name, headline, issue_name, percent
from summarizer.types import NOT_CONTENT, Claim, Report, Review, Sentence, Verdict

_WIDTH: Final = 80
_LONGEST_QUOTE: Final = 240
SYMBOLS: Final = {
    Verdict.SUPPORTED: "✓",
    Verdict.CONTRADICTED: "✗",
    Verdict.UNSUPPORTED: "?",
    Verdict.UNVERIFIABLE: "~",
    Verdict.NOT_CHECKED: "!",
}


def to_text(report: Report) -> str:
    """Render a report as plain text.

    Args:
        report: Any report; control characters in it are made visible.

    Returns:
        Lines of at most 80 columns where words allow it, ending in a line feed.
    """
    return "\n".join(_lines(report)).rstrip() + "\n"


def _lines(report: Report) -> Iterator[str]:
    if report.source.name:
        yield one_line(report.source.name)
        yield ""
    if report.summary:
        yield "Summary"
        for sentence in report.summary_sentences:
            marks = " ".join(map(one_line, sentence.claims)) or "no claim: not checked"
            yield from _wrapped(f"{one_line(sentence.text)} [{marks}]", "  ")
        if not report.summary_sentences:
            yield from _wrapped(one_line(report.summary), "  ")
        yield ""
    yield headline(report)
    if report.faithfulness is not None:
        yield f"Faithfulness {percent(report.faithfulness)}" + (
            f", coverage {percent(report.coverage.score)}"
            if report.coverage.score is not None
            else ""
        )
    yield ""
    for claim in report.claims:
        yield from _claim(claim)
        yield ""
    yield from _source(report)
    for note in report.notes:
        yield from _wrapped(f"Note: {one_line(note)}", "")


def opinion(review: Review) -> str:
    """What a person said about a claim, in one sentence or two."""
    verdict = f"{VERDICTS[review.verdict]}. " if review.verdict else ""
    return f"{review.reviewer}, {review.reviewed_at:%Y-%m-%d}: {verdict}{review.note}".rstrip()


def _claim(claim: Claim) -> Iterator[str]:
    head = f"{SYMBOLS[claim.verdict]} {one_line(claim.id)} {VERDICTS[claim.verdict]}"
    yield from _wrapped(f"{head}: {one_line(claim.text)}", "  ", first="")
    for finding in claim.findings:
        yield from _wrapped(
            f"- {finding_name(finding.kind)}: {one_line(finding.message)}", "      ", first="    "
        )
    for evidence in claim.evidence[:2]:
        yield from _wrapped(f"{one_line(evidence.sentence)}: “{_short(evidence.quote)}”", "    ")
    for review in claim.reviews:
        yield from _wrapped(f"- {one_line(opinion(review))}", "      ", first="    ")


def _source(report: Report) -> Iterator[str]:
    marked = [sentence for sentence in report.source.sentences if sentence.issues]
    if not marked:
        return
    yield "In the source"
    for sentence in marked:
        yield from _issues(report.source.text, sentence)
    yield ""


def _issues(text: str, sentence: Sentence) -> Iterator[str]:
    for issue in sentence.issues:
        quote = _short(text[issue.start : issue.end])
        line = f"{sentence.id} {issue_name(issue.kind)}: “{quote}”"
        if issue.kind not in NOT_CONTENT:
            line += f" - {one_line(issue.message)}"
        yield from _wrapped(line, "    ", first="  ")


def _short(quote: str) -> str:
    line = one_line(quote)
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1].rstrip() + "…"


def _wrapped(text: str, indent: str, first: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
