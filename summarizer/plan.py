"""How many calls a summary takes, told before any is made."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from summarizer.checking.judge import BATCH
from summarizer.draft.llm import PART_SENTENCES, SCHEMA_TOKENS, part_room
from summarizer.draft.parts import parts
from summarizer.llm.numbered import numbered
from summarizer.llm.price import Tokens
from summarizer.llm.prompts import Prompt
from summarizer.llm.tokens import estimate_tokens
from summarizer.source.document import Document

_CLAIMS: Final = 3
"""Claims that a summary sentence makes, on average."""
_CLAIM_TOKENS: Final = 25
_DRAFT_TOKENS: Final = 90
"""Tokens in which a claim is drafted, with its citation."""
_VERDICT_TOKENS: Final = 80
_WINDOW: Final = 20
"""Sentences that a judge is shown for one claim of a long text, at most 24."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What summarising and checking a text takes if nothing fails.

    Attributes:
        parts: Parts that the text is drafted in.
        calls: Calls in all; they grow with the parts.
        tokens: Prompt and generated tokens, estimated with caution.
    """

    parts: int
    calls: int
    tokens: Tokens


def plan(
    document: Document,
    prompts: Mapping[str, Prompt],
    room: int,
    max_sentences: int,
) -> Plan:
    """Plan a summary and its check.

    Args:
        document: The source.
        prompts: All prompts by name.
        room: Tokens that a prompt may take.
        max_sentences: Upper bound of the summary.
    """
    lines = numbered(document.text, document.sentences)
    whole = estimate_tokens("\n".join(lines))
    draft_overhead = room - part_room(prompts["draft"], room)
    cut = len(parts(lines, room - draft_overhead))
    sentences = max_sentences if cut == 1 else PART_SENTENCES * cut
    condensing = 0 if cut == 1 else _rounds(sentences, prompts["condense"], room)
    claims = max_sentences * _CLAIMS
    checks = math.ceil(claims / BATCH)
    empty = estimate_tokens(prompts["check"].render(lines=[], claims=[])) + SCHEMA_TOKENS
    window = whole
    if whole + empty + min(claims, BATCH) * _CLAIM_TOKENS > room:
        window = math.ceil(whole / len(lines) * _WINDOW * min(claims, BATCH))
        window = min(window, room - empty)
    drafted = sentences * _CLAIMS * (_CLAIM_TOKENS if cut > 1 else 0)
    return Plan(
        parts=cut,
        calls=cut + condensing + checks,
        tokens=Tokens(
            input=whole
            + cut * draft_overhead
            + drafted
            + checks * (empty + window)
            + claims * _CLAIM_TOKENS,
            output=sentences * _CLAIMS * _DRAFT_TOKENS
            + condensing * max_sentences * _CLAIM_TOKENS * 2
            + claims * _VERDICT_TOKENS,
        ),
    )


def _rounds(sentences: int, prompt: Prompt, room: int) -> int:
    """Calls that condense so many sentences, round by round."""
    empty = estimate_tokens(prompt.render(claims=[], sentences=0, language=None))
    held = max(PART_SENTENCES + 1, (room - SCHEMA_TOKENS - empty) // (_CLAIMS * _CLAIM_TOKENS))
    calls = 0
    while sentences > held:
        groups = math.ceil(sentences / held)
        calls += groups
        sentences = groups * PART_SENTENCES
    return calls + 1
