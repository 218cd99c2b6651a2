"""What an AsyncAPI document says, with references joined and traits applied; nothing of Python's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from eventwright.json_value import Json
from eventwright.problems import Place

SchemaKey = str
"""Where a schema stands, as `#/json/pointer`, with the file in front where that is not the document itself.

One schema has one key, however often it is referenced. One that is read as OpenAPI's by some messages and
otherwise by others is two schemas: the key of the former starts with `AS_OPENAPI`.
"""

AS_OPENAPI = "/openapi/"
"""What no file's name starts with."""


def as_written(key: SchemaKey) -> SchemaKey:
    """Return where a schema stands, whatever it is read as."""
    return key.removeprefix(AS_OPENAPI)


class JsonType(StrEnum):
    """The seven values of the JSON Schema keyword `type` (Draft-07, 6.1.1)."""

    NULL = "null"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    NUMBER = "number"
    STRING = "string"
    ARRAY = "array"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Constant:
    """The value of `const`; a class of its own because `const: null` is not an absent `const`."""

    value: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRules:
    """Draft-07, 6.2: what a number must keep to."""

    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRules:
    """Draft-07, 6.3 and 7: what a string must keep to; `format` may also speak of numbers (int32)."""

    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    format: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrayRules:
    """Draft-07, 6.4; `items` is one schema, `prefix` the list form, `rest` its `additionalItems`."""

    items: "Schema | None" = None
    prefix: "tuple[Schema, ...] | None" = None
    rest: "Schema | None" = None
    min_items: int | None = None
    max_items: int | None = None
    unique: bool = False
    contains: "Schema | None" = None


@dataclass(frozen=True, slots=True)
class Property:
    """A declared property under the name it has on the wire."""

    name: str
    schema: "Schema"


@dataclass(frozen=True, slots=True)
class Dependency:
    """Draft-07, 6.5.7: where `name` is, the `required` ones are too, and `schema` holds for the object."""

    name: str
    required: tuple[str, ...] = ()
    schema: "Schema | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectRules:
    """Draft-07, 6.5; properties in the document's order, `patterns` keyed by regular expression.

    Avro's records are `complete`: what has no value is written as null. Its unions make a `wrapper`: an
    object with one property, which tells the type of the value there.
    """

    properties: tuple[Property, ...] = ()
    required: tuple[str, ...] = ()
    patterns: tuple[Property, ...] = ()
    additional: "Schema | None" = None
    names: "Schema | None" = None
    min_properties: int | None = None
    max_properties: int | None = None
    dependencies: tuple[Dependency, ...] = ()
    complete: bool = False
    wrapper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """Draft-07, 6.6 and 6.7: schemas that speak of the same value."""

    all_of: "tuple[Schema, ...]" = ()
    any_of: "tuple[Schema, ...]" = ()
    one_of: "tuple[Schema, ...]" = ()
    negated: "Schema | None" = None
    condition: "Schema | None" = None
    then: "Schema | None" = None
    otherwise: "Schema | None" = None


@dataclass(frozen=True, slots=True)
class Discriminator:
    """The property whose value names the schema that an object is of; `mapping` from value to schema."""

    property: str
    mapping: "tuple[tuple[str, SchemaKey], ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """What a schema tells its reader; nothing here decides whether a value is valid."""

    title: str = ""
    description: str = ""
    default: Constant | None = None
    examples: tuple[Json, ...] = ()
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    discriminator: Discriminator | None = None
    remarks: tuple[str, ...] = ()
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeywordSchema:
    """A schema object: all its keywords hold together. An empty `types` means any type.

    An `enum` that is `extensible` lets other values of its types pass; `known` values restrict nothing.
    """

    key: SchemaKey
    place: Place = field(compare=False)
    types: tuple[JsonType, ...] = ()
    enum: tuple[Json, ...] | None = None
    extensible: bool = False
    known: tuple[Json, ...] = ()
    constant: Constant | None = None
    number: NumberRules = NumberRules()
    text: TextRules = TextRules()
    array: ArrayRules = ArrayRules()
    object: ObjectRules = ObjectRules()
    combination: Combination = Combination()
    annotations: Annotations = Annotations()


@dataclass(frozen=True, slots=True)
class BooleanSchema:
    """`true` allows every value, `false` none (Draft-07, 4.3.2)."""

    allows: bool
    key: SchemaKey
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A schema that is another one, `Api.schemas[target]`; chains are followed to their end.

    A `description` that is written beside it documents its use there, and nothing else.
    """

    target: SchemaKey
    key: SchemaKey
    place: Place = field(compare=False)
    description: str = ""


