"""JSON values for tests: the judge's verdict on them, and random ones drawn from a schema, also mutated."""

import re
import string
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck
from hypothesis import strategies as st
from jsonschema import Draft7Validator, FormatChecker

Json = Any
Values = st.SearchStrategy[Json]
SLOW_BY_NATURE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


_UUID = re.compile("[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
# The judge of Draft-07 knows no uuid; ours is checked, as docs/decisions/strictness.md says.
JUDGED = FormatChecker(())
JUDGED.checkers = {
    **Draft7Validator.FORMAT_CHECKER.checkers,
    "uuid": (lambda value: not isinstance(value, str) or _UUID.fullmatch(value) is not None, ()),
}


def document_of(path: Path) -> dict[str, Json]:
    """The document as PyYAML reads it, so that the judge does not depend on our own reader."""
    found: dict[str, Json] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def judge_of(document: Mapping[str, Json], pointer: str) -> Draft7Validator:
    """A Draft-07 judge, formats and uuid on, for the schema at a pointer, say `#/components/schemas/Tree`."""
    schema = {"$ref": pointer, "components": document["components"], "channels": document["channels"]}
    return Draft7Validator(schema, format_checker=JUDGED)


CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(CHARACTERS, max_size=6) | st.sampled_from(["", "a", "2020-01-01"])
KEYS = st.text(string.ascii_letters, min_size=1, max_size=3)
# Whole floats are left out: an integer written 2.0 is read as 2, which has a test of its own.
FRACTIONS = st.floats(-1e9, 1e9).filter(lambda value: not value.is_integer())
SCALARS = st.none() | st.booleans() | st.integers() | FRACTIONS | TEXTS
ANYTHING: Values = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=5,
)
OFFSETS = st.sampled_from(["Z", "z", "+00:00", "-00:00", "+05:30", "-11:45", "+23:59"])
FRACTION_DIGITS = st.just("") | st.text(string.digits, min_size=1, max_size=9).map(
    lambda digits: "." + digits
)
DATES = st.dates(min_value=date(1, 1, 1)).map(date.isoformat)
TIMES = st.builds(
    lambda moment, digits, offset: moment.strftime("%H:%M:%S") + digits + offset,
    st.datetimes(),
    FRACTION_DIGITS,
    OFFSETS,
)
FORMATS: Mapping[str, Values] = {
    "date": DATES,
    "time": TIMES,
    # Moments that an offset would carry beyond the first or the last year are left out.
    "date-time": st.builds(
        lambda day, separator, time: day + separator + time,
        st.dates(date(2, 1, 1), date(9998, 12, 31)).map(date.isoformat),
        st.sampled_from("Tt"),
        TIMES,
    ),
    "uuid": st.uuids().map(str),
    "email": st.just("a@example.com"),
}
ALMOST_MOMENTS = st.sampled_from(
    [
        "2020-02-30T00:00:00Z",
        "2020-02-03 04:05:06Z",
        "2020-02-03T24:00:00Z",
        "2020-02-03T04:05:60Z",
        "2020-02-03T04:05:06",
        "2020-02-03T04:05Z",
        "20200203T040506Z",
        "2020-02-03T04:05:06+0530",
        "2020-W06-1",
        "04:05:06",
        datetime(2020, 2, 3, tzinfo=UTC).ctime(),
    ]
)


