"""The official JSON Schemas of bindings as judges, amended where they differ from the text."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7
from tests.grammar.amendments import AMENDMENTS, Schema
from tests.grammar.official import FORMATS, SCHEMAS

FOLDER = SCHEMAS / "bindings"
DEFINITIONS = "http://asyncapi.com/definitions/3.0.0/"
DOCUMENT = "http://asyncapi.com/2.6.0.json"


@dataclass(frozen=True, slots=True)
class Judge:
    """The schema of one version of the bindings of a protocol for one part of a document."""

    protocol: str
    version: str
    part: str

    @property
    def path(self) -> Path:
        return FOLDER / self.protocol / self.version / f"{self.part}.json"

    def refused(self, binding: Any) -> list[str]:
        """Return what the schema has against a binding."""
        schema = registry()[_read(self.path)["$id"]].contents
        validator = Draft7Validator(schema, registry=registry(), format_checker=FORMATS)
        return [
            f"/{'/'.join(map(str, error.absolute_path))}: {error.message[-200:]}"
            for error in validator.iter_errors(binding)
        ]


def judges() -> Iterator[Judge]:
    for path in sorted(FOLDER.glob("*/*/*.json")):
        yield Judge(path.parts[-3], path.parts[-2], path.stem)


def amqp_does_not_forbid_what_says_nothing(schema: Schema) -> None:
    """By the text, `exchange` and `queue` describe what `is` names; the other one is not forbidden."""
    schema["allOf"] = [
        {"if": _equal("is", "routingKey"), "then": {"required": ["exchange"]}},
        {"if": _equal("is", "queue"), "then": {"required": ["queue"]}},
    ]
    del schema["oneOf"]


def http_method_is_ignored_where_it_says_nothing(schema: Schema) -> None:
    """By the text of 0.1.0, `method` belongs to requests and is ignored elsewhere."""
    schema.pop("oneOf", None)


def google_requires_nothing(schema: Schema) -> None:
    """The text marks no field as required, and lists `topic` and `type` in 0.2.0 too."""
    schema.pop("required", None)
    if "schemaSettings" in schema["properties"]:
        schema["properties"]["topic"] = {"type": "string"}
    if "schema" in schema["properties"]:
        schema["properties"]["schema"]["required"] = ["name"]
        schema["properties"]["schema"]["properties"]["type"] = {"type": "string"}


def a_key_of_kafka_may_be_a_schema_of_avro(schema: Schema) -> None:
    """The text of 0.4.0 and 0.5.0 says so."""
    if schema["properties"]["bindingVersion"]["enum"][0] in ("0.4.0", "0.5.0"):
        schema["properties"]["key"] = {"type": ["object", "boolean", "string", "array"]}


def a_topic_of_kafka_may_have_other_settings(schema: Schema) -> None:
    """The schema of 0.5.0 says so; the one of 0.4.0 listed a few of the many that Kafka has."""
    if "topicConfiguration" in schema["properties"]:
        schema["properties"]["topicConfiguration"]["additionalProperties"] = True


def quality_of_service_is_0_1_or_2(schema: Schema) -> None:
    """The text of 0.1.0 says so too."""
    schema["properties"]["qos"] = {"type": "integer", "enum": [0, 1, 2]}


def policies_of_amazon_may_be_those_of_any_version(schema: Schema) -> None:
    """The forms of principals, filters and identifiers grew; all are taken in every version, and of both."""
    texts = {"type": ["string", "array"], "items": {"type": "string"}}
    for statement in _found(schema, "statement"):
        kind = {"properties": {"AWS": texts, "Service": texts}, "additionalProperties": False}
        kind |= {"minProperties": 1}
        statement["properties"]["principal"] = {
            "allOf": [{**texts, "type": ["string", "array", "object"]}, kind]
        }
        statement["properties"] |= {"resource": texts, "condition": {"type": "object"}}
    for identifier in _found(schema, "identifier"):
        identifier["properties"] |= {name: {"type": "string"} for name in ("url", "email", "phone")}
    for consumer in _found(schema, "consumer"):
        policy = {"type": ["string", "array", "object"]}
        consumer["properties"]["filterPolicy"] = {"type": "object", "additionalProperties": policy}


def a_destination_of_solace_is_one_object(schema: Schema) -> None:
    """The schemas ask for exactly one of two shapes that do not exclude each other."""
    texts = {"type": "array", "items": {"type": "string"}}
    text = {"type": "string"}
    access = {"type": "string", "enum": ["exclusive", "nonexclusive"]}
    queue = {"name": text, "topicSubscriptions": texts, "accessType": access}
    queue |= {"maxTtl": text, "maxMsgSpoolUsage": text}
    schema["properties"]["destinations"]["items"] = {
        "type": "object",
        "properties": {
            "deliveryMode": {"type": "string", "enum": ["direct", "persistent"]},
            "destinationType": {"type": "string", "enum": ["queue", "topic"]},
            "queue": {"type": "object", "properties": queue},
            "topicSubscriptions": texts,
        },
    }


def the_name_of_a_vpn_is_known_in_every_version(schema: Schema) -> None:
    """`msgVpn`, which the schema of 0.2.0 misspells."""
    schema["properties"]["msgVpn"] = {"type": "string"}


AMENDED: dict[tuple[str, str], Callable[[Schema], None]] = {
    ("amqp", "channel"): amqp_does_not_forbid_what_says_nothing,
    ("http", "operation"): http_method_is_ignored_where_it_says_nothing,
    ("googlepubsub", "channel"): google_requires_nothing,
    ("googlepubsub", "message"): google_requires_nothing,
    ("kafka", "channel"): a_topic_of_kafka_may_have_other_settings,
    ("kafka", "message"): a_key_of_kafka_may_be_a_schema_of_avro,
    ("mqtt", "operation"): quality_of_service_is_0_1_or_2,
    ("sns", "channel"): policies_of_amazon_may_be_those_of_any_version,
    ("sns", "operation"): policies_of_amazon_may_be_those_of_any_version,
    ("sqs", "channel"): policies_of_amazon_may_be_those_of_any_version,
    ("sqs", "operation"): policies_of_amazon_may_be_those_of_any_version,
    ("solace", "operation"): a_destination_of_solace_is_one_object,
    ("solace", "server"): the_name_of_a_vpn_is_known_in_every_version,
}


@cache
def registry() -> Registry[Any]:
    document = _read(SCHEMAS / "2.6.0.json")
    for amend in AMENDMENTS:
        amend(document)
    schemas: dict[str, Any] = {
        DOCUMENT: document,
        f"{DEFINITIONS}schema.json": {"$ref": f"{DOCUMENT}#/definitions/schema"},
        f"{DEFINITIONS}Reference.json": {"type": "object", "required": ["$ref"]},
        f"{DEFINITIONS}specificationExtension.json": {},
        f"{DEFINITIONS}avroSchema_v1.json": {},
    }
    for judge in judges():
        schema = _read(judge.path)
        schema.setdefault("patternProperties", {r"^x-[\w\d\.\x2d_]+$": {}})
        if amend_binding := AMENDED.get((judge.protocol, judge.part)):
            amend_binding(schema)
        schemas[schema["$id"]] = schema
    return Registry().with_resources(
        [(name, DRAFT7.create_resource(schema)) for name, schema in schemas.items()]
    )


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _equal(name: str, value: str) -> Schema:
    return {"required": [name], "properties": {name: {"const": value}}}


def _found(schema: Schema, name: str) -> Iterator[Schema]:
    if name in schema.get("definitions", {}):
        yield schema["definitions"][name]
