"""What Python callers rely on."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import summarizer
from summarizer import Document, InputError, Report, Summarizer, Verdict, acheck, check, summarize
from summarizer.schema import PATH, schema

TEXT = "The ferry left Selm with 212 passengers on Monday. It sank off Cape Dunn. Nobody died."


def test_the_public_names_are_these() -> None:
    assert set(summarizer.__all__) >= {
        "Document",
        "Report",
        "Summarizer",
        "Verdict",
        "acheck",
        "asummarize",
        "check",
        "summarize",
    }
    for name in summarizer.__all__:
        assert getattr(summarizer, name) is not None
    assert callable(summarizer.check)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = summarizer.nothing


def test_importing_costs_nothing_that_is_not_used() -> None:
    code = (
        "import sys, summarizer; "
        "heavy = ('pydantic', 'openai', 'instructor', 'jinja2', 'rich'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_claims_are_checked_as_given_in_order_with_duplicates() -> None:
    claims = ["Nobody died.", "The ferry carried 221 passengers.", "Nobody died."]
    report = check(TEXT, claims, offline=True)
    assert [claim.text for claim in report.claims] == claims
    assert report.claims[0].verdict is report.claims[2].verdict is Verdict.SUPPORTED
    assert report.faithfulness == pytest.approx(2 / 3)
    assert [claim.id for claim in report.flagged] == [report.claims[1].id]


def test_a_summary_is_cut_into_claims_first() -> None:
    report = check(TEXT, "The ferry left Selm on Monday. It sank off Cape Dunn.", offline=True)
    assert len(report.summary_sentences) == 2
    assert {name for item in report.summary_sentences for name in item.claims} == {
        claim.id for claim in report.claims
    }


@pytest.mark.parametrize("claims", ["", "  \n", [], ["A claim.", " "]])
def test_nothing_to_check_is_an_error_and_never_a_perfect_score(claims: str | list[str]) -> None:
    with pytest.raises(InputError):
        check(TEXT, claims, offline=True)


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_empty_text_is_an_error(text: str) -> None:
    with pytest.raises(InputError):
        summarize(text, offline=True)


def test_the_sync_functions_work_inside_a_running_loop() -> None:
    async def inside() -> Report:
        return check(TEXT, ["Nobody died."], offline=True)

    assert asyncio.run(inside()) == asyncio.run(acheck(TEXT, ["Nobody died."], offline=True))


def test_a_summarizer_keeps_its_settings_across_calls() -> None:
    keeper = Summarizer(offline=True, max_sentences=1)
    assert len(keeper.summarize(TEXT).summary_sentences) == 1
    assert keeper.check(TEXT, ["Nobody died."]).model == "offline"


def test_the_committed_schema_is_current_and_reports_fit_it() -> None:
    assert PATH.read_text(encoding="utf-8") == schema()
    report = summarize(TEXT, offline=True)
    jsonschema.validate(json.loads(report.model_dump_json()), json.loads(schema()))


@settings(max_examples=60, deadline=None)
@given(
    st.text(min_size=1, max_size=300).filter(str.strip),
    st.text(min_size=1, max_size=80).filter(str.strip),
)
def test_any_text_and_claim_give_a_sound_report(text: str, claim: str) -> None:
    report = check(text, [claim], offline=True)
    source = report.source
    end = 0
    for sentence in source.sentences:
        assert end <= sentence.start < sentence.end
        assert not source.text[end : sentence.start].strip()
        end = sentence.end
    assert not source.text[end:].strip()
    for found in report.claims:
        for evidence in found.evidence:
            assert source.text[evidence.start : evidence.end] == evidence.quote
    written = report.model_dump_json()
    assert Report.model_validate_json(written) == report
    assert check(text, [claim], offline=True).model_dump_json() == written


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=300).filter(str.strip))
def test_any_text_can_be_summarised_the_same_way_twice(text: str) -> None:
    report = summarize(text, offline=True)
    assert report.to_text()
    assert report.to_markdown()
    assert summarize(text, offline=True).model_dump_json() == report.model_dump_json()


def test_a_document_comes_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("\ufeffThe café opened.".encode())
    assert Document.from_file(path).text == "The café opened."
