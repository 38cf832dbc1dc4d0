"""The run on GitHub: a job summary, and annotations at the labels of claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from evals.decision import Result
from evals.outputs.figures import (
    FLAGGING_HEAD,
    KIND_HEAD,
    flagging_rows,
    kind_rows,
    money,
    share,
    signed,
    summary_rows,
)
from summarizer.report.inert import one_line
from summarizer.report.markdown import escape

_MOST: Final = 10
"""Annotations that GitHub shows of one step."""
_FLIPS: Final = 100
"""Flips that the summary lists; GitHub cuts off summaries that are too long."""


def summary(result: Result) -> str:
    """The job summary, in GitHub's Markdown."""
    return "\n\n".join(_parts(result)) + "\n"


def commands(result: Result) -> list[str]:
    """Workflow commands that mark claims at their labels, the weightiest first."""
    if result.decision is None:
        return []
    claims = {claim.id: claim for claim in result.run.claims}
    flips = {flip.id: flip for flip in result.decision.flips}
    marked: dict[str, str] = {}
    for reason in result.decision.reasons:
        here = [name for name in reason.claims if name in claims and name not in marked]
        for name in here:
            flip = flips.get(name)
            verdict = claims[name].outcomes[0].verdict
            was = f"{flip.before} → {flip.now}" if flip else f"{verdict}"
            label = claims[name].label.verdict
            message = f"{name}: {was}, should be {label}: “{claims[name].text}”"
            at = f"file={_property(claims[name].path.as_posix())},line={claims[name].line}"
            marked[name] = f"::error {at},title={_property(reason.cause)}::{_data(message)}"
        if not reason.claims:
            marked[reason.message] = (
                f"::error title={_property(reason.cause)}::{_data(reason.message)}"
            )
    return list(marked.values())[:_MOST]


def _parts(result: Result) -> Iterator[str]:
    run, metrics, decision = result.run, result.metrics, result.decision
    if decision is not None:
        yield f"## Evals: {'passed' if decision.passed else 'FAILED'}"
    else:
        yield "## Evals"
    setup = run.setup
    yield escape(f"Checker {setup.checker_model}, drafter {setup.model} ({setup.source}).")
    if setup.note:
        yield escape(setup.note)
    if decision is not None:
        if decision.reasons:
            yield "\n".join(
                f"- **{reason.cause}**: {escape(reason.message)}" for reason in decision.reasons
            )
        if decision.changes:
            yield f"Changed since the baseline: {escape('; '.join(decision.changes))}"
        if decision.notes:
            yield "\n".join(f"- {escape(note)}" for note in decision.notes)
        if decision.flips:
            yield "### Claims with another verdict"
            yield _table(
                ("claim", "then", "now", "should be", ""),
                [
                    (flip.id, flip.before, flip.now, flip.label, flip.turn)
                    for flip in decision.flips[:_FLIPS]
                ],
            )
            if len(decision.flips) > _FLIPS:
                yield f"… and {len(decision.flips) - _FLIPS} more."
        changed = [c for n, c in enumerate(decision.comparisons) if n == 0 or c.now != c.before]
        if changed:
            yield "### Then and now"
            yield _table(
                ("figure", "n", "then", "now", "interval of the change", ""),
                [
                    (
                        found.name,
                        str(found.pairs),
                        share(found.before),
                        share(found.now),
                        f"{signed(found.low)} to {signed(found.high)}",
                        "drop" if found.drop else "",
                    )
                    for found in changed
                ],
            )
    yield "### Flagged, or let through, as it should be"
    yield _table(FLAGGING_HEAD, flagging_rows(metrics))
    yield "### By what the claim tests"
    yield _table(KIND_HEAD, kind_rows(metrics))
    if rows := summary_rows(metrics):
        yield "### Summaries"
        yield _table(("measure", "value"), rows)
    usage = run.usage
    yield (
        f"{usage.calls} calls, {usage.input_tokens} tokens in, {usage.output_tokens} out, "
        f"cost {escape(money(usage.cost_usd))}."
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)]]
    lines += [[escape(cell) for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _data(text: str) -> str:
    """Text of a workflow command; it must not end the line or begin another command."""
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
