"""Everything this package raises on purpose.

::

    SummarizerError
    ├── InputError            the text, the claims or a file cannot be used   (exit 2)
    ├── SettingsError         an option or environment variable is wrong      (exit 2)
    └── ServiceError          the model service failed                        (exit 3)
        ├── AuthenticationError   401, 403
        ├── RequestRejectedError  400, 404, 422: trying again cannot help
        ├── ContextOverflowError  the prompt does not fit the model
        ├── RefusalError          the model declined to answer
        ├── UnusableReplyError    no reply that fits the output model, retries spent
        │   └── IncompleteReplyError  the reply was cut off at the output limit
        ├── UnavailableError      timeouts, connections, 429, 5xx, retries spent
        ├── BudgetExceededError   the next call would break a limit
        └── ReplayMissError       replies come from a recording, and it lacks this one

Messages are sentences that say what happened, to which input, and what to do.
"""

from __future__ import annotations


class SummarizerError(Exception):
    """Base of all errors raised on purpose; ``exit_code`` is the command line's."""

    exit_code = 1


class InputError(SummarizerError):
    """The text, the claims or a file cannot be used."""

    exit_code = 2


class SettingsError(SummarizerError):
    """An option or an environment variable has a value that cannot be used."""

    exit_code = 2


class ServiceError(SummarizerError):
    """The model service failed.

    Attributes:
        retryable: Whether the same request may succeed later.
    """

    exit_code = 3
    retryable = False


class AuthenticationError(ServiceError):
    """The service did not accept the key (401, 403)."""


class RequestRejectedError(ServiceError):
    """The service rejected the request itself (400, 404, 422)."""


class ContextOverflowError(ServiceError):
    """The prompt does not fit the model's context."""


class RefusalError(ServiceError):
    """The model declined to answer."""


class UnusableReplyError(ServiceError):
    """Every reply broke the output model, also after the retries."""


class IncompleteReplyError(UnusableReplyError):
    """The reply was cut off at the output limit: asking for less at a time may help."""


class UnavailableError(ServiceError):
    """Timeouts, broken connections, 429 or 5xx outlasted the retries."""

    retryable = True


class BudgetExceededError(ServiceError):
    """The next call would exceed a limit on calls, cost or time."""

    retryable = True


class ReplayMissError(ServiceError):
    """Replies come from a recording only, and it does not hold this one."""
