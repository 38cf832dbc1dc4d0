"""Reports for people: plain text, Markdown, a page.

Each rendering is imported when it is first asked for; templates are not free.
"""

from __future__ import annotations

from summarizer.types import Report

__all__ = ["to_html", "to_markdown", "to_text"]


def to_text(report: Report) -> str:
    """The report for a terminal of 80 columns, without colours."""
    from summarizer.report.text import to_text as render

    return render(report)


def to_markdown(report: Report) -> str:
    """The report as GitHub-flavoured Markdown."""
    from summarizer.report.markdown import to_markdown as render

    return render(report)


def to_html(report: Report) -> str:
    """The report as one self-contained page."""
    from summarizer.report.html import to_html as render

    return render(report)
