"""Texts and claims that several tests use."""

from __future__ import annotations

TEXT = """Halden keeps its ferry

The port of Halden will keep its night ferry until 2031, the county council decided on Tuesday.
The council voted 31 to 12 for a subsidy of 4.2 million kroner a year.
Council leader Ines Vega said the ferry "is the only way home" for 600 shift workers.
The shipping line Osa had announced in March that it would end the service.
Osa carried 210,000 passengers on the route last year, 8 percent fewer than in 2022.
Opponents wanted the money to go to the coastal road instead.
"""
RIGHT = "Osa carried 210,000 passengers on the route last year."
WRONG = "Osa carried 999,000 passengers on the route last year."
GOOD = [
    "The county council decided on Tuesday that Halden will keep its night ferry until 2031.",
    RIGHT,
]


def long_text(paragraphs: int) -> str:
    return "\n".join(
        f"The town of Vik{n} opened a school for {n + 40} pupils in the year {1900 + n % 100}. "
        f"Its first head was Mrs Lund{n}, who came from the village of Bakke{n} by the sea."
        for n in range(paragraphs)
    )
