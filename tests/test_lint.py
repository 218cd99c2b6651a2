"""The rules about parts of a document that have to agree: what each tells, where and when."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import dedent

import pytest
from tests.support import calls

from eventwright.documents import MemoryDocuments
from eventwright.doubt import refusing
from eventwright.json_value import Json
from eventwright.lint import lint, lint_names
from eventwright.lint.run_time import strict_checker
from eventwright.load import inspect_document
from eventwright.problems import Problem, SpecError
from eventwright.target import read, source_of

HEAD = "asyncapi: 2.6.0\ninfo: {title: Orders, version: '1'}\n"


def told(text: str, others: Mapping[str, str] | None = None) -> list[Problem]:
    """What the rules say of a document; the head is put in front, and `channels` where there are none."""
    body = dedent(text)
    whole = HEAD + ("" if "channels:" in body else "channels: {}\n") + body
    files = {"spec.yaml": whole.encode()} | {
        name: dedent(part).encode() for name, part in (others or {}).items()
    }
    loaded = inspect_document(MemoryDocuments(files), "spec.yaml")
    assert not loaded.problems
    return list(lint(loaded.api, loaded.resolved))


def codes(text: str) -> list[str]:
    return sorted(problem.code for problem in told(text))


def messages(found: Sequence[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, problem.message) for problem in found]


PUBLISH = "publish: {message: {payload: {type: object}}}"


def on_channel(message: str) -> str:
    """A channel with one message of these fields."""
    return f"channels: {{o: {{publish: {{message: {{{message}}}}}}}}}\n"


def channel(address: str, parameters: str = "") -> str:
    declared = f"parameters: {parameters}, " if parameters else ""
    return f"channels:\n  {json.dumps(address)}: {{{declared}{PUBLISH}}}\n"


@pytest.mark.parametrize(
    ("address", "parameters", "expected"),
    [
        ("orders", "", []),
        ("orders/{id}", "{id: {}}", []),
        ("orders/{id}/{line}", "{line: {}, id: {}}", []),
        ("orders/{id}", "", ["undeclared-parameter"]),
        ("orders/{id}/{line}", "{id: {}}", ["undeclared-parameter"]),
        ("orders/{id}", "{id: {}, line: {}}", ["unused-parameter"]),
        ("orders/{id}", "{Id: {}}", ["undeclared-parameter", "unused-parameter"]),
        ("orders", "{id: {}}", ["needless-declaration"]),
        ("{id}/{id}", "{id: {}}", ["repeated-parameter"]),
        ("orders?state={state}", "{state: {}}", ["address-with-query"]),
        ("orders#all", "", ["address-with-query"]),
    ],
)
def test_an_address_and_its_parameters(address: str, parameters: str, expected: list[str]) -> None:
    assert codes(channel(address, parameters)) == expected


def test_a_parameter_that_is_written_differently_gets_a_hint() -> None:
    found = told(channel("orders/{orderId}", "{orderid: {}}"))
    assert [(problem.code, problem.hint) for problem in found] == [
        ("undeclared-parameter", "did you mean 'orderid'?"),
        ("unused-parameter", "did you mean 'orderId'?"),
    ]


def test_an_undeclared_parameter_is_told_at_the_address() -> None:
    (found,) = told(channel("orders/{id}"))
    assert found.place is not None
    assert (found.place.line, found.place.column, found.place.pointer) == (4, 3, "/channels/orders~1{id}")


def test_the_parameters_of_a_channel_in_another_file_count() -> None:
    found = told(
        "channels:\n  'orders/{id}': {$ref: 'orders.yaml#/orders'}\n",
        {"orders.yaml": "orders: {parameters: {id: {}, line: {}}, publish: {message: {payload: true}}}"},
    )
    (problem,) = found
    assert problem.place is not None
    assert (problem.code, problem.place.file) == ("unused-parameter", "orders.yaml")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("a/{id}", "a/{number}", True),
        ("a/{id}", "b/{id}", False),
        ("a/{id}", "a/all", False),
        ("a/{id}", "a/{id}/b", False),
    ],
)
def test_addresses_that_match_the_same_are_told(first: str, second: str, same: bool) -> None:
    text = "channels:\n"
    for address in (first, second):
        names = [part[1:-1] for part in address.split("/") if part.startswith("{")]
        text += f"  {address!r}: {{parameters: {json.dumps({name: {} for name in names})}, {PUBLISH}}}\n"
    assert codes(text) == (["same-address"] if same else [])


def test_a_channel_without_operations_is_told_of() -> None:
    assert codes("channels: {orders: {}, invoices: {description: none yet}}\n") == ["empty-channel"] * 2


def test_servers_of_channels_have_to_exist() -> None:
    found = told(
        "servers: {production: {url: a, protocol: mqtt}}\n"
        f"channels: {{orders: {{servers: [production, prodution], {PUBLISH}}}}}\n"
    )
    assert messages(found) == [("unknown-server", "the server 'prodution' is not in 'servers'")]
    assert found[0].hint == "did you mean 'production'?"


@pytest.mark.parametrize(
    ("url", "variables", "expected"),
    [
        ("a.example.com", "{}", []),
        ("a:{port}", "{port: {default: '1'}}", []),
        ("a:{port}", "{}", ["undeclared-variable"]),
        ("a:{port}", "{port: {}, path: {}}", ["unused-variable"]),
        ("a", "{port: {}}", ["needless-declaration"]),
        ("a:{port}", "{port: {enum: ['1', '2'], default: '2', examples: ['1']}}", []),
        ("a:{port}", "{port: {enum: ['1', '2'], default: '3'}}", ["variable-not-in-enum"]),
        ("a:{port}", "{port: {enum: ['1', '2'], examples: ['1', '3']}}", ["variable-not-in-enum"]),
    ],
)
def test_a_server_and_its_variables(url: str, variables: str, expected: list[str]) -> None:
    assert codes(f"servers: {{a: {{url: {url!r}, protocol: mqtt, variables: {variables}}}}}\n") == expected


SCHEMES = """\
components:
  securitySchemes:
    password: {type: userPassword}
    connect: {type: openIdConnect, openIdConnectUrl: https://example.com}
    login:
      type: oauth2
      flows:
        implicit: {authorizationUrl: https://example.com, scopes: {read: Read.}}
        clientCredentials: {tokenUrl: https://example.com, scopes: {write: Write.}}
"""


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        ("{password: []}", []),
        ("{login: []}", []),
        ("{login: [read, write]}", []),
        ("{connect: [anything]}", []),
        ("{login: [red]}", ["unknown-scope"]),
        ("{pasword: []}", ["unknown-security-scheme"]),
        ("{x-key: []}", ["unknown-security-scheme"]),
        ("{password: [read]}", ["scopes-not-empty"]),
    ],
)
@pytest.mark.parametrize("owner", ["server", "operation", "trait"])
def test_a_security_requirement_names_what_there_is(
    requirement: str, expected: list[str], owner: str
) -> None:
    security = f"security: [{requirement}]"
    text = {
        "server": f"servers: {{a: {{url: a, protocol: mqtt, {security}}}}}\n",
        "operation": f"channels: {{a: {{publish: {{{security}, message: {{payload: true}}}}}}}}\n",
        "trait": f"channels: {{a: {{publish: {{traits: [{{{security}}}], message: {{payload: true}}}}}}}}\n",
    }[owner]
    found = set(codes(text + SCHEMES)) - {"unused-component"}
    assert found == set(expected)


def test_a_security_scheme_that_no_requirement_names_is_unused() -> None:
    text = channel("orders") + SCHEMES + "servers: {a: {url: a, protocol: mqtt, security: [{login: []}]}}\n"
    assert [problem.message for problem in told(text)] == [
        "nothing refers to 'password' in 'securitySchemes' of the components",
        "nothing refers to 'connect' in 'securitySchemes' of the components",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "tags: [{name: a}, {name: b}, {name: a}]\n",
        "channels: {o: {publish: {tags: [{name: a}, {name: a}], message: {payload: true}}}}\n",
        "channels: {o: {publish: {message: {tags: [{name: a}, {name: a}], payload: true}}}}\n",
        "channels: {o: {publish: {message: {oneOf: [{tags: [{name: a}, {name: a}], payload: true}]}}}}\n",
        "components: {messages: {m: {tags: [{name: a}, {name: a}], payload: true}}}\n",
    ],
)
def test_a_tag_stands_once_in_a_list(text: str) -> None:
    assert codes(text) == ["duplicate-tag"]


def test_a_message_that_is_used_twice_has_its_id_once() -> None:
    reference = "{publish: {message: {$ref: '#/components/messages/M'}}}"
    assert not codes(
        f"channels: {{a: {reference}, b: {reference}}}\n"
        "components: {messages: {M: {messageId: m, payload: true}}}\n"
    )


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


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: integer, default: 1}", []),
        ("{type: integer, default: one}", ["invalid-default"]),
        ("{type: integer, examples: [1, one]}", ["invalid-schema-example"]),
        ("{type: object, properties: {a: {type: integer, default: one}}}", ["invalid-inner-default"]),
        ("{type: array, items: {type: integer, examples: [one]}}", ["invalid-inner-example"]),
        ("{default: null}", []),
        ("{type: string, default: null}", ["invalid-default"]),
        ("{type: string, enum: [a, 1]}", ["enum-against-type"]),
        ("{type: [integer, 'null'], enum: [1.0, null]}", []),
        ("{required: [b], properties: {a: true}}", ["required-not-declared"]),
        ("{required: [b]}", []),
        ("{required: [b], properties: {a: true}, patternProperties: {b: true}}", []),
        ("{required: [b], properties: {a: true}, additionalProperties: {type: string}}", []),
        ("{required: [b], properties: {a: true}, allOf: [{properties: {b: true}}]}", []),
        ("{properties: {b: true}, oneOf: [{required: [a]}, {required: [b], properties: {c: true}}]}", []),
        ("{discriminator: a, required: [a], properties: {a: {type: string}}}", []),
        ("{discriminator: a, properties: {a: {type: string}}}", ["discriminator-not-declared"]),
        ("{discriminator: a, required: [b], properties: {b: true}}", ["discriminator-not-declared"]),
    ],
)
def test_what_a_schema_says_by_itself(schema: str, expected: list[str]) -> None:
    assert codes(on_channel(f"payload: {schema}")) == expected


@pytest.mark.parametrize(
    ("location", "found"),
    [
        ("$message.header#/id", True),
        ("$message.header#/idd", False),
        ("$message.payload#/order/id", True),
        ("$message.payload#/order/number", False),
        ("$message.payload#/free/anything", True),
        ("$message.payload#/total/anything", True),
        ("$message.payload#/closed/id", False),
    ],
)
def test_a_correlation_id_stands_where_the_schemas_say(location: str, found: bool) -> None:
    text = f"""
        channels:
          orders:
            publish:
              message:
                correlationId: {{location: '{location}'}}
                headers: {{type: object, properties: {{id: {{type: string}}}}}}
                payload:
                  type: object
                  properties:
                    order: {{type: object, properties: {{id: {{type: string}}}}}}
                    free: {{type: object}}
                    total: {{type: number}}
                    closed: false
    """
    assert codes(text) == ([] if found else ["correlation-id-not-declared"])


def test_a_component_is_used_by_what_refers_to_it_or_into_it() -> None:
    text = """
        channels:
          orders:
            publish:
              message: {$ref: '#/components/messages/Placed'}
        components:
          messages:
            Placed: {payload: {$ref: '#/components/schemas/Order/properties/item'}}
          schemas:
            Order: {type: object, properties: {item: {type: object}}}
            Kind: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string}}}
            One: {allOf: [{$ref: '#/components/schemas/Kind'}]}
            Other: {type: object}
    """
    assert [problem.message for problem in told(text)] == [
        "nothing refers to 'Other' in 'schemas' of the components"
    ]


def test_a_document_without_channels_is_a_library_of_components() -> None:
    assert not codes("components: {schemas: {Order: {type: object}}}\n")


def test_forms_that_are_wrong_are_left_to_others() -> None:
    """The rules look at what has the right form, and pass over all else."""
    body = """\
