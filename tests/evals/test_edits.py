"""``python -m evals.edits``: minimal edits, their true twins, and how they are counted."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from evals.edits.__main__ import main
from evals.edits.generate import SLOTS, Made, generate
from evals.edits.measure import Checked, Score, checked, scores
from evals.edits.passages import Passage, passages
from evals.edits.rewording import REWORDINGS, credited, fronted, shortened, synonymous, trimmed
from evals.edits.voice import active, passive, swapped
from summarizer.types import Verdict


def pairs(kind: str, sentence: str, text: str = "") -> list[tuple[str, str | None]]:
    """Edits and twins of one sentence."""
    passage = Passage("sample", f"{sentence} {text}", (sentence,))
    return list(SLOTS[kind](sentence, passage, Random(1)))


@pytest.mark.parametrize(
    ("kind", "sentence", "twin"),
    [
        ("number", "The zoo has 320 pupils.", None),
        ("number", "The men had stolen 19 bicycles.", "The men had stolen nineteen bicycles."),
        ("number", "Repairs take eight months.", "Repairs take 8 months."),
        ("number", "It cost 3.4 million euros.", "It cost 3,400,000 euros."),
        ("number", "Some 38,000 people came.", "Some 38 thousand people came."),
        ("unit", "The ice is 12 centimetres thick.", "The ice is 12 cm thick."),
        ("unit", "The price was £48,000.", "The price was 48,000 pounds."),
        ("unit", "It takes six months.", "It takes half a year."),
        ("date", "The trial begins at 6:20 pm.", "The trial begins at 18:20."),
        ("place", "It was seen in northern Canada.", "It was seen in the north of Canada."),
        ("name", "Vera Lund hit 14 aces.", "Lund hit 14 aces."),
        (
            "role",
            "Ana Teixeira, the governor of Maro, left.",
            "Ana Teixeira is the governor of Maro.",
        ),
        ("agent", "The union sued the company.", "The company was sued by the union."),
        ("negation", "Nobody was hurt.", "No one was hurt."),
        ("negation", "The zoo will not buy it.", "The zoo won't buy it."),
        ("modality", "Lorries must use the tunnel.", "Lorries have to use the tunnel."),
        ("modality", "She may go home.", "She might go home."),
        ("quantifier", "Most orchards were picked.", "The majority of orchards were picked."),
        ("comparison", "Inflation fell to 3.1 percent.", "Inflation dropped to 3.1 percent."),
        ("order", "Abara succeeded Teller.", "Abara took over from Teller."),
        ("term", "A tree fell on the bicycles.", "A tree fell on the bikes."),
    ],
)
def test_an_edit_has_a_twin_that_stays_true(kind: str, sentence: str, twin: str | None) -> None:
    found = pairs(kind, sentence)
    assert found
    assert all(edit != sentence for edit, _ in found)
    assert twin in [same for _, same in found]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("number", "The mill was built in 1858."),  # a year is a date
        ("number", "Support for Windows 8 has been removed."),  # part of a name
        ("number", "The bus left on 14 March at 9:40 pm."),
        ("order", "The storm did harm last year."),
        ("order", "Because he was ill, he left since nobody came."),
        ("quantifier", "At most ten people came."),
        ("comparison", "Guides no longer take tourists there."),
        ("modality", "Members may not sell their shares."),
        ("agent", "The bank bought the mill."),  # a mill cannot buy
        ("negation", "All of the houses were painted."),  # “not all” or “none”?
    ],
)
def test_what_would_be_no_clear_edit_is_left_alone(kind: str, sentence: str) -> None:
    assert pairs(kind, sentence) == []


def test_a_bound_is_only_moved_to_where_it_is_false() -> None:
    """Whoever has more than 400 also has more than 200."""
    for _ in range(20):
        (edit, _), *_ = pairs("number", "The firm has more than 400 ships.")
        assert int(edit.split()[5].replace(",", "")) > 400


def test_words_are_put_into_another_mouth_of_the_text() -> None:
    found = pairs("attribution", "Petra Lindqvist said the tax was late.", "The union agreed.")
    assert [edit for edit, _ in found] == ["The union said the tax was late."]


def test_quoted_words_are_changed_in_quotations_only() -> None:
    (edit, twin), *_ = pairs("quote", 'Tom called the shop "a cathedral built of matchsticks".')
    assert edit == 'Tom called the shop "a cathedral built of toothpicks".'
    assert twin == 'Tom described the shop as "a cathedral built of matchsticks".'
    assert pairs("term", 'Tom called it "a shop".') == []


def test_sentences_are_turned_without_changing_what_they_say() -> None:
    assert passive("The queen visited two sailors on Monday.") == (
        "Two sailors were visited by the queen on Monday."
    )
    assert active("The sailor was rescued by a nurse.") == "A nurse rescued the sailor."
    assert swapped("The queen visited two sailors.") == "Two sailors visited the queen."
    assert fronted("The zoo lost an elephant on Monday.") == "On Monday, the zoo lost an elephant."
    assert credited("The mayor said nobody came.") == "According to the mayor, nobody came."
    assert shortened("The zoo lost an elephant on Monday.") == "The zoo lost an elephant."
    assert trimmed("The hen, which cost £1,500, died.") == "The hen died."
    assert synonymous("The firm bought lorries.") == "The firm purchased trucks."


def test_a_time_that_belongs_to_what_was_said_is_not_moved() -> None:
    assert fronted("The mayor said nobody would come on Monday.") is None
    assert shortened("The shop never opens on Monday.") is None


def test_the_same_seed_makes_the_same_claims() -> None:
    texts = passages()[:20]
    assert generate(texts, SLOTS, 9, 4) == generate(texts, SLOTS, 9, 4)
    assert generate(texts, SLOTS, 9, 4) != generate(texts, SLOTS, 9, 5)


def test_every_kind_has_edits_and_twins_and_no_claim_is_both() -> None:
    made = generate(passages(), SLOTS, 1000, 1)
    for kind in SLOTS:
        false = {claim.claim for claim in made if claim.kind == kind and claim.edited}
        true = {claim.claim for claim in made if claim.kind == kind and not claim.edited}
        assert false
        assert true
        assert not false & true
    sentences = {claim.sentence for claim in made}
    assert not sentences & {claim.claim for claim in made}
    assert {claim.how for claim in made} - {None} <= {way.__name__ for way in REWORDINGS}


MADE = Made("number", "sample", "Two came.", "Three came.", edited=True)


def test_a_claim_that_was_not_checked_counts_as_caught_by_nobody() -> None:
    claim = Checked(MADE, Verdict.NOT_CHECKED, ())
    assert not claim.flagged
    assert not claim.right
    assert scores([claim])["number"] == Score(edits=1, caught=0, twins=0, alarms=0)


def test_claims_are_checked_against_the_text_they_are_from() -> None:
    twin = Made("number", "sample", "Two ships came.", "2 ships came.", edited=False)
    false = Made("number", "sample", "Two ships came.", "Three ships came.", edited=True)
    found = checked([twin, false], {"sample": "Two ships came. They left in May."})
    assert [claim.right for claim in found] == [True, True]
    assert found[1].findings[0].startswith("number: ")


def test_the_command_prints_figures_and_writes_what_was_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "edits.json"
    assert main(["quote", "agent", "--limit", "4", "--json", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["quote", "agent", "all"]
    written = json.loads(path.read_text("utf-8"))
    whole = written["scores"]["all"]
    wrong = whole["edits"] - whole["caught"] + whole["alarms"]
    assert len(written["wrong"]) == wrong


def test_the_gate_fails_where_a_goal_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.edits.__main__.RECALL", 1.01)
    assert main(["agent", "--limit", "2", "--gate"]) == 1
    monkeypatch.setattr("evals.edits.__main__.RECALL", 0.0)
    monkeypatch.setattr("evals.edits.__main__.ALARMS", 1.0)
    assert main(["agent", "--limit", "2", "--gate"]) == 0


def test_an_unknown_kind_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["colour"])
    assert "there is no kind colour" in capsys.readouterr().err
