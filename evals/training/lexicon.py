"""Build the lexicon that ships with the package.

``python -m evals.training.lexicon --wordnet DIR --texts DIR --out FILE`` reads the database
files of WordNet 3.0 (Fellbaum 1998; Debian package ``wordnet-base``), the supplement beside
this file, and document frequencies of words counted over public texts whose licence allows
it; only the counts leave. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sqlite3
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

_FILES: Final = (("noun", "N"), ("verb", "V"), ("adj", "A"), ("adv", "R"))
_TAG: Final = {"n": "N", "v": "V", "a": "A", "s": "A", "r": "R"}
_WORD: Final = re.compile(r"[^\W\d_]+")
_SENSES: Final = {"N": 3, "V": 4, "A": 3, "R": 2}
_COMMON: Final = 6
"""Levels from the root above which a noun is too general to make two words siblings."""

Synset = tuple[str, str]


class WordNet:
    """The parts of WordNet that the lexicon is made of."""

    def __init__(self, folder: Path) -> None:
        self.senses: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.words: dict[Synset, list[str]] = {}
        self.lexfile: dict[Synset, int] = {}
        self.pointers: dict[Synset, list[tuple[str, Synset, int, int]]] = {}
        self.exceptions: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, tag in _FILES:
            self._read_index(folder / f"index.{name}", tag)
            self._read_data(folder / f"data.{name}", tag)
            for line in (folder / f"{name}.exc").read_text().splitlines():
                form, lemma = line.split()[:2]
                self.exceptions[form].append((tag, lemma))
        self._read_counts(folder / "cntlist.rev")

    def _read_index(self, path: Path, tag: str) -> None:
        for line in path.read_text().splitlines():
            if line.startswith(" "):
                continue
            parts = line.split()
            pointers = int(parts[3])
            self.senses[parts[0]][tag] = parts[6 + pointers :]

    def _read_data(self, path: Path, tag: str) -> None:
        for line in path.read_text().splitlines():
            if line.startswith(" "):
                continue
            parts = line.split("|")[0].split()
            key = (tag, parts[0])
            count = int(parts[3], 16)
            self.words[key] = [
                parts[4 + 2 * number].split("(")[0].lower() for number in range(count)
            ]
            self.lexfile[key] = int(parts[1])
            at = 4 + 2 * count
            links = []
            for number in range(int(parts[at])):
                symbol, offset, pos, ends = parts[at + 1 + 4 * number : at + 5 + 4 * number]
                links.append((symbol, (_TAG[pos], offset), int(ends[:2], 16), int(ends[2:], 16)))
            self.pointers[key] = links

    def _read_counts(self, path: Path) -> None:
        for line in path.read_text().splitlines():
            key, _, count = line.split()
            lemma, rest = key.split("%")
            tag = {"1": "N", "2": "V", "3": "A", "4": "R", "5": "A"}[rest[0]]
            self.counts[lemma][tag] += int(count)

    def tags(self, lemma: str) -> str:
        """Parts of speech of a lemma, most frequent first."""
        options = self.senses.get(lemma, {})
        count = self.counts[lemma]
        return "".join(sorted(options, key=lambda tag: (-count[tag], -len(options[tag]), tag)))

    def synsets(self, lemma: str, limit: bool = True) -> list[tuple[int, Synset]]:
        """Senses of a lemma with their rank within the part of speech."""
        found = []
        for tag, offsets in self.senses.get(lemma, {}).items():
            for rank, offset in enumerate(offsets[: _SENSES[tag]] if limit else offsets):
                found.append((rank, (tag, offset)))
        return found

    def hypernyms(self, synset: Synset) -> list[Synset]:
        """Direct hypernyms, of classes and of instances."""
        return [to for symbol, to, _, _ in self.pointers[synset] if symbol in ("@", "@i")]

    def lexical(self, lemma: str, symbols: str) -> list[str]:
        """Words that a lemma points to by pointers between words."""
        found = []
        for _, synset in self.synsets(lemma):
            for symbol, to, source, target in self.pointers[synset]:
                if symbol in symbols and source and self.words[synset][source - 1] == lemma:
                    found.append(self.words[to][target - 1])
        return found


_STRENGTH: Final = {
    "derived": 0.92,
    "synonym": (0.9, 0.82, 0.75, 0.7),
    "broader": (0.85, 0.75),
    "narrower": 0.5,
}


def relations(net: WordNet, lemma: str) -> dict[str, tuple[str, float]]:
    """Words related to a lemma: kind (one letter) and strength; the strongest relation wins."""
    found: dict[str, tuple[str, float]] = {}

    def add(other: str, kind: str, strength: float) -> None:
        if other == lemma or "_" in other or not other.isalpha():
            return
        known = found.get(other)
        if known is None or (known[0] != "a" and strength > known[1]) or kind == "a":
            found[other] = (kind, strength)

    for other in net.lexical(lemma, "!"):
        add(other, "a", 1.0)
    derived = net.lexical(lemma, "+\\<")
    for other in derived:
        add(other, "d", 0.92)
    for rank, synset in net.synsets(lemma):
        synonym = _STRENGTH["synonym"][min(rank, 3)]  # type: ignore[index]
        for other in net.words[synset]:
            theirs = net.senses.get(other, {}).get(synset[0], [])
            place = theirs.index(synset[1]) if synset[1] in theirs else 9
            if place < 5:
                add(other, "s", synonym - 0.04 * place)
        for symbol, to, _, _ in net.pointers[synset]:
            if symbol == "&" and synset[0] == "A" and rank < 2:
                for other in net.words[to][:4]:
                    add(other, "s", 0.7)
                for antonym, target, _, _ in net.pointers[to]:
                    if antonym == "!":
                        for other in net.words[target][:1]:
                            add(other, "a", 0.8)
            if symbol == "~" and rank < 2 and synset[0] in "NV":
                for other in net.words[to]:
                    if net.senses.get(other, {}).get(synset[0], [""])[0] == to[1]:
                        add(other, "n", 0.7)
        if rank < 2 and synset[0] in "NV":
            for level, to in enumerate(_ancestors(net, synset)):
                for other in net.words[to]:
                    add(other, "b", 0.45 - 0.05 * level)
    for other in derived:
        for rank, synset in net.synsets(other):
            if rank == 0:
                for word in net.words[synset]:
                    add(word, "s", 0.75)
        for antonym in net.lexical(other, "!"):
            add(antonym, "a", 0.9)
    return found


def _ancestors(net: WordNet, synset: Synset) -> list[Synset]:
    """Hypernyms one and two levels up, the too general ones left out."""
    found = []
    for parent in net.hypernyms(synset):
        if _depth(net, parent) >= 4 or synset[0] == "V":
            found.append(parent)
            found.extend(
                grand for grand in net.hypernyms(parent) if _depth(net, grand) >= _COMMON - 1
            )
    return found


def _depth(net: WordNet, synset: Synset) -> int:
    depth = 0
    while True:
        parents = net.hypernyms(synset)
        if not parents or depth > 20:
            return depth
        synset = parents[0]
        depth += 1


def document_frequencies(folder: Path) -> tuple[Counter[str], int]:
    """In how many texts each word form occurs, over the sets whose licence allows fitting."""
    manifest = json.loads((folder / "MANIFEST.json").read_text())
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    for name in sorted(manifest):
        if not manifest[name]["may_fit_what_ships"]:
            continue
        for line in (folder / f"{name}.jsonl").read_text().splitlines():
            text = json.loads(line).get("source")
            if not isinstance(text, str) or text in seen:
                continue
            seen.add(text)
            counts.update({word.lower() for word in _WORD.findall(text[:6000])})
    return counts, len(seen)


def build(wordnet: Path, texts: Path, supplement: Path, out: Path) -> None:
    """Write the lexicon.

    Args:
        wordnet: Folder of WordNet's database files.
        texts: Folder of the public texts, for document frequencies.
        supplement: Hand-written relations, tab separated: kind, words.
        out: The file to write.
    """
    net = WordNet(wordnet)
    counts, documents = document_frequencies(texts)
    lemmas: Counter[str] = Counter()
    for form, count in counts.items():
        base = _base(net, form)
        lemmas[base] += count
        if form != base and form in net.senses:
            lemmas[form] += count
    extra = read_supplement(supplement)
    vocabulary = sorted(
        {
            lemma
            for lemma in net.senses
            if lemma.isalpha() and (lemmas[lemma] >= 2 or sum(net.counts[lemma].values()) > 0)
        }
        | {lemma for lemma, count in lemmas.items() if count >= 8}
        | set(extra)
    )
    known = set(vocabulary)
    out.unlink(missing_ok=True)
    database = sqlite3.connect(out)
    database.execute(
        "CREATE TABLE word (lemma TEXT PRIMARY KEY, tags TEXT, rarity INTEGER, class TEXT, "
        "parents TEXT, related TEXT) WITHOUT ROWID"
    )
    database.execute(
        "CREATE TABLE form (form TEXT PRIMARY KEY, lemma TEXT, tag TEXT) WITHOUT ROWID"
    )
    links: dict[str, dict[str, tuple[str, float]]] = {}
    for lemma in vocabulary:
        related = {other: link for other, link in relations(net, lemma).items() if other in known}
        related.update(extra.get(lemma, {}))
        links[lemma] = dict(
            sorted(related.items(), key=lambda item: (-item[1][1], item[0]))[:_MOST_RELATED]
        )
    _make_symmetric(links)
    rows = []
    for lemma in vocabulary:
        best = sorted(links[lemma].items(), key=lambda item: (-item[1][1], item[0]))
        rows.append(
            (
                lemma,
                net.tags(lemma),
                _rarity(lemmas[lemma], documents),
                _class(net, lemma),
                " ".join(_parents(net, lemma)),
                " ".join(
                    f"{kind}{round(strength * 100):03d}{other}" for other, (kind, strength) in best
                ),
            )
        )
    database.executemany("INSERT INTO word VALUES (?,?,?,?,?,?)", rows)
    forms = sorted(
        (form, options[0][1], options[0][0])
        for form, options in net.exceptions.items()
        if form.isalpha() and options[0][1] in known and form != options[0][1]
    )
    database.executemany("INSERT INTO form VALUES (?,?,?)", forms)
    database.commit()
    database.execute("VACUUM")
    database.close()
    print(f"{len(rows)} words, {len(forms)} irregular forms, {out.stat().st_size} bytes")


_MOST_RELATED: Final = 60
_INVERSE: Final = {"b": "n", "n": "b"}


def _make_symmetric(links: dict[str, dict[str, tuple[str, float]]]) -> None:
    """Let every relation be known from both sides; opposites and strong relations prevail."""
    for lemma, related in [(lemma, dict(related)) for lemma, related in links.items()]:
        for other, (kind, strength) in related.items():
            mirrored = _INVERSE.get(kind, kind)
            known = links[other].get(lemma)
            if known is None or (known[0] != "a" and (mirrored == "a" or strength > known[1])):
                links[other][lemma] = (mirrored, strength)


def _base(net: WordNet, form: str) -> str:
    if form in net.exceptions:
        return net.exceptions[form][0][1]
    if form in net.senses and not form.endswith(("s", "ed", "ing")):
        return form
    for suffix, endings in (
        ("ies", ("y",)),
        ("es", ("e", "")),
        ("s", ("",)),
        ("ied", ("y",)),
        ("ed", ("e", "")),
        ("ing", ("e", "")),
    ):
        if form.endswith(suffix) and len(form) > len(suffix) + 2:
            stem = form[: -len(suffix)]
            for ending in endings:
                if stem + ending in net.senses:
                    return stem + ending
            if suffix in ("ed", "ing") and stem[-1] == stem[-2] and stem[:-1] in net.senses:
                return stem[:-1]
    return form


def _rarity(count: int, documents: int) -> int:
    """Inverse document frequency scaled to 15 (in every text) to 100 (in almost none)."""
    return round(15 + 85 * min(1.0, math.log((documents + 1) / (count + 1)) / math.log(2000)))


def _class(net: WordNet, lemma: str) -> str:
    """Lexicographer files of a noun's first two senses; ``i`` marks names of single things."""
    synsets = [("N", offset) for offset in net.senses.get(lemma, {}).get("N", [])[:2]]
    return " ".join(
        ("i" if any(link[0] == "@i" for link in net.pointers[synset]) else "")
        + str(net.lexfile[synset])
        for synset in synsets
    )


