"""The committed JSON Schemas: up to date, and true of the files they describe."""

from __future__ import annotations

import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from evals.cli import DATASETS
from evals.dataset import find
from evals.schema import FOLDER, schemas
from tests.evals.samples import DATASET


def test_the_committed_schemas_are_those_of_the_code() -> None:
    committed = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.json")}
    assert committed == schemas(), "run python -m evals schema"


@pytest.mark.parametrize("suite", ["seed", "injection", "summaries"])
def test_datasets_fit_them(suite: str) -> None:
    name = "summaries" if suite == "summaries" else "claims"
    validator = Draft202012Validator(json.loads(schemas()[f"{name}.json"]))
    for path in find(DATASETS, (suite,)):
        validator.validate(yaml.safe_load(path.read_text("utf-8")))


def test_they_refuse_what_no_dataset_has() -> None:
    validator = Draft202012Validator(json.loads(schemas()["claims.json"]))
    assert validator.is_valid(yaml.safe_load(DATASET))
    assert not validator.is_valid(yaml.safe_load(DATASET.replace("kind: role", "sort: role")))
    assert not validator.is_valid(yaml.safe_load(DATASET + "evaluators: [Equals]\n"))
