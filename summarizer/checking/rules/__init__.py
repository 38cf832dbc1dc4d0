"""The slot rules, one file a slot.

A rule objects only when it can name the two spans that disagree; where it cannot tell, it
stays silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from summarizer.checking.rules import (
    agent,
    attribution,
    clock,
    comparison,
    complement,
    crossing,
    date,
    exchange,
    filler,
    lasting,
    modality,
    name,
    negation,
    number,
    order,
    parties,
    place,
    preposition,
    quantifier,
    quote,
    role,
    term,
    tongues,
    verbatim,
)
from summarizer.checking.rules.pair import Pair
from summarizer.types import Finding

Rule = Callable[[Pair], Iterator[Finding]]

RULES: Final[tuple[Rule, ...]] = (
    number.check,
    date.check,
    clock.check,
    place.check,
    name.check,
    role.check,
    agent.check,
    parties.check,
    negation.check,
    attribution.check,
    quote.check,
    modality.check,
    quantifier.check,
    lasting.check,
    comparison.check,
    order.check,
    exchange.check,
    crossing.check,
    preposition.check,
    term.check,
    complement.check,
    filler.check,
)


ANY_LANGUAGE: Final[tuple[Rule, ...]] = (
    date.check,
    clock.check,
    quote.check,
    crossing.check,
    verbatim.check,
    *tongues.RULES,
)
"""Rules that need no grammar: figures, quoted words, single words exchanged, and what closed
word lists can tell."""


IN_PASSING: Final[tuple[Rule, ...]] = (role.check, quote.check)
"""Rules that look at the whole text: they need no passage that says most of the claim."""


def objections(pair: Pair, rules: tuple[Rule, ...] = RULES) -> tuple[Finding, ...]:
    """Everything the rules hold against the pair, in their order."""
    return tuple(finding for rule in rules for finding in rule(pair))
