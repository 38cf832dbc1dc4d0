"""OpenAI's Batch API on loopback: files, jobs, and what can become of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any

from tests.llm.server import Body, Server, Step, failure

OVER = ("completed", "failed", "expired", "cancelled")


@dataclass
class Fate:
    """What becomes of a job.

    Attributes:
        status: How it ends.
        done: How many of its requests are done by then; all by default.
        errors: What the service has against the job itself.
        created: What the service answers to its creation instead of making it.
        lost: The job is made, but the answer to its creation is this.
    """

    status: str = "completed"
    done: int | None = None
    errors: list[Body] = field(default_factory=list)
    created: Step | None = None
    lost: Step | None = None


def full(limit: int) -> Fate:
    """The service queues no more tokens."""
    message = f"Enqueued token limit reached for test-model. Limit: {limit} enqueued tokens."
    return Fate("failed", 0, [{"code": "token_limit_exceeded", "message": message, "line": None}])


class Batches:
    """The jobs of one server; their requests are answered as the server's script says.

    Attributes:
        fate: Says what becomes of a job, given its requests.
        held: Jobs stay in progress while this is so.
        jobs: Requests of every job that was made, in order.
        answered: Requests that were answered.
    """

    def __init__(self, server: Server) -> None:
        self.fate: Callable[[list[Body]], Fate] = lambda lines: Fate()
        self.held = False
        self.jobs: list[list[Body]] = []
        self.answered: list[Body] = []
        self.uploads = 0
        self._server = server
        self._files: dict[str, str] = {}
        self._batches: dict[str, Body] = {}
        self._fates: dict[str, Fate] = {}
        server.elsewhere = self._serve

    def _serve(self, method: str, path: str, kind: str, raw: bytes) -> Step | None:
        place = path.partition("?")[0].removeprefix("/v1/").split("/")
        match method, place:
            case "POST", ["files"]:
                return self._upload(kind, raw)
            case "GET", ["files", name, "content"]:
                return Step(body=self._files[name])
            case "POST", ["batches"]:
                return self._create(json.loads(raw))
            case "GET", ["batches"]:
                listed = [*reversed(self._batches.values())]
                return Step(body={"object": "list", "data": listed, "has_more": False})
            case "GET", ["batches", name]:
                return self._look(name)
        return None

    def _upload(self, kind: str, raw: bytes) -> Step:
        message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + raw)
        parts: Any = message.get_payload()
        (content,) = [part for part in parts if part.get_filename()]
        self.uploads += 1
        return Step(body=self._file(content.get_payload(decode=True).decode()))

    def _file(self, content: str) -> Body:
        name = f"file-{len(self._files) + 1}"
        self._files[name] = content
        return {
            "id": name,
            "object": "file",
            "bytes": len(content),
            "created_at": 1,
            "filename": name,
            "purpose": "batch",
            "status": "processed",
        }

    def _create(self, request: Body) -> Step:
        lines = [json.loads(line) for line in self._files[request["input_file_id"]].splitlines()]
        ids = [line["custom_id"] for line in lines]
        assert len(set(ids)) == len(ids), "custom ids are unique in a job"
        assert {line["url"] for line in lines} == {request["endpoint"]}
        assert len({line["body"]["model"] for line in lines}) == 1, "a job is for one model"
        fate = self.fate(lines)
        if fate.created is not None:
            return fate.created
        name = f"batch_{len(self._batches) + 1}"
        self.jobs.append(lines)
        self._fates[name] = fate
        self._batches[name] = {
            "id": name,
            "object": "batch",
            "created_at": 1,
            "status": "validating",
            **request,
        }
        return fate.lost or Step(body=self._batches[name])

    def _look(self, name: str) -> Step:
        batch = self._batches[name]
        if batch["status"] == "validating" or self.held:
            batch["status"] = "in_progress"
        elif batch["status"] not in OVER:
            self._run(batch, self._fates[name])
        return Step(body=batch)

    def _run(self, batch: Body, fate: Fate) -> None:
        lines = [json.loads(line) for line in self._files[batch["input_file_id"]].splitlines()]
        done = len(lines) if fate.done is None else fate.done
        good, bad = [], []
        for line in lines[:done]:
            step = self._server.answer(line["body"])
            self.answered.append(line["body"])
            response = {"status_code": step.status, "request_id": "r", "body": step.body}
            outcome = {"custom_id": line["custom_id"], "response": response, "error": None}
            (good if step.status == 200 else bad).append(outcome)
        for line in lines[done:] if fate.status != "failed" else ():
            error = {"code": f"batch_{fate.status}", "message": "The time was up."}
            bad.append({"custom_id": line["custom_id"], "response": None, "error": error})
        batch["status"] = fate.status
        for place, found in ("output_file_id", good), ("error_file_id", bad):
            if found:
                batch[place] = self._file("\n".join(map(json.dumps, found)))["id"]
        if fate.errors:
            batch["errors"] = {"object": "list", "data": fate.errors}


def rejected(status: int, message: str, **fields: Any) -> Fate:
    """The service does not make the job."""
    return Fate(created=failure(status, message, **fields))
