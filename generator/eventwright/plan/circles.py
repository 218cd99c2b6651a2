"""Which schemas contain themselves with no class between: through lists, maps and unions alone."""

from collections.abc import Iterator

from eventwright.api import Api, BooleanSchema, KeywordSchema, Reference, Schema, SchemaKey
from eventwright.plan.endless import endless


def circular_schemas(api: Api) -> frozenset[SchemaKey]:
    """Return the schemas whose Python type would have no end if it were written out."""
    return endless({key: tuple(_inside(schema)) for key, schema in api.schemas.items()})


def _inside(schema: Schema) -> Iterator[SchemaKey]:
    """The schemas that the type of this one would mention; a class has a name, so it ends there."""
    match schema:
        case Reference(target):
            yield target
        case BooleanSchema():
            return
        case KeywordSchema():
            for part in _parts(schema):
                yield from _inside(part)


def _parts(schema: KeywordSchema) -> Iterator[Schema]:
    # What allOf brings is merged in place, so its branches count although no type mentions them.
    yield from schema.combination.all_of
    if schema.object.properties:
        return
    yield from (*schema.combination.one_of, *schema.combination.any_of)
    yield from (item.schema for item in schema.object.patterns)
    yield from schema.array.prefix or ()
    yield from (part for part in (schema.object.additional, schema.array.items) if part is not None)
