"""Parts of speech in context, as one character a word.

A handful of local rules over the lexicon's possibilities, in the spirit of Brill (1992), "A
simple rule-based part of speech tagger". It is right often enough for phrase chunking, and
a thousand times cheaper than a parser.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from summarizer.language import grammar, lexicon
from summarizer.language.tokens import Tokens, Word, is_joined

_NOUN_BEFORE: Final = frozenset("DAGIQ")
_SAME_PAST: Final = frozenset(
    "set put cut hit cost let shut spread split cast shed burst quit beat hurt".split()
)
"""Verbs whose past looks like their base form, so that it may follow a singular subject."""
_PARTICIPLES: Final = _SAME_PAST | {"run", "read", "hurt", "come", "become"}
"""Verbs whose participle looks like their base form."""
_BEHIND_NOUNS: Final = frozenset("of for by from between against among".split())
"""Prepositions that describe the noun at the beginning of a sentence."""
_BEFORE_NOUNS: Final = frozenset(["according", "owing", "due", "thanks", "contrary"])
"""Words whose ``to`` governs no infinitive."""
_BOUNDS: Final = frozenset(
    [
        *((degree, "than") for degree in ("more", "less", "fewer")),
        *(("at", degree) for degree in ("least", "most")),
    ]
)
_ABOUT: Final = frozenset(["about", "around", "roughly", "nearly", "almost", "approximately"])
"""What stands before a number to say how close it is."""
_TOPICS: Final = frozenset("talk speak hear know think write ask complain worry".split())
_OPENERS: Final = frozenset('.",:')


_LETTING: Final = frozenset("let make help watch see hear".split())


def tag(tokens: Tokens, known_names: Collection[str] = ()) -> str:
    """Tag every word of a sentence.

    Args:
        tokens: The sentence.
        known_names: Lower-cased words that the text elsewhere capitalises in mid-sentence;
            they decide whether a capital at the start of a sentence is a name's.

    Returns:
        One character a word, see ``grammar``.
    """
    words = tokens.words
    title_case = _is_title_case(words)
    tags: list[str] = []
    previous = "."
    seen_verb = helped = False
    last = len(words) - 1
    for index, word in enumerate(words):
        following = words[index + 1] if index < last else None
        if word.closed:
            current = _closed(word, previous, following, index == 0)
            if (
                current == "T"
                and index
                and words[index - 1].lower in _BEFORE_NOUNS
                and tags[-2:] != ["X", "A"]
            ):
                # but "is due to begin"
                current = "I"
            if (
                word.lower == "her"
                and index
                and words[index - 1].lemma in _LETTING
                and following is not None
                and "V" in following.tags
                and following.lower == following.lemma
            ):
                # "let her climb"
                current = "O"
            if current == "I" and previous == "V" and is_joined(words[index - 1], word):
                # "put off a vote": the vote is the object
                current = "R"
            if (
                current in "IMS"
                and word.capitalised
                and index
                and previous not in _OPENERS
                and not title_case
                and following is not None
                and following.capitalised
            ):
                # "Per Dahl", "Will Hart": a capital in mid-sentence makes a name of it
                current = "P"
        elif (
            word.lower in ("according", "owing")
            and following is not None
            and following.lower == "to"
        ):
            current = "I"
        elif (
            word.capitalised
            and not title_case
            and _is_name(word, previous, following, index == 0, known_names)
        ):
            current = "P"
        elif _is_surely_verb(word, following, tags, helped and previous == "X"):
            current = "V"
        else:
            current = _open(word, previous, following, seen_verb, tags)
        if current == "X":
            helped = word.lower in grammar.HAVE or word.lower in grammar.BE
        if current == "Q":
            _measure(words, tags, index)
        if current in "VX":
            seen_verb = True
        elif current in "CSW." or (current == "," and previous in "NP"):
            seen_verb = seen_verb and current == ","
        tags.append(current)
        if current not in 'R"':
            # "no effect" is a noun, whatever stands before; "no longer" is none
            noun = word.lower == "no" and following is not None and following.lower != "longer"
            previous = "D" if noun else current
    if tags[:2] == ["V", "N"] and tags[2:3] in (["X"], ["M"]) and "N" in words[0].tags:
        # "Hay fever is": no order, the verb follows
        tags[0] = "N" if words[0].lower == words[0].lemma else tags[0]
    if tags[-1:] == ["."] and not any(
        current in "VXM" and word.lower != "according"
        for word, current in zip(words, tags, strict=True)
    ):
        _find_verb(words, tags)
    return "".join(tags)


def _measure(words: tuple[Word, ...], tags: list[str], index: int) -> None:
    """Make one phrase of a number and the words that bound it: "about 150", "more than 200"."""
    one = words[index - 1].lower if index else ""
    two = words[index - 2].lower if index > 1 else ""
    if (two, one) in _BOUNDS:
        tags[-2:] = "DD"
    elif one in _ABOUT and not (two and words[index - 2].lemma in _TOPICS):
        tags[-1] = "D"


def _find_verb(words: tuple[Word, ...], tags: list[str]) -> None:
    """Give a sentence its verb, where every word that could be one was taken for another.

    "The firm paid pensions": the noun before it could be an adjective, and it an adjective too.
    """
    for index in range(1, len(words)):
        word, before = words[index], words[index - 1]
        if word.closed or "V" not in word.tags:
            continue
        if word.lower == word.lemma and word.lower not in _PARTICIPLES:
            continue
        if word.lower.endswith("ing") or tags[index - 1] not in "NPA,":
            continue
        if tags[index - 1] == "A":
            if "N" not in before.tags and "P" not in tags[: index - 1] and "N" not in tags[:index]:
                continue
            if "N" in before.tags:
                tags[index - 1] = "N"
        tags[index] = "V"
        return


def _is_title_case(words: tuple[Word, ...]) -> bool:
    """Whether capitals say nothing here, as in headlines that capitalise every word."""
    letters = [word for word in words if not word.closed and word.surface[0].isalpha()]
    if len(letters) < 4 or 3 * sum(not word.tags for word in letters) > len(letters):
        # a list of names has capitals of its own
        return False
    if any("V" in word.tags and not word.capitalised for word in letters):
        # "Arden Town won the Northern Cup"
        return False
    return sum(word.capitalised for word in letters) >= 0.85 * len(letters)


def _is_name(
    word: Word, previous: str, following: Word | None, first: bool, known_names: Collection[str]
) -> bool:
    if not first and previous not in _OPENERS:
        return True
    if word.lower in known_names or not word.tags:
        return True
    if len(word.surface) > 1 and word.surface.isupper():
        return True
    return (
        following is not None
        and following.capitalised
        and not following.closed
        and "V" not in word.tags[:1]
        and (following.lower in known_names or not following.tags)
    )


def _closed(word: Word, previous: str, following: Word | None, first: bool) -> str:
    lower = word.lower
    if lower == "first" and previous in "NOPXM" and following and _is_plain_past(following):
        # "the price first quoted"
        return "R"
    if lower == "may" and word.capitalised and not first:
        return "P"
    if lower == "to":
        if following is not None and not following.closed and not following.capitalised:
            if following.tags[:1] == "V" or (
                "V" in following.tags
                and following.lower == following.lemma
                and previous in "VNARXP"
            ):
                return "T"
        elif following is not None and following.lower in ("be", "have", "do"):
            return "T"
        return "I"
    if lower == "'s" and previous not in "NPO" and not first:
        return "X"
    if lower in ("her", "his", "no", "neither") and following is not None:
        if lower in ("no", "neither"):
            return "E"
        return "D" if not following.closed or following.closed == "Q" else "O"
    if lower in ("that", "this", "these", "those", "all", "both", "each", "some", "any", "half"):
        if lower == "that" and (previous in "VNPA" and not first):
            # "she bought it that morning"
            timed = following is not None and lexicon.is_time(following.lemma)
            return "D" if timed and previous == "N" else "S"
        if following is not None and following.closed in ("X", "M", "I", ".", ","):
            return "O"
        if lower == "that" and not first and following is not None:
            # "told them that the"
            return "S" if following.closed in ("D", "O") else "D"
        return "D"
    if lower in ("after", "before", "since", "until", "than", "as", "like"):
        return "I"
    if lower in ("up", "down", "out", "off", "over", "in", "on") and previous == "V":
        if following is None or following.closed in ("I", ".", ",", "C", "T", "S"):
            return "R"
        return "I"
    return word.closed


def _open(
    word: Word, previous: str, following: Word | None, seen_verb: bool, tags: list[str]
) -> str:
    options = word.tags
    lower = word.lower
    if lower in grammar.FUNCTION_ADVERBS:
        return "R"
    if previous in "XM" and lower in ("long", "far", "first", "last") and following is not None:
        return "R" if "V" in following.tags or following.closed in ("X", "E") else "A"
    if not options:
        return _unknown(word, previous)
    if previous == "E" and lower == "longer":
        return "R"
    if previous == "E" and tags[-1] == "R" and "V" in options and lower != word.lemma:
        # "no longer rules"
        return "V"
    if following is not None and following.lower == "than" and lower.endswith("er"):
        return "A"
    if len(options) == 1 and not (options == "V" and lower.endswith(("ed", "ing", "en"))):
        return options
    if "V" in options:
        if _is_title(word, previous, following):
            return "N"
        if (
            lower in _SAME_PAST
            and previous in "NP"
            and following is not None
            and (following.closed in ("I", "D", "Q", "O") and not seen_verb)
        ):
            return "V"
        if lower.endswith("ing"):
            return _gerund(options, previous, following)
        if _opens_with_noun(word, previous, following, tags):
            return "N"
        if (
            "N" in options
            and previous in ",.SC"
            and lower.endswith("s")
            and following is not None
            and following.closed in ("X", "M")
        ):
            # "by then, repairs had begun"
            return "N"
        if previous in "MT" or (previous == "E" and len(tags) > 1 and tags[-2] in "XM"):
            return "V"
        if previous == "X":
            return "V" if lower != word.lemma or options == "V" else options.replace("V", "")[:1]
        if _is_past_form(word):
            return _past(options, previous, following)
        if previous == "O":
            return "V"
        if (
            previous == "Q"
            and options[0] == "V"
            and lower == word.lemma
            and not seen_verb
            and not _is_plural(following)
            and tags[-3:] == ["I", "D", "Q"]
        ):
            # "three of the eight give": several things are no "give"
            return "V"
        if previous in _NOUN_BEFORE:
            rest = options.replace("V", "")
            return rest[0] if rest else "V"
        if previous in "NP" and not seen_verb and _starts_object(following):
            inflected = lower != word.lemma
            if options[0] == "V" or (
                inflected
                and following is not None
                and (following.closed in ("D", "O", "Q", "T", "S") or following.capitalised)
            ):
                return "V"
        if (
            previous in "NP"
            and options[0] == "V"
            and not seen_verb
            and (lower != word.lemma or "N" not in options)
            and not _is_plural_before_comma(word, following)
        ):
            return "V"
        if previous in "CWS," and options[0] == "V":
            return "V"
        if previous == "W" and lower != word.lemma and _starts_object(following):
            return "V"
        if previous in "." and options[0] == "V" and _starts_object(following):
            assert following is not None
            return "N" if "N" in options and lexicon.is_office(following.lemma) else "V"
        rest = options.replace("V", "")
        return rest[0] if rest else "V"
    if "A" in options and "N" in options:
        if lower != word.lemma and lower.endswith("s"):
            return "N"
        if previous == "D" and following is not None and _is_plain_past(following):
            # "the firm paid": an adjective would leave the verb without a subject
            return "N"
        if lexicon.is_office(word.lemma) and following is not None and following.capitalised:
            return "N"
        if following is not None and not following.closed and "N" in (following.tags or "N"):
            return "A" if options[0] == "A" or previous not in "D" else "N"
        if previous in "DA" and (following is None or following.closed):
            return "N"
    return options[0]


def _is_title(word: Word, previous: str, following: Word | None) -> bool:
    """``Judge Jane Roe``, ``Housing minister Jane Roe``, at the sentence's beginning."""
    if not word.capitalised or previous != "." or "N" not in word.tags or following is None:
        return False
    if following.capitalised:
        return not following.closed and lexicon.may_be_person(word.lemma)
    return following.lower == following.lemma and lexicon.is_person_role(following.lemma)


