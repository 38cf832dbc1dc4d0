"""Labelled datasets: one YAML file a text, one folder a suite.

A suite of claims labels what the checker should say of each claim; a suite of summaries names
the facts that a summary should not miss. The files have the layout of pydantic-evals, and
nothing that the types here do not know is accepted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_evals import Case, Dataset
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from summarizer.errors import InputError

FLAGGED: Final = "flagged"
"""A label for claims that must not be called supported, whatever they are called instead."""

Kind = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(_Strict):
    """What a claim should be called, and why.

    Attributes:
        verdict: The right verdict; ``flagged`` where any but ``supported`` will do.
        kind: What the claim tests: the slot that is wrong in it, or that its wrong twin has
            wrong.
        twin: Id of the claim that says the same of the same slot and gets the other verdict.
        evidence: Words of the text that decide, copied exactly.
    """

    verdict: Literal["supported", "contradicted", "unsupported", "unverifiable", "flagged"]
    kind: Kind
    twin: str | None = None
    evidence: tuple[Text, ...] = ()

    @property
    def flagged(self) -> bool:
        """Whether the checker must flag the claim."""
        return self.verdict != "supported"


class ClaimInputs(_Strict):
    """A text and claims about it, by id."""

    text: Text
    claims: Annotated[dict[str, Text], Field(min_length=1)]


class SummaryInputs(_Strict):
    """A text to summarise."""

    text: Text


class KeyFact(_Strict):
    """A fact that a summary should not miss, and words of the text that state it."""

    fact: Text
    evidence: Text


class Reference(_Strict):
    """What a summary is measured against."""

    key_facts: Annotated[tuple[KeyFact, ...], Field(min_length=1)]


class Metadata(_Strict):
    """What kind of text it is.

    Attributes:
        style: The kind of text, in words.
        language: ISO 639-1 code.
        damage: What is broken in it on purpose, or ``none``.
        held_out: The checker was not developed on this text; its figures are told apart.
        attack: Whether the text tries to order a model about; only of injections.
        origin: ``written`` for the purpose, with twins; or from a ``review`` of a real report.
    """

    style: str
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    damage: str = "none"
    held_out: bool = False
    attack: bool | None = None
    origin: Literal["written", "review"] = "written"


Labels = dict[str, Label]
ClaimCase = Case[ClaimInputs, Labels, Metadata]
SummaryCase = Case[SummaryInputs, Reference, Metadata]
ClaimDataset = Dataset[ClaimInputs, Labels, Metadata]
SummaryDataset = Dataset[SummaryInputs, Reference, Metadata]
SCHEMAS: Final[Mapping[str, type[Dataset[Any, Any, Any]]]] = {
    "claims": ClaimDataset,
    "summaries": SummaryDataset,
}


@dataclass(frozen=True)
class File:
    """One dataset file, read.

    Attributes:
        path: Where it is.
        suite: Name of its suite: that of its folder.
        claims: Its cases, if it is of claims.
        summaries: Its cases, if it is of summaries.
        lines: Line, counted from 1, at which a case or the label of a claim begins, by id.
        sha256: Of its bytes.
    """

    path: Path
    suite: str
    claims: tuple[ClaimCase, ...]
    summaries: tuple[SummaryCase, ...]
    lines: Mapping[str, int]
    sha256: str

    @property
    def cases(self) -> list[tuple[str, str]]:
        """Name and text of every case."""
        found = [(str(case.name), case.inputs.text) for case in self.claims]
        return found + [(str(case.name), case.inputs.text) for case in self.summaries]

    def line(self, name: str) -> int:
        """Where a claim or case is to be found; the file's beginning when it is unknown."""
        return self.lines.get(name, 1)


class DatasetError(InputError):
    """A dataset file cannot be used.

    Attributes:
        path: The file.
        line: Where in it, counted from 1.
    """

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line
        self.message = message


def find(folder: Path, suites: tuple[str, ...] = ()) -> list[Path]:
    """All dataset files of a folder: its own, or those of the folders in it.

    Args:
        folder: A suite, a folder of suites, or a single file.
        suites: Names of suites to take; all when empty.

    Raises:
        InputError: There is no such folder or suite, or no dataset in it.
    """
    if folder.is_file():
        return [folder]
    if folder.resolve().is_relative_to(Path.cwd()):
        folder = folder.resolve().relative_to(Path.cwd())  # as build servers want it
    paths = sorted([*folder.glob("*.yaml"), *folder.glob("*/*.yaml")])
    if not paths:
        raise InputError(f"There are no datasets (*.yaml) in {folder}.")
    if unknown := set(suites) - {path.parent.name for path in paths}:
        known = ", ".join(sorted({path.parent.name for path in paths}))
        raise InputError(f"There is no suite {', '.join(sorted(unknown))}; there are {known}.")
    return [path for path in paths if not suites or path.parent.name in suites]


