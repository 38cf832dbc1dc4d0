"""Files of other formats, given to the command as people give them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_command import fails, run
from tests.source.files import drawn, pdf, word

FERRY = "The ferry left Selm with 212 passengers on Monday. It sank off Cape Dunn. Nobody died."
FILES = {
    "ferry.md": f"# Log\n\n{FERRY}".encode(),
    "ferry.html": f"<!doctype html><h1>Log</h1><p>{FERRY}</p>".encode(),
    "ferry.pdf": pdf([FERRY]),
    "ferry.docx": word(lambda document: document.add_paragraph(FERRY)),
}


@pytest.mark.parametrize("name", FILES)
def test_claims_are_checked_against_the_text_of_a_file(tmp_path: Path, name: str) -> None:
    source, claims = tmp_path / name, tmp_path / "claims.json"
    source.write_bytes(FILES[name])
    claims.write_text('["Nobody died.", "The ferry carried 221 passengers."]')
    done = run("check", source, claims, "--offline", "--format", "json")
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    assert FERRY in report["source"]["text"]
    assert [claim["verdict"] for claim in report["claims"]] == ["supported", "contradicted"]
    for claim in report["claims"]:
        for evidence in claim["evidence"]:
            assert (
                report["source"]["text"][evidence["start"] : evidence["end"]] == evidence["quote"]
            )
    assert done.stderr.decode().splitlines() == ["summarizer: using offline, as asked for"]


def test_a_summary_to_be_checked_can_be_a_document_too(tmp_path: Path) -> None:
    source, summary = tmp_path / "ferry.pdf", tmp_path / "summary.docx"
    source.write_bytes(FILES["ferry.pdf"])
    summary.write_bytes(word(lambda document: document.add_paragraph("Nobody died.")))
    assert run("check", source, summary, "--offline").returncode == 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("scan.pdf", drawn(lambda press: press.rect(9, 9, 9, 9)), ("scan.pdf", "OCR")),
        ("torn.pdf", FILES["ferry.pdf"][:500], ("torn.pdf", "damaged")),
        ("locked.pdf", pdf([FERRY], owner_password="o", user_password="u"), ("password",)),
        ("torn.docx", FILES["ferry.docx"][:500], ("torn.docx", "damaged")),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), ("old.doc", "convert")),
        ("sheet.xlsx", b"PK\x03\x04" + bytes(99), ("sheet.xlsx", "convert")),
        (
            "app.html",
            b"<html><body><div id=a></div><script>a()</script></body></html>",
            ("browser",),
        ),
        (
            "empty.md",
            b"---\ndraft: true\n---\n<!-- nothing yet -->\n",
            ("empty.md", "without text"),
        ),
        ("empty.html", b"", ("empty.html", "no text")),
    ],
)
def test_what_cannot_be_read_is_one_line(
    tmp_path: Path, name: str, content: bytes, words: tuple[str, ...]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    target = tmp_path / "report.json"
    fails(run("summarize", path, "--offline", "-o", target), *words)
    assert not target.exists()


@pytest.mark.parametrize(
    ("name", "module", "package", "extra"),
    [
        ("ferry.html", "trafilatura", "trafilatura", "html"),
        ("ferry.pdf", "pypdfium2", "pypdfium2", "pdf"),
        ("ferry.docx", "docx", "python-docx", "docx"),
    ],
)
def test_a_missing_extra_is_named_with_the_command_that_installs_it(
    tmp_path: Path, name: str, module: str, package: str, extra: str
) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    program = (
        f"import sys; sys.modules[{module!r}] = None\n"
        f"from summarizer.cli import main; sys.exit(main(['summarize', {str(path)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    fails(done, package, f"pip install 'summarizer[{extra}]'")


def test_standard_input_is_plain_text() -> None:
    done = run("summarize", "-", "--offline", "--format", "json", stdin=FILES["ferry.md"])
    assert json.loads(done.stdout)["source"]["text"] == FILES["ferry.md"].decode()
    fails(run("summarize", "-", "--offline", stdin=FILES["ferry.pdf"]), "PDF")


def test_a_document_with_pictures_may_be_larger_than_a_text_may(tmp_path: Path) -> None:
    path = tmp_path / "album.pdf"
    path.write_bytes(FILES["ferry.pdf"] + b"%" + bytes(12_000_000))
    assert run("summarize", path, "--offline").returncode == 0
