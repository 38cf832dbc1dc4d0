"""Which lemma each word form belongs to, and as what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final, Protocol

from evals.training.lexicon.wordnet import WordNet

_FEATURES: Final = {
    "VBD": ("V", "p"),
    "VBN": ("V", "n"),
    "VBG": ("V", "g"),
    "VBZ": ("V", "z"),
    "VBP": ("V", "b"),
    "NNS": ("N", "s"),
    "JJR": ("A", "c"),
    "JJS": ("A", "u"),
    "RBR": ("R", "c"),
    "RBS": ("R", "u"),
}
_UNIVERSAL: Final = {"N": "NOUN", "V": "VERB", "A": "ADJ", "R": "ADV"}
_SHARE: Final = {"p": 0.3, "n": 0.2, "g": 0.15, "z": 0.08, "s": 0.3, "c": 0.05, "u": 0.03, "b": 0.0}
"""How much of a lemma's use has a form, roughly."""


class Inflector(Protocol):
    """Gives the forms of a lemma by Penn tag, as ``lemminflect.getAllInflections`` does."""

    def __call__(self, lemma: str, upos: str) -> Mapping[str, tuple[str, ...]]: ...


Analysis = tuple[str, str, str]
"""Lemma, part of speech, features."""


def analyses(
    net: WordNet,
    lemmas: Collection[str],
    inflect: Inflector,
    preferred: Mapping[str, str],
) -> dict[str, list[Analysis]]:
    """Inflected forms with what they can be, the likeliest lemma first.

    Args:
        net: WordNet, whose counts say which lemma a form more likely belongs to.
        lemmas: Lemmas to inflect.
        inflect: The inflector.
        preferred: Lemma by form, where the counts mislead.

    Returns:
        For every form other than a plain lemma, its analyses; a form that is itself a lemma
        has an analysis with no features.
    """
    found: dict[str, dict[tuple[str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for lemma in sorted(lemmas):
        for tag in net.tags(lemma):
            for penn, forms in inflect(lemma, _UNIVERSAL[tag]).items():
                kind = _FEATURES.get(penn)
                if kind is None or kind[0] != tag:
                    continue
                for form in forms:
                    form = form.lower()
                    if form.isalpha() and form != lemma:
                        found[form][lemma, tag].add(kind[1])
    for form, options in net.exceptions.items():
        if form.isalpha():
            for tag, lemma in options:
                if lemma in net and lemma != form and lemma not in {one for one, _ in found[form]}:
                    found[form][lemma, tag].update(_guess(form, tag))
    result = {}
    for form in sorted(found):
        options = [
            (lemma, tag, "".join(sorted(features))) for (lemma, tag), features in found[form].items()
        ]
        if not options:
            continue
        own = [(form, tag, "") for tag in net.tags(form)]
        if form in preferred and not any(lemma == preferred[form] for lemma, _, _ in options + own):
            options.append((preferred[form], net.tags(preferred[form])[:1] or "N", ""))
        weights = {item: _weight(net, item) for item in options + own}
        lemma_weights: dict[str, float] = defaultdict(float)
        for item, weight in weights.items():
            lemma_weights[item[0]] += weight
        best = preferred.get(form) or max(
            lemma_weights, key=lambda lemma: (lemma_weights[lemma], lemma)
        )
        result[form] = sorted(
            weights, key=lambda item: (item[0] != best, -weights[item], item)
        )
    for form, lemma in preferred.items():
        if form not in result and form != lemma:
            result[form] = [(lemma, net.tags(lemma)[:1] or "N", "")]
    return result


def _weight(net: WordNet, analysis: Analysis) -> float:
    lemma, tag, features = analysis
    count = net.count(lemma, tag) + 0.5
    if not features:
        return count
    return count * sum(_SHARE[feature] for feature in features)


def _guess(form: str, tag: str) -> str:
    if tag == "N":
        return "s"
    if tag == "V":
        return "g" if form.endswith("ing") else "z" if form.endswith("s") else "pn"
    return "u" if form.endswith("st") else "c"
