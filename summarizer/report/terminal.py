"""The report on a terminal: claim and source side by side where there is room, colour if wanted.

Colour follows the habits of terminals: none when the output is not one, when ``NO_COLOR`` is
set, or on a dumb one. Verdicts are always named, and where words cannot be underlined those that
disagree stand in brackets, so that nothing depends on colour.

Import this module only to write to a terminal: it loads rich.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summarizer.report import words
from summarizer.report.inert import flat
from summarizer.report.marking import Mark, pieces
from summarizer.report.quotes import quotes
from summarizer.report.text import SYMBOLS, opinion
from summarizer.types import Claim, Report, Span, Verdict

SIDE_BY_SIDE = 90
"""Columns from which claim and source stand next to each other."""

WIDEST = 120
"""Longer lines are hard to read, however wide the terminal."""

_COLOURS = {
    Verdict.SUPPORTED: "green",
    Verdict.CONTRADICTED: "red",
    Verdict.UNSUPPORTED: "yellow",
    Verdict.UNVERIFIABLE: "magenta",
    Verdict.NOT_CHECKED: "cyan",
}
_ASCII_SYMBOLS = dict(zip(SYMBOLS, "+x?~!", strict=True))


def print_report(report: Report, file: TextIO | None = None) -> None:
    """Write a report for a person at a terminal.

    Args:
        report: The report; every string in it is taken to be hostile.
        file: Where to; standard output when not given.
    """
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    width = min(console.width, WIDEST)
    for part in _Layout(report, console, width).parts():
        console.print(part, width=width)


class _Layout:
    """A report as styled lines that suit one console."""

    def __init__(self, report: Report, console: Console, width: int) -> None:
        self._report = report
        self._text = report.source.text
        self._side_by_side = width >= SIDE_BY_SIDE
        self._styled = console.color_system is not None
        self._signs = _ASCII_SYMBOLS if console.options.ascii_only else SYMBOLS
        self._encoding = console.encoding

    def parts(self) -> Iterator[RenderableType]:
        report = self._report
        yield self._safe(report.source.name or "Report", "dim")
        yield self._safe(words.headline(report), "bold")
        if report.claims:
            yield self._figures()
        if report.summary:
            yield self._heading("Summary")
            yield self._summary()
        for number, claim in enumerate(report.claims, 1):
            yield Text()
            yield self._title(number, claim)
            yield from self._claim(claim)
        yield from self._damage()
        yield from self._omitted()
        yield self._heading("How this was made")
        for line in (*report.notes, self._provenance()):
            yield self._indented(self._safe(line), 2)

    def _figures(self) -> Text:
        report = self._report
        figures = [
            self._safe(f"{self._signs[v]} {n} {words.VERDICTS[v]}", _COLOURS[v])
            for v, n in words.count(report.claims).items()
        ]
        if report.faithfulness is not None:
            figures.append(self._safe(f"faithfulness {words.percent(report.faithfulness)}"))
        if report.coverage.score is not None:
            figures.append(self._safe(f"coverage {words.percent(report.coverage.score)}"))
        return Text(", ").join(figures)

    def _summary(self) -> Text:
        report = self._report
        if not report.summary_sentences:
            return self._safe(report.summary)
        numbers = {claim.id: (n, claim.verdict) for n, claim in enumerate(report.claims, 1)}
        line = Text()
        for sentence in report.summary_sentences:
            line += self._safe(sentence.text)
            known = [numbers[claim] for claim in sentence.claims if claim in numbers]
            for number, verdict in known:
                line += self._safe(f" [{self._signs[verdict]}{number}]", _COLOURS[verdict])
            if not known:
                line += self._safe(" [no claim: not checked]", _COLOURS[Verdict.NOT_CHECKED])
            line.append(" ")
        return line

    def _title(self, number: int, claim: Claim) -> Text:
        sign, name = self._signs[claim.verdict], words.VERDICTS[claim.verdict].capitalize()
        checked = claim.verdict is not Verdict.NOT_CHECKED
        return Text.assemble(
            f"{number:>3} ",
            (f"{sign} {name}", f"bold {_COLOURS[claim.verdict]}"),
            (f"  support {words.percent(claim.confidence)}" if checked else "", "dim"),
        )

    def _claim(self, claim: Claim) -> Iterator[RenderableType]:
        said = self._marked(
            claim.text, (0, len(claim.text)), (finding.claim_span for finding in claim.findings)
        )
        against = [finding.evidence_span for finding in claim.findings]
        read = [
            self._marked(self._text, (quote.start, quote.end), against)
            for quote in quotes(claim, self._report.source)
        ] or [self._safe("No place in the source speaks to this claim.", "italic")]
        yield from self._sides(said, read)
        for finding in claim.findings:
            reason = self._safe(words.finding_name(finding.kind).capitalize() + ". ", "bold")
            yield self._indented(Text.assemble(reason, self._safe(finding.message)), 4)
        for review in claim.reviews:
            yield self._indented(self._safe(opinion(review)), 4)

    def _sides(self, said: Text, read: list[Text]) -> Iterator[RenderableType]:
        if not self._side_by_side:
            yield self._indented(said, 4)
            for quote in read:
                yield self._indented(quote, 8)
            return
        table = Table.grid(padding=(0, 3), expand=True)
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        table.add_row(said, Text("\n\n").join(read))
        yield self._indented(table, 4)

    def _damage(self) -> Iterator[RenderableType]:
        issues = [i for sentence in self._report.source.sentences for i in sentence.issues]
        if issues:
            yield self._heading("What is wrong with the source")
        for issue in issues:
            line = Text.assemble(
                self._safe(f"{words.issue_name(issue.kind).capitalize()}: ", "bold"),
                self._safe(self._text[issue.start : issue.end], "italic"),
                self._safe(f" ({issue.message})"),
            )
            yield self._indented(line, 2)

    def _omitted(self) -> Iterator[RenderableType]:
        omitted = frozenset(self._report.coverage.omitted)
        if omitted:
            yield self._heading("Left out of the summary")
        for sentence in self._report.source.sentences:
            if sentence.id in omitted:
                text = self._text[sentence.start : sentence.end]
                yield self._indented(self._safe(text), 2)

    def _provenance(self) -> str:
        report, usage = self._report, self._report.usage
        made = f"Drafted by {report.model}, checked by {report.checker_model}."
        if not usage.attempts:
            return made
        cost = "unknown cost" if usage.cost_usd is None else f"${usage.cost_usd:.4f}"
        return (
            f"{made} {words.plural(usage.calls, 'call')}, {usage.input_tokens:,} tokens in, "
            f"{usage.output_tokens:,} out, {cost}, {usage.seconds:.1f} s."
        )

    def _marked(self, text: str, bounds: Span, spans: Iterable[Span | None]) -> Text:
        """A stretch of text with the disagreeing words underlined, or else in brackets."""
        marks = [Mark(*span, "", "") for span in spans if span]
        line = Text()
        for piece in pieces(*bounds, marks):
            part = text[piece.start : piece.end]
            if piece.marks and not self._styled:
                part = f"[{part}]"
            line += self._safe(part, "bold underline red" if piece.marks else "")
        return line

    def _heading(self, text: str) -> Text:
        return Text("\n" + text, "bold")

    def _indented(self, part: RenderableType, columns: int) -> Padding:
        return Padding(part, (0, 0, 0, columns), expand=False)

    def _safe(self, text: str, style: str = "") -> Text:
        """Text that cannot act on the terminal and that its encoding can carry."""
        shown = flat(text).encode(self._encoding, "backslashreplace").decode(self._encoding)
        return Text(shown, style)
