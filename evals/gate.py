"""The gate: does a run pass?

It fails for what a run lacks, for what a team never accepts, and for a drop that chance does not
explain; each reason names the claims. Nothing that was not measured ever passes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from evals.baseline import Baseline
from evals.compare import chance, changes, compare, flips
from evals.decision import Comparison, Decision, Flip, Reason
from evals.metrics import Metrics, score
from evals.results import ClaimResult, Run
from evals.rules import Rules
from summarizer.types import FindingKind, Verdict

TRIES: Final = 5
"""How often a must-pass claim is asked of a model before it counts as wrong: one wrong answer may
be chance, most of five are not."""
ALL: Final[frozenset[str]] = frozenset()
_SHOWN: Final = 8
"""Claims that a reason names in its sentence."""


def decide(
    run: Run,
    metrics: Metrics,
    baseline: Baseline | None,
    rules: Rules,
    suites: frozenset[str] = ALL,
) -> Decision:
    """Decide whether a run passes.

    Args:
        run: What was measured. Texts with doubtful claims should have been asked again.
        metrics: Its figures.
        baseline: What it is compared with; ``None`` when a baseline is only being made.
        rules: What a team asks of every run.
        suites: Suites that were to be measured; all when empty.
    """
    reasons = [
        *_lacking(run, rules),
        *_required(run, rules, suites),
        *_floors(metrics, rules, suites),
    ]
    compared: tuple[Comparison, ...] = ()
    flipped: tuple[Flip, ...] = ()
    notes = list(_notes(run, baseline))
    came: tuple[str, ...] = ()
    if baseline is not None:
        baseline = baseline.of(suites) if suites else baseline
        compared = compare(run, baseline, rules.level, chance(run, baseline, rules.noise))
        flipped = flips(run, baseline, rules.must_pass)
        came = changes(run.setup, baseline.setup)
        reasons += _missing(run, baseline)
        if not compared and not reasons:
            message = "The baseline holds nothing that the run could be compared with."
            reasons.append(Reason(cause="nothing measured", message=message))
        reasons += _drops(compared, flipped)
    return Decision(
        passed=not reasons,
        service=bool(reasons) and _service_failed(run),
        reasons=tuple(reasons),
        changes=came,
        comparisons=compared,
        flips=flipped,
        notes=tuple(notes),
    )


def doubtful(run: Run, rules: Rules, noise: float) -> set[str]:
    """Must-pass claims that chance may have got wrong: their texts should be asked again."""
    if noise == 0 or run.repeat >= TRIES:
        return set()
    required = set(rules.must_pass)
    return {
        claim.id
        for claim in run.claims
        if claim.id in required and score(claim) < 1 and len(claim.outcomes) < TRIES
    }


def _lacking(run: Run, rules: Rules) -> Iterator[Reason]:
    if not run.claims and not run.summaries:
        yield Reason(cause="nothing measured", message="There is not a single case in the run.")
        return
    for trouble in dict.fromkeys(failure.trouble for failure in run.failures):
        failed = [failure for failure in run.failures if failure.trouble == trouble]
        names = _listed([f"{failure.suite}/{failure.case}" for failure in failed])
        yield Reason(
            cause="not measured",
            message=f"{trouble}: {len(failed)} of the texts have no result ({names}). "
            f"{failed[0].message}",
        )
    unchecked = [claim for claim in run.claims if _not_checked(claim)]
    if run.claims and len(unchecked) / len(run.claims) > rules.not_checked:
        said = dict.fromkeys(
            outcome.reason for claim in unchecked for outcome in claim.outcomes if outcome.reason
        )
        yield Reason(
            cause="not checked",
            message=f"{len(unchecked)} of {len(run.claims)} claims got no verdict, more than the "
            f"limit of {rules.not_checked:.1%}. {next(iter(said), '')}".strip(),
            claims=tuple(claim.id for claim in unchecked),
        )


def _required(run: Run, rules: Rules, suites: frozenset[str]) -> Iterator[Reason]:
    found = {claim.id: claim for claim in run.claims}
    wrong = [name for name in rules.must_pass if name in found and score(found[name]) <= 0.5]
    for name in wrong:
        claim = found[name]
        said = ", ".join(dict.fromkeys(outcome.verdict for outcome in claim.outcomes))
        yield Reason(
            cause="must pass",
            message=f"{name} must pass but is {said} instead of {claim.label.verdict}: "
            f"“{claim.text}”",
            claims=(name,),
        )
    # with some suites left out, nobody can tell in which an unknown claim would have been
    absent = [name for name in rules.must_pass if name not in found]
    if absent and not suites:
        yield Reason(
            cause="missing",
            message=f"{len(absent)} must-pass claims are not in the datasets: {_listed(absent)}.",
            claims=tuple(absent),
        )


def _floors(metrics: Metrics, rules: Rules, suites: frozenset[str]) -> Iterator[Reason]:
    for part, floors in rules.floors.items():
        if suites and part.partition(":")[0] not in suites:
            continue
        if part == "summaries":
            figures = metrics.summaries.model_dump() if metrics.summaries else {}
        else:
            found = metrics.flagging.get(part)
            figures = found.model_dump() if found else {}
        for name, floor in floors.items():
            value = figures.get(name)
            if value is None:
                message = f"{name} of {part} is to be at least {floor:.3f}, but was not measured."
                yield Reason(cause="floor", message=message)
            elif value < floor:
                message = f"{name} of {part} is {value:.3f}, below its floor of {floor:.3f}."
                yield Reason(cause="floor", message=message)


def _missing(run: Run, baseline: Baseline) -> Iterator[Reason]:
    now = {(claim.suite, claim.id): claim.fingerprint for claim in run.claims}
    then = {
        (suite, name): kept.of
        for suite, known in baseline.claims.items()
        for name, kept in known.items()
    }
    texts = {(result.suite, result.case): result.fingerprint for result in run.summaries}
    before = {
        (suite, name): kept.of
        for suite, known in baseline.summaries.items()
        for name, kept in known.items()
    }
    for what, present, known in (("claims", now, then), ("summaries", texts, before)):
        gone = [name for suite, name in known if (suite, name) not in present]
        if gone:
            yield Reason(
                cause="missing",
                message=f"{len(gone)} {what} of the baseline are not in the run: {_listed(gone)}. "
                "If they were meant to go, renew the baseline with --update-baseline.",
                claims=tuple(gone),
            )
        other = [key[1] for key, of in known.items() if present.get(key, of) != of]
        if other:
            yield Reason(
                cause="altered",
                message=f"{len(other)} {what} are not what they were in the baseline (text, claim "
                f"or label): {_listed(other)}. Renew it with --update-baseline.",
                claims=tuple(other),
            )


def _drops(compared: Sequence[Comparison], flipped: Sequence[Flip]) -> Iterator[Reason]:
    for found in compared:
        if not found.drop:
            continue
        share = f"{found.level:.1%}".replace(".0%", "%")
        beyond = (
            f", beyond the {found.allowance:.3f} that chance explains" if found.allowance else ""
        )
        concerned = [flip for flip in flipped if _concerns(found.name, flip)]
        names = _listed([f"{flip.id} {flip.before}→{flip.now}" for flip in concerned])
        yield Reason(
            cause="drop",
            message=f"{found.name} fell from {found.before:.3f} to {found.now:.3f} "
            f"({share} interval of the difference {found.low:+.3f} to {found.high:+.3f}{beyond})"
            + (f": {names}." if names else "."),
            claims=tuple(flip.id for flip in concerned),
        )


def _concerns(name: str, flip: Flip) -> bool:
    what, _, which = name.partition(" ")
    if name == "very verdicts":
        return flip.turn != "newly right" and flip.now != flip.label
    if flip.turn != "newly wrong":
        return False
    return name == "balanced accuracy" or (
        which == {"suite": flip.suite, "kind": flip.kind}.get(what)
    )


def _notes(run: Run, baseline: Baseline | None) -> Iterator[str]:
    if run.setup.source == "scripted":
        yield (
            "The replies come from a script that plays a model: this run tests the harness and "
            "says nothing about any model."
        )
    if baseline is None:
        return
    known = {name for suite in baseline.claims.values() for name in suite}
    new = [claim.id for claim in run.claims if claim.id not in known]
    if new:
        yield (
            f"{len(new)} claims are not in the baseline and were compared with nothing: "
            f"{_listed(new)}. Take them in with --update-baseline."
        )


def _service_failed(run: Run) -> bool:
    return any(failure.trouble == "service failed" for failure in run.failures) or any(
        outcome.verdict is Verdict.NOT_CHECKED and FindingKind.SERVICE in outcome.findings
        for claim in run.claims
        for outcome in claim.outcomes
    )


def _not_checked(claim: ClaimResult) -> bool:
    return any(outcome.verdict is Verdict.NOT_CHECKED for outcome in claim.outcomes)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
