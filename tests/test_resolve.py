"""Resolve: every reference is checked, every file read once, and what is broken is a value with a place."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventwright.documents import DiskDocuments, MemoryDocuments
from eventwright.problems import Place, Pointer, SpecError, UnreadableError, parse_pointer
from eventwright.resolve import Location, Resolved, resolve
from eventwright.source import Limits

Row = tuple[str, str, int, int, str]


def resolved(entry: str, **files: str) -> Resolved:
    """Resolve `a.yaml` beside files whose names are written with `__` for `/` and end in `.yaml`."""
    others = {name.replace("__", "/") + ".yaml": text.encode() for name, text in files.items()}
    return resolve(MemoryDocuments({"a.yaml": entry.encode(), **others}), "a.yaml")


def rows(result: Resolved) -> list[Row]:
    found = [(problem.code, problem.place) for problem in result.problems]
    return [(code, place.file, place.line, place.column, place.pointer) for code, place in found if place]


def hints(result: Resolved) -> list[str]:
    return [problem.hint for problem in result.problems]


@dataclass
class CountingDocuments:
    """Documents that remember what was read of them."""

    files: dict[str, bytes]
    asked: list[str] = field(default_factory=list)

    def read(self, name: str) -> bytes:
        self.asked.append(name)
        return MemoryDocuments(self.files).read(name)


SCHEMAS = "components: {schemas: {Message: {type: object}, a b: {}, p%q: {}, s/l: {}, t~d: {}, list: [{}]}}\n"


@pytest.mark.parametrize(
    ("reference", "file", "pointer"),
    [
        ("#/components/schemas/Message", "a.yaml", ("components", "schemas", "Message")),
        ("#/components/schemas/a%20b", "a.yaml", ("components", "schemas", "a b")),
        ("#/components/schemas/a b", "a.yaml", ("components", "schemas", "a b")),
        ("#/components/schemas/p%25q", "a.yaml", ("components", "schemas", "p%q")),
        ("#/components/schemas/s~1l", "a.yaml", ("components", "schemas", "s/l")),
        ("#/components/schemas/s%7E1l", "a.yaml", ("components", "schemas", "s/l")),
        ("#/components/schemas/t~0d", "a.yaml", ("components", "schemas", "t~d")),
        ("#/components/schemas/list/0", "a.yaml", ("components", "schemas", "list", "0")),
        ("#", "a.yaml", ()),
        ("", "a.yaml", ()),
        ("a.yaml#/components", "a.yaml", ("components",)),
        ("b.yaml", "b.yaml", ()),
        ("./b.yaml#", "b.yaml", ()),
        ("x/../b.yaml#/x", "b.yaml", ("x",)),
        ("sub/c.yaml#/y", "sub/c.yaml", ("y",)),
        ("sub/d%20e.yaml", "sub/d e.yaml", ()),
    ],
)
def test_a_reference_points_to_a_node(reference: str, file: str, pointer: Pointer) -> None:
    entry = f"{SCHEMAS}one: {{$ref: {reference!r}}}\n"
    result = resolved(entry, b="x: 1", sub__c="y: 1", **{"sub__d e": "z"})
    assert rows(result) == []
    assert result.reference(Location("a.yaml", ("one",))) == Location(file, pointer)


def test_a_reference_is_relative_to_its_own_file() -> None:
    result = resolved(
        "one: {$ref: sub/b.yaml#/x}", sub__b="x: {$ref: '../c.yaml'}\ny: 1", c="{k: {$ref: 'sub/b.yaml#/y'}}"
    )
    assert rows(result) == []
    assert result.follow(Location("a.yaml", ("one",))) == Location("c.yaml")
    assert result.follow(Location("c.yaml", ("k",))) == Location("sub/b.yaml", ("y",))


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("../b.yaml", "reference-outside-root"),
        ("x/../../b.yaml#/y", "reference-outside-root"),
        ("..", "reference-outside-root"),
        ("%2e%2e/b.yaml", "reference-outside-root"),
        ("/etc/hosts", "reference-outside-root"),
        ("%2Fetc/hosts", "reference-outside-root"),
        ("file:///etc/hosts", "reference-outside-root"),
        ("FILE:b.yaml", "reference-outside-root"),
        ("C:/b.yaml", "reference-outside-root"),
        ("http://example.com/b.yaml", "remote-reference"),
        ("https://example.com/b.yaml#/x", "remote-reference"),
        ("//example.com/b.yaml", "remote-reference"),
        ("urn:b", "remote-reference"),
        ("missing.yaml#/x", "unknown-file"),
        ("nul%00.yaml", "unknown-file"),
        ("#/components/schemas/Nothing", "unknown-reference"),
        ("#/components/schemas/list/1", "unknown-reference"),
        ("#/components/schemas/list/-", "unknown-reference"),
        ("#/components/", "unknown-reference"),
        ("#Message", "unknown-reference"),
        ("#/components/schemas/%ff", "unknown-reference"),
    ],
)
def test_a_broken_reference_is_a_problem_at_its_text(reference: str, code: str) -> None:
    result = resolved(f"{SCHEMAS}one:\n  - {{$ref: {reference!r}}}\n")
    assert rows(result) == [(code, "a.yaml", 3, 12, "/one/0/$ref")]
    at = Location("a.yaml", ("one", "0"))
    assert (result.reference(at), result.follow(at)) == (None, None)


@pytest.mark.parametrize("value", ["5", "null", "[]", "true"])
def test_a_reference_that_is_no_text_is_a_problem(value: str) -> None:
    result = resolved(f"one: {{$ref: {value}, properties: {{x: {{$ref: '#/nope'}}}}}}")
    assert rows(result) == [
        ("reference-not-text", "a.yaml", 1, 13, "/one/$ref"),
        ("unknown-reference", "a.yaml", 1, 38 + len(value), "/one/properties/x/$ref"),
    ]
    assert result.follow(Location("a.yaml", ("one",))) is None


NEAR = """\
components:
  schemas:
    MessageEvent: {}
    Shared: {$ref: '#/components/schemas/MessageEvent'}
    user/name: {properties: {id: {}}}
    100%: {}
  messages:
    MessageSent: {}
