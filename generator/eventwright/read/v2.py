"""Documents of AsyncAPI 2.0 to 2.6 as an `Api`."""

from eventwright.api import (
    Action,
    Api,
    Channel,
    Info,
    Message,
    Operation,
    Parameter,
    Schema,
    SecurityScheme,
    Server,
    ServerVariable,
)
from eventwright.problems import Problem
from eventwright.read.cursor import Cursor, Reading
from eventwright.read.messages import MessageReader, choice_place
from eventwright.read.notes import HTTP, read_bindings, read_notes, read_security
from eventwright.read.schema import SchemaReader
from eventwright.read.traits import with_traits
from eventwright.resolve import Location, Resolved


def read_v2(resolved: Resolved) -> tuple[Api, tuple[Problem, ...]]:
    """Return what the document says, and what is wrong with it beside what `resolve` and `grammar` tell."""
    schemas = SchemaReader()
    found = _read(resolved, schemas)
    # Only when all is read it is known what is read in two dialects, whatever the order.
    return found if schemas.settled else _read(resolved, SchemaReader(schemas.contested()))


def _read(resolved: Resolved, schemas: SchemaReader) -> tuple[Api, tuple[Problem, ...]]:
    location = Location(resolved.entry, ())
    root = Cursor(Reading(resolved), resolved.node(location), location)
    messages = MessageReader(schemas)
    channels = tuple(_channel(name, child, messages) for name, child in root.entries("channels"))
    api = Api(
        document=resolved.entry,
        asyncapi=root.text("asyncapi"),
        info=_info(root),
        identifier=root.text("id"),
        default_content_type=root.text("defaultContentType"),
        servers=tuple(_server(name, child) for name, child in root.entries("servers")),
        channels=channels,
        component_schemas=_component_schemas(root, schemas),
        security_schemes=_security_schemes(root),
        messages=_all_messages(root, messages),
        schemas=schemas.finish(),
        notes=read_notes(root),
        digests=resolved.digests(),
    )
    _report_repeated_operation_ids(root, api)
    return api, tuple(root.reading.problems)


def _info(root: Cursor) -> Info:
    info = root.child("info")
    if info is None:
        return Info(title="", version="")
    contact = info.child("contact")
    license_ = info.child("license")
    return Info(
        title=info.text("title"),
        version=info.text("version"),
        description=info.text("description"),
        terms_of_service=info.text("termsOfService"),
        contact={} if contact is None else dict(contact.mapping),
        license={} if license_ is None else dict(license_.mapping),
    )


def _channel(address: str, cursor: Cursor, messages: MessageReader) -> Channel:
    target = cursor.followed() or cursor
    operations = tuple(
        _operation(Action(name), child, messages)
        for name in Action
        if (child := target.child(name)) is not None
    )
    return Channel(
        address=address,
        place=cursor.place,
        operations=operations,
        parameters=tuple(_parameter(name, child, messages) for name, child in target.entries("parameters")),
        servers=target.texts("servers"),
        bindings=read_bindings(target),
        notes=read_notes(target),
    )


def _operation(action: Action, cursor: Cursor, messages: MessageReader) -> Operation:
    merged = with_traits(cursor)
    message = merged.child("message")
    return Operation(
        action=action,
        place=cursor.place,
        choice_place=None if message is None else choice_place(message),
        operation_id=merged.text("operationId"),
        messages=() if message is None else messages.keys(message),
        security=read_security(merged),
        bindings=read_bindings(merged),
        query=_query(merged, messages.schemas),
        notes=read_notes(merged),
    )


def _query(operation: Cursor, schemas: SchemaReader) -> Schema | None:
    """Read the schema of a request's query, which stands in the binding of HTTP."""
    bindings = operation.child("bindings")
    target = None if bindings is None else bindings.followed()
    for name in HTTP:
        binding = None if target is None else target.child(name)
        followed = None if binding is None else binding.followed()
        query = None if followed is None else followed.child("query")
        if query is not None and isinstance(query.value, dict):
            return schemas.read(query)
    return None


def _parameter(name: str, cursor: Cursor, messages: MessageReader) -> Parameter:
    target = cursor.followed() or cursor
    schema = target.child("schema")
    return Parameter(
        name=name,
        place=cursor.place,
        description=target.text("description"),
        schema=None if schema is None else messages.schemas.read(schema),
        location=target.text("location"),
    )


def _server(name: str, cursor: Cursor) -> Server:
    target = cursor.followed() or cursor
    return Server(
        name=name,
        place=cursor.place,
        url=target.text("url"),
        protocol=target.text("protocol"),
        protocol_version=target.text("protocolVersion"),
        variables=tuple(_variable(key, child) for key, child in target.entries("variables")),
        security=read_security(target),
        bindings=read_bindings(target),
        notes=read_notes(target),
    )


def _variable(name: str, cursor: Cursor) -> ServerVariable:
    target = cursor.followed() or cursor
    return ServerVariable(
        name=name,
        enum=target.texts("enum"),
        default=target.text("default") if "default" in target.mapping else None,
        description=target.text("description"),
        examples=target.texts("examples"),
    )


def _component_schemas(root: Cursor, schemas: SchemaReader) -> tuple[str, ...]:
    components = root.child("components")
    entries = () if components is None else components.entries("schemas")
    return tuple(dict.fromkeys(schemas.named(child) for _, child in entries))


def _security_schemes(root: Cursor) -> tuple[SecurityScheme, ...]:
    components = root.child("components")
    entries = () if components is None else components.entries("securitySchemes")
    return tuple(_security_scheme(name, child) for name, child in entries)


def _security_scheme(name: str, cursor: Cursor) -> SecurityScheme:
    target = cursor.followed() or cursor
    return SecurityScheme(
        name=name,
        place=cursor.place,
        type=target.text("type"),
        description=target.text("description"),
        settings={key: value for key, value in target.mapping.items() if key not in ("type", "description")},
    )


def _all_messages(root: Cursor, messages: MessageReader) -> dict[str, Message]:
    """All messages that operations name, and those of the components that none names."""
    components = root.child("components")
    for _, child in () if components is None else components.entries("messages"):
        messages.keys(child)
    return messages.messages


def _report_repeated_operation_ids(root: Cursor, api: Api) -> None:
    first: dict[str, str] = {}
    for channel in api.channels:
        for operation in channel.operations:
            where = f"{operation.action} of {channel.address!r}"
            known = first.setdefault(operation.operation_id, where)
            if operation.operation_id and known != where:
                root.reading.problems.append(
                    Problem(
                        "duplicate-operation-id",
                        f"operationId {operation.operation_id!r} is also that of {known}",
                        operation.place,
                        "give each operation an id of its own",
                    )
                )
