"""The wrappers of Avro's unions: which of them need no class, since beside them there is only null."""

from collections.abc import Sequence

from eventwright.api import JsonType, KeywordSchema, Schema, SchemaKey


def only_wrapper(branches: Sequence[Schema]) -> KeywordSchema | None:
    """Return the one wrapper of a union that has nothing else but null; None where it is another union."""
    wrappers = [each for each in branches if isinstance(each, KeywordSchema) and each.object.wrapper]
    others = [each for each in branches if each not in wrappers]
    return wrappers[0] if len(wrappers) == 1 and all(map(_is_null, others)) else None


def tag_of(wrapper: KeywordSchema) -> str:
    """Return the key that the value stands under."""
    return wrapper.object.properties[0].name


def inside(wrapper: KeywordSchema) -> Schema:
    """Return the schema of the value in a wrapper."""
    return wrapper.object.properties[0].schema


def tag_in(union: Schema) -> str:
    """Return the key of the only wrapper in a union; nothing where it is no such union."""
    wrapper = only_wrapper(union.combination.one_of) if isinstance(union, KeywordSchema) else None
    return "" if wrapper is None else tag_of(wrapper)


def loose_unions(record: KeywordSchema) -> frozenset[SchemaKey]:
    """Return the fields' unions of a record whose values may stand without their wrapper.

    Only of a field is it remembered how it was written.
    """
    if not record.object.complete:
        return frozenset()
    return frozenset(each.schema.key for each in record.object.properties if tag_in(each.schema))


def _is_null(schema: Schema) -> bool:
    return isinstance(schema, KeywordSchema) and schema.types == (JsonType.NULL,)
