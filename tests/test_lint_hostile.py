"""Whatever a document holds, its rules never raise, and each problem that they tell has a place."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.hostile import SLOTS, document

from eventwright.documents import MemoryDocuments
from eventwright.json_value import Json
from eventwright.lint import lint
from eventwright.load import inspect_document
from eventwright.problems import SpecError, parse_pointer
from eventwright.resolve import Location
from eventwright.rules import BY_CODE

KEYS = [
    *("servers", "url", "variables", "enum", "default", "examples", "security", "channels", "parameters"),
    *(
        "publish",
        "subscribe",
        "message",
        "oneOf",
        "payload",
        "headers",
        "tags",
        "name",
        "messageId",
        "traits",
    ),
    *("components", "schemas", "messages", "securitySchemes", "flows", "scopes", "type", "correlationId"),
    *("location", "$ref", "properties", "required", "discriminator", "allOf", "items", "operationTraits"),
    *("a", "x-a", "{a}", "minimum", "pattern", "additionalProperties", "if", "not", "const"),
]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.sampled_from(
        [
            *("", "a", "{a}", "object", "string", "oauth2", "$message.payload#/a", "$message.header#/a/~b"),
            *("#/components/schemas/a", "#/components/messages/a", "#/channels/a", "#"),
        ]
    ),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=25,
)
SECTION = st.dictionaries(st.sampled_from(["a", "b", "{a}", "x-a"]), VALUES, max_size=3)
DOCUMENTS = st.fixed_dictionaries(
    {"channels": SECTION},
    optional={
        "servers": SECTION,
        "tags": VALUES,
        "components": st.dictionaries(
            st.sampled_from(["schemas", "messages", "securitySchemes", "servers", "channels", "parameters"]),
            SECTION,
            max_size=4,
        ),
    },
)


def judged(data: bytes) -> int:
    """How many problems the rules tell, each at a place that exists; -1 where there is nothing to judge."""
    try:
        loaded = inspect_document(MemoryDocuments({"spec.json": data}), "spec.json")
    except SpecError:
        return -1
    found = list(lint(loaded.api, loaded.resolved))
    for problem in found:
        assert problem.level is BY_CODE[problem.code].level
        assert problem.place is not None
        parse_pointer(problem.place.pointer)
        assert loaded.resolved.place(Location(problem.place.file)).line <= problem.place.line
    return len(found)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
@example({"channels": {"a": {"publish": {"message": {"oneOf": [{"$ref": "#/channels/a/publish/message"}]}}}}})
@example(
    {"channels": {"a": {"publish": {"message": {"correlationId": {"location": "$message.header#/~2"}}}}}}
)
def test_the_rules_judge_any_document(parts: Json) -> None:
    assert isinstance(parts, dict)
    head = {"asyncapi": "2.6.0", "info": {"title": "a", "version": "1"}}
    judged(json.dumps({**head, **parts}).encode())


@pytest.mark.parametrize("slot", SLOTS)
@pytest.mark.parametrize("text", ["", "\0\r\n", "~", "#/a", "}{", "x" * 5000, "{x}?#"])
def test_any_text_may_stand_in_any_field(slot: str, text: str) -> None:
    assert judged(document({slot: text})) >= -1
