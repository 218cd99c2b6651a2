"""How collections and calls are laid out, on one line or one item a line, as `ruff format` keeps them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import LiteralString, TypeAlias
from unicodedata import ucd_3_2_0

from eventwright.code.compose import Code, Part, code, join, union_members
from eventwright.code.literals import Scalar, is_picture, literal

LINE_LENGTH = 110
_STEP = 4

# Of an entry beside its key: quotes, colon, blank, a value of one character, and a comma or bracket.
_LEAST_ENTRY = 6

# Watch, hourglass, two squares and the zodiac: wide only since Unicode 9.
_WIDENED = frozenset("\u231a\u231b\u25fd\u25fe") | frozenset(map(chr, range(0x2648, 0x2654)))


@dataclass(frozen=True, slots=True)
class Expression:
    """Source that stands in a display as it is, where a plain str would become a literal."""

    source: Part


JsonLike: TypeAlias = "Scalar | Expression | Sequence[JsonLike] | Mapping[str, JsonLike]"


def width(text: str) -> int:
    """Return the most columns that the text takes: two for a wide character, one for any other.

    Too many is safe: what is split up too early carries trailing commas, which formatters leave alone.
    """
    return len(text) if text.isascii() else len(text) + sum(map(_is_wide, text))


def _is_wide(character: str) -> bool:
    return (
        character in _WIDENED or is_picture(character) or ucd_3_2_0.east_asian_width(character) in ("W", "F")
    )


def fits(source: str, indent: int, beside: int = 0) -> bool:
    """Whether the source stays on its line, `beside` columns of which other text takes."""
    return "\n" not in source and indent + beside + width(source) <= LINE_LENGTH


def display(value: JsonLike, indent: int, beside: int = 0) -> Code:
    """Return the value as a Python display whose first line starts at column `indent` without the indent.

    `beside` counts the columns of what else stands on that line, such as `name = ` before it.
    """
    flat = _flat(value, LINE_LENGTH - indent - beside)
    if flat is not None:
        return flat
    match value:
        case Mapping():
            return _exploded(
                "{", [_entry(key, each, indent + _STEP) for key, each in value.items()], "}", indent
            )
        case Expression() | str() | int() | float() | None:
            return _single(value)
        case _:
            opening, closing = _brackets(value)
            return _exploded(opening, [display(each, indent + _STEP, 1) for each in value], closing, indent)


def collection(
    opening: LiteralString | Part, items: Sequence[Part], closing: LiteralString, indent: int, beside: int = 0
) -> Code:
    """Lay out a call, a subscript or a display of items that are source already.

    Items are to be made for column `indent` + 4; one that spans lines puts each item on a line of its own.
    A bare opening bracket (`(`, `[`, `{`) makes a display, one behind other text a call or a subscript.
    """
    flat = _one_line(opening, items, closing)
    return flat if fits(flat, indent, beside) else _exploded(opening, items, closing, indent)


def _brackets(value: Sequence[JsonLike]) -> tuple[LiteralString, LiteralString]:
    return ("(", ")") if isinstance(value, tuple) else ("[", "]")


def _entry(key: str, value: JsonLike, indent: int) -> Code:
    name = literal(key)
    return Code(f"{name}: {display(value, indent, width(name) + 3)}")


def _flat(value: JsonLike, room: int) -> Code | None:
    """The value on one line of at most so many columns; None as soon as it is sure not to fit.

    To give up early keeps deep values cheap: each level is laid out without going through all below it.
    """
    match value:
        case str() | Expression() | int() | float() | None:
            return _within(_single(value), room)
        case dict() | Mapping():
            if sum(map(len, value)) + len(value) * _LEAST_ENTRY > room:
                return None
            entries = ((f"{literal(key)}: ", each) for key, each in value.items())
            return _flat_items("{", entries, "}", room)
        case _:
            opening, closing = _brackets(value)
            return _flat_items(opening, (("", each) for each in value), closing, room)


def _flat_items(
    opening: str, entries: Iterable[tuple[str, JsonLike]], closing: str, room: int
) -> Code | None:
    items: list[Code] = []
    left = room - len(opening) - len(closing)
    for before, value in entries:
        left -= width(before)
        item = _flat(value, left)
        if item is None:
            return None
        items.append(Code(before + item))
        left -= width(item) + len(", ")
    return _within(_one_line(opening, items, closing), room)


def _single(value: Scalar | Expression) -> Code:
    return Code(value.source if isinstance(value, Expression) else literal(value))


def _within(source: Code, room: int) -> Code | None:
    return source if "\n" not in source and width(source) <= room else None


def _one_line(opening: str, items: Sequence[Part], closing: str) -> Code:
    comma = "," if opening == "(" and len(items) == 1 else ""
    return Code(f"{opening}{join(', ', items)}{comma}{closing}")


def _exploded(opening: str, items: Sequence[Part], closing: str, indent: int) -> Code:
    if not items:
        return Code(opening + closing)
    margin = "\n" + " " * (indent + _STEP)
    # A comma behind the one argument of a subscript would make it a tuple.
    single_subscript = closing == "]" and opening != "[" and len(items) == 1
    body = f",{margin}".join(items) + ("" if single_subscript else ",")
    return Code(f"{opening}{margin}{body}\n{' ' * indent}{closing}")


def parenthesized(source: Part, indent: int, beside: int = 0) -> Code:
    """Return the source as it is where its line holds it, else in parentheses on a line of its own."""
    if fits(source, indent, beside):
        return code("{source}", source=source)
    return Code(f"(\n{' ' * (indent + _STEP)}{source}\n{' ' * indent})")


def union_lines(annotation: Code, indent: int, beside: int = 0) -> Code:
    """Return an annotation from column `indent` on, a member a line where one line does not hold it."""
    if fits(annotation, indent, beside):
        return annotation
    return Code(f"\n{' ' * indent}| ".join(union_members(annotation)))
