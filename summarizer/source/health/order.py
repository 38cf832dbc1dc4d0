"""Words in an order that no English sentence has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from summarizer.source.health.view import View, issue
from summarizer.types import Issue, IssueKind

_FEWEST_WORDS: Final = 6
_WORDS_PER_HIT: Final = 9

_ARTICLES: Final = "the a an".split()
_DETERMINERS: Final = [*_ARTICLES, *"my our your their every".split()]
_FINITE: Final = (
    "said says told wants went came became began knew took gave saw wrote goes does seems".split()
)
_BE_HAVE: Final = "is was were are has had have".split()
_MODALS: Final = "would could should might shall must".split()


def _pairs(first: list[str], second: str) -> set[tuple[str, str]]:
    return {(one, two) for one in first for two in second.split()}


_IMPOSSIBLE: Final = frozenset(
    _pairs(
        _DETERMINERS, "of at by for with from to into in on is was were are be been has have had"
    )
    | _pairs(_DETERMINERS, "do did would could should might shall and or but which who if because")
    | _pairs(
        _DETERMINERS, "than the a an every these those my our their he she they we it him them us"
    )
    | _pairs(_DETERMINERS, " ".join(_FINITE))
    | _pairs("of from into at by with for".split(), "is was were are has had would could should of")
    | _pairs("of from into at by with for".split(), "he she they we to said says told")
    | _pairs("of from into at by".split(), "will would can could should must might shall")
    | _pairs(
        [*_MODALS, "will", "can", "may"], "the a an of into to that which is was were are has had"
    )
    | _pairs(_BE_HAVE, "will would could should must is was were are has of")
    | _pairs(["be", "been"], "will would could should may is was were are has had he she they we")
    | _pairs(["to"], "of to will would could was were is has and from")
    | _pairs(["and", "or", "but"], "and or of")
)
"""Function words that do not follow each other, or so seldom that two such pairs are enough."""
_NEVER_LAST: Final = frozenset([*_DETERMINERS, "and", "than"])
_INVERTED: Final = frozenset(
    "what when where why how who whom which nor neither never only so than as".split()
)
_INVERTING: Final = frozenset([*_MODALS, "will", "can", "may"])


def scrambled(view: View) -> Iterator[Issue]:
    """Sentences with several pairs of words that cannot stand next to each other."""
    if not view.english or _IMPOSSIBLE.isdisjoint(pairwise(view.text.split())):
        return
    for span in view.spans:
        words = view.words(span)
        tokens = words.split()
        if len(tokens) < _FEWEST_WORDS:
            continue
        pairs = [pair for pair in pairwise(tokens) if pair in _IMPOSSIBLE]
        if "?" in words or not _INVERTED.isdisjoint(token.lower() for token in tokens):
            pairs = [(m, a) for m, a in pairs if not (m in _INVERTING and a in _ARTICLES)]
        hits = len(pairs) + (tokens[-1].rstrip(".!?") in _NEVER_LAST)
        if pairs and hits >= 2 and hits * _WORDS_PER_HIT >= len(tokens):
            yield issue(IssueKind.SCRAMBLED, "The words of this sentence are out of order.", span)