servers: {a: 5, b: {url: 5, variables: [], security: {a: 1}}}
channels:
  a: {parameters: [1], servers: a, publish: {message: {oneOf: 5}, tags: {a: 1}}}
  b: null
tags: [1, {name: 5}]
components: {schemas: [], securitySchemes: 5}
"""
    loaded = inspect_document(MemoryDocuments({"a.yaml": (HEAD + body).encode()}), "a.yaml")
    assert not [found for found in lint(loaded.api, loaded.resolved) if found.code != "empty-channel"]


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


def many(count: int) -> str:
    """A document with as many messages, each with an example and a default."""
    lines = ["channels:"]
    for index in range(count):
        lines += [
            f"  c{index}:",
            "    publish:",
            "      message:",
            "        payload:",
            "          type: object",
        ]
        lines += ["          properties:"]
        lines += [f"            p{field}: {{type: integer, default: {field}}}" for field in range(10)]
        lines += ["        examples: [{payload: {p1: 5}}]"]
    return "\n".join(lines) + "\n"


def test_the_cost_grows_with_the_document() -> None:
    work: list[int] = []
    for count in (50, 400):
        body = (HEAD + many(count)).encode()
        loaded = inspect_document(MemoryDocuments({"a.yaml": body}), "a.yaml")
        work.append(calls(lambda loaded=loaded: list(lint(loaded.api, loaded.resolved))).total())  # type: ignore[misc]  # a default binds
        assert not list(lint(loaded.api, loaded.resolved))
    # Eight times the messages: a square would be sixty-four.
    assert work[1] < 9 * work[0]


def told_by_names(text: str) -> list[str]:
    """The codes that are told of a document in which something else is wrong."""
    files = {"spec.yaml": (HEAD + dedent(text)).encode()}
    loaded = inspect_document(MemoryDocuments(files), "spec.yaml")
    assert refusing(loaded.problems)
    return [problem.code for problem in lint_names(loaded.resolved)]


def test_names_are_told_of_beside_what_a_document_is_refused_for(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text(HEAD + "channels: {'a/{b}': {publish: {message: {$ref: '#/x'}}}}\n")
    with pytest.raises(SpecError) as caught:
        read(source_of(str(path)))
    assert [problem.code for problem in caught.value.problems] == [
        "undeclared-parameter",
        "unknown-reference",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "channels: {'a/{b}': {$ref: '#/x'}}",
        "channels: {'a/{b}': {publish: {}, parameters: 1}}",
        "channels: {'a/{b}': 1}",
        "servers: 1\nchannels: {a: {publish: {}, servers: [s]}}",
        "servers: {s: {protocol: mqtt, url: 'h/{b}', variables: 1}}\nchannels: {}",
        "servers: {s: {protocol: mqtt, url: h, security: [{k: []}]}}\nchannels: {}\n"
        "components: {securitySchemes: 1}",
        "servers: {s: {protocol: mqtt, url: h, security: [{k: [read]}]}}\nchannels: {}\n"
        "components: {securitySchemes: {k: {type: oauth2, flows: 1}}}",
        "servers: {s: {protocol: mqtt, url: h, security: [{k: [read]}]}}\nchannels: {}\n"
        "components: {securitySchemes: {k: {type: oauth2, flows: {implicit: {scopes: 1}}}}}",
    ],
)
def test_nothing_is_missed_where_what_should_name_it_cannot_be_read(text: str) -> None:
    assert told_by_names(text) == []
