"""What can be wrong with datasets although they can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evals.dataset import (
    ClaimCase,
    DatasetError,
    File,
    Label,
    Metadata,
    SummaryCase,
    fingerprint,
    load,
)
from summarizer.types import FindingKind

_TOLD_APART: Final = frozenset(FindingKind) - {
    FindingKind.NOT_FOUND,
    FindingKind.DAMAGED_SOURCE,
    FindingKind.MODEL,
    FindingKind.GROUNDING,
    FindingKind.LANGUAGE,
    FindingKind.SERVICE,
    FindingKind.BUDGET,
}
"""Slots: a claim that has one of them wrong needs a true twin, or a rule that flags everything
would pass."""


@dataclass(frozen=True, order=True)
class Fault:
    """Something wrong, and where.

    Attributes:
        path: The file.
        line: Counted from 1.
        message: What is wrong, and with which claim or case.
        grave: Whether it makes the linter fail; others are worth a look.
    """

    path: Path
    line: int
    message: str
    grave: bool = True

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {'' if self.grave else 'note: '}{self.message}"


def read(paths: Iterable[Path]) -> tuple[list[File], list[Fault]]:
    """Load all files; those that cannot be read become faults."""
    files, faults = [], []
    for path in paths:
        try:
            files.append(load(path))
        except DatasetError as error:
            faults.append(Fault(error.path, error.line, error.message))
    return files, faults


def lint(files: Iterable[File], known: Mapping[str, str] | None = None) -> list[Fault]:
    """Look for faults.

    Args:
        files: The datasets.
        known: Fingerprints of claims by id, as a baseline keeps them: an id must go on naming
            the same claim.
    """
    files = list(files)
    faults = list(_shared(files))
    for file in files:
        for claims in file.claims:
            faults += [_fault(file, *found) for found in _claims(claims)]
        for summary in file.summaries:
            faults += [_fault(file, *found) for found in _summary(summary)]
        names = [name for name, _ in file.cases]
        if len(names) == 1 and names[0] != file.path.stem:
            faults.append(_fault(file, names[0], f"the file of case {names[0]} must bear its name"))
    faults += _unstable(files, known or {})
    faults += _rare(files)
    return sorted(faults)


def labels(files: Iterable[File]) -> Iterator[tuple[File, ClaimCase, str, Label]]:
    """Every labelled claim: its file, its case, its id, its label."""
    for file in files:
        for case in file.claims:
            for name, label in (case.expected_output or {}).items():
                yield file, case, name, label


_Found = tuple[str, str]
"""Id of the claim or case, and what is wrong with it."""


def _fault(file: File, name: str, message: str, grave: bool = True) -> Fault:
    return Fault(file.path, file.line(name), message, grave)


def _claims(case: ClaimCase) -> Iterator[_Found]:
    text, claims = case.inputs.text, case.inputs.claims
    expected, metadata = case.expected_output or {}, case.metadata
    assert metadata is not None
    for name in claims.keys() ^ expected.keys():
        yield name, f"{name} has no {'label' if name in claims else 'claim'}"
    for name, number in Counter(claims.values()).items():
        if number > 1:
            same = [key for key, value in claims.items() if value == name]
            yield same[1], f"{', '.join(same)} are the same claim"
    for name, label in expected.items():
        if not name.startswith(f"{case.name}-"):
            yield name, f"{name} must begin with {case.name}-, so that ids stay apart"
        for words in label.evidence:
            if words not in text:
                yield name, f"{name}: the evidence “{words}” is not in the text"
        spoken = label.verdict in ("supported", "contradicted") and metadata.origin == "written"
        if spoken and not label.evidence:
            yield name, f"{name}: {label.verdict} without evidence; copy the words that decide"
        yield from _twin(name, expected, metadata)


def _twin(name: str, expected: Mapping[str, Label], metadata: Metadata) -> Iterator[_Found]:
    label = expected[name]
    if label.twin is None:
        if label.kind in _TOLD_APART and metadata.origin == "written" and metadata.attack is None:
            yield name, f"{name}: a claim of kind {label.kind} needs a twin of the other verdict"
        return
    twin = expected.get(label.twin)
    if twin is None:
        yield name, f"{name}: its twin {label.twin} is not in the text's claims"
    elif twin.twin != name:
        yield name, f"{name}: its twin {label.twin} names {twin.twin} as its own twin"
    elif twin.flagged == label.flagged:
        yield name, f"{name}: it and its twin {label.twin} have the same verdict"
    elif twin.kind != label.kind:
        yield name, f"{name}: it and its twin {label.twin} are of different kinds"


def _summary(case: SummaryCase) -> Iterator[_Found]:
    assert case.name
    assert case.expected_output is not None
    for fact in case.expected_output.key_facts:
        if fact.evidence not in case.inputs.text:
            yield case.name, f"{case.name}: the evidence “{fact.evidence}” is not in the text"


def _shared(files: list[File]) -> Iterator[Fault]:
    """Names that occur in two files of a suite, texts that should be one but differ."""
    cases: dict[tuple[str, str], File] = {}
    texts: dict[str, tuple[File, str]] = {}
    for file in files:
        for name, content in file.cases:
            other = cases.setdefault((file.suite, name), file)
            if other is not file:
                yield _fault(file, name, f"the case {name} is also in {other.path}")
            first, text = texts.setdefault(name, (file, content))
            if text != content:
                yield _fault(file, name, f"the text of {name} differs from that in {first.path}")
    ids: dict[str, File] = {}
    for file, _, name, _ in labels(files):
        if ids.setdefault(name, file) is not file:
            yield _fault(file, name, f"the id {name} is also in {ids[name].path}")


def _unstable(files: list[File], known: Mapping[str, str]) -> Iterator[Fault]:
    for file, case, name, label in labels(files):
        claim = case.inputs.claims.get(name)
        if claim is not None and name in known:
            now = fingerprint(case.inputs.text, claim, label)
            if known[name] != now:
                message = (
                    f"{name} is not what it was in the baseline: its text, claim or label has "
                    "changed; give it a new id, or renew the baseline (run --update-baseline)"
                )
                yield _fault(file, name, message)


def _rare(files: list[File]) -> Iterator[Fault]:
    """Kinds that occur once: often a slip of the pen."""
    known = {*FindingKind, "paraphrase", "ordinary", "injected", "other"}
    counts = Counter(label.kind for *_, label in labels(files))
    for file, _, name, label in labels(files):
        if counts[label.kind] == 1 and label.kind not in known:
            yield _fault(file, name, f"{name}: no other claim has the kind {label.kind}", False)
