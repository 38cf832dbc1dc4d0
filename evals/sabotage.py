"""Does the gate notice? ``python -m evals sabotage`` spoils the checker and looks.

Each rule of the offline checker is switched off in turn, and a judge of the project's own
verdicts says yes to everything, or errs by chance. The gate must fail for the first two by
naming claims, and must not fail for the last.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from random import Random
from typing import Final
from unittest.mock import patch

from rich.console import Console

from evals.baseline import Baseline, keep
from evals.compare import chance
from evals.dataset import File
from evals.decision import Decision
from evals.gate import TRIES, decide, doubtful
from evals.metrics import measure, score
from evals.outputs.table import print_table
from evals.results import ClaimResult, Run
from evals.rules import Rules
from evals.run import merged, run
from evals.subject import Subject
from summarizer.checking import checker, rules
from summarizer.types import Verdict

RUNS: Final = 100
RATE: Final = 0.02


@dataclass(frozen=True)
class Attempt:
    """What was done to the checker, and what the gate said.

    Attributes:
        name: What was done.
        changed: Verdicts that changed.
        lost: Claims that became wrong.
        decision: The gate's.
    """

    name: str
    changed: int
    lost: tuple[str, ...]
    decision: Decision


def rules_off(files: Sequence[File], accepted: Rules) -> Iterator[Attempt]:
    """Switch off each rule in turn."""
    before = _offline(files)
    known = keep(before)
    for rule in dict.fromkeys((*rules.RULES, *rules.ANY_LANGUAGE)):
        with _without(rule):
            now = _offline(files)
        yield _attempt(
            f"rule {rule.__module__.rpartition('.')[2]} off", now, before, known, accepted
        )
    for doubt in checker.DOUBTS:
        kept = tuple(other for other in checker.DOUBTS if other is not doubt)
        with patch.object(checker, "DOUBTS", kept):
            now = _offline(files)
        yield _attempt(f"doubt {doubt.__name__} off", now, before, known, accepted)


def yes_to_all(files: Sequence[File], accepted: Rules) -> Attempt:
    """Let a judge that knew better say yes to everything, whatever the rules say."""
    before = _as_judge(_offline(files), _labelled)
    now = _as_judge(before, lambda claim: Verdict.SUPPORTED)
    return _attempt("a judge that says yes to all", now, before, keep(before), accepted)


def false_alarms(files: Sequence[File], accepted: Rules, runs: int = RUNS) -> tuple[int, int]:
    """How often the gate fails a judge that only errs by chance.

    Args:
        files: The datasets.
        accepted: The rules of the gate.
        runs: How often to try.

    Returns:
        Failures with a baseline that errs by chance itself, and with one that does not.
    """
    sound = _as_judge(_offline(files), _labelled)
    failed = [0, 0]
    for seed in range(runs):
        for number, rate in enumerate((RATE, 0.0)):
            then = keep(_as_judge(sound, _erring(rate, f"then {seed}")))
            now = _as_judge(sound, _erring(RATE, f"now {seed}"))
            doubts = doubtful(now, accepted, chance(now, then, accepted.noise))
            if doubts:
                now = merged(now, _again(sound, now, doubts, seed))
            failed[number] += not decide(now, measure(now), then, accepted).passed
    return failed[0], failed[1]


def _attempt(name: str, now: Run, before: Run, known: Baseline, accepted: Rules) -> Attempt:
    pairs = list(zip(before.claims, now.claims, strict=True))
    return Attempt(
        name=name,
        changed=sum(one.outcomes[0].verdict != two.outcomes[0].verdict for one, two in pairs),
        lost=tuple(two.id for one, two in pairs if score(two) < score(one)),
        decision=decide(now, measure(now), known, accepted),
    )


def _offline(files: Sequence[File]) -> Run:
    return asyncio.run(run(files, Subject({"offline": True})))


def _without(rule: rules.Rule) -> AbstractContextManager[object]:
    """The checker with all rules but one, while the context lasts."""

    def kept(all_rules: tuple[rules.Rule, ...]) -> tuple[rules.Rule, ...]:
        return tuple(other for other in all_rules if other is not rule)

    return patch.multiple(
        checker,
        RULES=kept(rules.RULES),
        ANY_LANGUAGE=kept(rules.ANY_LANGUAGE),
        IN_PASSING=kept(rules.IN_PASSING),
    )


def _labelled(claim: ClaimResult) -> Verdict:
    verdict = claim.label.verdict
    return Verdict.UNSUPPORTED if verdict == "flagged" else Verdict(verdict)


def _erring(rate: float, seed: str) -> Callable[[ClaimResult], Verdict]:
    random = Random(seed)

    def say(claim: ClaimResult) -> Verdict:
        verdict = claim.outcomes[0].verdict
        if random.random() >= rate:
            return verdict
        return Verdict.UNSUPPORTED if verdict is Verdict.SUPPORTED else Verdict.SUPPORTED

    return say


def _as_judge(found: Run, say: Callable[[ClaimResult], Verdict], times: int = 1) -> Run:
    """The run, had a model said this of its claims."""
    setup = found.setup.model_copy(
        update={"source": "scripted", "model": "judge", "checker_model": "judge"}
    )
    claims = tuple(
        claim.model_copy(
            update={
                "outcomes": tuple(
                    claim.outcomes[0].model_copy(update={"verdict": say(claim)})
                    for _ in range(times)
                )
            }
        )
        for claim in found.claims
    )
    return found.model_copy(update={"setup": setup, "claims": claims, "repeat": times})


def _again(sound: Run, now: Run, doubts: set[str], seed: int) -> Run:
    asked = {(claim.suite, claim.case) for claim in now.claims if claim.id in doubts}
    again = tuple(claim for claim in sound.claims if (claim.suite, claim.case) in asked)
    part = sound.model_copy(update={"claims": again})
    return _as_judge(part, _erring(RATE, f"again {seed}"), TRIES - 1)


def report(files: Sequence[File], accepted: Rules, console: Console, runs: int) -> bool:
    """Print what the gate says to each sabotage.

    Args:
        files: The datasets.
        accepted: The rules of the gate.
        console: Where to.
        runs: How often to try a judge that errs by chance.

    Returns:
        Whether the gate is to be trusted: it noticed what changed a verdict for the worse, and
        cried wolf in at most one of twenty runs.
    """
    trusted = True
    rows = []
    for attempt in (*rules_off(files, accepted), yes_to_all(files, accepted)):
        named = {name for reason in attempt.decision.reasons for name in reason.claims}
        noticed = not attempt.decision.passed and not named.isdisjoint(attempt.lost)
        trusted &= noticed or not attempt.lost
        said = "fails" if noticed else "passes" if attempt.lost else "nothing lost"
        rows.append([attempt.name, str(attempt.changed), str(len(attempt.lost)), said])
        console.print(f"{attempt.name}: {said}", style="dim")
    print_table(console, "", ("sabotage", "other verdicts", "newly wrong", "the gate"), rows)
    wolf = false_alarms(files, accepted, runs)
    for base, failed in zip(("errs as often", "does not err"), wolf, strict=True):
        console.print(
            f"A judge that errs in {RATE:.0%} of its verdicts by chance, baseline that {base}: "
            f"the gate fails {failed} of {runs} runs."
        )
    return trusted and max(wolf) * 20 <= runs
