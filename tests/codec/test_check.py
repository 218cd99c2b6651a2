"""The thorough check: what it says of a wrong value, what leniency lets pass, which branch it chooses."""

import sys
import time
from types import ModuleType
from typing import Any

import pytest

PERSON = {
    "type": "object",
    "required": ["id", "tags"],
    "properties": {
        "id": {"type": "integer", "format": "int32"},
        "name": {"type": "string", "minLength": 2, "pattern": "^[a-z]+$"},
        "tags": {"type": "array", "items": {"enum": ["x", "y"]}, "minItems": 1, "uniqueItems": True},
        "home/work": {"$ref": "#/components/schemas/Place"},
    },
    "additionalProperties": False,
}
PLACE = {"type": "object", "properties": {"since": {"type": "string", "format": "date-time"}}}
SCHEMAS = {"Person": PERSON, "#/components/schemas/Place": PLACE}


def told(check: ModuleType, schema: Any, value: Any, leniency: str = "STRICT") -> list[str]:
    checker = check.Checker({"it": schema}, getattr(check, leniency))
    return [str(problem) for problem in checker.explain("it", value)]


def test_every_problem_is_told_with_its_pointer(check: ModuleType) -> None:
    value = {
        "id": 2**31,
        "name": "1",
        "tags": ["x", "z", "x"],
        "home/work": {"since": "yesterday"},
        "a~b": 1,
    }
    problems = check.Checker(SCHEMAS, check.STRICT).explain("Person", value)
    assert [(problem.pointer, problem.expected, problem.got) for problem in problems] == [
        ("/id", "an integer of the format int32", "2147483648"),
        ("/name", "at least 2 characters", "'1'"),
        ("/name", "text that matches '^[a-z]+$'", "'1'"),
        ("/tags", "items that differ from each other", "an array of 3 items"),
        ("/tags/1", "one of 'x', 'y'", "'z'"),
        ("/home~1work/since", "text of the format date-time", "'yesterday'"),
        ("/a~0b", "nothing here", "1"),
    ]


@pytest.mark.parametrize(
    ("schema", "value", "problem"),
    [
        (False, 1, "the whole value: expected nothing here, got 1"),
        ({"type": "integer"}, True, "the whole value: expected integer, got true"),
        ({"type": "integer"}, 1.5, "the whole value: expected integer, got 1.5"),
        (
            {"type": ["string", "null"]},
            [],
            "the whole value: expected string or null, got an array of 0 items",
        ),
        ({"const": 1}, True, "the whole value: expected 1, got true"),
        ({"enum": [True, [1]]}, [True], "one of true, an array of 1 item, got an array of 1 item"),
        ({"enum": list(range(50))}, 50, "expected one of 0, 1, 2, 3, 4, 5, 6, 7 and 42 more, got 50"),
        ({"minimum": 1}, 0, "expected at least 1, got 0"),
        ({"exclusiveMaximum": 1}, 1.0, "expected less than 1, got 1.0"),
        ({"multipleOf": 0.01}, 0.015, "expected a multiple of 0.01, got 0.015"),
        ({"minItems": 1}, [], "expected at least 1 item, got an array of 0 items"),
        ({"maxProperties": 1}, {"a": 1, "b": 2}, "expected at most 1 property, got an object with 2 keys"),
        ({"required": ["a"]}, {}, "expected the property 'a', got an object with 0 keys"),
        ({"items": {"type": "null"}}, [None, 1], "/1: expected null, got 1"),
        ({"items": [True], "additionalItems": {"const": 1}}, [0, 1, 2], "/2: expected 1, got 2"),
        ({"contains": {"const": 1}}, [], "expected an item that fits the schema under 'contains'"),
        ({"propertyNames": {"maxLength": 1}}, {"ab": 1}, "expected names that fit"),
        ({"patternProperties": {"^a": {"const": 1}}}, {"ab": 2}, "/ab: expected 1, got 2"),
        ({"additionalProperties": {"const": 1}}, {"ab": 2}, "/ab: expected 1, got 2"),
        ({"dependencies": {"a": ["b"]}}, {"a": 1}, "expected the property 'b'"),
        ({"dependencies": {"a": {"minProperties": 2}}}, {"a": 1}, "expected at least 2 properties"),
        ({"if": {"const": 1}, "then": False}, 1, "expected nothing here, got 1"),
        ({"if": {"const": 1}, "else": {"const": 2}}, 3, "expected 2, got 3"),
        ({"not": {"type": "string"}}, "a", "expected a value that does not fit the schema under 'not'"),
        ({"oneOf": [True, {"type": "null"}]}, None, "expected a value that fits one branch of 2, not 2"),
        ({"format": "byte"}, "a", "expected text of the format byte, got 'a'"),
        ({"type": "integer"}, "x" * 100, "got '" + "x" * 76 + "..."),
        ({"type": "string"}, (1,), "got a Python tuple, which is not JSON"),
    ],
)
def test_a_problem_says_what_was_expected_and_what_came(
    check: ModuleType, schema: Any, value: Any, problem: str
) -> None:
    (only,) = told(check, schema, value)
    assert problem in only


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "integer"}, 1.0),
        ({"type": "integer"}, 2**70),
        ({"const": [1, {"a": 1.0}]}, [1.0, {"a": 1}]),
        ({"multipleOf": 0.01}, 19.99),
        ({"multipleOf": 0.1}, 10**400),
        ({"multipleOf": 1e-300}, 1e300),
        ({"format": "int64"}, 1.5),
        ({"format": "int32"}, "text"),
        ({"format": "never-heard-of"}, "text"),
        ({"pattern": r"(?<name>a)"}, "b"),
        ({"maxLength": 1}, "\U0001f600"),
        ({"uniqueItems": True}, [1, True, "1", [1], [True], {"a": 1}, {"a": True}]),
        ({"additionalItems": False}, [1]),
        ({"$ref": "it", "type": "null"}, 1),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_that_fits_has_no_problem(check: ModuleType, schema: Any, value: Any) -> None:
    assert told(check, schema, value) == []


