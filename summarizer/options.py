"""The settings as options of the command: ``max_sentences`` is ``--max-sentences``."""

from __future__ import annotations

import argparse
from typing import Any, Final

_Option = tuple[str, str, str]
"""Name of the setting, placeholder of its value (none for a switch), help."""

_MAIN: Final[tuple[_Option, ...]] = (
    ("model", "M", "model that drafts and checks: gpt-..., provider/model, offline"),
    ("checker_model", "M", "another model for the check"),
    ("offline", "", "use no model"),
    ("language", "L", "language of the summary, such as en"),
    ("max_sentences", "N", "bound of the summary"),
    ("threshold", "P", "support needed offline, between 0 and 1"),
    ("min_precision", "P", "or: the share of claims called supported that should be"),
    ("entailment_model", "PATH_OR_HUB_ID", "an ONNX cross-encoder that scores claims offline"),
)
_SUMMARY: Final[tuple[_Option, ...]] = (
    ("repair", "", "send flagged claims back to the model once, mark what stays flagged"),
    ("strict", "", "leave sentences with flagged claims out of the summary"),
)
_MODEL: Final[tuple[_Option, ...]] = (
    ("base_url", "URL", "an OpenAI-compatible server, such as http://localhost:11434/v1"),
    ("prompts", "DIR", "prompts that take the place of the shipped ones"),
    ("output_mode", "MODE", "json_schema (default), tools, json, md_json"),
    ("confidence", "FROM", "agreement (default) or logprobs, with one more call a claim"),
    ("temperature", "T", "0 (default) to 2"),
    ("context_tokens", "N", "tokens of prompt and reply together; longer texts go in parts"),
    ("max_output_tokens", "N", "tokens of one reply"),
)
_LIMITS: Final[tuple[_Option, ...]] = (
    ("max_calls", "N", "most requests for one text, retries included"),
    ("max_cost", "USD", "most US dollars for one text; for a batch, of all its runs"),
    ("deadline", "S", "most seconds for one text; 0 for no limit (default 600)"),
    ("timeout", "S", "most seconds for one reply (default 120)"),
    ("retries", "N", "further attempts after a failure that may pass (default 4)"),
    ("retry_wait", "S", "seconds before the first of them (default 1)"),
    ("reply_retries", "N", "how often a faulty reply is sent back (default 1)"),
    ("concurrency", "N", "requests under way at once (default 4)"),
    ("rpm", "N", "most requests a minute"),
    ("tpm", "N", "most tokens a minute"),
)
_CACHE: Final[tuple[_Option, ...]] = (
    ("cache", "DIR", "keep replies there, and find them there again"),
    ("cache_mode", "MODE", "record (default), or replay: never ask the model"),
)
_GROUPS: Final = (
    ("model service (the key comes from OPENAI_API_KEY)", _MODEL),
    ("limits", _LIMITS),
    ("cache", _CACHE),
)


def add_settings(parser: argparse.ArgumentParser, summary: bool = False) -> None:
    """Add the options of all settings.

    Args:
        parser: The parser of a command.
        summary: Whether the command writes summaries, and so can repair them.
    """
    _add(parser, _MAIN)
    if summary:
        _add(parser, _SUMMARY)
    for title, options in _GROUPS:
        _add(parser.add_argument_group(title), options)


def chosen_settings(options: argparse.Namespace) -> dict[str, Any]:
    """The settings that were given on the command line; ``None`` for the others."""
    known = (_MAIN, _SUMMARY, _MODEL, _LIMITS, _CACHE)
    return {name: getattr(options, name, None) for group in known for name, _, _ in group}


def _add(parser: argparse._ActionsContainer, options: tuple[_Option, ...]) -> None:
    for name, value, help_text in options:
        flag = f"--{name.replace('_', '-')}"
        if value:
            parser.add_argument(flag, metavar=value, help=help_text)
        else:
            parser.add_argument(flag, action="store_true", default=None, help=help_text)
