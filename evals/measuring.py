"""``python -m evals run``: measure, decide, report, and say how it ended."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from evals import baseline as baselines
from evals import recording
from evals.compare import chance
from evals.dataset import File, find
from evals.decision import Result
from evals.gate import TRIES, decide, doubtful
from evals.lint import read
from evals.metrics import measure
from evals.outputs.table import console, print_decision, print_run
from evals.outputs.write import write
from evals.results import Run
from evals.rules import Rules, read_rules
from evals.run import ask_again, run
from evals.subject import Origin, Subject
from summarizer.errors import InputError, ServiceError
from summarizer.options import chosen_settings
from summarizer.settings import Settings


def measure_and_report(options: argparse.Namespace) -> int:
    """Run the datasets as the options say.

    Returns:
        The exit code.

    Raises:
        InputError: Datasets, baseline or rules cannot be used.
        SettingsError: A setting cannot be used.
    """
    subject, suites = _subject(options)
    if options.update_baseline and options.suite:
        raise InputError("--update-baseline takes all suites; leave --suite away.")
    files = datasets(options.datasets, suites)
    print(f"evals: using {subject.name}, {subject.why}", file=sys.stderr)
    home = options.datasets.resolve().parent
    rules = read_rules(options.rules or _rules_beside(options.replay, home))
    gated = options.gate or options.update_baseline
    path = options.baseline or home / "baselines" / baselines.file_name(subject.setup())
    known = None
    if options.gate or (gated and path.exists()):
        known = baselines.read(path)  # before anything is spent on a run that has none
    found = asyncio.run(run(files, subject, options.repeat))
    if gated:
        found = _asked_again(found, files, subject, rules)
    if options.record:
        scripted = subject.origin.source == "scripted"
        recording.describe(
            options.record, subject.given, found.setup, options.note, scripted, tuple(suites)
        )
    metrics = measure(found)
    decision = None
    if gated:
        decision = decide(found, metrics, known, rules, frozenset(suites))
    result = Result(run=found, metrics=metrics, decision=decision)
    screen = console()
    print_run(found, metrics, screen)
    if decision is not None:
        print_decision(decision, screen, options.update_baseline)
    write(result, known.usage if known else None, options)
    if options.update_baseline:
        return _update(path, result, rules, frozenset(suites))
    return _code(result)


def datasets(folder: Path, suites: Sequence[str]) -> list[File]:
    """The datasets of a folder.

    Raises:
        InputError: One of them cannot be used.
    """
    files, faults = read(find(folder, tuple(suites)))
    if faults:
        raise InputError(f"{faults[0]} There is nothing to measure until that is mended.")
    return files


def _rules_beside(replay: Path | None, home: Path) -> Path:
    """A recording may have rules of its own: what holds for one model may not for another."""
    own = replay / "gate.toml" if replay else None
    return own if own and own.exists() else home / "gate.toml"


def _subject(options: argparse.Namespace) -> tuple[Subject, list[str]]:
    """What is to be measured, and on which suites; all when none are named."""
    settings = chosen_settings(options)
    suites = list(options.suite)
    if options.replay:
        if options.record:
            raise InputError("A run is recorded or replayed, not both.")
        found = recording.read(options.replay)
        given = {name: value for name, value in settings.items() if value is not None}
        about = found.about
        stale = found.changed(Settings.load(**given).prompts)
        remark = f"Prompts changed since: {', '.join(stale)}." if stale else ""
        origin = Origin(about.source, f"{about.note} Recorded {about.made}.", remark)
        subject = Subject({**found.settings(), **given}, origin)
        return subject, suites or list(about.suites)
    if options.record:
        if not options.note:
            raise InputError("A recording says whose replies it holds: give --note.")
        settings |= {"cache": options.record, "cache_mode": "record"}
    note = options.note or ""
    subject = Subject(settings, Origin("scripted" if options.scripted else "live", note))
    if options.repeat > 1 and subject.given.cache:
        raise InputError(
            "With kept replies all repetitions are alike; leave --repeat or the cache away."
        )
    return subject, suites


def _asked_again(found: Run, files: Sequence[File], subject: Subject, rules: Rules) -> Run:
    """The run, with texts done again whose must-pass claims chance may have got wrong."""
    ids = doubtful(found, rules, chance(found, None, rules.noise))
    if not ids or subject.given.cache:
        return found
    print(f"evals: asking again about {', '.join(sorted(ids))}", file=sys.stderr)
    return asyncio.run(ask_again(found, files, subject, ids, TRIES - found.repeat))


def _update(path: Path, result: Result, rules: Rules, suites: frozenset[str]) -> int:
    """Write the baseline, unless the run breaks a rule that holds without one."""
    absolute = decide(result.run, result.metrics, None, rules, suites)
    if not absolute.passed:
        for reason in absolute.reasons:
            print(f"evals: {reason.message}", file=sys.stderr)
        print("evals: no baseline is made of such a run.", file=sys.stderr)
        return ServiceError.exit_code if absolute.service else 1
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(baselines.to_json(baselines.keep(result.run, result.metrics)), "utf-8")
    print(f"evals: wrote {path}; review its diff and commit it.", file=sys.stderr)
    return 0


def _code(result: Result) -> int:
    if result.decision is not None:
        failed = not result.decision.passed
        return ServiceError.exit_code if result.decision.service else int(failed)
    troubles = {failure.trouble for failure in result.run.failures}
    return ServiceError.exit_code if "service failed" in troubles else int(bool(troubles))
