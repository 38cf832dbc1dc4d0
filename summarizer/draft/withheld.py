"""What damaged sentences seem to say: stated, so that a reader sees what was left out."""

from __future__ import annotations

from typing import Final

from summarizer.draft.content import Content
from summarizer.draft.decompose import atoms
from summarizer.draft.model import Citation, DraftClaim
from summarizer.draft.reference import standing
from summarizer.draft.skeleton import Skeleton
from summarizer.draft.strand import Strand, finished, join
from summarizer.types import IssueKind

_MAX_WITHHELD: Final = 5
_MOST: Final = 0.9
"""Share of the damaged letters that a claim must keep to be the claim of the damage."""


def withheld(content: Content) -> tuple[tuple[DraftClaim, ...], tuple[str, ...]]:
    """State what damaged sentences seem to say.

    Each claim keeps the damaged words as they stand, so that the check finds the damage
    under it and calls it unverifiable.

    Args:
        content: The document.

    Returns:
        At most five claims, and notes that name the damaged sentences beyond them.
    """
    claims: list[DraftClaim] = []
    beyond: list[str] = []
    for index, source in enumerate(content.document.sentences):
        if not content.damage(index) or _told_with_neighbour(content, index):
            continue
        if len(claims) >= _MAX_WITHHELD:
            beyond.append(source.id)
            continue
        strand = _seeming(content, index)
        claims.append(
            DraftClaim(
                text=strand.text,
                citations=(Citation(source.id, content.document.quote(source)),),
            )
        )
    notes: tuple[str, ...] = ()
    if beyond:
        notes = (f"{len(beyond)} more damaged sentences were left out: {', '.join(beyond)}.",)
    return tuple(claims), notes


def _is_fragment(content: Content, index: int) -> bool:
    kinds = {issue.kind for issue in content.document.sentences[index].issues}
    return IssueKind.ORPHAN_FRAGMENT in kinds


def _told_with_neighbour(content: Content, index: int) -> bool:
    """Whether a fragment belongs to a damaged sentence before it, which tells of both."""
    return index > 0 and _is_fragment(content, index) and bool(content.damage(index - 1))


def _seeming(content: Content, index: int) -> Strand:
    whole = content.whole(index)
    if not content.english:
        return whole
    if _is_fragment(content, index) and index > 0:
        neighbour = atoms(Skeleton(content.whole(index - 1), content.names))[-1]
        return join(neighbour, whole)
    stands = standing(Skeleton(whole, content.names), content.before(index)).sentence
    damage = content.damage(index)
    parts = [part for part in atoms(stands) if part.comes_from(damage)]
    if len(parts) == 1 and _keeps(parts[0], whole, damage):
        return parts[0]
    return finished(stands.strand) if _keeps(stands.strand, whole, damage) else whole


def _keeps(part: Strand, whole: Strand, damage: list[tuple[int, int]]) -> bool:
    """Whether the damaged words are in the part, but for a participle made finite."""
    kept = set(part.origins)
    wanted = [
        origin
        for letter, origin in zip(whole.text, whole.origins, strict=True)
        if letter.isalnum() and any(start <= origin < end for start, end in damage)
    ]
    return sum(origin in kept for origin in wanted) >= _MOST * len(wanted)
