"""Who did it, and where: each error that is caught, and its true twin."""

from __future__ import annotations

import pytest

from summarizer.checking.checker import assess
from summarizer.checking.verdict import decide
from summarizer.source.document import Document
from summarizer.types import Claim, FindingKind

QUARRY = (
    "The old quarry above Lenby was bought by the Hallam Trust in 2019. "
    "Its first warden, Edda Moor, planted the birches on the northern slope. "
    "The pond belongs to the swimmers of Lenby. "
    "Councillor Ruth Vane has asked for a fence, which nobody likes. "
    "Apologies for the noise were sent by the contractor Osgood. "
    "A firm from Tarn had offered the stone crusher. "
    "The crusher broke twice in its first week, and the men went home. "
    "Rain filled the cellar of the inn that winter. "
    "The bats in the tunnel were counted by Piers Quill."
)


def check(text: str, claim: str) -> Claim:
    return decide("c1", claim, assess(Document(text), [claim])[0])


@pytest.mark.parametrize(
    ("true", "false"),
    [
        # a name that the text has, but not where it says this
        ("Piers Quill counted the bats in the tunnel.", "Quill owns the pond of the swimmers."),
        ("The Hallam Trust bought the quarry in 2019.", "Osgood is one of the swimmers of Lenby."),
        ("Edda Moor planted the birches.", "The cellar of the inn was filled by Moor."),
        # the passage of a rare name must not hide who did it
        ("Osgood sent apologies for the noise.", "Apologies were sent by Councillor Ruth Vane."),
    ],
)
def test_a_deed_is_its_doer_s(true: str, false: str) -> None:
    assert not check(QUARRY, true).flagged
    found = check(QUARRY, false)
    assert found.flagged
    assert found.findings[0].kind in (FindingKind.NOT_FOUND, FindingKind.NAME, FindingKind.AGENT)


FERRYMAN = (
    "Old Brand kept the ferry at Wick. A heron ate the trout. The miller's dog slept in the yard. "
    "Widow Carne sold candles. The children carried stones from the beach. "
    "He had bought the lantern that winter from the innkeeper. "
    "The ferry was built by shipwrights from Dunmore. The warden of a lock is liable for its "
    "gates. The station has a clock. The owner of a barge pays a toll. "
    "She was mending the harbour master's nets. In spring he painted his boat, and she sold it. "
    "The parish handed the bell to the school."
)


@pytest.mark.parametrize(
    ("true", "false"),
    [
        # another noun in the same place of the same deed
        ("The trout was eaten by a heron.", "The trout was eaten by the dog."),
        ("Stones were carried from the beach.", "The children carried stones from the station."),
        ("Shipwrights built the ferry.", "The ferry was built by children."),
        (
            "A lock's warden is liable for its gates.",
            "The owner of a lock is liable for its gates.",
        ),
        # who did it is another party to it in the text
        ("The innkeeper's lantern was bought by him.", "The innkeeper had bought the lantern."),
        ("The bell was handed to the school.", "The school handed the bell to the parish."),
        ("The harbour master's nets were mended.", "The harbour master was mending her nets."),
        # he, she, it
        ("In spring his boat was painted.", "In spring he painted her boat."),
        ("In spring he painted his boat.", "In spring the school painted his boat."),
    ],
)
def test_a_deed_has_its_parties(true: str, false: str) -> None:
    assert not check(FERRYMAN, true).flagged
    found = check(FERRYMAN, false)
    assert found.flagged
    assert found.findings[0].claim_span is not None
    assert found.findings[0].evidence_span is not None


def test_a_name_far_off_may_be_meant_by_a_pronoun_or_by_what_is_made_of_it() -> None:
    text = (
        "Norway sent the trawler Brim. It was built in 1990. The harbour was full that day. "
        "The weather was fine. The Norwegian crew painted the hull on Friday. Nobody helped. "
        "The pilot Olaf Dunn came late. Fish was dear. Two nets were lost. Bread was cheap. "
        "That evening he sang in the tavern."
    )
    assert not check(text, "The crew from Norway painted the hull on Friday.").flagged
    assert not check(text, "Dunn sang in the tavern that evening.").flagged
    assert check(text, "Dunn painted the hull on Friday.").flagged


LEDGER = (
    "Grain exports through Tolvik fell by 6 percent last year, after having risen in each of the "
    "three years before. The guild, which speaks for about 430 of the harbour's 610 porters, asked "
    "for a raise of 7 percent. The owner, Marn Shipping, offered 3 percent and two days of leave. "
    "The sale of the old granary is subject to approval by the council of Tolvik. "
    "The pilots' contract needs renewal by the port office."
)


