"""Sentences in pieces: orphans, what they were torn from, and sentences that stop early."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from summarizer.language import grammar, lexicon
from summarizer.source.health.view import Span, View, is_known, is_stopped, issue
from summarizer.source.speakers import SPEAKER
from summarizer.types import Issue, IssueKind

_ORPHAN: Final = re.compile(r"[a-zß-öø-ÿ][\w'’-]*(?: [\w'’-]+){0,2}[.!?]?\Z")
_LAST_BEFORE_STOP: Final = re.compile(r"(?:^|[\s(])([^\s(]+)\.\Z")
_INTERJECTIONS: Final = frozenset(
    "yes no ok okay thanks please sorry lol haha hi hello bye well so and but why how what when "
    "who where not never again maybe indeed really true right sic etc et al".split()
)
_FEWEST_WORDS_TORN: Final = 6
_LOWER_CASE_STYLE: Final = 0.2
"""Share of sentences with a small first letter beyond which that is the author's style."""

_STRONG_BOUNDARY: Final = re.compile(
    r",\s+(?=\w+ing\s+that\b|(?:while|whereas|although|because)\b)"
    r"|,?\s+(?=(?:and|but)\s+that\b)|;\s+"
)
_WEAK_BOUNDARY: Final = re.compile(
    r",\s+(?=(?:and|but|or|so|yet|which|who|whose|where|with|as|though|since|until|unless|when"
    r"|after|before|\w+ing)\b)"
)
_FEWEST_WORDS_IN_CLAUSE: Final = 4

_BROKEN_OFF: Final = re.compile(
    r"(?:\[\s?(?:\.\.\.|…)\s?\]|\(more\)"
    r"|(?:\.\.\.|…|\w)\s*(?:Read more|READ MORE|Read More|Continue reading)[\s.…»>]*)\Z"
)
_NEVER_LAST: Final = frozenset(
    "the a an of and or but their its our my your every because if than into although whose "
    "whether".split()
)
_SELDOM_LAST: Final = frozenset(
    "to for from in on at with by that which was were is are has have had will would could may "
    "his her as when while who said including between".split()
)
_NEVER_BEFORE_STOP: Final = re.compile(r"\s(?:the|an|and|every)\.\Z")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?\Z")
_LONG_LINE: Final = 100
_FEWEST_SENTENCES: Final = 3


def orphans(view: View) -> Iterator[Issue]:
    """Words left standing after a full stop, and the clause they were torn from."""
    found = [
        (before, span)
        for block in view.blocks
        for before, span in pairwise(block)
        if view.text[span[0]].islower() and _is_orphan(view, before, span)
    ]
    if not found:
        return
    small = sum(view.text[start].islower() for start, _ in view.spans) - len(found)
    if small > _LOWER_CASE_STYLE * len(view.spans):
        return
    for before, span in found:
        words = view.words(span)
        yield issue(
            IssueKind.ORPHAN_FRAGMENT,
            f"“{words}” stands alone after a full stop; it belongs somewhere else.",
            span,
        )
        yield issue(
            IssueKind.DISPLACED_WORDS,
            f"A word seems to be missing from this clause: “{words}” stands after its full stop.",
            _closing_clause(view.words(before), before),
        )


def _is_orphan(view: View, before: Span, span: Span) -> bool:
    words, previous = view.words(span), view.words(before)
    if not _ORPHAN.match(words) or len(previous.split()) < _FEWEST_WORDS_TORN:
        return False
    if not _is_full_stop(previous, view.english):
        return False
    parts = words.rstrip(".!?").split()
    if any(part != part.lower() for part in parts):
        return False  # iPhone, eBay
    if not view.english:
        return len(parts) == 1 and len(parts[0]) > 3
    if any(part in _INTERJECTIONS for part in parts) or not all(map(is_known, parts)):
        return False
    if len(parts) == 1:
        return len(parts[0]) > 2
    return not any(
        lexicon.tags(part)[:1] == "V"
        or grammar.CLOSED.get(part, "") in (grammar.AUXILIARY, grammar.MODAL, grammar.PRONOUN)
        for part in parts
    )


