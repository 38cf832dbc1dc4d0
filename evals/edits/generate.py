"""Make minimal edits and their true twins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from evals.edits.amounts import number, unit
from evals.edits.passages import Passage
from evals.edits.people import agent, attribution, name, place, quote, role
from evals.edits.rewording import REWORDINGS
from evals.edits.times import date
from evals.edits.words import Slot, exchanging, modality, negation

SLOTS: Final[dict[str, Slot]] = {
    "number": number,
    "unit": unit,
    "date": date,
    "place": place,
    "name": name,
    "role": role,
    "agent": agent,
    "negation": negation,
    "attribution": attribution,
    "quote": quote,
    "modality": modality,
    "quantifier": exchanging("quantifier"),
    "comparison": exchanging("comparison"),
    "order": exchanging("order"),
    "term": exchanging("term"),
}


@dataclass(frozen=True)
class Made:
    """A claim that was made from a sentence.

    Attributes:
        kind: The slot that is edited, or that the edited twin has wrong.
        passage: Name of the text.
        sentence: What it was made from.
        claim: What was made of it.
        edited: Whether it is false.
        how: The rewording that was applied besides, if any.
    """

    kind: str
    passage: str
    sentence: str
    claim: str
    edited: bool
    how: str | None = None


def generate(texts: Iterable[Passage], kinds: Iterable[str], limit: int, seed: int) -> list[Made]:
    """Make edits and twins.

    Args:
        texts: Whose sentences to edit.
        kinds: Slots to edit.
        limit: The most edits, and the most twins, of a kind.
        seed: Of every choice; the same seed makes the same claims.
    """
    texts = list(texts)
    found: list[Made] = []
    for kind in kinds:
        made = list(dict.fromkeys(_of_kind(kind, texts, seed)))
        Random(f"{seed} {kind}").shuffle(made)
        for edited in (True, False):
            found += [claim for claim in made if claim.edited is edited][:limit]
    return found


def _of_kind(kind: str, texts: list[Passage], seed: int) -> Iterator[Made]:
    for passage in texts:
        for sentence in passage.sentences:
            random = Random(f"{seed} {kind} {sentence}")
            for edit, twin in SLOTS[kind](sentence, passage, random):
                yield from _family(Made(kind, passage.name, sentence, edit, True), twin, random)


def _family(edit: Made, twin: str | None, random: Random) -> Iterator[Made]:
    """The edit, its twin, and both reworded in the same way."""
    yield edit
    if twin is not None:
        yield _like(edit, twin, False, None)
    ways = list(REWORDINGS)
    random.shuffle(ways)
    base = twin or edit.sentence
    for way in ways:
        false, true = way(edit.claim), way(base) or way(edit.sentence)
        if false and true and edit.sentence != true and false not in (true, way(edit.sentence)):
            yield _like(edit, false, True, way.__name__)
            yield _like(edit, true, False, way.__name__)
            return


def _like(edit: Made, claim: str, edited: bool, how: str | None) -> Made:
    return Made(edit.kind, edit.passage, edit.sentence, claim, edited, how)
