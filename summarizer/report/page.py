"""Self-contained HTML pages: one file, no network, nothing runs but our own script.

Autoescaping covers the markup, and the Content-Security-Policy covers what escaping might
miss: only the script and style whose hashes it lists run, nothing is fetched or sent, and
Trusted Types keep the script itself from parsing text as HTML.
"""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from summarizer.report.inert import one_line, visible

if TYPE_CHECKING:
    from jinja2 import Environment


def render(name: str, data: object, **values: object) -> str:
    """Render a page.

    Args:
        name: Of the template ``NAME.html``, its script ``NAME.js`` and its style ``NAME.css``.
        data: What the script needs, as JSON.
        values: What the template needs; strings are escaped, ``Markup`` is not.

    Returns:
        The page.
    """
    style, script = _asset("base.css") + _asset(f"{name}.css"), _asset(f"{name}.js")
    policy = (
        "default-src 'none'; "
        f"script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return (
        _environment()
        .get_template(f"{name}.html")
        .render(policy=policy, style=style, script=script, data=_json(data), **values)
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("summarizer.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"visible": visible, "one_line": one_line}
    return environment


@cache
def _asset(name: str) -> Markup:
    environment: Any = _environment()
    return Markup(environment.loader.get_source(environment, name)[0])  # noqa: S704  our own file


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _json(data: object) -> Markup:
    """JSON that no HTML parser takes for markup."""
    text = json.dumps(data, separators=(",", ":"))
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704
