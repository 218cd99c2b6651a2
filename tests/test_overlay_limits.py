"""Overlays that ask for much: a clear answer in bounded work, and never a traceback."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwright.documents import MemoryDocuments
from eventwright.limits import STANDARD, Limits
from eventwright.load import inspect_document
from eventwright.problems import SpecError

SPEC = {
    "asyncapi": "2.6.0",
    "info": {"title": "Orders", "version": "1.0.0", "description": "a" * 40},
    "channels": {f"c{number}": {"publish": {"message": {"payload": {}}}} for number in range(20)},
}


def codes(overlay: object, limits: Limits = STANDARD, spec: object = SPEC) -> set[str]:
    """The codes of all that is told of a document with an overlay, which is text or a value."""
    text = overlay if isinstance(overlay, str) else json.dumps(overlay)
    files = {"spec.json": json.dumps(spec).encode(), "overlay.yaml": text.encode()}
    try:
        problems = inspect_document(MemoryDocuments(files), "spec.json", limits, ("overlay.yaml",)).problems
    except SpecError as error:
        problems = error.problems
    return {problem.code for problem in problems}


def overlay(*actions: object) -> object:
    return {"overlay": "1.0.0", "info": {"title": "a", "version": "1"}, "actions": actions}


@pytest.mark.parametrize(
    "target",
    [
        "$" + "..[*,*,*,*]" * 3,
        "$" + "[*,*,*,*,*,*]" * 12,
        "$..[?count($..a) < count(@..b)]",
        "$..[?count(@..*) > count($..*)]",
        "$..[?$..[?count($..*) == @.a]]",
        "$..[" + ",".join(["'a'"] * 2400) + "]",
        "$..[?" + " || ".join(["@..a"] * 50) + "]",
    ],
)
def test_a_target_that_takes_too_many_looks_is_refused(target: str) -> None:
    found = codes(overlay({"target": target, "update": {"x-a": 1}}), replace(STANDARD, nodes=500))
    assert found == {"overlay-target-too-wide"}


def test_all_targets_of_a_document_share_their_looks() -> None:
    actions = [{"target": "$..nothing", "update": {}}] * 100
    assert codes(overlay(*actions), replace(STANDARD, nodes=500)) >= {"overlay-target-too-wide"}
    assert codes(overlay(*actions)) == {"overlay-target-unmatched"}


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(a*)*(a*)*b", "["])
@pytest.mark.parametrize("function", ["match", "search"])
def test_a_pattern_that_takes_too_long_or_cannot_be_read_is_refused(function: str, pattern: str) -> None:
    action = {"target": f"$[?{function}(@.description, {json.dumps(pattern)})]", "update": {"x-a": 1}}
    assert codes(overlay(action)) == {"overlay-target-invalid"}


def test_a_pattern_that_is_quick_selects() -> None:
    action = {"target": "$[?match(@.description, 'a+')]", "update": {"x-a": 1}}
    assert codes(overlay(action)) == set()


def test_a_document_does_not_grow_beyond_the_limit() -> None:
    large = {f"x-{number}": [number] * 10 for number in range(10)}
    few = replace(STANDARD, nodes=400)
    assert codes(overlay({"target": "$.info", "update": large}), few) == set()
    assert codes(overlay({"target": "$.channels.*", "update": large}), few) == {"overlay-too-large"}


def test_what_was_removed_makes_room() -> None:
    large = {"x-list": list(range(200))}
    actions = [{"target": "$.info", "update": large}, {"target": "$.info.x-list", "remove": True}]
    few = replace(STANDARD, nodes=450)
    assert codes(overlay(*actions, *actions), few) == set()
    assert codes(overlay(actions[0], actions[0]), few) == {"overlay-too-large"}


def test_a_document_does_not_get_deeper_than_the_limit() -> None:
    def nested(levels: int) -> object:
        return {"x-a": nested(levels - 1)} if levels else {}

    nine = replace(STANDARD, depth=9)
    assert codes(overlay({"target": "$.info", "update": nested(5)}), nine) == set()
    twice = [{"target": "$.info", "update": nested(5)}, {"target": "$.info.x-a.x-a.x-a", "update": nested(5)}]
    assert codes(overlay(*twice), nine) == {"overlay-too-large"}
    deep = [{"target": "$" + ".x-a" * (5 * number), "update": nested(5)} for number in range(60)]
    assert codes(overlay(*deep)) >= {"overlay-too-large"}


def test_aliases_that_multiply_are_counted_in_full() -> None:
    lines = "".join(f"  - &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]\n" for number in range(1, 9))
    text = f"overlay: 1.0.0\ninfo: {{title: a, version: '1'}}\nx-list:\n  - &a0 [1]\n{lines}"
    assert codes(text + "actions: [{target: $.info, update: {x-a: *a8}}]") == {"too-many-nodes"}
    doubling = [{"target": "$.channels..*", "update": {"x-b": {"c": [{}, {}]}}}] * 40
    assert codes(overlay(*doubling), replace(STANDARD, nodes=5_000)) <= {
        "overlay-too-large",
        "overlay-target-scalar",
        "overlay-target-too-wide",
    }


@pytest.mark.parametrize("text", ["", "{", "a: [", "\0", "- *a", "overlay: 1.0.0\noverlay: 1.0.0\n"])
def test_an_overlay_that_is_no_yaml_is_told_like_a_document(text: str) -> None:
    assert codes(text) <= {"document-empty", "not-yaml", "unknown-alias", "duplicate-key"} and codes(text)


TEXTS = st.text(st.sampled_from("$.[]*?@!()'\"<=>&|,:- 0123abc~^#_/\\\u00e9\U0001f600\x00")) | st.text()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["target", "update", "remove", "overlay", "a"]), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = {
    "overlay": st.just("1.0.0") | VALUES,
    "info": st.just({"title": "a", "version": "1"}) | VALUES,
    "extends": TEXTS | VALUES,
    "actions": st.lists(
        st.fixed_dictionaries(
            {"target": TEXTS.map("${}".format) | VALUES}, optional={"update": VALUES, "remove": VALUES}
        )
        | VALUES,
        max_size=3,
    )
    | VALUES,
}


@given(st.fixed_dictionaries(FIELDS) | st.dictionaries(st.sampled_from(sorted(FIELDS)), VALUES))
def test_no_overlay_makes_a_traceback(value: object) -> None:
    codes(value)
