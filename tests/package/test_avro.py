"""Payloads in Avro: what fastavro writes decodes, what it cannot read is refused, nothing is lost."""

import io
import json
import random
from collections.abc import Iterator, Mapping
from typing import Any

import fastavro
import pytest
from fastavro.utils import generate_many
from fastavro.validation import validate
from tests.support import CASES, LENIENT, STRICT, Packages, same

from eventwright.documents import MemoryDocuments
from eventwright.load import inspect_document

CASE = CASES / "avro" / "spec.yaml"

SCHEMAS: Mapping[str, Any] = {
    "a primitive": "long",
    "a primitive with a type": {"type": "string"},
    "bytes": "bytes",
    "an enum": {"type": "enum", "name": "E", "symbols": ["A", "B", "c_1"]},
    "a fixed": {"type": "fixed", "name": "F", "size": 3},
    "an array": {"type": "array", "items": "boolean"},
    "a map": {"type": "map", "values": {"type": "array", "items": "double"}},
    "null or a text": ["null", "string"],
    "one type in a union": ["int"],
    "containers": [{"type": "array", "items": "int"}, {"type": "map", "values": "int"}, "null"],
    "two records": [
        {"type": "record", "name": "a.A", "fields": [{"name": "x", "type": "int"}]},
        {"type": "record", "name": "B", "namespace": "b", "fields": [{"name": "x", "type": "int"}]},
        "null",
    ],
    "a record with defaults": {
        "type": "record",
        "name": "Defaults",
        "fields": [
            {"name": "number", "type": "int", "default": 7},
            {"name": "text", "type": ["string", "null"], "default": "a"},
            {"name": "items", "type": {"type": "array", "items": "int"}, "default": []},
            {"name": "inner", "type": {"type": "map", "values": "string"}, "default": {"a": "b"}},
            {"name": "maybe", "type": ["null", "int"], "default": None},
            {"name": "raw", "type": "bytes", "default": "\u00ff"},
        ],
    },
    "names in namespaces": {
        "type": "record",
        "name": "one.Outer",
        "fields": [
            {"name": "e", "type": {"type": "enum", "name": "E", "symbols": ["X"]}},
            {
                "name": "inner",
                "type": {
                    "type": "record",
                    "name": "Inner",
                    "namespace": "two",
                    "fields": [
                        {"name": "e", "type": {"type": "enum", "name": "E", "symbols": ["Y"]}},
                        {"name": "again", "type": ["null", "E", "one.E"]},
                    ],
                },
            },
            {"name": "e2", "type": "E"},
            {"name": "e3", "type": "two.E"},
        ],
    },
    "logical types": {
        "type": "record",
        "name": "Logical",
        "fields": [
            {"name": "day", "type": {"type": "int", "logicalType": "date"}},
            {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
            {"name": "fine", "type": {"type": "long", "logicalType": "timestamp-micros"}},
            {"name": "id", "type": ["null", {"type": "string", "logicalType": "uuid"}]},
            {"name": "odd", "type": {"type": "string", "logicalType": "no-such"}},
        ],
    },
}
# Of some branches Python has one type, so that fastavro does not know afterwards which one it read; and a
# list of records in themselves is without end for it.
NOT_JUDGED: Mapping[str, Any] = {
    "a list of records": {
        "type": "record",
        "name": "Node",
        "namespace": "com.example",
        "fields": [
            {"name": "value", "type": "string"},
            {"name": "next", "type": ["null", "Node"], "default": None},
            {"name": "others", "type": {"type": "array", "items": "com.example.Node"}},
        ],
    },
    "several numbers": ["int", "long", "float", "double"],
    "texts of several kinds": ["string", "bytes", {"type": "fixed", "name": "F", "size": 2}],
}
UUID = "123e4567-e89b-12d3-a456-426614174000"
# fastavro draws no end of a recursive record, and writes uuids without hyphens, which RFC 4122 does not have.
BY_HAND: Mapping[str, Any] = {
    "a list of records": [
        {"value": "a", "next": None, "others": []},
        {
            "value": "b",
            "next": {"com.example.Node": {"value": "c", "next": None, "others": []}},
            "others": [{"value": "d", "next": None, "others": []}],
        },
    ],
    "logical types": [
        {"day": -1, "at": 0, "fine": 5, "id": {"string": UUID}, "odd": "x"},
        {"day": 20_000, "at": 10**12, "fine": 10**15, "id": None, "odd": ""},
    ],
}
REPLACEMENTS: tuple[Any, ...] = (
    *(None, True, 0, -1, 2**31, 2**63, 1.5, "", "a", "\u0100", "A", "ab", "abc", [], [0], ["a"], {}),
    *({"int": 0}, {"string": "a"}, {"int": "a"}, {"a.A": {"x": 1}}, {"b.B": {"x": "1"}}, {"A": {"x": 1}}),
    *({"array": [1]}, {"map": {"k": 1}}, {"string": "a", "int": 1}, {"null": None}, {"F": "ab"}, {"x": 1}),
)


def document(schema: Any) -> bytes:
    message = {
        "messageId": "sample",
        "schemaFormat": "application/vnd.apache.avro;version=1.9.0",
        "payload": schema,
    }
    parts = {
        "asyncapi": "2.6.0",
        "info": {"title": "t", "version": "1"},
        "channels": {"c": {"publish": {"message": message}}},
    }
    return json.dumps(parts).encode()


def values_of(name: str, count: int) -> list[Any]:
    """Random values of a schema in the JSON encoding, as fastavro writes them; or some that we wrote."""
    if name in BY_HAND:
        return list(BY_HAND[name])
    schema = {**SCHEMAS, **NOT_JUDGED}[name]
    random.seed(0)
    parsed = fastavro.parse_schema(schema)
    found: list[Any] = []
    for value in generate_many(parsed, count):
        out = io.StringIO()
        fastavro.json_writer(out, parsed, [value])
        found.append(json.loads(out.getvalue()))
    return found


def judged(schema: Any, value: Any) -> bool:
    """Whether fastavro reads the value, validates what it read, and writes it so again.

    Its reader alone takes texts for arrays, and drops keys that it does not know.
    """
    if not reads(schema, value):
        return False
    parsed = fastavro.parse_schema(schema)
    (found,) = fastavro.json_reader(io.StringIO(json.dumps(value)), parsed)
    out = io.StringIO()
    fastavro.json_writer(out, parsed, [found])
    return covers(json.loads(out.getvalue()), value)


def reads(schema: Any, value: Any) -> bool:
    """Whether fastavro reads the value, and validates what it read."""
    parsed = fastavro.parse_schema(schema)
    try:
        (found,) = fastavro.json_reader(io.StringIO(json.dumps(value)), parsed)
    except (ValueError, AttributeError, TypeError, KeyError, IndexError, OverflowError, RecursionError):
        return False
    return bool(validate(found, parsed, raise_errors=False))


def covers(again: Any, value: Any) -> bool:
    """Whether what fastavro writes again is the value it read, with defaults for what was absent."""
    if isinstance(again, dict) and isinstance(value, dict):
        return all(key in again and covers(again[key], item) for key, item in value.items())
    if isinstance(again, list) and isinstance(value, list):
        return len(again) == len(value) and all(map(covers, again, value))
    return same(again, value) or (type(again) is float and type(value) is int and again == value)


def changed(value: Any) -> Iterator[Any]:
    """The value with something replaced or taken away at each of its places."""
    yield from REPLACEMENTS
    if isinstance(value, dict):
        for key, item in value.items():
            yield {name: other for name, other in value.items() if name != key}
            yield from ({**value, key: new} for new in changed(item))
    if isinstance(value, list) and value:
        yield from ([new, *value[1:]] for new in changed(value[0]))


def accepted(package: Any, value: Any) -> bool:
    try:
        message = package.Sample.decode(value)
    except package.DecodeError:
        return False
    assert same(message.encode(), value), value
    return True


@pytest.mark.parametrize("name", [*SCHEMAS, *NOT_JUDGED])
def test_what_fastavro_writes_decodes_and_encodes_back(packages: Packages, name: str) -> None:
    for options in (STRICT, LENIENT):
        package = packages.of(document({**SCHEMAS, **NOT_JUDGED}[name]), "spec.json", options)
        assert all([accepted(package, value) for value in values_of(name, 20)])


@pytest.mark.parametrize("name", SCHEMAS)
def test_strictly_a_value_is_accepted_exactly_where_fastavro_reads_it(packages: Packages, name: str) -> None:
    schema = SCHEMAS[name]
    package = packages.of(document(schema), "spec.json", STRICT)
    for value in values_of(name, 2):
        for other in changed(value):
            assert accepted(package, other) == judged(schema, other), other


@pytest.mark.parametrize("name", SCHEMAS)
def test_leniency_refuses_nothing_that_is_valid(packages: Packages, name: str) -> None:
    schema = SCHEMAS[name]
    package = packages.of(document(schema), "spec.json", LENIENT)
    for value in values_of(name, 2):
        for other in changed(value):
            assert accepted(package, other) or not judged(schema, other), other


@pytest.mark.parametrize(
    ("schema", "value", "ours", "fastavros"),
    [
        ("int", 1.0, True, False),
        ({"type": "record", "name": "R", "fields": []}, {"unknown": 1}, False, True),
        ({"type": "string", "logicalType": "uuid"}, "0" * 32, False, True),
    ],
)
def test_a_difference_from_what_fastavro_reads_is_meant(
    packages: Packages, schema: Any, value: Any, ours: bool, fastavros: bool
) -> None:
    package = packages.of(document(schema), "spec.json", STRICT)
    try:
        package.Sample.decode(value)
    except package.DecodeError:
        assert ours is False
    else:
        assert ours is True
    assert reads(schema, value) is fastavros


def user(**changes: Any) -> dict[str, Any]:
    value = {
        "id": UUID,
        "phone": None,
        "visits": 2**40,
        "score": 0.5,
        "active": True,
        "avatar": "\u0000\u00ff",
        "checksum": "abcd",
        "born": 1,
        "balance": "\u0001",
        "level": "GOLD",
        "levels": {"a": "BASIC"},
        "tags": ["a"],
        "notes": [None, {"string": "b"}],
        "address": {"street": "s"},
        "friends": [],
    }
    return value | changes


@pytest.mark.parametrize("email", [{"string": "a@b.c"}, "a@b.c", None])
def test_a_lenient_receiver_takes_a_value_without_its_wrapper_and_writes_it_so(
    packages: Packages, email: Any
) -> None:
    package = packages.of_file(CASE, LENIENT)
    value = user(email=email, address={"street": "s", "next": {"street": "t"}}, delivery={"street": "u"})
    found = package.User.from_dict(value)
    assert found.email == (email and "a@b.c")
    assert found.address.next.street == "t"
    assert same(found.to_dict(), value)
    strict = packages.of_file(CASE, STRICT)
    with pytest.raises(strict.DecodeError):
        strict.User.from_dict(value)


def test_what_is_built_is_written_so_that_fastavro_reads_it(packages: Packages) -> None:
    package = packages.of_file(CASE)
    address = package.Address_(street="s")
    assert address.to_dict() == {"street": "s", "next": None}
    assert package.Address_.from_dict({"street": "s"}).to_dict() == {"street": "s"}
    nested = package.Address_(street="t", next=address)
    assert nested.to_dict()["next"] == {"com.example.places.Address": {"street": "s", "next": None}}
    choice = package.UserValueString(value="x")
    assert choice.to_dict() == {"string": "x"}


@pytest.mark.parametrize(
    ("schema", "value"),
    [({"type": {"type": "int"}}, 1), ({"type": "record", "name": "Empty", "fields": []}, {})],
)
def test_what_fastavro_cannot_judge_decodes(packages: Packages, schema: Any, value: Any) -> None:
    assert accepted(packages.of(document(schema), "spec.json", STRICT), value)


RECORD = {"type": "record", "name": "R", "fields": []}


@pytest.mark.parametrize(
    ("schema", "codes"),
    [
        ("text", ["avro-schema"]),
        ({"type": "record", "fields": []}, ["avro-schema"]),
        ({"type": "record", "name": "R"}, ["avro-schema"]),
        ({"type": "record", "name": "R", "fields": [{"type": "int"}]}, ["avro-schema"]),
        ({"type": "record", "name": "R", "fields": [{"name": "a"}]}, ["avro-schema"]),
        ({"type": "record", "name": "R", "fields": [{"name": "a", "type": "int"}] * 2}, ["avro-schema"]),
        ({"type": "record", "name": 1, "fields": []}, ["avro-schema"]),
        ({"type": "enum", "name": "E"}, ["avro-schema"]),
        ({"type": "enum", "name": "E", "symbols": ["A", "A"]}, ["avro-schema"]),
        ({"type": "fixed", "name": "F"}, ["avro-schema"]),
        ({"type": "fixed", "name": "F", "size": -1}, ["avro-schema"]),
        ({"type": "array"}, ["avro-schema"]),
        ({"type": "map"}, ["avro-schema"]),
        ({"name": "R"}, ["avro-schema"]),
        (5, ["avro-schema"]),
        ([], ["avro-schema"]),
        (["int", "int"], ["avro-schema"]),
        (["int", ["string"]], ["avro-schema"]),
        ([RECORD, {**RECORD, "doc": "another"}], ["avro-schema", "avro-schema"]),
        ("{", ["avro-schema"]),
        ('{"type": "enum", "name": "E", "symbols": ["A"]}', []),
        ({**RECORD, "name": "1st"}, ["avro-name"]),
        ({"$ref": "#/channels/c/publish/message/payload"}, ["reference-cycle"]),
        ({"type": "array", "items": {"$ref": "#/channels/c/publish/message/payload"}}, ["avro-schema"]),
    ],
)
def test_a_schema_that_breaks_avro_is_a_problem(schema: Any, codes: list[str]) -> None:
    loaded = inspect_document(MemoryDocuments({"spec.json": document(schema)}), "spec.json")
    assert [problem.code for problem in loaded.problems] == codes


@pytest.mark.parametrize(
    ("kind", "default", "fits"),
    [
        ("int", 1, True),
        ("int", 2**31, False),
        ("int", True, False),
        ("long", 2**31, True),
        ("string", None, False),
        ("boolean", False, True),
        ("double", 1, True),
        ("bytes", "\u00ff", True),
        ("bytes", "\u0100", False),
        (["null", "string"], None, True),
        (["null", "string"], "a", False),
        (["string", "null"], "a", True),
        ({"type": "array", "items": "int"}, [1], True),
        ({"type": "array", "items": "int"}, ["a"], False),
        ({"type": "map", "values": "int"}, {"a": 1}, True),
        ({"type": "map", "values": "int"}, {"a": "b"}, False),
        ({"type": "enum", "name": "E", "symbols": ["A"]}, "A", True),
        ({"type": "enum", "name": "E", "symbols": ["A"]}, "B", False),
        ({"type": "fixed", "name": "F", "size": 2}, "ab", True),
        ({"type": "fixed", "name": "F", "size": 2}, "a", False),
        ({"type": "record", "name": "I", "fields": [{"name": "a", "type": "int"}]}, {"a": 1}, True),
        ({"type": "record", "name": "I", "fields": [{"name": "a", "type": "int"}]}, {}, False),
        ({"type": {"type": "int"}}, "a", False),
    ],
)
def test_a_default_is_a_value_of_its_field(kind: Any, default: Any, fits: bool) -> None:
    field = {"name": "f", "type": kind, "default": default}
    schema = {"type": "record", "name": "R", "fields": [field]}
    loaded = inspect_document(MemoryDocuments({"spec.json": document(schema)}), "spec.json")
    assert [problem.code for problem in loaded.problems] == ([] if fits else ["avro-default"])


def test_a_schema_in_a_file_of_its_own_is_read_once_for_two_messages() -> None:
    message = "{schemaFormat: 'application/vnd.apache.avro;version=1.9.0', payload: {$ref: r.avsc}}"
    text = f"""
asyncapi: 2.6.0
info: {{title: t, version: '1'}}
channels:
  a: {{publish: {{message: {message}}}}}
  b: {{publish: {{message: {message}}}}}
"""
    files = {"spec.yaml": text.encode(), "r.avsc": json.dumps(NOT_JUDGED["a list of records"]).encode()}
    loaded = inspect_document(MemoryDocuments(files), "spec.yaml")
    assert loaded.problems == ()
    assert list(loaded.api.schemas) == ["r.avsc#"]
