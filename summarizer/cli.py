"""The command line: arguments in, pipeline, rendering out.

Results go to standard output, everything else to standard error. Exit codes: 0 done, 1
flagged claims found by ``check`` or ``--fail-on-flagged``, or documents of a batch not done, 2
bad usage or unreadable input, 3 the model service failed, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from summarizer.errors import InputError, ServiceError, SummarizerError
from summarizer.options import add_settings, chosen_settings
from summarizer.say import say

if TYPE_CHECKING:
    from summarizer.source.document import Document
    from summarizer.types import Report

STDIN: Final = "-"
_SOURCE: Final = "text, Markdown, HTML, PDF or DOCX; or - for text on standard input"
FORMATS: Final = ("text", "json", "markdown", "html")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: The arguments; those of the process when ``None``.

    Returns:
        The exit code.
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except SummarizerError as error:
        say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    except BrokenPipeError:
        # the reader has gone; keep the interpreter from complaining about it at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="summarizer",
        description="Summaries whose every claim carries its source sentence, "
        "and a checker for anybody's summary.",
    )
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    parser.set_defaults(run=lambda options: _version(options, parser))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    summarize = commands.add_parser("summarize", help="summarise a text and check the summary")
    summarize.add_argument("source", metavar="SOURCE", help=_SOURCE)
    _common(summarize, summary=True)
    summarize.add_argument(
        "--fail-on-flagged", action="store_true", help="exit 1 when a claim is flagged"
    )
    summarize.set_defaults(run=_summarize)

    check = commands.add_parser("check", help="check a summary or claims against a text")
    check.add_argument("source", metavar="SOURCE", help=_SOURCE)
    check.add_argument(
        "claims",
        metavar="CLAIMS",
        help="a summary, a .json list of claims, or with --lines one claim a line; or -",
    )
    check.add_argument("--lines", action="store_true", help="CLAIMS has one claim a line")
    check.add_argument(
        "--fail-on-flagged", action="store_true", help="exit 1 when a claim is flagged (always so)"
    )
    _common(check)
    check.set_defaults(run=_check)

    batch = commands.add_parser(
        "batch",
        help="summarise or check many documents, and go on where a run was broken off",
        description="Summarise or check every document of a folder. What OUT has already is not "
        "done again; run the same command to go on after a run was broken off.",
    )
    batch.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="+",
        help="a folder, a file, or JSON Lines (.jsonl) with id, text and maybe summary or claims; "
        "also their URL, such as s3://bucket/folder",
    )
    batch.add_argument("-o", "--output", metavar="OUT", help="folder for reports and the index")
    batch.add_argument(
        "--glob", metavar="PATTERN", action="append", default=[], help="only such files"
    )
    batch.add_argument(
        "--exclude", metavar="PATTERN", action="append", default=[], help="no such files or folders"
    )
    batch.add_argument(
        "--check",
        action="store_true",
        help="check name.summary.txt (or .md, .html, .pdf, .docx) or name.claims.json beside each "
        "name.txt; exit 1 when a claim is flagged",
    )
    batch.add_argument(
        "--format",
        choices=("json", "markdown", "html"),
        action="append",
        default=[],
        help="also write reports so, html with an index; JSON is always written",
    )
    batch.add_argument("--fresh", action="store_true", help="start over, whatever OUT has")
    batch.add_argument(
        "--dry-run", action="store_true", help="tell calls, tokens and cost, and do nothing"
    )
    batch.add_argument(
        "--fail-on-flagged", action="store_true", help="exit 1 when a claim is flagged"
    )
    batch.add_argument(
        "--engine",
        metavar="NAME",
        default="local",
        help="local (default), ray, or openai-batch: at half price, in hours",
    )
    batch.add_argument("--quiet", action="store_true", help="tell nothing but errors")
    add_settings(batch, summary=True)
    batch.set_defaults(run=_batch)

    review = commands.add_parser("review", help="what people said about a report")
    actions = review.add_subparsers(title="actions", metavar="ACTION", required=True)
    merge = actions.add_parser(
        "apply",
        help="merge a review exported from the HTML report into the report",
        description="Merge a review exported from the HTML report. The verdicts of the check "
        "stay; those of the reviewer stand beside them.",
    )
    merge.add_argument("report", metavar="REPORT", help="the report as JSON, or -")
    merge.add_argument("review", metavar="REVIEW", help="the exported review")
    merge.add_argument("--format", choices=FORMATS, default="json", help="default: json")
    merge.add_argument("-o", "--output", metavar="FILE", help="write there instead of stdout")
    merge.add_argument(
        "--case", metavar="FILE", help="also write the reviewed claims as an eval dataset (YAML)"
    )
    merge.set_defaults(run=_review)

    doctor = commands.add_parser("doctor", help="what is configured and what it would cost")
    doctor.add_argument("source", metavar="SOURCE", nargs="?", help="a text: what would it cost?")
    add_settings(doctor)
    doctor.set_defaults(run=_doctor)
    return parser


def _common(parser: argparse.ArgumentParser, summary: bool = False) -> None:
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of stdout")
    add_settings(parser, summary)


def _version(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    if not options.version:
        parser.print_help(sys.stderr)
        return 2
    from summarizer import __version__

    print(f"summarizer {__version__}")
    return 0


def _summarize(options: argparse.Namespace) -> int:
    from summarizer.pipeline import Summarizer

    document = _document(options.source)
    summarizer = Summarizer(**chosen_settings(options))
    say(*summarizer.about)
    report = summarizer.summarize(document)
    _write(report, options)
    return _outcome(report, options.fail_on_flagged)


def _check(options: argparse.Namespace) -> int:
    from summarizer.pipeline import Summarizer

    if options.source == STDIN and options.claims == STDIN:
        raise InputError("Standard input can be the source or the claims, not both.")
    document = _document(options.source)
    claims = _claims(options.claims, options.lines)
    summarizer = Summarizer(**chosen_settings(options))
    say(*summarizer.about)
    report = summarizer.check(document, claims)
    _write(report, options)
    return _outcome(report, fail_on_flagged=True)


def _outcome(report: Report, fail_on_flagged: bool) -> int:
    """The exit code; what the model service left unchecked counts as its failure."""
    from summarizer.report.words import plural
    from summarizer.types import FindingKind, Verdict

    reasons = [
        finding
        for claim in report.claims
        if claim.verdict is Verdict.NOT_CHECKED
        for finding in claim.findings
        if finding.kind in (FindingKind.SERVICE, FindingKind.BUDGET)
    ]
    for message in dict.fromkeys(finding.message for finding in reasons):
        count = sum(finding.message == message for finding in reasons)
        say(f"{plural(count, 'claim')} not checked: {message}")
    if any(finding.kind is FindingKind.SERVICE for finding in reasons):
        return ServiceError.exit_code
    return int(fail_on_flagged and bool(report.flagged))


def _batch(options: argparse.Namespace) -> int:
    from summarizer.batching.command import run

    return run(options, chosen_settings(options))


def _review(options: argparse.Namespace) -> int:
    from summarizer.case import dataset, to_yaml
    from summarizer.report.words import plural
    from summarizer.review import apply_review, parse_report, parse_review

    report = parse_report(_bytes(options.report), options.report)
    review = parse_review(_bytes(options.review), options.review)
    merged = apply_review(report, review)
    if options.case:
        path = Path(options.case)
        _write_file(path, to_yaml(dataset(merged, path.stem)))
    _write(merged, options)
    say(f"{plural(len(review.claims), 'review')} merged")
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from summarizer.doctor import examine
    from summarizer.pipeline import wait

    document = _document(options.source) if options.source else None
    lines, healthy = wait(examine(chosen_settings(options), document))
    print("\n".join(lines))
    return 0 if healthy else ServiceError.exit_code


def _document(source: str) -> Document:
    from summarizer.source.document import Document

    if source == STDIN:
        return Document(_standard_input(), name="standard input")
    return Document.from_file(source)


def _standard_input() -> str:
    """Plain text: what comes without a name is not searched for another format."""
    from summarizer.source.read import decode

    return decode(sys.stdin.buffer.read(), "standard input")


def _bytes(path: str) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}).") from None


def _claims(path: str, lines: bool) -> str | list[str]:
    from summarizer.source.claims import parse_claims
    from summarizer.source.document import Document

    if path == STDIN:
        name, text = "standard input", _standard_input()
    else:
        name, text = path, Document.from_file(path).text
    if lines:
        return [line.strip() for line in text.splitlines() if line.strip()]
    if not path.lower().endswith(".json"):
        return text
    return parse_claims(name, text)


def _write(report: Report, options: argparse.Namespace) -> None:
    if options.format == "json":
        text = report.model_dump_json(indent=2) + "\n"
    elif options.format == "markdown":
        text = report.to_markdown()
    elif options.format == "html":
        text = report.to_html()
    elif options.output is None and sys.stdout.isatty():
        from summarizer.report.terminal import print_report

        return print_report(report)
    else:
        text = report.to_text()
    if options.output is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    _write_file(Path(options.output), text)


def _write_file(path: Path, text: str) -> None:
    from summarizer.files import write_whole

    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise InputError(
            f"{path} cannot be written ({error.strerror}); give another place with -o."
        ) from None


if __name__ == "__main__":
    sys.exit(main())
