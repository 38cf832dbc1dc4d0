"""Template fields that were never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.source.health.view import Span, View, issue, suspicion
from summarizer.types import Issue, IssueKind

_FIELDS: Final = "NAME|DATE|PLACE|TITLE|YOUR|TBD|TBC|AMOUNT|COMPANY|CITY|COUNTRY|NUMBER|LINK|TK|XX+"
_QUANTITY: Final = r"(?:%|per ?cent|million|billion|people|euros|dollars|pounds|years|days)"
_PLACEHOLDER: Final = re.compile(
    rf"""\{{\{{[^{{}}\n]{{0,60}}\}}\}}
    | \$\{{[^{{}}\n]{{1,60}}\}} | %[A-Z][A-Z_]{{2,}}% | <<[A-Z][A-Z_ ]{{1,40}}>>
    | \{{(?:first_?|last_?|full_?|company_?)?(?:name|date|city|company|title|amount)\}}
    | <(?:INSERT|{_FIELDS})\b[^<>\n]{{0,40}}>
    | \[(?:INSERT|{_FIELDS})\b[^\[\]\n]{{0,40}}\]
    | \[(?:[Ii]nsert|[Ee]nter)\s[^\[\]\n]{{1,40}}\]
    | \[[Yy]our\ (?:name|company|title|address|email)[^\[\]\n]{{0,30}}\]
    | \b[Ll]orem\ ipsum\ dolor\b
    | _{{3,}}(?!\s*\(\d{{4}}\))
    | \b(?:TBD|TBC)\b
    | \bTK\b(?=\s(?:[a-z]|%|million)|[.,;])
    | \bX{{2,}}(?=\s*{_QUANTITY}) | [$€£]X+(?:\.X)?(?=\s?(?:million|billion|bn|m)\b)""",
    re.VERBOSE,
)
_maybe_field: Final = suspicion(
    re.compile(r"[\[{<%][\w{<]|___|[Ll]orem|\bTK\b|\bTB[DC]\b|XX|[$€£]X").search
)
_SEGMENT: Final = re.compile(r"[,;:]\s|\s(?=(?:and|but)\s)")
_FEWEST_WORDS: Final = 4
_ACRONYM: Final = 3
"""Letters that a text uses this often stand for something."""


def placeholders(view: View) -> Iterator[Issue]:
    """Unfilled fields in running text, with the phrase that needs them."""
    if not view.has(_maybe_field):
        return
    for match in _PLACEHOLDER.finditer(view.text):
        home = view.home(match)
        if home is None or len(view.words(home).split()) < _FEWEST_WORDS:
            continue
        if match.group() == "TK" and (not view.english or view.text.count("TK") >= _ACRONYM):
            continue
        yield issue(
            IssueKind.PLACEHOLDER,
            f"“{match.group()}” was never filled in.",
            _phrase(view, home, match.span()),
        )


def _phrase(view: View, home: Span, field: Span) -> Span:
    before = [match.end() for match in _SEGMENT.finditer(view.text, home[0], field[0])]
    after = _SEGMENT.search(view.text, field[1], home[1])
    return (before[-1] if before else home[0], after.start() if after else home[1])
