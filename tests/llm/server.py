"""A real HTTP server on loopback that speaks OpenAI's wire format and breaks on demand.

Each request takes the next step of a script: a reply, or a fault. What was asked is kept, so
that tests see the very bytes that left the client.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]


@dataclass
class Step:
    """What the server does with one request.

    Attributes:
        status: HTTP status.
        body: JSON to send; raw text is sent as it is.
        headers: Further headers.
        hang: Seconds to wait before answering.
        reset: Send half of the body, then reset the connection.
    """

    status: int = 200
    body: Body | str = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    hang: float = 0.0
    reset: bool = False


Script = Callable[[Body], Step]
Elsewhere = Callable[[str, str, str, bytes], "Step | None"]


def completion(
    content: object,
    *,
    finish_reason: str = "stop",
    refusal: str | None = None,
    prompt_tokens: int = 100,
    cached_tokens: int = 0,
    completion_tokens: int = 20,
    logprobs: Body | None = None,
) -> Step:
    """A chat completion; what is no text is sent as JSON."""
    text = content if isinstance(content, str | None) else json.dumps(content)
    choice = {
        "index": 0,
        "finish_reason": finish_reason,
        "message": {"role": "assistant", "content": text, "refusal": refusal},
        "logprobs": logprobs,
    }
    return Step(
        body={
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "test",
            "choices": [choice],
            "usage": {
                "prompt_tokens": prompt_tokens,
                "completion_tokens": completion_tokens,
                "total_tokens": prompt_tokens + completion_tokens,
                "prompt_tokens_details": {"cached_tokens": cached_tokens},
            },
        }
    )


def failure(status: int, message: str = "no", **fields: Any) -> Step:
    """An error as OpenAI words it; ``headers`` go into the response's header."""
    headers = fields.pop("headers", {})
    error = {"message": message, "type": "error", "param": None, "code": None, **fields}
    return Step(status=status, body={"error": error}, headers=headers)


class Server:
    """What tests hold in their hands.

    Attributes:
        url: Base URL for clients.
        requests: Bodies received, in order.
        headers: Headers received, by lower-case name, in order.
        raw: Bodies as bytes.
        elsewhere: Answers what is no chat completion, from method, path, content type and
            body; what it does not know is answered as if it were not there.
    """

    def __init__(self) -> None:
        self.requests: list[Body] = []
        self.headers: list[dict[str, str]] = []
        self.raw: list[bytes] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._steps: list[Step | Script] = []
        self._always: Script | None = None
        self.elsewhere: Elsewhere = lambda method, path, kind, raw: None
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                if server._answered_elsewhere(self, raw):
                    return
                with server._entered():
                    server._serve(self, raw)

            def do_GET(self) -> None:
                if not server._answered_elsewhere(self, b""):
                    server._list_models(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"
        self._stopped = threading.Event()

    def script(self, *steps: Step | Script) -> None:
        """What to do with the next requests, in order; further ones get a 500."""
        self._steps = list(steps)
        self._always = None

    def always(self, script: Script) -> None:
        """What to do with every request."""
        self._always = script

    @contextmanager
    def running(self) -> Iterator[Server]:
        """Serve while the context lasts."""
        thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._stopped.set()
            self._http.shutdown()
            self._http.server_close()
            thread.join()

    @contextmanager
    def _entered(self) -> Iterator[None]:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            yield
        finally:
            with self._lock:
                self._at_once -= 1

    def _serve(self, handler: BaseHTTPRequestHandler, raw: bytes) -> None:
        request = json.loads(raw)
        with self._lock:
            self.raw.append(raw)
            self.requests.append(request)
            self.headers.append({name.lower(): value for name, value in handler.headers.items()})
        step = self.answer(request)
        if step.hang:
            self._stopped.wait(step.hang)
        text = step.body if isinstance(step.body, str) else json.dumps(step.body)
        body = text.encode()
        headers = {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **step.headers,
        }
        try:
            handler.send_response(step.status)
            for name, value in headers.items():
                handler.send_header(name, value)
            handler.end_headers()
            if step.reset:
                handler.wfile.write(body[: len(body) // 2])
                handler.wfile.flush()
                _reset(handler.connection)
                handler.close_connection = True
                return
            handler.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            handler.close_connection = True  # the client gave up waiting, as it should

    def answer(self, request: Body) -> Step:
        """What the script does with a request."""
        with self._lock:
            step = self._always or (self._steps.pop(0) if self._steps else failure(500, "no step"))
        return step(request) if callable(step) else step

    def _answered_elsewhere(self, handler: BaseHTTPRequestHandler, raw: bytes) -> bool:
        kind = handler.headers["Content-Type"] or ""
        step = self.elsewhere(handler.command, handler.path, kind, raw)
        if step is not None:
            _respond(handler, step)
        return step is not None

    def _list_models(self, handler: BaseHTTPRequestHandler) -> None:
        """The models there are; the key ``wrong`` is not accepted."""
        step = Step(body={"object": "list", "data": [{"id": "test-model", "object": "model"}]})
        if handler.headers["Authorization"] == "Bearer wrong":
            step = failure(401, "wrong key")
        _respond(handler, step)


def _respond(handler: BaseHTTPRequestHandler, step: Step) -> None:
    text = step.body if isinstance(step.body, str) else json.dumps(step.body)
    body = text.encode()
    handler.send_response(step.status)
    headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
    for name, value in {**headers, **step.headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def _reset(connection: socket.socket) -> None:
    """Close so that the other side sees a reset, not an orderly end."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.shutdown(socket.SHUT_WR)
    connection.close()
