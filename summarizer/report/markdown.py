"""The report as GitHub-flavoured Markdown, with a footnote for each claim's evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.report.inert import one_line
from summarizer.report.text import SYMBOLS
from summarizer.report.words import finding_name, headline, issue_name, percent
from summarizer.types import Claim, Report

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&$@:=^])")
_WORDS: Final = re.compile(r"(?<=\w)\\([-.])(?=\w)|\\([.(),:])(?=\s|\Z)")


def escape(text: str) -> str:
    """Text as one line of Markdown that means nothing but itself.

    Every character that Markdown, HTML, mentions or bare links could act on is escaped;
    control and bidirectional characters are made visible.
    """
    escaped = _SPECIAL.sub(r"\\\1", one_line(text))
    return _WORDS.sub(lambda match: match.group(1) or match.group(2), escaped)


def to_markdown(report: Report) -> str:
    """Render a report as Markdown that reads well on GitHub."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escape(report.source.name)}" if report.source.name else "# Report"
    yield ""
    if report.summary_sentences:
        yield "## Summary"
        yield ""
        yield " ".join(
            escape(sentence.text) + "".join(f"[^{name}]" for name in sentence.claims)
            for sentence in report.summary_sentences
        )
        yield ""
    yield f"**{headline(report)}**" + (
        f" Faithfulness {percent(report.faithfulness)}." if report.faithfulness is not None else ""
    )
    yield ""
    yield "## Claims"
    yield ""
    if report.claims:
        yield "| | Claim | Verdict | Confidence | Why |"
        yield "|---|---|---|---|---|"
        for claim in report.claims:
            yield _row(claim, noted=not report.summary_sentences or _is_loose(report, claim))
        yield ""
    marked = [sentence for sentence in report.source.sentences if sentence.issues]
    if marked:
        yield "## In the source"
        yield ""
        for sentence in marked:
            for issue in sentence.issues:
                quote = escape(report.source.text[issue.start : issue.end])
                yield (
                    f"- {sentence.id} **{issue_name(issue.kind)}**: “{quote}” "
                    f"{escape(issue.message)}"
                )
        yield ""
    for note in report.notes:
        yield f"> {escape(note)}"
        yield ""
    for claim in report.claims:
        yield f"[^{claim.id}]: {_evidence(claim)}"


def _is_loose(report: Report, claim: Claim) -> bool:
    return not any(claim.id in sentence.claims for sentence in report.summary_sentences)


def _row(claim: Claim, noted: bool) -> str:
    reasons = "; ".join(
        f"{finding_name(finding.kind)}: {escape(finding.message)}" for finding in claim.findings
    )
    mark = f"[^{claim.id}]" if noted else ""
    return (
        f"| {SYMBOLS[claim.verdict]} | {claim.id}: {escape(claim.text)}{mark} "
        f"| {claim.verdict.value.replace('_', ' ')} | {claim.confidence:.2f} | {reasons} |"
    )


def _evidence(claim: Claim) -> str:
    head = f"{claim.id}, {claim.verdict.value.replace('_', ' ')}"
    if not claim.evidence:
        return f"{head}: no sentence of the source."
    quotes = "; ".join(
        f"{evidence.sentence} “{escape(evidence.quote)}”" for evidence in claim.evidence
    )
    return f"{head}: {quotes}"
