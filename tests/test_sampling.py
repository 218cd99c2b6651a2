"""Samples of messages: valid by an outside judge, told apart, and the same in every run."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.values import document_of, judge_of
from typer.testing import CliRunner, Result

from eventwright.cli import app

SPEC = """
asyncapi: 2.6.0
info: {title: Orders, version: "1"}
channels:
  orders:
    publish:
      operationId: receive
      message:
        oneOf:
          - $ref: '#/components/messages/placed'
          - $ref: '#/components/messages/shipped'
  trees:
    publish: {message: {$ref: '#/components/messages/tree'}}
  nothing:
    publish: {message: {$ref: '#/components/messages/nothing'}}
components:
  messages:
    placed: {name: order.placed, payload: {$ref: '#/components/schemas/Order'}}
    shipped:
      name: order.shipped
      payload: {$ref: '#/components/schemas/Order'}
      examples: [{payload: {type: order.placed}}, {payload: {type: order.shipped, id: A-1}}]
    tree: {name: tree, payload: {$ref: '#/components/schemas/Tree'}}
    nothing:
      name: nothing
      payload: {type: object, required: [a], properties: {a: {type: string, not: {type: string}}}}
  schemas:
    Order:
      type: object
      required: [type, id]
      properties:
        type: {enum: [order.placed, order.shipped]}
        id: {type: string, pattern: '^[A-Z]{1,3}-[0-9]{1,6}$'}
        at: {type: string, format: date-time}
        price: {type: number, exclusiveMinimum: 0, multipleOf: 0.05}
        codes: {type: array, uniqueItems: true, minItems: 3, items: {type: string, format: uuid}}
    Tree:
      type: object
      required: [kind]
      properties:
        kind: {enum: [leaf, branch]}
        children: {type: array, items: {$ref: '#/components/schemas/Tree'}}
      if: {properties: {kind: {const: branch}}}
      then: {required: [children]}
"""
SCHEMAS = {"order.placed": "Order", "order.shipped": "Order", "tree": "Tree"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(SPEC, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["sample", "--spec", "a.yaml", *arguments])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_sample_is_valid_to_an_outside_judge(name: str) -> None:
    result = run(name, "--count", "20")
    values = [json.loads(line) for line in result.stdout.splitlines()]
    judge = judge_of(document_of(Path("a.yaml")), f"#/components/schemas/{SCHEMAS[name]}")
    assert len(values) == 20
    assert [value for value in values if not judge.is_valid(value)] == []


@pytest.mark.parametrize("name", ["order.placed", "order.shipped"])
def test_a_sample_has_what_tells_its_message_from_the_others(name: str) -> None:
    lines = run(name, "--count", "10").stdout.splitlines()
    assert {json.loads(line)["type"] for line in lines} == {name}


def test_the_first_valid_example_of_the_message_comes_first() -> None:
    assert json.loads(run("order.shipped").stdout) == {"type": "order.shipped", "id": "A-1"}


def test_all_declared_properties_are_there() -> None:
    assert set(json.loads(run("order.placed").stdout)) == {"type", "id", "at", "price", "codes"}


@pytest.mark.parametrize(
    ("asked", "code"), [("order.shiped", "message-unknown"), ("receive", "message-ambiguous")]
)
def test_what_means_no_one_message_is_refused_with_those_that_are_near(asked: str, code: str) -> None:
    result = run(asked)
    assert (result.exit_code, result.stdout) == (2, "")
    assert code in result.stderr
    assert "Placed, Shipped" in result.stderr or "'order.shipped'" in result.stderr


@pytest.mark.parametrize("asked", ["tree", "Tree", "trees", "trees:tree"])
def test_a_message_is_found_by_each_of_its_names(asked: str) -> None:
    assert run(asked).exit_code == 0


def test_where_no_value_is_valid_the_place_in_it_is_told_and_the_others_are_printed() -> None:
    result = run("--all")
    assert result.exit_code == 1
    assert "sample-not-made" in result.stderr
    assert "'/a'" in result.stderr
    assert [json.loads(line)["message"] for line in result.stdout.splitlines()] == list(SCHEMAS)


def test_a_seed_gives_the_same_bytes_in_every_process_and_another_seed_gives_others() -> None:
    command = [sys.executable, "-m", "eventwright", "sample", "--spec", "a.yaml", "order.placed"]
    outputs = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {run("order.placed").stdout.encode()}
    assert run("order.placed", "--seed", "1").stdout.encode() not in outputs


def test_a_greater_count_starts_with_the_same_samples() -> None:
    few, more = (run("tree", "--count", str(each)).stdout for each in (2, 5))
    assert more.startswith(few)


@pytest.mark.parametrize("arguments", [(), ("tree", "--all")])
def test_either_a_message_or_all_are_asked_for(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "sample-message-missing" in result.stderr
