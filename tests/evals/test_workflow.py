"""The reusable workflow: what its steps do in a repository that is not this one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.evals.samples import DATASET, write

ROOT = Path(__file__).parents[2]
WORKFLOW = ROOT / ".github" / "workflows" / "evals.yml"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Somebody's repository with a dataset, and an evals folder of its own."""
    write(tmp_path / "quality" / "datasets")
    (tmp_path / "evals").mkdir()
    (tmp_path / "evals" / "__init__.py").write_text("raise RuntimeError('the wrong evals')\n")
    (tmp_path / ".summarizer").symlink_to(ROOT)
    return tmp_path


def run(repository: Path, *arguments: str) -> None:
    """``python -m evals run`` as somebody would at home."""
    command = ["run", "--offline", "--datasets", "quality/datasets", *arguments]
    subprocess.run(
        [sys.executable, "-P", "-m", "evals", *command],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": ".summarizer"},
        check=True,
        capture_output=True,
        timeout=120,
    )


def measure(repository: Path) -> subprocess.CompletedProcess[str]:
    """Run the step that measures, as GitHub does."""
    workflow: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    (step,) = [step for step in workflow["jobs"]["gate"]["steps"] if "DATASETS" in str(step)]
    given = {
        "${{ inputs.datasets }}": "quality/datasets",
        "${{ inputs.arguments }}": workflow[True]["workflow_call"]["inputs"]["arguments"][
            "default"
        ],
        "${{ secrets.OPENAI_API_KEY }}": "",
    }
    environment = {name: given.get(value, value) for name, value in step["env"].items()}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    summary = str(repository / "summary.md")
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=repository,
        env={
            **os.environ,
            **environment,
            "PATH": path,
            "GITHUB_ACTIONS": "true",
            "GITHUB_STEP_SUMMARY": summary,
        },
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_gate_in_another_repository(repository: Path) -> None:
    done = measure(repository)
    assert done.returncode == 2
    assert "make one with --update-baseline" in done.stderr
    run(repository, "--update-baseline")
    done = measure(repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in (repository / "evals-report").iterdir()} == {
        "run.json",
        "junit.xml",
        "report.html",
    }
    assert (repository / "summary.md").read_text("utf-8").startswith("## Evals: passed")


def test_a_must_pass_claim_is_annotated_at_its_line(repository: Path) -> None:
    path = write(
        repository / "quality" / "datasets",
        DATASET.replace(
            "ferry-02: {verdict: contradicted", "ferry-02: {verdict: supported"
        ).replace("ferry-01: {verdict: supported", "ferry-01: {verdict: contradicted"),
    )
    (repository / "quality" / "gate.toml").write_text('must_pass = ["ferry-02"]\n', "utf-8")
    run(repository, "--json", "run.json")
    baselines = repository / "quality" / "baselines"
    baselines.mkdir()
    _keep(repository / "run.json", baselines / "offline.json")
    done = measure(repository)
    assert done.returncode == 1, done.stdout + done.stderr
    at = path.relative_to(repository)
    assert f"::error file={at},line=17,title=must pass::ferry-02: contradicted" in done.stdout


def _keep(run: Path, baseline: Path) -> None:
    from evals.baseline import keep, to_json
    from evals.decision import Result

    found = Result.model_validate_json(run.read_bytes()).run
    baseline.write_text(to_json(keep(found)), encoding="utf-8")
