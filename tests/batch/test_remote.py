"""Inputs behind URLs: what fsspec reads is worked on as if it lay in a folder."""

from __future__ import annotations

import io
import itertools
import json
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Word
from fsspec.implementations.memory import MemoryFileSystem

from summarizer import InputError, SettingsError, batch
from summarizer.batching.found import Search
from summarizer.batching.inputs import find
from summarizer.batching.model import Item
from tests.batch.conftest import TEXT, Start
from tests.batch.test_command import end
from tests.batch.test_folder import lines, reason, run, statuses

PAGE = f"<html><body><article><h1>Selm</h1><p>{TEXT}</p></article></body></html>"


@pytest.fixture
def bucket() -> Iterator[MemoryFileSystem]:
    """fsspec's file system in memory, empty."""
    files = MemoryFileSystem()
    files.store.clear()
    files.pseudo_dirs[:] = [""]
    yield files
    files.store.clear()
    files.pseudo_dirs[:] = [""]


def put(files: MemoryFileSystem, **contents: str | bytes) -> None:
    """Store files; in names ``__`` stands for ``/``, ``_`` for a full stop."""
    for name, content in contents.items():
        raw = content if isinstance(content, bytes) else content.encode()
        files.pipe(f"/{name.replace('__', '/').replace('_', '.')}", raw)


