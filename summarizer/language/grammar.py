"""Closed classes of English: the small words that carry structure, by part of speech.

Tags are single characters, so that a sentence's tags form a string that chunk grammars
(regular expressions) can read.
"""

from __future__ import annotations

from typing import Final

NOUN: Final = "N"
PROPER: Final = "P"
VERB: Final = "V"
ADJECTIVE: Final = "A"
ADVERB: Final = "R"
DETERMINER: Final = "D"
PREPOSITION: Final = "I"
PRONOUN: Final = "O"
AUXILIARY: Final = "X"
MODAL: Final = "M"
COORDINATOR: Final = "C"
SUBORDINATOR: Final = "S"
WH: Final = "W"
TO: Final = "T"
NEGATOR: Final = "E"
NUMBER: Final = "Q"
POSSESSIVE: Final = "G"
PUNCTUATION: Final = "."
COMMA: Final = ","
QUOTE: Final = '"'
HYPHEN: Final = "-"

BE: Final = frozenset(("be am is are was were been being 's 're 'm isn aren wasn weren").split())
HAVE: Final = frozenset(["have", "has", "had", "having", "'ve", "haven", "hasn", "hadn"])
DO: Final = frozenset(["do", "does", "did", "don", "doesn", "didn"])

_CLASSES: Final[dict[str, str]] = {
    DETERMINER: (
        "the a an this these those each every some any another either all both "
        "half my your his her its our their such what whatever whichever"
    ),
    PREPOSITION: (
        "of in on at by for with from into onto over under between among during through "
        "throughout against about across along around behind below beneath beside besides "
        "beyond despite down inside near off outside past per regarding since toward towards "
        "underneath upon via within without amid amidst amongst concerning versus out up "
        "like unlike alongside atop except excluding including following"
    ),
    PRONOUN: (
        "i you he she it we they me him us them himself herself itself themselves myself "
        "yourself ourselves mine yours hers ours theirs someone somebody something anyone "
        "anybody anything everyone everybody everything one oneself there"
    ),
    AUXILIARY: " ".join(sorted(BE | HAVE | DO)),
    MODAL: (
        "will would can could may might shall should must ought 'll 'd wo wouldn couldn shouldn ca"
    ),
    COORDINATOR: "and or but nor plus",
    SUBORDINATOR: (
        "that if because although though while whereas unless until till when whenever "
        "once after before whether as than so"
    ),
    WH: "who whom whose which where why how whoever whatever whichever",
    NEGATOR: "not n't no never none nobody nothing neither nowhere hardly scarcely barely",
}

CLOSED: Final[dict[str, str]] = {
    word: tag for tag, words in _CLASSES.items() for word in words.split()
}

FUNCTION_ADVERBS: Final = frozenset(
    (
        "also too very just yet only even still already again then thus therefore however "
        "moreover furthermore meanwhile instead otherwise rather quite almost nearly "
        "about soon now here there further later earlier ago together away back well more "
        "most less least so as yet indeed perhaps maybe often always sometimes usually "
        "ever once first finally"
    ).split()
)

OPEN_STOPWORDS: Final = frozenset(
    (
        "also too very just even still already again then thus therefore however moreover "
        "furthermore meanwhile instead otherwise rather quite so as yet indeed ever there "
        "here be have do get go make take come put let say tell according such other same "
        "own thing way one mr mrs ms dr"
    ).split()
)
"""Words that carry little meaning of their own: they count for nothing when missing."""
