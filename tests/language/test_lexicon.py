"""What words mean to each other: true relations and tempting ones."""

from __future__ import annotations

import pytest

from summarizer.language import lexicon
from summarizer.language.lexicon import Relation


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("went", "go"),
        ("children", "child"),
        ("bought", "buy"),
        ("uses", "use"),
        ("hoping", "hope"),
        ("studies", "study"),
        ("stopped", "stop"),
        ("establishing", "establish"),
        ("news", "news"),
        ("xyzzies", "xyzzies"),
    ],
)
def test_base_forms(form: str, lemma: str) -> None:
    assert lexicon.lemma(form) == lemma


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"),
    [
        ("sign", "sign", Relation.SAME),
        ("establish", "establishment", Relation.DERIVED),
        ("iraqi", "iraq", Relation.DERIVED),
        ("agreement", "accord", Relation.SYNONYM),
        ("fire", "blaze", Relation.SYNONYM),
        ("animal", "dog", Relation.BROADER),
        ("dog", "animal", Relation.NARROWER),
        ("rise", "fall", Relation.ANTONYM),
        ("praise", "criticize", Relation.ANTONYM),
        ("accept", "reject", Relation.ANTONYM),
        ("monday", "tuesday", Relation.SIBLING),
    ],
)
def test_relations(ours: str, theirs: str, kind: Relation) -> None:
    found = lexicon.relation(ours, theirs)
    assert found is not None
    assert found[0] is kind
    assert 0.0 <= found[1] <= 1.0


def test_a_general_word_is_carried_by_a_special_one_better_than_the_other_way_round() -> None:
    general, special = lexicon.relation("animal", "dog"), lexicon.relation("dog", "animal")
    assert general is not None
    assert special is not None
    assert general[1] > special[1]


@pytest.mark.parametrize(
    ("ours", "theirs"), [("bank", "river"), ("minister", "goat"), ("buy", "rain")]
)
def test_unrelated_words(ours: str, theirs: str) -> None:
    assert lexicon.relation(ours, theirs) is None


def test_opposites_are_never_taken_for_synonyms() -> None:
    for word in ("rise", "win", "buy", "accept", "increase", "open"):
        for other, strength in lexicon.like(word).items():
            found = lexicon.relation(word, other)
            assert found is not None
            assert found[0] is not Relation.ANTONYM
            assert strength > 0


def test_every_relation_is_known_from_both_sides() -> None:
    for word in ("treaty", "injury", "teacher", "grow", "cheap"):
        for other in lexicon.links(word):
            assert word in lexicon.links(other)


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("passed", "pass"),
        ("passes", "pass"),
        ("cared", "care"),
        ("planed", "plane"),
        ("planned", "plan"),
        ("hoping", "hope"),
        ("hopping", "hop"),
        ("opened", "open"),
        ("women", "woman"),
        ("lower", "low"),
        ("number", "number"),
    ],
)
def test_base_forms_follow_spelling(form: str, base: str) -> None:
    assert lexicon.lemma(form) == base


def test_roles_are_people_and_not_names() -> None:
    assert lexicon.is_person_role("minister")
    assert lexicon.is_person_role("coach")
    assert not lexicon.is_person_role("table")
    assert not lexicon.is_person_role("paul")


def test_common_words_tell_less_than_rare_ones() -> None:
    assert lexicon.rarity("say") < lexicon.rarity("memorandum") <= 1.0
