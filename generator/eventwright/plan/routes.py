"""Channels: what is received and sent there, how messages are told apart, and the handlers and senders."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eventwright.addresses import names_in
from eventwright.api import Action, Api, Channel, Operation
from eventwright.code import Code, Part, code, collection, docstring, fits, indented, join, literal, union
from eventwright.names import METHOD_RESERVED, Identifier, distinct, identifier, method_name
from eventwright.options import Perspective
from eventwright.package import Handler, Route, Sender
from eventwright.plan.bindings import bindings
from eventwright.plan.choices import BodyPlan
from eventwright.plan.locations import location_of
from eventwright.plan.parameters import Variable, field_names, variables
from eventwright.plan.parts import split_by_body
from eventwright.plan.scope import Scope
from eventwright.plan.security import Alternatives, alternatives
from eventwright.plan.shapes import Shapes
from eventwright.plan.tellings import Telling

_BODY = 8
_UNKNOWN = identifier("UnknownMessage")
_DECODED = code("self.decode_address(channel, body, headers)")


@dataclass(frozen=True, slots=True)
class Names:
    """The class of each message by key; by address the union of messages, and the class of parameters."""

    messages: Mapping[str, Identifier]
    unions: Mapping[str, Identifier]
    parameters: Mapping[str, Identifier]


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
    api: Api, use: Use, names: Names, shapes: Shapes, named: str = ""
) -> tuple[Route, tuple[Telling, ...]]:
    """Plan the route of a channel, and say what tells its messages apart, which the user may have `named`."""
    channel = use.channel
    parts = split_by_body(api, use.operation.messages, shapes, named)
    plan = BodyPlan(api, names.messages, shapes)
    others = [plan.body(part, 12, 1) for part in parts[1:]]
    security = alternatives(api, channel, use.operation)
    union = names.unions[channel.address]
    planned = Route(
        address=literal(channel.address),
        union=union,
        messages=tuple(names.messages[key] for key in use.operation.messages),
        alias=_alias(union, [*(names.messages[key] for key in use.operation.messages), _UNKNOWN]),
        decoded=collection("cast(", [union, _DECODED], ")", 8, beside=len("return ")),
        operation_id=literal(use.operation.operation_id),
        body=plan.body(parts[0], 8, len("body=,")),
        others=collection("(", others, ")", 8, beside=len("others=,")) if others else None,
        parameters=names.parameters.get(channel.address),
        security=_alternatives(security) if security else None,
        bindings=bindings(channel, use.operation, None, 8),
    )
    return planned, tuple(part.telling for part in parts)


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


def senders(api: Api, uses: Sequence[Use], names: Names, scope: Scope, shapes: Shapes) -> tuple[Sender, ...]:
    """Plan one method for each message that is sent; where it goes by two channels, they are in the names."""
    found = [(use, key) for use in uses for key in use.operation.messages]
    uses_of = Counter(key for _, key in found)
    wires = {
        (use.channel.address, key): f"{names.messages[key]} {use.channel.address}"
        if uses_of[key] > 1
        else names.messages[key]
        for use, key in found
    }
    methods = distinct(wires.values(), method_name, METHOD_RESERVED)
    plan = _SenderPlan(api, names, scope, shapes)
    return tuple(plan.sender(use, key, methods[wires[use.channel.address, key]]) for use, key in found)


@dataclass(frozen=True, slots=True)
class _SenderPlan:
    """What all senders are planned with."""

    api: Api
    names: Names
    scope: Scope
    shapes: Shapes

    def sender(self, use: Use, key: str, name: Identifier) -> Sender:
        message = self.names.messages[key]
        given = field_names(use.channel, METHOD_RESERVED | {"message", "headers"})
        parameters = [
            self._parameter(variable, given[variable.declared.name])
            for variable in variables(use.channel, self.shapes)
        ]
        # All are keywords, so one without a default may follow one with a default.
        signature = [*parameters, code("headers: Mapping[str, str] | None = None")]
        return Sender(
            name=name,
            message=message,
            docstring=_sender_docstring(self.api, key, use),
            signature=_signature(name, message, signature),
            outgoing=self._outgoing(use, key, given),
        )

    def _parameter(self, variable: Variable, name: Identifier) -> Code:
        annotation = self.scope.annotation(variable.type)
        if location_of(variable.declared.location) is None:
            return code("{name}: {annotation}", name=name, annotation=annotation)
        optional = union([annotation, code("None")])
        return code("{name}: {annotation} = None", name=name, annotation=optional)

    def _outgoing(self, use: Use, key: str, given: Mapping[str, Identifier]) -> Code:
        address = use.channel.address
        parts: list[Part] = [code("message"), literal(address), code("headers=headers")]
        kind = self.names.parameters.get(address)
        if kind is not None:
            values = [
                code("{wire}: {name}", wire=literal(wire), name=given[wire]) for wire in names_in(address)
            ]
            table = collection("{", values, "}", 16, beside=1)
            pair = collection("(", [kind, table], ")", 12, beside=len("parameters=,"))
            parts.append(code("parameters={pair}", pair=pair))
        facts = bindings(use.channel, use.operation, self.api.messages[key], 12)
        if facts is not None:
            parts.append(code("bindings={facts}", facts=facts))
        parts.append(code("writers=self._writers"))
        return collection("routing.outgoing(", parts, ")", 8, beside=len("out = "))


def _signature(name: Identifier, message: Identifier, parameters: Sequence[Code]) -> Code:
    star = [code("*"), *parameters] if parameters else []
    items = [code("self"), code("message: {cls}", cls=message), *star]
    return collection("(", items, ")", 4, beside=len("async def ") + len(name) + len(" -> None:"))


def _uses(api: Api, action: Action) -> Iterator[Use]:
    for channel in api.channels:
        for operation in channel.operations:
            if operation.action is action and operation.messages:
                yield Use(channel, operation)


def _alternatives(found: Alternatives) -> Code:
    sets = [collection("(", [literal(name) for name in names], ")", 12, 1) for names in found]
    return collection("(", sets, ")", 8, beside=len("security=,"))


def _alias(name: Identifier, members: Sequence[Identifier]) -> Code:
    """The definition of a union, on as many lines as `ruff format` gives it."""
    flat = join(" | ", members)
    line = code("{name}: TypeAlias = {members}", name=name, members=flat)
    if fits(line, 0):
        return line
    body = flat if fits(flat, 4) else join("\n| ", members)
    return code("{name}: TypeAlias = (\n{body}\n)", name=name, body=indented(body))


def _handler_docstring(api: Api, key: str, addresses: Sequence[str]) -> Code:
    notes = api.messages[key].notes
    told = notes.summary.strip() or notes.description.strip() or notes.title.strip()
    return docstring("\n\n".join(part for part in (told, f"Comes by {', '.join(addresses)}.") if part), _BODY)


def _sender_docstring(api: Api, key: str, use: Use) -> Code:
    notes = api.messages[key].notes
    told = notes.summary.strip() or notes.description.strip() or notes.title.strip()
    return docstring("\n\n".join(part for part in (told, f"Goes to {use.channel.address}.") if part), _BODY)
