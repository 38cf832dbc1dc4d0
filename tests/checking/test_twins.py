"""Errors in texts of many kinds, each beside the true claim that comes closest to it."""

from __future__ import annotations

import pytest

from summarizer.checking.checker import assess
from summarizer.checking.verdict import decide
from summarizer.source.document import Document
from summarizer.types import Claim, FindingKind


def check(text: str, claim: str) -> Claim:
    return decide("c1", claim, assess(Document(text), [claim])[0])


def assert_twins(text: str, true: str, false: str, kind: FindingKind) -> None:
    kept = check(text, true)
    assert not kept.flagged, kept.findings
    found = check(text, false)
    assert found.flagged
    assert found.findings[0].kind is kind


WEIR = (
    "The weir at Askern has nine gates. The eastern gates were painted last spring. "
    "Five gates leaked in the flood of 2007. "
    "The repair cost £900,000, of which the anglers gave roughly a third. "
    "Of the wages the mill paid about a third."
)


@pytest.mark.parametrize(
    ("true", "false", "kind"),
    [
        (
            "Painting the eastern gates was done last spring.",
            "All the gates were painted last spring.",
            FindingKind.QUANTIFIER,
        ),
        (
            "In the flood of 2007 five gates leaked.",
            "Every gate leaked in the flood of 2007.",
            FindingKind.QUANTIFIER,
        ),
        (
            "The anglers gave about £300,000 for the repair.",
            "The anglers gave about £400,000 for the repair.",
            FindingKind.NUMBER,
        ),
        (
            "The mill paid about a third of the wages.",
            "The mill paid half of the wages.",
            FindingKind.NUMBER,
        ),
    ],
)
def test_parts_and_wholes(true: str, false: str, kind: FindingKind) -> None:
    assert_twins(WEIR, true, false, kind)


def test_all_of_as_many_as_the_text_counts_are_all() -> None:
    text = "Four boats lay in the harbour. The four boats were scrapped in May."
    assert not check(text, "All the boats were scrapped in May.").flagged


LEAFLET = (
    "Marsh cough is an illness of cattle. It is not caught from other animals. "
    "Owners are invited to register their herds, but nobody has to. "
    "The calves take the grey pill, one twice a day for nine days. "
    "The grey pill is unsuitable for cows in calf, which receive lenoxin instead. "
    "Airing hay for a month killed most of the mites; soaking it overnight had no effect. "
    "The cough usually starts two days after the first frost."
)


@pytest.mark.parametrize(
    ("true", "false", "kind"),
    [
        (
            "Owners are not obliged to register their herds.",
            "The owners of herds are forced to register them.",
            FindingKind.MODALITY,
        ),
        (
            "Calves take one grey pill twice a day for nine days.",
            "The calves take the grey pill, three twice a day for nine days.",
            FindingKind.NUMBER,
        ),
        (
            "Airing hay for a month killed most of the mites.",
            "Soaking hay overnight killed most of the mites.",
            FindingKind.AGENT,
        ),
        (
            "Cows in calf receive lenoxin rather than the grey pill.",
            "Cows in calf receive the grey pill rather than lenoxin.",
            FindingKind.NEGATION,
        ),
    ],
)
def test_what_is_asked_given_and_done(true: str, false: str, kind: FindingKind) -> None:
    assert_twins(LEAFLET, true, false, kind)


def test_an_illness_affirms_no_infection() -> None:
    text = "Marsh cough is an infection of the lungs. It is not caught from other cows."
    assert not check(text, "Cows do not infect one another with marsh cough.").flagged


def test_two_events_have_an_order_only_where_the_text_has_both() -> None:
    text = "The first signs are a stiff tail and a rash, which come ten days after contact."
    found = check(text, "A stiff tail and a rash come before the calf falls over.")
    assert all(finding.kind is not FindingKind.ORDER for finding in found.findings)


LETTERS = """From: Dagny Holt
To: Piet Aarsen

The roofer came today. The choir asked for new lamps. I have promised Curate Finlay that
the chapel will be dry. Only four of the nine windows close well. Old Benn wanted to pay at once.
The ringers, I hear, grumbled about the stairs.

From: Piet Aarsen

I told the ringers that the stairs are to be swept in May. The wardens meet next week.
Rain is forecast for Sunday. Nobody else has written. The choir sang well.
"""


@pytest.mark.parametrize(
    ("true", "false", "kind"),
    [
        (
            "Dagny Holt gave Curate Finlay her word that the chapel will be dry.",
            "Curate Finlay has promised Dagny Holt that the chapel will be dry.",
            FindingKind.AGENT,
        ),
        (
            "Piet Aarsen told the ringers that the stairs are to be swept in May.",
            "Dagny Holt told the ringers that the stairs are to be swept in May.",
            FindingKind.AGENT,
        ),
        (
            "Five of the nine windows do not close well.",
            "Six of the nine windows do not close well.",
            FindingKind.NUMBER,
        ),
        (
            "Four of the nine windows close well.",
            "Five of the nine windows close well.",
            FindingKind.NUMBER,
        ),
        (
            "The ringers grumbled about the stairs.",
            "The wardens grumbled about the stairs.",
            FindingKind.AGENT,
        ),
    ],
)
def test_letters_are_their_writers_words(true: str, false: str, kind: FindingKind) -> None:
    assert_twins(LETTERS, true, false, kind)


