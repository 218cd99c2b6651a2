"""The rules about examples, which have to be valid by their schemas."""

import pytest
from tests.linted import HEAD, codes, on_channel, told

from eventwright.documents import MemoryDocuments
from eventwright.json_value import Json
from eventwright.lint import lint
from eventwright.lint.run_time import strict_checker
from eventwright.load import inspect_document

EXAMPLES = [
    ("{type: integer}", "12", True),
    ("{type: integer}", "12.0", True),
    ("{type: integer}", "'12'", False),
    ("{type: string, format: date-time}", "'2026-01-01T00:00:00Z'", True),
    ("{type: string, format: date-time}", "'yesterday'", False),
    ("{type: string, format: unheard-of}", "'anything'", True),
    ("{enum: [1, null]}", "null", True),
    ("{const: true}", "1", False),
    ("{oneOf: [{type: string}, {type: integer}]}", "[]", False),
    ("{type: object, required: [a]}", "{}", False),
    ("{$ref: '#/components/schemas/Tree'}", "{next: {next: {}}}", True),
    ("{$ref: '#/components/schemas/Tree'}", "{next: {next: 5}}", False),
]
TREE = (
    "components: {schemas: {Tree: {type: object, properties: {next: {$ref: '#/components/schemas/Tree'}}}}}\n"
)


@pytest.mark.parametrize(("schema", "value", "valid"), EXAMPLES)
def test_an_example_of_a_message_fits_its_schema(schema: str, value: str, valid: bool) -> None:
    text = on_channel(f"payload: {schema}, examples: [{{payload: {value}}}]")
    found = set(codes(text + TREE)) - {"unused-component"}
    assert found == (set() if valid else {"invalid-example"})


def test_an_example_of_headers_is_judged_too() -> None:
    text = """
        channels:
          orders:
            publish:
              message:
                headers: {type: object, properties: {n: {type: integer}}}
                payload: true
                examples:
                  - {headers: {n: 1}}
                  - {headers: {n: one}}
    """
    (found,) = told(text)
    assert found.message == "this example does not fit: /n: expected integer, got 'one'"
    assert found.place is not None
    assert found.place.pointer == "/channels/orders/publish/message/examples/1/headers/n"


def test_an_example_below_its_name_is_told_at_its_place() -> None:
    body = on_channel("payload: {type: object}, examples: [{first: {payload: 5}}]")
    loaded = inspect_document(MemoryDocuments({"a.yaml": (HEAD + body).encode()}), "a.yaml")
    (found,) = lint(loaded.api, loaded.resolved)
    assert found.place is not None
    assert found.place.pointer == "/channels/o/publish/message/examples/0/first/payload"


def test_examples_in_the_form_of_2_0_are_left_alone() -> None:
    body = on_channel("payload: {type: object}, examples: [{orderId: 5}, {anything: []}]")
    loaded = inspect_document(MemoryDocuments({"a.yaml": (HEAD + body).encode()}), "a.yaml")
    assert not list(lint(loaded.api, loaded.resolved))


def test_a_payload_in_a_language_that_is_not_read_is_not_judged() -> None:
    protobuf = "schemaFormat: application/vnd.google.protobuf;version=3, payload: 'message Order {}'"
    body = on_channel(f"{protobuf}, examples: [{{payload: a}}]")
    loaded = inspect_document(MemoryDocuments({"a.yaml": (HEAD + body).encode()}), "a.yaml")
    assert not list(lint(loaded.api, loaded.resolved))


def test_a_payload_in_avro_is_judged_as_it_is_decoded() -> None:
    avro = "schemaFormat: application/vnd.apache.avro;version=1.9.0, payload: {type: int}"
    assert codes(on_channel(f"{avro}, examples: [{{payload: a}}, {{payload: 5}}]")) == ["invalid-example"]


def test_the_check_is_that_of_generated_packages() -> None:
    schemas: dict[str, Json] = {"A": {"type": "number", "multipleOf": 0.01}}
    checker = strict_checker(schemas)
    assert checker.accepts("A", 19.99)
    assert not checker.accepts("A", 19.995)


def test_no_pattern_makes_the_check_hang() -> None:
    schemas: dict[str, Json] = {"A": {"type": "string", "pattern": "^(a+)+$"}}
    checker = strict_checker(schemas)
    assert checker.accepts("A", "a" * 5000)
    assert not checker.accepts("A", "a" * 5000 + "b")
