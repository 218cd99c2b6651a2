"""From an `Api` and the user's choices to a `Package`: its parts are planned elsewhere and joined here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from eventwright.api import Api, KeywordSchema, Message
from eventwright.code import Code, code, collection, display, literal
from eventwright.json_value import Json
from eventwright.names import Identifier, identifier
from eventwright.options import (
    Constraints,
    DecodeOptions,
    Enums,
    HandlerStyle,
    JsonLibrary,
    Nulls,
    PackageOptions,
    Unknown,
)
from eventwright.package import ModelClass, Package, Route
from eventwright.plan.bodies import BodyKind, body_kind, content_type
from eventwright.plan.checks import schema_table
from eventwright.plan.messages import message_class, payload_reader, payload_type
from eventwright.plan.models import enum_class, model_class, union_reader
from eventwright.plan.modules import exports, modules
from eventwright.plan.naming import message_names, schema_names, union_names
from eventwright.plan.parameters import parameters_class, parameters_names, variables
from eventwright.plan.patterns import programs
from eventwright.plan.recursion import recursive_classes
from eventwright.plan.routes import Names, Use, handlers, received, route, senders, sent
from eventwright.plan.scope import Scope, scope_of
from eventwright.plan.shapes import Shapes
from eventwright.plan.telling import SchemaTells, Telling
from eventwright.plan.told import told
from eventwright.problems import Level, Problem


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned package, and warnings about what the document leaves open."""

    package: Package
    warnings: tuple[Problem, ...]


def plan(api: Api, options: PackageOptions) -> Plan:
    """Take every decision that a package needs; the result depends on nothing else."""
    shapes = _shapes(api, options.decode)
    messages = message_names(api)
    scope = _scope(api, shapes, messages)
    incoming = received(api, options.perspective)
    outgoing = sent(api, options.perspective)
    unions = union_names(
        tuple(use.channel for use in incoming), frozenset({*scope.names.values(), *messages.values()})
    )
    uses = (*incoming, *outgoing)
    parameters = parameters_names(
        tuple(dict.fromkeys(use.channel.address for use in uses)),
        frozenset({*scope.names.values(), *messages.values(), *unions.values()}),
    )
    names = Names(messages, unions, parameters)
    told_by = dict(options.tell_apart)
    planned = [route(api, use, names, shapes, told_by.get(use.channel.address, "")) for use in incoming]
    routes = tuple(each for each, _ in planned)
    fixed = tuple(each for each in routes if each.parameters is None)
    asynchronous = options.handler_style is HandlerStyle.ASYNC
    used = _used_messages(api, uses)
    recursive = recursive_classes(shapes.objects)
    models = tuple(
        model_class(shape, scope, options.decode, recursive=key in recursive)
        for key, shape in shapes.objects.items()
    )
    # Planning messages and routes tells the checker which schemas they need, so both come before its table.
    addresses = _addresses_of_messages(incoming, parameters)
    classes = tuple(message_class(api, each, scope, shapes, addresses.get(each.key, ())) for each in used)
    templates = {use.channel.address: use.channel for use in uses if use.channel.address in parameters}
    readers = _readers(api, used, scope, shapes)
    table = _schemas(api, shapes)
    package = Package(
        modules={},
        enums=tuple(enum_class(shape, scope) for shape in shapes.enums.values()),
        models=models,
        readers=readers,
        aliases=_aliases(models),
        messages=classes,
        parameters=tuple(
            parameters_class(channel, parameters[address], scope, shapes)
            for address, channel in templates.items()
        ),
        routes=routes,
        fixed_routes=fixed,
        addresses=_addresses(fixed),
        handlers=handlers(api, incoming, messages),
        senders=senders(api, outgoing, names, scope, shapes),
        schemas=display(table, 4, len("schemas=") + 1),
        patterns=programs(table),
        leniency=_leniency(options.decode),
        exports=code(""),
        overloaded=len(fixed) > 1,
        synchronous=not asynchronous,
        define=code("async def") if asynchronous else code("def"),
        await_=code("await ") if asynchronous else code(""),
        answer=code("Awaitable[None]") if asynchronous else code("None"),
        orjson=options.json is JsonLibrary.ORJSON,
        classes=_classes(scope, shapes, messages, used),
        told=told(api, uses, [found for _, found in planned], scope, shapes, options.perspective),
    )
    complete = replace(package, modules=modules(api, package), exports=exports(package))
    return Plan(complete, tuple(_warnings(api, uses, [found for _, found in planned], shapes)))


