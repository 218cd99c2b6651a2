"""The limits of reading: where they are set, what is said of a wrong setting, which command keeps them."""

import json
from pathlib import Path

import pytest
from tests.support import Packages
from typer.testing import CliRunner

from eventwright.cli import app
from eventwright.configuration import Settings, read_limit
from eventwright.limits import MOST, NAMES, STANDARD, Limits
from eventwright.problems import SpecError
from eventwright.rules import BY_CODE

CODES = {
    "size": "document-too-large",
    "files": "too-many-files",
    "nodes": "too-many-nodes",
    "depth": "too-deep",
    "scalar": "scalar-too-long",
    "key": "key-too-long",
    "digits": "number-too-long",
}
"""What is told where a limit is passed."""

COMMANDS = ("generate", "validate", "inspect", "check")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    spec = {
        "asyncapi": "2.6.0",
        "info": {"title": "Orders of the shop", "version": "1.0.0", "x-number": 123456},
        "channels": {"orders": {"publish": {"message": {"payload": {"$ref": "order.json"}}}}},
    }
    Path("spec.json").write_text(json.dumps(spec))
    order = {"type": "object", "properties": {"id": {"$ref": "id.json"}}}
    Path("order.json").write_text(json.dumps(order))
    Path("id.json").write_text('{"type": "string"}')


def run(command: str, *flags: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [command, "spec.json", *flags])
    return result.exit_code, result.output


PASSED = {"size": 20, "files": 1, "nodes": 5, "depth": 3, "scalar": 10, "key": 6, "digits": 5}


def test_each_limit_has_a_problem_and_a_case() -> None:
    assert CODES.keys() == PASSED.keys() == set(NAMES)
    assert set(CODES.values()) <= BY_CODE.keys()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_flag_sets_a_limit_for_each_command(command: str, name: str) -> None:
    code, output = run(command, "--limit", f"{name}={PASSED[name]}")
    assert code in (1, 2)
    assert CODES[name] in output
    # Deeper than 200 Python's own parser does not read, so that limit can only be lowered.
    assert (f"--limit {name}=" in output) == (name != "depth")


@pytest.mark.parametrize("name", NAMES)
def test_the_standard_limits_let_the_document_pass(name: str) -> None:
    code, output = run("validate", "--limit", f"{name}={min(getattr(STANDARD, name), MOST.get(name, 10**9))}")
    assert (code, CODES[name] in output) == (0, False)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "text",
    [
        "[limits]\nkey = 6\n",
        "limits = {key = 6}\n",
        '[[target]]\nspec = "spec.json"\n[target.limits]\nkey = 6\n',
        '[limits]\nkey = 9\n[[target]]\nspec = "spec.json"\nlimits = {key = 6}\n',
        '[limits]\nkey = 6\n[[target]]\nspec = "spec.json"\nlimits = {depth = 50}\n',
    ],
)
def test_a_table_sets_a_limit_for_each_command(command: str, text: str) -> None:
    Path("eventwright.toml").write_text(text)
    assert "key-too-long" in run(command)[1]
    assert "key-too-long" not in run(command, "--limit", "key=100")[1]


def test_the_environment_sets_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTWRIGHT_LIMIT", "key=6 scalar=10")
    output = run("validate")[1]
    assert "key-too-long" in output
    assert "scalar-too-long" in output
    assert "key-too-long" not in run("validate", "--limit", "depth=100")[1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nodse=5", "did you mean 'nodes'?"),
        ("nodes", "write a whole number from 1 on"),
        ("nodes=0", "write a whole number from 1 on"),
        ("nodes=-1", "write a whole number from 1 on"),
        ("nodes=1e6", "write a whole number from 1 on"),
        ("nodes=\u00b2", "'nodes' cannot be"),
        ("depth=201", "write a whole number from 1 to 200"),
        ("digits=4301", "write a whole number from 1 to 4,300"),
        ("nodes=" + "9" * 5000, "'nodes' cannot be"),
        ("problems=5", "settings are size, files, nodes, depth, scalar, key, digits"),
        ("", "is no setting"),
    ],
)
def test_a_flag_that_sets_no_limit_is_refused_with_what_can_be_said(text: str, told: str) -> None:
    with pytest.raises(ValueError, match="'") as caught:
        read_limit(text)
    assert told in str(caught.value)
    code, output = run("validate", "--limit", text)
    assert (code, "--limit" in output) == (2, True)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("[limits]\nnodse = 5\n", "configuration-unknown-key", "did you mean 'nodes'?"),
        ("[limits]\nnodes = true\n", "configuration-value", "write a whole number from 1 on"),
        ("[limits]\nnodes = 1.5\n", "configuration-value", "write a whole number from 1 on"),
        ("[limits]\ndepth = 5000\n", "configuration-value", "write a whole number from 1 to 200"),
        ("limits = 5\n", "configuration-value", "its keys are size"),
        ("limitz = {}\n", "configuration-unknown-key", "did you mean 'limits'?"),
    ],
)
def test_a_wrong_table_has_a_place_and_a_hint(text: str, code: str, hint: str) -> None:
    Path("eventwright.toml").write_text(text)
    exit_code, output = run("validate")
    assert (exit_code, code in output) == (2, True)
    assert hint in output.replace("\n", " ")


def test_limits_are_joined_one_by_one() -> None:
    flags, file = Settings(limits=(("key", 5),)), Settings(limits=(("key", 9), ("depth", 7)))
    assert flags.over(file).limits_in_force() == Limits(key=5, depth=7)
    assert Settings().limits_in_force() == STANDARD


@pytest.mark.parametrize("keyword", ["items", "additionalProperties", "not"])
def test_what_is_as_deep_as_the_limit_is_importable(keyword: str, packages: Packages) -> None:
    schema: dict[str, object] = {"type": "string"}
    for _ in range(MOST["depth"] - len(("root", "channels", "orders", "publish", "message", "payload"))):
        schema = {keyword: schema}
    spec = json.loads(Path("spec.json").read_text())
    spec["channels"]["orders"]["publish"]["message"]["payload"] = schema
    assert packages.of(json.dumps(spec).encode(), "spec.json").Router
    spec["channels"]["orders"]["publish"]["message"]["payload"] = {keyword: schema}
    with pytest.raises(SpecError) as caught:
        packages.of(json.dumps(spec).encode(), "spec.json")
    assert [problem.code for problem in caught.value.problems] == ["too-deep"]
