"""The report as one self-contained HTML page: summary and claims beside the source."""

from __future__ import annotations

from summarizer.report import words
from summarizer.report.inert import one_line
from summarizer.report.page import render
from summarizer.report.source_html import direction, source_html
from summarizer.report.view import ReportView
from summarizer.review import fingerprint
from summarizer.types import Report

PRINTED_WORDS = 10_000
"""A longer source is left off the printed page; its hash stands for it."""

LEGEND = (
    ("cited", "cited by a claim"),
    ("damaged", "damaged"),
    ("odd", "doubtful"),
    ("not-content", "not part of the text"),
)
"""Classes of marks in the source and what they mean."""


def to_html(report: Report) -> str:
    """Render a report as a page that opens from disk and needs no network.

    Args:
        report: The report; every string in it is taken to be hostile.

    Returns:
        The page. Equal reports give equal pages.
    """
    view = ReportView(report)
    source = report.source
    word_count = len(source.text.split())
    title = one_line(source.name or "")
    marks = view.marks()
    return render(
        "report",
        data={
            "report": fingerprint(report),
            "name": title,
            "verdicts": words.VERDICTS,
            "claims": [{"id": claim.id, "verdict": claim.verdict} for claim in report.claims],
        },
        report=report,
        title=title,
        headline=words.headline(report),
        words=words,
        counts=words.count(report.claims),
        claims=view.claims(),
        summary=view.summary(),
        damage=view.damage(),
        omitted=view.omitted(),
        source=source_html(source.text, view.sentence_starts, marks),
        kinds={mark.kind for mark in marks},
        legend=LEGEND,
        direction=direction(source.text),
        word_count=word_count,
        printed=word_count <= PRINTED_WORDS,
        reviewed=sum(bool(claim.reviews) for claim in report.claims),
    )
