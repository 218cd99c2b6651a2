"""Payloads by their schemaFormat: which ones are read, and what OpenAPI 3.0 means otherwise than Draft-07."""

import json
from typing import Any

import pytest
from tests.support import LENIENT, ROOT, STRICT, Packages

from eventwright.documents import MemoryDocuments
from eventwright.load import inspect_document, load
from eventwright.plan.build import plan
from eventwright.plan.remarks import CHECKED_FORMATS, MEANT_FORMATS, TYPED_FORMATS
from eventwright.read.dialects import Dialect, dialect_of
from eventwright.render import render

OPENAPI = "application/vnd.oai.openapi;version=3.0.0"
OPENAPI_31 = "application/vnd.oai.openapi+json;version=3.1.0"


def document(schema: Any, schema_format: str) -> bytes:
    message = {"messageId": "sample", "schemaFormat": schema_format, "payload": schema}
    parts = {
        "asyncapi": "2.6.0",
        "info": {"title": "t", "version": "1"},
        "channels": {"c": {"publish": {"message": message}}},
        "components": {"schemas": {"Shared": {"type": "integer", "nullable": True}}},
    }
    return json.dumps(parts).encode()


@pytest.mark.parametrize(
    ("schema_format", "dialect"),
    [
        ("", Dialect.ASYNCAPI),
        ("application/vnd.aai.asyncapi;version=2.6.0", Dialect.ASYNCAPI),
        ("application/vnd.aai.asyncapi+yaml; version=2.0.0", Dialect.ASYNCAPI),
        ("application/schema+json;version=draft-07", Dialect.ASYNCAPI),
        ("application/schema+yaml;version=draft-07", Dialect.ASYNCAPI),
        (OPENAPI, Dialect.OPENAPI),
        ("application/vnd.oai.openapi+json;version=3.0.3", Dialect.OPENAPI),
        ("application/vnd.oai.openapi", Dialect.OPENAPI),
        (OPENAPI_31, Dialect.ASYNCAPI),
        ("application/vnd.apache.avro;version=1.9.0", Dialect.AVRO),
        ("Application/Vnd.Apache.Avro+JSON;Version=1.11.1", Dialect.AVRO),
        ("application/vnd.apache.avro+yaml;version=1.8.2", Dialect.AVRO),
        ("application/vnd.google.protobuf;version=3", None),
        ("application/raml+yaml;version=1.0", None),
        ("application/vnd.aai.asyncapiary", None),
        ("nonsense;;=", None),
    ],
)
def test_a_schema_format_names_a_dialect(schema_format: str, dialect: Dialect | None) -> None:
    assert dialect_of(schema_format) is dialect


@pytest.mark.parametrize(
    ("schema", "valid", "invalid"),
    [
        ({"type": "string", "nullable": True}, [None, "a"], [1]),
        ({"type": "string", "nullable": False}, ["a"], [None]),
        # OpenAPI 3.0.3 has `nullable` speak of the `type` beside it alone, and an enum of its own values.
        ({"nullable": True, "allOf": [{"type": "string"}]}, ["a"], [None]),
        ({"type": "string", "nullable": True, "enum": ["a"]}, ["a"], [None, "b"]),
        ({"type": "string", "nullable": True, "enum": ["a", None]}, ["a", None], ["b"]),
        ({"type": "number", "minimum": 1, "exclusiveMinimum": True}, [1.5], [1, 0]),
        ({"type": "number", "minimum": 1, "exclusiveMinimum": False}, [1], [0]),
        ({"type": "number", "maximum": 1, "exclusiveMaximum": True}, [0], [1, 2]),
        ({"type": "number", "exclusiveMaximum": True}, [5], ["a"]),
        ({"type": "array", "items": {"type": "integer", "nullable": True}}, [[1, None]], [["a"]]),
        (
            {"type": "object", "properties": {"a": {"type": "string", "nullable": True}}},
            [{"a": None}],
            [{"a": 1}],
        ),
    ],
)
def test_openapi_says_null_and_bounds_in_its_own_way(
    packages: Packages, schema: Any, valid: list[Any], invalid: list[Any]
) -> None:
    package = packages.of(document(schema, OPENAPI), "spec.json", STRICT)
    for value in valid:
        assert package.Sample.decode(value).encode() == value
    for value in invalid:
        with pytest.raises(package.DecodeError):
            package.Sample.decode(value)


