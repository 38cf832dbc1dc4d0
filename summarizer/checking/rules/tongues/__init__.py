"""Rules for languages of which only closed word lists are known.

They ask for more than the English rules do before they object: most of the claim must be in one
clause of the text, for there is no grammar that could tell what belongs together.
"""

from __future__ import annotations

from summarizer.checking.rules.tongues import (
    amount,
    exchange,
    modality,
    opposite,
    polarity,
    quantifier,
    role,
    subject,
    who,
)

RULES = (
    amount.check,
    polarity.check,
    modality.check,
    quantifier.check,
    opposite.check,
    role.check,
    who.check,
    subject.check,
    exchange.check,
    exchange.displaced,
)
