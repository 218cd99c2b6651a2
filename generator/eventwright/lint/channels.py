"""Rules about channels: their addresses, the parameters in them, the servers that have them."""

from collections.abc import Iterator

from eventwright.addresses import fixed_parts, names_in, repeated_names
from eventwright.documents import did_you_mean, nearest
from eventwright.lint.node import Node, operations
from eventwright.problems import Problem
from eventwright.rules import finding
from eventwright.source.findings import shown


def channel_problems(root: Node) -> Iterator[Problem]:
    """Yield what is wrong with the channels of a document, those of its components included."""
    shapes: dict[tuple[str, ...], str] = {}
    for entry in root.child("channels").children():
        channel = entry.followed()
        yield from _address(entry)
        yield from _parameters(entry, channel)
        yield from _same_addresses(entry, shapes)
        if isinstance(channel.value, dict) and not any(operations(channel)):
            message = f"the channel {shown(entry.name)} has neither 'publish' nor 'subscribe'"
            yield finding("empty-channel", message, entry.key_place)
    yield from _servers(root)


def _address(entry: Node) -> Iterator[Problem]:
    address = entry.name
    if any("?" in text or "#" in text for text in fixed_parts(address)):
        message = f"the address {shown(address)} holds a query or a fragment"
        yield finding("address-with-query", message, entry.key_place)
    twice = repeated_names(address)
    if twice:
        message = f"the address {shown(address)} holds the parameter {shown(twice[0])} more than once"
        yield finding("repeated-parameter", message, entry.key_place)


def _parameters(entry: Node, channel: Node) -> Iterator[Problem]:
    used = dict.fromkeys(names_in(entry.name))
    declared = channel.declared("parameters")
    if declared is None:
        return
    unused = [name for name in declared if name not in used]
    for name in used:
        if name not in declared:
            message = f"the parameter {shown(name)} of the address {shown(entry.name)} is not declared"
            hint = did_you_mean(nearest(name, unused)) or f"add {shown(name)} to the channel's 'parameters'"
            yield finding("undeclared-parameter", message, entry.key_place, hint)
    code = "unused-parameter" if used else "needless-declaration"
    for name in unused:
        message = f"the parameter {shown(name)} is not in the address {shown(entry.name)}"
        hint = did_you_mean(nearest(name, [known for known in used if known not in declared]))
        yield finding(code, message, channel.child("parameters", name).key_place, hint)


def _same_addresses(entry: Node, shapes: dict[tuple[str, ...], str]) -> Iterator[Problem]:
    first = shapes.setdefault(fixed_parts(entry.name), entry.name)
    if first != entry.name:
        message = f"the addresses {shown(entry.name)} and {shown(first)} differ in names of parameters only"
        yield finding("same-address", message, entry.key_place)


def _servers(root: Node) -> Iterator[Problem]:
    known = root.declared("servers")
    if known is None:
        return
    channels = [*root.child("channels").children(), *root.child("components", "channels").children()]
    # A channel that several entries refer to has one list.
    for channel in {entry.followed().location: entry.followed() for entry in channels}.values():
        for element in channel.child("servers").elements():
            if isinstance(element.value, str) and element.value not in known:
                message = f"the server {shown(element.value)} is not in 'servers'"
                hint = did_you_mean(nearest(element.value, known))
                yield finding("unknown-server", message, element.place, hint)
