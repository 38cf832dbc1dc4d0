"""The JSON Schema of a report: ``python -m summarizer.schema`` writes it anew."""

from __future__ import annotations

import json
from pathlib import Path

from summarizer.types import Report

PATH = Path(__file__).parent / "report" / "report.schema.json"


def schema() -> str:
    """The schema as text, keys in the models' own order."""
    return json.dumps(Report.model_json_schema(mode="serialization"), indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(schema(), encoding="utf-8")
