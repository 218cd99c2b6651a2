"""Overlays that ask for much: a clear answer in bounded work, and never a traceback."""

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwright.documents import MemoryDocuments
from eventwright.limits import STANDARD, Limits
from eventwright.load import inspect_document
from eventwright.overlay.actions import Update
from eventwright.overlay.canvas import Canvas, UnfitError
from eventwright.overlay.paths import Finder
from eventwright.overlay.work import Work
from eventwright.problems import SpecError
from eventwright.source import parse

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


def test_what_is_copied_is_counted_as_looks() -> None:
    """What many nodes get is shared until it is changed: then each has a copy of its own."""
    wide = {f"x-{number}": 1 for number in range(300)}
    actions = [
        {"target": "$.channels.*", "update": {"x-wide": wide}},
        {"target": "$.channels.*['x-wide']", "update": {"x-one": 2}},
        {"target": "$.channels.*['x-wide']", "remove": True},
    ]
    limits = replace(STANDARD, nodes=7_000)
    assert codes(overlay(*actions * 3), limits) == set()
    assert codes(overlay(*actions * 20), limits) == {"overlay-target-too-wide"}
    assert codes(overlay(*(actions[0], actions[2]) * 20), limits) == set()


def test_no_more_problems_are_told_than_of_a_document() -> None:
    few = replace(STANDARD, problems=20)
    files = {
        "spec.json": json.dumps(SPEC).encode(),
        "a.json": json.dumps(overlay(*[{"target": "$.none", "update": 1}] * 100)).encode(),
        "b.json": json.dumps(overlay(*[{"target": "$.info.title", "update": 1}] * 100)).encode(),
    }
    documents = MemoryDocuments(files)
    assert len(inspect_document(documents, "spec.json", few, ("a.json",)).problems) == 20
    with pytest.raises(SpecError) as told:
        inspect_document(documents, "spec.json", few, ("b.json",))
    assert len(told.value.problems) == 20


def count(value: object) -> int:
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(count, below))


SMALL = st.recursive(
    st.integers(0, 3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=10,
)


@given(
    st.dictionaries(st.sampled_from("abc"), SMALL, min_size=1),
    st.lists(
        st.tuples(st.sampled_from(["$.*", "$.a", "$..b", "$..[0]", "$..c"]), st.none() | SMALL), max_size=5
    ),
)
def test_the_values_of_a_changed_document_are_counted_to_the_last(
    document: Any, actions: list[tuple[str, Any]]
) -> None:
    spec = parse("spec.json", json.dumps(document).encode())
    work = Work(STANDARD)
    canvas, finder = Canvas(spec.value, spec.marks, work), Finder(STANDARD, work)
    for number, (target, value) in enumerate(actions, 1):
        found = finder.found(target, canvas.value)
        if value is None:
            canvas.remove(found)
        else:
            change = parse("a.json", json.dumps(value).encode())
            for parts in found:
                with suppress(UnfitError):
                    if isinstance(canvas.node(parts), dict | list):
                        canvas.update(parts, Update(change.value, change.marks, number))
        assert canvas.nodes == count(canvas.value)


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