def _opens_with_noun(word: Word, previous: str, following: Word | None, tags: list[str]) -> bool:
    """``Demand for``, ``while permits for``: a clause begins with its subject."""
    if "N" not in word.tags or following is None or following.closed != "I":
        return False
    plural = word.lower != word.lemma and word.lower.endswith("s")
    if not tags or (previous == "." and tags[-1] == '"'):
        return plural or following.lower in _BEHIND_NOUNS
    return plural and previous == "S"


def _is_plural_before_comma(word: Word, following: Word | None) -> bool:
    """``Arden shares, which``: a verb would have something after it."""
    plural = "N" in word.tags and word.lower.endswith("s")
    return plural and following is not None and following.surface == ","


def _is_surely_verb(word: Word, following: Word | None, tags: list[str], helped: bool) -> bool:
    """``has put``, ``was cut``; and ``"Who is it?" asked Jane``: the past after a quotation."""
    if helped and word.lower in _PARTICIPLES:
        return True
    return (
        tags[-1:] == ['"']
        and "V" in word.tags
        and _is_past_form(word)
        and following is not None
        and (following.closed in ("D", "O") or following.capitalised)
    )


def _is_plural(word: Word | None) -> bool:
    return word is not None and word.lower != word.lemma and word.lower.endswith("s")


