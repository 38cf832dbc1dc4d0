"""Judging models played by a script that knows the labels of the datasets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from random import Random

from evals.dataset import File, Label
from evals.lint import labels
from tests.llm.fakes import judging, model, named, prompt, verdict, willing
from tests.llm.server import Body, Script, Step

ADVICE = "in doubt it is not supported"
"""What the prompt ``check`` tells a judge to do; a judge that is not told so says yes."""


def careful(files: Iterable[File], rate: float = 0.0, seed: int = 0) -> Script:
    """A model that judges by the labels, and flips a verdict by chance now and then."""
    known = {case.inputs.claims[name]: label for _, case, name, label in labels(files)}
    asked = Counter[str]()

    def decide(name: str, text: str, source: dict[str, str]) -> Body:
        label = known[text]
        value = "unsupported" if label.verdict == "flagged" else label.verdict
        asked[text] += 1
        # by claim and turn, for replies come in any order
        if Random(f"{seed} {text} {asked[text]}").random() < rate:
            value = "contradicted" if value == "supported" else "supported"
        return verdict(name, value, _cites(label, source))

    return model(CheckReply=judging(decide))


def obedient(files: Iterable[File]) -> Script:
    """A model that is careful if the prompt asks for it, and says yes to everything if not."""
    careful_one = careful(files)

    def answer(request: Body) -> Step:
        told = ADVICE in prompt(request) or not named(request)
        return careful_one(request) if told else model(CheckReply=willing)(request)

    return answer


def _cites(label: Label, source: dict[str, str]) -> list[tuple[str, str]]:
    """The labelled words, in the line that has them; the first line where no words decide."""
    found = [
        (name, words) for words in label.evidence for name, line in source.items() if words in line
    ]
    return found or list(source.items())[:1]
