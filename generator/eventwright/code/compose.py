"""How pieces of Python source are put together; text of a document enters only as Literal or Identifier."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from string import Formatter
from typing import LiteralString, NewType

from eventwright.code.literals import Literal
from eventwright.names import Identifier

Code = NewType("Code", str)
"""Python source made of our own templates, identifiers and literals; only this package makes it."""

Part = Code | Literal | Identifier

_STEP = "    "
STRINGS = (
    r'"""(?:\\.|[^\\])*?"""|'
    r"'''(?:\\.|[^\\])*?'''|"
    r'"(?:\\.|[^"\\\n])*"|'
    r"'(?:\\.|[^'\\\n])*'|"
    r"#[^\n]*"
)
_LINE_START = re.compile(rf"{STRINGS}|\n(?=[^\n])", re.DOTALL)
_UNION_PART = re.compile(rf"{STRINGS}|[\[({{]|[\])}}]| \| ", re.DOTALL)


def code(template: LiteralString, /, **parts: Part) -> Code:
    """Fill the `{name}` slots of a template of ours; raises ValueError for unknown, missing or odd slots."""
    if not parts:
        return _constant(template)
    slots = _slots(template)
    # Where there are as many parts as slots and each slot finds its part, no part is left over.
    try:
        filled = template.format_map(parts) if len(parts) == len(slots) else None
    except KeyError:
        filled = None
    if filled is None:
        raise ValueError(f"template {template!r} has the slots {sorted(slots)}, not {sorted(parts)}")
    # A slot is a name and no more, and what fills it is text.
    return Code(filled)


@lru_cache(maxsize=1024)
def _constant(template: str) -> Code:
    if _slots(template):
        raise ValueError(f"template {template!r} has the slots {sorted(_slots(template))}, not []")
    return Code(template.format())


@lru_cache(maxsize=1024)
def _slots(template: str) -> frozenset[str]:
    slots: set[str] = set()
    for _, slot, form, conversion in Formatter().parse(template):
        if form or conversion or (slot is not None and not slot.isidentifier()):
            raise ValueError(f"template {template!r} has a slot that is more than a name")
        if slot is not None:
            slots.add(slot)
    return frozenset(slots)


def join(separator: LiteralString, parts: Iterable[Part]) -> Code:
    """Return the parts in their order with the separator between them."""
    return Code(separator.join(parts))


def lines(parts: Iterable[Part], indent: int = 0) -> Code:
    """Return the parts one below the other, each line `indent` columns to the right."""
    source = "\n".join(parts)
    return _moved(source, " " * indent) if indent else Code(source)


def indented(source: Part, levels: int = 1) -> Code:
    """Move every line four columns a level to the right, but no line that starts inside a string."""
    return _moved(source, _STEP * levels)


def _moved(source: str, margin: str) -> Code:
    if '"""' not in source and "'''" not in source and "\n\n" not in f"\n{source}\n":
        # No string goes over several lines and no line is empty: all are moved.
        return Code(margin + source.replace("\n", "\n" + margin))
    moved = _LINE_START.sub(lambda match: "\n" + margin if match[0] == "\n" else match[0], source)
    return Code(moved if not moved or moved.startswith("\n") else margin + moved)


def union(parts: Sequence[Part]) -> Code:
    """Join annotations by ` | `, each member once and `None` last; raises ValueError when there is none."""
    members = dict.fromkeys(member for part in parts for member in _members(part))
    if not members:
        raise ValueError("a union needs a member")
    return Code(" | ".join(sorted(members, key=lambda member: member == "None")))


def union_members(annotation: Code) -> tuple[Code, ...]:
    """Return the members of a union, or the one annotation that it is."""
    return tuple(Code(member) for member in _members(annotation))


# The same annotations stand at many fields.
@lru_cache(maxsize=1024)
def _members(annotation: str) -> tuple[str, ...]:
    return tuple(_parts_of_union(annotation))


def _parts_of_union(annotation: str) -> Iterator[str]:
    depth = start = 0
    for match in _UNION_PART.finditer(annotation):
        sign = match[0]
        depth += (sign in "[({") - (sign in "])}")
        if sign == " | " and depth == 0:
            yield annotation[start : match.start()]
            start = match.end()
    yield annotation[start:]
