"""What `diff` says of two schemas against all values of a small world, judged under both by jsonschema."""

import json
from collections.abc import Iterator, Mapping
from itertools import product
from math import floor
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from tests.values import SLOW_BY_NATURE

from eventwright.diff import Comparison, Document, Severity, compare
from eventwright.documents import MemoryDocuments
from eventwright.load import inspect_document

Json = Any
Schemas = st.SearchStrategy[Json]

NAMES = ("a", "b")
SCALARS: tuple[Json, ...] = (None, True, False, -1, 0, 1, 2, 3, 4, 1.5, "", "a", "ab", "abc", "b")
BEYOND: tuple[Json, ...] = (
    -9,
    -2,
    -1.5,
    -0.5,
    0.25,
    0.5,
    2.5,
    6,
    9,
    "aaaa",
    "aaab",
    "c",
    "cc",
    "ccc",
    "cccc",
    "bbbb",
)
"""Past all bounds that schemas below have, or between them."""
FLAT: tuple[Json, ...] = (
    *SCALARS,
    *BEYOND,
    *([item] for item in SCALARS),
    *([first, other] for first, other in product(SCALARS[::2], SCALARS[::3])),
    [],
    ["a", "b", "abc"],
    [1, 1, 1],
)


def _objects(values: tuple[Json, ...]) -> Iterator[Json]:
    yield {}
    for name in (*NAMES, "c"):
        yield from ({name: value} for value in values)
    yield from ({"a": first, "b": other} for first, other in product(SCALARS[::2], SCALARS[::2]))
    yield from ({"a": first, "c": other} for first, other in product(SCALARS[::3], SCALARS[::4]))
    yield from ({"a": value, "b": ""} for value in values)
    yield {"a": 1, "b": 2, "c": 3}


INNER = (*FLAT, *_objects((*SCALARS, *BEYOND)))
WORLD: tuple[Json, ...] = (*INNER, *_objects(INNER[::6]), *([item] for item in _objects(SCALARS[::3])))
"""Values that tell apart whatever the schemas below can say."""


def keywords(**options: Schemas) -> Schemas:
    return st.fixed_dictionaries({}, optional=options)


COUNTS = st.integers(0, 3)
BOUNDS = st.sampled_from([-1, 0, 1, 2, 1.5])
STRINGS = st.builds(
    lambda rest: {"type": "string", **rest},
    keywords(minLength=COUNTS, maxLength=COUNTS, pattern=st.sampled_from(["^a", "b$", "c"])),
)
NUMBERS = st.builds(
    lambda kind, rest: {"type": kind, **rest},
    st.sampled_from(["integer", "number"]),
    keywords(
        minimum=BOUNDS,
        maximum=BOUNDS,
        exclusiveMinimum=BOUNDS,
        exclusiveMaximum=BOUNDS,
        multipleOf=st.sampled_from([1, 2, 1.5]),
    ),
)
VALUES = st.lists(st.sampled_from(SCALARS), min_size=1, max_size=4, unique_by=json.dumps)
LISTED = st.builds(lambda values: {"enum": values}, VALUES) | st.builds(
    lambda value: {"const": value}, st.sampled_from(SCALARS)
)
SIMPLE = STRINGS | NUMBERS | LISTED | st.sampled_from([{"type": "boolean"}, {"type": "null"}, {}, True])


