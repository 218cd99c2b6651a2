"""The rows of AsyncAPI 2.0 to 2.6 without schemas, security and bindings; versions are the document's."""

from typing import Final

from eventwright.grammar.forms import (
    COMPONENT_KEY,
    EMAIL,
    PARAMETER_NAME,
    RUNTIME_EXPRESSION,
    SERVER_NAME,
    URI,
    URI_TEMPLATE,
)
from eventwright.grammar.kinds import (
    FIRST,
    Anything,
    Bindings,
    Field,
    Flag,
    Kind,
    Listed,
    Named,
    Part,
    Row,
    Text,
    Thing,
    When,
)
from eventwright.grammar.schemas import HEADERS, JSON_SCHEMA, OPENAPI_SCHEMA, SCHEMA

_V2_0, _V2_1, _V2_2, _V2_3, _V2_4, _V2_5 = (2, 0), (2, 1), (2, 2), (2, 3), (2, 4), (2, 5)

_TEXT = Text()
_TAGS = Field("tags", Listed(Thing("tag")))
_DOCS = Field("externalDocs", Thing("external documentation"))
_DESCRIPTION = Field("description", _TEXT)
_SUMMARY = Field("summary", _TEXT)
_REQUIREMENTS = Listed(Named(Listed(_TEXT, unique=True)))

_SERVER = Thing("server", _V2_3)
_CHANNEL = Thing("channel", FIRST)
_VARIABLE = Thing("server variable", _V2_4)
_PARAMETER = Thing("parameter", FIRST)
_MESSAGE = Thing("message", FIRST)
_CORRELATION_ID = Thing("correlation id", FIRST)
_OPERATION_TRAIT = Thing("operation trait", FIRST)
_MESSAGE_TRAIT = Thing("message trait", FIRST)
_SCHEME = Thing("security scheme", FIRST)

_FORMAT = "schemaFormat"
_DRAFT = (";version=draft-07", "")
_ASYNCAPI = When(_FORMAT, ("application/vnd.aai.asyncapi*",), absent=True)
_DRAFT_07 = When(
    _FORMAT, tuple(f"application/schema+{syntax}{rest}" for syntax in ("json", "yaml") for rest in _DRAFT)
)
_OPENAPI = When(_FORMAT, ("application/vnd.oai.openapi*version=3.0*",))


def _section(name: str, kind: Kind, since: tuple[int, ...] | None = None) -> Field:
    return Field(name, Named(kind, COMPONENT_KEY), since=since)


def _bindings(part: Part) -> Field:
    return Field("bindings", Bindings(part))


_EXAMPLE = (Field("headers", Named(Anything())), Field("payload", Anything()))

_TRAIT_OF_MESSAGE = (
    Field("messageId", _TEXT, since=_V2_4),
    Field("headers", HEADERS),
    Field("correlationId", _CORRELATION_ID),
    Field(_FORMAT, _TEXT),
    Field("contentType", _TEXT),
    Field("name", _TEXT),
    Field("title", _TEXT),
    _SUMMARY,
    _DESCRIPTION,
    _TAGS,
    _DOCS,
    Field("deprecated", Flag()),
    _bindings(Part.MESSAGE),
    Field("examples", Listed(Thing("message example")), since=_V2_1),
)

_TRAIT_OF_OPERATION = (
    Field("operationId", _TEXT),
    _SUMMARY,
    _DESCRIPTION,
    Field("security", _REQUIREMENTS, since=_V2_4),
    _TAGS,
    _DOCS,
    _bindings(Part.OPERATION),
)

