"""Models that behave in a certain way, as functions from a request to the server's next step.

They read the prompt as a model would, by its visible form, and know nothing of the code that
made it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from tests.llm.server import Body, Script, Step, completion

_LINE = re.compile(r"^\[(s\d+)(, \w+)?\] (.*)$", re.MULTILINE)
_NAMED = re.compile(r"^([ck]\d+) (.*)$", re.MULTILINE)


def task(request: Body) -> str:
    """Which output model is asked for."""
    name = request["response_format"]["json_schema"]["name"]
    assert isinstance(name, str)
    return name


def prompt(request: Body) -> str:
    """The whole text of the first message."""
    content = request["messages"][0]["content"]
    assert isinstance(content, str)
    return content


def lines(request: Body) -> dict[str, str]:
    """Numbered lines of the source, by id, those marked damaged or aside too."""
    text = prompt(request).partition("</text>")[0]
    return {name: words for name, _, words in _LINE.findall(text)}


def sound(request: Body) -> dict[str, str]:
    """Numbered lines of the source that carry no mark."""
    text = prompt(request).partition("</text>")[0]
    return {name: words for name, mark, words in _LINE.findall(text) if not mark}


def named(request: Body) -> dict[str, str]:
    """Claims or summary sentences that the task is about, by id."""
    text = prompt(request)
    if "</text>" in text:
        text = text.partition("</text>")[2]
    return dict(_NAMED.findall(text.partition("# Example")[0]))


def closest(claim: str, source: dict[str, str]) -> str:
    """Id of the line that shares most words with a claim."""
    words = set(re.findall(r"\w+", claim.lower()))
    return max(source, key=lambda name: len(words & set(re.findall(r"\w+", source[name].lower()))))


def verdict(name: str, value: str, cites: Sequence[tuple[str, str]] = (), reason: str = "") -> Body:
    """One verdict as ``CheckReply`` has it."""
    evidence = [{"id": at, "quote": quote} for at, quote in cites]
    return {"id": name, "evidence": evidence, "reason": reason or "so it is", "verdict": value}


def judging(decide: Callable[[str, str, dict[str, str]], Body]) -> Callable[[Body], Step]:
    """A judge that decides claim by claim, from id, text and lines."""

    def judge(request: Body) -> Step:
        source = lines(request)
        return completion(
            {"verdicts": [decide(name, text, source) for name, text in named(request).items()]}
        )

    return judge


@judging
def willing(name: str, text: str, source: dict[str, str]) -> Body:
    """Says yes to everything and quotes the closest line."""
    at = closest(text, source)
    return verdict(name, "supported", [(at, source[at])])


@judging
def unwilling(name: str, text: str, source: dict[str, str]) -> Body:
    """Says no to everything."""
    return verdict(name, "unsupported", reason="I do not think so")


def cited(text: str, at: str, quote: str) -> Body:
    """One claim as ``DraftReply`` has it."""
    return {"claim": text, "cites": [{"id": at, "quote": quote}]}


def extracting(request: Body) -> Step:
    """Drafts the first sound lines as they are, each its own claim."""
    wanted = re.search(r"at most (\d+) sentences", prompt(request))
    assert wanted
    chosen = list(sound(request).items())[: int(wanted.group(1))]
    summary = [{"sentence": text, "claims": [cited(text, at, text)]} for at, text in chosen]
    return completion({"summary": summary, "damaged": []})


def condensing(request: Body) -> Step:
    """Takes the first claims as they are, one a sentence."""
    wanted = re.search(r"at most (\d+) sentences", prompt(request))
    assert wanted
    chosen = list(named(request).items())[: int(wanted.group(1))]
    summary = [{"sentence": text, "claims": [name]} for name, text in chosen]
    return completion({"summary": summary})


def splitting(request: Body) -> Step:
    """Takes every sentence for one claim."""
    found = [{"id": name, "claims": [text]} for name, text in named(request).items()]
    return completion({"sentences": found})


def model(**tasks: Script) -> Script:
    """A whole model: what it does for each output model, by name."""
    does: dict[str, Script] = {
        "DraftReply": extracting,
        "CheckReply": willing,
        "CondenseReply": condensing,
        "SplitReply": splitting,
        **tasks,
    }

    def answer(request: Body) -> Step:
        return does[task(request)](request)

    return answer


def sequence(*steps: Step | Script) -> Script:
    """Does one thing after another, and the last for ever."""
    left: list[Any] = list(steps)

    def answer(request: Body) -> Step:
        step = left.pop(0) if len(left) > 1 else left[0]
        assert callable(step) or isinstance(step, Step)
        return step(request) if callable(step) else step

    return answer