def _several(inner: Schemas) -> Schemas:
    arrays = st.builds(
        lambda rest: {"type": "array", **rest},
        keywords(items=inner, minItems=COUNTS, maxItems=COUNTS, uniqueItems=st.booleans(), contains=inner),
    )
    objects = st.builds(
        lambda rest: {"type": "object", **rest},
        keywords(
            properties=st.dictionaries(st.sampled_from(NAMES), inner, min_size=1, max_size=2),
            required=st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
            additionalProperties=st.booleans() | inner,
            minProperties=COUNTS,
            maxProperties=COUNTS,
            dependencies=st.sampled_from([{"a": ["b"]}, {"b": ["a"]}, {"a": {"required": ["b"]}}]),
            patternProperties=st.dictionaries(st.sampled_from(["^a", "b", "^[ab]$"]), inner, max_size=2),
            propertyNames=st.sampled_from([{"enum": ["a"]}, {"enum": ["a", "b"]}, {"maxLength": 0}]),
        ),
    )
    joined = st.builds(
        lambda keyword, branches: {keyword: branches},
        st.sampled_from(["allOf", "anyOf", "oneOf"]),
        st.lists(inner, min_size=1, max_size=3),
    )
    tuples = st.builds(
        lambda first, rest: {"type": "array", "items": first, **rest},
        st.lists(inner, min_size=1, max_size=2),
        keywords(additionalItems=st.booleans() | inner, maxItems=COUNTS, uniqueItems=st.booleans()),
    )
    decided = st.builds(
        lambda condition, then, other: {"if": condition, "then": then, "else": other},
        st.booleans() | inner,
        inner,
        inner,
    )
    negated = st.builds(lambda schema: {"not": schema}, inner)
    return arrays | tuples | objects | joined | decided | negated


SCHEMAS: Schemas = st.recursive(SIMPLE, _several, max_leaves=5)


def document(schema: Json, components: Mapping[str, Json] | None = None) -> Document:
    """A document with a message of this payload, and schemas that it refers to."""
    channel = {"publish": {"message": {"payload": schema}}}
    text: dict[str, Json] = {
        "asyncapi": "2.6.0",
        "info": {"title": "a", "version": "1"},
        "channels": {"c": channel},
    }
    text["components"] = {"schemas": components or {}}
    loaded = inspect_document(MemoryDocuments({"spec.json": json.dumps(text).encode()}), "spec.json")
    return Document(loaded.api, loaded.resolved)


def compared(old: Json, new: Json) -> Comparison:
    return compare(document(old), document(new))


def valid(schema: Json) -> list[bool]:
    judge = Draft7Validator(schema)
    return [judge.is_valid(value) for value in WORLD]


def witnesses(old: Json, new: Json) -> tuple[list[Json], list[Json]]:
    """Values that only the new schema accepts, and those that only the old one does."""
    pairs = list(zip(WORLD, valid(old), valid(new), strict=True))
    return (
        [value for value, before, after in pairs if after and not before],
        [value for value, before, after in pairs if before and not after],
    )


PROMISE = settings(max_examples=80, derandomize=True, suppress_health_check=SLOW_BY_NATURE, deadline=None)


@PROMISE
@given(SCHEMAS, SCHEMAS)
def test_what_breaks_someone_is_never_called_safe(old: Json, new: Json) -> None:
    verdict = compared(old, new).verdict
    for_receivers, for_senders = witnesses(old, new)
    if for_receivers:
        assert verdict.receiver is not Severity.SAFE, for_receivers[0]
    if for_senders:
        assert verdict.sender is not Severity.SAFE, for_senders[0]


OF_KINDS: Mapping[str, Mapping[str, Schemas]] = {
    "string": {"minLength": COUNTS, "maxLength": COUNTS},
    "integer": {"minimum": BOUNDS, "maximum": BOUNDS, "multipleOf": st.sampled_from([1, 2])},
    "number": {"exclusiveMinimum": BOUNDS, "exclusiveMaximum": BOUNDS, "multipleOf": st.just(0.5)},
}


@st.composite
def edited(draw: st.DrawFn) -> tuple[Json, Json]:
    """A schema, and the same with one keyword added, removed or changed."""
    kind = draw(st.sampled_from(sorted(OF_KINDS)))
    words = OF_KINDS[kind]
    schema = {"type": kind, **draw(keywords(**words))}
    name = draw(st.sampled_from(sorted(words)))
    value = draw(st.none() | words[name])
    other = {word: each for word, each in schema.items() if word != name}
    return schema, other if value is None else {**other, name: value}


@st.composite
def listed(draw: st.DrawFn) -> tuple[Json, Json]:
    """A list of values, and another one, or none any more."""
    values = draw(VALUES)
    other = draw(st.just({}) | VALUES.map(lambda each: {"enum": each}))
    return {"enum": values}, other


