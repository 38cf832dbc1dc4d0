"""Run the datasets through the summarizer and keep what it said of every claim."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

from pydantic_evals import Case, Dataset
from pydantic_evals.evaluators import Evaluator, EvaluatorContext
from pydantic_evals.reporting import EvaluationReport

from evals import summaries
from evals.dataset import ClaimCase, File, Label, Reference, SummaryCase, fingerprint
from evals.metrics import right
from evals.results import (
    ClaimResult,
    Failure,
    Outcome,
    Run,
    SummaryOutcome,
    SummaryResult,
)
from evals.subject import Stopped, Subject
from summarizer.types import Claim, FindingKind, Report, Verdict

_NO_VERDICT: Final = frozenset({FindingKind.SERVICE, FindingKind.BUDGET})

Evaluation = EvaluationReport[Any, Any, Any]


async def run(files: Iterable[File], subject: Subject, repeat: int = 1) -> Run:
    """Measure a summarizer.

    Args:
        files: The datasets.
        subject: What is measured.
        repeat: How often each text is done.

    Raises:
        SettingsError: A setting cannot be used.
    """
    files = list(files)
    claims: list[ClaimResult] = []
    summed: list[SummaryResult] = []
    failures: dict[tuple[str, str], Failure] = {}
    for suite in dict.fromkeys(file.suite for file in files):
        members = [file for file in files if file.suite == suite]
        for kind, task in (("claims", subject.check), ("summaries", subject.summarize)):
            cases = [(file, case) for file in members for case in getattr(file, kind)]
            if not cases:
                continue
            evaluation = await _evaluate(suite, cases, task, subject.at_once, repeat)
            outputs = _outputs(evaluation)
            for file, case in cases:
                found = outputs[str(case.name)]
                for stopped in found:
                    if isinstance(stopped, Stopped):
                        failures[suite, str(case.name)] = Failure(
                            suite=suite,
                            case=str(case.name),
                            trouble=stopped.trouble,
                            message=stopped.message,
                        )
                if kind == "claims":
                    claims += _claims(file, case, found)
                else:
                    summed.append(_summary(file, case, found))
    if subject.fatal:
        raise subject.fatal
    return Run(
        setup=subject.setup(),
        repeat=repeat,
        claims=tuple(claims),
        summaries=tuple(summed),
        failures=tuple(failures.values()),
        usage=subject.usage,
    )


async def ask_again(
    measured: Run, files: Iterable[File], subject: Subject, ids: Collection[str], times: int
) -> Run:
    """Do the texts of some claims again, and add what is said to what was.

    Args:
        measured: The run.
        files: The datasets.
        subject: What is measured.
        ids: The claims.
        times: How often.
    """
    again = {(claim.suite, claim.case) for claim in measured.claims if claim.id in ids}
    chosen = [
        replace(
            file,
            claims=tuple(case for case in file.claims if (file.suite, case.name) in again),
            summaries=(),
        )
        for file in files
    ]
    return merged(measured, await run(chosen, subject, times))


def merged(first: Run, again: Run) -> Run:
    """A run with the outcomes of another added to the claims that both have."""
    more = {(claim.suite, claim.id): claim.outcomes for claim in again.claims}
    claims = tuple(
        claim.model_copy(
            update={"outcomes": claim.outcomes + more.get((claim.suite, claim.id), ())}
        )
        for claim in first.claims
    )
    failures = dict.fromkeys((*first.failures, *again.failures))
    return first.model_copy(
        update={"claims": claims, "failures": tuple(failures), "usage": again.usage}
    )


@dataclass(repr=False)
class _Right(Evaluator[Any, Any, Any]):
    """Share of a text's claims that were flagged, or let through, as they should be."""

    def evaluate(self, ctx: EvaluatorContext[Any, Any, Any]) -> dict[str, float]:
        """See :class:`Evaluator`."""
        if isinstance(ctx.output, Stopped):
            return {}
        if isinstance(ctx.expected_output, Reference):
            covered = summaries.measure(ctx.output, ctx.expected_output).covered
            return {"key facts": sum(covered) / len(covered)}
        assert ctx.expected_output is not None
        claims = zip(ctx.inputs.claims, ctx.output.claims, strict=True)
        marks = [right(ctx.expected_output[name], claim.verdict) for name, claim in claims]
        return {"right": sum(marks) / len(marks)}


