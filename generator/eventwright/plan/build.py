"""From an `Api` and the user's choices to a `Package`: its parts are planned elsewhere and joined here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from eventwright.api import Api, KeywordSchema, Message, SchemaKey
from eventwright.code import Code, code, collection
from eventwright.names import Identifier, identifier
from eventwright.options import (
    JsonLibrary,
    Models,
    PackageOptions,
)
from eventwright.package import Handler, LibraryModels, ModelClass, Package, Receiver, Route
from eventwright.plan.bodies import BodyKind, body_kind
from eventwright.plan.chosen import NO_CHECKING, checking, style_of
from eventwright.plan.messages import message_class, payload_reader, payload_type
from eventwright.plan.model_kinds import stand_ins
from eventwright.plan.model_kinds.less import kept_less
from eventwright.plan.model_kinds.library import library_models
from eventwright.plan.models import enum_class, model_class, model_outline, union_reader
from eventwright.plan.modules import RUN_TIME, Contents, exports, modules
from eventwright.plan.naming import message_names, schema_names, union_names
from eventwright.plan.parameters import parameters_class, parameters_names, variables
from eventwright.plan.receiving import PYJWT, receiver, run_time, verifiers_of, verifies_tokens
from eventwright.plan.recursion import recursive_classes
from eventwright.plan.requests import has_readers, is_form, readers
from eventwright.plan.routes import Names, Use, handlers, received, route, senders, sent
from eventwright.plan.scope import Scope, scope_of
from eventwright.plan.shapes import Shapes
from eventwright.plan.tellings import Telling
from eventwright.plan.told import CameBy, told
from eventwright.plan.types import Type, UnionType, but_null, within
from eventwright.plan.unsettled import unsettled
from eventwright.problems import Problem


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned package, and warnings about what the document leaves open."""

    package: Package
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Given:
    """What all parts are planned from; `uses` are what comes in, then what goes out."""

    api: Api
    options: PackageOptions
    shapes: Shapes
    scope: Scope
    names: Names
    incoming: tuple[Use, ...]
    outgoing: tuple[Use, ...]

    @property
    def uses(self) -> tuple[Use, ...]:
        return (*self.incoming, *self.outgoing)

    @property
    def used(self) -> list[Message]:
        """The messages that an operation of either direction names, each once."""
        keys = dict.fromkeys(key for use in self.uses for key in use.operation.messages)
        return [self.api.messages[key] for key in keys]


def plan(api: Api, options: PackageOptions) -> Plan:
    """Take every decision that a package needs; the result depends on nothing else."""
    given = _given(api, options)
    planned = _routes(given)
    contents = _contents(given, tuple(each for each, _ in planned))
    came_by = [(use, tellings) for use, (_, tellings) in zip(given.incoming, planned, strict=True)]
    left_open = unsettled(given.api, _not_read(given), given.shapes, came_by)
    return Plan(_package(given, contents, came_by), (*kept_less(_asked(given)), *left_open))


def _not_read(given: _Given) -> list[Message]:
    """The messages that are used, without those whose forms the receiver reads."""
    if given.options.receiver is None:
        return given.used
    incoming = {key for use in given.incoming for key in use.operation.messages}
    return [
        each for each in given.used if each.key not in incoming or not is_form(given.api, each, given.shapes)
    ]


def outline(api: Api, options: PackageOptions) -> Package:
    """Return the package with its names, types and signatures alone: without bodies, and what checks."""
    given = _given(api, options)
    planned = _routes(given)
    contents = _contents(given, tuple(each for each, _ in planned))
    came_by = [(use, tellings) for use, (_, tellings) in zip(given.incoming, planned, strict=True)]
    return _package(given, contents, came_by, outlined=True)


def _given(api: Api, options: PackageOptions) -> _Given:
    shapes = _shapes(api, options)
    messages = message_names(api)
    scope = _scope(shapes, messages, options.models)
    incoming, outgoing = received(api, options.perspective), sent(api, options.perspective)
    taken = frozenset({*scope.names.values(), *messages.values()})
    unions = union_names(tuple(use.channel for use in incoming), taken)
    addresses = dict.fromkeys(use.channel.address for use in (*incoming, *outgoing))
    parameters = parameters_names(tuple(addresses), taken | frozenset(unions.values()))
    return _Given(api, options, shapes, scope, Names(messages, unions, parameters), incoming, outgoing)


def _routes(given: _Given) -> list[tuple[Route, tuple[Telling, ...]]]:
    told_by = dict(given.options.tell_apart)
    return [
        route(given.api, use, given.names, given.shapes, told_by.get(use.channel.address, ""))
        for use in given.incoming
    ]


def _contents(given: _Given, routes: tuple[Route, ...]) -> Contents:
    """Plan what the modules define."""
    api, shapes, scope, names = given.api, given.shapes, given.scope, given.names
    addresses = _addresses_of_messages(given.incoming, names.parameters)
    templates = {use.channel.address: use.channel for use in given.uses}
    return Contents(
        enums=tuple(enum_class(shape, scope) for shape in shapes.enums.values()),
        kind=given.options.models,
        verifiers=verifiers_of(given.options),
        objects=tuple(scope.class_of(key) for key in shapes.objects),
        messages=tuple(
            message_class(api, each, scope, shapes, addresses.get(each.key, ())) for each in given.used
        ),
        parameters=tuple(
            parameters_class(channel, names.parameters[address], scope, shapes)
            for address, channel in templates.items()
            if address in names.parameters
        ),
        routes=routes,
        senders=senders(api, given.outgoing, names, scope, shapes),
    )