def _shapes(api: Api, decode: DecodeOptions) -> Shapes:
    """Find all types: of components first, so that they lend their names, then of messages."""
    shapes = Shapes(api, decode)
    for key in api.component_schemas:
        shapes.type_of(api.schemas[key])
    for channel in api.channels:
        variables(channel, shapes)
    for message in api.messages.values():
        payload_type(message, shapes)
        if message.headers is not None:
            shapes.type_of(message.headers)
    shapes.finish()
    return shapes


def _scope(api: Api, shapes: Shapes, messages: Mapping[str, Identifier]) -> Scope:
    schemas: dict[str, KeywordSchema] = {key: shape.schema for key, shape in shapes.unions.items()}
    schemas |= {key: shape.schema for key, shape in shapes.enums.items()}
    schemas |= {key: shape.schema for key, shape in shapes.objects.items()}
    return scope_of(schema_names(schemas, messages), messages)


def _addresses_of_messages(
    incoming: Sequence[Use], parameters: Mapping[str, Identifier]
) -> dict[str, list[Code]]:
    """The type of the parameters of each address that a message comes by; None for one without."""
    found: dict[str, list[Code]] = {}
    for use in incoming:
        kind = parameters.get(use.channel.address)
        for key in use.operation.messages:
            found.setdefault(key, []).append(code("None") if kind is None else code("{kind}", kind=kind))
    return found


def _readers(api: Api, used: Sequence[Message], scope: Scope, shapes: Shapes) -> tuple[Code, ...]:
    read = [each for each in used if body_kind(api, each, shapes) is not BodyKind.BYTES]
    payloads = [payload_reader(message, scope.messages[message.key], scope, shapes) for message in read]
    unions = [union_reader(shape, scope) for shape in shapes.unions.values()]
    return (*unions, *(each for each in payloads if each is not None))


def _used_messages(api: Api, uses: Sequence[Use]) -> list[Message]:
    """The messages that an operation of either direction names, each once."""
    keys = dict.fromkeys(key for use in uses for key in use.operation.messages)
    return [api.messages[key] for key in keys]


def _schemas(api: Api, shapes: Shapes) -> Mapping[str, Json]:
    roots = {**shapes.checked, **{key: shapes.sources[key] for key in shapes.objects}}
    return schema_table(api, roots, shapes.implied, shapes.loose)


def _leniency(decode: DecodeOptions) -> Code:
    flags = {
        "open_enums": decode.enums is Enums.OPEN,
        "null_optionals": decode.nulls is Nulls.LENIENT,
        "forbid_unknown": decode.unknown is Unknown.FORBID,
        "constraints": decode.constraints is Constraints.ON,
    }
    items = [
        code("{name}={value}", name=identifier(name), value=literal(value)) for name, value in flags.items()
    ]
    return collection("Leniency(", items, ")", 4, beside=len("leniency=") + 1)


def _aliases(models: Sequence[ModelClass]) -> tuple[Identifier, ...]:
    names = {name for model in models for name in model.aliases}
    return tuple(identifier(name) for name in sorted(names))


def _addresses(routes: Sequence[Route]) -> Code:
    """The addresses without parameters, as one Literal type."""
    addresses = [each.address for each in routes]
    return (
        collection("Literal[", addresses, "]", 0, beside=len("Address: TypeAlias = "))
        if routes
        else code("str")
    )


def _classes(
    scope: Scope, shapes: Shapes, messages: Mapping[str, Identifier], used: Sequence[Message]
) -> dict[str, str]:
    found = {str(scope.names[key]): key for key in (*shapes.enums, *shapes.objects)}
    return found | {str(messages[message.key]): message.key for message in used}


def _warnings(
    api: Api, uses: Sequence[Use], found: Sequence[Sequence[Telling]], shapes: Shapes
) -> Iterator[Problem]:
    """What the document leaves open; `found` belongs to the operations that receive, which come first."""
    for use, tellings in zip(uses, found, strict=False):
        if any(isinstance(each, SchemaTells) for each in tellings):
            yield Problem(
                "messages-not-told-apart",
                f"nothing tells the messages of {use.channel.address!r} apart but their schemas",
                use.operation.place,
                "give each payload a property with a const of its own, or an enum with the message's name",
                Level.WARNING,
            )
    for message in _used_messages(api, uses):
        if body_kind(api, message, shapes) is BodyKind.OTHER:
            written = content_type(api, message)
            yield Problem(
                "content-type-not-read",
                f"bodies of the content type {written!r} are not read without a function of yours",
                message.place,
                level=Level.WARNING,
            )
