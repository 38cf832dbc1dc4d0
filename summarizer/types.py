"""The vocabulary of a report: verdicts, findings, evidence, claims, and the report itself.

Everything here is immutable data without behaviour that needs a model, a file or a
network. All offsets count Unicode code points in ``Source.text``, start inclusive, end
exclusive, so that ``source.text[e.start:e.end] == e.quote`` holds for every evidence ``e``.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION: Literal[1] = 1

Probability = Annotated[float, Field(ge=0.0, le=1.0, allow_inf_nan=False)]
Offset = Annotated[int, Field(ge=0)]
Span = tuple[Offset, Offset]


class Verdict(StrEnum):
    """What the source says about a claim. Everything but ``SUPPORTED`` is flagged."""

    SUPPORTED = "supported"
    """The cited sentences, read alone, make the claim true."""
    CONTRADICTED = "contradicted"
    """The text says otherwise."""
    UNSUPPORTED = "unsupported"
    """The text does not say it."""
    UNVERIFIABLE = "unverifiable"
    """The only place that could support the claim is damaged or reads two ways."""
    NOT_CHECKED = "not_checked"
    """No verdict was reached; a finding gives the reason."""


class IssueKind(StrEnum):
    """What can be wrong with a sentence of the source. A closed set."""

    ORPHAN_FRAGMENT = "orphan_fragment"
    """A word or two left standing after a full stop that belong somewhere else."""
    DISPLACED_WORDS = "displaced_words"
    """The clause from which an orphan fragment was torn: it reads whole but is not."""
    CUT_OFF = "cut_off"
    """The sentence stops before it is complete."""
    FUSED = "fused"
    """Two sentences or words run into each other."""
    WORD_LOOP = "word_loop"
    """A word or phrase is repeated as a stuck generator or a bad paste would."""
    MOJIBAKE = "mojibake"
    """Characters decoded with the wrong encoding, or replaced."""
    OCR_NOISE = "ocr_noise"
    """Letters misread by a scanner."""
    SCRAMBLED = "scrambled"
    """Words in an order that no sentence has."""
    PLACEHOLDER = "placeholder"
    """A template field that was never filled in."""
    UNBALANCED_QUOTES = "unbalanced_quotes"
    """A quotation opens and never closes, or the other way round."""
    BOILERPLATE = "boilerplate"
    """Not part of the text: sign-offs, agency tags, navigation, legal footers."""
    MODEL_INSTRUCTION = "model_instruction"
    """Words addressed to a language model instead of a reader."""


UNRELIABLE = frozenset(
    {
        IssueKind.ORPHAN_FRAGMENT,
        IssueKind.DISPLACED_WORDS,
        IssueKind.CUT_OFF,
        IssueKind.FUSED,
        IssueKind.WORD_LOOP,
        IssueKind.MOJIBAKE,
        IssueKind.OCR_NOISE,
        IssueKind.SCRAMBLED,
        IssueKind.PLACEHOLDER,
    }
)
"""Issues whose span cannot be read with confidence: a claim resting on it is unverifiable."""

NOT_CONTENT = frozenset({IssueKind.BOILERPLATE, IssueKind.MODEL_INSTRUCTION})
"""Issues whose span is not something the text asserts: it supports no claim at all."""


class FindingKind(StrEnum):
    """Why a claim got its verdict. A closed set."""

    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    PLACE = "place"
    NAME = "name"
    ROLE = "role"
    AGENT = "agent"
    NEGATION = "negation"
    ATTRIBUTION = "attribution"
    QUOTE = "quote"
    MODALITY = "modality"
    QUANTIFIER = "quantifier"
    COMPARISON = "comparison"
    ORDER = "order"
    TERM = "term"
    """A word was exchanged for one that does not mean the same."""
    DAMAGED_SOURCE = "damaged_source"
    """The sentence the claim rests on is damaged."""
    NOT_FOUND = "not_found"
    """No sentence says what the claim says."""
    MODEL = "model"
    """The judging model did not find the claim supported."""
    GROUNDING = "grounding"
    """A citation of the model is not in the text, or a sentence id does not exist."""
    LANGUAGE = "language"
    """Claim and text differ in language: rules that cannot compare stood aside."""
    SERVICE = "service"
    """The model service failed, refused, or sent a reply that could not be used."""
    BUDGET = "budget"
    """A limit on calls, cost or time was reached before the claim was judged."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Issue(_Frozen):
    """Something wrong at one place of the source.

    Attributes:
        kind: What is wrong.
        message: The reason in plain words.
        start: First code point of the affected span in the source text.
        end: One past the last code point of the affected span.
    """

    kind: IssueKind
    message: str
    start: Offset
    end: Offset


