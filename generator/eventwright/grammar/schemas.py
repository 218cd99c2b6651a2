"""The rows of schemas: Draft-07 as AsyncAPI 2.x extends it, Draft-07 itself, and OpenAPI 3.0."""

from typing import Final

from eventwright.grammar.forms import URI, URI_REFERENCE
from eventwright.grammar.kinds import (
    FIRST,
    Anything,
    Either,
    Field,
    Flag,
    Kind,
    Listed,
    Named,
    Number,
    Others,
    Row,
    Text,
    Thing,
    Tolerated,
)

SCHEMA: Final = Either((Flag(), Thing("schema", FIRST)))
HEADERS: Final = Either((Flag(), Thing("headers schema", FIRST)))
JSON_SCHEMA: Final = Either((Flag(), Thing("json schema", FIRST)))
OPENAPI_SCHEMA: Final = Thing("openapi schema", FIRST)

FOREIGN_KEYWORDS: Final = frozenset(
    (
        "$anchor",
        "$defs",
        "$dynamicAnchor",
        "$dynamicRef",
        "$recursiveAnchor",
        "$recursiveRef",
        "$vocabulary",
        "contentSchema",
        "dependentRequired",
        "dependentSchemas",
        "example",
        "id",
        "maxContains",
        "minContains",
        "nullable",
        "prefixItems",
        "unevaluatedItems",
        "unevaluatedProperties",
        "xml",
    )
)
"""Keywords of other dialects: they say nothing here, and are nobody's misspelling."""

_CONSTRAINT = "wrong-constraint"
_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
_TYPE = Text(choices=_TYPES, code="unknown-type")
_TYPE_OR_TYPES = Either((_TYPE, Listed(_TYPE, least=1, unique=True, code=_CONSTRAINT)))
_COUNT = Number(whole=True, least=0, code=_CONSTRAINT)
_NUMBER = Number()
_NAMES = Listed(Text(), unique=True)


def _draft_07(schema: Kind, type_: Kind = _TYPE_OR_TYPES) -> tuple[Field, ...]:
    """Draft-07, sections 6 to 10 of validation and 8 of core."""
    branches = Listed(schema, least=1, code=_CONSTRAINT)
    return (
        # As text it is a reference; what else it can be is a misspelt one.
        Field("$ref", Text()),
        Field("$id", Text(URI_REFERENCE)),
        Field("$schema", Text(URI)),
        Field("$comment", Text()),
        Field("title", Text()),
        Field("description", Text()),
        Field("default", Anything()),
        Field("readOnly", Flag()),
        Field("writeOnly", Flag()),
        Field("examples", Listed(Anything())),
        Field("multipleOf", Number(above=0, code=_CONSTRAINT)),
        *(Field(name, _NUMBER) for name in ("maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum")),
        *(Field(name, _COUNT) for name in ("maxLength", "minLength", "maxItems", "minItems")),
        *(Field(name, _COUNT) for name in ("maxProperties", "minProperties")),
        Field("pattern", Text()),
        Field("uniqueItems", Flag()),
        Field("items", Either((branches, schema))),
        *(Field(name, schema) for name in ("additionalItems", "contains", "additionalProperties")),
        *(Field(name, schema) for name in ("propertyNames", "if", "then", "else", "not")),
        *(Field(name, branches) for name in ("allOf", "anyOf", "oneOf")),
        *(Field(name, Named(schema)) for name in ("definitions", "properties", "patternProperties")),
        Field("dependencies", Named(Either((_NAMES, schema)))),
        Field("required", _NAMES),
        Field("const", Anything()),
        Field("enum", Listed(Anything(), least=1, unique=True, code=_CONSTRAINT)),
        Field("type", type_),
        Field("format", Text()),
        Field("contentMediaType", Text()),
        Field("contentEncoding", Text()),
    )


# The object form of `discriminator` is OpenAPI's, which AsyncAPI documents borrow.
_EXTENSIONS = (
    Field("discriminator", Either((Text(), Tolerated(Thing("discriminator"), "the name of a property")))),
    Field("externalDocs", Thing("external documentation")),
    Field("deprecated", Flag()),
)

_OPENAPI = (
    Field("title", Text()),
    Field("description", Text()),
    Field("multipleOf", Number(above=0, code=_CONSTRAINT)),
    Field("maximum", _NUMBER),
    Field("minimum", _NUMBER),
    Field("exclusiveMaximum", Flag()),
    Field("exclusiveMinimum", Flag()),
    *(Field(name, _COUNT) for name in ("maxLength", "minLength", "maxItems", "minItems")),
    *(Field(name, _COUNT) for name in ("maxProperties", "minProperties")),
    Field("pattern", Text()),
    Field("uniqueItems", Flag()),
    Field("required", Listed(Text(), least=1, unique=True, code=_CONSTRAINT)),
    Field("enum", Listed(Anything(), least=1, code=_CONSTRAINT)),
    Field("type", Text(choices=tuple(name for name in _TYPES if name != "null"), code="unknown-type")),
    Field("not", OPENAPI_SCHEMA),
    Field("items", OPENAPI_SCHEMA),
    *(Field(name, Listed(OPENAPI_SCHEMA)) for name in ("allOf", "anyOf", "oneOf")),
    Field("properties", Named(OPENAPI_SCHEMA)),
    Field("additionalProperties", Either((Flag(), OPENAPI_SCHEMA))),
    Field("format", Text()),
    Field("default", Anything()),
    Field("example", Anything()),
    Field("nullable", Flag()),
    Field("readOnly", Flag()),
    Field("writeOnly", Flag()),
    Field("deprecated", Flag()),
    Field("discriminator", Thing("discriminator")),
    Field("externalDocs", Thing("external documentation")),
    Field("xml", Thing("xml")),
)

_XML = (
    Field("name", Text()),
    Field("namespace", Text(URI)),
    Field("prefix", Text()),
    Field("attribute", Flag()),
    Field("wrapped", Flag()),
)

ROWS: Final = (
    Row("schema", "a schema", (*_draft_07(SCHEMA), *_EXTENSIONS), others=Others.NEAR_MISSES_TOLD),
    Row(
        "headers schema",
        "a schema of headers",
        (*_draft_07(SCHEMA, Text(choices=("object",), code=_CONSTRAINT)), *_EXTENSIONS),
        others=Others.NEAR_MISSES_TOLD,
    ),
    Row("json schema", "a schema", _draft_07(JSON_SCHEMA), others=Others.NEAR_MISSES_TOLD),
    Row("openapi schema", "a schema of OpenAPI 3.0", _OPENAPI),
    Row("xml", "'xml'", _XML),
    Row(
        "discriminator",
        "'discriminator'",
        (Field("propertyName", Text(), required=True), Field("mapping", Named(Text()))),
    ),
)
