"""The channels and messages of a document as a tree for people or as JSON; they were told by `plan`."""

import json
from collections.abc import Iterator, Mapping, Sequence

from eventwright.api import Api, Operation
from eventwright.package import Told
from eventwright.report.formats import JSON_FORMAT
from eventwright.report.visible import visible
from eventwright.target import Source


def tree_text(api: Api, told: Sequence[Told], source: Source) -> str:
    """Return channels, operations and messages, one on each line, in the document's order."""
    shown = source.shown(source.name)
    named = f"{api.info.title} {api.info.version}".strip() or "untitled"
    title = f"{named} ({shown}, AsyncAPI {api.asyncapi})"
    return "".join(f"{visible(line)}\n" for line in (title, *_channels(api, told)))


def tree_json(api: Api, told: Sequence[Told], source: Source) -> str:
    """Return the JSON that docs/commands.md describes."""
    value = {
        "format": JSON_FORMAT,
        "title": api.info.title,
        "version": api.info.version,
        "messages": [_message(each, source) for each in told],
    }
    return json.dumps(value, indent=2) + "\n"


def _channels(api: Api, told: Sequence[Told]) -> Iterator[str]:
    for channel in api.channels:
        yield channel.address
        for operation in channel.operations:
            messages = [
                each for each in told if (each.channel, each.action) == (channel.address, operation.action)
            ]
            yield from _operation(operation, messages)


def _operation(operation: Operation, messages: Sequence[Told]) -> Iterator[str]:
    name = f" {operation.operation_id}" if operation.operation_id else ""
    if not messages:
        yield f"  {operation.action}{name}: no message"
        return
    first = messages[0]
    apart = f", told apart by {first.told_apart_by}" if len(messages) > 1 and first.told_apart_by else ""
    number = "1 message" if len(messages) == 1 else f"{len(messages)} messages"
    yield f"  {operation.action}{name}: {first.direction} {number}{apart}"
    for each in messages:
        named = f" {each.message!r}" if each.message else ""
        yield f"    {each.message_class}{named}: payload {each.payload_class}"


def _message(each: Told, source: Source) -> Mapping[str, str | None]:
    return {
        "channel": each.channel,
        "action": each.action,
        "direction": each.direction,
        "operation_id": each.operation_id,
        "message": each.message,
        "class": each.message_class,
        "payload_class": each.payload_class,
        **_key("message", each.message_key, source),
        **_key("payload", each.payload_key, source),
        "told_apart_by": each.told_apart_by,
    }


def _key(name: str, key: str, source: Source) -> dict[str, str | None]:
    """Split a key into pointer and file; the file is told where it is not the document itself."""
    file, mark, pointer = key.partition("#")
    found: dict[str, str | None] = {f"{name}_pointer": pointer if mark else None}
    return found | ({f"{name}_file": source.shown(file)} if file else {})
