"""Single values as JSON has them: whether two are equal, and of which type one is."""

import json

from eventwright.api import JsonType
from eventwright.json_value import Json


def value_text(value: Json) -> str:
    """Return a text that is equal for equal values: 1 is 1.0, true is not 1, and keys have no order."""
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=False)


def type_of(value: Json) -> JsonType:
    """Return the narrowest type that the value is of."""
    match value:
        case None:
            return JsonType.NULL
        case bool():
            return JsonType.BOOLEAN
        case int():
            return JsonType.INTEGER
        case float():
            return JsonType.INTEGER if value.is_integer() else JsonType.NUMBER
        case str():
            return JsonType.STRING
        case list():
            return JsonType.ARRAY
        case dict():
            return JsonType.OBJECT


def is_of(value: Json, types: frozenset[JsonType]) -> bool:
    """Whether the value is of one of the types."""
    found = type_of(value)
    return found in types or (found is JsonType.INTEGER and JsonType.NUMBER in types)


def _plain(value: Json) -> Json:
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_plain(each) for each in value]
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case _:
            return value
