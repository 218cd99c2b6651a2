"""Schemas that hold together, as one shape: references, allOf, branches that are alone, null as a branch."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from eventwright.api import Api, BooleanSchema, Combination, JsonType, KeywordSchema, Schema, SchemaKey
from eventwright.diff.shapes.joining import joinable, joined
from eventwright.diff.shapes.keywords import free, keyword_shape, part
from eventwright.diff.shapes.negating import without_negations
from eventwright.diff.shapes.settling import settled
from eventwright.diff.shapes.shape import (
    ALL_TYPES,
    Condition,
    Joined,
    Kind,
    Part,
    Shape,
    Spot,
    Union,
    Value,
)

_NULL = frozenset({JsonType.NULL})


class Shapes:
    """Makes shapes of the schemas of one document, each once."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._made: dict[tuple[SchemaKey, ...], Shape] = {}
        self._whole: dict[SchemaKey, Shape] = {}
        self._cuts = 0
        self._circles = 0
        self._circular: set[tuple[SchemaKey, ...]] = set()
        self._making: set[tuple[SchemaKey, ...]] = set()

    def of(self, schemas: Joined) -> Shape:
        """Return the shape of schemas that hold together."""
        keys = tuple(self._api.schema(schema).key for schema in schemas)
        found = self._made.get(keys)
        if found is None:
            circles = self._circles
            found = self._made[keys] = self._decided(keys, self._all(schemas, frozenset()))
            if self._circles != circles:
                self._circular.add(keys)
        return found

    def circular(self, schemas: Joined) -> bool:
        """Whether a branch, or what is excluded, is the schemas themselves again."""
        self.of(schemas)
        return tuple(self._api.schema(schema).key for schema in schemas) in self._circular

    def _decided(self, keys: tuple[SchemaKey, ...], shape: Shape) -> Shape:
        if not shape.negated:
            return shape
        if keys in self._making:
            self._circles += 1
            return shape
        self._making.add(keys)
        shape = without_negations(self.of, shape)
        self._making.discard(keys)
        return shape

    def key(self, schemas: Joined) -> frozenset[SchemaKey]:
        """Return what tells these schemas from others, whatever their order and the references to them."""
        return frozenset(self._api.schema(schema).key for schema in schemas)

    def _all(self, schemas: Sequence[Schema], inside: frozenset[SchemaKey]) -> Shape:
        shape = Shape(schemas=())
        for schema in schemas:
            shape = self._with(shape, schema, inside)
        return settled(shape)

    def _with(self, shape: Shape, schema: Schema, inside: frozenset[SchemaKey]) -> Shape:
        """Return the shape with one more schema joined, or kept apart where that would lose something."""
        found = self._api.schema(schema)
        # What holds for a value through itself says nothing new.
        if found.key in inside:
            self._cuts += 1
            return shape
        added = self._once(found, inside)
        if not shape.schemas:
            return added
        if joinable(shape, added):
            return replace(joined(shape, added), unmerged=None)
        return replace(shape, apart=(*shape.apart, Part((schema,), Spot(found.key))), unmerged=None)

    def _once(self, schema: KeywordSchema | BooleanSchema, inside: frozenset[SchemaKey]) -> Shape:
        """Return the shape of one schema; what was not cut off by a circle is made once."""
        if schema.key in self._whole:
            return self._whole[schema.key]
        cuts = self._cuts
        shape = self._single(schema, inside | {schema.key})
        if self._cuts == cuts:
            self._whole[schema.key] = shape
        return shape

    def _single(self, schema: KeywordSchema | BooleanSchema, inside: frozenset[SchemaKey]) -> Shape:
        if isinstance(schema, BooleanSchema):
            return Shape(schemas=(schema,), types=ALL_TYPES if schema.allows else frozenset())
        shape = keyword_shape(schema)
        combination = schema.combination
        for branch in combination.all_of:
            shape = self._with(shape, branch, inside)
        for kind, branches in ((Kind.ANY_OF, combination.any_of), (Kind.ONE_OF, combination.one_of)):
            if branches:
                shape = self._with_union(shape, kind, branches, schema.key, inside)
        negated = combination.negated
        twice = None if negated is None else self._only_negation(negated)
        if twice is not None:
            shape = self._with(shape, twice, inside)
        elif negated is not None:
            part_of_it = Part((negated,), Spot(schema.key, ("not",)))
            shape = replace(shape, negated=(*shape.negated, part_of_it), unmerged=None)
        decided = self._decided_condition(combination)
        if decided is not None:
            return self._with(shape, decided, inside)
        conditions = tuple(_conditions(schema))
        if not conditions:
            return shape
        return replace(shape, conditions=(*shape.conditions, *conditions), unmerged=None)

    def _only_negation(self, schema: Schema) -> Schema | None:
        """Return what a schema excludes that says nothing else; excluded itself, it says just that.

        Branches are looked at before negations are taken in, so that null may stand in one this way.
        """
        found = self._api.schema(schema)
        if not isinstance(found, KeywordSchema) or found.combination.negated is None:
            return None
        rest = replace(found, combination=replace(found.combination, negated=None))
        return found.combination.negated if free(rest) else None

    def _decided_condition(self, combination: Combination) -> Schema | None:
        """Return the consequence of a condition that says by its own words that it always or never holds."""
        if combination.condition is None:
            return None
        condition = self._api.schema(combination.condition)
        if free(condition):
            return combination.then
        never = isinstance(condition, BooleanSchema) and not condition.allows
        return combination.otherwise if never else None

    def _with_union(
        self,
        shape: Shape,
        kind: Kind,
        branches: Sequence[Schema],
        key: SchemaKey,
        inside: frozenset[SchemaKey],
    ) -> Shape:
        spot = Spot(key, (kind.value,))
        shapes = [self._branch(branch, inside) for branch in branches]
        parts = [Part((branch,), spot.child(str(index))) for index, branch in enumerate(branches)]
        accepting = [pair for pair in zip(parts, shapes, strict=True) if not pair[1].nothing]
        others = [pair for pair in accepting if pair[1].types != _NULL]
        if kind is Kind.ANY_OF and any(each.anything for each in shapes):
            return shape
        null = len(others) < len(accepting)
        if null and kind is Kind.ONE_OF and (len(accepting) - len(others) > 1 or _null_among(others)):
            # Here null is accepted twice, or perhaps: the branches are left as they are.
            return _added(shape, Union(kind, tuple(part for part, _ in accepting), False, spot))
        apart = Union(kind, tuple(part for part, _ in others), null, spot)
        merged = _merged([each for _, each in others], kind, null=null)
        if merged is not None:
            nulls = (part.spot for part, each in accepting if each.types == _NULL)
            merged = replace(merged, null=next(nulls, merged.null))
            if joinable(shape, merged):
                return replace(joined(shape, merged), unmerged=_added(shape, apart) if others else None)
        return _added(shape, apart)

    def _branch(self, branch: Schema, inside: frozenset[SchemaKey]) -> Shape:
        found = self._api.schema(branch)
        if found.key in inside:
            # A branch that leads back to its owner has a shape only when all is done.
            self._cuts += 1
            self._circles += 1
            return Shape(schemas=(found,))
        return self._all((branch,), inside)


