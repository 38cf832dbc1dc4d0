"""Sentences in pieces: orphans, what they were torn from, sentences that stop or run on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.language import lexicon
from summarizer.source.health.view import Span, View, issue
from summarizer.types import Issue, IssueKind

_ORPHAN: Final = re.compile(r"[a-zß-öø-ÿ][\w'’-]*(?:\s+[\w'’-]+){0,2}[.!?]?\Z")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:[A-Za-z]|etc|vs|approx|e\.g|i\.e|cf|no|vol|pp?|ca|resp|inc|ltd|co|corp|jr|sr|st|dr"
    r"|mr|mrs|ms|prof|gen|sen|rep|u\.s|u\.k|a\.m|p\.m)\.|\.\.|…)[”\"’)]*\Z",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(
    r",\s+(?=(?:adding|and|but|while|which|who|whose|where|saying|noting|as|with|so|or|yet"
    r"|although|because|though|since|until|unless|when)\b)|;\s+|\s+(?=and\s+that\b)"
)
_DANGLING: Final = frozenset(
    "the a an of to and or but that which with from by for in on at as than into their its his her "
    "my our your these those every was were is are has have had will would could should may can "
    "if because while when said including between".split()
)
_NEVER_LAST: Final = frozenset("the a an and or every".split())
_ELLIPSIS: Final = re.compile(
    r"(?:\[\s*(?:\.{3}|…)\s*\]|\bread more\b[\s.…»>]*|\(more\))\s*\Z", re.I
)
_LAST_WORD: Final = re.compile(r"([^\W\d_]+)[\s\"”’')]*\Z")
_BEFORE_STOP: Final = re.compile(r"([^\W\d_]+)[.!?][\"”’')]*\Z")
_JOINED: Final = re.compile(
    r"(?<![\w./@:-])([^\W\d_]*[a-z]{3,})([.!?])([A-Z][a-z]{1,}|I)(?=[\s,;:'’]|\Z)"
)
_RUN_ON: Final = re.compile(r"(?<=[a-z] )(?:He|She|They|However|Meanwhile)(?= [a-z]+)")
_GLUED: Final = re.compile(r"\b(the|and|that|with|only|from|their|this)([a-z]{3,})\b")
_SHORT_LINE: Final = 60


def orphans(view: View) -> Iterator[Issue]:
    """Words left standing after a full stop, and the clause they were torn from."""
    for block in view.blocks:
        for before, span in zip(block, block[1:], strict=False):
            words, previous = view.words(span), view.words(before)
            if not _ORPHAN.match(words) or not _is_finished(previous):
                continue
            if not _is_fragment(words):
                continue
            yield issue(
                IssueKind.ORPHAN_FRAGMENT,
                f"“{words}” stands alone after a full stop; it belongs somewhere else.",
                span,
            )
            yield issue(
                IssueKind.DISPLACED_WORDS,
                f"Words of this clause seem to have been moved: “{words}” follows its full stop.",
                _closing_clause(previous, before),
            )


def _is_finished(words: str) -> bool:
    return words.rstrip("\"”’')»")[-1:] in (".", "!", "?") and not _ABBREVIATION.search(words)


def _is_fragment(words: str) -> bool:
    """Whether the words are no sentence: brands and short clauses may start small."""
    parts = words.rstrip(".!?").split()
    if any(letter.isupper() for letter in parts[0]):
        return False
    if len(parts) == 1:
        return len(parts[0]) > 2
    return not any(lexicon.tags(part.lower())[:1] == "V" for part in parts)


def _closing_clause(words: str, span: Span) -> Span:
    """The last clause of a sentence, or the whole of one that has no clauses."""
    starts = [match.end() for match in _CLAUSE.finditer(words)]
    fitting = [start for start in starts if len(words[start:].split()) >= 4]
    return span[0] + (fitting[-1] if fitting else 0), span[1]


def cut_off(view: View) -> Iterator[Issue]:
    """Sentences that stop before they are complete."""
    for number, block in enumerate(view.blocks):
        span = block[-1]
        words = view.words(span)
        if len(words.split()) < 4:
            continue
        if _ELLIPSIS.search(words):
            yield issue(IssueKind.CUT_OFF, "The text breaks off here.", span)
            continue
        if view.english and words[-1] not in ".!?:;\"”’')" and not _is_verse(view, number):
            last = _LAST_WORD.search(words.rstrip(",-–— "))
            dangles = last is not None and last.group(1).lower() in _DANGLING
            if dangles or words[-1] in ",-–—":
                yield issue(IssueKind.CUT_OFF, "The sentence stops before it is complete.", span)
    if not view.english:
        return
    for block in view.blocks:
        for span in block:
            match = _BEFORE_STOP.search(view.words(span))
            if match and match.group(1) in _NEVER_LAST and len(view.words(span).split()) > 4:
                yield issue(
                    IssueKind.CUT_OFF,
                    f"The sentence stops after “{match.group(1)}”.",
                    _closing_clause(view.words(span), span),
                )


def _is_verse(view: View, number: int) -> bool:
    """Whether a block is one of several short lines, as in a poem or a list."""
    near = view.blocks[max(number - 2, 0) : number + 3]
    short = [block for block in near if block[-1][1] - block[0][0] <= _SHORT_LINE]
    return len(short) >= 3


def fused(view: View) -> Iterator[Issue]:
    """Sentences and words that run into each other."""
    for match in _JOINED.finditer(view.text):
        yield issue(
            IssueKind.FUSED,
            f"Two sentences run together at “{match.group()}”.",
            match.span(),
        )
    if not view.english:
        return
    for match in _RUN_ON.finditer(view.text):
        if any(span[0] < match.start() < span[1] for block in view.blocks for span in block):
            yield issue(
                IssueKind.FUSED,
                f"A new sentence starts at “{match.group()}” without a full stop.",
                match.span(),
            )
    for match in _GLUED.finditer(view.text):
        rest = lexicon.entry(match.group(2))
        if not lexicon.tags(match.group()) and rest.tags and rest.rarity < 0.8:
            yield issue(
                IssueKind.FUSED, f"Two words run together: “{match.group()}”.", match.span()
            )
