"""What other repositories take from this one: hooks for pre-commit, and an action for GitHub."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.support import ROOT
from typer.main import get_command

from eventwright.cli import app

ACTION: Any = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS: Any = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
INPUT = re.compile(r"\$\{\{ inputs\.([a-z-]+) \}\}")
OF_THE_ACTION = {"working-directory", "python-version"}
SPEC = "asyncapi: 2.6.0\ninfo: {title: Orders, version: '1'}\nchannels: {}\n"


def flags(command: str) -> dict[str, Any]:
    """The parameters of a command, by the name of the flag or of the argument."""
    commands: Any = get_command(app)
    return {each.name.replace("_", "-"): each for each in commands.commands[command].params}


def test_pre_commit_takes_the_hooks() -> None:
    program = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_hooks_run_commands_that_are_there_and_get_no_file_names() -> None:
    commands: Any = get_command(app)
    assert [hook["id"] for hook in HOOKS] == [f"eventwright-{hook['entry'].split()[1]}" for hook in HOOKS]
    for hook in HOOKS:
        program, command, *arguments = hook["entry"].split()
        assert program == "eventwright" and command in commands.commands
        assert set(arguments) <= {option for each in flags(command).values() for option in each.opts}
        assert (hook["language"], hook["pass_filenames"], hook["always_run"]) == ("python", False, True)


def test_each_input_of_the_action_is_a_flag_of_check() -> None:
    known = flags("check")
    for name, described in ACTION["inputs"].items():
        assert described["description"].endswith(".")
        assert name in OF_THE_ACTION or name in known
        assert "required" not in described and isinstance(described["default"], str)


def test_each_input_reaches_the_flag_of_its_name() -> None:
    known = flags("check")
    (step,) = [each for each in STEPS if each["name"] == "Check"]
    given = {variable: INPUT.fullmatch(value) for variable, value in step["env"].items()}
    for variable, match in given.items():
        assert match is not None
        assert variable == "SPEC" or known[match[1]].envvar == variable
    assert {match[1] for match in given.values() if match} | OF_THE_ACTION == set(ACTION["inputs"])


def test_no_script_of_the_action_has_an_expression_in_it() -> None:
    scripts = [step["run"] for step in STEPS if "run" in step]
    assert len(scripts) == 2
    assert not [script for script in scripts if "${{" in script]
    assert all(step["shell"] == "bash" for step in STEPS if "run" in step)


def test_the_action_installs_this_very_repository() -> None:
    (step,) = [each for each in STEPS if each["name"] == "Install eventwright"]
    assert step["env"] == {"ACTION": "${{ github.action_path }}"}
    assert step["run"].endswith('"$ACTION"')


@pytest.mark.skipif(sys.platform == "win32", reason="the script is bash")
@pytest.mark.parametrize(("spec", "code"), [("", 0), ("-odd name.yaml", 0), ("gone.yaml", 2)])
def test_the_script_of_the_action_checks(tmp_path: Path, spec: str, code: int) -> None:
    (tmp_path / "-odd name.yaml").write_text(SPEC)
    (tmp_path / "eventwright.toml").write_text('spec = "-odd name.yaml"\n')
    subprocess.run([sys.executable, "-m", "eventwright", "generate"], cwd=tmp_path, check=True)
    (step,) = [each for each in STEPS if each["name"] == "Check"]
    defaults = {name: described["default"] for name, described in ACTION["inputs"].items()} | {"spec": spec}
    environment = {
        variable: INPUT.sub(lambda match: defaults[match[1]], value)
        for variable, value in step["env"].items()
    }
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=tmp_path,
        env={**os.environ, **environment, "PATH": path},
        check=False,
    )
    assert done.returncode == code
