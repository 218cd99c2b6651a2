"""The rules about tags, ids, schemas and components, and what all rules have in common."""

from pathlib import Path
from textwrap import dedent

import pytest
from tests.linted import HEAD, codes, on_channel, told
from tests.support import calls

from eventwright.documents import MemoryDocuments
from eventwright.doubt import refusing
from eventwright.lint import lint, lint_names
from eventwright.load import inspect_document
from eventwright.problems import SpecError
from eventwright.reading import read, source_of


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
