"""Text that addresses a language model instead of a reader.

What a sentence merely reports, a court's order or an attack quoted in an article about such
attacks, is content and stays so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from summarizer.source.health.view import Span, View, is_quoted, issue, suspicion, unquoted
from summarizer.types import Issue, IssueKind

_MODEL: Final = (
    r"(?:AI|A\.I\.|language\ models?|LLMs?|(?:AI\ )?assistants?|chat\ ?bots?|summari[sz]ers?"
    r"|GPT|ChatGPT|Claude|Gemini)"
)
_MARKUP: Final = re.compile(
    r"<\|[\w ]{2,20}\|>|\[/?INST\]|<</?SYS>>|^\W*\[\s*(?i:system|assistant|developer)\s*\]"
)
"""Marks of chat formats."""
_REPLY: Final = re.compile(r"\W*[\[{].*\"(?:verdict|claims?)\"\s*:")
"""A structured reply, as a model is asked for it."""
_FOREIGN_MODEL: Final = (
    r"(?:Sprachmodelle?|KI|Künstliche\ Intelligenz|mod[eè]les?\ de\ lang\w+|IA"
    r"|modelos?\ de\ leng\w+|modelos?\ de\ ling\w+|modell[oi]\ linguistic[oi]|taalmodel"
    r"|dil\ modeli)"
)
_SPACED_OUT: Final = re.compile(r"(?<!\w)(?:[^\W\d_] {1,3}){5,}[^\W\d_](?!\w)")
"""Words with a space after every letter, which readers read and filters do not."""
_ROLE: Final = re.compile(
    r"""\W*(?:system|assistant)\s*(?:prompt|message)?\s*[:\]>]\s*(?:\Z|(?:you|ignore|please|always
    |never|do\ not|must|sure|certainly|of\ course|here\ (?:is|are)|the\ summary|as\ an|every|all
    |mark|from\ now)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_ORDER: Final = re.compile(
    r"""\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:above|previous|prior|earlier
        |preceding|foregoing|all|any|your)\b[^.\n]{0,30}\b(?:instructions?|prompts?|rules?
        |messages?|directions?|guidelines?)\b
    | \b(?:ignore|disregard|forget)\s+(?:all\s+(?:of\s+)?)?(?:the\s+|everything\s+)
        (?:above|before)\b
    | \b(?:mark|rate|label|treat|classify|judge)\s+(?:every|all|each|any)\s+(?:of\s+)?(?:the\s+)?
        (?:claims?|statements?|sentences?|assertions?)\b
    | \b(?:add|include|insert|write|put|state|mention|say)\b[^.\n]{0,60}\b(?:to|in|into)\s+
        (?:your|the)\s+(?:summary|output)\b
    | \b(?:do\ not|don['’]t|never)\s+(?:mention|include|report|reveal|summari[sz]e)\b[^.\n]{0,60}
        \b(?:in|from|into)\s+(?:your|the)\s+(?:summary|output|response)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS: Final = re.compile(
    rf"""\byour\ (?:summary|output)\ (?:must|should|has\ to|shall)\b
    | \byour\ (?:answer|reply|response)\ (?:must|should)\ (?:be|say|state|include|contain|begin
        |end|only)\b
    | \b{_MODEL}\b[^.\n]{{0,40}}\b(?:summari[sz]ing|reading|processing|parsing|checking)\s+this
        \b[^.\n]{{0,40}}\b(?:must|should|shall|have\ to|need\ to|are\ to|is\ to|please)\b
    | \b(?:note|notice|attention|message|instructions?|reminder)\ (?:to|for)\ (?:the\ |any\ |all\ )?
        {_MODEL}(?:\ (?:models?|systems?|assistants?|summari[sz]ers?|readers?|agents?|tools?))?
        \s*[:,—–-]
    | \bif\ you\ are\ an?\ (?:{_MODEL}|bot|automated)\b
    | \byou\ are\ (?:now\ )?an?\ (?:AI\b|helpful\ assistant|language\ model|assistant\ that)
    | \b(?:dear|hello|hi|hey|attention),?\ {_MODEL}\b
    | (?:\A|[:*#>(—–-]\ ?)(?:{_MODEL}|model|automated\ (?:readers?|systems?|tools?|agents?))
        \s*[:,—–]\s*[^.\n]{{0,80}}\b(?:you|your|please|must|should|ignore|state|write|add|include
        |mention|mark|treat|say|report|answer|reply|respond|claim)\b
    | \bautomated\ (?:readers?|systems?|tools?|agents?)\b[^.\n]{{0,40}}\b(?:must|should|shall
        |are\ to|please)\b[^.\n]{{0,80}}\b(?:state|say|add|mention|report|include|summar|claim)
    | \b(?:an\ das|an\ die|für\ das|für\ die|au|aux|pour\ le|al|para\ el|para\ o|per\ il|ao
        |aan\ het|voor\ het)\ {_FOREIGN_MODEL}\b
    | (?:\A|[:*#>(—–-]\ ?){_FOREIGN_MODEL}\s*[:,—–]
    | \bas\ an?\ (?:AI|language\ model|helpful\ assistant)\b(?:\ (?:language\ )?model)?,?\s
        (?:you|mark|state|always|ignore|never|please|rate|treat)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CALLS_ON_READER: Final = re.compile(
    rf"\b(?:you|your|please|models?|{_MODEL})\b", re.IGNORECASE | re.VERBOSE
)
_BEFORE_ORDER: Final = re.compile(r"(?:\A|[:;.!?“\"(—–\]>*#-])\s*\Z")
_ADVERB: Final = re.compile(
    r"\A(?:now|then|also|so|first|next|finally|important)?[\s,:!]*\Z", re.IGNORECASE
)
_GOES_ON: Final = re.compile(
    r"\b(?:you|your|summary|claims?|instructions?|supported|output|respond|reply)\b", re.IGNORECASE
)
# Every pattern above needs one of these words.
_maybe_instruction: Final = suspicion(
    re.compile(
        r"(?i)^\W*(?:ignor|disregard|forget|overrid|(?:mark|rate|label|treat|classify|judge)\b|summar"
        r"|output|answer|reply|response|a\.?i\b|language|assistant|chat|llm|gpt|claude|gemini|system"
        r"|automated|bot\b|models?\b|mod[eè]les?\b|modell|sprachmodell|taalmodel|ki\b|ia\b|künstliche"
        r"|verdict|claims?\b|developer|dil\b)|\[/?INST|<[|<]"
    ).search
)
_HIDDEN_ORDER: Final = re.compile(
    r"(?i)ignore|disregard|instruction|override|system|assistant|supported"
)
_FEWEST_REPORTING_WORDS: Final = 3


def instructions(view: View) -> Iterator[Issue]:
    """Sentences that give orders to a model, with what follows them in the same breath."""
    yield from _spaced_out(view)
    if not view.has(_maybe_instruction):
        return
    for block in view.blocks:
        line = view.line(block)
        if not (
            _MARKUP.search(line)
            or _ROLE.match(line)
            or _REPLY.match(line)
            or _ORDER.search(line)
            or _ADDRESS.search(line)
        ):
            continue
        addressed = False
        for span in block:
            words = view.words(span)
            addressed = _is_addressed(words) or (addressed and bool(_GOES_ON.search(words)))
            if addressed:
                yield _to_model(span)


def _spaced_out(view: View) -> Iterator[Issue]:
    for match in _SPACED_OUT.finditer(view.text):
        letters = re.sub(r" {2,}", "_", match.group()).replace(" ", "").replace("_", " ")
        span = view.home(match)
        if span is not None and _HIDDEN_ORDER.search(letters):
            yield _to_model(span)


def _is_addressed(words: str) -> bool:
    if _ROLE.match(words) or _REPLY.match(words):
        return True
    for pattern in (_MARKUP, _ADDRESS):
        if any(not _is_reported(words, match.start()) for match in pattern.finditer(words)):
            return True
    return any(
        _is_imperative(words[: match.start()]) and not _is_reported(words, match.start())
        for match in _ORDER.finditer(words)
    )


def _is_imperative(before: str) -> bool:
    """Whether a verb after these words gives an order instead of telling of one."""
    if _BEFORE_ORDER.search(before) or _ADVERB.match(before):
        return True
    if _CALLS_ON_READER.search(before):
        return not re.search(r"\b(?:told|asked|ordered|urged)\b", before, re.IGNORECASE)
    return False


def _is_reported(words: str, at: int) -> bool:
    """Whether a place stands inside quotation marks of a sentence that says more than them."""
    return is_quoted(words, at) and len(unquoted(words).split()) >= _FEWEST_REPORTING_WORDS


def _to_model(span: Span) -> Issue:
    return issue(
        IssueKind.MODEL_INSTRUCTION,
        "This is addressed to a language model, not to a reader.",
        span,
    )
