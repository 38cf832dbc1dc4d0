"""What English words mean to each other: base forms, parts of speech, rarity, relations.

The only reader of ``data/lexicon.db``, which ``python -m evals.training.lexicon`` builds from
WordNet and a hand-written supplement. Words are looked up one by one and remembered, so that
nothing is loaded that no text needs.
"""

from __future__ import annotations

import os
import re
import sqlite3
import threading
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Final, NamedTuple

from summarizer.language import grammar

_PERSON: Final = "18"
_OCCUPATIONS: Final = (
    "ist",
    "ician",
    "woman",
    "man",
    "person",
    "maker",
    "keeper",
    "smith",
    "wright",
)
_PEOPLE: Final = frozenset("founder queen operator umpire forester".split())
"""People whose words have a more frequent sense, or are unknown to the lexicon."""
_OFFICES: Final = frozenset("chief head chair lead deputy".split())
"""Offices named by words whose first sense is another."""
_SUPERLATIVE: Final = 0.1
"""How much rarer than its superlative an adjective may be: "largest" is used more than "large"."""
_LOCATION: Final = "15"
_TIME: Final = "28"
_THINGS: Final = frozenset(["6", "8", "17", "19", "20"])
"""Artifacts, parts of the body, natural objects, phenomena, plants."""


_SAME_PARTICIPLE: Final = frozenset(["hurt", "read", "cut", "shut", "set"])


class Relation(StrEnum):
    """How one word relates to another, seen from the first."""

    SAME = "same"
    """Forms of one word."""
    DERIVED = "derived"
    """Built from one another: sign, signature."""
    SYNONYM = "synonym"
    """Mean the same in one of their usual senses."""
    BROADER = "broader"
    """The first is the more general: animal for dog."""
    NARROWER = "narrower"
    """The first is the more specific: dog for animal."""
    ANTONYM = "antonym"
    """Mean opposites."""
    SIBLING = "sibling"
    """Different kinds of one thing: dog, cat."""


_KINDS: Final = {
    "d": Relation.DERIVED,
    "s": Relation.SYNONYM,
    "b": Relation.NARROWER,  # the other word is the broader one
    "n": Relation.BROADER,
    "a": Relation.ANTONYM,
}
_GERUND: Final = 0.9
"""How much a verb carries of its gerund's meaning, and the other way round."""
_GENERAL: Final = 0.85
"""How much of a claim's general word its more specific evidence carries."""
_SPECIFIC: Final = 0.45
"""How much of a claim's specific word its more general evidence carries."""


class Entry(NamedTuple):
    """What the lexicon knows of one lemma.

    Attributes:
        tags: Parts of speech, most frequent first, see ``grammar``.
        rarity: 0.15 for words that every text has to 1.0 for the rarest.
        classes: WordNet's lexicographer files of its first noun senses.
        parents: Identifiers of the classes that its first senses belong to directly.
        related: Related lemmas, each behind a letter for the relation and three digits for its
            strength; ``links`` reads them, for few words are asked for theirs.
    """

    tags: str
    rarity: float
    classes: tuple[str, ...]
    parents: frozenset[str]
    related: str


_UNKNOWN: Final = Entry("", 1.0, (), frozenset(), "")
_ENTRY: Final = "SELECT tags, rarity, class, parents, related FROM word WHERE lemma=?"
_one_at_a_time = threading.Lock()


@cache
def _database() -> sqlite3.Connection:
    with as_file(files("summarizer.language") / "data" / "lexicon.db") as path:
        return sqlite3.connect(
            f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )


def _start_anew() -> None:
    """Leave the connection to the parent: SQLite allows none to be taken into a fork."""
    _database.cache_clear()
    _one_at_a_time.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_one_at_a_time.acquire,
        after_in_parent=_one_at_a_time.release,
        after_in_child=_start_anew,
    )


@lru_cache(maxsize=100_000)
def entry(lemma: str) -> Entry:
    """What is known of a lemma; an empty entry for unknown ones."""
    with _one_at_a_time:
        row = _database().execute(_ENTRY, (lemma,)).fetchone()
    if row is None:
        return _UNKNOWN
    tags, rarity, classes, parents, related = row
    return Entry(tags, rarity / 100, tuple(classes.split()), frozenset(parents.split()), related)