def load(path: Path) -> File:
    """Read a dataset file.

    Raises:
        DatasetError: It cannot be read, or is no dataset.
    """
    try:
        raw = path.read_bytes()
        node = yaml.compose(raw, Loader=_LOADER)
    except OSError as error:
        raise DatasetError(path, 1, f"it cannot be read ({error.strerror}).") from None
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise DatasetError(path, line, f"it is not valid YAML: {_flat(str(error))}") from None
    if not isinstance(node, MappingNode):
        raise DatasetError(path, 1, "it holds no dataset: name and cases.")
    try:
        for line, key in _repeated(node):
            raise DatasetError(path, line, f"the key {key} occurs twice; YAML keeps only the last.")
        places = dict(_places(node, ()))
    except RecursionError:
        raise DatasetError(path, 1, "an alias in it contains itself.") from None
    data = yaml.load(raw, Loader=_LOADER)
    kind = SummaryDataset if _is_summaries(data) else ClaimDataset
    try:
        dataset: Dataset[Any, Any, Any] = kind.from_dict(data, default_name=path.stem)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        message = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise DatasetError(path, _line(places, first["loc"]), message) from None
    except (ValueError, ExceptionGroup) as error:
        raise DatasetError(path, 1, _flat(str(error))) from None
    if not dataset.cases:
        raise DatasetError(path, _line(places, ("cases",)), "it holds no case.")
    if dataset.evaluators or dataset.report_evaluators:
        raise DatasetError(path, 1, "evaluators in a dataset file are not used; take them out.")
    for number, case in enumerate(dataset.cases):
        if case.evaluators:
            message = "evaluators in a dataset file are not used; take them out."
            raise DatasetError(path, _line(places, ("cases", number, "evaluators")), message)
        if not (case.name and case.metadata and case.expected_output):
            message = "a case needs name, metadata and expected_output."
            raise DatasetError(path, _line(places, ("cases", number)), message)
    summaries = kind is SummaryDataset
    return File(
        path=path,
        suite=path.parent.name,
        claims=() if summaries else tuple(dataset.cases),
        summaries=tuple(dataset.cases) if summaries else (),
        lines=_named(places, dataset),
        sha256=sha256(raw).hexdigest(),
    )


def fingerprint(text: str, claim: str, label: Label) -> str:
    """Tells whether a claim is still the same: its text, its source and its label."""
    parts = [text, claim, label.verdict, label.kind, *label.evidence]
    return sha256("\0".join(parts).encode()).hexdigest()[:10]


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Place = tuple[str | int, ...]


def _is_summaries(data: Mapping[str, Any]) -> bool:
    cases = data.get("cases")
    first = cases[0] if isinstance(cases, list) and cases else None
    expected = first.get("expected_output") if isinstance(first, dict) else None
    return isinstance(expected, dict) and "key_facts" in expected


def _places(node: Node, at: _Place) -> Iterator[tuple[_Place, int]]:
    """Line of each key and item, by the path that leads to it."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                yield (*at, key.value), key.start_mark.line + 1
                yield from _places(value, (*at, key.value))
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.value):
            yield (*at, number), item.start_mark.line + 1
            yield from _places(item, (*at, number))


def _repeated(node: Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, MappingNode):
        seen = set()
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                if key.value in seen:
                    yield key.start_mark.line + 1, key.value
                seen.add(key.value)
            yield from _repeated(value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _repeated(item)


def _line(places: Mapping[_Place, int], at: tuple[int | str, ...]) -> int:
    """The line of the longest known beginning of a path."""
    return next((places[at[:n]] for n in range(len(at), 0, -1) if at[:n] in places), 1)


def _named(places: Mapping[_Place, int], dataset: Dataset[Any, Any, Any]) -> dict[str, int]:
    lines: dict[str, int] = {}
    for number, case in enumerate(dataset.cases):
        lines[str(case.name)] = _line(places, ("cases", number))
        for name in case.expected_output if isinstance(case.expected_output, dict) else ():
            lines[name] = _line(places, ("cases", number, "expected_output", name))
    return lines


def _flat(message: str) -> str:
    return " ".join(message.split())
