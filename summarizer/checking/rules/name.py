"""Names: a person, organisation or thing exchanged for another."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.checking.rules.entities import exchanges
from summarizer.checking.rules.pair import Pair
from summarizer.types import Finding, FindingKind


def check(pair: Pair) -> Iterator[Finding]:
    """Object to a name when the text has another one in its place."""
    for exchange in exchanges(pair):
        if exchange.locative:
            continue
        message = (
            f"The claim names “{pair.quote(pair.claim, exchange.claim)}” where the text names "
            f"“{pair.quote(pair.passage, exchange.passage)}”."
        )
        yield pair.objection(FindingKind.NAME, message, exchange.claim, exchange.passage)
