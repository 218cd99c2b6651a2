"""Schemas that contain themselves decode what the judge accepts, and give back what they decoded."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import CASES, MODES, Packages, same
from tests.values import SCALARS, SLOW_BY_NATURE, document_of, judge_of

SPEC = CASES / "circles" / "spec.yaml"
DOCUMENT = document_of(SPEC)
MESSAGES = {
    name: channel["publish"]["message"]["payload"]["$ref"]
    for name, channel in DOCUMENT["channels"].items()
    if "$ref" in channel["publish"]["message"]["payload"]
}
JUDGES = {name: judge_of(DOCUMENT, pointer) for name, pointer in MESSAGES.items()}
KEYS = st.sampled_from(["x", "xy", "y", "next", "forest", "children", "byName", "orNull"])
KEYS |= st.sampled_from(["kind", "child", "one", "others", "two", "required", "listed", "mapped", *MESSAGES])
LEAVES = st.sampled_from([1, -2, True, None, "", "One", "Two", "2020-01-01"]) | SCALARS
# Small and of few kinds, so that many a value fits one of the schemas.
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)
KNOWN: dict[str, list[Any]] = {
    "numbers": [1, [], [1, [2, [3, [4]]]], ["a"], [1, ["a"]], [[[1.5]]], None],
    "kinds": [1, [[[]]], [1, [2, [True]]]],
    "nullable": [None, [None, [None, [1]]], [[["a"]]]],
    "tree": ["2020-01-01", {"a": ["2020-01-01", {"b": []}]}, {"a": ["2020-13-01"]}, [[["x"]]]],
    "lists": [[], [[[], []]], [[1]]],
    "maps": [{}, {"a": {"b": {}}}, {"a": {"b": 1}}],
    "pair": [[1, None], [1, [2, [3, None]]], [1, [2, [3]]], [1]],
    "end": [None, [1, [2, None]], [1, 2]],
    "link": [None, [1, [2, [3, None]]], [1, [2, []]]],
    "left": [1, ["a", {"b": 1}], ["a", {"b": ["c", {"d": 2}]}], ["a", {"b": ["c", {"d": "e"}]}]],
    "right": ["a", {"a": [{"b": 1}]}, {"a": [{"b": "c"}]}],
    "patterned": [True, {"x": {"xx": False}}, {"x": {"y": False}}, {"x": 1}],
    "forest": [False, {"next": {"a": [True]}}, [[{}]], [{"a": [1]}]],
    "node": [{}, {"children": [{"byName": {"a": {"orNull": None}}}]}, {"forest": [{"next": 1}]}],
    "everything": [{"required": 1}, {}, {"required": [["a"]]}, {"required": 1, "pair": [1, [2, None]]}],
}


def decoded(package: Any, name: str, value: Any) -> Any:
    """What the message gives back; None where it refuses. Whatever else is raised fails the test."""
    try:
        return (getattr(package, f"{name.title()}Read").decode(value).encode(),)
    except package.DecodeError as error:
        assert error.problems
        return None


@pytest.mark.parametrize("name", KNOWN)
def test_a_circle_decodes_what_the_judge_accepts_at_each_depth(packages: Packages, name: str) -> None:
    strict = packages.of_file(SPEC, MODES["strict"])
    found = [decoded(strict, name, value) for value in KNOWN[name]]
    verdicts = [JUDGES[name].is_valid(value) for value in KNOWN[name]]
    assert [each is not None for each in found] == verdicts
    assert {True, False} == set(verdicts)
    for given_back, value in zip(found, KNOWN[name], strict=True):
        assert given_back is None or same(given_back[0], value)


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=SLOW_BY_NATURE)
@given(name=st.sampled_from(sorted(MESSAGES)), value=VALUES)
def test_a_circle_decodes_any_value_as_the_judge_does(packages: Packages, name: str, value: Any) -> None:
    strict = packages.of_file(SPEC, MODES["strict"])
    lenient = packages.of_file(SPEC, MODES["lenient"])
    valid = JUDGES[name].is_valid(value)
    assert (decoded(strict, name, value) is not None) == valid
    for package in (strict, lenient):
        found = decoded(package, name, value)
        assert found is None or same(found[0], value)
    assert not valid or decoded(lenient, name, value) is not None
