"""What Avro says of single values: whether a default is one of its field, and which logical type holds."""

from collections.abc import Mapping

from eventwright.json_value import Json
from eventwright.read.avro_names import Names
from eventwright.read.cursor import Cursor

_LOGICAL: Mapping[str, frozenset[str]] = {
    "decimal": frozenset({"bytes", "fixed"}),
    "uuid": frozenset({"string", "fixed"}),
    "date": frozenset({"int"}),
    "time-millis": frozenset({"int"}),
    "time-micros": frozenset({"long"}),
    "timestamp-millis": frozenset({"long"}),
    "timestamp-micros": frozenset({"long"}),
    "timestamp-nanos": frozenset({"long"}),
    "local-timestamp-millis": frozenset({"long"}),
    "local-timestamp-micros": frozenset({"long"}),
    "local-timestamp-nanos": frozenset({"long"}),
    "duration": frozenset({"fixed"}),
}
_SIZES = {"uuid": 16, "duration": 12}
_BITS = {"int": 31, "long": 63}
_LARGEST_BYTE = 255


def logical_type(cursor: Cursor, kind: str) -> str:
    """Return the logical type that holds; one that is unknown or does not fit is ignored, as Avro has it."""
    written = cursor.mapping.get("logicalType") if isinstance(cursor.value, dict) else None
    if not isinstance(written, str) or kind not in _LOGICAL.get(written, ()):
        return ""
    if kind == "fixed" and written in _SIZES and cursor.mapping.get("size") != _SIZES[written]:
        return ""
    return written


def default_fits(written: Cursor, value: Json, names: Names, namespace: str) -> bool:
    """Whether a default is a value of the type, where a union means its first branch (Avro 1.9, Records)."""
    cursor = written.followed() or written
    if isinstance(cursor.value, list):
        first = next(cursor.listed(), None)
        return first is not None and default_fits(first, value, names, namespace)
    kind = cursor.value.get("type") if isinstance(cursor.value, dict) else cursor.value
    if isinstance(kind, dict | list):
        child = cursor.child("type")
        return child is not None and default_fits(child, value, names, namespace)
    if not isinstance(kind, str):
        return True
    if kind in ("array", "map", "record", "error", "enum", "fixed"):
        return _complex_fits(cursor, kind, value, names, namespace)
    definition = names.find(kind, namespace)
    if definition is not None and definition is not cursor:
        return default_fits(definition, value, names, namespace)
    return _primitive_fits(kind, value)


def _primitive_fits(kind: str, value: Json) -> bool:
    match kind:
        case "null":
            return value is None
        case "boolean":
            return isinstance(value, bool)
        case "int" | "long":
            return type(value) is int and -(2 ** _BITS[kind]) <= value < 2 ** _BITS[kind]
        case "float" | "double":
            return type(value) in (int, float)
        case "string":
            return isinstance(value, str)
        case "bytes":
            return _is_bytes(value)
        case _:
            return True


def _complex_fits(cursor: Cursor, kind: str, value: Json, names: Names, namespace: str) -> bool:
    match kind, value:
        case "array", list():
            items = cursor.child("items")
            return items is None or all(default_fits(items, item, names, namespace) for item in value)
        case "map", dict():
            values = cursor.child("values")
            return values is None or all(
                default_fits(values, item, names, namespace) for item in value.values()
            )
        case "enum", str():
            return value in cursor.texts("symbols")
        case "fixed", str():
            return _is_bytes(value) and len(value) == cursor.amount("size")
        case "record" | "error", dict():
            return _record_fits(cursor, value, names, names.namespace(cursor, namespace))
        case _:
            return False


def _record_fits(cursor: Cursor, value: dict[str, Json], names: Names, namespace: str) -> bool:
    for field in cursor.elements("fields"):
        name, kind = field.text("name"), field.child("type")
        if name not in value:
            if "default" not in field.mapping:
                return False
        elif kind is not None and not default_fits(kind, value[name], names, namespace):
            return False
    return True


def _is_bytes(value: Json) -> bool:
    return isinstance(value, str) and all(ord(character) <= _LARGEST_BYTE for character in value)
