"""What a model drafted, held against the source and against itself.

Two things are looked at: whether what it cites is there, and whether the claims of a sentence
say all that the sentence says. A sentence that says more becomes a claim of its own, so that
nothing enters a summary unchecked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.draft.model import Citation, DraftClaim, DraftSentence
from summarizer.language.tokens import tokenize
from summarizer.llm.replies import CitedClaim
from summarizer.source.document import Document
from summarizer.source.ground import ground


def complaints(document: Document, claims: Iterable[CitedClaim]) -> list[str]:
    """What is wrong with the citations of some claims, each as a sentence to send back."""
    found: list[str] = []
    for claim in claims:
        if not claim.cites:
            found.append(f"The claim {claim.claim!r} cites no line; cite the one that proves it.")
        for cite in claim.cites:
            complaint = ground(document, cite.id, cite.quote).complaint
            if complaint:
                found.append(complaint)
    return found


def sentence(text: str, claims: Sequence[DraftClaim]) -> DraftSentence:
    """A summary sentence with its claims, itself among them if they leave something out."""
    text = " ".join(text.split())
    kept = [claim for claim in claims if claim.text]
    if not kept or unsaid(text, [claim.text for claim in kept]):
        citations = dict.fromkeys(cite for claim in kept for cite in claim.citations)
        kept.append(DraftClaim(text, tuple(citations)))
    return DraftSentence(text, tuple(kept))


def claim(given: CitedClaim) -> DraftClaim:
    """A claim as drafted."""
    return DraftClaim(
        " ".join(given.claim.split()),
        tuple(Citation(cite.id, cite.quote) for cite in given.cites),
    )


def unsaid(text: str, claims: Iterable[str]) -> list[str]:
    """Content words of a sentence, by base form, that none of its claims has."""
    said = {lemma for claim in claims for lemma in _lemmas(claim)}
    return [lemma for lemma in _lemmas(text) if lemma not in said]


def _lemmas(text: str) -> list[str]:
    return [
        word.lemma if word.value is None else f"{word.value:g}"
        for word in tokenize(text).words
        if word.content
    ]
