"""Edits of who and where: names, places, roles, parties, speakers and quoted words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from evals.edits.passages import Passage
from evals.edits.tables import tables
from evals.edits.voice import SPOKEN, active, passive, swapped
from evals.edits.wording import exchange, lower_start, places_of, quoted, splice, upper_start

Pair = tuple[str, str | None]

_OFFICES: Final = tables().offices
_CALLINGS: Final = tables().callings
_ROLES: Final = "|".join(sorted((*_OFFICES, *_CALLINGS), key=len, reverse=True))
_NAME: Final = "|".join(map(re.escape, tables().people))
_TITLED: Final = rf"\b(?i:(?P<role>{_ROLES})) (?P<name>{_NAME})\b"
_APPOSED: Final = (
    rf"(?P<name>{_NAME}), (?P<article>the|an?) (?P<role>{_ROLES})(?P<of> (?:of|at) [^,.]+)?(?=[,.])"
)
_BODIES: Final = (
    "court|union|opposition|jury|inspectors|nurses|doctors|students|workers|drivers|players|planters|"
    "shepherds|managers|driver|guard|queen|minister|director|patients|volunteers|trainer|sponsor"
)
"""Those who speak for themselves: the words of a company's head are the company's, too."""


def name(sentence: str, passage: Passage, random: Random) -> Iterator[Pair]:
    """Somebody else; the same person by surname only, or with the first name."""
    for full in passage.people:
        last = full.split()[-1]
        if sum(other.endswith(f" {last}") for other in passage.people) > 1:
            continue
        other = _somebody_else(full, sentence, passage, random)
        if f"the {last}" in sentence or f"The {last}" in sentence:
            continue
        edited = exchange(sentence, full, other)
        if edited:
            yield edited, exchange(sentence, full, last)
        elif re.search(rf"[A-Z][a-z]+ {last}\b", sentence):
            continue  # of somebody else, or behind a title
        elif full not in sentence and (edited := exchange(sentence, last, other)):
            yield edited, exchange(sentence, last, full)


def _somebody_else(full: str, sentence: str, passage: Passage, random: Random) -> str:
    nearby = [other for other in passage.people if other.split()[-1] not in sentence]
    if nearby and random.random() < 0.5:
        return random.choice(nearby)
    strangers = [other for other in tables().people if other.split()[-1] not in passage.text]
    return random.choice(strangers)


_DIRECTIONS: Final = {
    "northern": "north",
    "southern": "south",
    "eastern": "east",
    "western": "west",
}


def place(sentence: str, passage: Passage, random: Random) -> Iterator[Pair]:
    """Another place; the same statement reworded."""
    for here in passage.places:
        for match in places_of(rf"(?<=\b(?:in|at|of|to) ){here}\b(?![’'])", sentence):
            nearby = [other for other in passage.places if other not in sentence]
            afar = [other for other in tables().places.split() if other not in passage.text]
            other = random.choice(nearby if nearby and random.random() < 0.5 else afar)
            yield splice(sentence, match, other), None
    for match in places_of(r"\b(north|south|east|west)ern (?P<where>[A-Z]\w+)", sentence):
        this = match.group().split()[0]
        other = random.choice([word for word in _DIRECTIONS if word != this])
        same = f"the {_DIRECTIONS[this]} of {match['where']}"
        yield splice(sentence, match, f"{other} {match['where']}"), splice(sentence, match, same)


def role(sentence: str, passage: Passage, random: Random) -> Iterator[Pair]:
    """Another office or calling; the same one told in another construction."""
    for match in places_of(_TITLED, sentence):
        title, who = match["role"].lower(), match["name"]
        other = _another_role(title, passage, random)
        capital = match["role"][0].isupper()
        titled = f"{upper_start(other) if capital else other} {who}"
        article = "the" if title in _OFFICES else _a(title)
        if re.search(r"(?:its|[Tt]he|her|his|their|of) $", sentence[: match.start()]):
            continue
        after = "," if re.match(r" (?!was born)[a-z]", sentence[match.end() :]) else ""
        apposed = f"{who}, {article} {title}{after}" if after else None
        yield splice(sentence, match, titled), apposed and splice(sentence, match, apposed)
        yield _is(who, other), _is(who, title)
    for match in places_of(_APPOSED, sentence):
        title, who, of = match["role"], match["name"], match["of"] or ""
        other = _another_role(title, passage, random)
        article = match["article"]
        if article != "the":
            article = _a(other)
        yield f"{who} is {article} {other}{of}.", f"{who} is {match['article']} {title}{of}."
        same = f"{who}, who is {match['article']} {title}{of}"
        yield (
            splice(sentence, match, f"{who}, {article} {other}{of}"),
            splice(sentence, match, same),
        )


_AKIN: Final = (
    {"chair", "chairman", "president", "head of the agency", "agency director", "manager"},
    {"trainer", "coach"},
    {"founder", "chief executive", "manager"},
)
"""Offices that one person often holds at once, or that are two words for one."""


def _another_role(title: str, passage: Passage, random: Random) -> str:
    rows = _OFFICES if title in _OFFICES else _CALLINGS
    text = passage.text.lower()
    akin = {title, *next((row for row in _AKIN if title in row), ())}
    others = [other for other in rows if other not in text and other not in akin]
    return random.choice([other for other in others if not set(other.split()) & set(title.split())])


def _is(who: str, role: str) -> str:
    return f"{who} is {'the' if role in _OFFICES else _a(role)} {role}."


def _a(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def agent(sentence: str, passage: Passage, random: Random) -> Iterator[Pair]:
    """The parties exchanged; the same deed in the other voice."""
    if edited := swapped(sentence):
        yield edited, passive(sentence) or active(sentence)


def attribution(sentence: str, passage: Passage, random: Random) -> Iterator[Pair]:
    """The words put into another mouth; the speaker named in another construction."""
    match = SPOKEN.match(sentence)
    if not match or quoted(sentence):
        return
    who, what = match["who"], match["what"]
    others = [name for name in passage.people if name.split()[-1] not in sentence]
    others += [
        f"The {body}"
        for body in sorted(set(re.findall(rf"\b[Tt]he ({_BODIES})\b", passage.text)))
        if body not in sentence
    ]
    if not others:
        return
    speaker = lower_start(who.rstrip(","))
    same = None
    if speaker:
        forms = [f"According to {speaker}, {what}.", f"{upper_start(what)}, said {speaker}."]
        same = random.choice(forms)
    yield f"{random.choice(others)} said {what}.", same


_SAID: Final = re.compile(r'^(?P<who>[^,:"]+) said: "(?P<what>[^"]+)\."$')
_CALLED: Final = re.compile(r'^(?P<who>[^,:"]+) called (?P<it>[^"]+) "(?P<what>[^"]+)"\.$')


_TO_BE: Final = "is are was were will have has had would can could should may must do did".split()


def quote(sentence: str, passage: Passage, random: Random) -> Iterator[Pair]:
    """A quoted word exchanged; the same words quoted in another frame."""
    spans = quoted(sentence)
    if len(spans) != 1:
        return
    start, end = spans[0]
    inside = sentence[start + 1 : end - 1]
    rows = [*tables().term, *tables().quantifier, *tables().negation, *tables().comparison]
    rows += [(new, old) for old, new in tables().term]
    rows += [(f"{verb} not", verb) for verb in _TO_BE]
    changed = [edited for old, new in rows if (edited := exchange(inside, old, new))]
    if " not " not in inside:
        changed += [said for verb in _TO_BE if (said := exchange(inside, verb, f"{verb} not"))]
    if not changed:
        return
    same = None
    if match := _SAID.match(sentence):
        who = lower_start(match["who"])
        same = f'"{match["what"]}," said {who}.' if who else None
    elif match := _CALLED.match(sentence):
        same = f'{match["who"]} described {match["it"]} as "{match["what"]}".'
    edited = sentence[: start + 1] + random.choice(changed) + sentence[end - 1 :]
    yield edited, same