def _package(
    given: _Given, contents: Contents, came_by: Sequence[CameBy], *, outlined: bool = False
) -> Package:
    """Join the parts; each has told the shapes which schemas it wants checked, so what checks is made now."""
    fixed = tuple(each for each in contents.routes if each.parameters is None)
    readers = () if outlined else _readers(given)
    library = _library(given, readers)
    models = () if library is not None else _outlines(given) if outlined else _models(given)
    found = handlers(given.api, given.incoming, given.names.messages)
    return Package(
        modules=modules(given.api, contents),
        enums=contents.enums,
        objects=contents.objects,
        models=models,
        library=library,
        run_time={**RUN_TIME[given.options.models], **_run_time(given)},
        requires=_requires(given.options),
        readers=readers,
        aliases=_aliases(models),
        messages=contents.messages,
        parameters=contents.parameters,
        routes=contents.routes,
        fixed_routes=fixed,
        addresses=_addresses(fixed),
        handlers=found,
        senders=contents.senders,
        receiver=_receiver(given, found),
        checking=NO_CHECKING if outlined else checking(given.api, given.shapes, given.options.decode),
        exports=exports(contents),
        overloaded=len(fixed) > 1,
        style=style_of(given.options.handler_style),
        orjson=given.options.json is JsonLibrary.ORJSON,
        classes=_classes(given),
        told=told(given.api, given.scope, given.shapes, came_by, given.outgoing),
    )


def _receiver(given: _Given, found: tuple[Handler, ...]) -> Receiver | None:
    chosen = given.options.receiver
    if chosen is None:
        return None
    forms = readers(given.api, given.options, given.shapes, given.incoming, given.names.messages)
    return receiver(given.api, chosen, given.incoming, found, forms)


def _run_time(given: _Given) -> dict[str, str]:
    forms = has_readers(given.api, given.options, given.shapes, given.incoming)
    return run_time(given.options, forms=forms)


def _models(given: _Given) -> tuple[ModelClass, ...]:
    shapes, scope, decode = given.shapes, given.scope, given.options.decode
    recursive = recursive_classes(shapes.objects)
    return tuple(
        model_class(shape, scope, decode, recursive=key in recursive) for key, shape in shapes.objects.items()
    )


def _outlines(given: _Given) -> tuple[ModelClass, ...]:
    return tuple(model_outline(shape, given.scope) for shape in given.shapes.objects.values())


def _library(given: _Given, readers: tuple[Code, ...]) -> LibraryModels | None:
    if given.options.models is Models.DATACLASS:
        return None
    return library_models(_asked(given), readers, frozenset(recursive_classes(given.shapes.objects)))


def _requires(options: PackageOptions) -> tuple[str, ...]:
    of_models = options.models in (Models.PYDANTIC, Models.MSGSPEC)
    of_json = options.json is JsonLibrary.ORJSON
    return (
        *([options.json.value] if of_json else []),
        *([options.models.value] if of_models else []),
        *([PYJWT] if verifies_tokens(options) else []),
    )


def _asked(given: _Given) -> stand_ins.Given:
    options = given.options
    return stand_ins.Given(given.api, given.shapes, given.scope, options.decode, options.models)


def _shapes(api: Api, options: PackageOptions) -> Shapes:
    """Find all types: of components first, so that they lend their names, then of messages."""
    shapes = Shapes(api, options.decode, options.models)
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


def _scope(shapes: Shapes, messages: Mapping[str, Identifier], models: Models) -> Scope:
    schemas: dict[str, KeywordSchema] = {key: shape.schema for key, shape in shapes.unions.items()}
    schemas |= {key: shape.schema for key, shape in shapes.enums.items()}
    schemas |= {key: shape.schema for key, shape in shapes.objects.items()}
    filled_by_class = models is not Models.DATACLASS
    return scope_of(schema_names(schemas, messages), messages, filled_by_class=filled_by_class)


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


def _readers(given: _Given) -> tuple[Code, ...]:
    api, scope, shapes = given.api, given.scope, given.shapes
    read = [each for each in given.used if body_kind(api, each, shapes) is not BodyKind.BYTES]
    payloads = [payload_reader(message, scope.messages[message.key], scope, shapes) for message in read]
    called = _unions_within(
        # Null in a field is told from its other values where it stands.
        (but_null(field.type) for shape in shapes.objects.values() for field in shape.fields),
        (shape.extras for shape in shapes.objects.values() if shape.extras is not None),
        (payload_type(message, shapes) for message in read),
    )
    # One that nothing calls, as for a component that nothing refers to, would be dead code.
    unions = [union_reader(shape, scope) for key, shape in shapes.unions.items() if key in called]
    return (*unions, *(each for each in payloads if each is not None))


def _unions_within(*found: Iterable[Type]) -> frozenset[SchemaKey]:
    every = (each for wanted in chain(*found) for each in within(wanted))
    return frozenset(each.key for each in every if isinstance(each, UnionType))


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


def _classes(given: _Given) -> dict[str, str]:
    scope, shapes, messages = given.scope, given.shapes, given.names.messages
    found = {str(scope.names[key]): key for key in (*shapes.enums, *shapes.objects)}
    return found | {str(messages[message.key]): message.key for message in given.used}
