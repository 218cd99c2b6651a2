"""The languages that payloads are written in, by `schemaFormat`; OpenAPI's is turned into Draft-07 here."""

from collections.abc import Mapping
from enum import Enum, auto

from eventwright.json_value import Json
from eventwright.read.cursor import Cursor


class Dialect(Enum):
    """How a schema is to be read. What AsyncAPI 2.x adds to Draft-07 does no harm to plain Draft-07."""

    ASYNCAPI = auto()
    OPENAPI = auto()
    AVRO = auto()


_MEDIA_TYPES: Mapping[str, Dialect] = {
    "": Dialect.ASYNCAPI,
    "application/vnd.aai.asyncapi": Dialect.ASYNCAPI,
    "application/schema": Dialect.ASYNCAPI,
    "application/vnd.oai.openapi": Dialect.OPENAPI,
    "application/vnd.apache.avro": Dialect.AVRO,
}
# From 3.1 on the schemas of OpenAPI are JSON Schema.
_OLD_OPENAPI = ("3.0", "2")

_BOUNDS = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))


def dialect_of(schema_format: str) -> Dialect | None:
    """Return the dialect that a `schemaFormat` names, in whatever notation; None for one that is not read."""
    media_type, _, parameters = schema_format.lower().replace(" ", "").partition(";")
    dialect = _MEDIA_TYPES.get(media_type.removesuffix("+json").removesuffix("+yaml"))
    named = [part.partition("=") for part in parameters.split(";")]
    version = next((value for name, _, value in named if name == "version"), "")
    if dialect is Dialect.OPENAPI and version and not version.startswith(_OLD_OPENAPI):
        return Dialect.ASYNCAPI
    return dialect


def in_draft_07(cursor: Cursor) -> Cursor:
    """Return a schema object of OpenAPI 3.0 as what Draft-07 writes instead; what is below it stays."""
    value = dict(cursor.mapping)
    kind = value.get("type")
    # Without a `type` beside it `nullable` says nothing (OpenAPI 3.0.3, Schema Object).
    if value.get("nullable") is True and isinstance(kind, str):
        value["type"] = [kind, "null"]
    for bound, exclusive in _BOUNDS:
        _with_number(value, bound, exclusive)
    if "example" in value:
        value.setdefault("examples", [value["example"]])
    return Cursor(cursor.reading, value, cursor.location)


def _with_number(value: dict[str, Json], bound: str, exclusive: str) -> None:
    """Draft-04, which OpenAPI 3.0 is made from, has a flag say that the bound itself is excluded."""
    flag = value.get(exclusive)
    if not isinstance(flag, bool):
        return
    del value[exclusive]
    if flag and bound in value:
        value[exclusive] = value.pop(bound)
