"""How the rows of one protocol are put together; no protocol."""

from typing import Final

from eventwright.grammar.kinds import FIRST, Binding, Either, Field, Flag, Others, Part, Row, Text, Thing

TEXT: Final = Text()
FLAG: Final = Flag()
OBJECT_SCHEMA: Final = Either((Flag(), Thing("headers schema", FIRST)))


def protocol(
    name: str,
    versions: tuple[str, ...],
    parts: dict[Part, tuple[Field, ...]] | None = None,
    inner: tuple[Row, ...] = (),
) -> Binding:
    """Return the bindings of a protocol; a part without fields is reserved for later versions."""
    rows = {
        part: Row(
            f"{name} {part.value}", f"the {name} binding of {_article(part)}", _fields(parts or {}, part)
        )
        for part in Part
    }
    return Binding(name, versions, rows, inner)


def open_row(name: str, words: str, *fields: Field) -> Row:
    """Return the row of an object that the bindings describe as a map with known keys and room for others."""
    return Row(name, words, fields, others=Others.NEAR_MISSES_TOLD)


def _fields(parts: dict[Part, tuple[Field, ...]], part: Part) -> tuple[Field, ...]:
    return (*parts.get(part, ()), Field("bindingVersion", TEXT))


def _article(part: Part) -> str:
    return f"{'an' if part is Part.OPERATION else 'a'} {part.value}"
