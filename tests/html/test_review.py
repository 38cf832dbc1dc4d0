"""Reviews are merged beside the machine's verdicts, or refused with a reason."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from summarizer.errors import InputError
from summarizer.review import ReviewFile, apply_review, fingerprint, parse_review, settled
from summarizer.types import Report, Review, Verdict
from tests.html import samples


def review(**changes: Any) -> str:
    return json.dumps(
        {
            "summarizer_review": 1,
            "report": fingerprint(samples.ferry()),
            "reviewer": "Ida Lund",
            "claims": [
                {
                    "claim": "c4",
                    "verdict": "supported",
                    "note": "Seen the minutes.",
                    "reviewed_at": "2031-03-04T09:30:00.000Z",
                }
            ],
        }
        | changes
    )


def claims(**changes: Any) -> list[dict[str, Any]]:
    (claim,) = json.loads(review())["claims"]
    return [claim | changes]


def apply(text: str) -> Report:
    return apply_review(samples.ferry(), parse_review(text, "review.json"))


def test_the_machine_s_verdict_and_faithfulness_stay() -> None:
    before, after = samples.ferry(), apply(review())
    assert after.claims[3].verdict is Verdict.CONTRADICTED
    assert after.faithfulness == before.faithfulness
    assert after.flagged == tuple(c for c in after.claims if c.flagged)
    assert settled(after.claims[3]) is Verdict.SUPPORTED
    assert after.claims[3].reviews == (
        Review(
            verdict=Verdict.SUPPORTED,
            note="Seen the minutes.",
            reviewer="Ida Lund",
            reviewed_at=datetime(2031, 3, 4, 9, 30, tzinfo=UTC),
        ),
    )


def test_claims_without_a_review_stay_as_they_are() -> None:
    before, after = samples.ferry(), apply(review())
    assert [c for c in after.claims if c.id != "c4"] == [c for c in before.claims if c.id != "c4"]


def test_applying_twice_changes_nothing() -> None:
    once = apply(review())
    assert apply_review(once, parse_review(review(), "r")) == once


def test_reviews_of_several_people_are_all_kept_and_the_last_decides() -> None:
    later = review(
        reviewer="Jon Moe",
        claims=claims(verdict="unsupported", reviewed_at="2031-03-05T09:30:00+01:00"),
    )
    for first, second in ((review(), later), (later, review())):
        merged = apply_review(apply(first), parse_review(second, "r"))
        assert [r.reviewer for r in merged.claims[3].reviews] == ["Ida Lund", "Jon Moe"]
        assert settled(merged.claims[3]) is Verdict.UNSUPPORTED


def test_a_note_alone_decides_nothing() -> None:
    merged = apply(review(claims=claims(verdict=None)))
    assert settled(merged.claims[3]) is Verdict.CONTRADICTED


def test_the_merged_report_round_trips() -> None:
    merged = apply(review())
    assert Report.model_validate_json(merged.model_dump_json()) == merged


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "JSON"),
        ("[]", "object"),
        (samples.ferry().model_dump_json(), "summarizer_review"),
        (review(summarizer_review=2), "summarizer_review"),
        (review(reviewer=""), "reviewer"),
        (review(claims=claims(verdict="true")), "claims.0.verdict"),
        (review(claims=claims(reviewed_at="2031-03-04T09:30:00")), "claims.0.reviewed_at"),
        (review(claims=claims(extra=1)), "claims.0.extra"),
        (review(report="0" * 64), "another report"),
        (review(claims=claims(claim="c99")), "c99"),
        (review(claims=claims(verdict="not_checked")), "not_checked"),
        (review(claims=claims(verdict=None, note=" ")), "a verdict or a note"),
    ],
)
def test_what_cannot_be_applied_is_refused_with_a_reason(text: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint) as raised:
        apply(text)
    assert "\n" not in str(raised.value)


def test_a_review_never_lands_on_a_claim_its_reviewer_did_not_read() -> None:
    report = samples.ferry()
    changed = report.model_copy(
        update={
            "claims": (
                report.claims[0].model_copy(update={"text": "Something else."}),
                *report.claims[1:],
            )
        }
    )
    with pytest.raises(InputError, match="another report"):
        apply_review(changed, parse_review(review(), "r"))


def test_the_fingerprint_tells_apart_what_runs_together() -> None:
    report = samples.ferry()

    def with_texts(first: str, second: str) -> str:
        one, two = report.claims[:2]
        return fingerprint(
            report.model_copy(
                update={
                    "claims": (
                        one.model_copy(update={"text": first}),
                        two.model_copy(update={"text": second}),
                    )
                }
            )
        )

    assert with_texts("ab", "c") != with_texts("a", "bc")


def test_a_review_says_something() -> None:
    when = datetime(2031, 1, 1, tzinfo=UTC)
    with pytest.raises(ValidationError):
        Review(verdict=None, note="", reviewer="x", reviewed_at=when)
    assert ReviewFile.model_validate_json(review()).claims[0].claim == "c4"
