"""The commands `inspect` and `validate`, and what no command prints."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eventwright import __version__
from eventwright.cli import app

SPEC = r"""
asyncapi: 2.6.0
info: {title: "Or\e[31mders", version: "1"}
channels:
  quiet: {}
  orders:
    publish:
      operationId: receive
      message:
        oneOf:
          - $ref: '#/components/messages/Placed'
          - $ref: 'shared.yaml#/Shipped'
    subscribe:
      message: {name: "an\u2028swer\u202E"}
components:
  messages:
    Placed:
      name: order.placed
      payload: {type: object, required: [kind], properties: {kind: {const: placed}}}
"""
SHARED = """\
Shipped:
  name: order.shipped
  payload: {type: object, required: [kind], properties: {kind: {const: shipped}}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("spec").mkdir()
    Path("spec/a.yaml").write_text(SPEC)
    Path("spec/shared.yaml").write_text(SHARED)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_the_tree_shows_channels_operations_messages_and_classes() -> None:
    result = run("inspect", "spec/a.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "Or\\x1b[31mders 1 (spec/a.yaml, AsyncAPI 2.6.0)",
        "quiet",
        "orders",
        "  publish receive: receives 2 messages, told apart by property 'kind'",
        "    Placed 'order.placed': payload PlacedPayload",
        "    OrderShipped 'order.shipped': payload OrderShippedPayload",
        "  subscribe: sends 1 message",
        "    AnSwer 'an\\u2028swer\\u202e': payload object",
    ]


def test_a_client_sends_what_the_application_receives() -> None:
    assert (
        "  publish receive: sends 2 messages"
        in run("inspect", "spec/a.yaml", "--perspective", "client").stdout
    )


def test_json_tells_where_message_and_payload_stand() -> None:
    value = json.loads(run("inspect", "spec/a.yaml", "--output-format", "json").stdout)
    assert (value["format"], value["title"], value["version"]) == (1, "Or\x1b[31mders", "1")
    placed, shipped, answer = value["messages"]
    assert placed == {
        "channel": "orders",
        "action": "publish",
        "direction": "receives",
        "operation_id": "receive",
        "message": "order.placed",
        "class": "Placed",
        "payload_class": "PlacedPayload",
        "message_pointer": "/components/messages/Placed",
        "payload_pointer": "/components/messages/Placed/payload",
        "told_apart_by": "property 'kind'",
        "content_type": "application/json",
        "correlation_id": None,
        "parameters": [],
        "security": [],
        "bindings": {"channel": {}, "operation": {}, "message": {}},
    }
    assert (shipped["message_file"], shipped["message_pointer"]) == ("spec/shared.yaml", "/Shipped")
    assert (shipped["payload_file"], shipped["payload_pointer"]) == ("spec/shared.yaml", "/Shipped/payload")
    assert answer["payload_pointer"] is None


QUIET = "  quiet: {}\n"


def test_a_document_without_problems_is_valid() -> None:
    Path("spec/a.yaml").write_text(SPEC.replace(QUIET, ""))
    result = run("validate", "spec/a.yaml")
    assert (result.exit_code, result.stdout) == (0, "spec/a.yaml: no problems\n")
    empty = json.loads(run("validate", "spec/a.yaml", "--output-format", "json").stdout)
    assert empty == {"format": 1, "problems": [], "errors": 0, "warnings": 0}


def test_warnings_are_told_but_leave_a_document_valid() -> None:
    text = (
        SPEC.replace(QUIET, "")
        .replace("const: placed", "type: string")
        .replace("message: {name", "message: {payload: {}, name")
    )
    Path("spec/a.yaml").write_text(text)
    result = run("validate", "spec/a.yaml")
    assert result.exit_code == 0
    assert "warning: messages-not-told-apart" in result.stdout
    assert result.stdout.endswith("spec/a.yaml: 1 warning\n")


@pytest.mark.parametrize("spec", ["./spec/a.yaml", "spec/../spec/a.yaml"])
def test_places_begin_with_the_path_as_it_was_typed(spec: str) -> None:
    Path("spec/a.yaml").write_text("asyncapi: 2.6.0\nchannels: {}\n")
    assert run("validate", spec).stdout.startswith(f"{spec}:1:1: missing-field ")


def test_a_wider_root_lets_references_reach_further() -> None:
    Path("shared.yaml").write_text(SHARED)
    Path("spec/a.yaml").write_text(SPEC.replace("'shared.yaml", "'../shared.yaml"))
    refused = run("validate", "spec/a.yaml")
    assert refused.exit_code == 1
    assert "reference-outside-root" in refused.stdout
    assert run("validate", "spec/a.yaml", "--ref-root", ".").exit_code == 0
    inspected = run("inspect", "spec/a.yaml", "--ref-root", ".", "--output-format", "json")
    assert json.loads(inspected.stdout)["messages"][1]["message_file"] == "shared.yaml"


@pytest.mark.parametrize(
    "command", [["validate"], ["inspect"], ["generate", "-o", "x", "--diff"], ["check", "-o", "x"]]
)
def test_nothing_of_a_document_reaches_the_terminal_raw(command: list[str]) -> None:
    result = run(command[0], "spec/a.yaml", *command[1:])
    assert result.output.replace("\n", "").replace("\t", "").isprintable()


def test_the_version_is_told() -> None:
    assert run("--version").stdout == f"eventwright {__version__}\n"


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("command", [[], ["generate"], ["check"], ["validate"], ["inspect"]])
def test_help_is_everywhere(command: list[str], flag: str) -> None:
    result = run(*command, flag)
    assert result.exit_code == 0
    assert "Usage: " in result.stdout


def test_the_tree_shows_what_the_configuration_says_of_the_document() -> None:
    Path("eventwright.toml").write_text('spec = "spec/a.yaml"\ntell_apart = {orders = "/head/type"}\n')
    assert "told apart by property '/head/type'" in run("inspect", "spec/a.yaml").stdout
    Path("eventwright.toml").write_text('spec = "spec/a.yaml"\ntell_apart = {order = "type"}\n')
    result = run("inspect", "spec/a.yaml")
    assert result.exit_code == 2
    assert "configuration-unknown-channel" in result.stderr and "'orders'" in result.stderr


def test_security_bindings_and_parameters_are_shown() -> None:
    spec = {
        "asyncapi": "2.6.0",
        "info": {"title": "t", "version": "1"},
        "servers": {
            "one": {"url": "example.com", "protocol": "https", "security": [{"a": []}, {"b": ["read"]}]},
        },
        "channels": {
            "c/{id}": {
                "parameters": {"id": {"location": "$message.payload#/id"}},
                "bindings": {"ws": {"method": "GET"}},
                "publish": {
                    "security": [{"c": []}],
                    "bindings": {"http": {"type": "request", "method": "POST"}},
                    "message": {
                        "contentType": "text/plain",
                        "correlationId": {"location": "$message.header#/id"},
                        "bindings": {"kafka": {"key": {"type": "string"}}},
                    },
                },
            }
        },
        "components": {"securitySchemes": {name: {"type": "userPassword"} for name in "abc"}},
    }
    Path("spec/b.json").write_text(json.dumps(spec))
    assert "receives 1 message; needs a and c or b and c\n" in run("inspect", "spec/b.json").stdout
    value = json.loads(run("inspect", "spec/b.json", "--output-format", "json").stdout)
    assert value["servers"][0]["security"] == [{"a": []}, {"b": ["read"]}]
    [message] = value["messages"]
    assert (message["content_type"], message["correlation_id"]) == ("text/plain", "$message.header#/id")
    assert message["security"] == [{"c": []}]
    assert message["bindings"]["channel"] == {"ws": {"method": "GET"}}
    assert message["bindings"]["message"] == {"kafka": {"key": {"type": "string"}}}
    [parameter] = message["parameters"]
    assert (parameter["name"], parameter["location"]) == ("id", "$message.payload#/id")