async def _evaluate(
    suite: str,
    cases: list[tuple[File, Any]],
    task: Callable[[Any], Awaitable[Report | Stopped]],
    at_once: int,
    repeat: int,
) -> Evaluation:
    dataset: Dataset[Any, Any, Any] = Dataset(
        name=suite,
        cases=[
            Case(
                name=case.name,
                inputs=case.inputs,
                metadata=case.metadata,
                expected_output=case.expected_output,
            )
            for _, case in cases
        ],
        evaluators=[_Right()],
    )
    return await dataset.evaluate(
        task, name=suite, max_concurrency=at_once, progress=False, repeat=repeat
    )


def _outputs(evaluation: Evaluation) -> dict[str, list[Report | Stopped]]:
    """What came out for each case, repetition by repetition."""
    found: dict[str, list[Report | Stopped]] = {}
    for case in evaluation.cases:
        found.setdefault(case.source_case_name or case.name, []).append(case.output)
    for failure in evaluation.failures:
        stopped = Stopped("crashed", failure.error_message)
        found.setdefault(failure.source_case_name or failure.name, []).append(stopped)
    return found


def _claims(file: File, case: ClaimCase, outputs: list[Report | Stopped]) -> list[ClaimResult]:
    assert case.metadata
    assert case.expected_output
    results = []
    for number, (name, text) in enumerate(case.inputs.claims.items()):
        label = case.expected_output[name]
        results.append(
            ClaimResult(
                id=name,
                suite=file.suite,
                case=str(case.name),
                path=file.path,
                line=file.line(name),
                text=text,
                fingerprint=fingerprint(case.inputs.text, text, label),
                label=label,
                language=case.metadata.language,
                damage=case.metadata.damage,
                held_out=case.metadata.held_out,
                outcomes=tuple(
                    _unchecked(output)
                    if isinstance(output, Stopped)
                    else _outcome(output.claims[number], label, output.source.text)
                    for output in outputs
                ),
            )
        )
    return results


def _outcome(claim: Claim, label: Label, text: str) -> Outcome:
    reasons = [finding.message for finding in claim.findings if finding.kind in _NO_VERDICT]
    return Outcome(
        verdict=claim.verdict,
        confidence=claim.confidence,
        hit=summaries.hits(claim.evidence, label.evidence, text) if label.evidence else None,
        findings=tuple(finding.kind for finding in claim.findings),
        reason=reasons[0] if reasons and claim.verdict is Verdict.NOT_CHECKED else "",
    )


def _unchecked(stopped: Stopped) -> Outcome:
    reason = f"{stopped.trouble}: {stopped.message}"
    return Outcome(verdict=Verdict.NOT_CHECKED, confidence=0.0, reason=reason)


def _summary(file: File, case: SummaryCase, outputs: list[Report | Stopped]) -> SummaryResult:
    assert case.metadata
    assert case.expected_output
    reference = case.expected_output
    outcomes: list[SummaryOutcome] = [
        summaries.none(reference, f"{output.trouble}: {output.message}")
        if isinstance(output, Stopped)
        else summaries.measure(output, reference)
        for output in outputs
    ]
    facts = [f"{fact.fact}\0{fact.evidence}" for fact in reference.key_facts]
    return SummaryResult(
        case=str(case.name),
        suite=file.suite,
        path=file.path,
        line=file.line(str(case.name)),
        fingerprint=sha256("\0".join([case.inputs.text, *facts]).encode()).hexdigest()[:10],
        language=case.metadata.language,
        held_out=case.metadata.held_out,
        facts=tuple(fact.fact for fact in reference.key_facts),
        outcomes=tuple(outcomes),
    )
