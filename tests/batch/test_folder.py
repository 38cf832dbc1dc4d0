"""A folder in, a folder out: what is found, what is written, what is skipped the next time."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from summarizer import InputError, SettingsError, batch
from summarizer.batching.model import Item, Outcome, Status

TEXT = "The ferry left Selm with 212 passengers on Monday. It sank off Cape Dunn. Nobody died.\n"


def run(source: Any, out: Path | None = None, **options: Any) -> dict[str, Outcome]:
    """The outcomes of an offline batch by id."""
    outcomes = list(batch(source, out, offline=True, **options))
    assert len({outcome.id for outcome in outcomes}) == len(outcomes)
    return {outcome.id: outcome for outcome in outcomes}


def statuses(outcomes: dict[str, Outcome]) -> dict[str, str]:
    return {name: str(outcome.status) for name, outcome in outcomes.items()}


def reason(outcome: Outcome) -> str:
    assert outcome.failure is not None
    return outcome.failure.reason


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def make(folder: Path, **files: str | bytes) -> Path:
    """A folder with these files; in names ``__`` stands for ``/``, ``_`` for a full stop."""
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_every_file_of_a_folder_has_an_outcome_and_every_report_its_place(tmp_path: Path) -> None:
    source = make(tmp_path / "in", b_txt=TEXT, a__c_txt=TEXT, a__d_png=b"\x89PNG\r\n")
    out = tmp_path / "out"
    outcomes = run(source, out)
    assert statuses(outcomes) == {"b.txt": "done", "a/c.txt": "done", "a/d.png": "failed"}
    report = json.loads((out / "reports/a/c.txt.json").read_bytes())
    assert report["source"]["text"] == TEXT
    index = lines(out / "index.jsonl")
    assert [(row["path"], row["status"], row["report"]) for row in index] == [
        ("a/c.txt", "done", "reports/a/c.txt.json"),
        ("a/d.png", "failed", None),
        ("b.txt", "done", "reports/b.txt.json"),
    ]
    assert index[0]["verdicts"] == {"supported": len(report["claims"])}
    assert index[0]["faithfulness"] == 1.0
    assert index[1]["faithfulness"] is None
    (failure,) = lines(out / "failures.jsonl")
    assert failure["path"] == "a/d.png"
    assert "PNG" in failure["reason"]
    assert failure["retryable"] is False
    totals = json.loads((out / "run.json").read_bytes())["totals"]
    assert (totals["documents"], totals["done"], totals["failed"]) == (3, 2, 1)
    assert "1 of 3 documents needs a look" in (out / "summary.md").read_text()
    assert not [path for path in out.rglob("*") if path.name.endswith(".part")]


def test_what_cannot_be_read_is_told_and_never_opened(tmp_path: Path) -> None:
    source = make(tmp_path / "in", good_txt=TEXT, empty_txt="", blank_txt=" \n")
    secret = make(tmp_path / "elsewhere", secret_txt=TEXT)
    (source / "out.txt").symlink_to(secret / "secret.txt")
    (source / "folder").symlink_to(secret)
    (source / "gone.txt").symlink_to("nowhere")
    (source / "loop").symlink_to(source)
    (source / "inside.txt").symlink_to("good.txt")
    os.mkfifo(source / "pipe.txt")
    outcomes = run(source)
    assert statuses(outcomes) == {
        "good.txt": "done",
        "inside.txt": "done",
        "empty.txt": "failed",
        "blank.txt": "failed",
        "out.txt": "failed",
        "folder": "failed",
        "gone.txt": "failed",
        "loop": "failed",
        "pipe.txt": "failed",
    }
    assert "empty" in reason(outcomes["empty.txt"])
    assert "out of the folder" in reason(outcomes["out.txt"])
    assert "out of the folder" in reason(outcomes["folder"])
    assert "does not exist" in reason(outcomes["gone.txt"])
    assert "pipe" in reason(outcomes["pipe.txt"])


def test_names_that_look_alike_get_a_report_each(tmp_path: Path) -> None:
    source = make(tmp_path / "in", A_txt="It rained in Selm.", a_txt="It snowed in Selm.")
    out = tmp_path / "out"
    outcomes = run(source, out)
    assert statuses(outcomes) == {"A.txt": "done", "a.txt": "done"}
    assert "only in the case" in outcomes["a.txt"].note
    files = [outcome.path for outcome in outcomes.values()]
    assert len({str(path).casefold() for path in files}) == 2
    for name, outcome in outcomes.items():
        assert outcome.report is not None
        assert outcome.report.source.text == (source / name).read_text()
    assert [row["note"] != "" for row in lines(out / "index.jsonl")] == [False, True]
    assert all(outcome.resumed for outcome in run(source, out).values())


def test_hostile_names_stay_in_out_and_cost_at_most_themselves(tmp_path: Path) -> None:
    source = tmp_path / "in"
    (source / "a.json").mkdir(parents=True)
    names = [b"a", b"a.json/b", b"caf\xe9.txt", b"x" * 255, b"new\nline.txt", b"-rf", b"q?*.txt"]
    for name in names:
        (source / os.fsdecode(name)).write_text("It rained in Selm on Monday.")
    out = tmp_path / "out"
    outcomes = run(source, out)
    assert len(outcomes) == len(names)
    (failed,) = [one for one in outcomes.values() if one.status is Status.FAILED]
    assert failed.id in ("a", "a.json/b")  # the report of the one is the folder of the other
    assert "in the way" in reason(failed)
    again = run(source, out)
    assert sum(one.resumed for one in again.values()) == len(names) - 1
    path = tmp_path / "ids.jsonl"
    ids = ["../../x", "/etc/x", "..", "a//b", "y" * 3000, "\0", "\ud800", "🙂" * 100]
    path.write_text("\n".join(json.dumps({"id": id, "text": TEXT}) for id in ids))
    outcomes = run(path, tmp_path / "ids")
    assert set(statuses(outcomes).values()) == {"done"}
    inside = (tmp_path / "ids/reports").resolve()
    assert len([p for p in inside.rglob("*.json") if p.resolve().is_relative_to(inside)]) == 8


def test_patterns_choose_files(tmp_path: Path) -> None:
    source = make(
        tmp_path / "in", a_txt=TEXT, b_md=TEXT, sub__c_txt=TEXT, drafts__d_txt=TEXT, _hidden=TEXT
    )
    assert set(run(source)) == {"a.txt", "b.md", "sub/c.txt", "drafts/d.txt"}
    assert set(run(source, glob=["*.txt"])) == {"a.txt", "sub/c.txt", "drafts/d.txt"}
    assert set(run(source, glob=["sub/*", "*.md"])) == {"b.md", "sub/c.txt"}
    assert set(run(source, exclude=["drafts", "*.md"])) == {"a.txt", "sub/c.txt"}
    assert set(run(source, glob=["**/*.txt"], exclude=["drafts/*"])) == {"a.txt", "sub/c.txt"}
    with pytest.raises(InputError, match="no documents"):
        run(source, glob=["*.pdf"])


def test_an_unreadable_folder_is_a_failure_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make(tmp_path / "in", a_txt=TEXT, locked__b_txt=TEXT)
    listed = os.scandir

    def refusing(path: str) -> Any:  # root may read everything, so permissions cannot show it
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", refusing)
    outcomes = run(source)
    assert statuses(outcomes) == {"a.txt": "done", "locked/": "failed"}
    assert "Permission denied" in reason(outcomes["locked/"])


def test_files_may_be_given_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, x__a_txt=TEXT, y__a_txt=TEXT, z__b_txt=TEXT)
    monkeypatch.chdir(tmp_path)
    assert set(run(["x/a.txt", "y/a.txt", "z"])) == {"x/a.txt", "y/a.txt", "z/b.txt"}
    with pytest.raises(InputError, match="does not exist"):
        run(["x/a.txt", "nowhere.txt"])


def test_json_lines_summarise_or_check_and_tell_bad_lines(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    good = [
        {"id": "one", "text": TEXT},
        {"id": "../two", "text": TEXT, "claims": ["Nobody died.", "It carried 221 passengers."]},
        {"id": 3, "text": TEXT, "summary": "Nobody died. It sank off Cape Dunn."},
    ]
    bad = [
        "{not json",
        "[]",
        '{"text": "No id."}',
        '{"id": "x", "text": " "}',
        '{"id": "y", "text": "T.", "summary": "S.", "claims": ["C."]}',
        '{"id": "z", "text": "T.", "claims": "C."}',
        '{"id": "one", "text": "Again."}',
    ]
    path.write_text("\n".join([*map(json.dumps, good), "", *bad]) + "\n", "utf-8")
    out = tmp_path / "out"
    outcomes = run(path, out)
    done = {name for name, outcome in outcomes.items() if outcome.status is Status.DONE}
    assert done == {"one", "../two", "3"}
    assert len(outcomes) == len(good) + len(bad)
    assert "not valid JSON" in reason(outcomes["all.jsonl:5"])
    assert any(
        "occurs more than once" in (o.failure.reason if o.failure else "")
        for o in outcomes.values()
    )
    assert outcomes["../two"].flagged == 1
    written = outcomes["../two"].path
    assert written is not None
    assert written.resolve().is_relative_to((out / "reports").resolve())
    assert all(outcome.resumed for name, outcome in run(path, out).items() if name in done)


def test_a_gate_checks_each_text_against_what_lies_beside_it(tmp_path: Path) -> None:
    source = make(
        tmp_path / "in",
        right_txt=TEXT,
        right_summary_txt="Nobody died.",
        wrong_txt=TEXT,
        wrong_claims_json='["The ferry carried 221 passengers."]',
        alone_txt=TEXT,
        orphan_summary_txt="Nobody died.",
        both_txt=TEXT,
        both_summary_txt="Nobody died.",
        both_claims_json='["Nobody died."]',
        torn_txt=TEXT,
        torn_claims_json="{",
    )
    outcomes = run(source, check=True)
    assert statuses(outcomes) == {
        "right.txt": "done",
        "wrong.txt": "done",
        "alone.txt": "failed",
        "orphan.summary.txt": "failed",
        "both.txt": "failed",
        "torn.txt": "failed",
    }
    assert (outcomes["right.txt"].flagged, outcomes["wrong.txt"].flagged) == (0, 1)
    assert "no summary beside it" in reason(outcomes["alone.txt"])
    assert "no text beside it" in reason(outcomes["orphan.summary.txt"])
    (named,) = run(source / "right.txt", check=True).values()
    assert named.faithfulness == 1.0


def test_a_summary_beside_a_text_is_read_as_its_name_says(tmp_path: Path) -> None:
    page = (
        "<!doctype html><html><head><title>Selm</title></head><body><nav>Home</nav>{}</body></html>"
    )
    source = make(
        tmp_path / "in",
        marked_txt=TEXT,
        marked_summary_md="# What happened\n\n- **Nobody** died.\n- It sank off _Cape Dunn_.\n",
        paged_txt=TEXT,
        paged_summary_html=page.format("<p>Nobody <em>died</em>.</p>"),
        wrong_txt=TEXT,
        wrong_summary_htm=page.format("<p>The ferry left Selm with 221 passengers.</p>"),
    )
    outcomes = run(source, check=True)
    assert statuses(outcomes) == dict.fromkeys(("marked.txt", "paged.txt", "wrong.txt"), "done")
    claims = {
        name: [claim.text for claim in outcome.report.claims]
        for name, outcome in outcomes.items()
        if outcome.report
    }
    assert claims["marked.txt"][-2:] == ["Nobody died.", "It sank off Cape Dunn."]
    assert claims["paged.txt"] == ["Nobody died."]
    assert claims["wrong.txt"] == ["The ferry left Selm with 221 passengers."]
    assert outcomes["wrong.txt"].flagged


def test_only_what_changed_is_done_again(tmp_path: Path) -> None:
    source = make(tmp_path / "in", a_txt=TEXT, b_txt=TEXT, c_txt=TEXT, d_txt=TEXT)
    out = tmp_path / "out"
    run(source, out)
    (source / "b.txt").write_text(TEXT + "It rained.\n")
    (out / "reports/c.txt.json").unlink()
    (out / "reports/d.txt.json").write_bytes(b"{")
    outcomes = run(source, out)
    assert {name for name, outcome in outcomes.items() if outcome.resumed} == {"a.txt"}
    report = outcomes["a.txt"].report
    assert report is not None
    assert report.source.text == TEXT

    def resumed(**options: Any) -> set[bool]:
        return {outcome.resumed for outcome in run(source, out, **options).values()}

    assert resumed() == {True}
    assert resumed(max_sentences=1) == {False}
    assert resumed(max_sentences=1, deadline=9) == {True}
    assert resumed(max_sentences=1, fresh=True) == {False}


def test_no_page_outlives_the_report_that_it_shows(tmp_path: Path) -> None:
    source = make(tmp_path / "in", a_txt=TEXT)
    out = tmp_path / "out"
    run(source, out, formats=["html"])
    (source / "a.txt").write_text("It rained in Selm.")
    run(source, out)
    assert not (out / "reports/a.txt.html").exists()


def test_a_document_that_went_is_in_no_index(tmp_path: Path) -> None:
    source = make(tmp_path / "in", a_txt=TEXT, b_txt=TEXT)
    out = tmp_path / "out"
    run(source, out)
    (source / "b.txt").unlink()
    run(source, out)
    assert [row["path"] for row in lines(out / "index.jsonl")] == ["a.txt"]


def test_pages_are_written_as_asked_for_also_of_what_was_done_before(tmp_path: Path) -> None:
    source = make(tmp_path / "in", a_txt=TEXT)
    out = tmp_path / "out"
    run(source, out)
    assert not (out / "index.html").exists()
    outcomes = run(source, out, formats=["html", "markdown"])
    assert outcomes["a.txt"].resumed
    assert "reports/a.txt.html" in (out / "index.html").read_text()
    assert (out / "reports/a.txt.html").read_text().startswith("<!doctype html>")
    assert (out / "reports/a.txt.md").read_text().startswith("# a")


def test_without_out_nothing_is_written_and_the_report_comes_along(tmp_path: Path) -> None:
    source = make(tmp_path / "in", a_txt=TEXT)
    outcome = run(source)["a.txt"]
    assert outcome.path is None
    assert outcome.report is not None
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    (item,) = batch(Item("x", TEXT), offline=True)
    assert item.report is not None
    assert item.report.source.name == "x"


def test_out_is_nothing_but_a_batchs(tmp_path: Path) -> None:
    source = make(tmp_path / "in", a_txt=TEXT)
    with pytest.raises(InputError, match="itself"):
        run(source, source)
    foreign = make(tmp_path / "site", index_html="mine")
    with pytest.raises(InputError, match=r"holds index\.html"):
        run(source, foreign)
    assert (foreign / "index.html").read_text() == "mine"
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be used"):
        run(source, tmp_path / "file")
    inner = source / "out"
    run(source, inner)
    assert set(run(source, inner)) == {"a.txt"}


def test_bad_settings_are_told_before_any_work(tmp_path: Path) -> None:
    source = make(tmp_path / "in", a_txt=TEXT)
    for options in ({"engine": "spark"}, {"formats": ["pdf"]}, {"max_sentences": 0}, {"colour": 1}):
        with pytest.raises(SettingsError):
            run(source, tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()


def test_a_caller_may_leave_early(tmp_path: Path) -> None:
    source = tmp_path / "in"
    for number in range(40):
        make(source, **{f"{number}_txt": TEXT})
    out = tmp_path / "out"
    outcomes = batch(source, out, offline=True)
    first = next(iter(outcomes))
    outcomes.close()  # type: ignore[attr-defined]
    again = run(source, out)
    assert again[first.id].resumed
    assert statuses(again) == {f"{number}.txt": "done" for number in range(40)}
