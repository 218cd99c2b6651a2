"""What code that uses a package can rely on: names, types and signatures, and where each comes from."""

import ast
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum

from eventwright.api import SchemaKey, as_written
from eventwright.package import MessageClass, Package, ParametersClass
from eventwright.problems import pointer_text

Tokens = tuple[str, ...]


class Kind(StrEnum):
    """What a class of a package is."""

    ENUM = "an enum"
    OBJECT = "an object"
    MESSAGE = "a message"
    PARAMETERS = "parameters"
    UNION = "a union"
    SHARED = "what packages share"


@dataclass(frozen=True, slots=True)
class Named:
    """An attribute, a member or a method: `wire` is the same in both packages where it is the same one."""

    name: str
    wire: str
    type: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Class:
    """A class, the pointer that it came from, and what it has."""

    name: str
    kind: Kind
    key: SchemaKey
    fields: tuple[Named, ...] = ()
    members: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a handler or a publisher, and where its message comes or goes."""

    named: Named
    message: str
    key: SchemaKey
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surface:
    """All that is public of one package."""

    classes: tuple[Class, ...] = ()
    handlers: tuple[Method, ...] = ()
    senders: tuple[Method, ...] = ()
    messages: Mapping[SchemaKey, tuple[str, ...]] = field(default_factory=dict)
    """Where each message comes or goes, by its key."""


def surface(package: Package) -> Surface:
    """Return what is public of a package, whatever kind its models are of."""
    keys = {name: as_written(key) for name, key in package.classes.items()}
    channels: dict[str, dict[str, None]] = {}
    for told in package.told:
        channels.setdefault(told.message_class, {})[told.channel] = None
    addresses = {name: tuple(found) for name, found in channels.items()}
    classes = tuple(_classes(package, keys))
    return Surface(
        classes=(*classes, *_shared(package, {each.name for each in classes})),
        handlers=tuple(
            Method(
                Named(each.name, each.message, _flat(each.signature)),
                each.message,
                keys.get(each.message, ""),
                addresses.get(each.message, ()),
            )
            for each in package.handlers
        ),
        senders=tuple(
            Method(
                Named(each.name, f"{each.message} {_address(each.outgoing)}", _flat(each.signature)),
                each.message,
                keys.get(each.message, ""),
                addresses.get(each.message, ()),
            )
            for each in package.senders
        ),
        messages={keys[name]: found for name, found in addresses.items() if name in keys},
    )


def _shared(package: Package, known: AbstractSet[str]) -> Iterator[Class]:
    """What is exported beside the classes of the document, such as the publisher where there is one."""
    for name in ast.literal_eval(package.exports):
        if name not in known:
            yield Class(name, Kind.SHARED, "")


def _address(outgoing: str) -> str:
    """The address that a message goes to, as it is written in the call."""
    call = ast.parse(outgoing, mode="eval").body
    return ast.unparse(call.args[1]) if isinstance(call, ast.Call) and len(call.args) > 1 else ""


def _classes(package: Package, keys: Mapping[str, SchemaKey]) -> Iterator[Class]:
    for enum in package.enums:
        members = tuple(Named(each.name, each.value, each.value) for each in enum.members)
        yield Class(enum.name, Kind.ENUM, keys[enum.name], members=members)
    for model in package.models:
        fields = tuple(
            Named(each.name, each.wire, _flat(each.annotation), not each.declaration.endswith(" = None"))
            for each in model.fields
        )
        yield Class(model.name, Kind.OBJECT, keys[model.name], fields)
    if package.library is not None:
        for source in package.library.classes:
            yield from _written(source, keys)
    for message in package.messages:
        yield Class(message.name, Kind.MESSAGE, keys[message.name], tuple(_of_message(message)))
    for parameters in package.parameters:
        yield Class(
            parameters.name,
            Kind.PARAMETERS,
            _channel(parameters.address, "parameters"),
            tuple(_of_parameters(parameters)),
        )
    for route in package.routes:
        yield Class(route.union, Kind.UNION, _channel(route.address))


def _channel(address: str, *tokens: str) -> SchemaKey:
    """Where a channel stands, by the literal of its address."""
    return "#" + pointer_text(("channels", str(ast.literal_eval(address)), *tokens))


def _of_message(message: MessageClass) -> Iterator[Named]:
    yield Named("payload", "payload", _flat(message.payload))
    if message.headers is not None:
        yield Named("headers", "headers", _flat(message.headers))
    if message.correlation is not None:
        yield Named("correlation_id", "correlationId", _flat(message.correlation.signature))
    if message.parameters is not None:
        yield Named("parameters", "parameters", _flat(message.parameters.signature))


def _of_parameters(parameters: ParametersClass) -> Iterator[Named]:
    for each in parameters.fields:
        name, _, annotation = each.declaration.partition(": ")
        yield Named(name, name, _flat(annotation), True)


def _written(source: str, keys: Mapping[str, SchemaKey]) -> Iterator[Class]:
    """The classes that are written by a library's own means."""
    for node in ast.parse(source).body:
        match node:
            case ast.ClassDef(name=name):
                yield Class(name, Kind.OBJECT, keys.get(name, ""), tuple(_of_class(node)))
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(args=[_, ast.Dict() as table])):
                yield Class(name, Kind.OBJECT, keys.get(name, ""), tuple(_of_table(table)))
            case _:
                pass


def _of_class(node: ast.ClassDef) -> Iterator[Named]:
    for each in node.body:
        match each:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation) if not name.startswith("_"):
                yield Named(name, name, ast.unparse(annotation), each.value is None)
            case _:
                pass


def _of_table(table: ast.Dict) -> Iterator[Named]:
    for key, value in zip(table.keys, table.values, strict=True):
        if isinstance(key, ast.Constant):
            yield Named(str(key.value), str(key.value), ast.unparse(value))


def _flat(text: str) -> str:
    """A type or a signature on one line."""
    joined = " ".join(text.split())
    return (
        joined.replace("( ", "(").replace(", )", ")").replace(" )", ")").replace("[ ", "[").replace(" ]", "]")
    )
