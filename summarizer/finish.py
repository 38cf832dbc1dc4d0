"""The summary as a reader gets it: flagged sentences marked, or left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.types import Claim, SummarySentence, Verdict

_WORST = (
    Verdict.CONTRADICTED,
    Verdict.UNSUPPORTED,
    Verdict.UNVERIFIABLE,
    Verdict.NOT_CHECKED,
)


def marked(
    sentences: Sequence[SummarySentence], claims: Sequence[Claim]
) -> tuple[SummarySentence, ...]:
    """Sentences, those with flagged claims followed by the worst verdict in brackets."""
    verdicts = {claim.id: claim.verdict for claim in claims}
    return tuple(
        sentence.model_copy(update={"text": f"{sentence.text} [{worst}]"})
        if (worst := _worst(sentence, verdicts))
        else sentence
        for sentence in sentences
    )


def unflagged(
    sentences: Sequence[SummarySentence], claims: Sequence[Claim]
) -> tuple[tuple[SummarySentence, ...], tuple[str, ...]]:
    """Sentences without flagged claims, and a note for each that is left out."""
    verdicts = {claim.id: claim.verdict for claim in claims}
    kept, notes = [], []
    for sentence in sentences:
        worst = _worst(sentence, verdicts)
        if worst is None:
            kept.append(sentence)
        else:
            notes.append(f"Left out of the summary ({worst}): {sentence.text}")
    return tuple(kept), tuple(notes)


def _worst(sentence: SummarySentence, verdicts: Mapping[str, Verdict]) -> Verdict | None:
    found = {verdicts[name] for name in sentence.claims}
    return next((verdict for verdict in _WORST if verdict in found), None)
