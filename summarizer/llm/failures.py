"""What went wrong with a request, told in this package's own errors, without secrets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from summarizer.errors import (
    AuthenticationError,
    ContextOverflowError,
    RefusalError,
    RequestRejectedError,
    ServiceError,
    UnavailableError,
)

_TRANSIENT: Final = frozenset({408, 409, 425, 429})
_OVERLOADED: Final = frozenset({429, 529})
_OVERFLOW: Final = re.compile(
    r"context.?(length|size|window)|maximum context|exceed_context|prompt is too long"
    r"|too many (input )?tokens|input is too long",
    re.IGNORECASE,
)
_NO_CREDIT: Final = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
_FILTERED: Final = frozenset({"content_filter", "content_policy_violation"})
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed request.

    Attributes:
        error: What to raise when it is not tried again.
        retryable: Whether the same request may succeed later.
        wait: Seconds that the service asked to wait, if it did.
        parameter: The request's parameter that the service does not know, if it named one.
        overloaded: Whether the service turned the request away because it has too many.
        charged: Whether the service may have done, and charged, the work.
    """

    error: ServiceError
    retryable: bool = False
    wait: float | None = None
    parameter: str | None = None
    overloaded: bool = False
    charged: bool = False


def diagnose(error: Exception, service: str, secrets: Iterable[str]) -> Failure:
    """Tell what a client library's exception means.

    The libraries agree on ``status_code``, ``response`` and ``body``, not on classes.

    Args:
        error: The exception.
        service: The service as messages name it.
        secrets: What must not appear in a message.
    """
    if isinstance(error, ServiceError):
        return Failure(error, retryable=error.retryable)
    status = getattr(error, "status_code", None) or getattr(error, "code", None)
    told = redact(_told(error), secrets)
    if not isinstance(status, int):
        return _broken(error, service, told)
    codes = {str(_field(error, name)) for name in ("code", "type")}
    said = f"{service} answered {status}: {told}"
    if status in (401, 403):
        return Failure(
            AuthenticationError(f"{said} Check the key, and that it may use this model.")
        )
    if status == 413 or (status in (400, 422) and _OVERFLOW.search(f"{codes} {told}")):
        return Failure(ContextOverflowError(f"{said} Lower context_tokens."))
    if codes & _FILTERED:
        return Failure(RefusalError(said))
    if codes & _NO_CREDIT:
        return Failure(RequestRejectedError(f"{said} The account has no credit left."))
    if status in _TRANSIENT or status >= 500:
        wait = retry_after(_headers(error))
        full = status in _OVERLOADED
        return Failure(UnavailableError(said), retryable=True, wait=wait, overloaded=full)
    parameter = _field(error, "param")
    return Failure(
        RequestRejectedError(f"{said} Check the model's name, the base URL and the options."),
        parameter=parameter if isinstance(parameter, str) else None,
    )


def _broken(error: Exception, service: str, told: str) -> Failure:
    """No status: the connection failed, time ran out, or the answer was no JSON."""
    kind = type(error).__name__
    if isinstance(error, TimeoutError) or "Timeout" in kind:
        message = f"{service} did not answer in time."
    elif isinstance(error, ValueError):
        message = f"{service} sent an answer that cannot be read: {told}"
    else:
        message = f"{service} cannot be reached, or broke the connection off: {told}"
    connected = not type(error.__cause__).__name__.startswith("Connect")
    return Failure(UnavailableError(message), retryable=True, charged=connected)


def redact(text: str, secrets: Iterable[str]) -> str:
    """The text on one line, shortened, with every secret blotted out."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    return text if text.endswith((".", "…", "!", "?")) else f"{text}."


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds to wait by the header Retry-After (RFC 9110, 10.2.3), a number or a date.

    Args:
        headers: Of the response, by lower-case name.
        now: The time to count from; the present when not given.
    """
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())


def _headers(error: Exception) -> Mapping[str, str]:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    return {str(name).lower(): str(value) for name, value in headers.items()}


def _body(error: Exception) -> Any:
    body = getattr(error, "body", None)
    if isinstance(body, dict) and isinstance(body.get("error"), dict):
        return body["error"]
    return body


def _field(error: Exception, name: str) -> Any:
    body = _body(error)
    return body.get(name) if isinstance(body, dict) else None


def _told(error: Exception) -> str:
    message = _field(error, "message")
    if isinstance(message, str) and message:
        return message
    cause = error.__cause__
    return str(error) if cause is None else f"{error} ({cause})"
