"""Which names a generated module imports: those that its code uses, found in its syntax trees."""

import ast
from collections.abc import Iterable, Iterator, Mapping

from eventwright.code import LINE_LENGTH, Code, code, collection, fits, join, lines
from eventwright.names import identifier

Sources = Mapping[str, tuple[str, ...]]
"""What can be imported, by module; the order of the modules is that of the import block."""

STANDARD: Sources = {
    "abc": ("ABC", "abstractmethod"),
    "collections.abc": ("Awaitable", "Callable", "Mapping"),
    "dataclasses": ("dataclass", "field"),
    "datetime": ("date", "datetime", "time"),
    "enum": ("IntEnum", "StrEnum"),
    "functools": ("partial",),
    "types": ("NoneType",),
    "typing": ("Any", "ClassVar", "Final", "Literal", "Never", "Self", "TypeAlias", "cast", "overload"),
}


def used_names(pieces: Iterable[str]) -> frozenset[str]:
    """Return the names that these pieces of source read; a piece is statements, a class body or an expression."""
    found: set[str] = set()
    for piece in pieces:
        # The body of a function may stand at any column.
        tree = ast.parse("if True:\n pass\n" + "\n".join(f" {line}" for line in _dedented(piece)))
        found |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return frozenset(found)


def import_block(used: frozenset[str], standard: Sources, local: Sources) -> Code:
    """Return the imports of the used names, in the order that isort gives them."""
    blocks = [block for block in (_block(used, standard), _block(used, local)) if block]
    return lines(_separated(blocks))


def sort_key(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, as isort and ruff order imports and `__all__`."""
    if name.isupper() and len(name) > 1:
        return (0, name)
    return (1, name) if name[:1].isupper() else (2, name)


def _separated(blocks: list[Code]) -> Iterator[Code]:
    for index, block in enumerate(blocks):
        if index:
            yield code("")
        yield block


def _block(used: frozenset[str], sources: Sources) -> Code:
    return lines([
        _statement(module, names)
        for module, offered in sources.items()
        if (names := sorted((name for name in offered if name in used), key=sort_key))
    ])


def _statement(module: str, names: list[str]) -> Code:
    if module == ".":
        return code("from . import routing")
    opening = code("from {module} import ", module=_module(module))
    found = [identifier(name) for name in names]
    flat = code("{opening}{names}", opening=opening, names=join(", ", found))
    if fits(flat, 0):
        return flat
    return code("{opening}{names}", opening=opening, names=collection("(", found, ")", 0, LINE_LENGTH))


def _module(name: str) -> Code:
    dots = len(name) - len(name.lstrip("."))
    dotted = join(".", [identifier(part) for part in name.lstrip(".").split(".")])
    return code(".{dotted}", dotted=dotted) if dots else dotted


def _dedented(piece: str) -> list[str]:
    found = piece.split("\n")
    margin = min((len(line) - len(line.lstrip(" ")) for line in found if line.strip()), default=0)
    return [line[margin:] for line in found]
