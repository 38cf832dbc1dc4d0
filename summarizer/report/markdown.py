"""The report as GitHub-flavoured Markdown, with a footnote for each claim's evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from summarizer.report.inert import flat, one_line
from summarizer.report.marking import Mark, pieces
from summarizer.report.quotes import quotes
from summarizer.report.text import SYMBOLS, opinion
from summarizer.report.words import VERDICTS, finding_name, headline, issue_name, percent
from summarizer.types import Claim, Report, Span, Verdict

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&$@:=^])")
_HARMLESS: Final = re.compile(r"(?<=\w)\\(-)(?=\w)|(?<=\d)\\(\.)(?=\d)|\\([.(),:])(?=\s|\Z)")
_UNCHECKED: Final = " *(no claim: not checked)*"


def escape(text: str) -> str:
    """Text as one line of Markdown that means nothing but itself.

    Every character that Markdown, HTML, mentions or bare links could act on is escaped;
    control and bidirectional characters are made visible.
    """
    return _escape(one_line(text))


def to_markdown(report: Report) -> str:
    """Render a report as Markdown that reads well on GitHub.

    Args:
        report: Any report; every string in it is taken to be hostile.

    Returns:
        The report. Disagreeing words are bold; footnotes hold what the source says.
    """
    return "\n\n".join(part for part in _parts(report) if part).rstrip() + "\n"


def _parts(report: Report) -> Iterator[str]:
    yield f"# {escape(report.source.name)}" if report.source.name else "# Report"
    outcome = f"**{headline(report)}**"
    if report.faithfulness is not None:
        outcome += f" Faithfulness {percent(report.faithfulness)}."
    if report.coverage.score is not None:
        outcome += f" Coverage {percent(report.coverage.score)}."
    yield outcome
    if report.summary:
        yield "## Summary"
        yield _summary(report)
    if report.claims:
        yield "## Claims"
        yield "\n".join(_table(report))
    yield from _source(report)
    yield "## How this was made"
    made = f"Drafted by {escape(report.model)}, checked by {escape(report.checker_model)}."
    yield "\n".join(f"- {line}" for line in (*map(escape, report.notes), made))
    yield "\n".join(_footnote(n, claim, report) for n, claim in enumerate(report.claims, 1))


def _summary(report: Report) -> str:
    if not report.summary_sentences:
        return escape(report.summary)
    numbers = {claim.id: n for n, claim in enumerate(report.claims, 1)}
    return " ".join(
        escape(sentence.text)
        + ("".join(f"[^{numbers[i]}]" for i in sentence.claims if i in numbers) or _UNCHECKED)
        for sentence in report.summary_sentences
    )


def _table(report: Report) -> Iterator[str]:
    yield "| | Claim | Verdict | Support | Why |"
    yield "|---|---|---|---|---|"
    for number, claim in enumerate(report.claims, 1):
        text = _marked(claim.text, (0, len(claim.text)), (f.claim_span for f in claim.findings))
        reasons = [
            f"{finding_name(finding.kind).capitalize()}: {escape(finding.message)}"
            for finding in claim.findings
        ]
        reasons += [escape(opinion(review)) for review in claim.reviews]
        support = "" if claim.verdict is Verdict.NOT_CHECKED else percent(claim.confidence)
        yield (
            f"| {SYMBOLS[claim.verdict]} | {number}. {text}[^{number}] "
            f"| {VERDICTS[claim.verdict]} | {support} | {' '.join(reasons)} |"
        )


def _source(report: Report) -> Iterator[str]:
    text = report.source.text
    omitted = frozenset(report.coverage.omitted)
    left_out = [s for s in report.source.sentences if s.id in omitted]
    if left_out:
        yield "## Left out of the summary"
        yield "\n".join(f"- {escape(text[s.start : s.end])}" for s in left_out)
    issues = [issue for sentence in report.source.sentences for issue in sentence.issues]
    if issues:
        yield "## What is wrong with the source"
        yield "\n".join(
            f"- **{issue_name(i.kind).capitalize()}**: “{escape(text[i.start : i.end])}” "
            f"{escape(i.message)}"
            for i in issues
        )


def _footnote(number: int, claim: Claim, report: Report) -> str:
    against = [finding.evidence_span for finding in claim.findings]
    said = [
        f"“{_marked(report.source.text, (quote.start, quote.end), against)}”"
        for quote in quotes(claim, report.source)
    ]
    return f"[^{number}]: {' '.join(said) or 'No place in the source speaks to this claim.'}"


def _marked(text: str, bounds: Span, spans: Iterable[Span | None]) -> str:
    """Escaped text with the disagreeing words bold.

    As elements, because asterisks do not work next to every character.
    """
    marks = [Mark(*span, "", "") for span in spans if span]
    return "".join(
        f"<b>{part}</b>" if piece.marks else part
        for piece in pieces(*bounds, marks)
        if (part := _escape(flat(text[piece.start : piece.end])))
    ).strip()


def _escape(text: str) -> str:
    """Escape what could act; leave full stops and commas of plain prose readable."""
    escaped = _SPECIAL.sub(r"\\\1", text)
    return _HARMLESS.sub(lambda match: next(filter(None, match.groups())), escaped)
