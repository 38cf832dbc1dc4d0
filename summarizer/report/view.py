"""What the HTML page shows, worked out from the report before any template sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from markupsafe import Markup, escape

from summarizer.report import words
from summarizer.report.inert import visible
from summarizer.report.marking import Mark, pieces
from summarizer.report.quotes import quotes
from summarizer.review import settled
from summarizer.types import NOT_CONTENT, UNRELIABLE, Claim, Issue, Report, Span, Verdict


@dataclass(frozen=True, slots=True)
class SummaryPiece:
    """A stretch of the summary.

    Attributes:
        text: The stretch.
        claims: Positions of the claims that a sentence makes.
        verdict: The worst of them; a sentence without claims is not checked. ``None`` for
            text between sentences.
    """

    text: str
    claims: tuple[int, ...] = ()
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Words of the source, those that disagree marked, and the key of their place."""

    key: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Reason:
    """A finding in words.

    Attributes:
        label: The letter beside the words it speaks of, where several findings mark words.
        name: What kind of reason it is.
        message: The reason.
    """

    label: str
    name: str
    message: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim and what the source says, to be set side by side."""

    claim: Claim
    text: Markup
    quotes: tuple[QuoteView, ...]
    reasons: tuple[Reason, ...]
    settled: Verdict


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the source: something wrong, or a sentence that the summary leaves out."""

    key: str
    text: str
    name: str = ""
    message: str = ""


class ReportView:
    """The parts of the page.

    Args:
        report: The report to show.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._text = report.source.text
        self._sentences = report.source.sentences
        self.sentence_starts = [sentence.start for sentence in self._sentences]
        self._issues = [issue for sentence in self._sentences for issue in sentence.issues]
        omitted = frozenset(report.coverage.omitted)
        self._omitted = [sentence for sentence in self._sentences if sentence.id in omitted]

    def summary(self) -> list[SummaryPiece]:
        """The whole summary, in pieces.

        Text of the summary that no sentence accounts for is kept between the sentences; a
        sentence that is not in the summary word for word stands where its turn comes.
        """
        return list(_summary(self._report))

    def claims(self) -> list[ClaimView]:
        """Every claim, in order."""
        return [self._claim(n, claim) for n, claim in enumerate(self._report.claims)]

    def damage(self) -> list[Place]:
        """What is wrong with the source."""
        return [
            Place(f"i{n}", self._text[i.start : i.end], words.issue_name(i.kind), i.message)
            for n, i in enumerate(self._issues)
        ]

    def omitted(self) -> list[Place]:
        """Central sentences that the summary does not reflect."""
        return [Place(f"o{n}", self._text[s.start : s.end]) for n, s in enumerate(self._omitted)]

    def marks(self) -> list[Mark]:
        """The spans of the source that the page lights, hatches or greys.

        Keys: ``c2e0`` the first evidence of the third claim, ``x2`` words that disagree with
        it, ``i0`` an issue, ``o0`` an omitted sentence.
        """
        marks = [Mark(i.start, i.end, f"i{n}", _class(i)) for n, i in enumerate(self._issues)]
        marks += [Mark(s.start, s.end, f"o{n}", "left-out") for n, s in enumerate(self._omitted)]
        for n, claim in enumerate(self._report.claims):
            marks += [
                Mark(e.start, e.end, f"c{n}e{m}", "cited") for m, e in enumerate(claim.evidence)
            ]
            marks += [
                Mark(*f.evidence_span, f"x{n}", "against")
                for f in claim.findings
                if f.evidence_span
            ]
        return marks

    def _claim(self, n: int, claim: Claim) -> ClaimView:
        labels = _labels(claim)
        said = [
            Mark(*finding.claim_span, label, "")
            for finding, label in zip(claim.findings, labels, strict=True)
            if finding.claim_span
        ]
        read = [
            Mark(*finding.evidence_span, label, "")
            for finding, label in zip(claim.findings, labels, strict=True)
            if finding.evidence_span
        ]
        return ClaimView(
            claim=claim,
            text=_marked(claim.text, (0, len(claim.text)), said),
            quotes=tuple(
                QuoteView(
                    f"x{n}" if quote.evidence is None else f"c{n}e{quote.evidence}",
                    escape("… " if quote.cut_before else "")
                    + _marked(self._text, (quote.start, quote.end), read)
                    + escape(" …" if quote.cut_after else ""),
                )
                for quote in quotes(claim, self._report.source)
            ),
            reasons=tuple(
                Reason(label, words.finding_name(finding.kind), finding.message)
                for finding, label in zip(claim.findings, labels, strict=True)
            ),
            settled=settled(claim),
        )


def _summary(report: Report) -> Iterator[SummaryPiece]:
    position = {claim.id: n for n, claim in enumerate(report.claims)}
    done = 0
    for sentence in report.summary_sentences:
        found = report.summary.find(sentence.text, done)
        if found >= 0:
            if found > done:
                yield SummaryPiece(report.summary[done:found])
            done = found + len(sentence.text)
        claims = tuple(position[i] for i in sentence.claims if i in position)
        verdicts = {report.claims[n].verdict for n in claims}
        worst = next((v for v in words.ORDER if v in verdicts), Verdict.NOT_CHECKED)
        yield SummaryPiece(sentence.text, claims, worst)
    if report.summary[done:]:
        yield SummaryPiece(report.summary[done:])


def _class(issue: Issue) -> str:
    if issue.kind in UNRELIABLE:
        return "damaged"
    return "not-content" if issue.kind in NOT_CONTENT else "odd"


def _labels(claim: Claim) -> list[str]:
    """A letter for each finding that marks words, if there are several; else none."""
    located = [bool(f.claim_span or f.evidence_span) for f in claim.findings]
    if sum(located) < 2:
        return [""] * len(located)
    letters = iter(ascii_lowercase)
    return [next(letters, "") if has_words else "" for has_words in located]


def _marked(text: str, bounds: Span, marks: Sequence[Mark]) -> Markup:
    out = Markup()
    for piece in pieces(*bounds, marks):
        inner = escape(visible(text[piece.start : piece.end]))
        label = "".join(mark.key for mark in piece.marks if mark.end == piece.end)
        if piece.marks:
            out += Markup("<mark>") + inner
            out += Markup("<sup>{}</sup></mark>").format(label) if label else Markup("</mark>")
        else:
            out += inner
    return out
