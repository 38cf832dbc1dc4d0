"""What a draft is, whoever wrote it: summary sentences, each with its claims and citations.

A draft is a proposal. Its citations are believed only after ``ground`` has found them in
the text, and its claims only after the check.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the drafter says a claim comes from.

    Attributes:
        sentence: Id of the cited sentence; it may not exist.
        quote: Words said to stand in that sentence; they may not.
    """

    sentence: str
    quote: str


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """One atomic statement, standing alone, with the places it is said to come from."""

    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence of the summary and the claims it makes."""

    text: str
    claims: tuple[DraftClaim, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A summary, not yet checked.

    Attributes:
        sentences: The summary in order.
        withheld: What damaged sentences of the source seem to say; stated so that a
            reader sees what was left out of the summary, and why.
        notes: Remarks for the reader of the report.
    """

    sentences: tuple[DraftSentence, ...]
    withheld: tuple[DraftClaim, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The summary as one paragraph."""
        return " ".join(sentence.text for sentence in self.sentences)
