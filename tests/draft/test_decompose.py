"""A summary is cut into claims that together say what it says, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.draft.decompose import decompose
from summarizer.language.tokens import tokenize
from tests.draft.texts import ALL


def claims(sentence: str) -> list[str]:
    """The claims of a one-sentence summary."""
    [(_, found)] = decompose(sentence)
    return found


def test_sentences_come_back_verbatim_with_their_claims() -> None:
    summary = "The council met on Monday. It was cold."
    assert [text for text, _ in decompose(summary)] == [
        "The council met on Monday.",
        "It was cold.",
    ]


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "– "])
def test_an_item_of_a_list_is_claimed_without_its_bullet(bullet: str) -> None:
    summary = f"{bullet}The council met on Monday.\n{bullet}-5 degrees were measured."
    assert decompose(summary) == [
        (f"{bullet}The council met on Monday.", ["The council met on Monday."]),
        (f"{bullet}-5 degrees were measured.", ["-5 degrees were measured."]),
    ]


@pytest.mark.parametrize(
    ("summary", "claimed"),
    [
        ("1. It was cold.\n2. It snowed.", ["It was cold.", "It snowed."]),
        ("(1) It was cold.\n(2) It snowed.", ["It was cold.", "It snowed."]),
        ("1. The council met on Monday.", ["The council met on Monday."]),
        ("7. It was cold.\n9. It snowed.", ["7. It was cold.", "9. It snowed."]),
        ("1. Mai und 2. Mai sind in der Stadt Feiertage.", None),
        (
            "1. Der Rat tagte.\n2. Es war kalt und die Stadt war leer.",
            ["Der Rat tagte.", "Es war kalt und die Stadt war leer."],
        ),
    ],
)
def test_numbers_of_a_list_are_not_claimed_but_others_are(
    summary: str, claimed: list[str] | None
) -> None:
    found = [claim for _, claims in decompose(summary) for claim in claims]
    assert found == ([summary] if claimed is None else claimed)


def test_a_blank_summary_has_no_sentences() -> None:
    assert decompose(" \n ") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Maria Keller resigned on Monday and Peter Holm took over as chair.",
            ["Maria Keller resigned on Monday.", "Peter Holm took over as chair."],
        ),
        (
            "The council approved the budget and rejected the merger.",
            ["The council approved the budget.", "The council rejected the merger."],
        ),
        (
            "The ship left Hamburg on 3 May, reached Bergen two days later and sank near Tromsø.",
            [
                "The ship left Hamburg on 3 May.",
                "The ship reached Bergen two days later.",
                "The ship sank near Tromsø.",
            ],
        ),
        (
            "The court will hear the case in May and publish its verdict in June.",
            [
                "The court will hear the case in May.",
                "The court will publish its verdict in June.",
            ],
        ),
        (
            "The drug lowered blood pressure in 40 patients but did not reduce mortality.",
            [
                "The drug lowered blood pressure in 40 patients.",
                "The drug did not reduce mortality.",
            ],
        ),
        (
            "The river rose quickly; the town was evacuated.",
            ["The river rose quickly.", "The town was evacuated."],
        ),
        (
            "The law bans smoking in bars, while restaurants may keep separate rooms.",
            ["The law bans smoking in bars.", "Restaurants may keep separate rooms."],
        ),
        (
            "Although the storm weakened, the airport stayed closed.",
            ["The storm weakened.", "The airport stayed closed."],
        ),
        (
            "A fire destroyed the shed but caused no injuries.",
            ["A fire destroyed the shed.", "The fire caused no injuries."],
        ),
    ],
)
def test_joined_clauses_and_predicates_are_split(sentence: str, expected: list[str]) -> None:
    assert claims(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Norlab argues that she should first have gone to her superior, Paul Lind.",
        "Omar Haddad bought a boat, a house and a car.",
        "The team trained and equipped local officers.",
        "He raised taxes and increased spending.",
        "Police arrested a man who had threatened staff and damaged a car.",
        "The mayor promised to cut taxes and build homes.",
        "The agent goes over various health and life insurance plans with the client.",
        "The firm is larger than its rival and the market expects it to grow.",
        "Oil prices rose by 2 percent because supply fell and demand grew.",
        "The patients were treated with aspirin and heparin and recovered.",
        "The sailor slept, while the captain was steering the ship.",
    ],
)
def test_what_only_looks_like_joined_clauses_stays_whole(sentence: str) -> None:
    assert claims(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "If the dam fails, the valley will flood and the road will close.",
        "The bank pays unless the borrower dies and the house is sold.",
        "Few members attended the meeting and voted for the plan.",
        "Nobody complained and asked for a refund.",
        "Only the chair read the report and signed the letter.",
        "Either the pump failed or the valve stuck and the tank overflowed.",
        "She will not resign or apologise and will stay in office.",
        "Not only did the team win, but it also set a record.",
        "The judge never called the witness and closed the case.",
    ],
)
def test_conditions_quantifiers_and_alternatives_are_never_split(sentence: str) -> None:
    assert claims(sentence) == [sentence]


def test_what_stands_in_front_holds_for_every_part() -> None:
    assert claims("In 2019 Anna Berg moved to Oslo and founded a shipping firm.") == [
        "In 2019 Anna Berg moved to Oslo.",
        "In 2019 Anna Berg founded a shipping firm.",
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The museum, which opened in 1974, was closed in May.",
            ["The museum was closed in May.", "The museum opened in 1974."],
        ),
        (
            "Lena Fischer, who leads the group, praised the drivers.",
            ["Lena Fischer praised the drivers.", "Lena Fischer leads the group."],
        ),
        (
            "The city of Aarhus, where the firm was founded in 1950, will host the fair.",
            [
                "The city of Aarhus will host the fair.",
                "The firm was founded in 1950 in the city of Aarhus.",
            ],
        ),
        (
            "Norway sold a tanker, which was built in Gdansk.",
            ["Norway sold a tanker.", "The tanker was built in Gdansk."],
        ),
        (
            "The council will open a school, consisting of three buildings.",
            [
                "The council will open a school.",
                "The school will consist of three buildings.",
            ],
        ),
    ],
)
def test_relative_clauses_become_claims_about_what_they_describe(
    sentence: str, expected: list[str]
) -> None:
    assert claims(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        # which of the two, or the whole event?
        "The protein binds to the receptor, which activates the pathway.",
        "The company signed a treaty with the bank, which was founded in 1950.",
        "Trade between Norway and Sweden, which have fallen out, is growing.",
        # restrictive: says which one is meant
        "The treaty that ended the war was signed in Ghent.",
        "People who walk daily live longer.",
        "The mayor met no voters, who were all at work.",
    ],
)
def test_relative_clauses_stay_where_their_antecedent_is_unclear_or_they_restrict_it(
    sentence: str,
) -> None:
    assert claims(sentence) == [sentence]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Elena Brandt, the head of the clinic, said the ward was full.",
            [
                "Elena Brandt is the head of the clinic.",
                "Elena Brandt said the ward was full.",
            ],
        ),
        (
            "The chief executive of Nordvik, Elena Brandt, said sales fell 4% in March.",
            [
                "Elena Brandt is the chief executive of Nordvik.",
                "Elena Brandt said sales fell 4% in March.",
            ],
        ),
        (
            "Ankara, the capital of Turkey, hosted the talks.",
            ["Ankara is the capital of Turkey.", "Ankara hosted the talks."],
        ),
        (
            "Tom Reed, 43, described as a quiet man, was seen in Hull.",
            ["Tom Reed is 43.", "Tom Reed, described as a quiet man, was seen in Hull."],
        ),
        (
            "Tom Reed, 43, won the race.",
            ["Tom Reed is 43.", "Tom Reed won the race."],
        ),
    ],
)
def test_descriptions_beside_a_name_become_claims(sentence: str, expected: list[str]) -> None:
    assert claims(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "They met Jane Roe, the mayor and the governor.",
        "The tour visits Paris, Lyon, and Nice.",
        "On Monday, the first day of the strike, trains stood still.",
    ],
)
def test_lists_and_dates_are_no_descriptions(sentence: str) -> None:
    assert claims(sentence) == [sentence]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The mayor said that the bridge is safe and that it will reopen in May.",
            [
                "The mayor said that the bridge is safe.",
                "The mayor said that the bridge will reopen in May.",
            ],
        ),
        (
            "Anna Holm said the outlook was poor, adding that sales had fallen.",
            ["Anna Holm said the outlook was poor.", "Anna Holm added that sales had fallen."],
        ),
        (
            "According to the union, the plant closed in May and the workers lost their jobs.",
            [
                "According to the union, the plant closed in May.",
                "According to the union, the workers lost their jobs.",
            ],
        ),
        (
            "The plant closed in May and the town lost 200 jobs, the union said.",
            [
                "The plant closed in May, the union said.",
                "The town lost 200 jobs, the union said.",
            ],
        ),
        (
            "Ann: The cabin was cold and the stove was broken.",
            ["Ann: The cabin was cold.", "Ann: The stove was broken."],
        ),
        (
            "The ministry said on Monday that Oslo will get a bridge, consisting of four spans.",
            [
                "The ministry said on Monday that Oslo will get a bridge.",
                "The ministry said on Monday that the bridge will consist of four spans.",
            ],
        ),
        (
            "Lena Fischer told reporters that the strike would continue and praised the drivers.",
            [
                "Lena Fischer told reporters that the strike would continue.",
                "Lena Fischer praised the drivers.",
            ],
        ),
    ],
)
def test_the_speaker_is_kept_in_every_part(sentence: str, expected: list[str]) -> None:
    assert claims(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        # denied both, or denied one and did the other?
        "The mayor denied that the bridge is unsafe and that it will close.",
        "The mayor did not say that the bridge is safe and that it will reopen.",
        # who left: the minister or the deputy?
        "The minister said that the deputy resigned and left the country.",
        # is the second half still what the mayor said?
        "The mayor said the bridge is safe and the road will reopen.",
        "Exports grew, the ministry said, and imports fell.",
        # without "that": what the court heard goes on
        "The court heard Jane Roe sat near the girl and stroked her hand.",
        "The boy hit back at critics claiming he has had a bad year and the mood is poor.",
    ],
)
def test_reported_speech_stays_whole_where_its_end_is_unclear(sentence: str) -> None:
    assert claims(sentence) == [sentence]


def test_nothing_is_cut_inside_quotation_marks() -> None:
    quotation = "“We will rebuild the school and hire more teachers,” said Linda Moss."
    assert claims(quotation) == [quotation]


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        (
            "Dr. Ruth Okafor said the vaccine was safe. She added that side effects were rare.",
            "Dr. Ruth Okafor added that side effects were rare.",
        ),
        (
            "Sara Lind is a Swedish actress. She was born in Malmö.",
            "Sara Lind was born in Malmö.",
        ),
        (
            "Norway and Sweden signed the pact. They will open a joint office.",
            "Norway and Sweden will open a joint office.",
        ),
        (
            "A joint research centre opened in Turku. This centre employs 40 people.",
            "The joint research centre employs 40 people.",
        ),
        (
            "The bridge was closed. However, the ferry still runs.",
            "The ferry still runs.",
        ),
    ],
)
def test_references_to_the_sentence_before_are_resolved(summary: str, expected: str) -> None:
    [_, (_, found)] = decompose(summary)
    assert found == [expected]


@pytest.mark.parametrize(
    "summary",
    [
        "Tom Reed met Paul Stone. He was tired.",
        "Sara Lind met Anna Holm. She was tired.",
        "The council approved the budget. It was praised.",
        "The dogs chased the cats. They were fast.",
        "Some guests left early. The host thanked them all.",
        "Prosecutor Leah Stone met Tom Reed. The letters were sold before he resigned.",
        "The Danish ministry and the Swedish ministry met. The ministry was pleased.",
    ],
)
def test_ambiguous_references_keep_their_wording(summary: str) -> None:
    [_, (text, found)] = decompose(summary)
    assert found == [text]


def test_a_split_that_would_leave_a_dangling_pronoun_is_not_made() -> None:
    assert claims("John met Peter and he left.") == ["John met Peter and he left."]


def test_other_languages_are_not_taken_apart() -> None:
    text = "Der Rat hat den Plan gebilligt und die Kosten wurden gesenkt, aber nicht alle."
    assert decompose(text) == [(text, [text])]


@pytest.mark.parametrize("style", ALL)
def test_every_content_word_is_in_a_claim(style: str) -> None:
    for text, found in decompose(ALL[style]):
        said = {word.lemma for claim in found for word in tokenize(claim).words}
        dropped = {"also", "however", "further"}
        missing = {
            word.lemma for word in tokenize(text).words if word.content and word.lemma not in said
        } - dropped
        # participles come back as finite verbs: adding, added
        assert {lemma for lemma in missing if not lemma.endswith("ing")} == set()


@pytest.mark.parametrize("style", ALL)
def test_claims_are_sentences(style: str) -> None:
    for text, found in decompose(ALL[style]):
        if len(found) == 1 and text.endswith(found[0]):  # as it is, or without its bullet
            continue
        for claim in found:
            assert claim[0].isupper() or not claim[0].isalpha()
            assert claim.rstrip("\"”’»')")[-1] in ".!?…。"
            assert "  " not in claim


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_any_text_is_decomposed_without_loss(text: str) -> None:
    result = decompose(text)
    assert bool(result) == bool(text.strip())
    for sentence, found in result:
        assert found
        assert all(claim.strip() for claim in found)
        assert sentence in text or not text.isprintable()


_WORDS = st.sampled_from(
    "Anna Berg the a mayor council bridge said that which who and but or while , ; . “ ” ( ) he "
    "it they his was closed adding opened in May 2019 not if according to this because".split()
)


@settings(max_examples=400)
@given(st.lists(_WORDS, min_size=1, max_size=40))
def test_any_order_of_english_words_is_decomposed(words: list[str]) -> None:
    for _, found in decompose(" ".join(words)):
        assert found


def test_the_same_summary_gives_the_same_claims() -> None:
    for text in ALL.values():
        assert decompose(text) == decompose(text)
