"""Whether a generated decoder says all that a schema asks, so that no checker has to look first."""

from eventwright.api import (
    BooleanSchema,
    Combination,
    JsonType,
    KeywordSchema,
    NumberRules,
    TextRules,
)
from eventwright.plan.remarks import MEANT_FORMATS, TYPED_FORMATS
from eventwright.plan.types import (
    AnyType,
    ClassType,
    ConstantType,
    EnumType,
    MapType,
    Type,
    UnionType,
)

# Those that the type itself enforces are told apart from those that are the checker's.
_SILENT_FORMATS = MEANT_FORMATS | {None}


def is_straight(schema: KeywordSchema, wanted: Type) -> bool:
    """Whether decoding by the type accepts exactly what this schema, apart from its children, accepts."""
    return (
        schema.number == NumberRules()
        and _text_is_straight(schema)
        and _array_is_straight(schema)
        and _object_is_straight(schema, wanted)
        and _combination_is_straight(schema, wanted)
        and _values_are_straight(schema, wanted)
    )


def _text_is_straight(schema: KeywordSchema) -> bool:
    rules = schema.text
    if rules.format in TYPED_FORMATS:
        format_holds = JsonType.STRING in schema.types and schema.enum is None and schema.constant is None
    else:
        format_holds = rules.format in _SILENT_FORMATS
    return format_holds and TextRules(format=rules.format) == rules


def _array_is_straight(schema: KeywordSchema) -> bool:
    rules = schema.array
    return (
        rules.prefix is None
        and rules.min_items is None
        and rules.max_items is None
        and not rules.unique
        and rules.contains is None
    )


def _object_is_straight(schema: KeywordSchema, wanted: Type) -> bool:
    rules = schema.object
    counts = rules.min_properties is None and rules.max_properties is None
    plain = counts and not rules.patterns and rules.names is None and not rules.dependencies
    if isinstance(wanted, ClassType):
        declared = {item.name for item in rules.properties}
        return plain and set(rules.required) <= declared
    if isinstance(wanted, MapType):
        return plain and not rules.required and not _is_false(schema)
    return plain and not rules.required


def _is_false(schema: KeywordSchema) -> bool:
    additional = schema.object.additional
    return isinstance(additional, BooleanSchema) and not additional.allows


def _combination_is_straight(schema: KeywordSchema, wanted: Type) -> bool:
    rules = schema.combination
    if rules == Combination():
        return True
    branches = rules.one_of or rules.any_of
    alone = rules in (Combination(one_of=branches), Combination(any_of=branches))
    # A union decodes by asking the checker for its branch; nothing else may stand beside it.
    return alone and isinstance(wanted, UnionType) and not schema.types and not schema.object.properties


def _values_are_straight(schema: KeywordSchema, wanted: Type) -> bool:
    if schema.constant is not None and schema.enum is not None:
        return False
    if schema.constant is not None:
        return isinstance(wanted, ConstantType) and _types_fit(schema, wanted)
    if schema.enum is not None:
        return isinstance(wanted, EnumType) and _types_fit(schema, wanted)
    if isinstance(wanted, AnyType):
        return not _says_anything(schema)
    return True


def _types_fit(schema: KeywordSchema, wanted: ConstantType | EnumType) -> bool:
    value = wanted.value if isinstance(wanted, ConstantType) else None
    if isinstance(wanted, EnumType):
        kind = JsonType(wanted.scalar.name.lower().replace("text", "string"))
    elif isinstance(value, bool):
        kind = JsonType.BOOLEAN
    else:
        kind = JsonType.STRING if isinstance(value, str) else JsonType.INTEGER
    return schema.types in ((), (kind,))


def _says_anything(schema: KeywordSchema) -> bool:
    structure = (schema.object.properties, schema.object.additional, schema.array.items, schema.types)
    return any(structure)