@cache
def _irregular() -> dict[str, str]:
    """The base forms of forms that no rule leads to; few enough to be read at once."""
    with _one_at_a_time:
        return dict(_database().execute("SELECT form, lemma FROM form"))


@lru_cache(maxsize=100_000)
def lemma(form: str) -> str:
    """Base form of a lower-cased word form; the form itself when nothing better is known."""
    if (irregular := _irregular().get(form)) is not None:
        return irregular
    if form.endswith("men") and entry(f"{form[:-2]}an").tags[:1] == "N":
        return f"{form[:-2]}an"
    if len(form) < 4 or not form.endswith(("s", "d", "g", "r", "t")):
        return form
    known = entry(form)
    if form.endswith("s"):
        if known.tags and form.endswith(("ss", "us", "is", "ews", "ics")):
            return form
        return _first_known(form, _PLURALS) or form
    if form.endswith(("ed", "ing")):
        stem = _first_known(form, _VERBAL, "V") or _first_known(form, _VERBAL)
        if stem is not None and (known is _UNKNOWN or "V" in entry(stem).tags):
            return form if known.tags[:1] == "N" and form.endswith("ing") else stem
    if form.endswith(("er", "est")):
        if known.tags[:1] == "N" and _PERSON in known.classes[:1]:
            # an "owner" is not more "own"
            return form
        stem = _first_known(form, _DEGREES)
        # "lower" is a form of "low"; "number" is none of "numb", which is the rarer word
        usual = known.rarity + (_SUPERLATIVE if form.endswith("est") else 0.0)
        if stem is not None and "A" in entry(stem).tags and entry(stem).rarity <= usual:
            return stem
    return form


_DEGREES: Final = (("ier", "y"), ("iest", "y"), ("er", "e"), ("er", ""), ("est", "e"), ("est", ""))
_PLURALS: Final = (("ies", "y"), ("es", ""), ("es", "e"), ("s", ""))
_VERBAL: Final = (
    ("ied", "y"),
    ("ed", "e"),
    ("ed", ""),
    ("ying", "ie"),
    ("ing", "e"),
    ("ing", ""),
)


