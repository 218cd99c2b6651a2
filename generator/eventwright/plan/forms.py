"""What the texts of forms and queries are read as, by the types that a schema has become, as source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from eventwright.api import Api, KeywordSchema, Schema, SchemaKey
from eventwright.code import Code, Part, code, collection, literal
from eventwright.names import identifier
from eventwright.plan.kinds import FORMATS
from eventwright.plan.shaped import ObjectShape
from eventwright.plan.types import (
    AnyType,
    CheckedType,
    ClassType,
    ConstantType,
    EnumType,
    ListType,
    LiteralType,
    MapType,
    NeverType,
    Scalar,
    ScalarType,
    TupleType,
    Type,
    UnionType,
    WrappedType,
    json_kinds,
)

# Unions of unions could be joined in more ways than any document has schemas; beyond, texts stay texts.
_MOST_TABLES = 500
_MOMENTS = (Scalar.DATETIME, Scalar.TIME)
_DATED = (*_MOMENTS, Scalar.DATE)
_ANYTHING = code("None")


class _Read(Enum):
    """What a text is tried as, in this order; the value is the name of the run-time's function."""

    NULL = "as_null"
    FLAG = "as_flag"
    BOOLEAN = "as_boolean"
    NUMBER = "as_finite"
    OBJECT = "as_object"
    MOMENT = "as_moment"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The types that a value may have; `moment` is text that its schema says is a time."""

    types: tuple[Type, ...]
    moment: bool = False


class FormTables:
    """Writes forms, and collects the tables of objects that they name."""

    def __init__(self, api: Api, objects: Mapping[SchemaKey, ObjectShape]) -> None:
        self._api = api
        self.objects = dict(objects)
        self.tables: dict[str, Code] = {}

    def form(self, wanted: Wanted, column: int, beside: int) -> Code:
        """Return the form of a value, which begins at a column; that of anything is None."""
        leaves = tuple(dict.fromkeys(leaf for each in wanted.types for leaf in _leaves(each)))
        if all(isinstance(leaf, AnyType) for leaf in leaves):
            return _ANYTHING
        lists = [leaf for leaf in leaves if isinstance(leaf, ListType | TupleType)]
        single = [leaf for leaf in leaves if not isinstance(leaf, ListType | TupleType)]
        objects = [leaf for leaf in single if isinstance(leaf, ClassType | MapType | WrappedType)]
        parts: list[Part] = []
        reads = [code("{name}", name=identifier(each.value)) for each in _reads(single, wanted.moment)]
        if reads:
            parts.append(
                collection("reads=(", reads, ")", column + 4, 1) if len(reads) > 1 else _one(reads[0])
            )
        if not single:
            parts.append(code("scalar=False"))
        if lists:
            items = [self.form(each, column + 8, 1) for each in _items(lists)]
            parts.append(code("items={items}", items=collection("(", items, ")", column + 4, len("items=,"))))
        if objects:
            parts.append(code("fields={fields}", fields=self._fields(objects, column + 4)))
        return collection("Form(", parts, ")", column, beside) if parts else code("TEXT")

    def _fields(self, objects: Sequence[Type], column: int) -> Code:
        classes = tuple(sorted(leaf.key for leaf in objects if isinstance(leaf, ClassType)))
        if not classes:
            return self._written(objects, column, len("fields=,"))
        others = [leaf for leaf in objects if not isinstance(leaf, ClassType)]
        name = " | ".join([*classes, *(repr(leaf) for leaf in others)])
        if name not in self.tables:
            if len(self.tables) >= _MOST_TABLES:
                return _text("")
            self.tables[name] = _ANYTHING  # it may stand inside of itself
            self.tables[name] = self._written(objects, 4, len(literal(name)) + len(": ,"))
        return _text(name)

    def _written(self, objects: Sequence[Type], column: int, beside: int) -> Code:
        known, rest = self._members(objects)
        entries = [
            code(
                "{name}: {form}",
                name=literal(name),
                form=self.form(each, column + 8, len(literal(name)) + len(": ,")),
            )
            for name, each in known.items()
        ]
        parts: list[Part] = [collection("{", entries, "}", column + 4, 1)]
        if rest.types and not any(isinstance(each, AnyType) for each in rest.types):
            parts.append(self.form(rest, column + 4, 1))
        return collection("Fields(", parts, ")", column, beside)

    def _members(self, objects: Sequence[Type]) -> tuple[dict[str, Wanted], Wanted]:
        """What is under the keys of an object that may be any of these, and under all other keys."""
        found: dict[str, Wanted] = {}
        rest: list[Type] = []
        for each in objects:
            match each:
                case ClassType(key):
                    shape = self.objects[key]
                    for field in shape.fields:
                        before = found.get(field.wire, Wanted(()))
                        moment = before.moment or self._is_moment(field.schema)
                        found[field.wire] = Wanted((*before.types, field.type), moment)
                    rest.append(AnyType() if shape.extras is None else shape.extras)
                case MapType(value):
                    rest.append(value)
                case WrappedType(tag, inner):
                    before = found.get(tag, Wanted(()))
                    found[tag] = Wanted((*before.types, inner), before.moment)
                    rest.append(AnyType())
                case _:
                    raise TypeError(f"{each} is no object")
        return found, Wanted(tuple(rest))

    def _is_moment(self, schema: Schema) -> bool:
        """Whether text is a time: where classes are dicts, types do not tell."""
        target = self._api.schema(schema)
        return isinstance(target, KeywordSchema) and FORMATS.get(target.text.format or "") in _MOMENTS


def _leaves(wanted: Type) -> Iterator[Type]:
    """Yield the types that a value may have, none of which is a choice."""
    match wanted:
        case UnionType(branches=branches):
            for branch in branches:
                yield from _leaves(branch.type)
        case CheckedType(inner):
            yield from _leaves(inner)
        case WrappedType(type=inner, loose=loose):
            yield wanted
            if loose:
                yield from _leaves(inner)
        case AnyType() | NeverType() | ScalarType() | ConstantType() | LiteralType() | EnumType():
            yield wanted
        case ClassType() | ListType() | TupleType() | MapType():
            yield wanted
        case _:
            assert_never(wanted)


def _reads(leaves: Sequence[Type], moment: bool) -> list[_Read]:
    scalars = [leaf for leaf in leaves if not isinstance(leaf, AnyType)]
    kinds = frozenset(kind for leaf in scalars for kind in json_kinds(leaf))
    dated = [leaf.scalar for leaf in scalars if isinstance(leaf, ScalarType) and leaf.scalar in _DATED]
    texts = [leaf for leaf in leaves if "str" in json_kinds(leaf)]
    tests = {
        _Read.NULL: len(texts) == len(dated) and bool(scalars),
        _Read.FLAG: "bool" in kinds and "int" not in kinds,
        _Read.BOOLEAN: "bool" in kinds and "int" in kinds,
        _Read.NUMBER: "int" in kinds,
        _Read.OBJECT: "dict" in kinds and not texts,
        _Read.MOMENT: moment or any(scalar in _MOMENTS for scalar in dated),
    }
    return [read for read, holds in tests.items() if holds]


def _items(lists: Sequence[ListType | TupleType]) -> list[Wanted]:
    """What the items are by their position, the last one of all further ones, too."""
    size = max(len(each.items) if isinstance(each, TupleType) else 1 for each in lists)
    return [Wanted(tuple(_item(each, index) for each in lists)) for index in range(size)]


def _item(found: ListType | TupleType, index: int) -> Type:
    if isinstance(found, ListType):
        return found.item
    return found.items[min(index, len(found.items) - 1)] if found.items else AnyType()


def _one(read: Code) -> Code:
    return code("reads=({read},)", read=read)


def _text(text: str) -> Code:
    return code("{text}", text=literal(text))