class Sentence(_Frozen):
    """One sentence, headline, bullet or line of the source.

    Sentences tile the text: they are in order, never overlap, and whatever lies between
    two of them is white space.

    Attributes:
        id: ``s1``, ``s2`` ... in text order.
        start: First code point in the source text.
        end: One past the last code point.
        issues: What is wrong inside the sentence, by position.
    """

    id: str
    start: Offset
    end: Offset
    issues: tuple[Issue, ...] = ()


class Source(_Frozen):
    """The text that was summarised or checked against.

    Attributes:
        name: File name or title, if there is one.
        sha256: Of the text in UTF-8.
        text: The text itself; all offsets count its code points.
        sentences: Its sentences, with what is wrong inside them.
        language: ISO 639-1 code of the text's language; ``und`` when it cannot be told,
            ``None`` when nobody looked.
    """

    name: str | None
    sha256: str
    text: str
    sentences: tuple[Sentence, ...]
    language: str | None = None


class Evidence(_Frozen):
    """A verbatim span of the source that a claim rests on or runs against.

    Attributes:
        sentence: Id of the sentence that holds the span.
        start: First code point in the source text.
        end: One past the last code point.
        quote: ``source.text[start:end]``.
    """

    sentence: str
    start: Offset
    end: Offset
    quote: str


class Finding(_Frozen):
    """One reason for a verdict.

    Attributes:
        kind: The slot that disagrees, or what prevented a verdict.
        message: The reason in plain words.
        claim_span: The disagreeing words in the claim's text (code points), if any.
        evidence_span: The disagreeing words in the source text (code points), if any.
    """

    kind: FindingKind
    message: str
    claim_span: Span | None = None
    evidence_span: Span | None = None


class Review(_Frozen):
    """What a person said about a claim after the program had its say.

    Attributes:
        verdict: The person's verdict, the program's own when accepted; ``None`` when only
            a note was left. Never ``not_checked``: a person who looked has checked.
        note: The person's remark; may be empty when there is a verdict.
        reviewer: Who it was.
        reviewed_at: When, with time zone.
    """

    verdict: Verdict | None
    note: str = ""
    reviewer: Annotated[str, Field(min_length=1)]
    reviewed_at: AwareDatetime

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.verdict is Verdict.NOT_CHECKED:
            raise ValueError("a review cannot have the verdict not_checked")
        if self.verdict is None and not self.note.strip():
            raise ValueError("a review needs a verdict or a note")
        return self


class Claim(_Frozen):
    """One atomic statement and what the source says about it.

    Attributes:
        id: ``c1``, ``c2`` ... in the order given or drafted.
        text: The claim, standing alone.
        verdict: What the source says about it.
        confidence: Probability that the source supports the claim.
        evidence: The spans that decide, best first; may be empty when nothing was found.
        findings: The reasons, weightiest first; empty only for supported claims.
        reviews: What people said about it, oldest first; they leave ``verdict`` as it is.
    """

    id: str
    text: str
    verdict: Verdict
    confidence: Probability
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    reviews: tuple[Review, ...] = ()

    @property
    def flagged(self) -> bool:
        """Whether a reader must look at this claim before it is published."""
        return self.verdict is not Verdict.SUPPORTED


class SummarySentence(_Frozen):
    """One sentence of the summary and the ids of the claims it makes."""

    text: str
    claims: tuple[str, ...]


