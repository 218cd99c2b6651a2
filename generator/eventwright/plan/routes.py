"""Channels: what is received and sent there, how messages are told apart, and the handlers and senders."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eventwright.api import Action, Api, Channel, Operation
from eventwright.code import Code, code, collection, docstring, fits, indented, join, literal
from eventwright.names import METHOD_RESERVED, Identifier, distinct, field_name, identifier, method_name
from eventwright.options import Perspective
from eventwright.package import Handler, Route, Sender
from eventwright.plan.shapes import Shapes
from eventwright.plan.telling import (
    HeaderTells,
    OnlyOne,
    PropertyTells,
    RequiredTells,
    SchemaTells,
    Telling,
    Values,
    telling,
)

_BODY = 8
_PARAMETER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Use:
    """An operation of a channel that has messages."""

    channel: Channel
    operation: Operation


def received(api: Api, perspective: Perspective) -> tuple[Use, ...]:
    """What comes in: in 2.x `publish` is what others send, so the application receives it."""
    action = Action.PUBLISH if perspective is Perspective.APPLICATION else Action.SUBSCRIBE
    return tuple(_uses(api, action))


def sent(api: Api, perspective: Perspective) -> tuple[Use, ...]:
    """What goes out."""
    action = Action.SUBSCRIBE if perspective is Perspective.APPLICATION else Action.PUBLISH
    return tuple(_uses(api, action))


def route(
    api: Api, use: Use, messages: Mapping[str, Identifier], union: Identifier, shapes: Shapes
) -> tuple[Route, Telling]:
    """Plan the route of a channel, and say what tells its messages apart."""
    keys = use.operation.messages
    found = telling(api, keys)
    names = tuple(messages[key] for key in keys)
    address = use.channel.address
    parameters = tuple(_PARAMETER.findall(address))
    planned = Route(
        address=literal(address),
        union=union,
        messages=names,
        alias=_alias(union, [*names, identifier("UnknownMessage")]),
        operation_id=literal(use.operation.operation_id),
        choice=_choice(api, found, messages, shapes),
        pattern=_pattern(address) if parameters else None,
        parameters=collection("(", [literal(name) for name in parameters], ")", 8),
    )
    return planned, found


def handlers(api: Api, uses: Sequence[Use], messages: Mapping[str, Identifier]) -> tuple[Handler, ...]:
    """Plan one method for each message that is received, however many channels it comes by."""
    channels: dict[str, list[str]] = {}
    for use in uses:
        for key in use.operation.messages:
            channels.setdefault(key, []).append(use.channel.address)
    names = distinct([messages[key] for key in channels], method_name, METHOD_RESERVED)
    return tuple(
        Handler(
            name=names[messages[key]],
            message=messages[key],
            signature=_signature(names[messages[key]], messages[key], []),
            docstring=_handler_docstring(api, key, addresses),
        )
        for key, addresses in channels.items()
    )


def senders(api: Api, uses: Sequence[Use], messages: Mapping[str, Identifier]) -> tuple[Sender, ...]:
    """Plan one method for each message that is sent; where it goes by two channels, they are in the names."""
    found = [(use, key) for use in uses for key in use.operation.messages]
    uses_of = Counter(key for _, key in found)
    wires = {
        (use.channel.address, key): f"{messages[key]} {use.channel.address}"
        if uses_of[key] > 1
        else messages[key]
        for use, key in found
    }
    names = distinct(wires.values(), method_name, METHOD_RESERVED)
    return tuple(
        _sender(api, use, key, names[wires[use.channel.address, key]], messages) for use, key in found
    )


def _sender(api: Api, use: Use, key: str, name: Identifier, messages: Mapping[str, Identifier]) -> Sender:
    address = use.channel.address
    wires = tuple(dict.fromkeys(_PARAMETER.findall(address)))
    names = distinct(wires, field_name, METHOD_RESERVED | {"message"})
    parameters = [code("{name}: str", name=names[wire]) for wire in wires]
    values = [code("{wire}: {name}", wire=literal(wire), name=names[wire]) for wire in wires]
    return Sender(
        name=name,
        message=messages[key],
        docstring=_sender_docstring(api, key, use),
        signature=_signature(name, messages[key], parameters),
        address=literal(address),
        parameters=collection("{", values, "}", 12, beside=1),
    )


def _signature(name: Identifier, message: Identifier, parameters: Sequence[Code]) -> Code:
    star = [code("*"), *parameters] if parameters else []
    items = [code("self"), code("message: {cls}", cls=message), *star]
    return collection("(", items, ")", 4, beside=len("async def ") + len(name) + len(" -> None:"))


def _uses(api: Api, action: Action) -> Iterator[Use]:
    for channel in api.channels:
        for operation in channel.operations:
            if operation.action is action and operation.messages:
                yield Use(channel, operation)


def _choice(api: Api, found: Telling, messages: Mapping[str, Identifier], shapes: Shapes) -> Code:
    match found:
        case OnlyOne(key):
            return code("routing.Only({cls})", cls=messages[key])
        case PropertyTells(name, values):
            return _by_value(code("routing.ByProperty"), name, values, messages)
        case HeaderTells(name, values):
            return _by_value(code("routing.ByHeader"), name.lower(), values, messages)
        case RequiredTells(required):
            pairs = [
                collection("(", [code("frozenset({names})", names=_texts(names)), messages[key]], ")", 16, 1)
                for key, names in required.items()
            ]
            return collection("routing.ByRequired(", [collection("(", pairs, ")", 12)], ")", 8, beside=8)
        case SchemaTells(keys):
            return _first_valid(api, keys, messages, shapes)


def _alias(name: Identifier, members: Sequence[Identifier]) -> Code:
    """The definition of a union, on as many lines as `ruff format` gives it."""
    flat = join(" | ", members)
    line = code("{name}: TypeAlias = {members}", name=name, members=flat)
    if fits(line, 0):
        return line
    body = flat if fits(flat, 4) else join("\n| ", members)
    return code("{name}: TypeAlias = (\n{body}\n)", name=name, body=indented(body))


def _texts(names: Sequence[str]) -> Code:
    return collection("(", [literal(name) for name in names], ")", 16)


def _by_value(kind: Code, name: str, values: Values, messages: Mapping[str, Identifier]) -> Code:
    entries = [
        code("{value}: {cls}", value=literal(value), cls=messages[key]) for value, key in values.items()
    ]
    table = collection("{", entries, "}", 12)
    opening = code("{kind}(", kind=kind)
    return collection(opening, [literal(name), table], ")", 8, beside=len("choose="))


def _first_valid(api: Api, keys: tuple[str, ...], messages: Mapping[str, Identifier], shapes: Shapes) -> Code:
    tests: list[Code] = []
    for judge in (code("accepts"), code("tolerates")):
        for key in keys:
            payload = api.messages[key].payload
            if payload is not None:
                schema = literal(shapes.check(payload))
                test = code("partial(CHECKER.{judge}, {schema})", judge=judge, schema=schema)
                tests.append(collection("(", [test, messages[key]], ")", 16, 1))
    return collection("routing.FirstValid(", [collection("(", tests, ")", 12)], ")", 8, beside=8)


def _pattern(address: str) -> Code:
    """A regular expression with one group for each parameter, which matches anything but a slash."""
    pieces = _PARAMETER.split(address)
    expression = "".join("([^/]+)" if index % 2 else re.escape(piece) for index, piece in enumerate(pieces))
    return collection("routing.pattern(", [literal(expression)], ")", 8, beside=len("pattern=,"))


def _handler_docstring(api: Api, key: str, addresses: Sequence[str]) -> Code:
    notes = api.messages[key].notes
    told = notes.summary.strip() or notes.description.strip() or notes.title.strip()
    return docstring("\n\n".join(part for part in (told, f"Comes by {', '.join(addresses)}.") if part), _BODY)


def _sender_docstring(api: Api, key: str, use: Use) -> Code:
    notes = api.messages[key].notes
    told = notes.summary.strip() or notes.description.strip() or notes.title.strip()
    return docstring("\n\n".join(part for part in (told, f"Goes to {use.channel.address}.") if part), _BODY)
