"""A given summary cut into atomic claims by a model, held to its own words by code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.draft.cited import sentence, unsaid
from summarizer.draft.decompose import decompose
from summarizer.draft.model import Draft, DraftClaim, DraftSentence
from summarizer.errors import ReplayMissError, ServiceError
from summarizer.language.tokens import Word, tokenize
from summarizer.llm.client import Model
from summarizer.llm.meter import Meter
from summarizer.llm.prompts import Prompt
from summarizer.llm.replies import SplitReply, SplitSentence

AT_ONCE = 30
"""Sentences that are cut in one call."""


async def split(summary: str, model: Model, prompt: Prompt, meter: Meter) -> Draft:
    """Cut somebody's summary into claims.

    A claim with a name or a number that the summary does not have is not the summary's: the
    sentence is then cut without a model. A sentence whose claims leave something out becomes
    a claim of its own.

    Args:
        summary: The summary, not blank.
        model: Who cuts.
        prompt: The prompt ``split``.
        meter: Limits and usage of the document.

    Returns:
        The summary in the form of a draft without citations. Where the model failed it is cut
        without one, and a note says so.

    Raises:
        SettingsError: The model cannot be asked at all.
    """
    given = decompose(summary)
    cut: list[DraftSentence] = []
    notes: list[str] = []
    for at in range(0, len(given), AT_ONCE):
        group = given[at : at + AT_ONCE]
        names = {f"k{number}": text for number, (text, _) in enumerate(group, start=1)}
        claims: dict[str, list[str]] = {}
        try:
            claims = await _ask(summary, names, model, prompt, meter)
        except ReplayMissError:
            raise
        except ServiceError as error:
            notes.append(f"The summary was cut into claims without a model: {error}")
        for name, (text, offline) in zip(names, group, strict=True):
            own = claims.get(name) or offline
            cut.append(sentence(text, [DraftClaim(" ".join(item.split())) for item in own]))
    return Draft(sentences=tuple(cut), notes=tuple(dict.fromkeys(notes)))


async def _ask(
    summary: str, names: Mapping[str, str], model: Model, prompt: Prompt, meter: Meter
) -> dict[str, list[str]]:
    words = frozenset(map(_key, tokenize(summary).words))

    def find(reply: SplitReply) -> list[str]:
        return _complaints(reply.sentences, names, words)

    inputs = {"sentences": [f"{name} {' '.join(text.split())}" for name, text in names.items()]}
    reply = await model.ask(prompt, inputs, SplitReply, find, meter)
    return {
        item.id: item.claims
        for item in reply.value.sentences
        if item.id in names and not any(_telling(claim) - words for claim in item.claims)
    }


def _complaints(
    sentences: Sequence[SplitSentence], names: Mapping[str, str], words: frozenset[str]
) -> list[str]:
    found: list[str] = []
    given = {item.id for item in sentences}
    for name in names:
        if name not in given:
            found.append(f"The claims of {name} are missing.")
    for item in sentences:
        if item.id not in names:
            found.append(f"There is no sentence {item.id}.")
            continue
        for claim in item.claims:
            added = sorted(_telling(claim) - words)
            if added:
                found.append(f"The claim {claim!r} has {', '.join(added)}; the summary has not.")
        left = unsaid(names[item.id], item.claims)
        if left:
            found.append(f"No claim of {item.id} says {', '.join(left)}.")
    return found


def _telling(text: str) -> frozenset[str]:
    """Names and numbers of a claim, none of which it may bring in."""
    return frozenset(
        _key(word)
        for word in tokenize(text).words
        if word.content and (word.value is not None or word.capitalised)
    )


def _key(word: Word) -> str:
    return word.lower if word.value is None else f"{word.value:g}"
