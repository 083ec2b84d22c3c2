"""What others put into their builds: the hooks of pre-commit, the GitHub Action, the examples."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from tests import warm

from refcheck.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
bash = pytest.mark.skipif(sys.platform == "win32", reason="the Action brings its own bash")


def act(folder: Path, paths: str, **inputs: str) -> tuple[int, str, dict[str, str], str]:
    """Run the script of the Action; its status, log, outputs and summary."""
    outputs, summary = folder / "outputs", folder / "summary"
    outputs.write_text("", encoding="utf-8")
    programs = (Path(warm.command()[0]).parent, Path(sys.executable).parent)  # of `refcheck` first
    done = subprocess.run(  # noqa: S603
        [str(shutil.which("bash")), str(ROOT / ".ci" / "action")],
        cwd=folder,
        env={
            **{name: text for name, text in os.environ.items() if name.startswith(("LANG", "LC_"))},
            "PATH": os.pathsep.join([*map(str, programs), os.environ["PATH"]]),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_STEP_SUMMARY": str(summary),
            "INPUT_PATHS": paths,
            "INPUT_OFFLINE": "true",
            "INPUT_SARIF": "refcheck.sarif",
            **inputs,
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    said = dict(line.split("=", 1) for line in outputs.read_text(encoding="utf-8").splitlines())
    shown = summary.read_text(encoding="utf-8") if summary.exists() else ""
    return done.returncode, done.stdout + done.stderr, said, shown


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "cache", tmp_path / ".refcheck-cache")
    shutil.copy(ROOT / "seeds" / "with-errors.md", tmp_path / "article.md")
    return tmp_path


@bash
def test_the_action_annotates_summarises_and_writes_sarif(folder: Path) -> None:
    status, log, outputs, summary = act(folder, "article.md")
    assert status == 1, log
    assert "::error file=article.md,line=" in log
    assert outputs == {"status": "1", "sarif": "refcheck.sarif"}
    assert summary.startswith("# Reference check")
    assert "error" in summary
    sarif = json.loads((folder / "refcheck.sarif").read_text(encoding="utf-8"))
    assert sarif["version"] == "2.1.0"


@bash
def test_what_fails_can_be_chosen(folder: Path) -> None:
    assert act(folder, "article.md", INPUT_FAIL_ON="never")[0] == 0
    (folder / "fine.md").write_text("No list.\n", encoding="utf-8")
    assert act(folder, "fine.md")[0] == 0
    status, log, outputs, _ = act(folder, "missing.md")
    assert status == 2
    assert "there is no such file" in log
    assert outputs == {"status": "2"}


@bash
def test_a_dead_service_fails_only_if_that_is_wanted(folder: Path) -> None:
    line = "1. Nobody A, Noone B. A work that was never cached. J Pain. 2015;99:23-35.\n"
    (folder / "new.md").write_text(f"# References\n\n{line}", encoding="utf-8")
    assert act(folder, "new.md")[0] == 0
    assert act(folder, "new.md", INPUT_ALLOW_INCOMPLETE="false")[0] == 3


@bash
def test_inputs_are_words_and_no_commands(folder: Path) -> None:
    act(folder, 'article.md $(touch ran) ; touch ran "`touch ran`"', INPUT_OPTIONS="; touch ran")
    assert not (folder / "ran").exists()


def test_inputs_reach_the_action_as_variables_alone() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "inputs." not in step.get("run", "")
    used = set(re.findall(r"INPUT_[A-Z_]+", (ROOT / ".ci" / "action").read_text(encoding="utf-8")))
    given = {name for step in ACTION["runs"]["steps"] for name in step.get("env", {})}
    assert used <= given
    named = set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert named == set(ACTION["inputs"])


def commands() -> dict[str, Any]:
    group: Any = typer.main.get_command(app)
    return {name: group.get_command(None, name) for name in group.list_commands(None)}


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hooks_call_commands_and_options_that_exist(hook: dict[str, Any]) -> None:
    program, name, *options = [*hook["entry"].split(), *hook["args"]]
    assert program == "refcheck"
    known = {option for one in commands()[name].params for option in one.opts}
    assert {option for option in options if option.startswith("--")} <= known
    for file in ("a.bib", "thesis/b.TEX", "c.docx", "d.md", "e.ris"):
        assert re.search(hook["files"], file)
    for file in ("a.py", "b.png", "c.bibx"):
        assert not re.search(hook["files"], file)


def test_the_examples_of_the_page_name_what_exists() -> None:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    examples = [yaml.safe_load(one) for one in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]
    hooks, workflow, gitlab = examples
    assert hooks["repos"][0]["hooks"][0]["id"] in {hook["id"] for hook in HOOKS}
    (step,) = (one for one in workflow["jobs"]["references"]["steps"] if "refcheck@" in one["uses"])
    assert set(step["with"]) <= set(ACTION["inputs"])
    table = set(re.findall(r"`([a-z-]+)`", text[text.index("| input |") : text.index("## GitLab")]))
    assert set(ACTION["inputs"]) <= table
    known = {option for one in commands()["check"].params for option in one.opts}
    for line in gitlab["references"]["script"][1:]:
        assert set(re.findall(r"--[a-z-]+", line)) <= known


def test_workflows_are_read_only_but_where_it_is_said() -> None:
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert workflow["permissions"] in ({}, {"contents": "read"}), path.name
        assert "pull_request_target" not in workflow[True]  # YAML's name for "on"