_HISSING: Final = ("s", "x", "z", "ch", "sh", "o")
"""Endings after which the plural is ``-es``."""
_SHORT: Final = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""A stem of one syllable that doubles its last letter before ``-ed`` and ``-ing``."""


def _first_known(form: str, rules: tuple[tuple[str, str], ...], tag: str = "") -> str | None:
    """The most usual known word, of the given tag, that the form can be an inflection of."""
    candidates = []
    for suffix, ending in rules:
        if not form.endswith(suffix) or len(form) <= len(suffix) + 1:
            continue
        stem = form[: -len(suffix)] + ending
        if not ending and len(stem) > 3 and stem[-1] == stem[-2] and _SHORT.fullmatch(stem[:-1]):
            candidates.append(stem[:-1])
        if suffix == "es" and not ending and not stem.endswith(_HISSING):
            continue
        if suffix in ("ed", "ing") and not ending and _SHORT.fullmatch(stem):
            continue
        if stem.endswith("ss") and entry(stem).tags:
            return stem
        candidates.append(stem)
    known = [
        stem
        for stem in candidates
        if entry(stem).tags and tag in entry(stem).tags and stem not in grammar.CLOSED
    ]
    return min(known, key=lambda stem: entry(stem).rarity, default=None)


@lru_cache(maxsize=100_000)
def tags(form: str) -> str:
    """Parts of speech that a lower-cased form can have, most frequent first."""
    own = entry(form).tags
    base = lemma(form)
    if base == form:
        if own[:1] == "N" and "V" not in own and form.endswith("ing"):
            # "a beating", and "beating the champions"
            return f"{own}V" if _first_known(form, _VERBAL) else own
        return own
    if form.endswith(("er", "est")):
        allowed = "AR"
    elif form.endswith("s") or (entry(base).tags[:1] == "N" and not form.endswith(("ed", "ing"))):
        allowed = "NV"
    else:
        allowed = "V"
    inherited = "".join(tag for tag in entry(base).tags if tag in allowed) or entry(base).tags
    if form.endswith("ves") and base.endswith(("f", "fe")) and "V" in entry(form[:-1]).tags:
        # "lives", "leaves": of a noun and of a verb
        inherited += "V"
    first, second = (inherited, own) if form.endswith("ed") else (own, inherited)
    return first + "".join(tag for tag in second if tag not in first)


def rarity(lemma: str) -> float:
    """How telling a word is: 0.15 when every text has it, 1.0 when hardly any."""
    return entry(lemma).rarity


@lru_cache(maxsize=100_000)
def links(lemma: str) -> dict[str, tuple[Relation, float]]:
    """Words related to a lemma: the relation seen from it, and how much the other carries."""
    found = {}
    for item in entry(lemma).related.split():
        other, kind, strength = item[4:], _KINDS[item[0]], int(item[1:4]) / 100
        if kind is Relation.ANTONYM and len(lemma) > 5 and lemma[:5] == other[:5]:
            # employ, employee: of one stem, whatever their other relatives are
            found[other] = Relation.DERIVED, 0.9
        elif kind is Relation.BROADER:
            found[other] = kind, _GENERAL
        elif kind is Relation.NARROWER:
            found[other] = kind, _SPECIFIC
        else:
            found[other] = kind, strength
    for other in _gerunds(lemma):
        found.setdefault(other, (Relation.DERIVED, _GERUND))
    return found


def _gerunds(lemma: str) -> list[str]:
    """The gerunds of a verb that are nouns as well, or the verb of such a noun."""
    if lemma.endswith("ing"):
        stem = _first_known(lemma, _VERBAL)
        return [stem] if stem is not None and "V" in entry(stem).tags else []
    if "V" not in entry(lemma).tags:
        return []
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    gerunds = (f"{stem}ing", f"{stem}{stem[-1:]}ing")
    return [gerund for gerund in gerunds if entry(gerund).tags]


@lru_cache(maxsize=100_000)
def undone(lemma: str) -> str | None:
    """The verb whose deed an adjective denies: pay of "unpaid"."""
    if len(lemma) < 5 or not lemma.startswith("un"):
        return None
    base = _lemma_of_participle(lemma[2:])
    return base if base != lemma[2:] or base in _SAME_PARTICIPLE else None


def _lemma_of_participle(form: str) -> str:
    base = lemma(form)
    return base if "V" in entry(base).tags else form


def relation(ours: str, theirs: str) -> tuple[Relation, float] | None:
    """How ``ours`` relates to ``theirs`` and how much of its meaning ``theirs`` carries.

    Args:
        ours: A lemma of the claim.
        theirs: A lemma of the source.

    Returns:
        The relation seen from ``ours`` and a strength between 0 and 1, or ``None``.
    """
    if ours == theirs:
        return Relation.SAME, 1.0
    link = links(ours).get(theirs)
    if link is None and entry(ours).parents & entry(theirs).parents:
        return Relation.SIBLING, 0.0
    return link


@lru_cache(maxsize=100_000)
def like(lemma: str) -> dict[str, float]:
    """Words that carry a lemma's meaning, with the strength."""
    return {
        other: strength
        for other, (kind, strength) in links(lemma).items()
        if kind is not Relation.ANTONYM
    }


@lru_cache(maxsize=100_000)
def is_person_role(lemma: str) -> bool:
    """Whether a noun names people by what they are or do: minister, coach, nurse."""
    known = entry(lemma)
    if lemma in _PEOPLE:
        return True
    if known is _UNKNOWN:
        return len(lemma) > 5 and lemma.endswith(_OCCUPATIONS)
    return _PERSON in known.classes[:1]


def may_be_person(lemma: str) -> bool:
    """Whether any of a noun's first senses is a person."""
    return is_person_role(lemma) or _PERSON in entry(lemma).classes


def is_known(lemma: str) -> bool:
    """Whether the lexicon has the word, so that what it says of it is more than a guess."""
    return lemma in _PEOPLE or entry(lemma) is not _UNKNOWN


def is_office(lemma: str) -> bool:
    """Whether a noun stands before names as a title: minister, chief, executive."""
    return lemma in _OFFICES or is_person_role(lemma)


def is_thing(lemma: str) -> bool:
    """Whether a noun's first senses are things that one can touch: pump, heart, crop."""
    classes = entry(lemma).classes
    return bool(classes) and _THINGS.issuperset(classes)


def is_time(lemma: str) -> bool:
    """Whether a noun's first sense is a time or a stretch of it."""
    return _TIME in entry(lemma).classes[:1]


def is_place(lemma: str) -> bool:
    """Whether a noun's first sense is a place."""
    return entry(lemma).classes[:1] in ((_LOCATION,), (f"i{_LOCATION}",))
