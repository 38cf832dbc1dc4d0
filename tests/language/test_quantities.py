"""Numbers as the text means them, and what agrees with what."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language.dates import Date
from summarizer.language.numerals import number_value
from summarizer.language.parse import Parse
from summarizer.language.quantities import Quantity, compatible


def quantities(text: str) -> list[Quantity]:
    return Parse(text, 0, len(text)).quantities


def dates(text: str) -> list[Date]:
    return Parse(text, 0, len(text)).dates


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("It cost 1,500,000 dollars.", "money", 1.5e6),
        ("It cost $1.5 million.", "money", 1.5e6),
        ("two hundred and fifty people came", "count", 250),
        ("twenty-five people came", "count", 25),
        ("a dozen boats sank", "count", 12),
        ("half of the seats were empty", "fraction", 0.5),
        ("two thirds of the voters agreed", "fraction", 2 / 3),
        ("it grew by a third", "fraction", 1 / 3),
        ("7 of 20 kettles failed", "fraction", 0.35),
        ("12 percent of the members left", "percent", 12),
        ("it took an hour and a half", "measure", 5400),
        ("7 kilometres and 300 metres of road", "measure", 7300),
        ("Bake it at 180 °C", "measure", 180),
        ("it was 21 degrees Celsius", "measure", 21),
        ("4 cubic metres of water", "measure", 4000),
        ("the third time", "ordinal", 3),
        ("it was three times as fast", "multiple", 3),
        ("sales doubled in May", "multiple", 2),
    ],
)
def test_a_number_is_read_as_meant(text: str, kind: str, value: float) -> None:
    found = quantities(text)
    assert [quantity.kind for quantity in found][:1] == [kind]
    assert math.isclose(found[0].value, value, rel_tol=1e-6)


@pytest.mark.parametrize(
    ("ours", "theirs", "agree"),
    [
        ("more than 100 people", "120 people", True),
        ("more than 100 people", "80 people", False),
        ("fewer than 90 people", "more than 90 people", False),
        ("at least nine people", "nine people", True),
        ("about 1,500 people", "1,480 people", True),
        ("1,500 people", "1,580 people", False),
        ("50 percent of them", "half of them", True),
        ("40 percent of them", "half of them", False),
        ("between 10 and 20 people", "15 people", True),
    ],
)
def test_which_figures_agree(ours: str, theirs: str, agree: bool) -> None:
    assert compatible(quantities(ours)[0], quantities(theirs)[0]) is agree


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_keep_their_value_with_and_without_separators(number: int) -> None:
    assert number_value(str(number)) == number
    assert number_value(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("signed on August 15", None, 8, 15),
        ("signed on 15 August 2023", 2023, 8, 15),
        ("signed on August 15, 2023", 2023, 8, 15),
        ("signed in May", None, 5, None),
        ("signed in 1998", 1998, None, None),
        ("on the 3rd of March", None, 3, 3),
    ],
)
def test_a_date_is_read_in_its_parts(
    text: str, year: int | None, month: int | None, day: int | None
) -> None:
    found = dates(text)
    assert [(date.year, date.month, date.day) for date in found] == [(year, month, day)]


@pytest.mark.parametrize(
    "text", ["she may go", "they march on", "2000 people came", "it cost $1998"]
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert dates(text) == []
