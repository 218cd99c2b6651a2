"""Makes one valid value of schemas, filled as a person would fill it; each part is proven by the judge."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from eventwright.api import Api, BooleanSchema, JsonType, SchemaKey
from eventwright.diff.judging import Judge
from eventwright.diff.shapes import Joined, Shape
from eventwright.diff.shapes.joining import matching
from eventwright.diff.shapes.normal import Shapes
from eventwright.diff.shapes.shape import Arrays, Objects, Part, Spot
from eventwright.json_value import Json
from eventwright.package import Mark
from eventwright.sampling.chance import Chance
from eventwright.sampling.numbers import numbers
from eventwright.sampling.texts import matching_texts, texts

_MOST_WORK = 4_000
_MOST_FILLED = 1_200
_DEEPEST = 12
_MOST_TRIED = 12
_MOST_ITEMS = 2_000
_MOST_MADE = 20
_FEW_TYPES = 4
_NAMES = tuple(f"key{index or ''}" for index in range(40))


class NothingMadeError(Exception):
    """No value was made; `pointer` is the deepest place in the value where that failed."""

    def __init__(self, pointer: tuple[str, ...], *, exhausted: bool = False) -> None:
        super().__init__(pointer)
        self.pointer = pointer
        self.exhausted = exhausted


@dataclass(frozen=True, slots=True)
class Need:
    """What a value is made for: its schemas, which choices among them are made, and where it stands.

    A `lean` value has what it must have, and is never made inside itself (`owners`).
    """

    schemas: Joined
    settled: frozenset[Spot] = frozenset()
    lean: bool = False
    owners: frozenset[frozenset[SchemaKey]] = frozenset()
    pointer: tuple[str, ...] = ()


class Maker:
    """Makes values of one document's schemas."""

    def __init__(self, api: Api) -> None:
        self.shapes = Shapes(api)
        self.judge = Judge(api)

    def make(self, schemas: Joined, chance: Chance, marks: tuple[Mark, ...] = ()) -> Json:
        """Return a value that has the marks: with all that is declared, else one that is lean.

        Raises NothingMadeError where none is found within a bounded number of steps.
        """
        try:
            return _Making(self, chance, marks).marked(Need(schemas))
        except NothingMadeError:
            return _Making(self, chance, marks).marked(Need(schemas, lean=True))


