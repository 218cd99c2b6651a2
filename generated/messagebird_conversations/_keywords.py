"""The keywords of Draft-07, sections 6 to 9 of its validation text: one function compiles each to a test."""

import operator
from collections.abc import Callable, Iterable, Mapping, Sized
from typing import Any, Final

from ._formats import FORMATS, INTEGER_FORMATS, compiled_pattern, counted, echo, frozen, is_multiple
from ._walk import NO_NAMES, STRICT, Schema, Scope, Test, Walk

Siblings = Mapping[str, Any]
Build = Callable[[Any, Siblings, Scope], Test | None]

_NAMED_MEMBERS: Final = 8
_NUMBERS: Final[frozenset[type]] = frozenset({int, float})
_TEXTS: Final[frozenset[type]] = frozenset({str})
_ARRAYS: Final[frozenset[type]] = frozenset({list})
_OBJECTS: Final[frozenset[type]] = frozenset({dict})
_KINDS: Final[dict[str, frozenset[type]]] = {
    "null": frozenset({type(None)}),
    "boolean": frozenset({bool}),
    "integer": frozenset({int}),
    "number": _NUMBERS,
    "string": _TEXTS,
    "array": _ARRAYS,
    "object": _OBJECTS,
}


def passes(value: Any, walk: Walk) -> None:
    """The schema `true`."""


def refuses(value: Any, walk: Walk) -> None:
    """The schema `false`."""
    walk.refuse("false", "nothing here", value)


