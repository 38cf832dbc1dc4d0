"""The run as JUnit XML: a test case a group of claims, and one a rule of the gate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args
from xml.etree import ElementTree as Xml

from evals.decision import Cause, Result
from evals.metrics import score
from evals.results import ClaimResult, SummaryResult
from summarizer.report.inert import one_line

_GATE: Final = "gate"


def to_junit(result: Result) -> str:
    """Render a run.

    A group is the claims of one text that test the same. It fails if the gate names one of its
    claims; claims that were wrong before are told in its output. Without a gate nothing fails
    but what could not be measured.
    """
    root = Xml.Element("testsuites", name="evals")
    failed = {
        name: reason
        for reason in reversed(result.decision.reasons if result.decision else ())
        for name in reason.claims
    }
    for suite in dict.fromkeys(claim.suite for claim in result.run.claims):
        groups: dict[tuple[str, str], list[ClaimResult]] = {}
        for claim in result.run.claims:
            if claim.suite == suite:
                groups.setdefault((claim.case, claim.label.kind), []).append(claim)
        element = _suite(root, suite)
        for (case, kind), claims in groups.items():
            test = _case(element, f"evals.{suite}.{case}", kind, claims[0])
            named = [claim for claim in claims if claim.id in failed]
            if named:
                _failure(
                    test,
                    failed[named[0].id].cause,
                    f"{len(named)} of {len(claims)} claims",
                    [_said(claim) for claim in named],
                )
            elif any(outcome.reason for claim in claims for outcome in claim.outcomes):
                _error(test, next(o.reason for c in claims for o in c.outcomes if o.reason))
            wrong = [_said(claim) for claim in claims if score(claim) < 1]
            if wrong:
                Xml.SubElement(test, "system-out").text = "\n".join(wrong)
        _count(element)
    for suite in dict.fromkeys(found.suite for found in result.run.summaries):
        element = _suite(root, suite)
        for found in result.run.summaries:
            if found.suite == suite:
                test = _case(element, f"evals.{suite}", found.case, found)
                if reason := next((o.reason for o in found.outcomes if o.reason), ""):
                    _error(test, reason)
        _count(element)
    if result.decision is not None:
        element = _suite(root, _GATE)
        for cause in get_args(Cause):
            test = Xml.SubElement(element, "testcase", classname="evals.gate", name=cause)
            reasons = [reason for reason in result.decision.reasons if reason.cause == cause]
            if reasons:
                messages = [reason.message for reason in reasons]
                _failure(test, cause, messages[0], [*messages, *result.decision.changes])
        _count(element)
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _suite(root: Xml.Element, name: str) -> Xml.Element:
    return Xml.SubElement(root, "testsuite", name=name)


def _case(
    suite: Xml.Element, group: str, name: str, at: ClaimResult | SummaryResult
) -> Xml.Element:
    return Xml.SubElement(
        suite, "testcase", classname=group, name=name, file=at.path.as_posix(), line=str(at.line)
    )


def _failure(test: Xml.Element, cause: str, message: str, lines: Sequence[str]) -> None:
    found = Xml.SubElement(test, "failure", type=cause, message=one_line(message))
    found.text = "\n".join(map(one_line, lines))


def _error(test: Xml.Element, reason: str) -> None:
    Xml.SubElement(test, "error", type=reason.partition(":")[0], message=one_line(reason))


def _count(suite: Xml.Element) -> None:
    suite.set("tests", str(len(suite.findall("testcase"))))
    for name in ("failures", "errors"):
        suite.set(name, str(len(suite.findall(f"testcase/{name[:-1]}"))))


def _said(claim: ClaimResult) -> str:
    verdicts = ", ".join(outcome.verdict for outcome in claim.outcomes)
    return one_line(f"{claim.id}: {verdicts}, should be {claim.label.verdict}: {claim.text}")