Schema = KeywordSchema | BooleanSchema | Reference


@dataclass(frozen=True, slots=True)
class ExternalDocs:
    """A link to more documentation."""

    url: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A label of the document's own."""

    name: str
    description: str = ""
    external_docs: ExternalDocs | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What most objects of a document may carry beside their own fields."""

    title: str = ""
    summary: str = ""
    description: str = ""
    tags: tuple[Tag, ...] = ()
    external_docs: ExternalDocs | None = None
    extensions: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CorrelationId:
    """Where in a message the id stands that ties it to others, as a runtime expression."""

    location: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a message; a part that is not given is None."""

    payload: Constant | None = None
    headers: Constant | None = None
    name: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message with its traits applied; `key` tells where it stands, as for a schema.

    `opaque` is a payload that is described in a language other than JSON Schema, so its bytes say what it is.
    """

    key: str
    place: Place = field(compare=False)
    name: str = ""
    message_id: str = ""
    content_type: str = ""
    schema_format: str = ""
    payload: Schema | None = None
    opaque: bool = False
    headers: Schema | None = None
    correlation_id: CorrelationId | None = None
    bindings: Mapping[str, Json] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    notes: Notes = Notes()


class Action(StrEnum):
    """What an operation of 2.x says of the *other* side: others publish what the application receives."""

    PUBLISH = "publish"
    SUBSCRIBE = "subscribe"


@dataclass(frozen=True, slots=True)
class SecurityRequirement:
    """The names of security schemes of which all must hold, with the scopes each needs."""

    schemes: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A publish or subscribe with its traits applied; the keys of its messages, in the document's order.

    `choice_place` is where the document lists several messages to choose from; `query` is the schema of a
    request's query in the binding of HTTP.
    """

    action: Action
    place: Place = field(compare=False)
    choice_place: Place | None = field(default=None, compare=False)
    operation_id: str = ""
    messages: tuple[str, ...] = ()
    security: tuple[SecurityRequirement, ...] = ()
    bindings: Mapping[str, Json] = field(default_factory=dict)
    query: Schema | None = field(default=None, compare=False)
    notes: Notes = Notes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A variable part of a channel's address."""

    name: str
    place: Place = field(compare=False)
    description: str = ""
    schema: Schema | None = None
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """An address and what passes there; `servers` is empty where all servers have the channel."""

    address: str
    place: Place = field(compare=False)
    operations: tuple[Operation, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    servers: tuple[str, ...] = ()
    bindings: Mapping[str, Json] = field(default_factory=dict)
    notes: Notes = Notes()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerVariable:
    """A variable part of a server's URL."""

    name: str
    enum: tuple[str, ...] = ()
    default: str | None = None
    description: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where the channels can be reached."""

    name: str
    place: Place = field(compare=False)
    url: str = ""
    protocol: str = ""
    protocol_version: str = ""
    variables: tuple[ServerVariable, ...] = ()
    security: tuple[SecurityRequirement, ...] = ()
    bindings: Mapping[str, Json] = field(default_factory=dict)
    notes: Notes = Notes()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityScheme:
    """How a caller shows who it is; `settings` holds the fields that only some types have."""

    name: str
    place: Place = field(compare=False)
    type: str = ""
    description: str = ""
    settings: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """What the document says of itself."""

    title: str
    version: str
    description: str = ""
    terms_of_service: str = ""
    contact: Mapping[str, Json] = field(default_factory=dict)
    license: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """A whole document: `schemas` and `messages` by key, the names that `components` gives in order."""

    document: str
    asyncapi: str
    info: Info
    identifier: str = ""
    default_content_type: str = ""
    servers: tuple[Server, ...] = ()
    channels: tuple[Channel, ...] = ()
    messages: Mapping[str, Message] = field(default_factory=dict)
    schemas: Mapping[SchemaKey, Schema] = field(default_factory=dict)
    component_schemas: tuple[SchemaKey, ...] = ()
    security_schemes: tuple[SecurityScheme, ...] = ()
    notes: Notes = Notes()
    digests: Mapping[str, str] = field(default_factory=dict)

    def schema(self, schema: Schema) -> KeywordSchema | BooleanSchema:
        """Return the schema that a reference stands for; any other is itself."""
        if not isinstance(schema, Reference):
            return schema
        target = self.schemas[schema.target]
        if isinstance(target, Reference):
            raise TypeError(f"a chain of references was not followed to its end: {schema.target}")
        return target
