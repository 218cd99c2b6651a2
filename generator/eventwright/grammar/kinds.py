"""The words in which the rows of the grammar are written; no row and no comparison."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from eventwright.grammar.forms import Form

Version: TypeAlias = tuple[int, ...]

FIRST: Version = (0,)
"""Before every version there is."""


class Part(Enum):
    """What a map of bindings belongs to."""

    SERVER = "server"
    CHANNEL = "channel"
    OPERATION = "operation"
    MESSAGE = "message"


class Others(Enum):
    """What becomes of a field that no row names."""

    REFUSED = auto()
    NEAR_MISSES_TOLD = auto()
    TAKEN = auto()


@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value, which is not looked into."""


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Null:
    """Null."""


@dataclass(frozen=True, slots=True)
class Text:
    """Text; `code` is what a value outside of `choices` is told as."""

    form: Form | None = None
    choices: tuple[str, ...] = ()
    longest: int | None = None
    code: str = "wrong-value"


@dataclass(frozen=True, slots=True)
class Number:
    """A number within inclusive bounds; `above` is an exclusive one."""

    whole: bool = False
    least: int | None = None
    most: int | None = None
    above: int | None = None
    choices: tuple[int, ...] = ()
    code: str = "wrong-value"


@dataclass(frozen=True, slots=True)
class Listed:
    """A list."""

    of: "Kind"
    least: int = 0
    unique: bool = False
    code: str = "wrong-value"


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping whose keys the author chose, in the form that `keys` tells."""

    of: "Kind"
    keys: Form | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """The object of a row; a `$ref` may stand in its place from the version `reference` on, None is never."""

    row: str
    reference: Version | None = None


@dataclass(frozen=True, slots=True)
class Either:
    """The first kind whose JSON type the value has."""

    kinds: tuple["Kind", ...]


@dataclass(frozen=True, slots=True)
class Tolerated:
    """A kind that is not allowed but whose meaning is plain: it is told, and looked into."""

    of: "Kind"
    allowed: str


@dataclass(frozen=True, slots=True)
class Bindings:
    """A map of bindings by protocol."""

    part: Part


Kind: TypeAlias = (
    Anything | Flag | Null | Text | Number | Listed | Named | Thing | Either | Tolerated | Bindings
)


@dataclass(frozen=True, slots=True)
class When:
    """Holds where the text of another field is one of `values`, in any letter case; `*` is any rest."""

    field: str
    values: tuple[str, ...]
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an object, from the version `since` to the version `until`, where all of `when` holds.

    Several rows of one name are alternatives, of which the first that applies counts.
    """

    name: str
    kind: Kind
    required: bool = False
    since: Version | None = None
    until: Version | None = None
    when: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One object: what it is called in messages, and its fields."""

    name: str
    words: str
    fields: tuple[Field, ...]
    extensible: bool = True
    others: Others = Others.REFUSED
    instead: tuple[str, str] | None = None
    """A field that, where it is there, makes the object one of another row."""
    one_of: tuple[str, ...] = ()
    """Fields of which at least one must be there."""


@dataclass(frozen=True, slots=True)
class Binding:
    """The bindings of a protocol: the published versions, the row of each part, and the rows inside those."""

    protocol: str
    versions: tuple[str, ...]
    parts: Mapping[Part, Row]
    inner: tuple[Row, ...]
