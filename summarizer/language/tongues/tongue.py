"""What is known of a language: its closed word lists, and how its words are stemmed.

Every language has a file of word lists in ``data``; a language without one still has figures,
names and quoted words. In a list ``*`` stands for any ending, ``_`` joins words that only
count one after the other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from summarizer.language import grammar
from summarizer.language.stopwords import STOP_WORDS
from summarizer.language.tokens import Word

_STEMMERS: Final = {
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "el": "greek",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "ga": "irish",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "lt": "lithuanian",
    "no": "norwegian",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
}
_NEVER: Final = re.compile(r"(?!)")
_CLOSED: Final = {
    "articles": grammar.DETERMINER,
    "prepositions": grammar.PREPOSITION,
    "joins": grammar.COORDINATOR,
    "small": grammar.ADVERB,
    "negators": grammar.NEGATOR,
    "copulas": grammar.ADVERB,
}
_TURKISH: Final = str.maketrans({"İ": "i", "I": "ı"})


class WordList:
    """Words of one kind, some with any ending, some of two words."""

    def __init__(self, entries: str) -> None:
        self._single = _pattern(entry for entry in entries.split() if "_" not in entry)
        self._double = _pattern(entry for entry in entries.split() if "_" in entry)

    def __contains__(self, lower: str) -> bool:
        return self._single.fullmatch(lower) is not None

    def at(self, words: Sequence[Word], index: int) -> bool:
        """Whether a word of the list stands at ``index``, alone or with the next word."""
        lower = words[index].lower
        if lower in self:
            return True
        if self._double is _NEVER or index + 1 == len(words):
            return False
        return self._double.fullmatch(f"{lower}_{words[index + 1].lower}") is not None


def _pattern(entries: Iterable[str]) -> re.Pattern[str]:
    parts = [
        entry if "\\" in entry else re.escape(entry).replace(r"\*", r"\w*") for entry in entries
    ]
    return re.compile("|".join(parts)) if parts else _NEVER


@dataclass(frozen=True, eq=False)
class Tongue:
    """A language as the checker knows it.

    Attributes:
        code: ISO 639-1 code.
        known: Whether there are word lists for it.
        stem: Reduces a lower-cased word to what its forms share.
        closed: Words that carry structure, each with its tag.
        lists: Word lists by their name.
        opposites: Pairs of lists whose words mean opposites.
        numbers: Values of number words.
        fractions: Words for parts, with the value of each.
        ordinal_fractions: The same, of words that are parts only behind a number: ``due terzi``.
        units: Names of units with their word lists.
        months: Names of the months, January first.
        weekdays: Names of the days, Monday first.
        options: Single settings of the file.
    """

    code: str
    known: bool
    stem: Callable[[str], str]
    closed: Mapping[str, str]
    lists: Mapping[str, WordList]
    opposites: tuple[tuple[WordList, WordList], ...]
    numbers: Mapping[str, float]
    fractions: tuple[tuple[WordList, float], ...]
    ordinal_fractions: tuple[tuple[WordList, float], ...]
    units: Mapping[str, WordList]
    months: tuple[WordList, ...]
    weekdays: tuple[WordList, ...]
    options: Mapping[str, Any]

    def lower(self, surface: str) -> str:
        """The word in small letters, by the rules of the language."""
        if self.options.get("dotted_i"):
            surface = surface.translate(_TURKISH)
        return surface.lower().replace("’", "'")

    def list(self, name: str) -> WordList:
        """The words of one kind; none where the language has no such list."""
        return self.lists.get(name, _EMPTY)


_EMPTY: Final = WordList("")


@cache
def tongue_of(code: str) -> Tongue:
    """What is known of a language.

    Args:
        code: ISO 639-1 code.
    """
    path = files("summarizer.language.tongues") / "data" / f"{code}.toml"
    known = path.is_file()
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if known else {}
    closed: dict[str, str] = {}
    for name, tag in _CLOSED.items():
        for word in str(data.get(name, "")).split():
            closed.setdefault(word, tag)
    if not known:
        closed.update(dict.fromkeys(STOP_WORDS.get(code, "").split(), grammar.ADVERB))
    for word in str(data.get("negators", "")).split():
        closed[word] = grammar.NEGATOR
    return Tongue(
        code=code,
        known=known,
        stem=_stemmer(data.get("stemmer") or _STEMMERS.get(code, ""), data.get("verb_endings")),
        closed=closed,
        lists={key: WordList(value) for key, value in data.items() if isinstance(value, str)},
        opposites=tuple(_pair(entry) for entry in data.get("opposites", ())),
        numbers=_values(data.get("numbers", ())),
        ordinal_fractions=tuple(_fraction(entry) for entry in data.get("ordinal_fractions", ())),
        fractions=tuple(_fraction(entry) for entry in data.get("fractions", ())),
        units={key: WordList(value) for key, value in data.get("units", {}).items()},
        months=tuple(WordList(entry) for entry in data.get("months", ())),
        weekdays=tuple(WordList(entry) for entry in data.get("weekdays", ())),
        options=data,
    )


def _values(entries: Sequence[str]) -> dict[str, float]:
    """Values of words, from entries such as ``2 dos``."""
    found: dict[str, float] = {}
    for entry in entries:
        value, *words = entry.split()
        found.update(dict.fromkeys(words, float(value)))
    return found


def _fraction(entry: str) -> tuple[WordList, float]:
    value, words = entry.split(maxsplit=1)
    return WordList(words), float(value)


def _pair(entry: str) -> tuple[WordList, WordList]:
    one, other = entry.split("|")
    return WordList(one), WordList(other)


def _stemmer(name: str, endings: str | None) -> Callable[[str], str]:
    """What cuts a word down; a language that Snowball does not know keeps its words."""
    if not name:
        return lambda lower: lower
    # texts in English need no stemmer
    from snowballstemmer import stemmer  # type: ignore[import-untyped]

    snowball = stemmer(name)
    if endings is None:
        return lambda lower: str(snowball.stemWord(lower))
    # Snowball's Turkish stems nouns alone
    verbal = re.compile(rf"(\w{{3,}}?){endings}")

    def stem(lower: str) -> str:
        match = verbal.fullmatch(lower)
        return match[1] if match else str(snowball.stemWord(lower))

    return stem
