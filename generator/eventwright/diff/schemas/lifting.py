"""A schema on one side where the other has a choice: that is a choice of one."""

from dataclasses import replace

from eventwright.api import JsonType, KeywordSchema
from eventwright.diff.schemas.branches import matched_branches
from eventwright.diff.schemas.pair import Pair
from eventwright.diff.shapes import Joined
from eventwright.diff.shapes.keywords import free
from eventwright.diff.shapes.shape import WITHOUT_CHOICE, Kind, Part, Shape, Union


def lifted(pair: Pair) -> tuple[Union, Union] | None:
    """Return both sides as choices; None where both are already, or where no branch is the single schema."""
    old, new = pair.old.unions, pair.new.unions
    if len(old) + len(new) != 1:
        return None
    [union] = (*old, *new)
    plain, shape = (pair.schemas[0], pair.old) if new else (pair.schemas[1], pair.new)
    branches = _branches(pair, pair.schemas[1] if new else pair.schemas[0], union)
    null = union.null and JsonType.NULL in shape.types
    plain = _without_null(shape) if null else plain
    if not plain or branches is None:
        return None
    owner = pair.owners[0 if new else 1]
    single = Union(union.kind, (Part(plain, owner),), null, owner)
    choice = replace(union, branches=branches)
    both = (single, choice) if new else (choice, single)
    return both if matched_branches(pair, both[0].branches, both[1].branches) else None


def _without_null(shape: Shape) -> Joined:
    """The schema without null, which is a branch of its own; nothing where that is not said by its type."""
    if len(shape.schemas) != 1:
        return ()
    [schema] = shape.schemas
    if not isinstance(schema, KeywordSchema) or JsonType.NULL not in schema.types or shape.values is not None:
        return ()
    types = tuple(each for each in schema.types if each is not JsonType.NULL)
    # Its key is another one than that of the same schema without a choice.
    key = f"{schema.key}{WITHOUT_CHOICE}{WITHOUT_CHOICE}"
    return (replace(schema, key=key, types=types),) if types else ()


def _branches(pair: Pair, schemas: Joined, union: Union) -> tuple[Part, ...] | None:
    """Each branch together with what is said around the choice; None where that cannot be told apart."""
    side = pair.new if union in pair.new.unions else pair.old
    outermost = side.schemas[0]
    if len(schemas) != 1 or not isinstance(outermost, KeywordSchema) or outermost.key != union.spot.key:
        return None
    around = _without(outermost, union.kind)
    schemas_around: Joined = () if free(around) else (around,)
    return tuple(replace(part, schemas=(*part.schemas, *schemas_around)) for part in union.branches)


def _without(schema: KeywordSchema, kind: Kind) -> KeywordSchema:
    combination = (
        replace(schema.combination, any_of=())
        if kind is Kind.ANY_OF
        else replace(schema.combination, one_of=())
    )
    return replace(schema, key=f"{schema.key}{WITHOUT_CHOICE}", combination=combination)
