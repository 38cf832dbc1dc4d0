"""A small dataset, written by the tests themselves, and ways to spoil it."""

from __future__ import annotations

from pathlib import Path

DATASET = """\
name: claims-ferry
cases:
  - name: ferry
    inputs:
      text: |
        The ferry to Ulm left at nine.
        Captain Ida Roth called the crossing rough.
        The harbour may close on Friday.
      claims:
        ferry-01: "The boat to Ulm sailed at nine."
        ferry-02: "The ferry to Ulm left at ten."
        ferry-03: "The captain was Ida Roth."
        ferry-04: "The captain was Jon Bell."
        ferry-05: "The ferry carried forty cars."
    expected_output:
      ferry-01: {verdict: supported, kind: number, twin: ferry-02, evidence: ["left at nine"]}
      ferry-02: {verdict: contradicted, kind: number, twin: ferry-01, evidence: ["left at nine"]}
      ferry-03: {verdict: supported, kind: role, twin: ferry-04, evidence: ["Captain Ida Roth"]}
      ferry-04: {verdict: contradicted, kind: role, twin: ferry-03, evidence: ["Captain Ida Roth"]}
      ferry-05: {verdict: unsupported, kind: not_found}
    metadata: {style: harbour news, language: en, held_out: true}
"""

SUMMARIES = """\
name: summaries-ferry
cases:
  - name: ferry
    inputs:
      text: |
        The ferry to Ulm left at nine.
        Captain Ida Roth called the crossing rough.
        The harbour may close on Friday.
    expected_output:
      key_facts:
        - {fact: "Captain Roth called the crossing rough.", evidence: "crossing rough"}
        - {fact: "The harbour may close on Friday.", evidence: "may close on Friday"}
    metadata: {style: harbour news, language: en}
"""


def write(folder: Path, text: str = DATASET, suite: str = "claims", name: str = "ferry") -> Path:
    path = folder / suite / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