class Coverage(_Frozen):
    """How much of what matters in the source the summary mentions.

    Attributes:
        score: Share of the source's central content that the summary covers; ``None``
            when there is no summary to measure.
        omitted: Ids of central sentences that nothing in the summary reflects.
    """

    score: Probability | None
    omitted: tuple[str, ...] = ()


class Usage(_Frozen):
    """What the run cost.

    Attributes:
        calls: Model calls that were asked for.
        attempts: HTTP requests sent for them, retries and failures included.
        input_tokens: Prompt tokens over all attempts.
        cached_tokens: Those of them that the provider served from its prompt cache.
        output_tokens: Generated tokens over all attempts.
        cost_usd: Price in US dollars; ``None`` when the model's price is not known.
        seconds: Wall time spent waiting for the model; 0 without one, so that equal
            input gives equal bytes.
    """

    calls: Annotated[int, Field(ge=0)] = 0
    attempts: Annotated[int, Field(ge=0)] = 0
    input_tokens: Annotated[int, Field(ge=0)] = 0
    cached_tokens: Annotated[int, Field(ge=0)] = 0
    output_tokens: Annotated[int, Field(ge=0)] = 0
    cost_usd: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0


class PromptInfo(_Frozen):
    """Which wording of a prompt was used."""

    version: str
    sha256: str


class Tool(_Frozen):
    """Which program wrote the report."""

    name: str
    version: str


class Report(_Frozen):
    """The result of summarising or checking one text.

    Attributes:
        schema_version: Version of this layout; it grows, it does not change.
        tool: Name and version of the program.
        model: What drafted: ``offline`` or a model name.
        checker_model: What checked: ``offline`` or a model name, and ``+`` the entailment model.
        prompts: Version and hash of each prompt used, by name.
        source: The text, its sentences, and what is wrong with them.
        summary: The summary, drafted or given; empty when loose claims were checked.
        summary_sentences: The summary by sentence, each with its claims.
        claims: Every claim with its verdict, in order.
        faithfulness: Supported claims over all claims; ``None`` without claims.
        coverage: How much of the source the summary reflects.
        usage: Calls, tokens, cost and time.
        notes: What the reader should know about the run as a whole, such as sentences
            withheld from the summary.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    tool: Tool
    model: str
    checker_model: str
    prompts: dict[str, PromptInfo] = Field(default_factory=dict)
    source: Source
    summary: str
    summary_sentences: tuple[SummarySentence, ...] = ()
    claims: tuple[Claim, ...] = ()
    faithfulness: Probability | None
    coverage: Coverage
    usage: Usage
    notes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _spans_are_exact(self) -> Self:
        text = self.source.text
        for claim in self.claims:
            for evidence in claim.evidence:
                if text[evidence.start : evidence.end] != evidence.quote:
                    raise ValueError(
                        f"evidence of claim {claim.id} does not match the source text at "
                        f"{evidence.start}:{evidence.end}"
                    )
        if self.faithfulness != faithfulness(self.claims):
            raise ValueError("faithfulness does not follow from the claims' verdicts")
        return self

    @property
    def flagged(self) -> tuple[Claim, ...]:
        """The claims that are not supported, in order."""
        return tuple(claim for claim in self.claims if claim.flagged)

    def to_text(self) -> str:
        """The report for a terminal without colours."""
        from summarizer.report import to_text

        return to_text(self)

    def to_markdown(self) -> str:
        """The report as GitHub-flavoured Markdown."""
        from summarizer.report import to_markdown

        return to_markdown(self)

    def to_html(self) -> str:
        """The report as one self-contained HTML page."""
        from summarizer.report import to_html

        return to_html(self)


def faithfulness(claims: Sequence[Claim]) -> float | None:
    """Share of claims that are supported.

    Args:
        claims: All claims of a report; ``not_checked`` counts as not supported.

    Returns:
        A share between 0 and 1, or ``None`` when there are no claims: silence is not
        faithfulness.
    """
    if not claims:
        return None
    return sum(claim.verdict is Verdict.SUPPORTED for claim in claims) / len(claims)