def inside(pair: tuple[Json, Json], required: list[str]) -> tuple[Json, Json]:
    old, new = (
        {"type": "object", "properties": {"a": each, "b": {"type": "string"}}, "required": required}
        for each in pair
    )
    return old, new


EDITS = edited() | listed()
NAMED = st.lists(st.sampled_from(NAMES), max_size=2, unique=True)


@PROMISE
@given(EDITS | st.builds(inside, EDITS, NAMED))
def test_one_edit_breaks_whom_a_value_says_it_breaks(pair: tuple[Json, Json]) -> None:
    old, new = pair
    assume(any(valid(old)) and any(valid(new)))
    verdict = compared(old, new).verdict
    for_receivers, for_senders = witnesses(old, new)
    broken = (verdict.receiver is Severity.BREAKING, verdict.sender is Severity.BREAKING)
    assert broken == (bool(for_receivers), bool(for_senders))


@PROMISE
@given(SCHEMAS, st.randoms(use_true_random=False))
def test_another_spelling_of_the_same_is_no_change(schema: Json, random: Random) -> None:
    components: dict[str, Json] = {}
    other = respelt(schema, random, components)
    changes = compare(document(schema), document(other, components)).changes
    assert [change.rule for change in changes if not change.rule.startswith("component-")] == []


INSIDE = ("items", "additionalProperties", "not", "contains")
JOINED = ("allOf", "anyOf", "oneOf")


def respelt(schema: Json, random: Random, components: dict[str, Json]) -> Json:
    """The schema in other words: order, references, wrappers, `const` and `enum`, bounds of integers."""
    if not isinstance(schema, dict):
        return {} if schema is True and random.random() < 0.5 else schema
    names = random.sample(list(schema), len(schema))
    words = {name: respelt_part(name, schema[name], random, components) for name in names}
    if "const" in words and random.random() < 0.5:
        words["enum"] = [words.pop("const")]
    if words.get("type") == "integer" and "exclusiveMaximum" not in words and "maximum" in words:
        words["exclusiveMaximum"] = floor(words.pop("maximum")) + 1
    return wrapped(words, random, components)


def respelt_part(name: str, part: Json, random: Random, components: dict[str, Json]) -> Json:
    if name in INSIDE:
        return respelt(part, random, components)
    if name in JOINED:
        return [respelt(branch, random, components) for branch in random.sample(part, len(part))]
    if name == "properties":
        return {
            each: respelt(part[each], random, components) for each in random.sample(list(part), len(part))
        }
    return random.sample(part, len(part)) if name in ("required", "enum") else part