def test_a_folder_behind_a_url_gives_what_the_same_folder_on_disk_gives(
    bucket: MemoryFileSystem, tmp_path: Path
) -> None:
    contents: dict[str, str | bytes] = {
        "a__c_html": PAGE,
        "a__d_png": b"\x89PNG\r\n",
        "a_txt": TEXT,
        "b_txt": "",
        "_hidden": TEXT,
        "e_txt": "Das Schiff lief am Montag in Selm aus. Es sank vor Kap Dünn.".encode("cp1252"),
    }
    put(bucket, **{f"in__{name}": content for name, content in contents.items()})
    for name in bucket.find("/in"):
        path = tmp_path / name.removeprefix("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bucket.cat_file(name))
    far, near = tmp_path / "far", tmp_path / "near"
    outcomes = run("memory://in", far)
    assert statuses(outcomes) == {
        "a/c.html": "done",
        "a/d.png": "failed",
        "a.txt": "done",
        "b.txt": "failed",
        "e.txt": "done",
    }
    assert reason(outcomes["b.txt"]).startswith("memory:///in/b.txt is empty")
    run(tmp_path / "in", near)
    for one, other in zip(lines(far / "index.jsonl"), lines(near / "index.jsonl"), strict=True):
        assert one | {"reason": ""} == other | {"reason": ""}
    for name in ("a/c.html", "a.txt", "e.txt"):
        report = f"reports/{name}.json"
        texts = [json.loads((out / report).read_bytes())["source"] for out in (far, near)]
        assert texts[0] == texts[1]


def test_word_documents_are_extracted(bucket: MemoryFileSystem) -> None:
    word, packed = Word(), io.BytesIO()
    word.add_paragraph(TEXT.strip())
    word.save(packed)
    put(bucket, in__a_docx=packed.getvalue())
    assert statuses(run("memory://in")) == {"a.docx": "done"}


def test_what_is_chosen_is_chosen_alike(bucket: MemoryFileSystem) -> None:
    put(bucket, in__a_txt=TEXT, in__b_md=TEXT, in__old__c_txt=TEXT)
    assert list(run("memory://in", glob=["*.txt"], exclude=["old"])) == ["a.txt"]
    assert set(run("memory://in", glob=["old/**"])) == {"old/c.txt"}
    assert set(run("simplecache::memory://in")) == {"a.txt", "b.md", "old/c.txt"}


def test_keys_with_an_empty_part_are_not_lost(bucket: MemoryFileSystem) -> None:
    bucket.pipe({"/in/a.txt": TEXT.encode(), "/in//b.txt": TEXT.encode()})
    outcomes = run("memory://in")
    assert statuses(outcomes) == {"a.txt": "done", "/b.txt": "failed"}
    assert reason(outcomes["/b.txt"]).endswith("is in a folder without a name; rename it.")


def test_unchanged_documents_are_not_worked_on_again(
    bucket: MemoryFileSystem, tmp_path: Path
) -> None:
    put(bucket, in__a_txt=TEXT, in__b_txt=TEXT)
    run("memory://in", tmp_path)
    put(bucket, in__b_txt=TEXT + "It rained.", in__c_txt=TEXT)
    outcomes = run("memory://in", tmp_path)
    assert {name: outcome.resumed for name, outcome in outcomes.items()} == {
        "a.txt": True,
        "b.txt": False,
        "c.txt": False,
    }


def test_json_lines_and_single_files_and_several_sources(
    bucket: MemoryFileSystem, tmp_path: Path
) -> None:
    put(bucket, all_jsonl=json.dumps({"id": "x", "text": TEXT}) + "\n{broken\n")
    put(bucket, in__a_txt=TEXT, in__b_txt=TEXT)
    (tmp_path / "near.txt").write_text(TEXT)
    given = ["memory://all.jsonl", "memory://in/a.txt", "memory://in", f"file://{tmp_path}"]
    near = f"{tmp_path}/near.txt".lstrip("/")
    assert statuses(run(given)) == {
        "x": "done",
        "all.jsonl:2": "failed",
        "in/a.txt": "done",
        "in/a.txt (input 6)": "failed",
        "in/b.txt": "done",
        near: "done",
    }


def test_documents_come_from_a_bucket_several_at_a_time_and_in_order(
    bucket: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, together, calls = MemoryFileSystem.open, threading.Barrier(4), itertools.count()

    def open(self: Any, path: str, *args: Any, **options: Any) -> Any:
        if next(calls) < together.parties:
            together.wait(30)  # breaks unless four are read at a time
        return whole(self, path, *args, **options)

    for number in range(40):
        put(bucket, **{f"in__{number:02}_txt": f"{TEXT} It was day {number}."})
    monkeypatch.setattr(MemoryFileSystem, "open", open)
    monkeypatch.setattr(MemoryFileSystem, "async_impl", True)
    found = list(find(["memory://in"], Search()).read())
    assert [item.id for item in found] == [f"{number:02}.txt" for number in range(40)]
    assert all(isinstance(item, Item) for item in found)


def test_texts_are_checked_for_what_lies_beside_them(bucket: MemoryFileSystem) -> None:
    put(bucket, in__a_txt=TEXT, in__a_claims_json=json.dumps(["The ferry carried 300 people."]))
    put(bucket, in__b_txt=TEXT, in__b_summary_txt="Nobody died.", in__c_txt=TEXT)
    outcomes = run("memory://in", check=True)
    assert statuses(outcomes) == {"a.txt": "done", "b.txt": "done", "c.txt": "failed"}
    assert [outcomes[name].flagged for name in ("a.txt", "b.txt")] == [1, 0]
    assert statuses(run("memory://in/b.txt", check=True)) == {"in/b.txt": "done"}


def test_what_a_store_does_not_give_is_an_outcome_that_can_be_tried_again(
    bucket: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    class OddError(Exception):
        """Stores raise exceptions of their own."""

    whole, listed = MemoryFileSystem.open, MemoryFileSystem.ls

    def open(self: Any, path: str, *args: Any, **options: Any) -> Any:
        if path.endswith("b.txt"):
            raise OddError("slow\ndown")
        return whole(self, path, *args, **options)

    def ls(self: Any, path: str, *args: Any, **options: Any) -> Any:
        if path.endswith("locked"):
            raise OddError("no access")
        return listed(self, path, *args, **options)

    put(bucket, in__a_txt=TEXT, in__b_txt=TEXT, in__locked__c_txt=TEXT)
    monkeypatch.setattr(MemoryFileSystem, "open", open)
    monkeypatch.setattr(MemoryFileSystem, "ls", ls)
    outcomes = run("memory://in")
    assert statuses(outcomes) == {"a.txt": "done", "b.txt": "failed", "locked/": "failed"}
    failure = outcomes["b.txt"].failure
    assert failure is not None
    assert failure.retryable
    assert failure.reason == (
        "memory:///in/b.txt cannot be read now (slow down); run the batch again."
    )
    assert "memory:///in/locked cannot be looked into (no access)" in reason(outcomes["locked/"])


@pytest.mark.parametrize(
    ("url", "error", "told"),
    [
        ("memory://nowhere", InputError, "memory://nowhere does not exist"),
        ("memory://empty", InputError, "There are no documents in memory://empty"),
        ("nope://bucket", SettingsError, "Protocol not known: nope"),
        ("zip://::/nowhere.zip", InputError, "zip://::/nowhere.zip cannot be reached"),
    ],
)
def test_what_cannot_be_found_is_said_before_any_work(
    bucket: MemoryFileSystem, url: str, error: type[Exception], told: str
) -> None:
    bucket.mkdir("/empty")
    with pytest.raises(error) as raised:
        list(batch(url, offline=True))
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_without_fsspec_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(SettingsError, match=r"pip install 'summarizer\[remote\]'"):
        list(batch("memory://in", offline=True))


def test_passwords_in_urls_are_not_told(bucket: MemoryFileSystem, tmp_path: Path) -> None:
    put(bucket, **{"me:secret@host__a_txt": TEXT})
    assert statuses(run("memory://me:secret@host", tmp_path)) == {"a.txt": "done"}
    made = json.loads((tmp_path / "run.json").read_bytes())
    assert made["inputs"] == ["memory://me:***@host"]
    with pytest.raises(SettingsError, match=r"^nope://me:\*\*\*@host cannot be used"):
        list(batch("nope://me:secret@host", offline=True))


def test_out_is_a_folder_of_this_machine(bucket: MemoryFileSystem, tmp_path: Path) -> None:
    put(bucket, in__a_txt=TEXT)
    with pytest.raises(SettingsError, match="OUT cannot be memory://out"):
        list(batch("memory://in", "memory://out", offline=True))
    run("memory://in", f"file://{tmp_path}/out")  # type: ignore[arg-type]
    assert (tmp_path / "out/reports/a.txt.json").exists()
    with pytest.raises(InputError, match="OUT cannot be the folder"):
        list(batch(f"file://{tmp_path}", tmp_path, offline=True))


def test_the_command_reads_local_urls_and_archives(start: Start, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(TEXT)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("deep/b.txt", TEXT)
    code, _, err = end(start(f"file://{source}", "-o", f"file://{tmp_path}/one", "--offline"))
    assert code == 0, err
    assert [row["path"] for row in lines(tmp_path / "one/index.jsonl")] == ["a.txt"]
    url = f"zip://::file://{tmp_path}/all.zip"
    code, _, err = end(start(url, "-o", tmp_path / "two", "--offline"))
    assert code == 0, err
    assert [row["path"] for row in lines(tmp_path / "two/index.jsonl")] == ["deep/b.txt"]


@pytest.mark.parametrize("arguments", [("nope://b", "-o", "out"), ("in", "-o", "s3://b/out")])
def test_the_command_exits_2_with_one_line(start: Start, arguments: tuple[str, ...]) -> None:
    code, _, err = end(start(*arguments, "--offline", "--quiet"))
    assert code == 2
    assert len(err.splitlines()) == 1
    assert "://b" in err
