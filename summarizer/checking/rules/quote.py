"""Quoted words: what the claim puts between quotation marks must stand in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.types import Finding, FindingKind

_QUOTED: Final = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]")
_NOISE: Final = re.compile(r"[\W_]+")
_WORDS_OF_A_QUOTATION: Final = 3


def check(pair: Pair) -> Iterator[Finding]:
    """Object to a quotation of three words or more that the text does not contain.

    Shorter ones are titles and scare quotes as often as speech.
    """
    for match in _QUOTED.finditer(pair.claim.text):
        text = pair.source.plain_text
        group = next(number for number in range(1, 5) if match.group(number))
        quoted = plain(match.group(group))
        if len(quoted.split()) < _WORDS_OF_A_QUOTATION or quoted in text:
            continue
        parts = [plain(part) for part in re.split(r"\.\.\.|…|\[[^]]*\]", match.group(group))]
        if len(parts) > 1 and all(part in text for part in parts):
            continue
        start, end = pair.passage.sentence.start, pair.passage.sentence.end
        yield Finding(
            kind=FindingKind.QUOTE,
            message=f"The text does not contain the quoted words “{match.group(group)}”.",
            claim_span=match.span(group),
            evidence_span=(start, end),
        )


def plain(text: str) -> str:
    """Lower-cased words with single spaces: what two quotations have in common."""
    return _NOISE.sub(" ", text).strip().lower()
