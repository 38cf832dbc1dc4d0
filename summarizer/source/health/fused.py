"""Sentences and words that run into each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.language import grammar
from summarizer.source.health.view import View, is_common, is_known, issue, suspicion
from summarizer.types import Issue, IssueKind

# No file name, address, initial, version or clock time has this shape.
_JOINED: Final = re.compile(
    r"(?<![\w./@:#-])([^\W\d_][^\W\d_]{2,})[.!?][”\"]?([A-Z][a-z]+|I|A)(?=[\s,;:'’]|\Z)"
)
_maybe_joined: Final = suspicion(re.compile(r"[a-z]{2}[.!?][”\"]?[A-Z]").search, letters=False)

_OPENER: Final = re.compile(r" (?:The|This|These|He|She|They|However|Meanwhile)(?= [a-z]{2,})")
_SMALL_WORD: Final = re.compile(r"(?<![\w-])[a-z]{3,}\Z")
_ARTICLE_IN_NAME: Final = re.compile(r" The [a-z]+ (?:[A-Z]|of [A-Z])")

_GLUED: Final = re.compile(
    r"(?:(?:their|the|and|of|that|with|from|this)(?P<rest>[a-z]{4,})"
    r"|(?:only|also|when|because|since|which|they|were|been|have|would|could|should|the)"
    r"(?P<common>[a-z]{3,})"
    r"|(?P<first>[a-z]{4,})(?P<second>The|This|They|There|He|She|His|Her|It|In|On|But|And|When|We)"
    r"|(?:in|of|to|on|at|for|with|from|by|and)(?:the|this|that|their|his))\Z"
)
_VERY_COMMON: Final = 0.65
"""Rarity up to which the second of two joined words may be short or follow any small word."""
_MARKS: Final = ".,;:!?\"'“”‘’()[]…"
_SAME_WORD: Final = 3
"""A word that a text writes this often is a term of its own."""


def fused(view: View) -> Iterator[Issue]:
    """Two sentences without a space or a full stop between them, two words without a space."""
    if view.has(_maybe_joined):
        yield from _joined(view)
    if view.english:
        yield from _run_on(view)
        yield from _glued(view)


def _joined(view: View) -> Iterator[Issue]:
    for match in _JOINED.finditer(view.text):
        first, second = match.groups()
        starts_sentence = second.lower() in grammar.CLOSED
        if starts_sentence or (first.islower() and is_known(second.lower())):
            yield issue(
                IssueKind.FUSED, f"Two sentences run together at “{match.group()}”.", match.span()
            )


def _run_on(view: View) -> Iterator[Issue]:
    for match in _OPENER.finditer(view.text):
        start, end = match.span()
        before = _SMALL_WORD.search(view.text, max(start - 25, 0), start)
        if before is None or view.home(match) is None:
            continue
        word = before.group()
        if word in grammar.CLOSED or word in grammar.FUNCTION_ADVERBS or not is_known(word):
            continue
        if not _ARTICLE_IN_NAME.match(view.text, start):
            yield issue(
                IssueKind.FUSED,
                f"A new sentence starts at “{match.group().strip()}” without a full stop before.",
                (before.start(), end),
            )


def _glued(view: View) -> Iterator[Issue]:
    if not view.has(_maybe_glued):
        return
    for token in sorted(filter(_is_glued, view.vocabulary)):
        word = token.strip(_MARKS)
        if view.text.count(word) < _SAME_WORD:
            for match in re.finditer(rf"\b{word}\b", view.text):
                yield issue(IssueKind.FUSED, f"Two words run together: “{word}”.", match.span())


def _is_glued(token: str) -> bool:
    word = token.strip(_MARKS)
    match = _GLUED.match(word)
    if match is None or is_known(word):
        return False
    if match.group("first") is not None:
        return is_known(match.group("first"))
    if match.group("common") is not None:
        return is_common(match.group("common"), _VERY_COMMON)
    return match.group("rest") is None or is_common(match.group("rest"))


_maybe_glued: Final = suspicion(_is_glued)
