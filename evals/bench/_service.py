"""A model service on loopback that costs little itself: one process, a fixed latency.

It answers as a model that quotes well: it drafts the first lines of the text and finds every
claim supported by the line that says it. ``python -m evals.bench._service SECONDS`` prints its
address and serves until its standard input closes.
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

_LINE: Final = re.compile(r"^\[(s\d+)\] (.*)$", re.MULTILINE)
_CLAIM: Final = re.compile(r"^(c\d+) (.*)$", re.MULTILINE)
_LENGTH: Final = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_SENTENCES: Final = 5
_asked: Final[list[str]] = []
"""First line of the text in every request, in order; what a GET answers."""


class _Connection(asyncio.Protocol):
    """One kept-alive connection; requests on it come one after the other."""

    def __init__(self, latency: float) -> None:
        self._latency = latency
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not found or (length and len(body) < int(length.group(1))):
            return
        self._received = b""
        loop = asyncio.get_running_loop()
        due = loop.time() + self._latency
        reply = _answer(json.loads(body)) if body else {"object": "list", "data": _asked}
        content = json.dumps(reply).encode()
        head = (
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
            % len(content)
        )
        loop.call_at(due, self._transport.write, head + content)


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    text, _, rest = request["messages"][0]["content"].partition("</text>")
    task = request["response_format"]["json_schema"]["name"]
    lines = _LINE.findall(text)
    _asked.append(lines[0][1])
    reply = _draft(lines) if task == "DraftReply" else _check(lines, rest.partition("# Example")[0])
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "test",
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": json.dumps(reply)},
            }
        ],
        "usage": {"prompt_tokens": 3000, "completion_tokens": 500, "total_tokens": 3500},
    }


def _draft(lines: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "summary": [
            {
                "sentence": words,
                "claims": [{"claim": words, "cites": [{"id": name, "quote": words}]}],
            }
            for name, words in lines[:_SENTENCES]
        ],
        "damaged": [],
    }


def _check(lines: list[tuple[str, str]], rest: str) -> dict[str, Any]:
    at = {words: name for name, words in lines}
    first = lines[0][1]
    verdicts = []
    for name, claim in _CLAIM.findall(rest):
        quote = claim if claim in at else first
        evidence = [{"id": at[quote], "quote": quote}]
        verdicts.append(
            {"id": name, "evidence": evidence, "reason": "It says so.", "verdict": "supported"}
        )
    return {"verdicts": verdicts}


async def _serve(latency: float) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(latency), "127.0.0.1", 0, backlog=512)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    await asyncio.to_thread(sys.stdin.read)


@contextmanager
def service(latency: float) -> Iterator[str]:
    """The address of a service, while the context lasts."""
    command = [sys.executable, "-m", "evals.bench._service", str(latency)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.stdin.close()


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1])))
