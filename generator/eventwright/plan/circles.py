"""Which schemas contain themselves with no class between: through lists, maps and unions alone."""

from collections.abc import Iterator
from typing import assert_never

from eventwright.api import Api, BooleanSchema, KeywordSchema, Reference, Schema, SchemaKey
from eventwright.plan.discriminators import tags_of
from eventwright.plan.endless import endless
from eventwright.plan.merge import merged


def circular_schemas(api: Api) -> frozenset[SchemaKey]:
    """Return the schemas whose Python type would have no end if it were written out."""
    graph: dict[SchemaKey, tuple[SchemaKey, ...]] = {}
    waiting = dict(api.schemas)
    while waiting:
        key, schema = waiting.popitem()
        inside = tuple(_inside(api, schema))
        graph[key] = tuple(part.target if isinstance(part, Reference) else part.key for part in inside)
        inline = (part for part in inside if not isinstance(part, Reference))
        waiting |= {part.key: part for part in inline if part.key not in graph}
    return endless(graph)


def _inside(api: Api, schema: Schema) -> Iterator[Schema]:
    """The schemas that the type of this one would mention; a class has a name, so it ends there."""
    match schema:
        case KeywordSchema():
            # What allOf brings is merged in place, so its branches count only by what they bring.
            yield from _parts(api, merged(api, schema))
        case BooleanSchema():
            return
        case Reference():
            yield schema
        case _:
            assert_never(schema)


def _parts(api: Api, flat: KeywordSchema) -> Iterator[Schema]:
    tags = tags_of(api, flat)
    if flat.object.properties and (tags is None or not tags.circular):
        return
    yield from (*flat.combination.one_of, *flat.combination.any_of)
    yield from (item.schema for item in flat.object.patterns)
    yield from flat.array.prefix or ()
    yield from (part for part in (flat.object.additional, flat.array.items) if part is not None)