def test_nullable_says_nothing_in_another_format(packages: Packages) -> None:
    for schema_format in ("", OPENAPI_31):
        package = packages.of(
            document({"type": "string", "nullable": True}, schema_format), "spec.json", STRICT
        )
        with pytest.raises(package.DecodeError):
            package.Sample.decode(None)


def test_a_schema_of_the_components_is_asyncapis_whoever_refers_to_it() -> None:
    text = document({"$ref": "#/components/schemas/Shared"}, OPENAPI)
    loaded = inspect_document(MemoryDocuments({"spec.json": text}), "spec.json")
    shared = loaded.api.schemas["#/components/schemas/Shared"]
    assert getattr(shared, "types", None) == ("integer",)


SHARED: dict[str, Any] = {
    "X": {"type": "object", "properties": {"a": {"$ref": "#/A"}, "b": {"$ref": "#/B"}}},
    "A": {"type": "object", "properties": {"n": {"type": "integer", "nullable": True}}},
    "B": {"type": "object", "properties": {"n": {"type": "integer"}}},
}


@pytest.mark.parametrize("reference", ["o.json#/X", "o.json#/X/properties/a"])
@pytest.mark.parametrize("openapi_first", [True, False])
def test_a_schema_means_what_the_format_of_each_message_says_whatever_the_order(
    packages: Packages, openapi_first: bool, reference: str
) -> None:
    payload = {"$ref": reference}
    channels = {
        name: {"publish": {"message": {"messageId": name, "schemaFormat": each, "payload": payload}}}
        for name, each in (("first", OPENAPI), ("second", ""))
    }
    ordered = dict(sorted(channels.items(), reverse=not openapi_first))
    parts = {"asyncapi": "2.6.0", "info": {"title": "t", "version": "1"}, "channels": ordered}
    files = {"spec.json": json.dumps(parts).encode(), "o.json": json.dumps(SHARED).encode()}
    api = load(MemoryDocuments(files), "spec.json")
    package = packages.imported(render(plan(api, STRICT).package))
    is_part = reference.endswith("a")
    value = {"n": None} if is_part else {"a": {"n": None}, "b": {"n": 1}}
    assert package.First.decode(value).encode() == value
    with pytest.raises(package.DecodeError):
        package.Second.decode(value)
    # What means the same in both is one class, and what does not keeps its name where it is AsyncAPI's.
    told = {"OA", "OAOpenApi"} if is_part else {"OX", "OXOpenApi", "OA", "OAOpenApi", "OB"}
    made = vars(packages.part(package, "models"))
    assert {name for name, each in made.items() if isinstance(each, type) and name.startswith("O")} == told


def test_what_one_format_alone_refers_to_keeps_its_key() -> None:
    message = {"schemaFormat": OPENAPI, "payload": {"$ref": "o.json#/X"}}
    parts = {
        "asyncapi": "2.6.0",
        "info": {"title": "t", "version": "1"},
        "channels": {"c": {"publish": {"message": message}}},
    }
    files = {"spec.json": json.dumps(parts).encode(), "o.json": json.dumps(SHARED).encode()}
    loaded = inspect_document(MemoryDocuments(files), "spec.json")
    assert loaded.api.schemas.keys() == {"o.json#/X", "o.json#/A", "o.json#/B"}


def test_an_example_of_openapi_stands_in_the_docstring(packages: Packages) -> None:
    schema = {
        "type": "object",
        "title": "Thing",
        "example": {"a": 1},
        "properties": {"a": {"type": "integer"}},
    }
    package = packages.of(document(schema, OPENAPI), "spec.json", LENIENT)
    assert 'Examples: {"a": 1}' in package.Thing.__doc__


def test_docstrings_know_which_formats_are_checked(packages: Packages) -> None:
    package = packages.of_file(ROOT / "spec" / "messagebird-conversations.yaml")
    formats = packages.part(package, "_formats")
    checked = formats.FORMATS.keys() | formats.INTEGER_FORMATS.keys()
    assert checked - MEANT_FORMATS == CHECKED_FORMATS | TYPED_FORMATS
