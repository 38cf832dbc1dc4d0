"""What surrounds a text without being part of it: sign-offs, tags, navigation, legal lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.source.health.view import Span, View, is_stopped, issue
from summarizer.types import Issue, IssueKind

_CREDIT: Final = (
    r"\(?(?:Additional\ )?(?:Reporting|Editing|Writing|Compiled)\ by\ (?:[A-Z][\w.’'-]*[\ ,;&]*"
    r"|(?:and|in|for|the|with|additional|reporting|editing|writing|compiled|by)[\ ,;])+\W*\Z"
)
# Wherever a whole line or a whole sentence reads like this, it is addressed to whoever
# handles the page, not told by the text.
_FURNITURE: Final = re.compile(
    rf"""(?-i:{_CREDIT})
    | (?:©|\(c\)\ \d{{4}}|copyright\ (?:©|\(c\)|\d{{4}})).*\Z
    | all\ rights\ reserved\b.*\Z
    | click\ here\b.*\Z
    | follow\ us\ on\b.*\Z | like\ us\ on\b.*\Z
    | sign\ up\ (?:here|now|today|to\ our|for\ (?:our|the|free))\b.*\Z
    | subscribe\ (?:here|now|today|to|for)\b.*\Z
    | this\ (?:story|article|post|page|report)\ (?:has\ been|was|is\ being)
      \ (?:updated|corrected|first\ published|originally\ published|amended)\b.*\Z
    | (?:we|this\ (?:site|website))\ uses?\ cookies\b.*\Z
    | by\ continuing\ to\ (?:use|browse)\b.*\Z
    | share\ (?:this\ (?:article|story|post|page)|on\ (?:facebook|twitter|x\b|whatsapp|linkedin)
      |via\ e-?mail)\b.*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_FURNITURE_LINE: Final = re.compile(
    r"""(?:\W*end\ of\ (?:the\ )?(?:message|text|report|transmission|item|story|bulletin)\W*
    | \W*(?:ends?|the\ end|more|-30-|3\#|\#{2,}|-\s?30\s?-)\W*
    | advertisement\W* | sponsored(?:\ content)?\W*
    | (?:read|see|find\ out|learn|show)\ (?:more|also)
      (?:\W*|\s*[:>»].*|\ (?:about|on|from|at|stories|events|in)\b[^.]*)
    | (?:photo(?:graph)?|image|picture|source|credit|tag|topic|filed\ under)s?\s*:.*
    | related\ (?:articles?|stories|topics|content|links)\b[^.]*
    | (?:terms\ of\ (?:use|service)|privacy\ policy|cookie\ (?:policy|notice|settings))[^.]{0,40}
    | (?:to\ )?unsubscribe\b.* | print\ this\ page\b.* | back\ to\ top\W*
    | skip\ to\ (?:main\ )?content\W* | loading\W* | (?:leave|post|add)\ a\ comment\W*
    | \d+\ comments?\W* | accept\ (?:all\ )?cookies\W* | (?:log|sign)\ in\W*
    | [a-z]{2,4}/[a-z]{2,4}(?:\ \([^()]{2,40}\))?)\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_TAG: Final = re.compile(r"\W*(?:[^\W\d_][\w.&'’]*[ /.-]*){1,4}\W*\Z")
_TRADE: Final = frozenset("news agency press newswire newsroom wire reuters afp xinhua".split())
_SAID_BY: Final = re.compile(
    r"(?:[Aa]ccording to|told|by)\s+(?:the\s+)?((?:[A-Z][\w.&'’-]*\s?){1,4})"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_PROSE: Final = 80
_FEWEST_SENTENCES: Final = 4
_TAIL: Final = 4


def boilerplate(view: View) -> Iterator[Issue]:
    """Lines and sentences that are known furniture, and agency tags that close a text."""
    tail = _tail(view)
    for number, block in enumerate(view.blocks):
        line = view.line(block)
        if number >= tail or (len(view.blocks) > 1 and _is_furniture_line(line)):
            for span in block:
                yield _not_text(span)
        else:
            for span in block:
                if len(view.spans) > 1 and _FURNITURE.match(view.words(span)):
                    yield _not_text(span)


def _is_furniture_line(line: str) -> bool:
    return len(line) <= 2 * _PROSE and bool(_FURNITURE_LINE.match(line) or _FURNITURE.match(line))


def _tail(view: View) -> int:
    """Number of the first of the closing lines that are nothing but a sign-off."""
    blocks = view.blocks
    prose = any(is_stopped(line := view.line(b)) and len(line) >= _PROSE for b in blocks)
    if not prose or len(view.spans) < _FEWEST_SENTENCES:
        return len(blocks)
    sources: set[str] | None = None
    start = len(blocks)
    for number in range(len(blocks) - 1, max(len(blocks) - 1 - _TAIL, 0), -1):
        line = view.line(blocks[number])
        if not _is_furniture_line(line):
            if not _TAG.match(line) or is_stopped(line):
                break
            sources = _sources(view.text) if sources is None else sources
            words = {word.lower() for word in _WORD.findall(line)}
            capital = line == line.upper()
            named = words <= sources | _TRADE
            if not (named and (capital or line.istitle() or not words.isdisjoint(_TRADE))):
                break
        start = number
    return start


def _sources(text: str) -> set[str]:
    """Lower-cased words of whoever the text names as having said something."""
    return {word.lower() for m in _SAID_BY.finditer(text) for word in _WORD.findall(m.group(1))}


def _not_text(span: Span) -> Issue:
    return issue(IssueKind.BOILERPLATE, "This is not part of the text itself.", span)
