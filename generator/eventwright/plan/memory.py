"""What an object of an Avro record remembers of how it was read: absent fields, unions without wrapper."""

from collections.abc import Mapping

from eventwright.code import Code, code, display
from eventwright.names import Identifier, identifier
from eventwright.plan.scope import Scope
from eventwright.plan.shaped import ObjectShape
from eventwright.plan.types import accepts_null

_BODY = 8
_NULLS = identifier("NULLS")
_TAGS = identifier("TAGS")


def written_nulls(shape: ObjectShape) -> tuple[str, ...]:
    """Return the fields that are written as null where they have no value and were not absent before."""
    if not shape.schema.object.complete:
        return ()
    return tuple(each.wire for each in shape.fields if not each.required and accepts_null(each.type))


def loose_tags(shape: ObjectShape) -> Mapping[str, str]:
    """Return the fields whose value may stand without the wrapper of this key."""
    return {each.wire: each.tag for each in shape.fields if each.tag}


def memory_constants(shape: ObjectShape, scope: Scope) -> list[Code]:
    """Return the tables that are needed to remember."""
    nulls, tags = scope.private(shape.key, _NULLS), scope.private(shape.key, _TAGS)
    found: list[Code] = []
    if written_nulls(shape):
        found.append(_table(nulls, display(written_nulls(shape), 0, len(nulls) + len(": Final = "))))
    if loose_tags(shape):
        found.append(_table(tags, display(loose_tags(shape), 0, len(tags) + len(": Final = "))))
    return found


def _table(name: Identifier, table: Code) -> Code:
    return code("{name}: Final = {table}", name=name, table=table)


def fill_memory(shape: ObjectShape, scope: Scope) -> list[Code]:
    """Return the lines of a decoder that remember."""
    nulls, tags = scope.private(shape.key, _NULLS), scope.private(shape.key, _TAGS)
    found: list[Code] = []
    if written_nulls(shape):
        found.append(
            code("self._absent = frozenset([key for key in {nulls} if key not in value])", nulls=nulls)
        )
    if loose_tags(shape):
        found.append(code("self._plain = plain_keys(value, {tags})", tags=tags))
    return found


def dump_memory(shape: ObjectShape, scope: Scope) -> list[Code]:
    """Return the lines of an encoder that write as it was read."""
    nulls, tags = scope.private(shape.key, _NULLS), scope.private(shape.key, _TAGS)
    found: list[Code] = []
    if loose_tags(shape):
        found.append(code("value = as_read(value, self._plain, {tags})", tags=tags))
    if written_nulls(shape):
        found.append(code("value = with_nulls(value, {nulls}, self._absent)", nulls=nulls))
    return found