def wrapped(schema: dict[str, Json], random: Random, components: dict[str, Json]) -> Json:
    match random.randrange(12):
        case 10:
            return {"not": {"not": schema}}
        case 11:
            return {"if": True, "then": schema, "else": {"enum": ["never"]}}
        case 0:
            return {random.choice(JOINED): [schema]}
        case 1:
            name = f"C{len(components)}"
            components[name] = schema
            return {"$ref": f"#/components/schemas/{name}"}
        case 2 if "properties" in schema and "additionalProperties" not in schema:
            apart = [{"properties": {name: each}} for name, each in schema["properties"].items()]
            rest = {name: value for name, value in schema.items() if name != "properties"}
            return {**rest, "allOf": [*rest.get("allOf", []), *apart]}
        case 3 if isinstance(schema.get("type"), str) and not schema.keys() & {"enum", "const", *JOINED}:
            return {"anyOf": [schema, {"type": "null"}] if schema["type"] == "null" else [schema]}
        case _:
            return schema


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"type": ["string", "null"]}, {"oneOf": [{"type": "string"}, {"type": "null"}]}),
        (
            {"type": ["string", "null"], "maxLength": 3},
            {"anyOf": [{"type": "null"}, {"maxLength": 3, "type": "string"}]},
        ),
        ({"enum": ["a", None]}, {"oneOf": [{"const": "a"}, {"type": "null"}]}),
        (
            {"type": ["object", "null"], "required": ["a"]},
            {"oneOf": [{"type": "object", "required": ["a"]}, {"const": None}]},
        ),
        ({"type": ["integer", "string"]}, {"oneOf": [{"type": "integer"}, {"type": "string"}]}),
        ({"type": ["integer", "number"]}, {"type": "number"}),
        ({"enum": ["a", "b"]}, {"oneOf": [{"const": "a"}, {"const": "b"}]}),
        ({"enum": ["a"]}, {"type": "string", "enum": ["a", 1], "minLength": 1}),
        ({"type": "boolean"}, {"enum": [True, False]}),
        (
            {"type": "object"},
            {"type": "object", "properties": {}, "required": [], "additionalProperties": True},
        ),
        ({"type": "object", "required": ["a"]}, {"type": "object", "required": ["a"], "minProperties": 1}),
        ({"type": "integer", "minimum": 1}, {"type": "integer", "exclusiveMinimum": 0.5}),
        ({"not": {"type": "null"}, "type": "string"}, {"type": "string"}),
        ({"anyOf": [{"required": ["a"]}, True]}, {}),
        ({"type": "array", "items": {}}, {"type": "array", "minItems": 0}),
        ({"if": {"required": ["a"]}}, {}),
        ({"if": True, "then": {"required": ["a"]}}, {"required": ["a"]}),
        ({"if": False, "then": {"required": ["a"]}, "else": {"type": "object"}}, {"type": "object"}),
        ({"not": {"not": {"type": "string", "maxLength": 2}}}, {"type": "string", "maxLength": 2}),
        ({"type": "integer", "enum": [1, 2]}, {"type": "integer", "minimum": 1, "maximum": 2}),
        ({"enum": [2, 4.0]}, {"type": "integer", "exclusiveMinimum": 1, "maximum": 5, "multipleOf": 2}),
        ({"type": "number", "multipleOf": 1}, {"type": "integer"}),
        (
            {"type": "number", "multipleOf": 3, "minimum": 1},
            {"type": "integer", "multipleOf": 3, "minimum": 3},
        ),
        ({"dependencies": {"a": ["b"]}}, {"dependencies": {"a": {"required": ["b"]}}}),
        (
            {"type": "array", "items": [{"type": "string"}, True], "additionalItems": False},
            {"type": "array", "items": [{"type": "string"}, True], "additionalItems": False, "maxItems": 2},
        ),
        (
            {"type": "array", "items": [{"type": "string"}], "maxItems": 1},
            {"type": "array", "items": [{"type": "string"}], "maxItems": 1, "additionalItems": False},
        ),
        ({"dependencies": {"a": ["b", "a"]}, "required": ["b"]}, {"required": ["b"]}),
        ({"type": "array", "maxItems": 1, "uniqueItems": True}, {"type": "array", "maxItems": 1}),
        (
            {"type": "array", "items": [{"type": "string"}, True], "maxItems": 1},
            {"type": "array", "items": [{"type": "string"}], "additionalItems": False},
        ),
        ({"type": "array", "maxItems": 0}, {"type": "array", "maxItems": 0, "items": {"type": "string"}}),
        (
            {"type": "object", "properties": {"a": {}}, "additionalProperties": False},
            {"type": "object", "properties": {"a": {}}, "additionalProperties": False, "maxProperties": 1},
        ),
    ],
)
def test_two_ways_to_say_the_same_are_no_change(one: Json, other: Json) -> None:
    assert compared(one, other).changes == ()
    assert compared(other, one).changes == ()


TEXT = {"type": "string"}
SHORT = {"type": "string", "maxLength": 2}
SHORTER = {"type": "string", "maxLength": 1}
CARD = {"type": "object", "required": ["a"], "properties": {"a": TEXT}}
CASH = {"type": "object", "required": ["b"], "properties": {"b": TEXT}}
SHORT_CARD = {"type": "object", "required": ["a"], "properties": {"a": SHORT}}
SHORTER_CARD = {"type": "object", "required": ["a"], "properties": {"a": SHORTER}}


