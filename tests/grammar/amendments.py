"""Where the official schemas differ from the specification's text, or tell what other rules of ours tell.

Each amendment changes a schema before it judges, and says why; there is no other difference.
"""

from collections.abc import Callable, Iterator
from typing import Any

Schema = dict[str, Any]
Amendment = Callable[[Schema], None]

EXTENSIONS: Schema = {r"^x-[\w\d\.\x2d_]+$": {}}
COMPONENT_KEY = r"^[a-zA-Z0-9\.\-_]+$"
NAME = r"^[A-Za-z0-9_\-]+$"


def tags_of_one_name_are_told_by_a_rule_about_tags(schema: Schema) -> None:
    for node in _mappings(schema):
        if isinstance(node.get("tags"), dict):
            node["tags"].pop("uniqueItems", None)


def avro_is_told_by_what_reads_it(schema: Schema) -> None:
    """From 2.2 on the schemas look into payloads of Avro."""
    schema["definitions"].pop("avroSchema_v1", None)
    for node in _mappings(schema):
        if str(node.get("$ref", "")).endswith("/avroSchema_v1"):
            node.clear()


def flows_and_examples_may_have_extensions(schema: Schema) -> None:
    """The text says so of both; the schemas have forgotten it."""
    _flows(schema)["properties"]["flows"]["patternProperties"] = EXTENSIONS
    for node in _mappings(schema):
        items = _below(node, "examples", "items")
        if items.get("additionalProperties") is False:
            items["patternProperties"] = EXTENSIONS


def a_security_scheme_has_no_unknown_fields(schema: Schema) -> None:
    """All others refuse them, the schema of `oauth2` has forgotten it."""
    _flows(schema)["additionalProperties"] = False


def a_parameter_is_an_object(schema: Schema) -> None:
    """The schemas tell its fields, but accept a text too."""
    schema["definitions"]["parameter"]["type"] = "object"


def traits_of_components_may_be_references(schema: Schema) -> None:
    """The text and the official test kit (TCK) say so; the schemas allow it elsewhere only."""
    for name in ("operationTrait", "messageTrait"):
        section = schema["definitions"]["components"]["properties"][f"{name}s"]
        trait = {"$ref": f"#/definitions/{name}"}
        section["additionalProperties"] = {"oneOf": [{"$ref": "#/definitions/Reference"}, trait]}


def server_variables_may_be_references_from_2_4_on(schema: Schema) -> None:
    """2.4.0 brought `serverVariables` to the components, which says nothing if none can be referred to."""
    if schema["properties"]["asyncapi"]["enum"] == ["2.4.0"]:
        variable = {"$ref": "#/definitions/serverVariable"}
        schema["definitions"]["serverVariables"]["additionalProperties"] = {
            "oneOf": [{"$ref": "#/definitions/Reference"}, variable]
        }


def examples_of_traits_are_those_of_messages(schema: Schema) -> None:
    """From 2.1 on the text has one object for both; the schemas of 2.2 to 2.5 look into messages only."""
    message = schema["definitions"]["message"]["oneOf"][1]["oneOf"][1]["properties"]["examples"]
    if "anyOf" in message["items"]:
        schema["definitions"]["messageTrait"]["properties"]["examples"] = message


def a_schema_holds_schemas_below_every_keyword(schema: Schema) -> None:
    """Below some the schemas name that of Draft-07, which does not know `externalDocs` and its like."""
    inner = {"$ref": "#/definitions/schema"}
    properties = schema["definitions"]["schema"]["allOf"][1]["properties"]
    properties |= {name: inner for name in ("additionalItems", "if", "then", "else")}
    properties["definitions"] = {"additionalProperties": inner}
    properties["dependencies"] = {"additionalProperties": {"if": {"type": "array"}, "else": inner}}


def keys_match_the_patterns_of_the_text(schema: Schema) -> None:
    """The text, with the word MUST, and the TCK ask for it; the schemas do not look at keys."""
    for section in schema["definitions"]["components"]["properties"].values():
        _named(section, COMPONENT_KEY)
    _named(schema["properties"]["servers"], NAME)
    _named(schema["definitions"]["channelItem"]["properties"]["parameters"], NAME)


AMENDMENTS: tuple[Amendment, ...] = (
    tags_of_one_name_are_told_by_a_rule_about_tags,
    avro_is_told_by_what_reads_it,
    flows_and_examples_may_have_extensions,
    a_security_scheme_has_no_unknown_fields,
    a_parameter_is_an_object,
    traits_of_components_may_be_references,
    server_variables_may_be_references_from_2_4_on,
    examples_of_traits_are_those_of_messages,
    a_schema_holds_schemas_below_every_keyword,
    keys_match_the_patterns_of_the_text,
)


def _flows(schema: Schema) -> Schema:
    flows: Schema = schema["definitions"]["oauth2Flows"]
    return flows


def _named(schema: Schema, pattern: str) -> None:
    """Have a schema ask for names, also where it is a `$ref`, beside which Draft-07 would ignore it."""
    before = dict(schema)
    schema.clear()
    schema["allOf"] = [before, {"propertyNames": {"pattern": pattern}}]


def _below(node: Schema, *names: str) -> Schema:
    for name in names:
        node = node.get(name, {}) if isinstance(node, dict) else {}
    return node if isinstance(node, dict) else {}


def _mappings(node: Any) -> Iterator[Schema]:
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _mappings(child)
