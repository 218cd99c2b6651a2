"""The shape of one schema object by its own keywords, without those that join whole schemas."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from eventwright.api import (
    ArrayRules,
    BooleanSchema,
    Dependency,
    JsonType,
    KeywordSchema,
    NumberRules,
    ObjectRules,
    Schema,
    SchemaKey,
    TextRules,
)
from eventwright.diff.shapes.shape import (
    ALL_TYPES,
    Arrays,
    Bound,
    Count,
    Needed,
    Numbers,
    Objects,
    Part,
    Shape,
    Spot,
    Texts,
    Value,
    Word,
)
from eventwright.diff.shapes.values import value_text
from eventwright.json_value import Json


def keyword_shape(schema: KeywordSchema) -> Shape:
    """Return what the keywords of a schema accept, as if it had none of allOf, anyOf, oneOf, not and if."""
    spot = Spot(schema.key)
    values, listed = _values(schema, spot)
    return Shape(
        schemas=(schema,),
        types=types_of(schema.types),
        typed=spot.child("type") if schema.types else None,
        values=values,
        listed=listed,
        open=schema.extensible,
        numbers=_numbers(schema.number, spot),
        texts=_texts(schema.text, spot),
        arrays=_arrays(schema.array, schema.key),
        objects=_objects(schema.object, schema.key),
    )


def types_of(written: Sequence[JsonType]) -> frozenset[JsonType]:
    """Return the types that `type` allows; an integer is a number, and no `type` allows any."""
    if not written:
        return ALL_TYPES
    types = frozenset(written)
    return types - {JsonType.INTEGER} if JsonType.NUMBER in types else types


def free(schema: Schema) -> bool:
    """Whether a schema says by its own words that it accepts anything."""
    if isinstance(schema, BooleanSchema):
        return schema.allows
    if not isinstance(schema, KeywordSchema):
        return False
    plain = KeywordSchema(
        key=schema.key, place=schema.place, annotations=schema.annotations, known=schema.known
    )
    return schema == plain


def part(schema: Schema | None, key: SchemaKey, *tokens: str) -> Part | None:
    """Return the part that a keyword declares; None where it leaves the part free."""
    return None if schema is None or free(schema) else Part((schema,), Spot(key, tokens))


def exact(number: int | float) -> Fraction:
    """Return the number that is written, not the nearest that the machine has for it."""
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)


def _values(schema: KeywordSchema, spot: Spot) -> tuple[tuple[Value, ...] | None, Spot | None]:
    if schema.constant is not None:
        constant = _value(schema.constant.value, spot.child("const"))
        if schema.enum is None or constant in _distinct(schema.enum, spot):
            return (constant,), constant.spot
        return (), constant.spot
    if schema.enum is None:
        return None, None
    return tuple(_distinct(schema.enum, spot)), spot.child("enum")


def _distinct(values: Sequence[Json], spot: Spot) -> list[Value]:
    found = (_value(value, spot.child("enum", str(index))) for index, value in enumerate(values))
    return list({value.text: value for value in found}.values())


def _value(value: Json, spot: Spot) -> Value:
    return Value(value, value_text(value), spot)


def _numbers(rules: NumberRules, spot: Spot) -> Numbers:
    if rules == NumberRules():
        return Numbers()
    lows = [(rules.minimum, False, "minimum"), (rules.exclusive_minimum, True, "exclusiveMinimum")]
    highs = [(rules.maximum, False, "maximum"), (rules.exclusive_maximum, True, "exclusiveMaximum")]
    return Numbers(
        minimum=max(_bounds(lows, spot), key=lambda bound: (bound.value, bound.exclusive), default=None),
        maximum=min(_bounds(highs, spot), key=lambda bound: (bound.value, not bound.exclusive), default=None),
        multiples=()
        if rules.multiple_of is None
        else ((exact(rules.multiple_of), spot.child("multipleOf")),),
    )


def _bounds(written: Sequence[tuple[int | float | None, bool, str]], spot: Spot) -> Iterator[Bound]:
    for number, exclusive, keyword in written:
        if number is not None:
            value = exact(number)
            yield Bound(value, exclusive, (value, exclusive), spot.child(keyword))


def _least(number: int | None, spot: Spot) -> Count | None:
    return Count(number, spot) if number else None


def _most(number: int | None, spot: Spot) -> Count | None:
    return None if number is None else Count(number, spot)


def _texts(rules: TextRules, spot: Spot) -> Texts:
    if rules == TextRules():
        return Texts()
    return Texts(
        min_length=_least(rules.min_length, spot.child("minLength")),
        max_length=_most(rules.max_length, spot.child("maxLength")),
        patterns=() if not rules.pattern else (Word(rules.pattern, spot.child("pattern")),),
        formats=() if not rules.format else (Word(rules.format, spot.child("format")),),
    )


def _arrays(rules: ArrayRules, key: SchemaKey) -> Arrays:
    spot = Spot(key)
    prefix = rules.prefix or ()
    contains = None if rules.contains is None else Part((rules.contains,), spot.child("contains"))
    return Arrays(
        prefix=tuple(Part((schema,), spot.child("items", str(index))) for index, schema in enumerate(prefix)),
        rest=part(rules.rest, key, "additionalItems") if prefix else part(rules.items, key, "items"),
        listed=bool(prefix),
        min_items=_least(rules.min_items, spot.child("minItems")),
        max_items=_most(rules.max_items, spot.child("maxItems")),
        unique=spot.child("uniqueItems") if rules.unique else None,
        contains=() if contains is None else (contains,),
    )


def _objects(rules: ObjectRules, key: SchemaKey) -> Objects:
    spot = Spot(key)
    required = {name: spot.child("required", str(index)) for index, name in enumerate(rules.required)}
    return Objects(
        properties={
            each.name: Part((each.schema,), spot.child("properties", each.name)) for each in rules.properties
        },
        required=required,
        patterns={
            each.name: Part((each.schema,), spot.child("patternProperties", each.name))
            for each in rules.patterns
            if not free(each.schema) or rules.additional is not None
        },
        additional=part(rules.additional, key, "additionalProperties"),
        names=part(rules.names, key, "propertyNames"),
        min_properties=_least(rules.min_properties, spot.child("minProperties")),
        max_properties=_most(rules.max_properties, spot.child("maxProperties")),
        dependencies={
            each.name: _needed(each, key)
            for each in rules.dependencies
            if each.required or (each.schema is not None and not free(each.schema))
        },
    )


def _needed(dependency: Dependency, key: SchemaKey) -> Needed:
    """A schema that does nothing but require names is a list of them."""
    spot, schema = Spot(key, ("dependencies", dependency.name)), dependency.schema
    if isinstance(schema, KeywordSchema) and free(
        replace(schema, types=(), object=replace(schema.object, required=()))
    ):
        return Needed(frozenset(schema.object.required), None, spot)
    return Needed(frozenset(dependency.required), part(schema, key, "dependencies", dependency.name), spot)