def _is_plain_past(word: Word) -> bool:
    return "V" in word.tags[:2] and not word.closed and _is_past_form(word)


def _is_past_form(word: Word) -> bool:
    return word.lower != word.lemma and not word.lower.endswith("s")


def _past(options: str, previous: str, following: Word | None) -> str:
    noun_follows = (
        following is not None
        and not following.closed
        and ("N" in following.tags or "A" in following.tags or following.capitalised)
    )
    if previous == "Q" and following is not None and following.lower == "by":
        return "V"
    if previous in "DAGQ":
        return "A" if noun_follows or options[0] == "A" else ("N" if "N" in options else "A")
    if previous == "I":
        return "A"
    if previous == "." and noun_follows:
        return "A"
    return "V"


def _gerund(options: str, previous: str, following: Word | None) -> str:
    if previous in "XE":
        return "V"
    if previous in "DAG":
        return "N" if "N" in options or following is None or following.closed else "A"
    if previous in "NP" and "N" in options and (following is None or following.closed == "."):
        return "N"
    if options[0] == "N" and not (previous in ",." and _starts_object(following)):
        return "N"
    return "V"


def _starts_object(following: Word | None) -> bool:
    if following is None:
        return False
    if following.closed:
        return following.closed in "DIOQTSWEPG"
    return True


def _unknown(word: Word, previous: str) -> str:
    lower = word.lower
    if word.capitalised and previous not in ".":
        return "P"
    if lower.endswith("ly"):
        return "R"
    if lower.endswith("ing"):
        return "N" if previous in "DAI" else "V"
    if lower.endswith("ed"):
        return "A" if previous in "DA" else "V"
    if lower.endswith(("ous", "ful", "ive", "able", "ible", "al", "ic", "less", "ish")):
        return "A"
    return "N"
