"""The command line as scripts use it: real processes, real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "The ferry left Selm with 212 passengers on Monday. It sank off Cape Dunn. Nobody died.\n"


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("OPENAI_", "SUMMARIZER_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "summarizer", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def fails(done: subprocess.CompletedProcess[bytes], *words: str) -> None:
    """One clear line on standard error, exit 2, nothing on standard output."""
    assert done.returncode == 2, done
    assert done.stdout == b""
    lines = done.stderr.decode().strip().splitlines()
    assert len([line for line in lines if not line.startswith("summarizer: using")]) == 1, lines
    for word in words:
        assert word in lines[-1]
    assert "Traceback" not in done.stderr.decode()


def test_a_summary_goes_to_stdout_and_the_model_line_to_stderr(source: Path) -> None:
    done = run("summarize", source)
    assert done.returncode == 0
    assert "ferry" in done.stdout.decode()
    assert "offline" not in done.stdout.decode().splitlines()[0]
    assert done.stderr.decode().startswith("summarizer: using offline, because")


def test_flagged_claims_exit_1_and_json_is_all_of_stdout(source: Path, tmp_path: Path) -> None:
    claims = tmp_path / "claims.json"
    claims.write_text('["Nobody died.", "The ferry carried 221 passengers."]')
    done = run("check", source, claims, "--offline", "--format", "json")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert [claim["verdict"] for claim in report["claims"]] == ["supported", "contradicted"]


def test_nothing_flagged_exits_0(source: Path, tmp_path: Path) -> None:
    claims = tmp_path / "claims.txt"
    claims.write_text("Nobody died.\n\nIt sank off Cape Dunn.\n")
    done = run("check", source, claims, "--lines", "--offline", "--format", "json")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["claims"]) == 2


def test_summarize_can_fail_on_flagged_claims(tmp_path: Path) -> None:
    source = tmp_path / "torn.txt"
    source.write_text(
        "The harbour will be deepened this year. The mayor told the Post that work starts in May, "
        "adding that the town wants to name the pier a site as soon as possible. historic.\n"
    )
    assert run("summarize", source).returncode == 0
    assert run("summarize", source, "--fail-on-flagged").returncode == 1


@pytest.mark.parametrize("name", ["text", "json", "markdown", "html"])
def test_every_format_can_be_written_to_a_file(source: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "report"
    done = run("summarize", source, "--format", name, "-o", target)
    assert done.returncode == 0
    assert done.stdout == b""
    assert "ferry" in target.read_text(encoding="utf-8")


def test_the_source_or_the_claims_can_come_from_standard_input(source: Path) -> None:
    assert run("summarize", "-", stdin=TEXT.encode()).returncode == 0
    assert run("check", source, "-", stdin=b"Nobody died.").returncode == 0
    fails(run("check", "-", "-", stdin=b"Nobody died."), "not both")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ("no text",)),
        (b" \n\t \n", ("no text",)),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00", ()),
        (b"Some text\x00\x00 with NUL\x00 bytes.", ()),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ()),
        ("Zażółć gęślą jaźń. Prom odpłynął z Gdańska.".encode("iso-8859-2"), ("UTF-8",)),
        ("Паром ушёл из Сельма. Никто не погиб.".encode("cp1251"), ("UTF-8",)),
        (TEXT.encode("utf-16")[:-1], ("UTF-16",)),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(
    tmp_path: Path, content: bytes, words: tuple[str, ...]
) -> None:
    path = tmp_path / "input"
    path.write_bytes(content)
    target = tmp_path / "report.json"
    fails(run("summarize", path, "-o", target), "input", *words)
    assert not target.exists()


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-16"),
        TEXT.encode("utf-8-sig"),
        "The café’s owner left. Nobody died.".encode("cp1252"),
        b"The ferry \xed\xa0\x80 left Selm. Nobody died.",
    ],
)
def test_other_encodings_are_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "input.txt"
    path.write_bytes(content)
    done = run("summarize", path, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert "\ufeff" not in json.loads(done.stdout)["source"]["text"]


def test_lone_surrogates_in_claims_and_file_names_do_no_harm(tmp_path: Path) -> None:
    source = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt"))
    source.write_text(TEXT)
    claims = tmp_path / "claims.json"
    claims.write_text(r'["Nobody \ud800 died."]')
    done = run("check", source, claims, "--offline", "--format", "json")
    report = json.loads(done.stdout)
    assert report["claims"][0]["text"] == "Nobody \ufffd died."
    assert report["source"]["name"] == "bad\ufffd.txt"


def test_missing_files_and_folders_are_named(source: Path, tmp_path: Path) -> None:
    fails(run("summarize", tmp_path / "nothing.txt"), "nothing.txt")
    fails(run("summarize", tmp_path), tmp_path.name)
    fails(run("check", source, tmp_path / "nothing.txt"), "nothing.txt")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("claims.txt", ""),
        ("claims.json", "[1, 2]"),
        ("claims.json", '{"claims": []}'),
        ("claims.json", '["unclosed'),
        ("claims.json", "[" * 100_000),
        ("claims.json", "[]"),
        ("claims.json", '["A claim.", ""]'),
    ],
)
def test_claims_that_cannot_be_used_are_refused(
    source: Path, tmp_path: Path, name: str, content: str
) -> None:
    path = tmp_path / name
    path.write_text(content)
    fails(run("check", source, path))


def test_a_file_of_50_megabytes_is_refused_or_read_but_never_hangs(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(TEXT.encode() * (50_000_000 // len(TEXT) + 1))
    fails(run("summarize", path), "large.txt")


def test_usage_errors_exit_2(source: Path) -> None:
    assert run("summarize").returncode == 2
    assert run("dance").returncode == 2
    assert run().returncode == 2
    fails(run("summarize", source, "--max-sentences", "0"), "max_sentences")


def test_a_result_that_cannot_be_written_is_said_so(source: Path, tmp_path: Path) -> None:
    fails(run("summarize", source, "-o", tmp_path / "no" / "such" / "folder" / "r.txt"), "folder")


def test_a_reader_that_goes_away_is_no_error(source: Path) -> None:
    command = f"{sys.executable} -m summarizer summarize {source} | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr


def test_help_and_version() -> None:
    assert b"summarize" in run("--help").stdout
    assert run("--version").stdout.startswith(b"summarizer ")


def test_doctor_needs_no_key() -> None:
    done = run("doctor")
    assert done.returncode == 0
    assert b"offline" in done.stdout
