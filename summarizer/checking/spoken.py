"""What language a text and a claim are in, and what a reader should know of that."""

from __future__ import annotations

from typing import Final

from summarizer.language.tongues.tongue import tongue_of
from summarizer.source.detect import detect_language, is_clearly_other
from summarizer.source.document import Document
from summarizer.types import Finding, FindingKind

_TELLING: Final = 8
"""Words that it takes to tell a claim's language."""


def other_language(language: str | None, claim: str) -> str:
    """The claim's language if it is clearly another one than the text's; else empty."""
    ours = language or "und"
    # a few words tell no language
    spoken = detect_language(claim) if len(claim.split()) >= _TELLING else "und"
    if "und" in (spoken, ours) or spoken == ours:
        return ""
    return spoken if is_clearly_other(claim, spoken, ours) else ""


def claim_note(language: str | None, spoken: str) -> tuple[Finding, ...]:
    """What a reader should know when claim and text cannot be laid side by side."""
    if not spoken:
        return ()
    message = (
        f"The claim is in another language ({spoken}) than the text ({language}); the rules "
        "could compare only its figures and words that are the same in both."
    )
    return (Finding(kind=FindingKind.LANGUAGE, message=message),)


def text_note(document: Document) -> tuple[str, ...]:
    """What a reader should know of how far the rules can read a text in another language."""
    language = document.language
    if document.is_english:
        return ()
    if language in (None, "und"):
        return (
            "The text's language could not be told: the rules compared only figures, names, "
            "quoted words and single exchanged words.",
        )
    if tongue_of(language or "und").known:
        return (
            f"The text is not in English ({language}): the rules compared figures, dates, names, "
            "roles, quoted words, negation and opposites, but read no grammar.",
        )
    return (
        f"The rules know no words of the text's language ({language}): they compared only "
        "figures, names, quoted words and single exchanged words.",
    )
