"""Changes of a payload that flags ask for, written PATH=VALUE; the payload itself stays as it is."""

import json
from collections.abc import Sequence
from copy import deepcopy

from eventwright.json_value import Json
from eventwright.problems import Problem, UnreadableError, parse_pointer


def edited(payload: Json, said: Sequence[str]) -> Json:
    """Return the payload with values set; raises UnreadableError `send-set`.

    A path is `message.id`, `items.0.id` or a JSON Pointer; a value is JSON, else text.
    """
    found = deepcopy(payload)
    for text in said:
        path, mark, value = text.partition("=")
        if not mark or not path:
            raise _refused(text, "it is not written PATH=VALUE")
        names = parse_pointer(path) if path.startswith("/") else tuple(path.split("."))
        found = _set(found, names, _value(value), text)
    return found


def _value(text: str) -> Json:
    try:
        value: Json = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return text
    return value


def _no_number(text: str) -> Json:
    raise ValueError(text)


def _set(value: Json, path: Sequence[str], new: Json, text: str) -> Json:
    if not path:
        return new
    name, rest = path[0], path[1:]
    if value is None:
        # What is not there yet becomes an object.
        value = {}
    if isinstance(value, dict):
        return {**value, name: _set(value.get(name), rest, new, text)}
    if not isinstance(value, list):
        raise _refused(text, f"there is a value at {name!r} already that is neither an object nor a list")
    if not name.isdecimal() or int(name) > len(value):
        raise _refused(text, f"{name!r} is no place in a list of {len(value)}")
    index = int(name)
    before = value[index] if index < len(value) else None
    return [*value[:index], _set(before, rest, new, text), *value[index + 1 :]]


def _refused(text: str, why: str) -> UnreadableError:
    hint = "write --set message.id=7, or a JSON Pointer: --set /message/id=7"
    return UnreadableError([Problem("send-set", f"{text!r} sets nothing: {why}", hint=hint)])
