"""Calls and prompt tokens of the model path on the seed article, measured on real requests.

A service on loopback receives what the client sends; every byte of messages and schema is
counted with the tokenizer of OpenAI's present models (o200k_base, as bpe-openai ships it).
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from summarizer import Document, check, summarize
from summarizer.draft.extractive import draft
from tests.llm.fakes import cited, model, task
from tests.llm.server import Server, Step, completion

SEEDS: Final = Path(__file__).parents[2] / "seeds"
ARTICLE: Final = SEEDS / "turkiye-iraq-security-center.txt"
CLAIMS: Final = SEEDS / "turkiye-iraq-security-center.claims.json"
_PER_MESSAGE: Final = 4
_PER_REPLY: Final = 3
"""What the chat format adds, as OpenAI's cookbook counts it."""


@dataclass(frozen=True)
class Measured:
    """What one run sent.

    Attributes:
        calls: Requests.
        tokens: Prompt tokens, schemas included.
        document: Those of them that are the document.
        shared: Length in characters of the beginning that all prompts share.
    """

    calls: int
    tokens: int
    document: int
    shared: int


def measure_summary() -> Measured:
    """Summarise and check the seed article."""
    document = Document.from_file(ARTICLE)

    def drafting(request: dict[str, Any]) -> Step:
        drafted = draft(document, 5)
        summary = [
            {
                "sentence": sentence.text,
                "claims": [
                    cited(claim.text, claim.citations[0].sentence, claim.citations[0].quote)
                    for claim in sentence.claims
                ],
            }
            for sentence in drafted.sentences
        ]
        return completion({"summary": summary, "damaged": []})

    with Server().running() as server:
        server.always(model(DraftReply=drafting))
        summarize(document, model="gpt-5-mini", base_url=server.url)
        assert [task(request) for request in server.requests] == ["DraftReply", "CheckReply"]
        return _measured(server.requests)


def measure_check(claims: int = 10) -> Measured:
    """Check so many claims against the seed article."""
    texts = json.loads(CLAIMS.read_text("utf-8"))[:claims]
    with Server().running() as server:
        server.always(model())
        check(Document.from_file(ARTICLE), texts, model="gpt-5-mini", base_url=server.url)
        return _measured(server.requests)


def _measured(requests: Sequence[dict[str, Any]]) -> Measured:
    encode = _tokenizer()
    prompts = [request["messages"][0]["content"] for request in requests]
    shared = next(
        (at for at, chars in enumerate(zip(*prompts, strict=False)) if len(set(chars)) > 1),
        min(map(len, prompts)),
    )
    tokens = document = 0
    for request, prompt in zip(requests, prompts, strict=True):
        schema = request["response_format"]["json_schema"]["schema"]
        tokens += len(encode(json.dumps(schema, separators=(",", ":")))) + _PER_REPLY
        tokens += sum(
            len(encode(message["content"])) + _PER_MESSAGE for message in request["messages"]
        )
        document += len(encode(prompt.partition("</text>")[0]))
    return Measured(len(requests), tokens, document, shared)


def _tokenizer() -> Callable[[str], Sequence[int]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its way to read package data
        import bpe_openai  # type: ignore[import-untyped]

        encode: Callable[[str], Sequence[int]] = bpe_openai.get_encoding("o200k_base").encode
        encode("")
    return encode


def main() -> None:
    """Print the figures."""
    for title, measured in (
        ("summarise and check", measure_summary()),
        ("check 10 claims", measure_check()),
    ):
        line = (
            f"{title}: {measured.calls} calls, {measured.tokens} prompt tokens with schemas, "
            f"{measured.document} of them the document"
        )
        if measured.calls > 1:
            line += f"; the first {measured.shared} characters are the same in all"
        print(line)


if __name__ == "__main__":
    main()
