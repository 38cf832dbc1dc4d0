"""How many calls a summary or a check takes, told before any is made."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from summarizer.checking.judge import BATCH
from summarizer.draft.decompose import decompose
from summarizer.draft.llm import PART_SENTENCES, SCHEMA_TOKENS, part_room
from summarizer.draft.parts import parts
from summarizer.draft.split import AT_ONCE as SPLIT_AT_ONCE
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
    """What working on a text takes if nothing fails.

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
    drafted = sentences * _CLAIMS * (_CLAIM_TOKENS if cut > 1 else 0)
    check = _plan_check(whole, len(lines), max_sentences * _CLAIMS, prompts["check"], room)
    return Plan(
        parts=cut,
        calls=cut + condensing + check.calls,
        tokens=Tokens(
            input=whole + cut * draft_overhead + drafted + check.tokens.input,
            output=sentences * _CLAIMS * _DRAFT_TOKENS
            + condensing * max_sentences * _CLAIM_TOKENS * 2
            + check.tokens.output,
        ),
    )


def plan_check(
    document: Document,
    claims: str | Sequence[str],
    prompts: Mapping[str, Prompt],
    room: int,
) -> Plan:
    """Plan the check of a given summary or of claims.

    Args:
        document: The source.
        claims: A summary, which a model cuts into claims first, or claims.
        prompts: All prompts by name.
        room: Tokens that a prompt may take.
    """
    lines = numbered(document.text, document.sentences)
    whole = estimate_tokens("\n".join(lines))
    if not isinstance(claims, str):
        return _plan_check(whole, len(lines), len(claims), prompts["check"], room)
    cut = decompose(claims)
    check = _plan_check(whole, len(lines), sum(len(own) for _, own in cut), prompts["check"], room)
    given = estimate_tokens(claims)
    empty = estimate_tokens(prompts["split"].render(sentences=[])) + SCHEMA_TOKENS
    splits = math.ceil(len(cut) / SPLIT_AT_ONCE)
    return Plan(
        parts=1,
        calls=splits + check.calls,
        tokens=Tokens(
            input=splits * empty + given + check.tokens.input,
            output=2 * given + check.tokens.output,
        ),
    )


def _plan_check(whole: int, lines: int, claims: int, prompt: Prompt, room: int) -> Plan:
    """Plan the judging of so many claims on a text of so many tokens and lines."""
    calls = math.ceil(claims / BATCH)
    empty = estimate_tokens(prompt.render(lines=[], claims=[])) + SCHEMA_TOKENS
    window = whole
    if whole + empty + min(claims, BATCH) * _CLAIM_TOKENS > room:
        window = math.ceil(whole / lines * _WINDOW * min(claims, BATCH))
        window = min(window, room - empty)
    return Plan(
        parts=1,
        calls=calls,
        tokens=Tokens(
            input=calls * (empty + window) + claims * _CLAIM_TOKENS,
            output=claims * _VERDICT_TOKENS,
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