ROWS: Final = (
    Row(
        "document",
        "an AsyncAPI document",
        (
            Field("asyncapi", _TEXT, required=True),
            Field("id", Text(URI)),
            Field("info", Thing("info"), required=True),
            Field("servers", Named(_SERVER, SERVER_NAME)),
            Field("defaultContentType", _TEXT),
            Field("channels", Named(_CHANNEL, URI_TEMPLATE), required=True),
            Field("components", Thing("components")),
            _TAGS,
            _DOCS,
        ),
    ),
    Row(
        "info",
        "'info'",
        (
            Field("title", _TEXT, required=True),
            Field("version", _TEXT, required=True),
            _DESCRIPTION,
            Field("termsOfService", Text(URI)),
            Field("contact", Thing("contact")),
            Field("license", Thing("license")),
        ),
    ),
    Row(
        "contact",
        "'contact'",
        (Field("name", _TEXT), Field("url", Text(URI)), Field("email", Text(EMAIL))),
    ),
    Row("license", "'license'", (Field("name", _TEXT, required=True), Field("url", Text(URI)))),
    Row(
        "external documentation",
        "'externalDocs'",
        (_DESCRIPTION, Field("url", Text(URI), required=True)),
    ),
    Row("tag", "a tag", (Field("name", _TEXT, required=True), _DESCRIPTION, _DOCS)),
    Row(
        "server",
        "a server",
        (
            Field("url", _TEXT, required=True),
            Field("protocol", _TEXT, required=True),
            Field("protocolVersion", _TEXT),
            _DESCRIPTION,
            Field("variables", Named(_VARIABLE)),
            Field("security", _REQUIREMENTS),
            Field("tags", Listed(Thing("tag")), since=_V2_5),
            _bindings(Part.SERVER),
        ),
    ),
    Row(
        "server variable",
        "a server variable",
        (
            Field("enum", Listed(_TEXT, unique=True)),
            Field("default", _TEXT),
            _DESCRIPTION,
            Field("examples", Listed(_TEXT)),
        ),
    ),
    Row(
        "channel",
        "a channel",
        (
            _DESCRIPTION,
            Field("servers", Listed(_TEXT, unique=True), since=_V2_2),
            Field("subscribe", Thing("operation")),
            Field("publish", Thing("operation")),
            Field("parameters", Named(_PARAMETER, PARAMETER_NAME)),
            # No part of the specification's text, but of each of its official schemas.
            Field("deprecated", Flag()),
            _bindings(Part.CHANNEL),
        ),
    ),
    Row(
        "parameter",
        "a parameter",
        (_DESCRIPTION, Field("schema", SCHEMA), Field("location", Text(RUNTIME_EXPRESSION))),
    ),
    Row(
        "operation",
        "an operation",
        (
            *_TRAIT_OF_OPERATION,
            Field("traits", Listed(_OPERATION_TRAIT)),
            Field("message", _MESSAGE),
        ),
    ),
    Row("operation trait", "a trait of operations", _TRAIT_OF_OPERATION),
    Row(
        "message",
        "a message",
        (
            *_TRAIT_OF_MESSAGE,
            Field("payload", SCHEMA, when=(_ASYNCAPI,)),
            Field("payload", JSON_SCHEMA, when=(_DRAFT_07,)),
            Field("payload", OPENAPI_SCHEMA, when=(_OPENAPI,)),
            Field("payload", Anything()),
            Field("traits", Listed(_MESSAGE_TRAIT)),
            Field("examples", Listed(Thing("first message example")), until=_V2_0),
        ),
        instead=("oneOf", "choice of messages"),
    ),
    Row(
        "choice of messages",
        "a message with 'oneOf'",
        (Field("oneOf", Listed(_MESSAGE), required=True),),
        extensible=False,
    ),
    Row(
        "message trait",
        "a trait of messages",
        (*_TRAIT_OF_MESSAGE, Field("examples", Listed(Named(Anything())), until=_V2_0)),
    ),
    Row("first message example", "an example of a message", _EXAMPLE),
    Row(
        "message example",
        "an example of a message",
        (*_EXAMPLE, Field("name", _TEXT), _SUMMARY),
        one_of=("payload", "headers"),
    ),
    Row(
        "correlation id",
        "a correlation id",
        (_DESCRIPTION, Field("location", Text(RUNTIME_EXPRESSION), required=True)),
    ),
    Row(
        "components",
        "'components'",
        (
            _section("schemas", SCHEMA),
            _section("servers", _SERVER, _V2_3),
            _section("serverVariables", _VARIABLE, _V2_4),
            _section("channels", _CHANNEL, _V2_3),
            _section("messages", _MESSAGE),
            _section("securitySchemes", _SCHEME),
            _section("parameters", _PARAMETER),
            _section("correlationIds", _CORRELATION_ID),
            _section("operationTraits", _OPERATION_TRAIT),
            _section("messageTraits", _MESSAGE_TRAIT),
            _section("serverBindings", Bindings(Part.SERVER)),
            _section("channelBindings", Bindings(Part.CHANNEL)),
            _section("operationBindings", Bindings(Part.OPERATION)),
            _section("messageBindings", Bindings(Part.MESSAGE)),
        ),
    ),
)
