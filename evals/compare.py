"""A run beside an earlier one, claim by claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import Final

from evals.baseline import Baseline, Kept
from evals.dataset import FLAGGED
from evals.decision import Comparison, Flip
from evals.metrics import flip_rate, right, score, verdicts
from evals.results import ClaimResult, Run, Setup
from evals.stats import Pair, difference
from summarizer.types import Verdict

HEADLINE: Final = "balanced accuracy"
_ORDER: Final = ("newly wrong", "newly right", "as right as before")


def matched(run: Run, baseline: Baseline) -> Iterator[tuple[ClaimResult, Kept]]:
    """Claims that both have, unchanged."""
    for claim in run.claims:
        kept = baseline.claims.get(claim.suite, {}).get(claim.id)
        if kept is not None and kept.of == claim.fingerprint:
            yield claim, kept


def chance(run: Run, baseline: Baseline | None, noise: float) -> float:
    """How often a verdict differs by chance: as assumed, or more often if repetitions show it.

    Without a model, and with replies from a recording, nothing is left to chance.
    """
    if run.setup.source in ("offline", "recording"):
        return 0.0
    seen_now = flip_rate(verdicts(claim) for claim in run.claims)
    then = list(baseline.claims.values()) if baseline else []
    seen_then = flip_rate(kept.got for suite in then for kept in suite.values())
    return max(noise, seen_now, seen_then)


def compare(
    run: Run, baseline: Baseline, level: float = 0.95, noise: float = 0.0
) -> tuple[Comparison, ...]:
    """Compare figures.

    Args:
        run: Now.
        baseline: Then.
        level: Of the interval of the headline; the closer looks share the same risk of a false
            alarm among themselves.
        noise: Chance that a verdict differs for no reason.

    Returns:
        The headline first: balanced accuracy of flagging over all claims. Then closer looks:
        each suite and kind, the very verdicts, the evidence, the key facts of summaries.
    """
    pairs = list(matched(run, baseline))
    found = []
    if pairs:
        found.append(_compare(HEADLINE, [_flagged(*pair) for pair in pairs], level, noise))
    looks = {name: look for name, look in _looks(run, baseline, pairs).items() if look}
    strict = 1 - (1 - level) / max(len(looks), 1)
    for name, look in looks.items():
        found.append(_compare(name, look, strict, 0.0 if name == _FACTS else noise))
    return tuple(found)


def flips(run: Run, baseline: Baseline, must_pass: Sequence[str] = ()) -> tuple[Flip, ...]:
    """Claims with another verdict than then, by the verdict of most repetitions."""
    found = []
    for claim, kept in matched(run, baseline):
        before, now = _most(kept.got), _most(verdicts(claim))
        if before is now:
            continue
        was, is_now = _then(claim, kept) > 0.5, score(claim) > 0.5
        turn = _ORDER[2] if was == is_now else _ORDER[is_now]
        found.append(
            Flip.model_validate(
                {
                    "id": claim.id,
                    "suite": claim.suite,
                    "kind": claim.label.kind,
                    "path": claim.path,
                    "line": claim.line,
                    "text": claim.text,
                    "label": claim.label.verdict,
                    "before": before,
                    "now": now,
                    "turn": turn,
                    "must_pass": claim.id in must_pass,
                }
            )
        )
    return tuple(sorted(found, key=lambda flip: (_ORDER.index(flip.turn), flip.id)))


def changes(now: Setup, then: Setup) -> tuple[str, ...]:
    """What is set up differently, each a clause."""
    said = []
    for name, before, after in (
        ("checker", then.checker_model, now.checker_model),
        ("drafter", then.model, now.model),
        ("replies", then.source, now.source),
        ("program", then.tool, now.tool),
    ):
        if before != after:
            said.append(f"{name}: {before} → {after}")
    for name in sorted({*then.prompts, *now.prompts}):
        old, new = then.prompts.get(name), now.prompts.get(name)
        if old != new:
            was, is_now = (
                f"version {info.version} ({info.sha256[:8]})" if info else "not used"
                for info in (old, new)
            )
            said.append(f"prompt {name}: {was} → {is_now}")
    for name in sorted({*then.settings, *now.settings}):
        if then.settings.get(name) != now.settings.get(name):
            was_set, set_now = then.settings.get(name, "default"), now.settings.get(name, "default")
            said.append(f"setting {name}: {was_set} → {set_now}")
    parts = [name for name in sorted({*then.code, *now.code}) if _differs(then, now, name)]
    if parts:
        said.append(f"code: {', '.join(parts)}")
    return tuple(said)


_FACTS: Final = "key facts covered"


def _looks(
    run: Run, baseline: Baseline, pairs: Sequence[tuple[ClaimResult, Kept]]
) -> dict[str, list[Pair]]:
    looks: dict[str, list[Pair]] = {}
    suites = sorted({claim.suite for claim, _ in pairs})
    if len(suites) > 1:
        for suite in suites:
            looks[f"suite {suite}"] = [_flagged(*pair) for pair in pairs if pair[0].suite == suite]
    for kind in sorted({claim.label.kind for claim, _ in pairs}):
        looks[f"kind {kind}"] = [_flagged(*pair) for pair in pairs if pair[0].label.kind == kind]
    looks["very verdicts"] = [
        Pair(
            claim.case,
            True,
            fmean(verdict == claim.label.verdict for verdict in kept.got),
            fmean(outcome.verdict == claim.label.verdict for outcome in claim.outcomes),
        )
        for claim, kept in pairs
        if claim.label.verdict != FLAGGED
    ]
    looks["evidence"] = [
        Pair(
            claim.case,
            True,
            fmean(kept.hit),
            fmean(outcome.hit is True for outcome in claim.outcomes),
        )
        for claim, kept in pairs
        if kept.hit
    ]
    looks[_FACTS] = [
        Pair(result.case, True, kept.facts, fmean(fmean(each.covered) for each in result.outcomes))
        for result in run.summaries
        if (kept := baseline.summaries.get(result.suite, {}).get(result.case))
        and kept.of == result.fingerprint
    ]
    return looks


def _compare(name: str, pairs: Sequence[Pair], level: float, noise: float) -> Comparison:
    found = difference(pairs, level)
    # A verdict that flips by chance is more often lost than won where most are right.
    allowance = max(0.0, noise * (2 * found.before - 1))
    return Comparison(
        name=name,
        pairs=found.pairs,
        before=found.before,
        now=found.now,
        low=found.low,
        high=found.high,
        level=level,
        allowance=allowance,
        drop=found.high < -allowance,
    )


def _flagged(claim: ClaimResult, kept: Kept) -> Pair:
    return Pair(claim.case, claim.label.flagged, _then(claim, kept), score(claim))


def _then(claim: ClaimResult, kept: Kept) -> float:
    return fmean(right(claim.label, verdict) for verdict in kept.got)


def _most(verdicts: Sequence[Verdict]) -> Verdict:
    """The commonest; of equally common ones the first."""
    return Counter(verdicts).most_common(1)[0][0]


def _differs(one: Setup, other: Setup, part: str) -> bool:
    return one.code.get(part) != other.code.get(part)
