"""What reviewers say about claims, merged into the report beside the machine's verdicts.

The HTML report exports a review as JSON. It names the report it was made of by a fingerprint,
so that a verdict never lands on a claim that its reviewer did not read.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from summarizer.errors import InputError
from summarizer.types import Claim, Report, Review, Verdict


class ReviewedClaim(BaseModel):
    """One line of a review file; the fields mean what they mean in :class:`Review`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    claim: str
    verdict: Verdict | None
    note: str = ""
    reviewed_at: AwareDatetime


class ReviewFile(BaseModel):
    """What the HTML report exports.

    Attributes:
        summarizer_review: Version of this layout.
        report: Fingerprint of the report that was reviewed.
        reviewer: Who reviewed it.
        claims: The claims the reviewer had something to say about.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    summarizer_review: Literal[1]
    report: str
    reviewer: Annotated[str, Field(min_length=1)]
    claims: tuple[ReviewedClaim, ...]


def fingerprint(report: Report) -> str:
    """What a review is of: the SHA-256 of the source and of all claims with their verdicts.

    Reviews themselves do not count, so that several people can review one report.
    """
    parts = [report.source.sha256]
    for claim in report.claims:
        parts += [claim.id, claim.verdict, claim.text]
    return sha256(b"".join(b"%d:%s" % (len(p), p) for p in map(str.encode, parts))).hexdigest()


def parse_report(data: bytes | str, name: str) -> Report:
    """Read a report as ``--format json`` writes it.

    Args:
        data: JSON.
        name: What to call it in an error message.

    Raises:
        InputError: It is not a report.
    """
    try:
        return Report.model_validate_json(data)
    except ValidationError as error:
        raise InputError(
            f"{name} is not a report as --format json writes it: {_first(error)}."
        ) from error


def parse_review(data: bytes | str, name: str) -> ReviewFile:
    """Read a review as the HTML report exports it.

    Args:
        data: JSON.
        name: What to call it in an error message.

    Raises:
        InputError: It is not such a review.
    """
    try:
        return ReviewFile.model_validate_json(data)
    except ValidationError as error:
        raise InputError(
            f"{name} is not a review exported from an HTML report: {_first(error)}. "
            "Export it again."
        ) from error


def apply_review(report: Report, review: ReviewFile) -> Report:
    """Add a review to a report.

    The machine's verdicts, and with them ``faithfulness``, stay as they are. What is already
    there is kept, and applying the same review again changes nothing.

    Args:
        report: The report that was reviewed.
        review: What the reviewer said.

    Returns:
        The report with the reviews, oldest first, on their claims.

    Raises:
        InputError: The review is of another report, or names a claim that is not there.
    """
    if review.report != fingerprint(report):
        raise InputError(
            f"the review by {review.reviewer} was made of another report: its source, claims or "
            "verdicts differ. Apply it to the report it was exported from."
        )
    said: dict[str, list[Review]] = {}
    for item in review.claims:
        try:
            one = Review(
                verdict=item.verdict,
                note=item.note,
                reviewer=review.reviewer,
                reviewed_at=item.reviewed_at,
            )
        except ValidationError as error:
            raise InputError(
                f"the review of claim {item.claim!r} cannot be used: {_first(error)}."
            ) from error
        said.setdefault(item.claim, []).append(one)
    unknown = said.keys() - {claim.id for claim in report.claims}
    if unknown:
        raise InputError(f"the review names claims that are not in the report: {sorted(unknown)}")
    claims = tuple(_with(claim, said.get(claim.id, [])) for claim in report.claims)
    return report.model_copy(update={"claims": claims})


def settled(claim: Claim) -> Verdict:
    """The verdict that stands: the last one a person gave, else the machine's."""
    human = [review.verdict for review in claim.reviews if review.verdict]
    return human[-1] if human else claim.verdict


def _with(claim: Claim, reviews: list[Review]) -> Claim:
    merged = dict.fromkeys([*claim.reviews, *reviews])
    ordered = tuple(sorted(merged, key=lambda review: review.reviewed_at))
    return claim.model_copy(update={"reviews": ordered})


def _first(error: ValidationError) -> str:
    """The first thing wrong, on one line."""
    found = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(map(str, found["loc"]))
    return " ".join(f"{where}: {found['msg']}".removeprefix(": ").split())
