"""A noun or name exchanged for another, where the words around it are the sentence's own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from summarizer.checking.rules.pair import Pair
from summarizer.checking.rules.term import VERBATIM, rival_of
from summarizer.checking.rules.tongues.clauses import clause_of
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_OPENS_NOUN: Final = "DI"


def check(pair: Pair) -> Iterator[Finding]:
    """Object to a noun that stands where the sentence has another one.

    Without a lexicon any verb may be a synonym of another; what follows an article or a
    preposition is a noun, and seldom exchanged for one that means the same.
    """
    if pair.source.tongue is None or pair.verbatim < VERBATIM:
        return
    for place, index in enumerate(pair.claim.content):
        if index in pair.alignment.matches or pair.claim.words[index].value is not None:
            continue
        rival = rival_of(pair, place)
        if rival is None:
            continue
        names = pair.claim.tags[index] == pair.passage.tags[rival] == "P"
        if not names and not (_is_noun(pair.claim, index) and _is_noun(pair.passage, rival)):
            continue
        yield pair.objection(
            FindingKind.NAME if names else FindingKind.TERM,
            f"The claim says “{pair.claim.words[index].surface}” where the text says "
            f"“{pair.passage.words[rival].surface}”.",
            (index, index + 1),
            (rival, rival + 1),
        )
        return


def displaced(pair: Pair) -> Iterator[Finding]:
    """Object to a noun that the text has, but in another part of the sentence.

    Behind the same word the text goes on with something that the claim lacks: "the state bears
    9 million; the village shares the rest" for "the village bears 9 million".
    """
    if pair.source.tongue is None or pair.verbatim < VERBATIM:
        return
    ours, theirs = pair.claim.content, pair.passage.content
    for before, index in pairwise(ours):
        stays, moved = pair.matched(before), pair.matched(index)
        if stays not in theirs or moved is None or not _is_noun(pair.claim, index):
            continue
        part, whole = clause_of(pair.passage, stays), clause_of(pair.passage, stays, pauses=False)
        place = theirs.index(stays) + 1
        if moved in whole or place == len(theirs):
            continue
        rival = theirs[place]
        if rival in part and rival not in pair.alignment.used and _is_noun(pair.passage, rival):
            yield pair.objection(
                FindingKind.AGENT,
                f"The claim says “{pair.claim.words[index].surface}” where the text says "
                f"“{pair.passage.words[rival].surface}”.",
                (index, index + 1),
                (rival, rival + 1),
            )
            return


def _is_noun(side: Parse, index: int) -> bool:
    return index > 0 and side.tags[index - 1] in _OPENS_NOUN
