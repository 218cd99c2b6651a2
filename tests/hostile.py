"""A document with a slot for a text in every field, and what the packages of two such documents share."""

import ast
import io
import json
import tokenize
from collections.abc import Mapping
from typing import Any

Json = Any

SLOTS: tuple[str, ...] = (
    "title",
    "version",
    "info_description",
    "identifier",
    "default_content_type",
    "server_name",
    "server_url",
    "server_protocol",
    "variable_name",
    "variable_value",
    "channel",
    "channel_description",
    "parameter",
    "parameter_description",
    "operation_id",
    "operation_summary",
    "message_key",
    "message_name",
    "message_title",
    "message_summary",
    "message_description",
    "message_id",
    "content_type",
    "header",
    "correlation_location",
    "binding",
    "tag",
    "schema_key",
    "schema_title",
    "schema_description",
    "property",
    "required_property",
    "telling_property",
    "property_title",
    "property_description",
    "enum_value",
    "const_value",
    "default_value",
    "example_value",
    "format",
    "pattern",
    "pattern_property",
    "map_description",
    "extension_name",
    "extension_value",
    "security_scheme",
    "security_description",
    "security_scope",
    "binding_value",
    "correlation_header",
    "parameter_value",
    "parameter_location",
)
HARMLESS = {slot: f"plain {slot.replace('_', ' ')}" for slot in SLOTS}


def document(texts: Mapping[str, str]) -> bytes:
    """The document with these texts in its slots, harmless ones in the others, as JSON."""
    text = {**HARMLESS, **texts}
    parts = {
        "asyncapi": "2.6.0",
        "id": f"urn:{text['identifier']}",
        "defaultContentType": text["default_content_type"],
        "info": {
            "title": text["title"],
            "version": text["version"],
            "description": text["info_description"],
            "contact": {"name": text["title"]},
            "license": {"name": text["title"]},
            f"x-{text['extension_name']}": text["extension_value"],
        },
        "servers": {text["server_name"]: _server(text)},
        "channels": _channels(text),
        "components": {
            "messages": {text["message_key"]: _message(text), "Other": _other_message(text)},
            "schemas": {text["schema_key"]: _schema(text)},
            "securitySchemes": {
                text["security_scheme"]: {"type": "userPassword", "description": text["security_description"]}
            },
        },
    }
    return json.dumps(parts).encode()


def _server(text: Mapping[str, str]) -> Json:
    return {
        "url": text["server_url"],
        "protocol": text["server_protocol"],
        "description": text["info_description"],
        "security": [{text["security_scheme"]: [text["security_scope"]]}],
        "variables": {
            text["variable_name"]: {"default": text["variable_value"], "enum": [text["variable_value"]]}
        },
    }


def _channels(text: Mapping[str, str]) -> Json:
    messages = [
        {"$ref": _reference("messages", text["message_key"])},
        {"$ref": "#/components/messages/Other"},
    ]
    value = text["binding_value"]
    bindings = {
        "http": {"x-note": text["binding"], "type": value, "method": value},
        "kafka": {"groupId": {"enum": [value]}, "clientId": {"const": value}},
        "amqp": {"userId": value, "replyTo": value, "cc": [value], "bcc": [value, "other"]},
    }
    exchange = {"is": value, "exchange": {"name": value, "type": value}, "queue": {"name": value}}
    of_channel = {"kafka": {"topic": value}, "ws": {"method": value}, "amqp": exchange}
    parameter = {
        "description": text["parameter_description"],
        "schema": {"type": "string", "enum": [text["parameter_value"], "other"]},
        "location": f"$message.payload#/{_token(text['parameter_location'])}",
    }
    return {
        f"a/{text['channel']}": {
            "description": text["channel_description"],
            "publish": {
                "operationId": text["operation_id"],
                "summary": text["operation_summary"],
                "description": text["operation_summary"],
                "message": {"oneOf": messages},
                "tags": [{"name": text["tag"], "description": text["tag"]}],
                "bindings": bindings,
                "security": [{text["security_scheme"]: [text["security_scope"]]}, {}],
            },
            "bindings": of_channel,
        },
        f"b/{{{text['parameter']}}}/c": {
            "parameters": {text["parameter"]: parameter},
            "publish": {"operationId": f"second {text['operation_id']}", "message": messages[0]},
            "subscribe": {"operationId": f"third {text['operation_id']}", "message": {"oneOf": messages}},
        },
        "plain": {"publish": {"message": messages[1]}},
    }


