"""Prompts: their form, their examples, what overrides them, what they cost."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from summarizer.errors import SettingsError
from summarizer.llm.prompts import NAMES, Prompt, load_prompts
from summarizer.llm.replies import OUTPUTS, CheckReply, DraftReply, RepairReply
from summarizer.source.document import Document
from summarizer.source.ground import ground

ROOT = Path(__file__).parents[2]
SEED = (ROOT / "seeds" / "turkiye-iraq-security-center.txt").read_text("utf-8")
STRUCTURED = [name for name in NAMES if name != "confirm"]


def example_document(prompt: Prompt) -> Document:
    """The example's own text; its lines are its sentences."""
    words = [re.sub(r"^\[s\d+(, \w+)?\] ", "", line) for line in prompt.example["lines"]]
    return Document("\n".join(words), language="en")


def quotes(prompt: Prompt) -> list[tuple[str, str]]:
    """Line and quote of every citation in an example's reply."""
    found: list[tuple[str, str]] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if "quote" in node:
                found.append((node["id"], node["quote"]))
            node = list(node.values())
        if isinstance(node, list):
            for item in node:
                walk(item)

    walk(json.loads(prompt.example["reply"]))
    return found


@pytest.mark.parametrize("name", STRUCTURED)
def test_the_example_fits_its_output_model(name: str) -> None:
    prompt = load_prompts()[name]
    OUTPUTS[prompt.output].model_validate_json(prompt.example["reply"], strict=True)


@pytest.mark.parametrize("name", ["draft", "check", "repair"])
def test_the_quotes_of_the_example_stand_in_the_lines_they_name(name: str) -> None:
    prompt = load_prompts()[name]
    lines = {
        re.match(r"\[(s\d+)", line).group(1): line  # type: ignore[union-attr]
        for line in prompt.example["lines"]
    }
    found = quotes(prompt)
    assert found
    for at, quote in found:
        assert quote in lines[at]
        assert not ground(Document(lines[at].partition("] ")[2]), "s1", quote).complaint or (
            "damaged" in lines[at]
        )


def test_the_claims_of_examples_say_all_that_their_sentences_say() -> None:
    from summarizer.draft.cited import unsaid

    prompts = load_prompts()
    draft = DraftReply.model_validate_json(prompts["draft"].example["reply"])
    repair = RepairReply.model_validate_json(prompts["repair"].example["reply"])
    for item in (*draft.summary, *repair.sentences):
        assert not unsaid(item.sentence, [claim.claim for claim in item.claims])


def test_the_example_of_the_check_shows_every_verdict_once() -> None:
    prompt = load_prompts()["check"]
    reply = CheckReply.model_validate_json(prompt.example["reply"])
    assert sorted(item.verdict for item in reply.verdicts) == [
        "contradicted",
        "supported",
        "unsupported",
        "unverifiable",
    ]
    given = [claim.split()[0] for claim in prompt.example["claims"]]
    assert [item.id for item in reply.verdicts] == given


def test_examples_of_condensing_and_splitting_name_what_they_were_given() -> None:
    prompts = load_prompts()
    condense = json.loads(prompts["condense"].example["reply"])
    given = {claim.split()[0] for claim in prompts["condense"].example["claims"]}
    assert {name for item in condense["summary"] for name in item["claims"]} <= given
    split = json.loads(prompts["split"].example["reply"])
    names = [sentence.split()[0] for sentence in prompts["split"].example["sentences"]]
    assert [item["id"] for item in split["sentences"]] == names


@pytest.mark.parametrize("name", NAMES)
def test_no_prompt_knows_the_seed_article(name: str) -> None:
    prompt = (ROOT / "prompts" / f"{name}.md").read_text("utf-8")
    names = set(re.findall(r"(?<=[a-z,] )[A-Z][\w’]+", SEED))
    assert len(names) > 20
    assert not names & set(re.findall(r"\w+", prompt)) - {"May"}
    words = re.findall(r"\w+", SEED.lower())
    runs = {tuple(words[at : at + 4]) for at in range(len(words))}
    own = re.findall(r"\w+", prompt.lower())
    assert not runs & {tuple(own[at : at + 4]) for at in range(len(own))}


def test_the_document_comes_first_and_is_the_same_in_every_prompt() -> None:
    prompts = load_prompts()
    lines = ["[s1] One.", "[s2, damaged] Two. torn"]
    texts = [
        prompts["draft"].render(lines=lines, part=None, sentences=3, language=None),
        prompts["check"].render(lines=lines, claims=["c1 One."]),
        prompts["repair"].render(lines=lines, summary=[], faults=[], language=None),
        prompts["confirm"].render(lines=lines, claim="One."),
    ]
    start = texts[0].index("# Task")
    assert texts[0].startswith("<text>\n[s1] One.\n[s2, damaged] Two. torn\n</text>\n")
    assert {text[:start] for text in texts} == {texts[0][:start]}


def test_a_directory_overrides_only_the_files_it_has(tmp_path: Path) -> None:
    own = (
        (ROOT / "prompts" / "split.md").read_text("utf-8").replace('version = "1"', 'version = "9"')
    )
    (tmp_path / "split.md").write_text(own, "utf-8")
    shipped, mixed = load_prompts(), load_prompts(tmp_path)
    assert mixed["split"].version == "9"
    assert mixed["split"].sha256 != shipped["split"].sha256
    assert mixed["check"].info == shipped["check"].info


def test_overriding_the_shared_part_changes_the_hash_of_what_includes_it(tmp_path: Path) -> None:
    (tmp_path / "document.md").write_text("{% for line in lines %}{{ line }}{% endfor %}\n")
    shipped, mixed = load_prompts(), load_prompts(tmp_path)
    assert mixed["check"].sha256 != shipped["check"].sha256
    assert mixed["split"].sha256 == shipped["split"].sha256


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("chek.md", "x", "holds chek.md"),
        ("check.md", "no front matter", "must have"),
        ("check.md", "+++\nname = check\n+++\n", "is not TOML"),
        ("check.md", '+++\nname = "check"\n', "no line"),
        ("check.md", "{own}{{ secret }}", "uses secret"),
        ("check.md", "{own}{% if %}", "not a valid template"),
        ("check.md", "{own}{% include 'other.md' %}", "'other.md' not found"),
    ],
)
def test_a_prompt_that_cannot_be_used_is_named(
    tmp_path: Path, name: str, content: str, told: str
) -> None:
    shipped = (ROOT / "prompts" / "check.md").read_text("utf-8")
    (tmp_path / name).write_text(content.replace("{own}", shipped), "utf-8")
    with pytest.raises(SettingsError, match=told) as caught:
        load_prompts(tmp_path)
    assert name in str(caught.value)


def test_a_directory_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist"):
        load_prompts(tmp_path / "none")


def test_a_prompt_wants_exactly_its_inputs() -> None:
    with pytest.raises(ValueError, match="takes"):
        load_prompts()["split"].render(lines=[])
