"""Output models: what each prompt's reply must look like.

Field names are short and lists bounded, because the schema is sent with every request. What a
schema cannot say (ids that exist, quotes that are in the text) is checked by a ``Review``,
whose complaints instructor sends back to the model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Final, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import CoreSchema

R = TypeVar("R", bound="Answer")


class _Plain(GenerateJsonSchema):
    """Schemas without titles and descriptions, closed as OpenAI's strict mode wants them."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        return dict(_closed(super().generate(schema, mode)))


def _closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _closed(value) for key, value in schema.items() if key not in _DECORATION}
    if kept.get("type") == "object":
        kept["additionalProperties"] = False
    return kept


_DECORATION: Final = ("title", "description")


class Answer(BaseModel):
    """A model's reply, validated as JSON first and then by the review under way, if one is.

    Its parts are dataclasses: instructor walks through everything that a model class has, for
    each class and several times a call.
    """

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The schema as it is sent: no descriptions, no further properties, one title."""
        return dict(_schema(cls))

    @model_validator(mode="after")
    def _hold_against_review(self) -> Answer:
        review = _review.get()
        if review is not None:
            review.look(self)
        return self


@cache
def _schema(output: type[Answer]) -> dict[str, Any]:
    schema = super(Answer, output).model_json_schema(schema_generator=_Plain)
    return {"title": output.__name__, **schema}  # instructor names tools by it


class Review(Generic[R]):
    """Holds replies against what was asked, and complains while there is patience.

    Attributes:
        best: The reply with the fewest complaints so far.
        complaints: What is wrong with it.
    """

    def __init__(self, find: Callable[[R], list[str]], patience: int) -> None:
        """Prepare for one question.

        Args:
            find: Complaints about a reply, each a sentence that says what to change.
            patience: How many replies may be sent back.
        """
        self._find = find
        self._patience = patience
        self.best: R | None = None
        self.complaints: list[str] = []

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Look at every reply that is validated while the context lasts, in this task."""
        before = _review.set(self)
        try:
            yield
        finally:
            _review.reset(before)

    def look(self, reply: R) -> None:
        """Look at one reply.

        Raises:
            PydanticCustomError: It has faults and may be sent back.
        """
        complaints = self._find(reply)
        if self.best is None or len(complaints) <= len(self.complaints):
            self.best, self.complaints = reply, complaints
        if complaints and self._patience > 0:
            self._patience -= 1
            raise PydanticCustomError("complaints", "{text}", {"text": "\n".join(complaints)})


# Not in the validation context: with one, instructor compiles and fills in every message as a
# Jinja2 template, which costs time, and would run what looks like one in a source.
_review: Final[ContextVar[Review[Any] | None]] = ContextVar("review", default=None)


@dataclass(frozen=True, slots=True)
class Cite:
    """A line and words said to stand in it."""

    id: str
    quote: str


@dataclass(frozen=True, slots=True)
class CitedClaim:
    """A claim and the lines that are said to prove it."""

    claim: str
    cites: Annotated[list[Cite], Field(max_length=3)]


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence of the summary and its claims."""

    sentence: str
    claims: Annotated[list[CitedClaim], Field(max_length=10)]


@dataclass(frozen=True, slots=True)
class Damage:
    """Garbled words and what they seem to say."""

    id: str
    quote: str
    claim: str


class DraftReply(Answer):
    """Reply to ``draft``."""

    summary: Annotated[list[CitedSentence], Field(max_length=20)]
    damaged: Annotated[list[Damage], Field(max_length=10)]


@dataclass(frozen=True, slots=True)
class RepairedSentence:
    """A rewritten sentence of the summary; empty when nothing of it stands."""

    id: str
    sentence: str
    claims: Annotated[list[CitedClaim], Field(max_length=10)]


class RepairReply(Answer):
    """Reply to ``repair``."""

    sentences: Annotated[list[RepairedSentence], Field(max_length=20)]


@dataclass(frozen=True, slots=True)
class CondensedSentence:
    """A sentence of the summary and the ids of the claims it states."""

    sentence: str
    claims: Annotated[list[str], Field(max_length=10)]


class CondenseReply(Answer):
    """Reply to ``condense``."""

    summary: Annotated[list[CondensedSentence], Field(max_length=20)]


@dataclass(frozen=True, slots=True)
class SplitSentence:
    """The claims of one sentence of a given summary."""

    id: str
    claims: Annotated[list[str], Field(max_length=15)]


class SplitReply(Answer):
    """Reply to ``split``."""

    sentences: Annotated[list[SplitSentence], Field(max_length=100)]


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """The verdict on one claim: evidence and reason come first, so that it follows from them."""

    id: str
    evidence: Annotated[list[Cite], Field(max_length=3)]
    reason: str
    verdict: Literal["supported", "contradicted", "unsupported", "unverifiable"]


class CheckReply(Answer):
    """Reply to ``check``."""

    verdicts: Annotated[list[ClaimVerdict], Field(max_length=60)]


OUTPUTS: Final[Mapping[str, type[Answer]]] = {
    model.__name__: model
    for model in (DraftReply, CheckReply, RepairReply, CondenseReply, SplitReply)
}
"""Output models by the name that prompts call them."""
