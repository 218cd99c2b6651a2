"""A document may use any name that a generated package needs for itself, for any thing that gets a name."""

import ast
import builtins
import json
import keyword
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from tests.support import LENIENT, Packages, files_of

Names = frozenset[str]


def document(name: str, message: str) -> bytes:
    """Schema, property, enum member, channel, parameter and operation, all of one name; one message."""
    schema = {
        "type": "object",
        "required": [name],
        "properties": {
            name: {"type": "integer"},
            "other": {"type": "string", "format": "date-time"},
            "kind": {"type": "string", "enum": [name, "b"]},
            "list": {"type": "array", "items": {"oneOf": [{"type": "object"}, {"type": "string"}]}},
            "nested": {"type": "object", "properties": {name: {"type": "boolean"}}},
        },
    }
    reference = {"$ref": f"#/components/messages/{message}"}
    send = {"operationId": f"send {name}", "message": reference}
    channels = {
        name: {"publish": {"operationId": name, "message": reference}},
        f"to/{{{name}}}": {
            "parameters": {name: {"schema": {"type": "string", "enum": [name]}}},
            "publish": {"message": reference},
            "subscribe": send,
        },
        "scalar": {"publish": {"message": {"messageId": f"{name}Scalar", "payload": {"type": "integer"}}}},
    }
    parts = {
        "asyncapi": "2.6.0",
        "info": {"title": name, "version": "1"},
        "channels": channels,
        "components": {
            "messages": {message: {"payload": {"$ref": f"#/components/schemas/{name}"}}},
            "schemas": {name: schema},
        },
    }
    return json.dumps(parts).encode()


def names_of(source: str) -> Names:
    """All names that a module defines, imports or reads."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name) | ast.alias(name=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
                found.add(name)
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case _:
                pass
    return frozenset(found)


def names_of_the_package() -> list[str]:
    files = files_of(document("Sample", "Sample"), "spec.json", LENIENT)
    own = [
        name
        for path, text in files.items()
        if path.endswith(".py") and "from spec.json" in text
        for name in names_of(text)
    ]
    modules = [path.removesuffix(".py") for path in files if path.endswith(".py")]
    return sorted({name for name in (*own, *modules) if "ample" not in name and "AMPLE" not in name})


NAMES = names_of_the_package()
OF_PYTHON = ["__class__", "__init__", "__slots__", "_wire", "__dict__", "a-b", *keyword.softkwlist]


@pytest.mark.parametrize("name", sorted({*NAMES, *OF_PYTHON}))
def test_a_message_and_all_else_may_have_a_name_of_the_package(packages: Packages, name: str) -> None:
    assert_works(packages, name, message=name)


@pytest.mark.parametrize("name", [name for name in NAMES if name[:1].isupper()])
def test_a_schema_may_have_the_name_of_a_class_of_the_package(packages: Packages, name: str) -> None:
    assert_works(packages, name, message="Sample")


def assert_works(packages: Packages, name: str, message: str) -> None:
    files = files_of(document(name, message), "spec.json", LENIENT)
    for path, text in files.items():
        if path.endswith(".py") and "from spec.json" in text:
            bound = list(bound_in(ast.parse(text)))
            assert sorted(set(bound)) == sorted(bound), path
    package = packages.imported(files)
    value = {
        name: 1,
        "other": "2020-02-03T04:05:06Z",
        "kind": name,
        "list": [{}, "a"],
        "nested": {name: True},
    }
    decoded = package.Router().decode_address(name, json.dumps(value).encode())
    assert decoded.encode() == value and not decoded.payload.extras
    assert decoded.payload.kind.value == name
    assert package.Router().decode_address("scalar", b"7").payload == 7
    addressed = package.Router().decode_address(f"to/{quote(name, safe='')}", json.dumps(value).encode())
    assert addressed.context.parameters == {name: name}
    assert [getattr(addressed.parameters, slot) for slot in type(addressed.parameters).__slots__] == [name]
    with pytest.raises(package.DecodeError):
        package.Router().decode_address(name, b"{}")


def test_no_class_hides_a_builtin() -> None:
    files = files_of(document("dict", "Sample"), "spec.json", LENIENT)
    classes = {
        node.name for node in ast.walk(ast.parse(files["models.py"])) if isinstance(node, ast.ClassDef)
    }
    assert not classes & vars(builtins).keys()


def bound_in(module: ast.Module) -> Iterator[str]:
    """The names that the top level of a module imports or defines."""
    for node in module.body:
        match node:
            case ast.ImportFrom(names=names):
                yield from (each.name for each in names)
            case (
                ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name))
            ):
                yield name
            case _:
                pass
