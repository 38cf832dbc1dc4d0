"""Summaries whose every claim carries its source sentence, and a checker for any summary.

Names are loaded when they are first used, so that ``import summarizer`` costs next to
nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.batching.api import abatch, batch
    from summarizer.errors import InputError, ServiceError, SettingsError, SummarizerError
    from summarizer.pipeline import Summarizer, acheck, asummarize, check, summarize
    from summarizer.source.document import Document
    from summarizer.types import (
        Claim,
        Evidence,
        Finding,
        FindingKind,
        Issue,
        IssueKind,
        Report,
        Sentence,
        Usage,
        Verdict,
    )

__all__ = [
    "Claim",
    "Document",
    "Evidence",
    "Finding",
    "FindingKind",
    "InputError",
    "Issue",
    "IssueKind",
    "Report",
    "Sentence",
    "ServiceError",
    "SettingsError",
    "Summarizer",
    "SummarizerError",
    "Usage",
    "Verdict",
    "__version__",
    "abatch",
    "acheck",
    "asummarize",
    "batch",
    "check",
    "summarize",
]

_HOMES = {
    "summarizer.batching.api": ("abatch", "batch"),
    "summarizer.errors": ("InputError", "ServiceError", "SettingsError", "SummarizerError"),
    "summarizer.pipeline": ("Summarizer", "acheck", "asummarize", "check", "summarize"),
    "summarizer.source.document": ("Document",),
    "summarizer.types": (
        "Claim",
        "Evidence",
        "Finding",
        "FindingKind",
        "Issue",
        "IssueKind",
        "Report",
        "Sentence",
        "Usage",
        "Verdict",
    ),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("summarizer")
    if name not in _HOME:
        raise AttributeError(f"module 'summarizer' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
