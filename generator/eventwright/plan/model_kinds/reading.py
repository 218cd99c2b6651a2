"""What another generator wrote, taken apart: fields with their types and bounds, and nothing else is let in.

Its text never reaches a package. Its syntax tree is matched against the few forms that it may have, and what
is none of them is refused.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_LIBRARIES: Mapping[str, frozenset[str]] = {
    "__future__": frozenset({"annotations"}),
    "datetime": frozenset({"date", "datetime", "time"}),
    "enum": frozenset({"Enum", "IntEnum", "StrEnum"}),
    "msgspec": frozenset({"UNSET", "Meta", "Struct", "UnsetType"}),
    "pydantic": frozenset({"AwareDatetime", "BaseModel", "ConfigDict", "Field", "RootModel"}),
    "typing": frozenset({"Annotated", "Any", "Literal", "NotRequired", "TypeAlias", "TypedDict", "Union"}),
    "typing_extensions": frozenset({"NotRequired", "TypedDict"}),
}
_CLASSES = frozenset({"pydantic.BaseModel", "msgspec.Struct", "typing.TypedDict"})
_ENUMS = frozenset({"enum.Enum", "enum.IntEnum", "enum.StrEnum"})
_BOUNDS = frozenset({"ge", "gt", "le", "lt", "min_length", "max_length"})
_EXTRA = frozenset({"allow", "forbid", "ignore"})

Bounds = tuple[tuple[str, int | float], ...]


class UnexpectedError(ValueError):
    """The source has a part that no model needs."""

    def __init__(self, node: ast.AST | None, why: str) -> None:
        line = getattr(node, "lineno", 0)
        super().__init__(f"line {line}: {why}" if line else why)


@dataclass(frozen=True, slots=True)
class WrittenField:
    """A field: its type as it was written, and what its value must keep to."""

    annotation: ast.expr
    bounds: Bounds = ()


@dataclass(frozen=True, slots=True)
class WrittenClass:
    fields: Mapping[str, WrittenField]
    forbids: bool


@dataclass(slots=True)
class WrittenModule:
    """The classes of objects in their order, types by the names that they have there, and all imports."""

    imported: dict[str, str] = field(default_factory=dict)
    types: dict[str, ast.expr] = field(default_factory=dict)
    classes: dict[str, WrittenClass] = field(default_factory=dict)

    def name_of(self, node: ast.expr) -> str:
        """Return what a name stands for: the full name of what is imported, else the name itself."""
        if not isinstance(node, ast.Name):
            raise UnexpectedError(node, "no name")
        return self.imported.get(node.id, node.id)

    def mentioned_by(self, name: str) -> frozenset[str]:
        """Return the names in the fields of a class, and in the types that these stand for."""
        found: set[str] = set()
        waiting = [each.annotation for each in self.classes[name].fields.values()]
        while waiting:
            fresh = names_in(waiting.pop()) - found
            waiting += [self.types[each] for each in fresh & self.types.keys()]
            found |= fresh
        return frozenset(found)


def names_in(annotation: ast.expr) -> frozenset[str]:
    return frozenset(each.id for each in ast.walk(annotation) if isinstance(each, ast.Name))


def read_module(source: str) -> WrittenModule:
    """Take a module apart; raises UnexpectedError, and SyntaxError for what is no Python."""
    module = WrittenModule()
    for statement in ast.parse(source).body:
        _read_statement(statement, module)
    return module


def _read_statement(node: ast.stmt, module: WrittenModule) -> None:
    match node:
        case ast.ImportFrom(module=str(library), names=names, level=0) if library in _LIBRARIES:
            for each in names:
                if each.name not in _LIBRARIES[library]:
                    raise UnexpectedError(node, f"an import of {each.name}")
                home = "typing" if library == "typing_extensions" else library
                module.imported[each.asname or each.name] = f"{home}.{each.name}"
        case ast.ClassDef(name, [ast.Subscript(base, inner)], [], [ast.AnnAssign()], []) if (
            module.name_of(base) == "pydantic.RootModel"
        ):
            module.types[name] = inner
        case ast.ClassDef(name=name, bases=[base], decorator_list=[]):
            _read_class(node, name, module.name_of(base), module)
        case ast.AnnAssign(ast.Name(name), kind, ast.expr() as value) if (
            module.name_of(kind) == "typing.TypeAlias"
        ):
            module.types[name] = value
        case ast.Expr(ast.Call(ast.Attribute(ast.Name(), "model_rebuild"), [], [])):
            return  # what has to be is known from what the classes mention
        case _:
            raise UnexpectedError(node, "no class and no import")


def _read_class(node: ast.ClassDef, name: str, base: str, module: WrittenModule) -> None:
    if base in _ENUMS:
        return  # the package has an enum class of its own for it
    if base not in _CLASSES:
        raise UnexpectedError(node, f"a class of {base}")
    if any(each.arg != "kw_only" or not isinstance(each.value, ast.Constant) for each in node.keywords):
        raise UnexpectedError(node, "a class with other options")
    statements = [each for each in node.body if not isinstance(each, ast.Pass)]
    settings = [each for each in statements if isinstance(each, ast.Assign)]
    fields = dict(_read_field(each, module) for each in statements if not isinstance(each, ast.Assign))
    forbids = [_extra(each, module) for each in settings] == ["forbid"]
    module.classes[name] = WrittenClass(fields, forbids)


def _extra(node: ast.Assign, module: WrittenModule) -> str:
    match node:
        case ast.Assign(
            [ast.Name("model_config")],
            ast.Call(called, [], [ast.keyword("extra", ast.Constant(str(extra)))]),
        ) if module.name_of(called) == "pydantic.ConfigDict" and extra in _EXTRA:
            return extra
        case _:
            raise UnexpectedError(node, "a setting that is not known")


def _read_field(node: ast.stmt, module: WrittenModule) -> tuple[str, WrittenField]:
    match node:
        case ast.AnnAssign(ast.Name(name), annotation, value):
            written, bounds = _bare(annotation, module)
            return name, WrittenField(written, (*bounds, *_of_value(value, module)))
        case _:
            raise UnexpectedError(node, "no field")


def _bare(annotation: ast.expr, module: WrittenModule) -> tuple[ast.expr, Bounds]:
    """A type without what marks it as optional, and without its bounds."""
    match annotation:
        case ast.Subscript(marker, inner) if module.name_of(marker) == "typing.NotRequired":
            return _bare(inner, module)
        case ast.Subscript(marker, ast.Tuple([inner, ast.Call(meta, [], keywords)])) if (
            module.name_of(marker) == "typing.Annotated" and module.name_of(meta) == "msgspec.Meta"
        ):
            return inner, tuple(_bounds(keywords))
        case ast.BinOp(left, ast.BitOr(), right):
            written, bounds = _bare(left, module)
            if isinstance(right, ast.Name) and module.name_of(right) == "msgspec.UnsetType":
                return written, bounds
            return ast.BinOp(written, ast.BitOr(), right), bounds
        case _:
            return annotation, ()


def _of_value(value: ast.expr | None, module: WrittenModule) -> Bounds:
    match value:
        case None | ast.Constant(None):
            return ()
        case ast.Name() if module.name_of(value) == "msgspec.UNSET":
            return ()
        case ast.Call(called, arguments, keywords) if module.name_of(called) == "pydantic.Field" and all(
            map(_is_ellipsis, arguments)
        ):
            return tuple(_bounds(each for each in keywords if not _is_default(each)))
        case _:
            raise UnexpectedError(value, "a default")


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...


def _is_default(keyword: ast.keyword) -> bool:
    return (
        keyword.arg == "default" and isinstance(keyword.value, ast.Constant) and keyword.value.value is None
    )


def _bounds(keywords: Iterable[ast.keyword]) -> Iterator[tuple[str, int | float]]:
    for keyword in keywords:
        value = _number(keyword.value)
        if keyword.arg not in _BOUNDS or value is None:
            raise UnexpectedError(keyword.value, f"the bound {keyword.arg}")
        yield keyword.arg, value


def _number(node: ast.expr) -> int | float | None:
    match node:
        case ast.UnaryOp(ast.USub(), inner):
            value = _number(inner)
            return None if value is None else -value
        case ast.Constant(int() | float() as value) if not isinstance(value, bool):
            return value
        case _:
            return None