class Drawn:
    """Strategies for the schemas of one document; only keywords that its schemas use are known."""

    def __init__(self, document: Mapping[str, Json]) -> None:
        self._document = document
        self._named: dict[str, Values] = {}

    def at(self, pointer: str) -> Values:
        """Values of the schema at a pointer; most are valid."""
        if pointer not in self._named:
            schema = self._document
            for token in pointer.removeprefix("#/").split("/"):
                schema = schema[token]
            # Recursion ends here: a deferred strategy is drawn from only when it is needed.
            self._named[pointer] = st.deferred(lambda: self.of(schema))
        return self._named[pointer]

    def of(self, schema: Mapping[str, Json] | bool) -> Values:
        if isinstance(schema, bool):
            return ANYTHING
        for keyword, values in self._whole(schema).items():
            if keyword in schema:
                return values()
        types = schema.get("type", "object" if "properties" in schema else [])
        kinds = [types] if isinstance(types, str) else types
        return st.one_of([self._kind(kind, schema) for kind in kinds]) if kinds else ANYTHING

    def _whole(self, schema: Mapping[str, Json]) -> Mapping[str, Callable[[], Values]]:
        """The keywords that say alone what the values are."""
        return {
            "$ref": lambda: self.at(schema["$ref"]),
            "const": lambda: st.just(schema["const"]),
            "enum": lambda: st.sampled_from(schema["enum"]),
            "oneOf": lambda: st.one_of([self.of(branch) for branch in schema["oneOf"]]),
            "anyOf": lambda: st.one_of([self.of(branch) for branch in schema["anyOf"]]),
            "allOf": lambda: st.tuples(*map(self.of, schema["allOf"])).map(_joined),
        }

    def _kind(self, kind: str, schema: Mapping[str, Json]) -> Values:
        match kind:
            case "object":
                return self._object(schema)
            case "array":
                return self._array(schema)
            case "string":
                return FORMATS.get(schema.get("format", ""), TEXTS)
            case _:
                return _number_or_other(kind, schema)

    def _object(self, schema: Mapping[str, Json]) -> Values:
        properties = {name: self.of(inner) for name, inner in schema.get("properties", {}).items()}
        required = {name: properties.pop(name) for name in schema.get("required", ())}
        additional = schema.get("additionalProperties", True)
        declared = st.fixed_dictionaries(required, optional=properties)
        if additional is False:
            return declared
        extras = st.dictionaries(KEYS, self.of(additional), max_size=2)
        return st.tuples(extras, declared).map(_joined)

    def _array(self, schema: Mapping[str, Json]) -> Values:
        items = schema.get("items", True)
        if isinstance(items, list):
            return st.tuples(*map(self.of, items)).map(list)
        return st.lists(self.of(items), max_size=3)


def _number_or_other(kind: str, schema: Mapping[str, Json]) -> Values:
    least, most = schema.get("minimum"), schema.get("maximum")
    match kind:
        case "integer":
            return st.integers(least, most)
        case "number":
            return st.integers(least, most) | st.floats(least, most, allow_nan=False, allow_infinity=False)
        case "boolean":
            return st.booleans()
        case _:
            return st.none()


def _joined(parts: tuple[Mapping[str, Json], ...]) -> dict[str, Json]:
    return {key: item for part in parts for key, item in part.items()}


@st.composite
def mutated(draw: st.DrawFn, values: Values) -> Json:
    """A value of these in which, at one place, something is replaced, taken away or added."""
    value = draw(values)
    return draw(_changed(value))


@st.composite
def _changed(draw: st.DrawFn, value: Json) -> Json:
    inside = isinstance(value, dict | list) and bool(value) and draw(st.integers(0, 4)) > 0
    if not inside:
        return draw(_replaced(value))
    if isinstance(value, list):
        index = draw(st.integers(0, len(value) - 1))
        return [*value[:index], draw(_changed(value[index])), *value[index + 1 :]]
    key = draw(st.sampled_from(sorted(value)))
    rest = {name: item for name, item in value.items() if name != key}
    return rest if draw(st.integers(0, 3)) == 0 else {**rest, key: draw(_changed(value[key]))}


def _replaced(value: Json) -> Values:
    other = ANYTHING | ALMOST_MOMENTS | st.none()
    if isinstance(value, dict):
        return other | st.dictionaries(KEYS, ANYTHING, min_size=1, max_size=1).map(
            lambda extra: {**value, **extra}
        )
    if isinstance(value, list):
        return other | ANYTHING.map(lambda item: [*value, item])
    if isinstance(value, str):
        return other | st.just(value + "x") | st.just(value.upper())
    return other
