"""What surrounds a text without being part of it, and quotations that do not close."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.source.health.view import View, issue
from summarizer.types import Issue, IssueKind

_FURNITURE: Final = re.compile(
    r"(?:end of (?:the )?(?:message|text|report|transmission|item|story)\W*"
    r"|-\s?30\s?-|#{2,}|ends?\W*|advertisement\W*|\(?(?:additional )?reporting by\b.*"
    r"|\(?(?:editing|writing|compiled) by\b.*|©.*|\(c\) \d{4}.*|copyright\b.*"
    r"|all rights reserved\b.*|(?:read|see|find out|learn) (?:more|also)\b.*|click here\b.*"
    r"|subscribe\b.*|sign up\b.*|share (?:this|on|via)\b.*|follow us\b.*|like us on\b.*"
    r"|(?:photo(?:graph)?|image|picture|source|credit|tags?)s?\s*:.*|related (?:articles?|stories)\b.*"
    r"|this (?:story|article|post|page) (?:has been|was|is being) (?:updated|corrected|first)\b.*"
    r"|we use cookies\b.*|by continuing to use\b.*|terms of (?:use|service)\b.*|privacy policy\b.*"
    r"|(?:to )?unsubscribe\b.*|print this page\b.*|back to top\b.*|skip to (?:main )?content\b.*"
    r"|loading\W*|(?:leave|post) a comment\b.*|\d+ comments?)\Z",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"[A-ZÀ-ÖØ-Þ]{2,}(?:[ /.-]+(?:[A-ZÀ-ÖØ-Þ]{2,}|\d{1,5}))*\.?\Z")
_LONGEST: Final = 160
_FEWEST_SENTENCES: Final = 4
_TAIL: Final = 4

_COMMAND: Final = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:above|previous|prior|earlier"
    r"|preceding|foregoing|all|any|your)\b[^.\n]{0,30}\b(?:instructions?|prompts?|rules?|messages?"
    r"|directions?|guidelines?)\b"
    r"|\b(?:ignore|disregard|forget)\s+(?:all\s+(?:of\s+)?)?(?:the\s+|everything\s+)?(?:above|before|previous)\b"
    r"|(?:^|\n)\W*(?:system|assistant)\s*(?:prompt|message)?\s*[:\]>]"
    r"|<\|[\w ]{2,20}\|>|\[/?INST\]|<</?SYS>>"
    r"|\b(?:mark|rate|label|treat|classify|consider|judge)\s+(?:every|all|each|any)\s+(?:of\s+)?(?:the\s+)?"
    r"(?:claims?|statements?|sentences?|assertions?)\b"
    r"|\b(?:add|include|insert|write|put|state|mention|say)\b[^.\n]{0,40}\b(?:to|in|into)\s+(?:your|the)\s+"
    r"(?:summary|answer|response|output|reply|report)\b"
    r"|\byour\s+(?:summary|answer|response|output|reply)\s+(?:must|should|has to|shall)\b"
    r"|\b(?:AI|language models?|LLMs?|assistants?|chat ?bots?|summari[sz]ers?|models?)\b[^.\n]{0,40}"
    r"\b(?:summari[sz]ing|reading|processing|parsing|checking)\s+(?:this|the)\b[^.\n]{0,40}"
    r"\b(?:must|should|shall|have to|need to|are to|is to|please)\b"
    r"|\b(?:note|notice|attention|message|instructions?|reminder)\s+(?:to|for)\s+(?:the\s+|any\s+|all\s+)?"
    r"(?:AI|language models?|assistants?|LLMs?|summari[sz]ers?|automated)\b"
    r"|\bif you are an?\s+(?:AI|language model|LLM|assistant|bot|automated)\b"
    r"|\byou are (?:now )?an?\s+(?:AI|helpful assistant|language model|assistant that)\b"
    r"|\bas an?\s+(?:AI|language model|helpful assistant)\b,?\s+(?:you|mark|state|always)\b",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»|„[^“”]*[“”]|‘[^’]*’(?!\w)")
_REPORTING_WORDS: Final = 3
_OPENING: Final = "“"
_CLOSING: Final = "”"


def boilerplate(view: View) -> Iterator[Issue]:
    """Sign-offs, agency tags, navigation and legal lines."""
    count = sum(len(block) for block in view.blocks)
    tail = _tail_start(view) if count >= _FEWEST_SENTENCES else len(view.blocks)
    for number, block in enumerate(view.blocks):
        start, end = block[0][0], block[-1][1]
        line = view.text[start:end]
        furniture = len(line) <= _LONGEST and _FURNITURE.match(line) is not None
        if (number > 0 and furniture) or number >= tail:
            for span in block:
                yield issue(IssueKind.BOILERPLATE, "Not part of the text itself.", span)


def _tail_start(view: View) -> int:
    """Number of the first of the closing lines that are nothing but agency tags."""
    start = len(view.blocks)
    for number in range(len(view.blocks) - 1, max(len(view.blocks) - 1 - _TAIL, 0), -1):
        block = view.blocks[number]
        line = view.text[block[0][0] : block[-1][1]]
        if not (_TAG.match(line) and len(line.split()) <= 4) and not _FURNITURE.match(line):
            break
        start = number
    return start


def commands(view: View) -> Iterator[Issue]:
    """Words addressed to a language model; reports that quote such words are left alone."""
    for match in _COMMAND.finditer(view.text):
        for block in view.blocks:
            if not block[0][0] <= match.end() - 1 < block[-1][1]:
                continue
            for span in block:
                if (
                    span[0] < match.end()
                    and match.start() < span[1]
                    and not _reported(view, span, match)
                ):
                    yield issue(
                        IssueKind.MODEL_INSTRUCTION,
                        "This is addressed to a language model, not to a reader.",
                        span,
                    )


def _reported(view: View, span: tuple[int, int], match: re.Match[str]) -> bool:
    """Whether the command stands inside quotation marks of a sentence that reports it."""
    words = view.words(span)
    at = max(match.start() - span[0], 0)
    inside = any(quote.start() <= at < quote.end() for quote in _QUOTED.finditer(words))
    outside = _QUOTED.sub(" ", words)
    return inside and len(outside.split()) >= _REPORTING_WORDS


def quotations(view: View) -> Iterator[Issue]:
    """Quotations that open and never close, or close without having opened."""
    for number, block in enumerate(view.blocks):
        start, end = block[0][0], block[-1][1]
        line = view.text[start:end]
        opened, closed = line.count(_OPENING), line.count(_CLOSING)
        if opened == closed or "„" in line:
            continue
        following = view.blocks[number + 1] if number + 1 < len(view.blocks) else None
        goes_on = following is not None and view.text[following[0][0]] == _OPENING
        if opened == closed + 1 and goes_on:
            continue
        mark = line.rfind(_OPENING) if opened > closed else line.find(_CLOSING)
        yield issue(
            IssueKind.UNBALANCED_QUOTES,
            "A quotation is opened here and never closed."
            if opened > closed
            else "A quotation is closed here that was never opened.",
            (start + mark, start + mark + 1),
        )
