"""Names: a person, organisation or thing exchanged for another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.rules.entities import exchanges
from summarizer.checking.rules.pair import Pair
from summarizer.language import lexicon
from summarizer.language.wordlists import TITLES
from summarizer.types import Finding, FindingKind

_FULL_NAME: Final = 2


def check(pair: Pair) -> Iterator[Finding]:
    """Object to a name when the text has another one in its place."""
    yield from _first_names(pair)
    for exchange in exchanges(pair):
        if exchange.locative:
            continue
        message = (
            f"The claim names “{pair.quote(pair.claim, exchange.claim)}” where the text names "
            f"“{pair.quote(pair.passage, exchange.passage)}”."
        )
        yield pair.objection(FindingKind.NAME, message, exchange.claim, exchange.passage)


def _first_names(pair: Pair) -> Iterator[Finding]:
    """Object to another first name before the same last name."""
    for phrase in pair.claim.phrases:
        ours = pair.claim.proper_nouns(phrase)
        if ours is None or ours[1] - ours[0] != _FULL_NAME:
            continue
        last = pair.matched(ours[1] - 1)
        if last is None or pair.matched(ours[0]) is not None or last == 0:
            continue
        first = pair.passage.words[last - 1]
        mine = pair.claim.words[ours[0]]
        if first.lower == mine.lower or pair.passage.tags[last - 1] != "P":
            continue
        if lexicon.is_person_role(first.lemma):
            continue
        if (
            lexicon.is_person_role(mine.lemma)
            or mine.lower in TITLES
            or (first.lower[0] == mine.lower[0] and ("." in first.surface + mine.surface))
        ):
            continue
        common = _is_common(pair.passage.words[last].lemma)
        if not common and pair.source.anywhere(mine.lemma):
            continue
        if common and _is_called(pair, mine.lemma, pair.passage.words[last].lemma):
            continue
        yield pair.objection(
            FindingKind.PLACE if common else FindingKind.NAME,
            f"The claim names “{pair.quote(pair.claim, ours)}” where the text names "
            f"“{pair.quote(pair.passage, (last - 1, last + 1))}”.",
            ours,
            (last - 1, last + 1),
        )
        return


def _is_common(lemma: str) -> bool:
    """Whether a name's last word is one of many names': Park, Street, Bank."""
    classes = lexicon.entry(lemma).classes[:1]
    return bool(classes) and classes[0].isdigit() and not lexicon.may_be_person(lemma)


def _is_called(pair: Pair, first: str, last: str) -> bool:
    """Whether the text has the name anywhere."""
    return any(
        (first, last) in pair.source.passages[number].pairs
        for number in pair.source.index.get(first, ())
    )
