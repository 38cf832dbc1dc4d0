"""What a summary is like, measured on its report.

The measures are plain and can be checked by hand: a key fact counts as covered when a supported
claim rests on the words that state it and has half of the fact's own words.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from evals.dataset import KeyFact, Reference
from evals.results import SummaryOutcome
from summarizer.draft.decompose import decompose
from summarizer.types import Claim, Evidence, Report, Verdict

_POINTING: Final = frozenset(
    "he she it they this that these those his her its their here there then".split()
)
_SHARED: Final = 0.5
_SAME: Final = 0.8
_STEM: Final = 5


def measure(report: Report, reference: Reference) -> SummaryOutcome:
    """Measure the summary of a report.

    Args:
        report: Of ``summarize``.
        reference: The facts that the summary should not miss.
    """
    drafted = {name for sentence in report.summary_sentences for name in sentence.claims}
    claims = [claim for claim in report.claims if claim.id in drafted]
    supported = [claim for claim in claims if claim.verdict is Verdict.SUPPORTED]
    return SummaryOutcome(
        sentences=len(report.summary_sentences),
        claims=len(claims),
        unsupported=len(claims) - len(supported),
        atomic=sum(_atomic(claim.text) for claim in claims),
        standalone=sum(_standalone(claim.text) for claim in claims),
        redundant=_redundant([claim.text for claim in claims]),
        covered=tuple(
            any(_covers(claim, fact, report.source.text) for claim in supported)
            for fact in reference.key_facts
        ),
    )


def none(reference: Reference, reason: str) -> SummaryOutcome:
    """What there is to say when there was no summary."""
    return SummaryOutcome(
        sentences=0,
        claims=0,
        unsupported=0,
        atomic=0,
        standalone=0,
        redundant=0,
        covered=(False,) * len(reference.key_facts),
        reason=reason,
    )


def hits(evidence: Collection[Evidence], words: Collection[str], text: str) -> bool:
    """Whether a cited span overlaps one of the labelled ones, wherever they occur."""
    spans = [found.span() for item in words for found in re.finditer(re.escape(item), text)]
    return any(
        cited.start < end and start < cited.end for cited in evidence for start, end in spans
    )


def _covers(claim: Claim, fact: KeyFact, text: str) -> bool:
    wanted = _stems(fact.fact)
    return hits(claim.evidence, [fact.evidence], text) and (
        len(wanted & _stems(claim.text)) >= _SHARED * len(wanted)
    )


def _atomic(claim: str) -> bool:
    return sum(len(texts) for _, texts in decompose(claim)) <= 1


def _standalone(claim: str) -> bool:
    first = re.search(r"\w+", claim.lower())
    return first is not None and first.group() not in _POINTING


def _redundant(claims: list[str]) -> int:
    """Claims whose words an earlier claim has nearly all, or that have nearly all of its words."""
    stems = [_stems(claim) for claim in claims]
    return sum(
        any(
            len(one & other) >= _SAME * min(len(one), len(other))
            for other in stems[:number]
            if one and other
        )
        for number, one in enumerate(stems)
    )


def _stems(text: str) -> set[str]:
    """Figures and longer words, cut so that inflection matters little."""
    words: list[str] = re.findall(r"\w+", text.lower())
    return {word[:_STEM] for word in words if len(word) > 3 or word[0].isdigit()}
