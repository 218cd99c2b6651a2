"""The ways in which the messages of one channel are told apart; which of them holds is not settled here."""

from collections.abc import Mapping
from dataclasses import dataclass

from eventwright.problems import pointer_text

Value = str | int
Values = Mapping[Value, str]
"""Which value belongs to which message, by the message's key."""


@dataclass(frozen=True, slots=True)
class OnlyOne:
    """The channel has a single message."""

    message: str


@dataclass(frozen=True, slots=True)
class PropertyTells:
    """A property of the payload, or one inside of others, has another value in each message.

    `lacking` are the messages that may come without it, where the schemas have values of their own.
    """

    path: tuple[str, ...]
    values: Values
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeaderTells:
    """A header has another value in each message."""

    header: str
    values: Values


@dataclass(frozen=True, slots=True)
class RequiredTells:
    """Each message requires properties that no other message declares or requires."""

    required: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SchemaTells:
    """Nothing tells them apart: the first message in the document's order whose schema fits is taken."""

    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContentTypeTells:
    """The content type that comes leaves some messages; where it is none of these, `otherwise` holds."""

    tellings: "Mapping[str, Telling]"
    otherwise: SchemaTells


Telling = OnlyOne | PropertyTells | HeaderTells | RequiredTells | SchemaTells | ContentTypeTells


def describe(found: Telling) -> str:
    """Say in a few words what tells the messages apart."""
    match found:
        case OnlyOne():
            return "the only message"
        case PropertyTells(path):
            return f"property {path[0]!r}" if len(path) == 1 else f"property {pointer_text(path)!r}"
        case HeaderTells(name):
            return f"header {name!r}"
        case RequiredTells():
            return "required properties"
        case SchemaTells():
            return "first schema that fits"
        case ContentTypeTells(tellings):
            inner = dict.fromkeys(describe(each) for each in tellings.values())
            return ", then ".join(
                ("content type", *(each for each in inner if each != describe(OnlyOne(""))))
            )


def header_tells(name: str, values: Values) -> HeaderTells:
    """Return that a header tells messages apart; it is text, whatever type its schema gives it."""
    return HeaderTells(name, {str(value): key for value, key in values.items()})
