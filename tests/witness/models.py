"""What two generators make of the component schemas of one document: fields, optionality and enum values."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar
from unicodedata import normalize

from eventwright.documents import DiskDocuments
from eventwright.load import inspect_document
from eventwright.options import PackageOptions
from eventwright.package import Package
from eventwright.plan.build import plan
from eventwright.plan.naming import split_key
from eventwright.problems import SpecError

SECONDS = 60
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Seen:
    """A field: whether it must be there, and the values of the one enum it mentions, None without one."""

    required: bool
    values: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Models:
    """Objects by folded name with their fields by wire name, and enums by folded name with their values."""

    objects: Mapping[str, Mapping[str, Seen]] = field(default_factory=dict)
    enums: Mapping[str, frozenset[str]] = field(default_factory=dict)


def folded(name: str) -> str:
    """A name as both sides write it: letters and digits alone, without regard to case."""
    return "".join(filter(str.isalnum, normalize("NFKC", name))).casefold()


def ours(path: Path) -> Models | None:
    """The component schemas in our plan; None where the document is refused."""
    try:
        loaded = inspect_document(DiskDocuments(path.parent), path.name)
        package = plan(loaded.api, PackageOptions()).package
    except SpecError:
        return None
    return _planned(package)


def _planned(package: Package) -> Models:
    enums = {
        str(each.name): frozenset(_spelled(item.value) for item in each.members) for each in package.enums
    }
    objects = {
        str(model.name): {
            each.wire: Seen(
                not each.declaration.endswith(" = None"), _only(_names(each.annotation) & enums.keys(), enums)
            )
            for each in model.fields
        }
        for model in package.models
    }
    # A component is named by its key, whatever its class is called.
    keys = {
        name: split_key(key)[1][-1]
        for name, key in package.classes.items()
        if split_key(key)[1][:-1] == ("components", "schemas")
    }
    return Models(
        _by_folded({keys[name]: found for name, found in objects.items() if name in keys}),
        _by_folded({keys[name]: found for name, found in enums.items() if name in keys}),
    )


def _spelled(value: str) -> str:
    """A literal as `ast` writes it, so that quotes and escapes do not matter."""
    return ast.unparse(ast.parse(value, mode="eval"))


def theirs(path: Path) -> Models | None:
    """The same from pydantic models that datamodel-code-generator writes; None where it cannot."""
    with TemporaryDirectory() as folder:
        output = Path(folder) / "models.py"
        command = [sys.executable, "-m", "datamodel_code_generator", "--input", str(path.resolve())]
        command += ["--input-file-type", "asyncapi", "--output-model-type", "pydantic_v2.BaseModel"]
        command += ["--target-python-version", "3.11", "--formatters", "builtin", "--disable-warnings"]
        command += ["--output", str(output)]
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=SECONDS)
            return _read(ast.parse(output.read_text(encoding="utf-8")))
        except (subprocess.SubprocessError, OSError, SyntaxError):
            return None


def _read(tree: ast.Module) -> Models:
    classes = {each.name: each for each in tree.body if isinstance(each, ast.ClassDef)}
    enums = {
        name: _members(each)
        for name, each in classes.items()
        if _bases(each) & {"Enum", "StrEnum", "IntEnum"}
    }
    objects = {
        name: dict(_inherited(name, classes, enums))
        for name in classes
        if name not in enums and _is_model(name, classes)
    }
    return Models(_by_folded(objects), _by_folded(enums))


def _bases(each: ast.ClassDef) -> set[str]:
    return {base.id for base in each.bases if isinstance(base, ast.Name)}


def _is_model(name: str, classes: Mapping[str, ast.ClassDef]) -> bool:
    return name == "BaseModel" or (
        name in classes and any(_is_model(base, classes) for base in _bases(classes[name]) if base != name)
    )


def _members(each: ast.ClassDef) -> frozenset[str]:
    return frozenset(ast.unparse(item.value) for item in each.body if isinstance(item, ast.Assign))


def _inherited(
    name: str, classes: Mapping[str, ast.ClassDef], enums: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, Seen]]:
    for base in sorted(_bases(classes[name]) & classes.keys() - {name}):
        yield from _inherited(base, classes, enums)
    for item in classes[name].body:
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            called = _called(item.value)
            wire = called.get("alias", item.target.id)
            mentioned = _names(ast.unparse(item.annotation)) & enums.keys()
            yield str(wire), Seen(_is_required(item.value), _only(mentioned, enums))


def _called(value: ast.expr | None) -> dict[str | None, object]:
    """The literal keywords of `Field(...)`."""
    if not isinstance(value, ast.Call):
        return {}
    return {each.arg: each.value.value for each in value.keywords if isinstance(each.value, ast.Constant)}


def _is_required(value: ast.expr | None) -> bool:
    match value:
        case None:
            return True
        case ast.Call(func=ast.Name("Field"), args=[ast.Constant(first), *_]):
            return first is ...
        case ast.Call(func=ast.Name("Field"), args=[], keywords=keywords):
            return not {"default", "default_factory"} & {each.arg for each in keywords}
        case _:
            return False


def _names(annotation: str) -> set[str]:
    tree = ast.parse(annotation, mode="eval")
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _only(names: set[str], enums: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    return enums[names.pop()] if len(names) == 1 else None


def _by_folded(found: Mapping[str, Found]) -> dict[str, Found]:
    """By folded name; where two names fold together neither can be told, so neither is compared."""
    often = Counter(map(folded, found))
    return {folded(name): each for name, each in found.items() if often[folded(name)] == 1}
