"""What goes into a batch and what comes out of it: items and outcomes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Final, Self

from summarizer.errors import AuthenticationError, InputError, ServiceError, SummarizerError
from summarizer.report.words import ORDER, count
from summarizer.source.document import Document
from summarizer.types import Claim, FindingKind, Report, Usage, Verdict

FORMATS: Final = ("markdown", "html")
"""What a report can be written as beside JSON."""
SUFFIXES: Final = {"markdown": ".md", "html": ".html"}
"""Ends of the names of those files."""
_LEFT: Final = frozenset({FindingKind.SERVICE, FindingKind.BUDGET})


class Status(StrEnum):
    """What became of a document."""

    DONE = "done"
    """There is a report, and every claim in it has been checked."""
    INCOMPLETE = "incomplete"
    """There is a report, but the service or a limit left claims in it unchecked."""
    FAILED = "failed"
    """There is no report; the failure says why."""
    PENDING = "pending"
    """Its turn did not come: the batch was stopped before."""


@dataclass(frozen=True)
class Item:
    """One document to work on. Small enough to be sent to another process or machine.

    Attributes:
        id: Its name in the batch, unique there: its path in the folder, or what JSON Lines
            call it.
        content: The bytes of its file, or a text.
        name: File name, which tells the format and names the document; ``None`` for a text.
        claims: What to check it for: a summary, or claims as they are. ``None`` asks for a
            summary of it.
        purse: US dollars that may be spent on it; ``None`` for what the settings allow.
    """

    id: str
    content: bytes | str
    name: str | None = None
    claims: str | tuple[str, ...] | None = None
    purse: float | None = None

    def document(self) -> Document:
        """The document; the only place in a batch where a file's bytes become text.

        Raises:
            InputError: It holds no text.
        """
        if isinstance(self.content, str):
            return Document(self.content, name=self.name or self.id)
        return Document.from_bytes(self.content, name=self.name)

    @cached_property
    def fingerprint(self) -> str:
        """Equal for equal content, name and claims: it tells whether an item has changed."""
        digest = hashlib.sha256()
        given = json.dumps([self.name, self.claims, isinstance(self.content, str)])
        digest.update(given.encode() + b"\0")
        content = self.content
        digest.update(
            content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        )
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document is not done.

    Attributes:
        reason: A sentence that says what happened and what to do.
        retryable: Whether trying again, with nothing changed, can help.
    """

    reason: str
    retryable: bool = False

    @classmethod
    def of(cls, error: Exception) -> Self:
        """The failure that an exception stands for."""
        if isinstance(error, SummarizerError):
            return cls(str(error), isinstance(error, ServiceError) and error.retryable)
        return cls(
            f"The program failed on this document: {type(error).__name__}: {error}. Please "
            "report it."
        )


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one item.

    Attributes:
        id: The item's.
        status: In a word.
        failure: Why it is not done; ``None`` when it is.
        usage: What it cost, also when it failed.
        counts: Claims by verdict, worst first.
        faithfulness: Share of supported claims; ``None`` without claims.
        reason: The first finding of the claim that most needs eyes; empty without one.
        files: The report by suffix: ``.json`` always when there is one, ``.md`` and ``.html``
            as asked for. Empty once written, see ``path``.
        path: Where the JSON was written, in a batch that writes.
        note: What to know about the input or where the report is.
        resumed: Whether it was done in an earlier run.
        fatal: The error that makes it pointless to begin another document, such as a key that
            the service does not accept.
    """

    id: str
    status: Status
    failure: Failure | None = None
    usage: Usage = field(default_factory=Usage)
    counts: Mapping[Verdict, int] = field(default_factory=dict)
    faithfulness: float | None = None
    reason: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    path: Path | None = None
    note: str = ""
    resumed: bool = False
    fatal: SummarizerError | None = None

    @classmethod
    def of_report(cls, item: Item, report: Report, formats: Sequence[str] = ()) -> Self:
        """The outcome of an item that there is a report of.

        Args:
            item: The item.
            report: Its report.
            formats: What to render it as beside JSON.
        """
        files = {".json": (report.model_dump_json(indent=2) + "\n").encode()}
        for name in formats:
            text = report.to_markdown() if name == "markdown" else report.to_html()
            files[SUFFIXES[name]] = text.encode()
        left = _left(report.claims)
        return cls(
            id=item.id,
            status=Status.INCOMPLETE if left else Status.DONE,
            failure=left,
            usage=report.usage,
            counts=count(report.claims),
            faithfulness=report.faithfulness,
            reason=_reason(report.claims),
            files=files,
        )

    @classmethod
    def of_error(cls, item: Item, error: Exception, usage: Usage | None = None) -> Self:
        """The outcome of an item that there is no report of.

        Args:
            item: The item.
            error: What went wrong.
            usage: What was spent on it.
        """
        return cls(
            id=item.id,
            status=Status.FAILED,
            failure=Failure.of(error),
            usage=usage or Usage(),
            fatal=error if isinstance(error, AuthenticationError) else None,
        )

    @property
    def flagged(self) -> int:
        """How many claims a reader must look at."""
        return sum(n for verdict, n in self.counts.items() if verdict is not Verdict.SUPPORTED)

    @property
    def report(self) -> Report | None:
        """The report, read again from its JSON at each use; ``None`` when there is none.

        Raises:
            InputError: It was written, and is no longer there.
        """
        content = self.files.get(".json")
        if content is None and self.path is not None:
            try:
                content = self.path.read_bytes()
            except OSError as error:
                raise InputError(
                    f"The report {self.path} cannot be read ({error.strerror})."
                ) from None
        return None if content is None else Report.model_validate_json(content)


def _left(claims: Sequence[Claim]) -> Failure | None:
    """Why claims were left unchecked, if a service or a limit is to blame."""
    messages = [
        finding.message
        for claim in claims
        if claim.verdict is Verdict.NOT_CHECKED
        for finding in claim.findings
        if finding.kind in _LEFT
    ]
    if not messages:
        return None
    unchecked = sum(claim.verdict is Verdict.NOT_CHECKED for claim in claims)
    return Failure(
        f"{unchecked} of {len(claims)} claims were not checked: {messages[0]}", retryable=True
    )


def _reason(claims: Sequence[Claim]) -> str:
    for verdict in ORDER[:-1]:
        for claim in claims:
            if claim.verdict is verdict:
                return claim.findings[0].message if claim.findings else ""
    return ""