def _parents(net: WordNet, lemma: str) -> list[str]:
    """Direct hypernyms of a word's first sense in each part of speech, as identifiers."""
    found = []
    for rank, synset in net.synsets(lemma):
        if rank == 0:
            for parent in net.hypernyms(synset):
                if synset[0] == "V" or _depth(net, parent) >= 3:
                    found.append(parent[0] + parent[1].lstrip("0"))
    return found


_KINDS: Final = {"same": ("s", 0.92), "near": ("s", 0.75), "opposite": ("a", 1.0)}


def read_supplement(path: Path) -> dict[str, dict[str, tuple[str, float]]]:
    """Hand-written relations.

    ``same`` and ``near`` list words of one meaning, ``opposite`` has two sides divided by
    ``|``.
    """
    found: dict[str, dict[str, tuple[str, float]]] = defaultdict(dict)
    if not path.exists():
        return found
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, words = line.split("\t", 1)
        kind, strength = _KINDS[name]
        if kind == "a":
            left, right = (side.split() for side in words.split("|"))
            for one in left:
                for two in right:
                    found[one][two] = found[two][one] = (kind, strength)
        else:
            group = words.split()
            for one in group:
                for two in group:
                    if one != two and found[one].get(two, ("s", 0.0))[1] < strength:
                        found[one][two] = (kind, strength)
    return found


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Build the lexicon that ships.")
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument(
        "--supplement", type=Path, default=Path(__file__).with_name("supplement.tsv")
    )
    parser.add_argument("--out", type=Path, default=Path("summarizer/language/data/lexicon.db"))
    arguments = parser.parse_args()
    build(arguments.wordnet, arguments.texts, arguments.supplement, arguments.out)


if __name__ == "__main__":
    main()
