"""The normal form of schemas: what accepts the same is equal, however it is spelt; nothing is read here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from eventwright.api import BooleanSchema, JsonType, KeywordSchema, Schema, SchemaKey
from eventwright.json_value import Json

Joined = tuple[Schema, ...]
"""Schemas that hold together for one value; none at all allows anything."""

WITHOUT_CHOICE = "\0"
"""Ends the key of a schema that is taken without its `oneOf` or `anyOf`; no pointer has it."""

ALL_TYPES = frozenset(JsonType) - {JsonType.INTEGER}
"""Any type; an integer is a number."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a keyword is written: tokens below a schema."""

    key: SchemaKey
    tokens: tuple[str, ...] = ()

    def child(self, *tokens: str) -> "Spot":
        return Spot(self.key, self.tokens + tokens)


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is listed; `text` is equal for values that are equal to JSON."""

    value: Json
    text: str
    spot: Spot = field(compare=False)


@dataclass(frozen=True, slots=True)
class Bound:
    """An end of a range of numbers; `written` is as in the document, `value` for integers the last one."""

    value: Fraction
    exclusive: bool
    written: tuple[Fraction, bool] = field(compare=False)
    spot: Spot = field(compare=False)


@dataclass(frozen=True, slots=True)
class Count:
    """A least or a greatest number of things."""

    value: int
    spot: Spot = field(compare=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A text that is a keyword's value."""

    text: str
    spot: Spot = field(compare=False)


@dataclass(frozen=True, slots=True)
class Part:
    """Schemas for a part of the value, and where that is declared."""

    schemas: Joined
    spot: Spot = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What a number must keep to; it is a multiple of each of `multiples`."""

    minimum: Bound | None = None
    maximum: Bound | None = None
    multiples: tuple[tuple[Fraction, Spot], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What a string must keep to; formats may also speak of numbers."""

    min_length: Count | None = None
    max_length: Count | None = None
    patterns: tuple[Word, ...] = ()
    formats: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrays:
    """What an array must keep to: `prefix` for the first elements, `rest` for those after them."""

    prefix: tuple[Part, ...] = ()
    rest: Part | None = None
    listed: bool = False
    min_items: Count | None = None
    max_items: Count | None = None
    unique: Spot | None = None
    contains: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Objects:
    """What an object must keep to; `additional` is for undeclared names, None where those are free."""

    properties: Mapping[str, Part] = field(default_factory=dict)
    required: Mapping[str, Spot] = field(default_factory=dict)
    patterns: Mapping[str, Part] = field(default_factory=dict)
    additional: Part | None = None
    names: Part | None = None
    min_properties: Count | None = None
    max_properties: Count | None = None
    dependencies: Mapping[str, "Needed"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Needed:
    """What an object needs where it has a certain property."""

    names: frozenset[str]
    part: Part | None
    spot: Spot = field(compare=False)


class Kind(StrEnum):
    """How many branches have to accept a value: one or more, or exactly one."""

    ANY_OF = "anyOf"
    ONE_OF = "oneOf"


@dataclass(frozen=True, slots=True)
class Union:
    """Several branches; `null` passes beside them."""

    kind: Kind
    branches: tuple[Part, ...]
    null: bool
    spot: Spot = field(compare=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """`if`, `then` and `else`; what is not written is None."""

    condition: Part
    then: Part | None
    otherwise: Part | None
    spot: Spot = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What schemas that hold together accept. `schemas` are what it is made of, the first the outermost.

    `types` are empty where no value is accepted; an integer is told apart only where no other number may be.
    """

    schemas: tuple[KeywordSchema | BooleanSchema, ...]
    types: frozenset[JsonType] = ALL_TYPES
    typed: Spot | None = None
    null: Spot | None = None
    """The branch of a choice that lets null pass, where that is how it is said."""
    values: tuple[Value, ...] | None = None
    listed: Spot | None = None
    open: bool = False
    numbers: Numbers = Numbers()
    texts: Texts = Texts()
    arrays: Arrays = Arrays()
    objects: Objects = Objects()
    unions: tuple[Union, ...] = ()
    negated: tuple[Part, ...] = ()
    conditions: tuple[Condition, ...] = ()
    apart: tuple[Part, ...] = ()
    """Branches of allOf that could not be joined with the rest."""
    unmerged: "Shape | None" = field(default=None, compare=False)
    """The same with a choice that was merged into it: what a choice of more branches is compared with."""

    @property
    def nothing(self) -> bool:
        """Whether no value is accepted, as by the schema `false`."""
        return not self.types

    @property
    def anything(self) -> bool:
        """Whether every value is accepted, as by the schema `true`."""
        return self.types == ALL_TYPES and self == Shape(
            schemas=self.schemas, typed=self.typed, null=self.null, listed=self.listed
        )
