"""Roles: an office that the text gives to another name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from summarizer.checking.evidence import Source
from summarizer.checking.passage import Passage
from summarizer.checking.rules.pair import Pair
from summarizer.checking.rules.tongues.who import runs
from summarizer.language.tongues.tongue import Tongue
from summarizer.types import Finding, FindingKind

_REACH: Final = 6
"""Words around a name that may describe its bearer."""
_MOST: Final = 4
"""Words of a claim that says nothing but who somebody is."""


def check(pair: Pair) -> Iterator[Finding]:
    """Object when somebody is called what the text calls somebody else."""
    tongue = pair.source.tongue
    names = runs(pair.claim)
    if tongue is None or not names or not _is_identity(pair, tongue):
        return
    name = names[0]
    inside = {index for run in names for index in run}
    words = [index for index in pair.claim.content if index not in inside]
    if not words or len(words) > _MOST:
        return
    lemmas = {pair.claim.words[index].lemma for index in name}
    described = _descriptions(pair.source)
    own = {word for run, found, _ in described if run & lemmas for word in found}
    if any(pair.claim.words[index].lemma in own for index in words):
        return
    for index in words:
        lemma = pair.claim.words[index].lemma
        for run, found, place in described:
            if run & lemmas or lemma not in found:
                continue
            passage, other = place
            yield Finding(
                kind=FindingKind.ROLE,
                message=(
                    f"The text calls {passage.text[slice(*passage.span(other.start, other.stop))]} "
                    f"“{passage.words[found[lemma]].surface}”, and not "
                    f"{pair.quote(pair.claim, (name.start, name.stop))}."
                ),
                claim_span=pair.claim.span(index),
                evidence_span=passage.span(found[lemma]),
            )
            return


def _is_identity(pair: Pair, tongue: Tongue) -> bool:
    """Whether the claim says who somebody is."""
    copulas = tongue.list("copulas")
    return any(word.lower in copulas for word in pair.claim.words)


_Description = tuple[frozenset[str], dict[str, int], tuple[Passage, range]]


@lru_cache(maxsize=2)
def _descriptions(source: Source) -> list[_Description]:
    """For each full name of the text: its words, what stands beside it, and where."""
    found: list[_Description] = []
    for passage in source.passages:
        for run in runs(passage):
            beside = {
                passage.words[index].lemma: index
                for index in (*_before(passage, run.start), *_behind(passage, run.stop))
            }
            names = frozenset(passage.words[index].lemma for index in run)
            if beside:
                found.append((names, beside, (passage, run)))
    return found


def _before(passage: Passage, start: int) -> list[int]:
    """Words of the title or the phrase that stands before a name."""
    found: list[int] = []
    first = start - 1
    if first > 0 and passage.words[first].surface == ",":
        first -= 1
    if first >= 0 and passage.tags[first] in "DI":
        return found  # "in Vienna" is where, not who
    for index in range(first, max(first - _REACH, -1), -1):
        tag = passage.tags[index]
        if tag == "N":
            found.append(index)
        elif tag not in ("DIP" if first < start - 1 else "DI"):
            break
    return found


def _behind(passage: Passage, stop: int) -> list[int]:
    """Words of the phrase that stands behind a name, between commas."""
    if stop >= len(passage.words) or passage.words[stop].surface != ",":
        return []
    found: list[int] = []
    for index in range(stop + 1, min(stop + 1 + _REACH, len(passage.words))):
        tag = passage.tags[index]
        if tag in ",.":
            return found
        if tag not in "DICQN":
            return []
        if tag == "N":
            found.append(index)
    return []  # what goes on is no description
