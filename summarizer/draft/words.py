"""Small word lists that decide how a sentence may be split."""

from __future__ import annotations

from typing import Final

SPEECH: Final = frozenset(
    "say tell add announce state claim warn explain note stress emphasize emphasise insist argue "
    "declare report remark reply answer respond confirm acknowledge admit concede suggest "
    "comment recall reveal write tweet predict estimate maintain assert allege promise vow pledge "
    "point mention observe recount testify conclude inform remind assure underline highlight "
    "reiterate clarify describe praise criticize criticise condemn welcome".split()
)
"""Verbs whose subject speaks."""

OPINION: Final = frozenset(
    "think believe know hope feel expect hear see mean show find fear agree understand assume "
    "imagine realize realise learn discover decide guess suppose consider indicate imply prove "
    "demonstrate".split()
)
"""Verbs that take a clause without being speech."""

LISTENERS: Final = frozenset("tell inform remind assure warn notify advise".split())
"""Speech verbs whose first object is the listener."""

ADDS_TIME: Final = frozenset(
    "later then now since subsequently afterwards eventually yesterday today tomorrow tonight "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december year month week day morning evening "
    "afternoon night earlier ago".split()
)
"""Words that give a clause a time of its own."""

CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december today tomorrow yesterday".split()
)

CONNECTIVES: Final = frozenset(
    "however moreover furthermore meanwhile therefore nevertheless nonetheless consequently "
    "additionally also besides instead still thus hence accordingly then so and but yet likewise "
    "similarly conversely".split()
)
"""Words that tie a sentence to the one before it."""

CONNECTIVE_PHRASES: Final = (
    "in addition",
    "as a result",
    "on the other hand",
    "on the contrary",
    "in contrast",
    "by contrast",
    "at the same time",
    "for example",
    "for instance",
    "in other words",
    "in fact",
    "in particular",
    "above all",
    "for this reason",
    "for that reason",
    "on top of that",
    "in short",
    "in conclusion",
    "after that",
    "because of this",
    "despite this",
    "what is more",
    "that said",
    "even so",
    "to that end",
    "of course",
)

IRREGULAR_PAST: Final = {
    "say": "said",
    "tell": "told",
    "write": "wrote",
    "know": "knew",
    "think": "thought",
}


def past_tense(lemma: str) -> str:
    """The past tense of a verb of speech."""
    if lemma in IRREGULAR_PAST:
        return IRREGULAR_PAST[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    if lemma in ("admit",):
        return lemma + "ted"
    return lemma + "ed"


def present_tense(lemma: str) -> str:
    """The third person singular of a verb."""
    if lemma.endswith(("s", "sh", "ch", "x", "z")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"
