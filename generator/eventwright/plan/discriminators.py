"""Which branch of a union an object names by the value of its discriminator; nothing of decoding."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eventwright.api import Api, Discriminator, KeywordSchema, Reference, Schema, SchemaKey
from eventwright.plan.merge import inherits, merged
from eventwright.problems import parse_pointer


@dataclass(frozen=True, slots=True)
class Tags:
    """The number of the branch that each value of a property names.

    `circular` means that branches are made from the union's own schema by `allOf`, so that Draft-07 never
    comes to a verdict about them: there the property alone decides.
    """

    property: str
    branches: Mapping[str, int]
    circular: bool


def tags_of(api: Api, schema: KeywordSchema) -> Tags | None:
    """Return what names the branches of a union; None where nothing does."""
    found = schema.annotations.discriminator
    branches = schema.combination.one_of or schema.combination.any_of
    if found is None or not branches:
        return None
    table: dict[str, int] = {}
    for value, index in _named(api, branches, found):
        table.setdefault(value, index)
    circular = any(_inherits(api, branch, schema.key) for branch in schema.combination.one_of)
    return Tags(found.property, table, circular) if table else None


def _named(api: Api, branches: tuple[Schema, ...], found: Discriminator) -> Iterator[tuple[str, int]]:
    keys = [branch.target if isinstance(branch, Reference) else branch.key for branch in branches]
    yield from ((value, keys.index(key)) for value, key in found.mapping if key in keys)
    for index, branch in enumerate(branches):
        yield from ((value, index) for value in _values(api, branch, found.property))
    # Where neither says so, a schema goes by its own name (Schema Object of AsyncAPI 2.6).
    yield from ((name, index) for index, key in enumerate(keys) for name in _name(key))


def _name(key: SchemaKey) -> tuple[str, ...]:
    return parse_pointer(key.partition("#")[2])[-1:]


def _values(api: Api, branch: Schema, name: str) -> Iterator[str]:
    """The texts that the property is limited to in a branch."""
    schema = api.schema(branch)
    if not isinstance(schema, KeywordSchema):
        return
    for declared in merged(api, schema).object.properties:
        target = api.schema(declared.schema)
        if declared.name == name and isinstance(target, KeywordSchema):
            flat = merged(api, target)
            written = [flat.constant.value] if flat.constant is not None else flat.enum or ()
            yield from (value for value in written if isinstance(value, str))


def _inherits(api: Api, branch: Schema, key: SchemaKey) -> bool:
    schema = api.schema(branch)
    return isinstance(schema, KeywordSchema) and inherits(api, schema, key)
