"""Draft-07 against the judge: random schemas and values, on which the checker and jsonschema must agree."""

from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

NAMES = st.sampled_from(["a", "b", "c", "ab", "d1"])
TEXTS = st.sampled_from(
    ["", "a", "ab", "abc", "b1", "\U0001f600", "x@y", "2019-02-28T17:39:52Z", "2019-02-28"]
)
# Quarters and halves only: on them the judge's binary arithmetic for multipleOf is exact.
NUMBERS = st.integers(-3, 6) | st.integers(-8, 16).map(lambda number: number / 4)
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=8,
)
TYPES = st.sampled_from(["null", "boolean", "integer", "number", "string", "array", "object"])
PATTERNS = st.sampled_from(["^a", "b", "^[a-c]*$", r"\d", "^(a|b)+$", "^.$", "a|b$"])
FORMATS = st.sampled_from(["date-time", "date", "email", "ipv4", "uri", "regex", "unheard-of", "hostname"])
COUNTS = st.integers(0, 4)
ASSERTIONS: dict[str, st.SearchStrategy[Any]] = {
    "type": TYPES | st.lists(TYPES, min_size=1, max_size=3, unique=True),
    "enum": st.lists(VALUES, min_size=1, max_size=4),
    "const": VALUES,
    "multipleOf": st.sampled_from([1, 2, 3, 0.5, 0.25, 1.5]),
    "minimum": NUMBERS,
    "maximum": NUMBERS,
    "exclusiveMinimum": NUMBERS,
    "exclusiveMaximum": NUMBERS,
    "minLength": COUNTS,
    "maxLength": COUNTS,
    "pattern": PATTERNS,
    "format": FORMATS,
    "minItems": COUNTS,
    "maxItems": COUNTS,
    "uniqueItems": st.booleans(),
    "minProperties": COUNTS,
    "maxProperties": COUNTS,
    "required": st.lists(NAMES, max_size=2, unique=True),
}
DOWNWARDS = st.sampled_from([{"$ref": "#/definitions/first"}, {"$ref": "#/definitions/second"}])


def applicators(inner: st.SearchStrategy[Any]) -> dict[str, st.SearchStrategy[Any]]:
    below = inner | DOWNWARDS
    branches = st.lists(inner, min_size=1, max_size=3)
    return {
        "properties": st.dictionaries(NAMES, below, max_size=3),
        "patternProperties": st.dictionaries(PATTERNS, below, max_size=2),
        "additionalProperties": below,
        "propertyNames": inner,
        "dependencies": st.dictionaries(NAMES, inner | st.lists(NAMES, max_size=2, unique=True), max_size=2),
        # The judge breaks on boolean items beside additionalItems, so items are an object or a list here.
        "items": below.filter(lambda schema: not isinstance(schema, bool))
        | st.lists(below, min_size=1, max_size=3),
        "additionalItems": below,
        "contains": below,
        "allOf": branches,
        "anyOf": branches,
        "oneOf": branches,
        "not": inner,
        "if": inner,
        "then": inner,
        "else": inner,
    }


def objects_of(table: dict[str, st.SearchStrategy[Any]], most: int) -> st.SearchStrategy[dict[str, Any]]:
    keywords = st.lists(st.sampled_from(sorted(table)), max_size=most, unique=True)
    return keywords.flatmap(lambda chosen: st.fixed_dictionaries({name: table[name] for name in chosen}))


SCHEMAS: st.SearchStrategy[Any] = st.recursive(
    st.booleans() | objects_of(ASSERTIONS, 2),
    lambda inner: objects_of(ASSERTIONS | applicators(inner), 4) | objects_of(applicators(inner), 2),
    max_leaves=6,
)
ROOTS = SCHEMAS.filter(lambda schema: not isinstance(schema, bool)) | st.builds(
    lambda schema: {"$ref": "#/definitions/first", "not": schema}, SCHEMAS
)
# Only `first` refers to `second` in place, so that no circle of references stays at one value.
LIBRARIES = st.fixed_dictionaries(
    {"root": ROOTS, "first": SCHEMAS | st.just({"$ref": "#/definitions/second"}), "second": SCHEMAS}
)


SLOW_BY_NATURE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@st.composite
def sampled(draw: st.DrawFn, schema: Any, library: dict[str, Any], depth: int = 0) -> Any:
    """A value that is likely to come close to the schema."""
    if not isinstance(schema, dict) or depth > 3 or draw(st.integers(0, 9)) == 0:
        return draw(VALUES)
    if "$ref" in schema:
        return draw(sampled(library[schema["$ref"].rpartition("/")[2]], library, depth + 1))
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))
    for keyword in ("allOf", "anyOf", "oneOf"):
        if keyword in schema:
            return draw(sampled(draw(st.sampled_from(schema[keyword])), library, depth + 1))
    if "properties" in schema or "required" in schema:
        value = draw(st.dictionaries(NAMES, SCALARS, max_size=1))
        value |= {name: draw(SCALARS) for name in schema.get("required", ())}
        for name, inner in schema.get("properties", {}).items():
            value[name] = draw(sampled(inner, library, depth + 1))
        return value
    if isinstance(schema.get("items"), dict):
        return [draw(sampled(schema["items"], library, depth + 1)) for _ in range(draw(COUNTS))]
    return draw(VALUES)


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Any], list[Any]]:
    library = draw(LIBRARIES)
    return library, [draw(sampled(library["root"], library)) for _ in range(4)]


