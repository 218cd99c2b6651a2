"""Which schemas contain themselves with no class between: through lists, maps and unions alone."""

from collections.abc import Iterator

from eventwright.api import Api, BooleanSchema, KeywordSchema, Reference, Schema, SchemaKey
from eventwright.plan.discriminators import tags_of
from eventwright.plan.endless import endless
from eventwright.plan.merge import merged


def circular_schemas(api: Api) -> frozenset[SchemaKey]:
    """Return the schemas whose Python type would have no end if it were written out."""
    return endless({key: tuple(_inside(api, schema)) for key, schema in api.schemas.items()})


def _inside(api: Api, schema: Schema) -> Iterator[SchemaKey]:
    """The schemas that the type of this one would mention; a class has a name, so it ends there."""
    match schema:
        case Reference(target):
            yield target
        case BooleanSchema():
            return
        case KeywordSchema():
            # What allOf brings is merged in place, so its branches count only by what they bring.
            for part in _parts(api, merged(api, schema)):
                yield from _inside(api, part)


def _parts(api: Api, flat: KeywordSchema) -> Iterator[Schema]:
    tags = tags_of(api, flat)
    if flat.object.properties and (tags is None or not tags.circular):
        return
    yield from (*flat.combination.one_of, *flat.combination.any_of)
    yield from (item.schema for item in flat.object.patterns)
    yield from flat.array.prefix or ()
    yield from (part for part in (flat.object.additional, flat.array.items) if part is not None)