"""


@pytest.mark.parametrize(
    ("reference", "hint"),
    [
        ("#/components/schemas/MesageEvent", "did you mean '#/components/schemas/MessageEvent'?"),
        ("#/components/schema/MessageEvent", "did you mean '#/components/schemas/MessageEvent'?"),
        ("#/component/schema/messageEvent", "did you mean '#/components/schemas/MessageEvent'?"),
        ("#/definitions/MessageEvent", "did you mean '#/components/schemas/MessageEvent'?"),
        (
            "#/components/schemas/MessageSent",
            "did you mean '#/components/schemas/MessageEvent' or '#/components/messages/MessageSent'?",
        ),
        ("#/components/schemas/user/name", "did you mean '#/components/schemas/user~1name'?"),
        (
            "#/components/schemas/user/name/properties/id",
            "did you mean '#/components/schemas/user~1name/properties/id'?",
        ),
        ("#/components/schemas/100", "did you mean '#/components/schemas/100%25'?"),
        (
            "#/components/schemas/Shared/x",
            "'#/components/schemas/Shared' is a reference itself; name what it refers to",
        ),
        ("#/components/schemas/Zebra", ""),
        ("#MessageEvent", "write a pointer such as '#/components/schemas/Name'"),
        ("contacts.yaml#/Contcat", "did you mean 'contacts.yaml#/Contact'?"),
        ("contact.yaml", "did you mean 'contacts.yaml'?"),
        ("../x.yaml", "name a wider folder with --ref-root, and the file by a path relative to this one"),
        (
            "https://x.org/y",
            "copy the file beside the document, or let `generate` fetch it with --allow-remote",
        ),
    ],
)
def test_a_broken_reference_comes_with_advice(reference: str, hint: str) -> None:
    assert hints(resolved(f"{NEAR}one: {{$ref: '{reference}'}}", contacts="Contact: {}")) == [hint]


def test_an_advised_reference_is_a_good_one() -> None:
    (hint,) = hints(resolved(f"{NEAR}one: {{$ref: '#/components/schemas/100'}}"))
    advised = hint.split("'")[1]
    assert resolved(f"{NEAR}one: {{$ref: '{advised}'}}").problems == ()


BROKEN = "{$ref: '#/no'}"


def test_the_target_of_a_reference_is_checked_even_among_data() -> None:
    assert rows(resolved(f"one: {{$ref: '#/x-schemas/A'}}\nx-schemas:\n  A: {{items: {BROKEN}}}")) == [
        ("unknown-reference", "a.yaml", 3, 21, "/x-schemas/A/items/$ref")
    ]


def test_of_another_file_only_what_is_referred_to_is_checked() -> None:
    other = f"good: {{}}\nbad: {{items: {BROKEN}}}\ndefault: {{items: {BROKEN}}}"
    assert rows(resolved("one: {$ref: b.yaml#/good}", b=other)) == []
    assert rows(resolved("one: {$ref: b.yaml#/default}", b=other)) == [
        ("unknown-reference", "b.yaml", 3, 25, "/default/items/$ref")
    ]


def test_each_file_is_read_once() -> None:
    files = {
        "a.yaml": b"one: {$ref: b.yaml#/x}\ntwo: {$ref: ./b.yaml#/y}\nno: [{$ref: no.yaml}, {$ref: no.yaml}]",
        "b.yaml": b"x: {$ref: a.yaml}\ny: {$ref: bad.yaml#/z}\nz: {$ref: bad.yaml}",
        "bad.yaml": b"a: b: c",
    }
    documents = CountingDocuments(files)
    result = resolve(documents, "./a.yaml")
    assert sorted(documents.asked) == ["a.yaml", "b.yaml", "bad.yaml", "no.yaml"]
    assert result.entry == "a.yaml"
    assert rows(result) == [
        ("unknown-file", "a.yaml", 3, 13, "/no/0/$ref"),
        ("unknown-file", "a.yaml", 3, 30, "/no/1/$ref"),
        ("not-yaml", "bad.yaml", 1, 5, ""),
    ]
    assert dict(result.digests()) == {name: sha256(data).hexdigest() for name, data in files.items()}


def test_a_referenced_file_keeps_its_own_problems() -> None:
    result = resolved("one: {$ref: b.yaml#/x}", b="x: 1\nx: 2\ny: !foo 3")
    assert rows(result) == [("duplicate-key", "b.yaml", 2, 1, "/x"), ("unknown-tag", "b.yaml", 3, 4, "/y")]
    assert set(result.trees) == {"a.yaml"}
    assert result.reference(Location("a.yaml", ("one",))) is None


def test_a_file_that_is_there_but_refused_is_not_called_unknown(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("one: {$ref: b}\ntwo: {$ref: c.yaml}")
    (tmp_path / "b").mkdir()
    (tmp_path / "c.yaml").symlink_to(tmp_path.parent)
    assert rows(resolve(DiskDocuments(tmp_path), "a.yaml")) == [
        ("document-not-a-file", "a.yaml", 1, 13, "/one/$ref"),
        ("document-outside-root", "a.yaml", 2, 13, "/two/$ref"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: {$ref: '#/a'}", [("/a/$ref", "#/a -> #/a")]),
        ("a: {$ref: '#/b'}\nb: {$ref: '#/a'}", [("/a/$ref", "#/a -> #/b -> #/a")]),
        ("x: {$ref: '#/b'}\nb: {$ref: '#/c'}\nc: {$ref: '#/b'}", [("/b/$ref", "#/b -> #/c -> #/b")]),
        (
            "a: {$ref: '#/a'}\nb: {$ref: '#/b'}\nc: {$ref: '#/b'}",
            [("/a/$ref", "#/a -> #/a"), ("/b/$ref", "#/b -> #/b")],
        ),
        ("a: {$ref: b.yaml}", [("/a/$ref", "#/a -> b.yaml# -> #/a")]),
    ],
)
def test_references_in_a_circle_are_reported_once(text: str, expected: list[tuple[str, str]]) -> None:
    result = resolved(text, b="$ref: a.yaml#/a")
    assert [(row[0], row[4]) for row in rows(result)] == [
        ("reference-cycle", pointer) for pointer, _ in expected
    ]
    assert [problem.message.partition("circle: ")[2] for problem in result.problems] == [
        way for _, way in expected
    ]
    assert result.follow(Location("a.yaml", (expected[0][0][1],))) is None


def test_a_long_circle_is_told_briefly() -> None:
    text = "\n".join(f"k{n}: {{$ref: '#/k{(n + 1) % 50}'}}" for n in range(50))
    (problem,) = resolved(text).problems
    assert problem.message.endswith("#/k0 -> #/k1 -> #/k2 -> #/k3 -> ... -> #/k0")


@pytest.mark.parametrize(
    "text",
    [
        "node: {properties: {child: {$ref: '#/node'}}}",
        "node: {items: {$ref: '#'}}",
        "a: {properties: {b: {$ref: '#/b'}}}\nb: {properties: {a: {$ref: '#/a'}}}",
        "a: {allOf: [{$ref: '#/a'}]}",
    ],
)
def test_a_schema_that_contains_itself_is_legal(text: str) -> None:
    assert resolved(text).problems == ()


CHAIN = "a: {$ref: '#/b'}\nb: {$ref: '#/c'}\nc: {type: string}\nd: {$ref: '#/e'}\ne: {$ref: '#/no'}\n"


@pytest.mark.parametrize(
    ("pointer", "reference", "end"),
    [
        (("a",), ("b",), ("c",)),
        (("b",), ("c",), ("c",)),
        (("c",), None, ("c",)),
        (("c", "type"), None, ("c", "type")),
        (("d",), ("e",), None),
        (("e",), None, None),
        (("absent",), None, None),
        ((), None, ()),
    ],
)
def test_a_chain_is_followed_to_its_end(
    pointer: Pointer, reference: Pointer | None, end: Pointer | None
) -> None:
    result = resolved(CHAIN)
    at = Location("a.yaml", pointer)
    assert result.reference(at) == (None if reference is None else Location("a.yaml", reference))
    assert result.follow(at) == (None if end is None else Location("a.yaml", end))


def test_nodes_and_places_are_those_of_the_files() -> None:
    result = resolved("one: {$ref: b.yaml}", b="x:\n  y: 1")
    at = Location("b.yaml").child("x", "y")
    assert result.node(at) == 1
    assert result.place(at) == Place("b.yaml", 2, 6, "/x/y")
    assert result.place(at, key=True) == Place("b.yaml", 2, 3, "/x/y")
    with pytest.raises(KeyError):
        result.node(Location("c.yaml"))


@pytest.mark.parametrize(
    ("text", "code"), [("- a", "not-a-mapping"), ("text", "not-a-mapping"), ("", "document-empty")]
)
def test_an_entry_that_is_no_mapping_is_unreadable(text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        resolved(text)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place) == (code, Place("a.yaml"))


def test_a_missing_entry_is_a_missing_document() -> None:
    with pytest.raises(UnreadableError) as caught:
        resolve(MemoryDocuments({}), "a.yaml")
    assert caught.value.problems[0].code == "document-missing"


def test_an_entry_with_problems_of_its_own_is_raised() -> None:
    with pytest.raises(SpecError) as caught:
        resolved("a: 1\na: 2")
    assert [problem.code for problem in caught.value.problems] == ["duplicate-key"]


def test_limits_hold_for_every_file() -> None:
    documents = MemoryDocuments({"a.yaml": b"x: {$ref: b.yaml}", "b.yaml": b"[[[1]]]"})
    assert [code for code, *_ in rows(resolve(documents, "a.yaml", Limits(depth=2)))] == ["too-deep"]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"k{n}: {{$ref: '#/kk{n}'}}" for n in range(5000)),
        "one: {$ref: '#" + "/a" * 200_000 + "'}",
        "\n".join(f"k{n}: {{$ref: '#/k{n + 1}'}}" for n in range(5000)) + "\nk5000: {}",
    ],
    ids=["many broken", "a long pointer", "a long chain"],
)
def test_a_hostile_document_ends_quickly(text: str) -> None:
    resolved(text)


KEYS = st.sampled_from(["$ref", "properties", "a", "default", "x-a", "components", "items", "0"])
LEAVES = st.sampled_from(["#/a", "#", "b.json#/a", "#/properties/a", "", "../c", "x:y", "#/0", "%", "#/~"])


@given(
    value=st.dictionaries(
        KEYS,
        st.recursive(
            LEAVES | st.none() | st.integers(), lambda below: st.lists(below) | st.dictionaries(KEYS, below)
        ),
    )
)
@settings(max_examples=60, deadline=None)
def test_what_is_reported_is_a_reference_that_leads_nowhere(value: dict[str, object]) -> None:
    documents = MemoryDocuments({"a.json": json.dumps(value).encode(), "b.json": json.dumps(value).encode()})
    result = resolve(documents, "a.json")
    reported = [(problem.place.file, problem.place.pointer) for problem in result.problems if problem.place]
    assert len(set(reported)) == len(result.problems)
    assert all(pointer.endswith("/$ref") for _, pointer in reported)
    for file, pointer in reported:
        assert result.follow(Location(file, parse_pointer(pointer)[:-1])) is None
