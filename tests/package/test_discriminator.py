"""Unions whose discriminator names a branch: which class comes out, and what is told of other values."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from tests.package.test_any_schema import document
from tests.support import CASES, LENIENT, STRICT, Packages, same

from eventwright.options import PackageOptions

CASE = CASES / "polymorphism" / "spec.yaml"
MODES = pytest.mark.parametrize("options", [STRICT, LENIENT], ids=["strict", "lenient"])


@MODES
@pytest.mark.parametrize(
    ("pet", "name"),
    [
        ({"petType": "Cat", "lives": 9}, "Cat"),
        ({"petType": "Cat"}, "Cat"),
        ({"petType": "stick", "color": "green"}, "StickInsect"),
        ({"petType": "Cat", "friends": [{"petType": "stick"}]}, "Cat"),
    ],
)
def test_a_child_that_is_made_from_the_union_is_told_by_its_name(
    packages: Packages, options: PackageOptions, pet: Any, name: str
) -> None:
    package = packages.of_file(CASE, options)
    message = package.PetSeen.decode(pet)
    assert type(message.payload).__name__ == name
    assert [type(each).__name__ for each in message.payload.friends or ()] == ["StickInsect"] * len(
        pet.get("friends", ())
    )
    assert same(message.encode(), pet)


@MODES
@pytest.mark.parametrize(
    ("pet", "problems"),
    [
        ({"petType": "Cat", "lives": "nine"}, [("/lives", "integer")]),
        ({"petType": "Dog"}, [("/petType", "one of 'stick', 'Cat', 'StickInsect'")]),
        ({"petType": "StickInsect"}, [("/petType", "'stick'")]),
        (
            {"petType": "Cat", "friends": [{"petType": "Cat", "lives": 1.5}]},
            [("/friends/0/lives", "integer")],
        ),
    ],
)
def test_what_is_wrong_is_told_by_the_branch_that_the_value_names(
    packages: Packages, options: PackageOptions, pet: Any, problems: list[tuple[str, str]]
) -> None:
    package = packages.of_file(CASE, options)
    with pytest.raises(package.DecodeError) as caught:
        package.PetSeen.decode(pet)
    assert [(each.pointer, each.expected) for each in caught.value.problems] == problems


@pytest.mark.parametrize(
    ("shape", "lenient", "strict"),
    [
        # Both fit: oneOf refuses that where decoding is strict, and else the discriminator knows.
        ({"kind": "angular", "size": 1}, "Square", None),
        ({"kind": "round", "size": 1}, "Circle", None),
        ({"kind": "Square", "size": 1}, "Square", None),
        ({"kind": "round", "size": None}, "Circle", None),
        # One fits, whatever the discriminator says: Draft-07 does not know it.
        ({"kind": "round", "size": 0.5}, "Square", "Square"),
        ({"kind": "angular"}, "Circle", "Circle"),
        ({"kind": "unknown", "size": 0.5}, "Square", "Square"),
        ({"kind": "round", "size": "large"}, None, None),
    ],
)
def test_a_discriminator_goes_first_but_opens_nothing(
    packages: Packages, shape: Any, lenient: str | None, strict: str | None
) -> None:
    for options, expected in ((LENIENT, lenient), (STRICT, strict)):
        package = packages.of_file(CASE, options)
        try:
            payload = package.ShapeDrawn.decode(shape).payload
        except package.DecodeError:
            assert expected is None
        else:
            assert type(payload).__name__ == expected
            assert same(payload.to_dict(), shape)


def test_the_named_branch_is_explained(packages: Packages) -> None:
    package = packages.of_file(CASE, STRICT)
    with pytest.raises(package.DecodeError, match=r"^/size: expected integer, got 'large'$"):
        package.ShapeDrawn.decode({"kind": "round", "size": "large"})


def test_open_enums_hide_nothing_that_is_wrong_with_the_named_branch(packages: Packages) -> None:
    kinds = {
        name: {
            "type": "object",
            "required": ["t", "v"],
            "properties": {"t": {"type": "string", "enum": [name]}, "v": {"type": kind}},
        }
        for name, kind in (("whole", "integer"), ("text", "string"))
    }
    union = {"oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in kinds], "discriminator": "t"}
    root = {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}, "u": union}}
    package = made(packages, {"root": root, **kinds}, LENIENT)
    for value, pointers in (
        ({"t": "whole", "v": "a"}, ["/n", "/u/v"]),
        ({"t": "text", "v": 1}, ["/n", "/u/v"]),
        ({"t": "new", "v": 1}, ["/n"]),
    ):
        with pytest.raises(package.DecodeError) as caught:
            package.Root.from_dict({"n": "1", "u": value})
        assert sorted(each.pointer for each in caught.value.problems) == pointers
    assert type(package.Root.from_dict({"n": 1, "u": {"t": "new", "v": "a"}}).u).__name__ == "Text"


def made(packages: Packages, schemas: Mapping[str, Any], options: PackageOptions = STRICT) -> Any:
    return packages.of(json.dumps(document(schemas)).encode(), "spec.json", options)


@pytest.mark.parametrize("keyword", ["oneOf", "anyOf"])
@MODES
def test_a_tree_of_heirs_decodes(packages: Packages, options: PackageOptions, keyword: str) -> None:
    """Children of children, a child that is a union in turn, and a base that nothing else describes."""
    package = made(
        packages,
        {
            "root": {
                "type": "object",
                "discriminator": "t",
                "required": ["t"],
                "properties": {"t": {"type": "string"}},
                keyword: [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
            },
            "A": {
                "allOf": [
                    {"$ref": "#/components/schemas/root"},
                    {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}},
                ]
            },
            "B": {
                "allOf": [
                    {"$ref": "#/components/schemas/root"},
                    {"type": "object", "required": ["b"], "properties": {"b": {"type": "integer"}}},
                ]
            },
            "C": {"allOf": [{"$ref": "#/components/schemas/A"}, {"properties": {"c": {"type": "integer"}}}]},
        },
        options,
    )
    for value in ({"t": "A", "a": 1}, {"t": "B", "b": 2}):
        assert same(package.Sample.decode(value).encode(), value)
    with pytest.raises(package.DecodeError):
        package.Sample.decode({"t": 1, "a": 1})
    assert package.C.from_dict({"t": "A", "a": 1, "c": 3}).c == 3


def test_messages_whose_payloads_inherit_a_discriminator_are_told_apart(packages: Packages) -> None:
    schemas = {
        "Base": {
            "type": "object",
            "discriminator": "kind",
            "required": ["kind"],
            "properties": {"kind": {"type": "string"}},
        },
        **{name: {"allOf": [{"$ref": "#/components/schemas/Base"}]} for name in ("One", "Two")},
    }
    messages = [{"name": n, "payload": {"$ref": f"#/components/schemas/{n}"}} for n in ("One", "Two")]
    parts = document({"root": {}, **schemas})
    parts["channels"] = {"c": {"publish": {"message": {"oneOf": messages}}}}
    package = packages.of(json.dumps(parts).encode(), "spec.json", STRICT)
    assert type(package.Router().decode("c", b'{"kind": "Two"}')).__name__ == "Two"
