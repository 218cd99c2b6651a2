"""The channels and messages of a document as a tree for people or as JSON; they were told by `plan`."""

import json
from collections.abc import Iterator, Mapping, Sequence

from eventwright.api import Api, Channel, Message, Operation, SecurityRequirement, as_written
from eventwright.json_value import Json
from eventwright.package import Told
from eventwright.plan.security import alternatives
from eventwright.reading import Source
from eventwright.report.formats import JSON_FORMAT
from eventwright.report.visible import visible


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
        "servers": [
            {
                "name": server.name,
                "url": server.url,
                "protocol": server.protocol,
                "security": _security(server.security),
                "bindings": dict(server.bindings),
            }
            for server in api.servers
        ],
        "messages": [
            {**_message(each, source), **_delivery(each, source, *_parts(api, each))} for each in told
        ],
    }
    return json.dumps(value, indent=2) + "\n"


def document_json(document: Json) -> str:
    """Return a document as JSON, which any reader takes for what it is."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _channels(api: Api, told: Sequence[Told]) -> Iterator[str]:
    for channel in api.channels:
        yield channel.address
        for operation in channel.operations:
            messages = [
                each for each in told if (each.channel, each.action) == (channel.address, operation.action)
            ]
            needed = alternatives(api, channel, operation)
            needs = " or ".join(" and ".join(names) or "nothing" for names in needed)
            yield from _operation(operation, messages, f"; needs {needs}" if needs else "")


def _operation(operation: Operation, messages: Sequence[Told], needs: str) -> Iterator[str]:
    name = f" {operation.operation_id}" if operation.operation_id else ""
    if not messages:
        yield f"  {operation.action}{name}: no message"
        return
    first = messages[0]
    apart = f", told apart by {first.told_apart_by}" if len(messages) > 1 and first.told_apart_by else ""
    number = "1 message" if len(messages) == 1 else f"{len(messages)} messages"
    yield f"  {operation.action}{name}: {first.direction} {number}{apart}{needs}"
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


def _parts(api: Api, each: Told) -> tuple[Channel, Operation, Message]:
    channel = next(channel for channel in api.channels if channel.address == each.channel)
    operation = next(operation for operation in channel.operations if operation.action == each.action)
    return channel, operation, api.messages[each.message_key]


def _delivery(
    each: Told, source: Source, channel: Channel, operation: Operation, message: Message
) -> Mapping[str, Json]:
    """How the message travels, as the document says it."""
    correlation = message.correlation_id
    return {
        "content_type": each.content_type,
        "correlation_id": None if correlation is None else correlation.location,
        "parameters": [
            {
                "name": parameter.name,
                "description": parameter.description,
                "location": parameter.location or None,
                **_key("schema", parameter.schema.key if parameter.schema is not None else "", source),
            }
            for parameter in channel.parameters
        ],
        "security": _security(operation.security),
        "bindings": {
            "channel": dict(channel.bindings),
            "operation": dict(operation.bindings),
            "message": dict(message.bindings),
        },
    }


def _security(needs: Sequence[SecurityRequirement]) -> Json:
    """Alternatives; of one of them all schemes hold, with the scopes that each needs."""
    return [{name: list(scopes) for name, scopes in need.schemes} for need in needs]


def _key(name: str, key: str, source: Source) -> dict[str, str | None]:
    """Split a key into pointer and file; the file is told where it is not the document itself."""
    file, mark, pointer = as_written(key).partition("#")
    found: dict[str, str | None] = {f"{name}_pointer": pointer if mark else None}
    return found | ({f"{name}_file": source.shown(file)} if file else {})