@pytest.mark.parametrize(
    ("true", "false", "kind"),
    [
        (
            "After rising in each of the three years before, grain exports fell by 6 percent.",
            "Grain exports rose by 6 percent last year, after falling in each of the three years "
            "before.",
            FindingKind.NEGATION,
        ),
        (
            "The guild speaks for about 430 of the porters.",
            "The guild speaks for about 610 of the harbour's porters.",
            FindingKind.NUMBER,
        ),
        (
            "The harbour has 610 porters.",
            "The guild speaks for 610 of the porters of the harbour.",
            FindingKind.NUMBER,
        ),
        (
            "Marn Shipping offered 3 percent and two days of leave.",
            "The Guild of Porters offered 3 percent and two days of leave.",
            FindingKind.AGENT,
        ),
        (
            "The council of Tolvik has yet to approve the sale of the old granary.",
            "The sale of the old granary was approved by the council of Tolvik.",
            FindingKind.MODALITY,
        ),
        (
            "The port office has yet to renew the pilots' contract.",
            "The port office has renewed the pilots' contract.",
            FindingKind.MODALITY,
        ),
    ],
)
def test_what_is_exchanged_or_still_to_come(true: str, false: str, kind: FindingKind) -> None:
    assert not check(LEDGER, true).flagged
    found = check(LEDGER, false)
    assert found.flagged
    assert found.findings[0].kind is kind


@pytest.mark.parametrize(
    ("text", "true", "false"),
    [
        (
            "The elder sister, Maud, studies lichens; the younger, Ines, runs a bakery in Tarn.",
            "Ines runs a bakery in Tarn, and Maud studies lichens.",
            "The elder sister, Maud, runs a bakery in Tarn, the younger, Ines, studies lichens.",
        ),
        (
            "Die ältere Schwester, Maud, erforscht Flechten, die jüngere, Ines, betreibt eine "
            "Bäckerei in Tarn. Das Haus der Familie steht noch.",
            "Ines, die jüngere Schwester, betreibt eine Bäckerei in Tarn.",
            "Die ältere Schwester, Maud, betreibt eine Bäckerei in Tarn, die jüngere, Ines, "
            "erforscht Flechten.",
        ),
    ],
    ids=["English", "German"],
)
def test_two_names_do_not_change_places(text: str, true: str, false: str) -> None:
    assert not check(text, true).flagged
    assert check(text, false).flagged


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("The pump broke down twice in April.", "The pump was sold twice in April."),
        ("Mending the pump cost 340 pounds.", "Mending the pump cost 430 pounds."),
        ("The plot fee will go up by £7 in January.", "The plot fee will go up by £17 in January."),
        ("The talks with the water board failed.", "The talks with the water board succeeded."),
    ],
)
def test_what_fails_and_by_how_much(true: str, false: str) -> None:
    text = (
        "The treasurer reported that the pump failed twice in April and had cost £340 to mend. "
        "It was agreed to raise the plot fee from £48 to £55 from January. "
        "The talks with the water board failed."
    )
    assert not check(text, true).flagged
    assert check(text, false).flagged


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (
            "On average, the swimmers rested 14 minutes less a day.",
            "Swimmers rested 14 minutes longer a day.",
        ),
        ("The swimmers rested 14 minutes less each day.", "The swimmers rested 14 minutes more."),
        ("Ivo Brand devised the test.", "Lena Hult devised the test."),
        ("In spring there was no effect, Hult said.", "The effect appeared in spring, Hult said."),
        ("The test went on for a month.", "The test went on for a week."),
        ("The club's loan runs for 60 days.", "The club's loan runs for three months."),
    ],
)
def test_by_how_much_by_whom_and_for_how_long(true: str, false: str) -> None:
    text = (
        "Swimmers who drank cocoa rested 14 minutes less a day on average, and tired less. "
        'The test went on for four weeks. "The effect vanished in spring," said Lena Hult. '
        "Co-author Ivo Brand, who devised the test, called it small. "
        "Hult's group now plans a larger test with tea. The club's loan runs for two months."
    )
    assert check(text, false).flagged
    assert not check(text, true).flagged


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("The barge was on its way from Velm to Oster.", "The barge was going from Oster to Velm."),
        ("The fire killed two people.", "The fire killed eleven people."),
        ("Eleven passengers were injured.", "Eleven people were killed in the fire."),
        ("Two of the crew were killed.", "Two passengers were injured."),
    ],
)
def test_from_where_to_where_and_how_many(true: str, false: str) -> None:
    text = (
        "A fire broke out on the barge Heron, killing two of the crew and injuring eleven "
        "passengers. The ship, which was carrying 90 people from Velm to Oster, was towed home."
    )
    assert not check(text, true).flagged
    assert check(text, false).flagged


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("Piet Lang described the talks as hard but fair.", "Lena Orr called the talks fair."),
        (
            "Both states plan to begin talks about herring before the summer.",
            "Both states have started talks about herring.",
        ),
        (
            "Moro's party will vote against ratification in November.",
            "The pact was ratified in November.",
        ),
    ],
)
def test_her_counterpart_is_somebody_else_and_wishes_are_no_deeds(true: str, false: str) -> None:
    text = (
        '"A good day for our fishermen," said the premier of Norland, Lena Orr. Her Sudrian '
        "counterpart, Piet Lang, called the talks hard but fair. Both states want to start talks "
        "about herring before the summer. Ines Moro said that her party would vote against "
        "ratification in November."
    )
    assert not check(text, true).flagged
    assert check(text, false).flagged
