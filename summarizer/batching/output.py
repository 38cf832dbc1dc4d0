"""The folder OUT: a report a document, and what is said of them together."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from summarizer.batching.ledger import LEDGER, Ledger, Result, Seen
from summarizer.batching.model import SUFFIXES, Outcome, Status
from summarizer.batching.tally import Tally
from summarizer.errors import InputError
from summarizer.files import write_whole
from summarizer.report import words
from summarizer.types import Report, Usage, Verdict

REPORTS: Final = "reports"
INDEX: Final = "index.jsonl"
FAILURES: Final = "failures.jsonl"
RUN: Final = "run.json"
SUMMARY: Final = "summary.md"
PAGE: Final = "index.html"
STATE: Final = "state"
_OURS: Final = (REPORTS, INDEX, FAILURES, RUN, SUMMARY, PAGE)
_PART: Final = ".part"
_LONGEST: Final = 200
"""Bytes of a file name before its suffix; file systems allow 255 in all."""
_WORST: Final = 100
"""Documents that the summary lists."""


class Output:
    """OUT, held by one run.

    Attributes:
        folder: Where it is.
        ledger: What is done.
        worst: Index lines of documents that need eyes first, once finished.
    """

    def __init__(self, folder: Path, fresh: bool = False) -> None:
        """Take hold of a folder, made when it is missing.

        Args:
            folder: Where.
            fresh: Forget what earlier runs did there.

        Raises:
            InputError: Another run holds it, it holds something else, or it cannot be used.
        """
        self.folder = folder
        try:
            if not (folder / LEDGER).exists():
                foreign = [name for name in _OURS if (folder / name).exists()]
                if foreign:
                    raise InputError(
                        f"{folder} holds {', '.join(foreign)}, but not from a batch; give another "
                        "folder with -o."
                    )
            (folder / REPORTS).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(
                f"{folder} cannot be used ({error.strerror}); give another folder with -o."
            ) from None
        self.ledger = Ledger(folder / LEDGER)
        self._part = folder / _PART
        self._folders: set[Path] = set()
        self._taken: dict[str, str] = {}
        self._seen: list[Seen] = []
        self.worst: list[str] = []
        if fresh:
            for file in self.ledger.forget():
                for suffix in (".json", *SUFFIXES.values()):
                    with contextlib.suppress(OSError):
                        (folder / file).with_suffix(suffix).unlink()

    def close(self) -> None:
        """Let go of the folder."""
        self.ledger.close()

    def name(self, id: str) -> tuple[str, str]:
        """Where the report of an item goes, and what to know about that.

        Names that some file systems or people could take for one another get different
        files: two reports must never be one.

        Returns:
            A path relative to OUT without suffix, and a note; mostly empty.
        """
        path = "/".join(map(_segment, id.split("/")))
        key = unicodedata.normalize("NFC", path).casefold()
        other = self._taken.setdefault(key, id)
        if other == id:
            return f"{REPORTS}/{path}", ""
        path = f"{path}~{_short_hash(id)}"
        return f"{REPORTS}/{path}", f"Differs from {other} only in the case or form of letters."

    def done(self, id: str, fingerprint: str, key: str, file: str) -> Result | None:
        """The result of an item, if it was done as it would be now and is still there."""
        result = self.ledger.result(id)
        if (
            result is None
            or result.status != Status.DONE
            or (result.fingerprint, result.key, result.file) != (fingerprint, key, file + ".json")
        ):
            return None
        try:
            size = os.stat(f"{self.folder}/{result.file}").st_size
        except OSError:
            return None
        return result if size == result.size else None

    def keep(self, outcome: Outcome, position: int, file: str, fingerprint: str, key: str) -> Path:
        """Write the report of an outcome, then note it.

        Returns:
            Where its JSON is.

        Raises:
            OSError: It cannot be written.
        """
        path = self.folder / f"{file}.json"
        size = 0
        for suffix, content in outcome.files.items():
            written = self.write(f"{file}{suffix}", content)
            size = written if suffix == ".json" else size
        for suffix in SUFFIXES.values():
            if suffix not in outcome.files:  # it would show an older report
                (self.folder / f"{file}{suffix}").unlink(missing_ok=True)
        line = index_line(outcome, f"{file}.json")
        result = Result(fingerprint, key, outcome.status, f"{file}.json", size, line)
        self.ledger.record(_seen(outcome, position, line), result, outcome.usage.cost_usd or 0.0)
        return path

    def note(self, outcome: Outcome, position: int, line: str = "") -> None:
        """Note an outcome without a report to write.

        Raises:
            OSError: It cannot be noted.
        """
        seen = _seen(outcome, position, line or index_line(outcome, None))
        if outcome.usage.cost_usd:
            self.ledger.record(seen, None, outcome.usage.cost_usd)
            return
        self._seen.append(seen)
        if len(self._seen) >= 500:
            self.flush()

    def flush(self) -> None:
        """Note what was kept back, to be noted together."""
        kept, self._seen = self._seen, []
        if kept:
            self.ledger.see(kept)

    def write(self, name: str, content: bytes | Iterable[bytes]) -> int:
        """Write a file in OUT, whole or not at all.

        Returns:
            Its size.
        """
        path = self.folder / name
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        return write_whole(path, content, part=self._part)

    def finish(self, run: Mapping[str, Any], tally: Tally, page: bool) -> None:
        """Write what is said of all documents together.

        Args:
            run: What ``run.json`` says.
            tally: What became of them.
            page: Whether to write ``index.html`` too.

        Raises:
            OSError: It cannot be written.
        """
        self.flush()
        ledger = self.ledger
        self.write(INDEX, (f"{line}\n".encode() for line in ledger.lines()))
        self.write(FAILURES, (f"{line}\n".encode() for line in ledger.failures()))
        self.worst = ledger.worst(_WORST)
        worst = [json.loads(line) for line in self.worst]
        self.write(SUMMARY, summary(tally, worst).encode())
        if page:
            self.write(PAGE, self._page().encode())
        self.write(RUN, (json.dumps(run, indent=2, ensure_ascii=False) + "\n").encode())

    def _page(self) -> str:
        from summarizer.report.index_html import IndexRow, index_html

        rows = []
        for line in self.ledger.lines():
            found = json.loads(line)
            file = found["report"]
            page = file and str(Path(file).with_suffix(".html"))
            rows.append(
                IndexRow(
                    name=found["path"],
                    href=page if page and (self.folder / page).exists() else None,
                    status=found["status"],
                    counts={Verdict(name): n for name, n in found["verdicts"].items()},
                    faithfulness=found["faithfulness"],
                    reason=found["reason"],
                )
            )
        return index_html(rows, title=self.folder.resolve().name)


def index_line(outcome: Outcome, file: str | None) -> str:
    """What the index says of an outcome: nothing that depends on when or how often it ran."""
    return _json(
        {
            "path": outcome.id,
            "status": outcome.status,
            "verdicts": {str(verdict): n for verdict, n in outcome.counts.items()},
            "faithfulness": outcome.faithfulness,
            "reason": outcome.failure.reason if outcome.failure else outcome.reason,
            "note": outcome.note,
            "usage": outcome.usage.model_dump(),
            "report": file if outcome.counts or outcome.files else None,
        }
    )


def outcome_of(result: Result, id: str, path: Path, note: str) -> Outcome:
    """The outcome that a result of an earlier run stands for."""
    found = json.loads(result.line)
    return Outcome(
        id=id,
        status=Status.DONE,
        usage=Usage.model_construct(**found["usage"]),
        counts={Verdict(name): n for name, n in found["verdicts"].items()},
        faithfulness=found["faithfulness"],
        reason=found["reason"],
        path=path,
        note=note,
        resumed=True,
    )


def summary(tally: Tally, worst: Sequence[Mapping[str, Any]]) -> str:
    """The batch on one page of Markdown, worst documents first."""
    from summarizer.report.markdown import escape

    lines = ["# Batch", "", tally.headline(), ""]
    lines += [f"- {fact}" for fact in tally.facts()]
    if worst:
        lines += ["", "| document | status | claims | first reason |", "|---|---|---|---|"]
        for row in worst:
            counts = ", ".join(
                f"{n} {words.VERDICTS[Verdict(verdict)]}" for verdict, n in row["verdicts"].items()
            )
            shown = [row["path"], row["status"], counts or "none", row["reason"]]
            lines.append(f"| {' | '.join(map(escape, shown))} |")
        if tally.to_look_at > len(worst):
            lines += ["", f"{tally.to_look_at - len(worst):,} more are in `{INDEX}`."]
    return "\n".join(lines) + "\n"


def render_missing(path: Path, formats: Sequence[str]) -> dict[str, bytes]:
    """Renderings that a finished report lacks, made of its JSON: nothing is paid for twice."""
    missing = [name for name in formats if not path.with_suffix(SUFFIXES[name]).exists()]
    if not missing:
        return {}
    report = Report.model_validate_json(path.read_bytes())
    return {
        SUFFIXES[name]: (report.to_markdown() if name == "markdown" else report.to_html()).encode()
        for name in missing
    }


def _seen(outcome: Outcome, position: int, line: str) -> Seen:
    failure = None
    if outcome.failure is not None:
        failure = _json(
            {
                "path": outcome.id,
                "status": outcome.status,
                "reason": outcome.failure.reason,
                "retryable": outcome.failure.retryable,
            }
        )
    return Seen(position, outcome.id, outcome.status, rank(outcome), line, failure)


def rank(outcome: Outcome) -> float:
    """How soon a person should look at a document; 0 when there is no need to.

    As in ``index.html``: those without a full report first, then by verdicts, worst first, and
    last those whose turn did not come.
    """
    if outcome.status is Status.PENDING:
        return 1e-12
    if outcome.status is not Status.DONE:
        return 2.0e9 if outcome.status is Status.FAILED else 1.0e9
    total = sum(outcome.counts.values())
    if not total:
        return 1e-9
    weights = dict(zip(words.ORDER, (1e6, 1e3, 1.0, 1.0, 0.0), strict=True))
    return sum(weights[verdict] * min(n, 999) for verdict, n in outcome.counts.items())


def _segment(part: str) -> str:
    """One part of an id as a file name that stays in its folder."""
    safe = part.replace("\0", "%00")
    if safe in ("", ".", ".."):
        safe = safe.replace(".", "%2E") or "%"
    if len(safe.encode()) <= _LONGEST:
        return safe
    return safe.encode()[: _LONGEST - 10].decode(errors="ignore") + "~" + _short_hash(part)


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
