"""Of which JSON type a value is, as JSON Schema counts (Draft-07, 6.1.1); no schema is known here."""

from collections.abc import Collection

from eventwright.api import JsonType
from eventwright.json_value import Json


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


def is_of(value: Json, types: Collection[JsonType]) -> bool:
    """Whether the value is of one of the types."""
    found = type_of(value)
    return found in types or (found is JsonType.INTEGER and JsonType.NUMBER in types)
