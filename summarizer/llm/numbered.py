"""The source as a model sees it: one numbered line a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from summarizer.types import NOT_CONTENT, UNRELIABLE, Sentence

DAMAGED: Final = "damaged"
ASIDE: Final = "aside"


def numbered(text: str, sentences: Iterable[Sentence]) -> list[str]:
    """Lines such as ``[s3] words``, ``[s4, damaged] words`` and ``[s9, aside] words``.

    White space inside a sentence becomes single spaces, so that nothing in the source can
    begin a line of its own.
    """
    return [
        f"[{sentence.id}{_mark(sentence)}] {' '.join(text[sentence.start : sentence.end].split())}"
        for sentence in sentences
    ]


def _mark(sentence: Sentence) -> str:
    kinds = {issue.kind for issue in sentence.issues}
    if kinds & NOT_CONTENT:
        return f", {ASIDE}"
    return f", {DAMAGED}" if kinds & UNRELIABLE else ""