NULL = {"type": "null"}
FEW = {"type": "integer", "maximum": 3}
MANY = {"type": "integer", "minimum": 2}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"anyOf": [CARD, CASH]}, {"anyOf": [CARD, CASH, CARD]}),
        ({"anyOf": [CARD, CASH]}, {"anyOf": [CARD, CASH, SHORT_CARD]}),
        ({"anyOf": [CARD, SHORT_CARD]}, {"anyOf": [CARD, SHORTER_CARD]}),
        ({"anyOf": [SHORT, TEXT]}, {"anyOf": [SHORTER, TEXT]}),
        ({"anyOf": [SHORT_CARD, CASH]}, {"anyOf": [SHORTER_CARD, CASH]}),
        ({"anyOf": [CARD, CASH]}, {"anyOf": [SHORT_CARD, CARD]}),
        (TEXT, {"anyOf": [TEXT, SHORT]}),
        ({"oneOf": [TEXT]}, {"oneOf": [TEXT, TEXT]}),
        ({"oneOf": [CARD, CARD]}, {"oneOf": [CARD]}),
        ({"oneOf": [NULL, CARD]}, {"oneOf": [CARD, CASH, NULL]}),
        ({"anyOf": [NULL, CARD]}, {"anyOf": [CARD, CASH, NULL]}),
        ({**CARD, "type": ["object", "null"]}, {"anyOf": [CARD, CASH, NULL]}),
        ({"oneOf": [FEW, TEXT]}, {"oneOf": [FEW, TEXT, MANY]}),
        ({"oneOf": [{"const": "a"}, {"const": "b"}]}, {"oneOf": [{"const": "a"}, {"const": "b"}, CARD]}),
    ],
)
def test_a_branch_within_another_breaks_whom_a_value_says_it_breaks(one: Json, other: Json) -> None:
    for old, new in ((one, other), (other, one)):
        verdict = compared(old, new).verdict
        for_receivers, for_senders = witnesses(old, new)
        broken = (verdict.receiver is Severity.BREAKING, verdict.sender is Severity.BREAKING)
        assert broken == (bool(for_receivers), bool(for_senders))


INTEGERS = {"type": "integer"}
CLOSED = {"additionalProperties": False}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"^a": INTEGERS}, {"^ab": INTEGERS}),
        ({"^a": INTEGERS}, {"^ab": {"type": "number"}}),
        ({"^a": {"type": "number"}}, {"^ab": INTEGERS}),
        ({"^a": INTEGERS}, {"^b": INTEGERS}),
        ({"^a": INTEGERS, "b$": TEXT}, {"^ab": INTEGERS, "b$": TEXT}),
    ],
)
@pytest.mark.parametrize("around", [{}, CLOSED])
def test_a_pattern_within_another_breaks_whom_a_value_says_it_breaks(
    one: Json, other: Json, around: Json
) -> None:
    values = [{name: value} for name in ("a", "ab", "ac", "b", "c") for value in (1, 1.5, "x")]
    for old, new in ((one, other), (other, one)):
        schemas = [{"type": "object", "patternProperties": each, **around} for each in (old, new)]
        verdict = compared(*schemas).verdict
        before, after = (Draft7Validator(schema) for schema in schemas)
        gained = any(after.is_valid(each) and not before.is_valid(each) for each in values)
        lost = any(before.is_valid(each) and not after.is_valid(each) for each in values)
        broken = (verdict.receiver is Severity.BREAKING, verdict.sender is Severity.BREAKING)
        assert broken == (gained, lost)


@pytest.mark.parametrize("kind", ["oneOf", "anyOf"])
@pytest.mark.parametrize("few", [[NULL, CARD], [CARD, NULL], [TEXT, CARD], [{"const": "a"}, {"const": "b"}]])
def test_a_branch_beside_merged_ones_is_told_once(kind: str, few: list[Json]) -> None:
    many = [*few, {"type": "object", "required": ["b", "c"]}]
    rules = {"oneOf": "one-of-branch", "anyOf": "any-of-branch"}
    for old, new, what in ((few, many, "added"), (many, few, "removed")):
        changes = compared({kind: old}, {kind: new}).changes
        told = [change.rule for change in changes if "overlap" not in change.rule]
        assert told == [f"{rules[kind]}-{what}"]
