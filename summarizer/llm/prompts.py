"""Prompts: Markdown files with front matter, rendered with Jinja2.

A prompt file starts with TOML between two lines ``+++`` that names the prompt, its version,
its inputs and the output model its reply must fit, and holds one worked example. The rest is
the template. Every prompt that needs the source begins by including ``document.md``, so that
its first part is the same, byte for byte, whatever the task: providers' prompt caches then pay
for the document once.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from summarizer.errors import SettingsError
from summarizer.types import PromptInfo

if TYPE_CHECKING:
    from jinja2 import Environment, Template

NAMES: Final = ("draft", "check", "condense", "repair", "split", "confirm")
"""The prompts there are; each is one file of this name."""
_PARTIAL: Final = "document"
_FENCE: Final = "+++\n"
_KEYS: Final = frozenset({"name", "version", "description", "inputs", "output", "example"})


@dataclass(frozen=True)
class Prompt:
    """One prompt, ready to be filled in.

    Attributes:
        name: One of ``NAMES``.
        version: What its author calls this wording.
        description: What it asks for.
        inputs: Names of all values that ``render`` takes.
        output: Name of the output model that replies must fit.
        example: The worked example, as written in the front matter.
        sha256: Of the file and of what it includes.
    """

    name: str
    version: str
    description: str
    inputs: frozenset[str]
    output: str
    example: Mapping[str, Any]
    sha256: str
    _template: Template = field(repr=False)

    @property
    def info(self) -> PromptInfo:
        """What a report says about the prompt."""
        return PromptInfo(version=self.version, sha256=self.sha256)

    def render(self, **inputs: object) -> str:
        """Fill the template in.

        Args:
            inputs: Exactly the values named in ``inputs``; ``None`` counts as given.
        """
        if inputs.keys() != self.inputs:
            raise ValueError(
                f"prompt {self.name} takes {sorted(self.inputs)}, not {sorted(inputs)}"
            )
        return self._template.render(**inputs, example=self.example).strip() + "\n"


@lru_cache(maxsize=8)
def load_prompts(directory: Path | None = None) -> Mapping[str, Prompt]:
    """Read all prompts.

    Args:
        directory: Files here take the place of the shipped ones of the same name; those it
            lacks are the shipped ones.

    Raises:
        SettingsError: The directory or a file in it cannot be used.
    """
    folders = [_shipped()]
    if directory is not None:
        _look_through(directory)
        folders.insert(0, directory)
    environment = _environment(folders)
    return {name: _load(environment, name) for name in NAMES}


def _shipped() -> Path:
    """The prompts of the installed package, or of the checkout it runs from."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "prompts"
    return installed if installed.is_dir() else package.parent / "prompts"


def _look_through(directory: Path) -> None:
    if not directory.is_dir():
        raise SettingsError(f"The prompts directory {directory} does not exist.")
    known = {f"{name}.md" for name in (*NAMES, _PARTIAL)}
    found = {path.name for path in directory.glob("*.md")}
    if not found & known or found - known:
        listed = ", ".join(sorted(found - known)) or "no prompt at all"
        raise SettingsError(
            f"The prompts directory {directory} holds {listed}; files that are used are called "
            f"{', '.join(sorted(known))}."
        )


def _environment(folders: list[Path]) -> Environment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    class Loader(FileSystemLoader):
        def get_source(self, environment: Environment, template: str) -> Any:
            text, path, fresh = super().get_source(environment, template)
            return _parts(text, path)[1], path, fresh

    return SandboxedEnvironment(
        loader=Loader(folders),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # prompts are read once; looking again costs time at every use
    )


def _parts(text: str, path: str) -> tuple[str, str]:
    """Front matter and body; the shared part has no front matter."""
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if not text.startswith(_FENCE):
        return "", text
    head, found, body = text.removeprefix(_FENCE).partition("\n" + _FENCE)
    if not found:
        raise SettingsError(f"The prompt {path} has no line +++ that ends its front matter.")
    return head, body


def _load(environment: Environment, name: str) -> Prompt:
    from jinja2 import TemplateError

    path = _path(environment, f"{name}.md")
    try:
        raw = path.read_text(encoding="utf-8")
        head, body = _parts(raw, str(path))
        meta = tomllib.loads(head)
        if meta.keys() != _KEYS or meta["name"] != name:
            raise SettingsError(
                f"The front matter of prompt {path} must have {', '.join(sorted(_KEYS))}, and "
                f'name = "{name}".'
            )
        inputs = frozenset(meta["inputs"])
        included = _included(environment, body)
        _require_inputs(environment, path, inputs, [body, *included])
        template = environment.get_template(path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The prompt {path} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"The front matter of prompt {path} is not TOML: {error}.") from error
    except TemplateError as error:
        raise SettingsError(f"The prompt {path} is not a valid template: {error}.") from error
    return Prompt(
        name=name,
        version=str(meta["version"]),
        description=str(meta["description"]),
        inputs=inputs,
        output=str(meta["output"]),
        example=meta["example"],
        sha256=hashlib.sha256("".join([raw, *included]).encode()).hexdigest(),
        _template=template,
    )


def _path(environment: Environment, file: str) -> Path:
    assert environment.loader is not None
    return Path(environment.loader.get_source(environment, file)[1] or "")


def _included(environment: Environment, body: str) -> list[str]:
    from jinja2.meta import find_referenced_templates

    files = [file for file in find_referenced_templates(environment.parse(body)) if file]
    return [_path(environment, file).read_text(encoding="utf-8") for file in files]


def _require_inputs(
    environment: Environment, path: Path, inputs: frozenset[str], sources: list[str]
) -> None:
    from jinja2.meta import find_undeclared_variables

    used = set().union(*(find_undeclared_variables(environment.parse(text)) for text in sources))
    unknown = used - inputs - {"example"}
    if unknown:
        raise SettingsError(
            f"The prompt {path} uses {', '.join(sorted(unknown))}, which its inputs do not name."
        )
