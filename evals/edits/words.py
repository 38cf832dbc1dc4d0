"""Edits by exchange of words: negation, modality, quantifiers, comparison, order, terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from evals.edits.passages import Passage
from evals.edits.tables import tables
from evals.edits.voice import denied
from evals.edits.wording import exchange, places_of, plural, quoted, splice

Pair = tuple[str, str | None]
Slot = Callable[[str, Passage, Random], Iterator[Pair]]

_TIMES: Final = (
    r"(?:year|week|month|spring|summer|autumn|winter|night|time|three|nine|eleven|Sunday)"
)
_BLOCKED: Final = {
    "last": re.compile(rf"\blast (?:{_TIMES})"),
    "since": re.compile(r"\bsince (?!\d|[A-Z])"),
    "until": re.compile(r"\buntil (?!\d|[A-Z])"),
    "after": re.compile(r"\b(?:named|look|looks|looked|only|shortly|soon|until|hours|one) after\b"),
    "before": re.compile(
        r"\b(?:than|never|not|as|ever|year|week|comedian|anybody) [^.]*before\b|before[.,]"
    ),
    "second": re.compile(
        r"\bEvery second\b|\bsecond (?:largest|oldest)\b|\bsecond half\b|last second"
    ),
    "first": re.compile(r"\b[Aa]t first\b|\bfirst of\b|\bfirst time\b|\bfirst half\b"),
    "longer": re.compile(r"\bno longer\b"),
    "most": re.compile(r"\b(?:[Aa]t|[Tt]he) most\b"),
    "may": re.compile(r"\bmay not\b"),
    "could": re.compile(r"\bcould (?:not|hardly|have|be seen)\b"),
    "can": re.compile(r"\bcan (?!be|return|appeal|choose|ask|use)|\bcan be built\b"),
    "none of the": re.compile(r"\bnone of the [^,.]*\b(?:has|is|was)\b"),
    "None of the": re.compile(r"\bNone of the [^,.]*\b(?:has|is|was)\b"),
    "might": re.compile(r"\bmight not\b"),
    "should": re.compile(r"\bshould not\b"),
    "must": re.compile(r"\bmust not\b"),
    "all": re.compile(
        r"\b(?:at|of|In|in) all\b|\ball (?:of|but|the|night|day|two|three|four|her|his)\b"
    ),
    "All": re.compile(r"\bAll (?:of|but|figures)\b"),
    "Most": re.compile(r"\bMost of them\b"),
    "some": re.compile(r"\bsome (?:\d|of|say|think|believe)|at some"),
    "Some": re.compile(r"\bSome (?:\d|of|say|think|believe)"),
    "fire": re.compile(r"\bfire (?:brigade|service|station)|catch fire"),
    "below": re.compile(r"\bcosts below"),
    "many": re.compile(r"\b(?:as|so|how|too) many\b"),
    "began": re.compile(r"\bbegan (?:to|\w+ing)\b"),
    "still": re.compile(r"\b(?:and|but) still\b|stood still|\bstill (?:was|is|are|were)"),
    "rose": re.compile(r"\brose (?:by|to)\b"),
    "largest": re.compile(r"\b(?:three|two|the five) largest\b"),
}
"""Where a word is not what the table means."""


def _blocked(sentence: str, word: str) -> bool:
    return word in _BLOCKED and bool(_BLOCKED[word].search(sentence))


def exchanging(kind: str) -> Slot:
    """The slot of a kind of which a table says what is exchanged for what."""

    def slot(sentence: str, passage: Passage, random: Random) -> Iterator[Pair]:
        rows = tables().exchanges(kind)
        if kind == "term":
            rows += tuple((new, old) for old, new in rows)
        for old, new in rows:
            if _blocked(sentence, old):
                continue
            edited = exchange(sentence, old, new)
            if edited and not (kind == "term" and new in passage.text):
                yield _articles(edited), reworded(sentence, kind, old)

    return slot


def reworded(sentence: str, kind: str, around: str) -> str | None:
    """The sentence with the words of a slot said otherwise."""
    for old, new in tables().rewordings.get(kind, ()):
        near = old in around or around in old
        same = exchange(sentence, old, _fitting(sentence, old, new)) if near else None
        if same and same != sentence and not _blocked(sentence, old):
            return _articles(same)
    return None


def _fitting(sentence: str, old: str, new: str) -> str:
    """“Has to” or “have to”, as the subject wants; no preposition before a clause."""
    if new in ("following the", "prior to the"):
        return new if re.search(rf"\b{old} \w+\.$", sentence) else old
    subject = sentence.partition(f" {old} ")[0]
    return "have to" if new == "has to" and plural(subject) else new


def _articles(sentence: str) -> str:
    sentence = re.sub(r"\b([Aa]) (?=[aeio]|hour)", r"\1n ", sentence)
    return re.sub(r"\b([Aa])n (?=[bcdfgjklmnpqrstvwxz])", r"\1 ", sentence)


_AUXILIARY: Final = r"(?P<aux>was|were|is|are|has|have|had|will|would|could|should|must|may|can)"
_NOT: Final = rf"\b{_AUXILIARY} not (?!only)"
_NEVER: Final = rf"\b{_AUXILIARY} never "
_DO: Final = r"\b(?P<do>did|does|do) not (?P<verb>\w+)"
_POSITIVE: Final = (
    rf"\b{_AUXILIARY} (?=\w+ed\b|built|made|held|found|seen|given|sold|paid|worth|due)"
)
_SCOPED: Final = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|neither|nor|without|all|most|many|some|every|each|half|"
    r"only|both|at least|at most|fewer|less|more|about|because|until|than|but|if|unless|ever|"
    r"declined|denied|refused|failed)\b|n't",
    re.IGNORECASE,
)


def negation(sentence: str, passage: Passage, random: Random) -> Iterator[Pair]:
    """A denial asserted or an assertion denied; the same said with other words."""
    yield from exchanging("negation")(sentence, passage, random)
    for match in [*places_of(_NOT, sentence), *places_of(_NEVER, sentence)]:
        same = reworded(sentence, "negation", match.group().strip())
        yield splice(sentence, match, f"{match['aux']} "), same
    for match in places_of(r"\bcannot\b", sentence):
        yield splice(sentence, match, "can"), splice(sentence, match, "can't")
    for match in places_of(_DO, sentence):
        verb = match["verb"]
        form = {"did": past(verb), "does": third(verb), "do": verb}[match["do"]]
        yield splice(sentence, match, form), reworded(sentence, "negation", f"{match['do']} not")
    if _SCOPED.search(sentence) or quoted(sentence):
        return
    if edited := denied(sentence):
        yield edited, None
    found = places_of(_POSITIVE, sentence)
    if len(found) == 1 and not re.search(r"\b(?:who|which|that|when|said)\b", sentence):
        yield splice(sentence, found[0], f"{found[0]['aux']} not "), None


def past(verb: str) -> str:
    """The past tense of a verb."""
    if verb in tables().irregular:
        return tables().irregular[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if re.search(r"[^aeiou]y$", verb) else f"{verb}ed"


def third(verb: str) -> str:
    """The third person of a verb's present tense."""
    if verb in ("have", "do", "go"):
        return {"have": "has", "do": "does", "go": "goes"}[verb]
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"


_INTENT: Final = r"\b(?P<aux>plans to|wants to|intends to|hopes to|will) (?P<verb>[a-z]+)\b"
_NO_DEED: Final = {"be", "have", "not", "take", "last", "end", "cost", "need", "pass", "depend"}


def modality(sentence: str, passage: Passage, random: Random) -> Iterator[Pair]:
    """The possible made certain, the planned done; the same said with other words."""
    yield from exchanging("modality")(sentence, passage, random)
    for match in places_of(_INTENT, sentence):
        verb = match["verb"]
        if verb in _NO_DEED or _SCOPED.search(sentence):
            continue
        subject = sentence[: match.start()].strip()
        if "," in subject or len(subject.split()) > 5 or not subject:
            continue
        has = "have" if plural(subject) else "has"
        done = {"give": "given", "sing": "sung", "take": "taken"}.get(verb, past(verb))
        if re.search(r"\b(?:tomorrow|next|from|until|within|on \d|in (?:[A-Z]|\d))", sentence):
            continue
        same = reworded(sentence, "modality", match["aux"])
        yield splice(sentence, match, f"{has} {'already ' * (random.random() < 0.5)}{done}"), same