def schemas_of(library: dict[str, Any]) -> dict[str, Any]:
    return {"root": library["root"]} | {
        f"#/definitions/{name}": library[name] for name in ("first", "second")
    }


def hides_a_boolean_in_an_item(value: Any) -> bool:
    """Whether the judge's sorting may miss a duplicate: it takes [1] and [true] for the same to sort by."""
    if isinstance(value, dict):
        return any(map(hides_a_boolean_in_an_item, value.values()))
    if isinstance(value, list):
        return any(isinstance(item, list) for item in value) and (
            "True" in repr(value) or "False" in repr(value)
        )
    return False


def judge_of(library: dict[str, Any]) -> Draft7Validator:
    root = library["root"]
    schema = {"allOf": [root], "definitions": {"first": library["first"], "second": library["second"]}}
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)


def test_the_judge_checks_formats() -> None:
    judge = Draft7Validator({"format": "date-time"}, format_checker=Draft7Validator.FORMAT_CHECKER)
    assert not judge.is_valid("nonsense")


@settings(max_examples=500, deadline=None, suppress_health_check=SLOW_BY_NATURE)
@given(case=cases())
def test_strictly_a_value_is_accepted_exactly_where_the_judge_accepts_it(
    check: ModuleType, case: tuple[dict[str, Any], list[Any]]
) -> None:
    library, values = case
    judge = judge_of(library)
    checker = check.Checker(schemas_of(library), check.STRICT)
    for value in values:
        if "uniqueItems" in repr(library) and hides_a_boolean_in_an_item([value]):
            continue
        accepted = checker.accepts("root", value)
        assert accepted == judge.is_valid(value), value
        assert accepted == (not checker.explain("root", value)) == checker.tolerates("root", value)


LENIENCIES = st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans())


@settings(max_examples=300, deadline=None, suppress_health_check=SLOW_BY_NATURE)
@given(case=cases(), switches=LENIENCIES)
def test_leniency_refuses_nothing_that_is_valid(
    check: ModuleType, case: tuple[dict[str, Any], list[Any]], switches: tuple[bool, bool, bool, bool]
) -> None:
    library, values = case
    lenient = check.Checker(schemas_of(library), check.Leniency(*switches))
    for value in values:
        tolerated = lenient.tolerates("root", value)
        assert tolerated or not lenient.accepts("root", value), value
        assert tolerated == (not lenient.explain("root", value)), value


@settings(max_examples=200, deadline=None, suppress_health_check=SLOW_BY_NATURE)
@given(case=cases(), exclusive=st.booleans(), lenient=st.booleans())
def test_a_branch_is_chosen_exactly_where_the_union_is_accepted(
    check: ModuleType, case: tuple[dict[str, Any], list[Any]], exclusive: bool, lenient: bool
) -> None:
    library, values = case
    names = ["root", "#/definitions/first", "#/definitions/second"]
    union = {"union": {"oneOf" if exclusive else "anyOf": [{"$ref": name} for name in names]}}
    leniency = check.LENIENT if lenient else check.STRICT
    checker = check.Checker(schemas_of(library) | union, leniency)
    for value in values:
        try:
            chosen = checker.choose(names, value, exclusive)
        except Exception as refusal:
            assert type(refusal).__name__ == "Mismatch"
            assert not checker.tolerates("union", value)
        else:
            assert checker.tolerates("union", value)
            assert checker.tolerates(names[chosen], value)
            assert checker.accepts(names[chosen], value) or not any(checker.accepts(n, value) for n in names)


@pytest.mark.parametrize(
    ("schema", "value", "ours", "the_judges"),
    [
        ({"multipleOf": 0.01}, 19.99, True, False),
        ({"pattern": "^a$"}, "a\n", False, True),
        ({"patternProperties": {"^a$": False}}, {"a\n": 1}, True, False),
        ({"format": "date-time"}, "2019-02-28T17:39:52Z\n", False, True),
        ({"uniqueItems": True}, [[1], [True], [1.0]], False, True),
    ],
)
def test_a_listed_difference_is_still_one(
    check: ModuleType, schema: Any, value: Any, ours: bool, the_judges: bool
) -> None:
    judge = Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)
    assert check.Checker({"a": schema}, check.STRICT).accepts("a", value) is ours
    assert judge.is_valid(value) is the_judges
