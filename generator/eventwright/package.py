"""What Python gets: every name, annotation and line decided, ready for templates that only place them."""

from collections.abc import Mapping
from dataclasses import dataclass

from eventwright.code import Code, Literal
from eventwright.names import Identifier


@dataclass(frozen=True, slots=True)
class EnumMember:
    name: Identifier
    value: Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumClass:
    """A StrEnum or IntEnum, with the table by which decoders find a member."""

    name: Identifier
    base: Code
    docstring: Code
    members: tuple[EnumMember, ...]
    table: Identifier
    look_up: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a dataclass; `annotation` is what users depend on, the declaration has it with the name."""

    name: Identifier
    wire: str
    annotation: Code
    declaration: Code
    docstring: Code | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelClass:
    """A dataclass for an object schema, with the bodies of its decoder and encoder."""

    name: Identifier
    docstring: Code
    fields: tuple[Field, ...]
    extras: Field
    remembers_absent: bool
    remembers_plain: bool
    base: Code
    schema: Code
    constants: Code
    keys: Code
    required: Code | None
    nullable: Code | None
    aliases: tuple[str, ...]
    fill_body: Code
    dump_body: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryModels:
    """The objects as classes of a library, and the functions that make them; dicts have none of these.

    `aliases` are types of Python's that a field hides in its class, `table` has the function of each class.
    """

    classes: tuple[Code, ...]
    aliases: tuple[Identifier, ...]
    decoders: tuple[Code, ...]
    table: Code | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageClass:
    """A dataclass for a message; `reader` is the function of the models it needs, `headers` an annotation.

    `body_kind` is None for JSON, which is what the run-time assumes. `parameters` is for a message that comes
    by an address with some: the annotation, and the expression for their values.
    """

    name: Identifier
    docstring: Code
    wire_name: Literal
    content_type: Literal
    body_kind: Literal | None
    payload: Code
    read_payload: Code
    write_payload: Code
    reader: Identifier | None
    headers: Code | None
    read_headers: Code | None
    write_headers: Code | None
    correlation: "Accessor | None"
    parameters: "Accessor | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accessor:
    """A property: its parameter and what it returns, the value, and what it says of itself."""

    signature: Code
    value: Code
    docstring: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterField:
    declaration: Code
    docstring: Code | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParametersClass:
    """A frozen dataclass for the parameters of a channel's address."""

    name: Identifier
    docstring: Code
    fields: tuple[ParameterField, ...]
    address: Code
    declared: Code
    values: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """The method that a received message goes to; `signature` is its parameters in parentheses."""

    name: Identifier
    message: Identifier
    signature: Code
    docstring: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A channel that is received from: its address, the union of its messages, how they are read and chosen.

    `decoded` is a message of the channel, as a type checker is told of it where it is the only fixed one.
    `parameters` is the class for those of the address; without it the address is fixed.
    """

    address: Literal
    operation_id: Literal
    union: Identifier
    messages: tuple[Identifier, ...]
    alias: Code
    decoded: Code
    body: Code
    others: Code | None
    parameters: Identifier | None
    security: Code | None
    bindings: Code | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """A typed method that sends one message to one channel; `outgoing` is the call that encodes it."""

    name: Identifier
    message: Identifier
    docstring: Code
    signature: Code
    outgoing: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """What a module opens with, its template, and the names that it may import from the package's others."""

    header: Code
    offered: Mapping[str, tuple[str, ...]]
    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What `inspect` tells of one message of one operation; plain text, none of it for templates."""

    channel: str
    action: str
    direction: str
    operation_id: str
    message: str
    message_class: str
    payload_class: str
    content_type: str
    message_key: str
    payload_key: str
    told_apart_by: str
    marks: "tuple[Mark, ...]"


@dataclass(frozen=True, slots=True)
class Mark:
    """One of these values, in `payload` or `headers`, tells a message from the others of its channel."""

    part: str
    path: tuple[str, ...]
    values: tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """What the thorough check is given: the schemas as data, the patterns among them, what it lets pass."""

    schemas: Code
    patterns: Code | None
    leniency: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How methods are written: what defines one, what waits for one, and what one answers."""

    synchronous: bool
    define: Code
    await_: Code
    answer: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """What `receiver.py` has of the document and of the choices; `forms` is None where it reads none."""

    forms: Code | None
    handlers: Code
    rules: Code
    schemes: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One generated package; `modules` by file name.

    `objects` are the classes of objects: those of `library`, else the dataclasses in `models`. `run_time` has
    the templates of what a library's classes or a receiver need, by the files that they are copied to.
    `requires` names what the user's project has to have.
    """

    modules: Mapping[str, Module]
    enums: tuple[EnumClass, ...]
    objects: tuple[Identifier, ...]
    models: tuple[ModelClass, ...]
    library: LibraryModels | None
    run_time: Mapping[str, str]
    requires: tuple[str, ...]
    readers: tuple[Code, ...]
    aliases: tuple[Identifier, ...]
    messages: tuple[MessageClass, ...]
    parameters: tuple[ParametersClass, ...]
    routes: tuple[Route, ...]
    fixed_routes: tuple[Route, ...]
    addresses: Code
    handlers: tuple[Handler, ...]
    senders: tuple[Sender, ...]
    receiver: Receiver | None
    checking: Checking
    exports: Code
    overloaded: bool
    style: Style
    orjson: bool
    classes: Mapping[str, str]
    told: tuple[Told, ...]
