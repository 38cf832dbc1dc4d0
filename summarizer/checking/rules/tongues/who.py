"""Names: somebody who the text names elsewhere, put in the place of whoever it names here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from summarizer.checking.evidence import Source
from summarizer.checking.passage import Passage
from summarizer.checking.rules.pair import Pair
from summarizer.checking.rules.tongues.clauses import best_clause
from summarizer.language.parse import Parse
from summarizer.types import Finding, FindingKind

_FULL: Final = 2
"""Words of a name that is surely somebody's."""
_MOST: Final = 0.75
"""Share of what else the claim says that the passage must have to be about the same thing."""
_SOME: Final = 0.45
"""The same, where the text does not name the claim's bearer near by."""
_MEMORY: Final = 2
"""Sentences back that a pronoun may reach."""
_FEWEST: Final = 2


def runs(side: Parse) -> list[range]:
    """Names of a sentence: capitalised words in a row."""
    found: list[range] = []
    for index, tag in enumerate(side.tags):
        if tag != "P":
            continue
        if found and found[-1].stop == index:
            found[-1] = range(found[-1].start, index + 1)
        else:
            found.append(range(index, index + 1))
    return found


def check(pair: Pair) -> Iterator[Finding]:
    """Object when the text says it, but of another name than the claim's."""
    if pair.source.tongue is None:
        return
    names = runs(pair.claim)
    inside = {index for name in names for index in name}
    rest = [index for index in pair.claim.content if index not in inside]
    if not names or len(rest) < _FEWEST:
        return
    stretch, share = best_clause(pair, rest, pauses=False)
    if share < _SOME:
        return
    rivals = [
        other
        for other in runs(pair.passage)
        if other.start in stretch
        and len(other) >= _FULL
        and not any(index in pair.alignment.used for index in other)
        and not any(_is_stretch_of(pair, other, name) for name in names)
    ]
    for name in names:
        if not _is_person(pair.source, pair.claim, name):
            continue
        places = [pair.matched(index) for index in name]
        if any(place is not None and place in stretch for place in places):
            continue
        here = any(place is not None for place in places)
        near = not here and _is_near(pair, name)
        if rivals and (share >= _MOST or not near):
            yield _object(pair, name, rivals[0])
            return
        if not rivals and not near and not here and share >= _MOST and _is_known(pair, name):
            yield _object(pair, name, stretch)
            return


def _is_person(source: Source, side: Parse, name: range) -> bool:
    """Whether a name has two words, here or where the text gives it in full."""
    if len(name) >= _FULL:
        return True
    lemma = side.words[name.start].lemma
    return any(
        passage.words[index].lemma == lemma
        for number in source.index.get(lemma, ())
        for passage in [source.passages[number]]
        for run in runs(passage)
        if len(run) >= _FULL
        for index in run
    )


def _is_known(pair: Pair, name: range) -> bool:
    return any(pair.claim.words[index].lemma in pair.source.index for index in name)


def _is_near(pair: Pair, name: range) -> bool:
    """Whether the text names the bearer shortly before, so that a pronoun may mean him."""
    number = pair.source.number[pair.passage.index]
    before: list[Passage] = pair.source.passages[max(number - _MEMORY, 0) : number]
    lemmas = {pair.claim.words[index].lemma for index in name}
    return any(lemma in passage.positions for lemma in lemmas for passage in before)


def _is_stretch_of(pair: Pair, other: range, name: range) -> bool:
    """Whether the two names share a word."""
    theirs = {pair.passage.words[index].lemma for index in other}
    return any(pair.claim.words[index].lemma in theirs for index in name)


def _object(pair: Pair, name: range, other: range) -> Finding:
    said = any(
        pair.source.tongue is not None
        and pair.source.tongue.list("say").at(pair.claim.words, index)
        for index in range(len(pair.claim.words))
    )
    ours, theirs = (name.start, name.stop), (other.start, other.stop)
    message = (
        f"The claim names “{pair.quote(pair.claim, ours)}”, the text "
        f"“{pair.quote(pair.passage, theirs)}”."
    )
    return pair.objection(
        FindingKind.ATTRIBUTION if said else FindingKind.NAME, message, ours, theirs
    )