def _added(shape: Shape, union: Union) -> Shape:
    return replace(shape, unions=(*shape.unions, union), unmerged=None)


def _null_among(branches: Sequence[tuple[Part, Shape]]) -> bool:
    return any(JsonType.NULL in shape.types for _, shape in branches)


def _merged(branches: Sequence[Shape], kind: Kind, *, null: bool) -> Shape | None:
    """Return branches as one shape where keywords of single types tell the same; None where they do not."""
    if not branches:
        return Shape(schemas=(), types=_NULL if null else frozenset())
    if len(branches) == 1:
        [only] = branches
        return only if not null or JsonType.NULL in only.types else _with_null(only)
    if any(_compound(branch) for branch in branches):
        return None
    merged = _listed(branches, kind) or _by_types(branches)
    return merged if merged is None or not null else _with_null(merged)


def _compound(shape: Shape) -> bool:
    return bool(shape.unions or shape.negated or shape.conditions or shape.apart or shape.open)


def _with_null(shape: Shape) -> Shape | None:
    if _compound(shape):
        return None
    values = shape.values
    if values is not None:
        values = (*values, Value(None, "null", shape.listed or Spot(shape.schemas[0].key)))
    return replace(shape, types=shape.types | _NULL, values=values)


def _listed(branches: Sequence[Shape], kind: Kind) -> Shape | None:
    """Branches that list their values are one list; in oneOf none may stand in two of them."""
    values: list[Value] = []
    for branch in branches:
        if branch.values is None:
            return None
        values += branch.values
    distinct = {value.text: value for value in values}
    if len(distinct) < len(values) and kind is Kind.ONE_OF:
        return None
    types = frozenset(kind for branch in branches for kind in branch.types)
    if JsonType.NUMBER in types:
        types -= {JsonType.INTEGER}
    return Shape(
        schemas=(),
        types=types,
        typed=branches[0].typed,
        values=tuple(distinct.values()),
        listed=branches[0].listed,
    )


def _by_types(branches: Sequence[Shape]) -> Shape | None:
    """Branches of which no two share a type are one shape: each keyword speaks of one type only."""
    merged = branches[0]
    for branch in branches[1:]:
        if branch.values is not None or merged.values is not None or _share_type(merged, branch):
            return None
        # None of the two says anything of what only the other allows, so that joining them is exact.
        merged = replace(
            joined(replace(merged, types=ALL_TYPES), replace(branch, types=ALL_TYPES)),
            types=merged.types | branch.types,
        )
    return merged


def _share_type(first: Shape, second: Shape) -> bool:
    numbers = {JsonType.NUMBER, JsonType.INTEGER}
    return bool(first.types & second.types) or bool(first.types & numbers and second.types & numbers)


def _conditions(schema: KeywordSchema) -> Iterator[Condition]:
    combination = schema.combination
    if combination.condition is None:
        return
    then = part(combination.then, schema.key, "then")
    otherwise = part(combination.otherwise, schema.key, "else")
    # Without a consequence a condition decides nothing.
    if then is not None or otherwise is not None:
        condition = Part((combination.condition,), Spot(schema.key, ("if",)))
        yield Condition(condition, then, otherwise, Spot(schema.key))