PET = {
    "oneOf": [
        {"type": "null"},
        {"properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}, "name": {"type": "string"}}},
        {"properties": {"kind": {"const": "dog"}, "legs": {"type": "integer"}}},
    ]
}


def test_a_union_that_nothing_fits_tells_of_the_branch_with_the_same_tag(check: ModuleType) -> None:
    value = {"kind": "cat", "lives": "nine", "name": 1, "legs": 4}
    assert told(check, {"properties": {"pet": PET}}, {"pet": value}) == [
        "/pet: expected a value that fits one of 3 schemas, got an object with 4 keys",
        "/pet/lives: expected integer, got 'nine'",
        "/pet/name: expected string, got 1",
    ]


def test_a_problem_that_two_schemas_find_is_told_once(check: ModuleType) -> None:
    assert len(told(check, {"type": "string", "allOf": [{"type": "string"}]}, 1)) == 1


def lenient(check: ModuleType, schema: Any, value: Any, **switches: bool) -> bool:
    chosen = {"open_enums": False, "null_optionals": False, "forbid_unknown": True, "constraints": True}
    checker = check.Checker({"it": schema, "other": PERSON}, check.Leniency(**(chosen | switches)))
    return bool(checker.tolerates("it", value))


@pytest.mark.parametrize(
    ("members", "value", "passes"),
    [
        (["a", "b"], "c", True),
        (["a", "b"], 1, False),
        (["a", "b"], None, False),
        (["a", None], None, True),
        ([1, 2], 3, True),
        ([1, 2], 3.0, True),
        ([1, 2], 3.5, False),
        ([1, 2], True, False),
        ([1.5], 3, True),
        ([True], False, True),
        ([{"a": 1}], {}, True),
    ],
)
def test_an_open_enum_takes_further_values_of_its_types(
    check: ModuleType, members: list[Any], value: Any, passes: bool
) -> None:
    assert lenient(check, {"enum": members}, value, open_enums=True) is passes
    assert lenient(check, {"enum": members}, value) is (value in members and type(value) is not bool)


def test_a_const_stays_closed(check: ModuleType) -> None:
    assert not lenient(check, {"const": "a"}, "b", open_enums=True)


@pytest.mark.parametrize(
    ("schema", "value", "passes"),
    [
        ({"properties": {"a": {"type": "integer"}}}, {"a": None}, True),
        ({"properties": {"a": {"type": "integer"}}}, {"a": "x"}, False),
        ({"properties": {"a": {"type": "integer"}}, "required": ["a"]}, {"a": None}, False),
        ({"properties": {"a": {"type": "integer"}}, "allOf": [{"required": ["a"]}]}, {"a": None}, False),
        ({"required": ["a"], "allOf": [{"properties": {"a": {"type": "integer"}}}]}, {"a": None}, False),
        ({"required": ["id"], "allOf": [{"$ref": "other"}]}, {"id": None, "tags": ["x"]}, False),
        ({"allOf": [{"$ref": "other"}]}, {"id": 1, "tags": ["x"], "name": None}, True),
        ({"required": ["name"], "allOf": [{"$ref": "other"}]}, {"id": 1, "tags": ["x"], "name": None}, False),
        ({"required": ["a"], "anyOf": [{"properties": {"a": {"type": "integer"}}}]}, {"a": None}, False),
        ({"anyOf": [{"properties": {"a": {"type": "integer"}}}]}, {"a": None}, True),
        (
            {"properties": {"a": {"properties": {"a": {"type": "integer"}}}}, "required": ["a"]},
            {"a": {"a": None}},
            True,
        ),
        ({"additionalProperties": {"type": "integer"}}, {"a": None}, False),
        ({"items": {"type": "integer"}}, [None], False),
        ({"not": {"properties": {"a": {"type": "integer"}}}}, {"a": None}, True),
    ],
)
def test_null_passes_for_a_declared_property_that_is_not_required(
    check: ModuleType, schema: Any, value: Any, passes: bool
) -> None:
    assert lenient(check, schema, value, null_optionals=True) is passes


@pytest.mark.parametrize(
    ("schema", "value", "passes"),
    [
        ({"additionalProperties": False}, {"a": 1}, True),
        ({"additionalProperties": {"type": "string"}}, {"a": 1}, False),
        ({"properties": {"a": False}}, {"a": 1}, False),
        ({"items": [True], "additionalItems": False}, [1, 2], False),
        ({"not": {"additionalProperties": False}}, {"a": 1}, True),
    ],
)
def test_unknown_keys_pass_unless_a_schema_is_given_for_them(
    check: ModuleType, schema: Any, value: Any, passes: bool
) -> None:
    assert lenient(check, schema, value, forbid_unknown=False) is passes


@pytest.mark.parametrize(
    ("schema", "value", "passes"),
    [
        ({"minimum": 5, "multipleOf": 7}, 1, True),
        ({"pattern": "b", "maxLength": 0, "format": "uuid"}, "a", True),
        ({"uniqueItems": True, "contains": False}, [1, 1], True),
        ({"not": {}}, 1, True),
        ({"format": "int32"}, 2**40, True),
        ({"format": "date-time"}, "a", False),
        ({"type": "string"}, 1, False),
        ({"enum": [1]}, 2, False),
        ({"required": ["a"]}, {}, False),
        ({"items": {"type": "string", "minLength": 9}}, ["a"], True),
        ({"items": {"type": "string"}}, [1], False),
        ({"oneOf": [{"minimum": 5}, {"type": "string"}]}, 1, True),
    ],
)
def test_without_constraints_only_the_shape_is_judged(
    check: ModuleType, schema: Any, value: Any, passes: bool
) -> None:
    assert lenient(check, schema, value, constraints=False) is passes


BRANCHES = {
    "cat": {"required": ["lives"], "properties": {"lives": {"enum": ["seven", "nine"]}}},
    "pet": {"properties": {"lives": {"type": "string"}, "name": {"type": "string"}}},
    "no": False,
}


@pytest.mark.parametrize(
    ("names", "value", "exclusive", "leniency", "chosen"),
    [
        (["cat", "pet"], {"lives": "nine"}, False, "STRICT", 0),
        (["cat", "pet"], {"lives": "nine"}, True, "STRICT", None),
        (["cat", "pet"], {"lives": "nine"}, True, "LENIENT", 0),
        (["cat", "pet"], {"lives": "ten"}, True, "STRICT", 1),
        (["cat", "pet"], {"lives": "ten"}, True, "LENIENT", 1),
        (["no", "cat"], {"lives": "ten"}, True, "STRICT", None),
        (["no", "cat"], {"lives": "ten"}, True, "LENIENT", 1),
        (["no", "cat"], {"lives": 1}, True, "LENIENT", None),
        (["no", "pet"], {"lives": None}, False, "LENIENT", 1),
        ([], 1, False, "LENIENT", None),
    ],
)
def test_a_branch_is_chosen_strictly_first(
    check: ModuleType, names: list[str], value: Any, exclusive: bool, leniency: str, chosen: int | None
) -> None:
    checker = check.Checker(BRANCHES, getattr(check, leniency))
    try:
        assert checker.choose(names, value, exclusive) == chosen
    except AssertionError:
        raise
    except Exception as refusal:
        assert type(refusal).__name__ == "Mismatch" and chosen is None


def test_a_name_that_the_enclosing_schema_requires_is_not_null_in_a_branch(check: ModuleType) -> None:
    checker = check.Checker(BRANCHES, check.LENIENT)
    assert checker.tolerates("pet", {"lives": None})
    assert not checker.tolerates("pet", {"lives": None}, frozenset({"lives"}))
    assert checker.choose(["pet"], {"lives": None}, False) == 0
    with pytest.raises(Exception, match=r"^$") as caught:
        checker.choose(["pet"], {"lives": None}, False, frozenset({"lives"}))
    assert type(caught.value).__name__ == "Mismatch"


TREE: dict[str, Any] = {
    "tree": {
        "type": "object",
        "properties": {"child": {"$ref": "tree"}},
        "additionalProperties": {"type": "null"},
    }
}


def nested(depth: int, innermost: Any) -> Any:
    value = innermost
    for _ in range(depth):
        value = {"child": value}
    return value


def test_a_recursive_schema_is_followed_two_hundred_deep(check: ModuleType) -> None:
    checker = check.Checker(TREE, check.STRICT)
    assert checker.accepts("tree", nested(199, {}))
    assert not checker.accepts("tree", nested(199, {"x": 1}))
    assert [str(problem) for problem in checker.explain("tree", nested(150, {"x": 1}))] == [
        f"{('/child' * 150)[:77]}...: expected null, got 1"
    ]


@pytest.mark.parametrize("depth", [200, 5000])
def test_what_is_nested_deeper_is_one_problem(check: ModuleType, depth: int) -> None:
    checker = check.Checker(TREE, check.LENIENT)
    assert [
        "nested at most 200 deep" in problem.expected
        for problem in checker.explain("tree", nested(depth, {}))
    ] == [True]
    assert not checker.accepts("tree", nested(depth, {})) and not checker.tolerates("tree", nested(depth, {}))


def test_an_exhausted_stack_is_a_problem_and_no_exception(check: ModuleType) -> None:
    wrapped: Any = {"$ref": "tree"}
    for _ in range(5):
        wrapped = {"allOf": [{"anyOf": [wrapped]}]}
    checker = check.Checker({"tree": {"properties": {"child": wrapped}}}, check.STRICT)
    assert sys.getrecursionlimit() <= 3000
    problems = checker.explain("tree", nested(199, {}))
    assert len(problems) == 1 and not checker.accepts("tree", nested(199, {}))


@pytest.mark.parametrize(
    ("schemas", "value", "accepted"),
    [
        ({"it": {"$ref": "it"}}, 1, True),
        (
            {"it": {"allOf": [{"$ref": "other"}, {"type": "string"}]}, "other": {"anyOf": [{"$ref": "it"}]}},
            "a",
            True,
        ),
        (
            {"it": {"allOf": [{"$ref": "other"}, {"type": "string"}]}, "other": {"anyOf": [{"$ref": "it"}]}},
            1,
            False,
        ),
        ({"it": {"$ref": "other"}, "other": {"$ref": "it", "type": "string"}}, 1, True),
        # What fits only while the first is taken to fit does not fit once that was refused.
        (
            {
                "it": {"anyOf": [{"$ref": "first"}, {"$ref": "second"}]},
                "first": {"allOf": [{"$ref": "second"}, {"type": "string"}]},
                "second": {"allOf": [{"$ref": "first"}]},
            },
            1,
            False,
        ),
    ],
)
def test_a_circle_of_references_that_stays_at_one_value_ends(
    check: ModuleType, schemas: Any, value: Any, accepted: bool
) -> None:
    for leniency in (check.STRICT, check.LENIENT):
        checker = check.Checker(schemas, leniency)
        assert checker.accepts("it", value) is checker.tolerates("it", value) is accepted
        assert (not checker.explain("it", value)) is accepted


def test_branches_that_share_a_recursion_do_not_double_the_work_at_each_depth(check: ModuleType) -> None:
    branches = [{"required": [tag], "properties": {"child": {"$ref": "node"}}} for tag in ("a", "b", "c")]
    for keyword in ("oneOf", "anyOf"):
        for leniency in (check.STRICT, check.LENIENT):
            checker = check.Checker({"node": {keyword: [{"type": "null"}, *branches]}}, leniency)
            began = time.process_time()
            value: Any = {"child": None}
            for _ in range(60):
                value = {"child": value, "a": 1, "b": 1}
            checker.accepts("node", value)
            checker.tolerates("node", value)
            assert checker.explain("node", value)
            assert time.process_time() - began < 2


@pytest.mark.parametrize("value", [{1: 2}, {None: 1}, {(): 1}], ids=repr)
def test_a_key_that_is_no_text_does_not_break_the_check(check: ModuleType, value: Any) -> None:
    schema = {"patternProperties": {"a": False}, "additionalProperties": {"type": "string"}}
    assert told(check, schema, value)
    assert told(check, schema | {"propertyNames": {"pattern": "a"}}, value)
