"""The parts of WordNet 3.0 (Fellbaum 1998) that the lexicon is made of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

_FILES: Final = (("noun", "N"), ("verb", "V"), ("adj", "A"), ("adv", "R"))
_TAG: Final = {"n": "N", "v": "V", "a": "A", "s": "A", "r": "R"}
_SENSE_TAG: Final = {"1": "N", "2": "V", "3": "A", "4": "R", "5": "A"}
_UNSEEN: Final = 0.6
"""What a sense that was never tagged counts; later senses count less."""

Synset = tuple[str, str]
"""Part of speech and offset in its file."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A pointer from a synset, or from one of its words when ``source`` is not 0."""

    symbol: str
    target: Synset
    source: int
    word: int


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense of a lemma.

    Attributes:
        synset: The synset.
        share: How much of the lemma's use in this part of speech has this sense, 0 to 1.
    """

    synset: Synset
    share: float


class WordNet:
    """Senses, synsets and pointers, with multiword lemmas spelt with spaces."""

    def __init__(self, folder: Path) -> None:
        self._offsets: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self._counts: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
        self.words: dict[Synset, list[str]] = {}
        self.file: dict[Synset, int] = {}
        self.gloss: dict[Synset, str] = {}
        self.pointers: dict[Synset, list[Pointer]] = {}
        self.exceptions: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, tag in _FILES:
            self._read_index(folder / f"index.{name}", tag)
            self._read_data(folder / f"data.{name}", tag)
            for line in _lines(folder / f"{name}.exc"):
                form, *lemmas = line.split()
                for lemma in lemmas:
                    self.exceptions[_plain(form)].append((tag, _plain(lemma)))
        self._read_counts(folder / "cntlist.rev")

    def _read_index(self, path: Path, tag: str) -> None:
        for line in _lines(path):
            parts = line.split()
            self._offsets[_plain(parts[0])][tag] = parts[6 + int(parts[3]) :]

    def _read_data(self, path: Path, tag: str) -> None:
        for line in _lines(path):
            data, _, gloss = line.partition("|")
            parts = data.split()
            key = (tag, parts[0])
            count = int(parts[3], 16)
            self.words[key] = [
                _plain(parts[4 + 2 * number].split("(")[0]) for number in range(count)
            ]
            self.file[key] = int(parts[1])
            self.gloss[key] = gloss.strip()
            at = 4 + 2 * count
            self.pointers[key] = [
                Pointer(symbol, (_TAG[pos], offset), int(ends[:2], 16), int(ends[2:], 16))
                for symbol, offset, pos, ends in (
                    parts[at + 1 + 4 * number : at + 5 + 4 * number]
                    for number in range(int(parts[at]))
                )
            ]

    def _read_counts(self, path: Path) -> None:
        for line in _lines(path):
            key, number, count = line.split()
            lemma, rest = key.split("%")
            senses = self._counts[_plain(lemma), _SENSE_TAG[rest[0]]]
            senses[int(number) - 1] = senses.get(int(number) - 1, 0) + int(count)

    @cached_property
    def lemmas(self) -> list[str]:
        """All lemmas in order."""
        return sorted(self._offsets)

    def __contains__(self, lemma: str) -> bool:
        return lemma in self._offsets

    def count(self, lemma: str, tag: str | None = None) -> int:
        """How often a lemma was tagged in the concordances, in all or one part of speech."""
        tags = "NVAR" if tag is None else tag
        return sum(sum(self._counts.get((lemma, one), {}).values()) for one in tags)

    def tags(self, lemma: str) -> str:
        """Parts of speech of a lemma, most frequent first."""
        options = self._offsets.get(lemma, {})
        return "".join(
            sorted(options, key=lambda tag: (-self.count(lemma, tag), -len(options[tag]), tag))
        )

    @lru_cache(maxsize=None)  # noqa: B019 - one instance lives as long as the build
    def senses(self, lemma: str, tag: str) -> tuple[Sense, ...]:
        """Senses in one part of speech, most frequent first."""
        offsets = self._offsets.get(lemma, {}).get(tag, [])
        counts = self._counts.get((lemma, tag), {})
        weights = [counts.get(rank, 0) + _UNSEEN / (rank + 1) for rank in range(len(offsets))]
        total = sum(weights)
        return tuple(
            Sense((tag, offset), weight / total)
            for offset, weight in zip(offsets, weights, strict=True)
        )

    def all_senses(self, lemma: str) -> list[Sense]:
        """Senses in every part of speech."""
        return [sense for tag in self._offsets.get(lemma, {}) for sense in self.senses(lemma, tag)]

    def share(self, lemma: str, synset: Synset) -> float:
        """How much of a lemma's use in the synset's part of speech has that sense."""
        return sum(
            sense.share for sense in self.senses(lemma, synset[0]) if sense.synset == synset
        )

    def hypernyms(self, synset: Synset) -> list[Synset]:
        """Direct hypernyms, of classes and of instances."""
        return [link.target for link in self.pointers[synset] if link.symbol in ("@", "@i")]

    def hyponyms(self, synset: Synset) -> list[Synset]:
        """Direct hyponyms, instances (Paris, Mozart) left out."""
        return [link.target for link in self.pointers[synset] if link.symbol == "~"]

    @lru_cache(maxsize=None)  # noqa: B019
    def extension(self, synset: Synset) -> int:
        """How many synsets lie below."""
        return sum(1 + self.extension(below) for below in self.hyponyms(synset))

    @lru_cache(maxsize=None)  # noqa: B019
    def depth(self, synset: Synset) -> int:
        """Steps to the root along first hypernyms."""
        parents = self.hypernyms(synset)
        return 1 + self.depth(parents[0]) if parents else 0

    def lexical(self, lemma: str, symbols: str) -> list[tuple[Sense, Synset, str]]:
        """Words that a lemma points to by pointers between words: sense, synset, word."""
        return [
            (sense, link.target, self.words[link.target][link.word - 1])
            for sense in self.all_senses(lemma)
            for link in self.pointers[sense.synset]
            if link.symbol in symbols
            and link.source
            and self.words[sense.synset][link.source - 1] == lemma
        ]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if not line.startswith(" ")]


def _plain(word: str) -> str:
    return word.replace("_", " ").lower()