def _message(text: Mapping[str, str]) -> Json:
    return {
        "messageId": text["message_id"],
        "name": text["message_name"],
        "title": text["message_title"],
        "summary": text["message_summary"],
        "description": text["message_description"],
        "contentType": text["content_type"],
        "headers": {"type": "object", "properties": {text["header"]: {"type": "string"}}},
        "correlationId": {"location": text["correlation_location"], "description": text["tag"]},
        "payload": {"$ref": _reference("schemas", text["schema_key"])},
        "bindings": {
            "amqp": {"messageType": text["binding_value"], "contentEncoding": text["binding_value"]}
        },
        "examples": [{"name": text["example_value"], "payload": text["example_value"]}],
        f"x-{text['extension_name']}": {text["extension_name"]: text["extension_value"]},
    }


def _other_message(text: Mapping[str, str]) -> Json:
    kind = {"const": f"other {text['const_value']}"}
    return {
        "correlationId": {"location": f"$message.header#/{_token(text['correlation_header'])}"},
        "payload": {
            "type": "object",
            "required": [text["telling_property"]],
            "properties": {text["telling_property"]: kind},
        },
    }


def _schema(text: Mapping[str, str]) -> Json:
    """The property that tells messages apart comes first, the others carry a prefix that keeps them apart."""
    plain = {"type": "string", "default": text["default_value"], "examples": [text["example_value"]]}
    nested = {"description": text["property_description"], "title": text["property_title"]}
    return {
        "type": "object",
        "title": text["schema_title"],
        "description": text["schema_description"],
        "required": [text["telling_property"], f"required {text['required_property']}"],
        "properties": {
            text["telling_property"]: {"const": text["const_value"]},
            f"required {text['required_property']}": {"type": "integer"},
            f"optional {text['property']}": {"type": "integer", **nested},
            "kind": {"type": "string", "enum": [text["enum_value"], f"other {text['enum_value']}"]},
            "defaulted": plain,
            "formatted": {"type": "string", "format": text["format"]},
            "matched": {"type": "string", "pattern": text["pattern"]},
            "patterned": {"type": "object", "patternProperties": {text["pattern_property"]: plain}},
            "mapped": {"type": "object", "additionalProperties": {"type": "array", "items": {**nested}}},
            "either": {"oneOf": [{"type": "object", **nested, "properties": {"a": plain}}, {"const": "b"}]},
            "own": {
                "type": "object",
                **nested,
                "properties": {text["property"]: {"type": "boolean", **nested}},
            },
        },
        f"x-{text['extension_name']}": text["extension_value"],
    }


def _reference(kind: str, key: str) -> str:
    escaped = _token(key).encode("utf-8", "surrogatepass")
    return f"#/components/{kind}/" + "".join(f"%{byte:02x}" for byte in escaped)


def _token(text: str) -> str:
    """One reference token of a JSON Pointer (RFC 6901)."""
    return text.replace("~", "~0").replace("/", "~1")


def skeleton(source: str) -> str:
    """The syntax tree without its docstrings, and without what names and literals say."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        _without_docstring(node)
        _without_words(node)
    return ast.dump(tree, indent=1)


def _without_docstring(node: ast.AST) -> None:
    body = getattr(node, "body", None)
    if isinstance(body, list):
        body[:] = [
            each for each in body if not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
        ]


def _without_words(node: ast.AST) -> None:
    match node:
        case ast.Name():
            node.id = "name"
        case ast.Attribute():
            node.attr = "name"
        case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef() | ast.alias():
            node.name = "name"
        case ast.keyword(arg=str()) | ast.arg():
            node.arg = "name"
        case ast.Constant():
            node.value, node.kind = type(node.value).__name__, None
        case _:
            pass


def comments(source: str) -> set[str]:
    """The texts of all comments."""
    found = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.string for token in found if token.type == tokenize.COMMENT}