REEF = (
    "Crabs on the outer reef, where divers are rare, moved more quickly than those near the pier. "
    "On calm days the animals near the pier ate less; even so, they were no thinner than the rest. "
    "Vessia Korr, who led the team, suspects that the crabs have grown used to the light. "
    "Korr's co-author, Tam Oyelaran, a chemist, made the lamps. "
    "Lotte Brink, a diver who took no part in it, praised the paper. "
    "The harbour office lent a raft and took it away in May, after the first figures became known."
)


@pytest.mark.parametrize(
    ("true", "false", "kind"),
    [
        (
            "The crabs near the pier were as fat as the rest.",
            "The crabs near the pier were thinner than the rest.",
            FindingKind.NEGATION,
        ),
        (
            "Korr thinks that the crabs have grown used to the light.",
            "Korr is convinced that the crabs have grown used to the light.",
            FindingKind.MODALITY,
        ),
        (
            "Tam Oyelaran was one of the authors of the paper.",
            "Lotte Brink was one of the authors of the paper.",
            FindingKind.ROLE,
        ),
        (
            "The harbour office took the raft away once the first figures had become known.",
            "The harbour office took the raft away before the first figures became known.",
            FindingKind.ORDER,
        ),
    ],
)
def test_the_sentence_that_has_the_predicate_decides(
    true: str, false: str, kind: FindingKind
) -> None:
    assert_twins(REEF, true, false, kind)


TRAIL = (
    "The old salt track ran past the quarry. A full load weighed 30 kilograms; "
    "a boy began with half of that at twelve. In the 1930s the power company drained its end. "
    "Sheep graze there now. What is left is nine kilometres long. The view is wide. "
    "It was cleared again in 1998 by scouts of Lerrick at the suggestion of their leader, "
    "Dugal Pryde, whose grandfather had been one of the last carriers. "
    "Horses are allowed except in June and July, when the larks breed."
)


@pytest.mark.parametrize(
    ("true", "false", "kind"),
    [
        (
            "At twelve a boy's load weighed 15 kilograms.",
            "At twelve a boy's load weighed 20 kilograms.",
            FindingKind.NUMBER,
        ),
        (
            "Scouts of Lerrick cleared it again in 1998.",
            "In 1998 it was cleared again by the power company.",
            FindingKind.AGENT,
        ),
        (
            "Pryde's grandfather was one of the last carriers.",
            "Dugal Pryde was one of the last carriers.",
            FindingKind.AGENT,
        ),
        (
            "Horses are not allowed in June and July.",
            "Horses are allowed only in June and July.",
            FindingKind.QUANTIFIER,
        ),
        (
            "Except in June and July horses are allowed.",
            "Horses are allowed in June and July.",
            FindingKind.QUANTIFIER,
        ),
    ],
)
def test_halves_kin_and_exceptions(true: str, false: str, kind: FindingKind) -> None:
    assert_twins(TRAIL, true, false, kind)


NOTICE = (
    "Orla Venn, who has died, mended organs for more than half a lifetime and taught most of the "
    "tuners in the west. Her aunt wanted a lawyer; the verger Piers Amory let her climb the loft. "
    "Her pupil Rolf Tane, who knows the shop, will carry it on alone. "
    "The critic Ada Lund admitted in 2004 that the organs were quieter than all others."
)


@pytest.mark.parametrize(
    ("true", "false", "kind"),
    [
        (
            "Most tuners in the west were taught by Orla Venn.",
            "All tuners in the west were taught by Orla Venn.",
            FindingKind.QUANTIFIER,
        ),
        (
            "Rolf Tane is to carry the shop on alone.",
            "Rolf Tane may carry the shop on alone.",
            FindingKind.MODALITY,
        ),
    ],
)
def test_what_is_sure_and_how_many(true: str, false: str, kind: FindingKind) -> None:
    assert_twins(NOTICE, true, false, kind)


def test_nothing_else_like_it_denies_nothing() -> None:
    claim = "Ada Lund admitted that no other organs were so quiet."
    findings = check(NOTICE, claim).findings
    assert all(finding.kind is not FindingKind.NEGATION for finding in findings)


TALK = """Alda Brix, 61, has run the harbour pilots since 2010. We met her on the quay.

Q: Should sailors pay for the tug?
A: My deputy thinks so. The owners do, too. Nobody asked the sailors.

Q: The council wants to close the west basin.
A: It has not settled anything yet. I would keep it open until noon, and close it at night.
"""


@pytest.mark.parametrize(
    ("true", "false", "kind"),
    [
        (
            "Brix would keep the west basin open until noon and close it at night.",
            "Brix would close the west basin until noon and keep it open at night.",
            FindingKind.ORDER,
        ),
        (
            "No decision on closing the west basin has been taken by the council.",
            "Keeping it open until night, Brix would close it at noon.",
            FindingKind.ORDER,
        ),
    ],
)
def test_each_deed_keeps_its_own_time(true: str, false: str, kind: FindingKind) -> None:
    assert_twins(TALK, true, false, kind)


def test_a_name_that_a_question_lacks_may_be_in_its_answer() -> None:
    claim = "Brix thinks that sailors should not pay for the tug."
    assert all("names" not in finding.message for finding in check(TALK, claim).findings)


def test_a_passive_exchanges_nothing() -> None:
    text = "Nora Quist beat Elin Sand in the final in straight sets."
    assert not check(
        text, "Elin Sand was beaten by Nora Quist in the final in straight sets."
    ).flagged
    assert check(text, "Elin Sand beat Nora Quist in the final in straight sets.").flagged


def test_what_was_dismissed_failed() -> None:
    text = "The miller's claim for lost flour was dismissed. The plea of the farmers was heard."
    assert not check(text, "The miller's claim for lost flour failed.").flagged
    assert check(text, "The plea of the farmers failed.").flagged
