"""The JSON Schemas of dataset files and of a run's JSON, for editors and other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from evals.dataset import SCHEMAS
from evals.decision import Result

FOLDER: Final = Path(__file__).parent / "schema"


def schemas() -> dict[str, str]:
    """All schemas by file name, as they are written."""
    found = {name: _without_evaluators(kind) for name, kind in SCHEMAS.items()}
    found["run"] = Result.model_json_schema(mode="serialization")
    return {f"{name}.json": json.dumps(schema, indent=1) + "\n" for name, schema in found.items()}


def write(folder: Path = FOLDER) -> list[Path]:
    """Write all schemas into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in schemas()]


def _without_evaluators(kind: Any) -> dict[str, Any]:
    """What a dataset file may hold; evaluators are this package's business, not the file's."""
    schema: dict[str, Any] = kind.model_json_schema_with_evaluators()
    definitions = schema.pop("$defs")
    for part in (schema, definitions["Case"]):
        for name in ("evaluators", "report_evaluators"):
            part["properties"].pop(name, None)
    schema["$defs"] = {name: definitions[name] for name in sorted(_used(schema, definitions))}
    return schema


def _used(part: Any, definitions: dict[str, Any]) -> set[str]:
    """Names of the definitions that a part of a schema refers to, directly or not."""
    found: set[str] = set()
    waiting = [part]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            name = str(item.get("$ref", "")).removeprefix("#/$defs/")
            if name and name not in found:
                found.add(name)
                waiting.append(definitions[name])
            waiting += item.values()
    return found
