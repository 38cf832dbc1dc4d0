"""Which words of a text are names, told from how the text itself writes them."""

from __future__ import annotations

import re
from typing import Final

from summarizer.source.document import Document
from summarizer.source.speakers import read_turns

_CAPITAL: Final = re.compile(r" (?<=[\w,;] )([^\W\d_a-z][^\W\d_]+)")
_NOUNS_CAPITALISED: Final = frozenset({"de", "lb"})
"""Languages in which a capital says nothing of one word, but two in a row make a name."""
_RUN: Final = re.compile(r"(?<=[\w,;] )[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+)+")
_COMMON: Final = re.compile(
    r"\b(?:[Dd](?:er|ie|as|e[nms])|[Kk]?[Ee]ine?[nmrs]?|[Ii]hre?[nmrs]?|[Ss]eine?[nmrs]?|[IiAa]m"
    r"|[Zz]u[mr]|[Vv]om|[Bb]eim|Millionen|Milliarden|\d+) (?=([^\W\d_a-z][^\W\d_]+))"
)
"""A noun behind an article or a number is none."""
_NAME: Final = 2
"""Words of a run that are the name; what stands before is a title."""
_SMALL: Final = re.compile(r"\b[^\W\d_A-Z]+\b")


def known_names(document: Document) -> frozenset[str]:
    """Lower-cased words that the text capitalises in mid-sentence, and never writes small.

    In a script or chat whoever speaks is named before a colon.
    """
    text = document.text
    if document.language in _NOUNS_CAPITALISED:
        found = (run.split()[-_NAME:] for run in _RUN.findall(text))
        runs = {word.lower() for run in found for word in run if all(w[0].isupper() for w in run)}
        return frozenset(runs.difference(word.lower() for word in _COMMON.findall(text)))
    capital = {match.group(1).lower() for match in _CAPITAL.finditer(text)}
    for turn in read_turns(text):
        first = text[turn.start : turn.end].split()[0]
        if first.isalpha() and len(first) > 1:
            capital.add(first.lower())
    return frozenset(capital.difference(_SMALL.findall(text))) if capital else frozenset()