def every(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def test(value: Any, walk: Walk) -> None:
        for each in tests:
            each(value, walk)

    return test if tests else passes


def _type(operand: Any, _: Siblings, scope: Scope) -> Test:
    names: list[str] = [operand] if isinstance(operand, str) else operand
    kinds = frozenset[type]().union(*(_KINDS[name] for name in names))
    whole, expected = "integer" in names, " or ".join(names)

    def test(value: Any, walk: Walk) -> None:
        if type(value) not in kinds and not (whole and type(value) is float and value.is_integer()):
            walk.refuse("type", expected, value)

    return test


def _enum(operand: Any, _: Siblings, scope: Scope) -> Test:
    members = frozenset(map(frozen, operand))
    kinds = frozenset(map(_kind, operand)) if scope.leniency.open_enums else frozenset[str]()
    named = ", ".join(map(echo, operand[:_NAMED_MEMBERS]))
    more = f" and {len(operand) - _NAMED_MEMBERS} more" if len(operand) > _NAMED_MEMBERS else ""

    def test(value: Any, walk: Walk) -> None:
        if frozen(value) in members:
            return
        kind = _kind(value)
        if kind not in kinds and not (kind == "integer" and "number" in kinds):
            walk.refuse("enum", f"one of {named}{more}", value)

    return test


def _kind(value: Any) -> str:
    """The narrowest JSON Schema type of a value; 1.0 is an integer."""
    if type(value) is float and value.is_integer():
        return "integer"
    return next((name for name, kinds in _KINDS.items() if type(value) in kinds), "foreign")


def _const(operand: Any, _: Siblings, scope: Scope) -> Test:
    member = frozen(operand)

    def test(value: Any, walk: Walk) -> None:
        if frozen(value) != member:
            walk.refuse("const", echo(operand), value)

    return test


def _assertion(
    keyword: str, kinds: frozenset[type], holds: Callable[[Any, Any], bool], expected: Callable[[Any], str]
) -> Build:
    """A keyword that compares a value of some types with its operand and passes all others."""

    def build(operand: Any, _: Siblings, scope: Scope) -> Test:
        def test(value: Any, walk: Walk) -> None:
            if type(value) in kinds and not holds(value, operand):
                walk.refuse(keyword, expected(operand), value)

        return test

    return build


def _longer(value: Sized, limit: float) -> bool:
    return len(value) >= limit


def _shorter(value: Sized, limit: float) -> bool:
    return len(value) <= limit


def _unique(value: Any, wanted: Any) -> bool:
    return not wanted or len(set(map(frozen, value))) == len(value)


def _least(keyword: str, kinds: frozenset[type], noun: str) -> Build:
    return _assertion(keyword, kinds, _longer, lambda limit: f"at least {counted(limit, noun)}")


def _most(keyword: str, kinds: frozenset[type], noun: str) -> Build:
    return _assertion(keyword, kinds, _shorter, lambda limit: f"at most {counted(limit, noun)}")


def _pattern(operand: Any, _: Siblings, scope: Scope) -> Test | None:
    pattern = compiled_pattern(operand)
    if pattern is None:
        return None
    search = pattern.search

    def test(value: Any, walk: Walk) -> None:
        if type(value) is str and search(value) is None:
            walk.refuse("pattern", f"text that matches {echo(operand)}", value)

    return test


def _format(operand: Any, _: Siblings, scope: Scope) -> Test | None:
    if not scope.leniency.constraints and operand not in ("date-time", "date", "time"):
        return None
    if operand in INTEGER_FORMATS:
        return _integer_format(operand)
    holds = FORMATS.get(operand)
    if holds is None:
        return None

    def test(value: Any, walk: Walk) -> None:
        if type(value) is str and not holds(value):
            walk.refuse("format", f"text of the format {operand}", value)

    return test


def _integer_format(name: str) -> Test:
    least, greatest = INTEGER_FORMATS[name]

    def test(value: Any, walk: Walk) -> None:
        if _kind(value) == "integer" and not least <= value <= greatest:
            walk.refuse("format", f"an integer of the format {name}", value)

    return test


def _items(operand: Any, _: Siblings, scope: Scope) -> Test:
    if type(operand) in _ARRAYS:
        return _tuple(operand, scope)
    check = scope.below(operand)

    def test(value: Any, walk: Walk) -> None:
        if type(value) in _ARRAYS:
            for index, item in enumerate(value):
                check(item, walk.below(index))

    return test


def _tuple(operand: Iterable[Schema], scope: Scope) -> Test:
    checks = [scope.below(each) for each in operand]

    def test(value: Any, walk: Walk) -> None:
        if type(value) in _ARRAYS:
            for index, (item, check) in enumerate(zip(value, checks, strict=False)):
                check(item, walk.below(index))

    return test


def _additional_items(operand: Any, siblings: Siblings, scope: Scope) -> Test | None:
    first: Any = siblings.get("items")
    if type(first) not in _ARRAYS:
        return None
    start, check = len(first), scope.below(operand)

    def test(value: Any, walk: Walk) -> None:
        if type(value) in _ARRAYS:
            for index in range(start, len(value)):
                check(value[index], walk.below(index))

    return test


def _contains(operand: Any, _: Siblings, scope: Scope) -> Test:
    check = scope.strict().below(operand)

    def test(value: Any, walk: Walk) -> None:
        if type(value) in _ARRAYS and not any(walk.fits(check, item) for item in value):
            walk.refuse("contains", "an item that fits the schema under 'contains'", value)

    return test


def _required_names(operand: Any, _: Siblings, scope: Scope) -> Test:
    def test(value: Any, walk: Walk) -> None:
        if type(value) in _OBJECTS:
            for name in operand:
                if name not in value:
                    walk.refuse("required", f"the property {echo(name)}", value)

    return test


def _properties(operand: Any, _: Siblings, scope: Scope) -> Test:
    checks: dict[str, Test] = {name: scope.below(each) for name, each in operand.items()}
    nullable = checks.keys() - scope.required if scope.leniency.null_optionals else NO_NAMES

    def test(value: Any, walk: Walk) -> None:
        if type(value) in _OBJECTS:
            for name, check in checks.items():
                if name in value and (value[name] is not None or name not in nullable):
                    check(value[name], walk.below(name))

    return test


def _pattern_properties(operand: Any, _: Siblings, scope: Scope) -> Test:
    checks = [
        (pattern.search, scope.below(each))
        for text, each in operand.items()
        if (pattern := compiled_pattern(text)) is not None
    ]

    def test(value: Any, walk: Walk) -> None:
        if type(value) in _OBJECTS:
            names = [name for name in value if type(name) is str]
            for search, check in checks:
                for name in filter(search, names):
                    check(value[name], walk.below(name))

    return test


def _additional_properties(operand: Any, siblings: Siblings, scope: Scope) -> Test | None:
    if operand is True or (operand is False and not scope.leniency.forbid_unknown):
        return None
    known = frozenset(siblings.get("properties", ()))
    patterns = [found for text in siblings.get("patternProperties", ()) if (found := compiled_pattern(text))]
    check = scope.below(operand)

    def test(value: Any, walk: Walk) -> None:
        if type(value) in _OBJECTS:
            for name in value:
                if name not in known and not any(pattern.search(str(name)) for pattern in patterns):
                    check(value[name], walk.below(name))

    return test


def _property_names(operand: Any, _: Siblings, scope: Scope) -> Test:
    check = scope.strict().below(operand)

    def test(value: Any, walk: Walk) -> None:
        if type(value) in _OBJECTS:
            for name in value:
                if not walk.fits(check, name):
                    walk.refuse("propertyNames", "names that fit the schema under 'propertyNames'", name)

    return test


def _dependencies(operand: Any, _: Siblings, scope: Scope) -> Test:
    checks = {
        name: _required_names(each, {}, scope) if isinstance(each, list) else scope.here(each)
        for name, each in operand.items()
    }

    def test(value: Any, walk: Walk) -> None:
        if type(value) in _OBJECTS:
            for name, check in checks.items():
                if name in value:
                    check(value, walk)

    return test


def _condition(operand: Any, siblings: Siblings, scope: Scope) -> Test:
    condition = scope.strict().here(operand)
    then, otherwise = scope.here(siblings.get("then", True)), scope.here(siblings.get("else", True))

    def test(value: Any, walk: Walk) -> None:
        (then if walk.fits(condition, value) else otherwise)(value, walk)

    return test


def _not(operand: Any, _: Siblings, scope: Scope) -> Test:
    check = scope.strict().here(operand)

    def test(value: Any, walk: Walk) -> None:
        if walk.fits(check, value):
            walk.refuse("not", "a value that does not fit the schema under 'not'", value)

    return test


def _all_of(operand: Any, _: Siblings, scope: Scope) -> Test:
    return every([scope.here(each) for each in operand])


def _any_of(operand: Any, _: Siblings, scope: Scope) -> Test:
    strict = [scope.strict().here(each) for each in operand]
    lenient = strict if scope.leniency == STRICT else [scope.here(each) for each in operand]

    def test(value: Any, walk: Walk) -> None:
        if not any(walk.fits(each, value) for each in strict + lenient):
            walk.refuse_union("anyOf", lenient, value)

    return test


def _one_of(operand: Any, siblings: Siblings, scope: Scope) -> Test:
    if scope.leniency != STRICT:
        return _any_of(operand, siblings, scope)
    branches = [scope.here(each) for each in operand]

    def test(value: Any, walk: Walk) -> None:
        fitting = sum(walk.fits(each, value) for each in branches)
        if fitting == 0:
            walk.refuse_union("oneOf", branches, value)
        elif fitting > 1:
            walk.refuse("oneOf", f"a value that fits one branch of {len(branches)}, not {fitting}", value)

    return test


KEYWORDS: Final[dict[str, Build]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "minimum": _assertion("minimum", _NUMBERS, operator.ge, "at least {}".format),
    "exclusiveMinimum": _assertion("exclusiveMinimum", _NUMBERS, operator.gt, "more than {}".format),
    "maximum": _assertion("maximum", _NUMBERS, operator.le, "at most {}".format),
    "exclusiveMaximum": _assertion("exclusiveMaximum", _NUMBERS, operator.lt, "less than {}".format),
    "multipleOf": _assertion("multipleOf", _NUMBERS, is_multiple, "a multiple of {}".format),
    "minLength": _least("minLength", _TEXTS, "character"),
    "maxLength": _most("maxLength", _TEXTS, "character"),
    "pattern": _pattern,
    "format": _format,
    "minItems": _least("minItems", _ARRAYS, "item"),
    "maxItems": _most("maxItems", _ARRAYS, "item"),
    "uniqueItems": _assertion("uniqueItems", _ARRAYS, _unique, "items that differ from each other".format),
    "items": _items,
    "additionalItems": _additional_items,
    "contains": _contains,
    "minProperties": _least("minProperties", _OBJECTS, "property"),
    "maxProperties": _most("maxProperties", _OBJECTS, "property"),
    "required": _required_names,
    "properties": _properties,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
    "propertyNames": _property_names,
    "dependencies": _dependencies,
    "if": _condition,
    "not": _not,
    "allOf": _all_of,
    "anyOf": _any_of,
    "oneOf": _one_of,
}
"""What compiles each keyword, in the order in which problems are told."""

STRUCTURE: Final = frozenset(
    {"type", "enum", "const", "format", "required", "properties", "patternProperties", "additionalProperties"}
    | {"items", "additionalItems", "allOf", "anyOf", "oneOf"}
)
"""What is still judged where constraints are off; of the formats only those of dates and times."""