def _is_full_stop(previous: str, english: bool) -> bool:
    """Whether a sentence ends there: not an abbreviation, an initial or an ellipsis."""
    last = _LAST_BEFORE_STOP.search(previous)
    if last is None or "." in last.group(1) or last.group(1).endswith(("…", ".")):
        return False
    word = last.group(1).rstrip("\"”’')]")
    if len(word) < 2:
        return False
    return not english or len(word) > 5 or is_known(word.lower()) or word.isdigit()


def _closing_clause(words: str, span: Span) -> Span:
    """The last clause of a sentence, or the whole of one that has no clauses."""
    for boundary in (_STRONG_BOUNDARY, _WEAK_BOUNDARY):
        starts = [
            match.end()
            for match in boundary.finditer(words)
            if len(words[match.end() :].split()) >= _FEWEST_WORDS_IN_CLAUSE
        ]
        if starts:
            return span[0] + starts[-1], span[1]
    return span


_CLOSING: Final = re.compile(
    r"(?:Yours|Sincerely|Respectfully|Faithfully|Cordially|Regards|Best|Kind|Warm|Love|With)\b"
    r"[^.!?]*,\Z"
)
"""The last line of a letter, before the signature."""


def cut_off(view: View) -> Iterator[Issue]:
    """Sentences that stop before they are complete."""
    for number, block in enumerate(view.blocks):
        span = block[-1]
        words = view.words(span)
        if is_stopped(words) and not words.endswith(
            (" the.", " an.", " and.", " every.", "]", ")")
        ):
            continue
        if len(words.split()) < 4 or _CLOSING.match(words):
            continue
        if _BROKEN_OFF.search(words):
            yield issue(
                IssueKind.CUT_OFF, "The text breaks off here.", _closing_clause(words, span)
            )
        elif _is_unfinished(view, number, words):
            clause = _closing_clause(words, span)
            yield issue(IssueKind.CUT_OFF, "The sentence stops before it is complete.", clause)


def _is_unfinished(view: View, number: int, words: str) -> bool:
    if is_stopped(words):
        return view.english and _NEVER_BEFORE_STOP.search(words) is not None
    return (view.english and _dangles(view, number)) or _ends_mid_text(view, number)


def _dangles(view: View, number: int) -> bool:
    """Whether the last words of a block need others after them."""
    block = view.blocks[number]
    words = view.words(block[-1])
    last = words.split()[-1]
    following = view.blocks[number + 1] if number + 1 < len(view.blocks) else None
    if view.is_verse(number):
        return False
    if words[-1] in ",-–—":
        after = view.text[following[0][0]] if following else ""
        return len(words.split()) > 5 and not after.islower() and after not in "“\"‘'«„-•*"
    if not _WORD.match(last):
        return False
    if following and view.text[following[0][0]].islower():
        return False  # an enumeration whose items go on with the sentence
    if last in _NEVER_LAST:
        return True
    prose = len(block) > 1 or len(words) > _LONG_LINE or (following is None and number > 0)
    return last in _SELDOM_LAST and prose and not SPEAKER.match(view.line(block))


def _ends_mid_text(view: View, number: int) -> bool:
    """Whether running prose ends without a full stop at the very end of the text."""
    block = view.blocks[number]
    words = view.words(block[-1])
    if number + 1 < len(view.blocks) or (len(block) < 2 and len(words) <= _LONG_LINE):
        return False
    if not _WORD.match(words.split()[-1]) or not words[0].isupper() or SPEAKER.match(words):
        return False
    others = [view.words(span) for span in view.spans[:-1]]
    stopped = sum(is_stopped(other) for other in others if len(other.split()) > 4)
    return stopped >= _FEWEST_SENTENCES and stopped * 5 >= len(others) * 4
