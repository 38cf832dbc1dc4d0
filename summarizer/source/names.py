"""Which words of a text are names, told from how the text itself writes them."""

from __future__ import annotations

import re
from typing import Final

from summarizer.source.document import Document

_CAPITAL: Final = re.compile(r" (?<=[\w,;] )([^\W\d_a-z][^\W\d_]+)")
_SMALL: Final = re.compile(r"\b[^\W\d_A-Z]+\b")


def known_names(document: Document) -> frozenset[str]:
    """Lower-cased words that the text capitalises in mid-sentence, and never writes small."""
    capital = {match.group(1).lower() for match in _CAPITAL.finditer(document.text)}
    return frozenset(capital.difference(_SMALL.findall(document.text))) if capital else frozenset()
