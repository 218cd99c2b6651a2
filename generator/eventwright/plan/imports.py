"""Which names a generated module imports: those that its code reads, by Python's own symbol tables."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from symtable import SymbolTable, symtable

from eventwright.code import LINE_LENGTH, Code, code, collection, fits, join, lines
from eventwright.names import identifier

_Chunk = tuple[int, int, str]
_RUNS = re.compile(r"[0-9]+|[^0-9]+")
# No string of ours has empty lines and then text at the margin; if one had, its halves would not parse.
_BETWEEN_STATEMENTS = re.compile(r"\n\n\n(?=\S)")
_EXPORTS = "__all__"

Sources = Mapping[str, tuple[str, ...]]
"""What can be imported, by module; the order of the modules is that of the import block."""

STANDARD: Sources = {
    "builtins": ("builtins",),
    "abc": ("ABC", "abstractmethod"),
    "collections.abc": ("Awaitable", "Callable", "Mapping"),
    "dataclasses": ("dataclass", "field"),
    "datetime": ("date", "datetime", "time"),
    "enum": ("IntEnum", "StrEnum"),
    "functools": ("partial",),
    "types": ("NoneType",),
    "typing": (
        *("Annotated", "Any", "ClassVar", "Final", "Literal", "Never", "NotRequired", "Self", "TypeAlias"),
        *("TypedDict", "Unpack", "cast", "overload"),
    ),
}
LIBRARIES = ("msgspec", "pydantic")
"""What a package may need besides; imported whole, so that no class of the document has a name of theirs."""


def offered_names(local: Sources) -> frozenset[str]:
    """Return all names that a module can import, from the standard library or its own package."""
    return frozenset(name for sources in (STANDARD, local) for names in sources.values() for name in names)


def used_names(source: str, offered: frozenset[str]) -> frozenset[str]:
    """Return the offered names that this source reads and does not define itself at its top level.

    Every statement goes through Python's own parser: raises SyntaxError for what is no Python.
    """
    unread = set(offered)
    defined: set[str] = set()
    # One statement at a time: the trees of a long module would take a hundred times its size.
    for statement in _BETWEEN_STATEMENTS.split(source):
        table = symtable(statement, "module", "exec")
        defined.update(name for name in offered.intersection(table.get_identifiers()) if _binds(table, name))
        _strike_out(unread, table)
        if _EXPORTS in table.get_identifiers():
            unread.difference_update(_exported(statement))
    return offered - unread - defined


def _binds(table: SymbolTable, name: str) -> bool:
    symbol = table.lookup(name)
    return symbol.is_assigned() or symbol.is_namespace()


def _strike_out(unread: set[str], table: SymbolTable) -> None:
    """Remove the names that a scope, or one inside it, takes from the module.

    A class may read a name there before it binds it itself.
    """
    in_class = table.get_type() == "class"
    for name in unread.intersection(table.get_identifiers()):
        symbol = table.lookup(name)
        if symbol.is_referenced() and (in_class or symbol.is_global()):
            unread.remove(name)
    for child in table.get_children():
        _strike_out(unread, child)


def _exported(statement: str) -> Iterator[str]:
    """The names in `__all__`, which a module reads by their text."""
    for node in ast.walk(ast.parse(statement)):
        match node:
            case ast.Assign(targets=[ast.Name("__all__")], value=ast.List(elements)):
                yield from (str(each.value) for each in elements if isinstance(each, ast.Constant))
            case _:
                pass


def import_block(used: frozenset[str], local: Sources) -> Code:
    """Return the imports of the used names, in the order that isort gives them."""
    libraries = {name: names for name, names in local.items() if name in LIBRARIES}
    own = {name: names for name, names in local.items() if name not in LIBRARIES}
    blocks = [
        block for block in (_block(used, STANDARD), _block(used, libraries), _block(used, own)) if block
    ]
    return lines(_separated(blocks))


def import_order(name: str) -> tuple[int, tuple[_Chunk, ...], tuple[_Chunk, ...]]:
    """The order of names in an import: constants, classes, functions, each without regard to case."""
    return _kind(name), _chunks(name.lower()), _chunks(name)


def export_order(name: str) -> tuple[int, tuple[_Chunk, ...]]:
    """The order of names in `__all__`, where ruff does regard the case."""
    return _kind(name), _chunks(name)


def _kind(name: str) -> int:
    if name.isupper() and len(name) > 1:
        return 0
    return 1 if name[:1].isupper() else 2


# Many names are imported by several modules.
@lru_cache(maxsize=1 << 15)
def _chunks(name: str) -> tuple[_Chunk, ...]:
    """The runs of digits as numbers and the rest as text, so that `V2` stands before `V10`."""
    return tuple(_chunk(run) for run in _RUNS.findall(name))


def _chunk(run: str) -> _Chunk:
    if not run.isdecimal():
        return 1, 0, run
    # As in fractions: what starts with a zero stands before all else, digit by digit.
    return (0, -1, run) if run.startswith("0") else (0, int(run), "")


def _separated(blocks: list[Code]) -> Iterator[Code]:
    for index, block in enumerate(blocks):
        if index:
            yield code("")
        yield block


def _block(used: frozenset[str], sources: Sources) -> Code:
    return lines(
        [
            _statement(module, names)
            for module, offered in sources.items()
            if (names := sorted((name for name in offered if name in used), key=import_order))
        ]
    )


def _statement(module: str, names: list[str]) -> Code:
    if module == ".":
        return code("from . import {modules}", modules=join(", ", map(identifier, names)))
    if module == "builtins" or module in LIBRARIES:
        return code("import {name}", name=identifier(module))
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
