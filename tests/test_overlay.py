"""Documents changed by overlays: what the changes come to, and where each node says that it stands."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwright.documents import MemoryDocuments
from eventwright.limits import STANDARD
from eventwright.load import Loaded, inspect_document
from eventwright.overlay import overlaid
from eventwright.problems import Problem, SpecError
from eventwright.source import Json, Tree, parse

DOCUMENT = """\
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    publish:
      tags: [{name: a}, {name: b}, {name: c}]
      message:
        payload:
          type: object
          required: [id]
          properties:
            id: {type: string}
            state:
              type: string
              enum: [open]
"""
PAYLOAD = "$.channels.orders.publish.message.payload"


def overlay(*actions: str) -> str:
    """An overlay with these actions, each in flow style on a line of its own from line 4 on."""
    lines = "".join(f"  - {action}\n" for action in actions)
    return f"overlay: 1.0.0\ninfo: {{title: Changes, version: 1.0.0}}\nactions:\n{lines}"


def changed(*overlays: str, document: str = DOCUMENT) -> Tree:
    """The document with the overlays applied in order."""
    trees = [parse(f"{number}.yaml", text.encode()) for number, text in enumerate(overlays, 1)]
    return overlaid(parse("spec.yaml", document.encode()), trees, STANDARD)[0]


def found(*overlays: str, document: str = DOCUMENT) -> tuple[Problem, ...]:
    """What is said of the overlays."""
    trees = [parse(f"{number}.yaml", text.encode()) for number, text in enumerate(overlays, 1)]
    try:
        return overlaid(parse("spec.yaml", document.encode()), trees, STANDARD)[1]
    except SpecError as error:
        return error.problems


def at(tree: Tree, path: str) -> Any:
    return tree.get(tuple(path.split("/")))


OPERATION = "channels/orders/publish"
MESSAGE = f"{OPERATION}/message/payload"


@pytest.mark.parametrize(
    ("action", "path", "value"),
    [
        pytest.param("{target: $.info, update: {title: Shop}}", "info/title", "Shop", id="replaces"),
        pytest.param("{target: $, update: {info: {title: Shop}}}", "info/version", "1.0.0", id="keeps"),
        pytest.param("{target: $, update: {id: 'urn:a'}}", "id", "urn:a", id="adds a key"),
        pytest.param(
            f"{{target: {PAYLOAD}, update: {{required: [state]}}}}",
            f"{MESSAGE}/required",
            ["id", "state"],
            id="appends a list to a list within an object",
        ),
        pytest.param(
            f"{{target: {PAYLOAD}.required, update: state}}",
            f"{MESSAGE}/required",
            ["id", "state"],
            id="appends an entry to a list that is the target",
        ),
        pytest.param(
            f"{{target: {PAYLOAD}.required, update: [a, b]}}",
            f"{MESSAGE}/required",
            ["id", ["a", "b"]],
            id="appends a list as one entry to a list that is the target",
        ),
        pytest.param(
            f"{{target: {PAYLOAD}.properties.id, update: {{type: [string, 'null']}}}}",
            f"{MESSAGE}/properties/id/type",
            ["string", "null"],
            id="puts a list in place of a scalar",
        ),
        pytest.param(
            "{target: \"$.channels.orders.publish.tags[?@.name != 'b']\", remove: true}",
            f"{OPERATION}/tags",
            [{"name": "b"}],
            id="removes what a filter selects, whatever moves meanwhile",
        ),
        pytest.param(
            f"{{target: '{PAYLOAD}..[?@.type]', update: {{x-a: 1}}}}",
            f"{MESSAGE}/properties/state/x-a",
            1,
            id="updates each node that is selected",
        ),
        pytest.param(
            "{target: \"$['info','info']\", update: {x-list: [1]}}",
            "info/x-list",
            [1],
            id="once for each node",
        ),
        pytest.param(
            f"{{target: {PAYLOAD}.properties.state.enum, remove: true}}",
            f"{MESSAGE}/properties/state",
            {"type": "string"},
            id="removes a key",
        ),
        pytest.param(
            "{target: $.channels.orders.publish.tags, update: {name: d}, remove: true}",
            f"{OPERATION}/message/payload/type",
            "object",
            id="removes where it is told to update too",
        ),
    ],
)
def test_an_action_changes_what_it_selects(action: str, path: str, value: Json) -> None:
    assert at(changed(overlay(action)), path) == value


def test_remove_wins_over_update() -> None:
    tree = changed(overlay("{target: $.channels.orders.publish.tags, update: {name: d}, remove: true}"))
    assert "tags" not in at(tree, OPERATION)


def test_what_is_around_and_below_may_be_selected_for_removal_at_once() -> None:
    tree = changed(overlay("{target: $.channels..*, remove: true}"))
    assert tree.get(("channels",)) == {}


def test_each_action_sees_what_those_before_have_done() -> None:
    tree = changed(
        overlay(
            "{target: $.info, remove: true}",
            "{target: $, update: {info: {title: New, version: '2'}}}",
            "{target: $.info, update: {x-a: {b: 1}}}",
        ),
        overlay("{target: $.info.x-a, update: {c: 2}}"),
    )
    assert tree.get(("info",)) == {"title": "New", "version": "2", "x-a": {"b": 1, "c": 2}}


def test_an_alias_is_changed_where_it_is_selected_and_nowhere_else() -> None:
    document = "a: &a {x: {y: 1}}\nb: *a\n"
    tree = changed(overlay("{target: $.b.x, update: {y: 2}}"), document=document)
    assert tree.value == {"a": {"x": {"y": 1}}, "b": {"x": {"y": 2}}}


def test_an_update_that_is_merged_in_two_places_stays_two() -> None:
    tree = changed(
        overlay(
            "{target: '$.*', update: {new: {list: []}}}",
            "{target: $.a.new.list, update: 1}",
        ),
        document="a: {}\nb: {}\n",
    )
    assert tree.value == {"a": {"new": {"list": [1]}}, "b": {"new": {"list": []}}}


def test_the_trees_that_were_read_stay_as_they_are() -> None:
    document, change = parse("spec.yaml", DOCUMENT.encode()), parse("1.yaml", overlay(
        f"{{target: {PAYLOAD}, update: {{properties: {{state: {{enum: [paid]}}}}}}}}",
        f"{{target: {PAYLOAD}.properties.state.enum, update: void}}",
        "{target: $.info, remove: true}",
    ).encode())  # fmt: skip
    before = copy.deepcopy((document.value, document.marks, change.value, change.marks))
    overlaid(document, [change], STANDARD)
    assert (document.value, document.marks, change.value, change.marks) == before


class TestPlaces:
    """Each node stands where it is written."""

    def written(self, tree: Tree, path: str, key: bool = False) -> tuple[str, int, int]:
        place = tree.place(tuple(path.split("/")), key)
        assert (place.file, place.pointer) == ("spec.yaml", f"/{path}")
        return place.written, place.line, place.column

    def test_what_comes_from_an_overlay_stands_there_and_all_else_where_it_stood(self) -> None:
        action = f"{{target: {PAYLOAD}.properties, update: {{state: {{enum: [paid]}}, new: {{type: x}}}}}}"
        tree = changed(overlay(action))
        column = action.index("[paid") + 5
        assert self.written(tree, f"{MESSAGE}/properties/state/enum/1") == ("1.yaml", 4, column + 1)
        assert self.written(tree, f"{MESSAGE}/properties/state/enum/0") == ("spec.yaml", 15, 22)
        assert self.written(tree, f"{MESSAGE}/properties/state/enum") == ("spec.yaml", 15, 21)
        new = action.index("new:") + 5
        assert self.written(tree, f"{MESSAGE}/properties/new", key=True) == ("1.yaml", 4, new)
        assert self.written(tree, f"{MESSAGE}/properties/new/type") == ("1.yaml", 4, action.index("x}") + 5)
        assert self.written(tree, "info/title") == ("spec.yaml", 2, 15)

    def test_places_move_with_their_nodes_where_others_are_removed(self) -> None:
        tree = changed(overlay("{target: '$.channels.orders.publish.tags[0]', remove: true}"))
        assert self.written(tree, f"{OPERATION}/tags/0/name") == ("spec.yaml", 6, 32)

    def test_the_last_overlay_that_wrote_a_node_has_its_place(self) -> None:
        tree = changed(
            overlay("{target: $, update: {info: {x-a: {b: 1}}}}"),
            overlay("{target: $.info.x-a, update: {c: 2}}"),
        )
        assert self.written(tree, "info/x-a/b")[0] == "1.yaml"
        assert self.written(tree, "info/x-a/c")[0] == "2.yaml"
        assert self.written(tree, "info/x-a")[0] == "1.yaml"

    def test_a_document_of_json_has_its_places_too(self) -> None:
        spec = parse("spec.json", b'{"a": {"b": 1}}')
        change = parse("1.json", b'{"overlay": "1.0.0", "info": {"title": "a", "version": "1"}, "actions":\n'
                                 b' [{"target": "$.a", "update": {"c": 2}}]}')  # fmt: skip
        tree, problems = overlaid(spec, [change], STANDARD)
        assert problems == ()
        assert (tree.place(("a", "c")).written, tree.place(("a", "c")).line) == ("1.json", 2)
        assert (tree.place(("a", "b")).written, tree.place(("a", "b")).column) == ("spec.json", 13)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[]", ["not-an-overlay"]),
        (DOCUMENT, ["not-an-overlay"]),
        ("overlay: 1.0", ["overlay-version"]),
        ("overlay: 1.1.0", ["overlay-version"]),
        ("overlay: {}", ["overlay-version"]),
        ("overlay: 1.0.7", ["overlay-malformed"] * 2),
        ("overlay: 1.0.0\ninfo: []\nactions: {}", ["overlay-malformed"] * 2),
        ("overlay: 1.0.0\ninfo: {title: 1, version: 1.0}\nactions: []", ["overlay-malformed"] * 3),
        ("overlay: 1.0.0\ninfo: {title: a, version: '1'}\nactions: [1]", ["overlay-malformed"]),
        (overlay("{update: {}}"), ["overlay-malformed"]),
        (overlay("{target: 1, update: {}}"), ["overlay-malformed"]),
        (overlay("{target: $, update: {}, remove: 'yes'}"), ["overlay-malformed"]),
        (overlay("{target: $, updates: {}}"), ["overlay-malformed"]),
        (overlay("{target: $, copy: $.info}"), ["overlay-malformed"]),
        (overlay("{target: $.info, x-why: a, update: {}}"), []),
        (overlay("{target: $.info, remove: false}"), ["overlay-without-effect"]),
        (overlay("{target: $}"), ["overlay-without-effect"]),
        (overlay("{target: info, update: {}}"), ["overlay-target-invalid"]),
        (overlay("{target: '', update: {}}"), ["overlay-target-invalid"]),
        (overlay("{target: '$.info ', update: {}}"), ["overlay-target-invalid"]),
        (overlay("{target: '$.info | $.id', update: {}}"), ["overlay-target-invalid"]),
        (overlay("{target: '$.info~', update: {}}"), ["overlay-target-invalid"]),
        (overlay("{target: '$[?isinstance(@, \"a\")]', update: {}}"), ["overlay-target-invalid"]),
        (overlay(f"{{target: '$[{'9' * 5000}]', update: {{}}}}"), ["overlay-target-invalid"]),
        (overlay(f"{{target: '$.{'a' * 20_000}', update: {{}}}}"), ["overlay-target-invalid"]),
        (overlay(f"{{target: '$[?{'(' * 60}@.a{')' * 60}]', update: {{}}}}"), ["overlay-target-invalid"]),
        (overlay(f"{{target: '$[?{'(' * 40}@.a{')' * 40}]', update: {{}}}}"), ["overlay-target-unmatched"]),
        (overlay(f"{{target: '$[\"{'(' * 60}\"]', update: {{}}}}"), ["overlay-target-unmatched"]),
        (overlay(f"{{target: '$[?{'(' * 3000}@.a{')' * 3000}]', update: {{}}}}"), ["overlay-target-invalid"]),
        (overlay("{target: $.nothing, update: {}}"), ["overlay-target-unmatched"]),
        (overlay("{target: $.nothing, remove: true}"), ["overlay-target-unmatched"]),
        (overlay("{target: $.info.title, update: a}"), ["overlay-target-scalar"]),
        (overlay("{target: $.info.*, update: {}}"), ["overlay-target-scalar"]),
        (overlay("{target: $.info, update: a}"), ["overlay-update-unfit"]),
        (overlay("{target: $.info, update: null}"), ["overlay-update-unfit"]),
        (overlay("{target: $.info, update: [a]}"), ["overlay-update-unfit"]),
        (overlay("{target: $, update: {channels: null}}"), ["overlay-update-unfit"]),
        (overlay("{target: $, update: {channels: []}}"), ["overlay-update-unfit"]),
        (overlay("{target: $, remove: true}"), ["overlay-removes-all"]),
        (overlay("{target: $, update: {}}") + "extends: other.yaml", ["overlay-for-another"]),
        (overlay("{target: $, update: {}}") + "extends: ./spec.yaml", []),
        (overlay("{target: $, update: {}}") + "extends: https://example.com/other.yaml", []),
        (overlay("{target: $, update: {}}") + "extends: 'http://['", []),
    ],
)
def test_what_is_wrong_with_an_overlay_is_told(text: str, codes: list[str]) -> None:
    problems = found(text)
    assert [problem.code for problem in problems] == codes
    assert {problem.place.file for problem in problems if problem.place} <= {"1.yaml"}


@pytest.mark.parametrize(
    ("name", "extends", "same"),
    [
        ("a.yaml", "spec.yaml", True),
        ("a.yaml", "x/../spec.yaml", True),
        ("a.yaml", "spec%2Eyaml", True),
        ("a.yaml", "x/spec.yaml", False),
        ("../changes/a.yaml", "../spec/spec.yaml", True),
        ("../changes/a.yaml", "spec.yaml", False),
        ("../changes/a.yaml", "../spec/other.yaml", False),
        ("../../a.yaml", "x/y/spec.yaml", True),
        ("../../a.yaml", "x/spec.yaml", False),
    ],
)
def test_what_an_overlay_extends_is_looked_for_from_its_own_folder(
    name: str, extends: str, same: bool
) -> None:
    change = parse(name, (overlay("{target: $, update: {}}") + f"extends: {extends}").encode())
    _, problems = overlaid(parse("spec.yaml", DOCUMENT.encode()), [change], STANDARD)
    assert [each.code for each in problems] == ([] if same else ["overlay-for-another"])


def test_the_problems_of_all_overlays_are_told_at_once() -> None:
    first, second = overlay("{target: info}"), overlay("{target: $}", "{update: 1}")
    assert [each.place.file for each in found(first, second) if each.place] == ["1.yaml", "2.yaml", "2.yaml"]
    assert [each.code for each in found("a: 1", second)] == [
        "not-an-overlay",
        "overlay-without-effect",
        "overlay-malformed",
    ]


def loaded(files: dict[str, str], *overlays: str) -> Loaded:
    documents = MemoryDocuments({name: text.encode() for name, text in files.items()})
    return inspect_document(documents, "spec.yaml", None, overlays)


def test_references_of_an_overlay_are_taken_from_the_document() -> None:
    action = f"{{target: {PAYLOAD}.properties, update: {{total: {{$ref: 'parts/money.yaml'}}}}}}"
    files = {
        "spec.yaml": DOCUMENT,
        "changes/a.yaml": overlay(action),
        "parts/money.yaml": "{type: number}",
    }
    result = loaded(files, "changes/a.yaml")
    assert result.problems == ()
    assert set(result.api.digests) == files.keys()


def test_an_overlay_changes_the_main_document_alone() -> None:
    files = {
        "spec.yaml": DOCUMENT.replace("type: object", "$ref: part.yaml"),
        "part.yaml": "{type: string, info: {}}",
        "a.yaml": overlay("{target: '$..[?@ == \"string\"]', remove: true}"),
    }
    result = loaded(files, "a.yaml")
    assert result.resolved.trees["part.yaml"].value == {"type": "string", "info": {}}


def test_a_problem_in_what_an_overlay_brings_in_is_one_of_the_overlay() -> None:
    action = f"{{target: {PAYLOAD}.properties, update: {{total: {{type: money}}}}}}"
    result = loaded({"spec.yaml": DOCUMENT, "a.yaml": overlay(action)}, "a.yaml")
    [problem] = result.problems
    assert problem.place is not None
    assert (problem.code, problem.place.written, problem.place.line) == ("unknown-type", "a.yaml", 4)


def test_a_name_that_an_overlay_gives_is_found() -> None:
    action = (
        "{target: $, update: {components: {schemas: {Money: {$id: '#money', type: number}}}, "
        "channels: {orders: {publish: {message: {payload: {properties: {total: {$ref: '#money'}}}}}}}}}"
    )
    assert loaded({"spec.yaml": DOCUMENT, "a.yaml": overlay(action)}, "a.yaml").problems == ()


# The specification once more, in a way that knows nothing of places and copies everything.
KEYS = st.sampled_from("abc")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["a", "b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
PATHS = st.sampled_from(
    [
        "$",
        "$.*",
        "$.a",
        "$.b",
        "$..a",
        "$..*",
        "$.a.*",
        "$.a.b",
        "$[?@.a]",
        "$..[?@.b == 1]",
        "$.*[0]",
        "$.*[-1]",
    ]
)
ACTIONS = st.lists(
    st.builds(lambda target, update: {"target": target, "update": update}, PATHS, VALUES)
    | st.builds(lambda target: {"target": target, "remove": True}, PATHS),
    min_size=1,
    max_size=4,
)


class RefusedError(Exception):
    """The specification forbids it."""


def ways(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield way
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in items:
        yield from ways(below, (*way, key))


def selected(path: str, document: Any) -> list[tuple[Any, ...]]:
    """What the paths of this test select, each written as a condition on the way to a node."""

    def node(way: tuple[Any, ...]) -> Any:
        value = document
        for key in way:
            value = value[key]
        return value

    def has(way: tuple[Any, ...], key: str, *values: Any) -> bool:
        value = node(way)
        found = isinstance(value, dict) and key in value
        return found and (not values or (value[key] in values and value[key] is not True))

    def last(way: tuple[Any, ...]) -> bool:
        return bool(way) and isinstance(way[-1], int) and way[-1] == len(node(way[:-1])) - 1

    conditions: dict[str, Callable[[tuple[Any, ...]], bool]] = {
        "$": lambda way: not way,
        "$.*": lambda way: len(way) == 1,
        "$.a": lambda way: way == ("a",),
        "$.b": lambda way: way == ("b",),
        "$..a": lambda way: way[-1:] == ("a",),
        "$..*": lambda way: len(way) > 0,
        "$.a.*": lambda way: len(way) == 2 and way[0] == "a",
        "$.a.b": lambda way: way == ("a", "b"),
        "$[?@.a]": lambda way: len(way) == 1 and has(way, "a"),
        "$..[?@.b == 1]": lambda way: len(way) > 0 and has(way, "b", 1),
        "$.*[0]": lambda way: len(way) == 2 and way[1] == 0,
        "$.*[-1]": lambda way: len(way) == 2 and last(way),
    }
    return [way for way in ways(document) if conditions[path](way)]


def merged(stands: Any, comes: Any) -> Any:
    if isinstance(stands, dict) and isinstance(comes, dict):
        return {
            **stands,
            **{key: merged(stands[key], value) if key in stands else value for key, value in comes.items()},
        }
    if isinstance(stands, list) and isinstance(comes, list):
        return stands + comes
    if isinstance(stands, dict | list):
        raise RefusedError
    return comes


def applied(document: Any, action: dict[str, Any]) -> Any:
    document = copy.deepcopy(document)
    holder = [document]
    found = selected(action["target"], document)
    if not action.get("remove") and any(
        not isinstance(value, dict | list) for value in (node_of(document, way) for way in found)
    ):
        raise RefusedError
    for way in reversed(found):
        owner: Any = holder
        for key in (0, *way)[:-1]:
            owner = owner[key]
        key = (0, *way)[-1]
        if action.get("remove"):
            if not way:
                raise RefusedError
            del owner[key]
        elif isinstance(owner[key], list):
            owner[key] = [*owner[key], copy.deepcopy(action["update"])]
        elif isinstance(action["update"], dict):
            owner[key] = merged(owner[key], copy.deepcopy(action["update"]))
        else:
            raise RefusedError
    return holder[0]


def node_of(document: Any, way: tuple[Any, ...]) -> Any:
    for key in way:
        document = document[key]
    return document


@given(st.dictionaries(KEYS, VALUES, min_size=1), ACTIONS)
def test_actions_do_what_the_specification_says(document: Any, actions: list[dict[str, Any]]) -> None:
    text = json.dumps({"overlay": "1.0.0", "info": {"title": "a", "version": "1"}, "actions": actions})
    spec, change = parse("spec.json", json.dumps(document).encode()), parse("1.json", text.encode())
    expected: Any = document
    try:
        for action in actions:
            expected = applied(expected, action)
    except RefusedError:
        with pytest.raises(SpecError):
            overlaid(spec, [change], STANDARD)
        return
    tree, _ = overlaid(spec, [change], STANDARD)
    assert json.dumps(tree.value, sort_keys=True) == json.dumps(expected, sort_keys=True)
    for way in ways(tree.value):
        pointer = tuple(map(str, way))
        place = tree.place(pointer)
        holder = spec if place.written == "spec.json" else change
        assert written_there(holder, place.line, place.column) == opening(tree.get(pointer))


def written_there(tree: Tree, line: int, column: int) -> str:
    """The value that begins at a place, or the bracket of one that may have been changed."""
    offset = tree.lines.starts[line - 1] + column - 1
    value, _ = json.JSONDecoder().raw_decode(tree.text, offset)
    return opening(value)


def opening(value: Json) -> str:
    return "{" if isinstance(value, dict) else "[" if isinstance(value, list) else json.dumps(value)