class _Making:
    """One value in the making, and what work that has been."""

    def __init__(self, maker: Maker, chance: Chance, marks: tuple[Mark, ...]) -> None:
        self._maker = maker
        self._marks = {mark.path: mark for mark in marks}
        self._chance = chance
        self._work = 0
        self._deepest: tuple[str, ...] = ()

    def marked(self, need: Need) -> Json:
        """Return a value that has the marks."""
        value = self.value(need)
        for mark in self._marks.values():
            if not is_marked(value, mark):
                raise NothingMadeError(mark.path)
        return value

    def value(self, need: Need) -> Json:
        for value in islice(self._values(self._entered(need)), _MOST_TRIED):
            if self._fits_marks(need, value) and self._maker.judge.accepts(need.schemas, value):
                return value
        if len(need.pointer) >= len(self._deepest):
            self._deepest = need.pointer
        raise NothingMadeError(self._deepest)

    def _fits_marks(self, need: Need, value: Json) -> bool:
        return all(
            is_marked(value, replace(mark, path=path[len(need.pointer) :]))
            for path, mark in self._marks.items()
            if path[: len(need.pointer)] == need.pointer
        )

    def _entered(self, need: Need) -> Need:
        """Return the need inside of what it is made in, lean where that goes round or gets long."""
        self._work += 1
        if self._work > _MOST_WORK:
            raise NothingMadeError(self._deepest, exhausted=True)
        key = self._maker.shapes.key(need.schemas)
        if key in need.owners and not need.settled:
            if need.lean:
                raise NothingMadeError(need.pointer)
            return replace(need, lean=True, owners=frozenset({key}))
        long = not need.lean and (self._work > _MOST_FILLED or len(need.pointer) > _DEEPEST)
        owners = need.owners | {key} if need.schemas else need.owners
        return replace(need, lean=need.lean or long, owners=owners)

    def _values(self, need: Need) -> Iterator[Json]:
        """Yield values that may be valid, those that the document gives first."""
        shape = self._maker.shapes.of(need.schemas)
        if shape.nothing:
            return
        if need.pointer in self._marks:
            yield from self._chance.shuffled(self._marks[need.pointer].values)
        if not need.lean and not need.settled:
            yield from self._written(shape)
        if shape.values is not None:
            listed = [each.value for each in shape.values]
            # Null is what is there where nothing else is.
            yield from sorted(self._chance.shuffled(listed), key=lambda value: value is None)
            return
        chosen = list(self._chosen(need, shape))
        if chosen:
            for each in chosen:
                yield from self._tried(each)
        else:
            yield from self._typed(need, shape)
        if shape.null is not None or any(union.null for union in shape.unions):
            yield None

    def _tried(self, need: Need) -> Iterator[Json]:
        try:
            yield self.value(need)
        except NothingMadeError as nothing:
            if nothing.exhausted:
                raise

    def _written(self, shape: Shape) -> Iterator[Json]:
        """Yield examples and defaults; those of a schema itself come before those that it is made of."""
        for schema in shape.schemas:
            if not isinstance(schema, BooleanSchema):
                notes = schema.annotations
                yield from self._chance.shuffled(notes.examples)
                if notes.default is not None and notes.default.value is not None:
                    yield notes.default.value

    def _chosen(self, need: Need, shape: Shape) -> Iterator[Need]:
        """Yield what the value is made for when the first open choice is made; nothing where none is open."""
        for union in shape.unions:
            if union.spot not in need.settled:
                for branch in self._chance.shuffled(union.branches):
                    yield self._joined(need, union.spot, branch)
                return
        for met in shape.conditions:
            if met.spot not in need.settled:
                then = (met.condition, met.then) if met.then else (met.condition,)
                otherwise = (met.otherwise,) if met.otherwise else ()
                for parts in self._chance.shuffled((then, otherwise)):
                    yield self._joined(need, met.spot, *parts)
                return
        for part in shape.apart:
            if part.spot not in need.settled and not set(part.schemas) <= set(need.schemas):
                yield self._joined(need, part.spot, part)

    @staticmethod
    def _joined(need: Need, spot: Spot, *parts: Part) -> Need:
        added = tuple(schema for part in parts for schema in part.schemas if schema not in need.schemas)
        return replace(need, schemas=(*need.schemas, *added), settled=need.settled | {spot})

    def _typed(self, need: Need, shape: Shape) -> Iterator[Json]:
        kinds = [each for each in JsonType if each in shape.types and each is not JsonType.NULL]
        order = (JsonType.STRING, JsonType.OBJECT) if len(kinds) > _FEW_TYPES else ()
        rest = [each for each in self._chance.shuffled(kinds) if each not in order]
        for kind in (*order, *rest):
            yield from self._of_type(need, shape, kind)
        if JsonType.NULL in shape.types:
            yield None

    def _of_type(self, need: Need, shape: Shape, kind: JsonType) -> Iterator[Json]:
        match kind:
            case JsonType.NULL:
                yield None
            case JsonType.BOOLEAN:
                yield from self._chance.shuffled((True, False))
            case JsonType.INTEGER | JsonType.NUMBER:
                yield from numbers(shape.numbers, self._chance, whole=kind is JsonType.INTEGER)
            case JsonType.STRING:
                yield from texts(shape.texts, self._chance)
            case JsonType.ARRAY:
                yield from self._arrays(need, shape.arrays)
            case JsonType.OBJECT:
                yield from self._objects(need, shape.objects)

    def _part(self, need: Need, parts: tuple[Part, ...], token: str) -> Json:
        schemas = tuple({schema.key: schema for part in parts for schema in part.schemas}.values())
        return self.value(Need(schemas, lean=need.lean, owners=need.owners, pointer=(*need.pointer, token)))

    def _arrays(self, need: Need, arrays: Arrays) -> Iterator[Json]:
        least = arrays.min_items.value if arrays.min_items else 0
        most = arrays.max_items.value if arrays.max_items else _MOST_ITEMS
        usual = len(arrays.contains) if need.lean else max(1 + self._chance.below(2), len(arrays.prefix))
        for wanted in dict.fromkeys((min(max(least, usual), most), least)):
            found = self._items(need, arrays, wanted) if wanted <= _MOST_ITEMS else None
            if found is not None and len(found) >= least:
                yield found

    def _items(self, need: Need, arrays: Arrays, wanted: int) -> list[Json] | None:
        """Return as many items as can be made, different ones where they have to be."""
        items: list[Json] = []
        try:
            for index in range(wanted):
                part = arrays.prefix[index] if index < len(arrays.prefix) else arrays.rest
                free = index - len(arrays.prefix)
                more = arrays.contains[free : free + 1] if free >= 0 else arrays.contains[index : index + 1]
                parts = (*((part,) if part else ()), *more)
                if index > _MOST_MADE and not arrays.unique and not more and index > len(arrays.prefix):
                    items.append(items[-1])
                else:
                    items.append(self._item(need, parts, index, items if arrays.unique else []))
        except NothingMadeError as nothing:
            if nothing.exhausted:
                raise
        return items

    def _item(self, need: Need, parts: tuple[Part, ...], index: int, others: list[Json]) -> Json:
        for _ in range(_MOST_TRIED):
            found = self._part(need, parts, str(index))
            if not any(type(found) is type(other) and found == other for other in others):
                return found
        for part in parts:
            for value in self._maker.shapes.of(part.schemas).values or ():
                if value.value not in others:
                    return value.value
        raise NothingMadeError((*need.pointer, str(index)))

    def _objects(self, need: Need, objects: Objects) -> Iterator[Json]:
        """Yield an object with all that is declared, then one with what is required."""
        for full in (False,) if need.lean else (True, False):
            yield from self._object(need, objects, full=full)

    def _object(self, need: Need, objects: Objects, *, full: bool) -> Iterator[Json]:
        found: dict[str, Json] = {}
        required = self._required(objects, full=full)
        most = objects.max_properties.value if objects.max_properties else None
        declared = [name for name in objects.properties if full or name in required]
        names = list(dict.fromkeys((*declared, *required, *self._marked_names(need))))
        if most is not None and len(names) > most:
            names = list(required)
        for name in names:
            try:
                found[name] = self._part(need, parts_of(objects, name), name)
            except NothingMadeError as nothing:
                if name in required or nothing.exhausted:
                    # Another branch may do without it.
                    if nothing.exhausted:
                        raise
                    return
        self._add_names(need, objects, found, 1 if full and not objects.properties else 0)
        yield found
        yield from self._with_dependencies(need, objects, found)

    def _marked_names(self, need: Need) -> Iterator[str]:
        depth = len(need.pointer)
        yield from (path[depth] for path in self._marks if path[:depth] == need.pointer and len(path) > depth)

    @staticmethod
    def _required(objects: Objects, *, full: bool) -> dict[str, None]:
        """Return the names that have to be there, with those that others need."""
        required = dict.fromkeys(objects.required)
        waiting = [*required, *(objects.properties if full else ())]
        while waiting:
            needed = objects.dependencies.get(waiting.pop())
            new = [name for name in sorted(needed.names) if name not in required] if needed else []
            required.update(dict.fromkeys(new))
            waiting += new
        return required

    def _with_dependencies(self, need: Need, objects: Objects, found: dict[str, Json]) -> Iterator[Json]:
        """Yield the value with what schemas ask for that depend on a property."""
        for name in found:
            needed = objects.dependencies.get(name)
            if needed is not None and needed.part is not None and needed.part.spot not in need.settled:
                yield from self._tried(self._joined(need, needed.part.spot, needed.part))
                return

    def _add_names(self, need: Need, objects: Objects, found: dict[str, Json], usual: int) -> None:
        """Add properties that are not declared: as many as are asked for, or one where all are such."""
        speaks = bool(objects.patterns) or objects.additional is not None
        least = objects.min_properties.value if objects.min_properties else 0
        most = objects.max_properties.value if objects.max_properties else least + usual
        wanted = min(max(least, len(found) + usual if speaks else 0), most)
        for name in islice(self._free_names(objects), 60):
            if len(found) >= wanted:
                return
            if name in found:
                continue
            try:
                found[name] = self._part(need, parts_of(objects, name), name)
            except NothingMadeError as nothing:
                if nothing.exhausted:
                    raise

    def _free_names(self, objects: Objects) -> Iterator[str]:
        yield from objects.properties
        for pattern in objects.patterns:
            yield from matching_texts(pattern, 0, self._chance)
        if objects.names is not None:
            for _ in range(20):
                try:
                    name = self.value(Need(objects.names.schemas))
                except NothingMadeError as nothing:
                    if nothing.exhausted:
                        raise
                    return
                if isinstance(name, str):
                    yield name
        yield from _NAMES


def parts_of(objects: Objects, name: str) -> tuple[Part, ...]:
    """Return what the value of a property has to keep to."""
    declared = objects.properties.get(name)
    found = (*((declared,) if declared else ()), *matching(objects, name))
    return found or ((objects.additional,) if objects.additional else ())


def is_marked(value: Json, mark: Mark) -> bool:
    """Whether the value has the mark at its place; header names are compared without letter case."""
    for token in mark.path:
        if not isinstance(value, dict):
            return False
        fold = mark.part == "headers"
        wanted = token.lower() if fold else token
        found = [each for name, each in value.items() if (name.lower() if fold else name) == wanted]
        if not found:
            return False
        value = found[0]
    return any(type(value) is type(each) and value == each for each in mark.values)
