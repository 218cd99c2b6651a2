"""Names: every word of a document becomes a safe identifier, and the parties of a scope stay apart."""

import enum
import keyword
import sys
from collections.abc import Callable
from unicodedata import normalize, ucd_3_2_0

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eventwright.names import (
    ANNOTATION_RESERVED,
    CLASS_RESERVED,
    FIELD_RESERVED,
    HARD_KEYWORDS,
    LONGEST,
    MEMBER_RESERVED,
    METHOD_RESERVED,
    PACKAGE_RESERVED,
    Identifier,
    class_name,
    constant,
    distinct,
    distinct_classes,
    field_name,
    identifier,
    member_name,
    method_name,
    module_name,
    package_name,
    words,
)
from eventwright.names.characters import category, lower, normal, shape, upper

ONE_NAME: tuple[Callable[[str], Identifier], ...] = (
    class_name,
    field_name,
    method_name,
    member_name,
    constant,
    module_name,
    package_name,
)
SCOPES = ((field_name, FIELD_RESERVED), (member_name, MEMBER_RESERVED), (method_name, METHOD_RESERVED))

anything = st.one_of(
    st.text(st.characters(codec=None), max_size=12),
    st.text("eEfFiIﬁ_- .1m\u0301\u3164$", max_size=5),
    st.sampled_from(
        [*keyword.kwlist, *keyword.softkwlist, "__init__", "__class__", "__slots__", "_id", "id"]
    ),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("createdDatetime", ("created", "Datetime")),
        ("HTTPServerID2", ("HTTP", "Server", "ID2")),
        ("SMS-status.report", ("SMS", "status", "report")),
        ("userIDs", ("user", "IDs")),
        ("IDsOfUsers", ("IDs", "Of", "Users")),
        ("candle1m", ("candle1m",)),
        ("candle1M", ("candle1M",)),
        ("md5Hash", ("md5", "Hash")),
        ("a/b (c): d", ("a", "b", "c", "d")),
        ("__init__", ("init",)),
        ("\ufb01x", ("fix",)),
        ("caf\u0065\u0301 Été", ("café", "Été")),
        ("a\u202eb\u200bc\ufe0fd\u3164e", ("a", "b", "c", "d", "e")),
        ("a\ud800b\0c\r\nd", ("a", "b", "c", "d")),
        ("名前Id", ("名前", "Id")),
        ("-\u0301a", ("a",)),
        ("", ()),
        ("?!", ()),
    ],
)
def test_a_text_falls_into_words(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("VoiceCallEventPayload",), "VoiceCallEventPayload"),
        (("user_id",), "UserId"),
        (("HTTPServer",), "HTTPServer"),
        (("MessageEvent", "message", "status"), "MessageEventMessageStatus"),
        (("3DSecure",), "Value3DSecure"),
        (("v1.12",), "V1_12"),
        (("v11.2",), "V11_2"),
        (("none",), "None_"),
        (("",), "Empty"),
        (("Message", "$"), "MessageDollarSign"),
        (("ßen",), "Ssen"),
        (("名前",), "名前"),
    ],
)
def test_a_class_is_in_pascal_case(parts: tuple[str, ...], expected: str) -> None:
    assert class_name(*parts) == expected


@pytest.mark.parametrize(
    ("wire", "expected"),
    [
        ("createdDatetime", "created_datetime"),
        ("@id", "id"),
        ("$ref", "ref"),
        ("from", "from_"),
        ("None", "none"),
        ("match", "match"),
        ("type", "type"),
        ("list", "list"),
        ("_", "low_line"),
        ("_id", "id"),
        ("__init__", "init"),
        ("__slots__", "slots"),
        ("self", "self_"),
        ("extras", "extras_"),
        ("fromDict", "from_dict_"),
        ("object", "object_"),
        ("24h volume", "value_24h_volume"),
        ("<=", "less_than_sign_equals_sign"),
        ("\U0001f389", "u1f389"),
        ("\r\n", "u000d_u000a"),
        ("Straße", "straße"),
        ("a" * 500, "a" * 73 + "_69206a"),
    ],
)
def test_a_field_is_in_snake_case(wire: str, expected: str) -> None:
    assert field_name(wire) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("received", "RECEIVED"),
        ("", "EMPTY"),
        ("-date", "MINUS_DATE"),
        ("-", "HYPHEN_MINUS"),
        ("--force", "FORCE"),
        ("1", "VALUE_1"),
        (1, "VALUE_1"),
        (-1, "VALUE_MINUS_1"),
        ("+1", "VALUE_PLUS_1"),
        (-1.5, "VALUE_MINUS_1_5"),
        (1e-05, "VALUE_1E_MINUS_05"),
        (True, "TRUE"),
        (None, "NULL"),
        ("None", "NONE"),
        ("2024-01-15", "VALUE_2024_01_15"),
        ("mro", "MRO"),
        ("_missing_", "MISSING"),
    ],
)
def test_a_member_is_in_upper_case(value: str | int | float | None, expected: str) -> None:
    assert member_name(value) == expected


def test_an_integer_of_any_size_has_a_member_name() -> None:
    assert member_name(-(10**5000)).startswith("VALUE_MINUS_0X")
    assert member_name(10**5000) != member_name(10**5000 + 1)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("MessageBird Conversations API", "message_bird_conversations_api"),
        ("Événements Straße", "evenements_strasse"),
        ("Email", "email_"),
        ("北京", "package_68c77e"),
        ("3D print", "package_3d_print"),
        ("con", "con_"),
        ("class", "class_"),
    ],
)
def test_a_package_is_in_ascii_and_hides_no_module(title: str, expected: str) -> None:
    assert package_name(title) == expected


def test_a_module_may_be_called_as_one_of_the_standard_library() -> None:
    assert (module_name("Email"), module_name("aux")) == ("email", "aux_")


@pytest.mark.parametrize("text", ["", "1a", "a b", "from", "None", "\ufb01", "a\n", "a-b", "\ud800"])
def test_the_gate_refuses_what_python_reads_otherwise(text: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        identifier(text)


@pytest.mark.parametrize(
    ("wires", "expected"),
    [
        (["e", "E"], {"e": "e", "E": "E"}),
        (["candle1m", "candle1M"], {"candle1m": "candle1m", "candle1M": "candle1M"}),
        (["foo_bar", "fooBar"], {"foo_bar": "foo_bar", "fooBar": "fooBar"}),
        (["id", "_id"], {"id": "id", "_id": "id_b6f746"}),
        (["from", "from_"], {"from": "from_75857a", "from_": "from_"}),
        (["fi", "\ufb01"], {"fi": "fi", "\ufb01": "fi_b6554c"}),
        (["none", "None"], {"none": "none", "None": "none_dc937b"}),
        (["a-b", "a.b"], {"a-b": "a_b_d44362", "a.b": "a_b_2e7336"}),
        (["extras"], {"extras": "extras_"}),
        (["x", "x"], {"x": "x"}),
    ],
)
def test_a_clash_is_settled_by_wire_spelling_or_hash(wires: list[str], expected: dict[str, str]) -> None:
    assert distinct(wires, field_name, FIELD_RESERVED) == expected


def test_a_wire_spelling_that_breaks_an_enum_is_not_kept() -> None:
    found = distinct(["title", "TITLE", "a", "A"], member_name, MEMBER_RESERVED)
    assert found["TITLE"] == "TITLE"
    assert found["title"].startswith("TITLE_")
    assert (found["a"], found["A"]) == ("a", "A")
    enum.StrEnum("Made", {name: wire for wire, name in found.items()})


def test_a_wire_name_that_spells_anothers_hash_is_kept_apart() -> None:
    hashed = distinct(["a-b", "a.b"], field_name)["a-b"]
    found = distinct(["a-b", "a.b", hashed], field_name)
    assert len(set(found.values())) == 3
    assert found[hashed] == hashed


def test_classes_of_a_clash_move_to_the_longer_path_together() -> None:
    found = distinct_classes(
        {
            "#/a": [("Status",), ("Message", "Status")],
            "#/b": [("status",), ("Event", "Status")],
            "#/c": [("User",), ("Event", "User")],
            "#/d": [("USER",)],
        }
    )
    assert found == {"#/a": "MessageStatus", "#/b": "EventStatus", "#/c": "User", "#/d": "USER"}


def test_classes_without_a_longer_path_take_the_hash_of_their_owner() -> None:
    found = distinct_classes({("a",): [("Status",)], ("b",): [("Status",)]})
    assert {name[:-6] for name in found.values()} == {"Status_"}
    assert len(set(found.values())) == 2


def test_a_taken_class_name_moves_the_party_and_a_reserved_one_gets_an_underscore() -> None:
    found = distinct_classes(
        {"#/a": [("User",), ("User", "Payload")], "#/b": [("Router",)]}, taken=frozenset({"User"})
    )
    assert found == {"#/a": "UserPayload", "#/b": "Router_"}


def test_a_taken_name_that_spells_a_full_hash_ends() -> None:
    owners = {"#/a": [("A",)]}
    taken: frozenset[str] = frozenset({"A"})
    for _ in range(5):
        taken |= set(distinct_classes(owners, taken=taken).values())
    assert len(taken) == 6


def test_a_class_without_a_candidate_is_refused() -> None:
    with pytest.raises(ValueError, match="no candidate"):
        distinct_classes({"#/a": []})


def test_the_reserved_names_cover_this_python() -> None:
    assert set(keyword.kwlist) <= HARD_KEYWORDS
    assert {name for name in (*dir(str), *dir(int)) if not name.startswith("_")} <= MEMBER_RESERVED
    assert {name for name in sys.stdlib_module_names if not name.startswith("_")} <= PACKAGE_RESERVED
    assert not FIELD_RESERVED & ANNOTATION_RESERVED
    assert {"Router", "ValueError", "datetime", "str"} <= CLASS_RESERVED


def test_every_letter_of_unicode_3_2_is_a_name_in_this_python() -> None:
    letters = [chr(code) for code in range(0x110000) if shape(normal(chr(code))).strip()]
    assert len(letters) > 90_000
    for letter in letters:
        name = f"xx{''.join(words(letter))}"
        assert identifier(name) == name, ascii(letter)


def test_a_partner_younger_than_unicode_3_2_leaves_the_letter_as_it_is() -> None:
    assert (upper("\u10d0"), upper("\u0180"), lower("\u0130")) == ("\u10d0", "\u0180", "i\u0307")


@settings(max_examples=300)
@given(anything)
@example("\ufdfa" * 40)
@example("\U0001d7d8x")
@example("\u1100-\u1161")
@example("\u0345a")
def test_every_text_has_a_name_of_each_kind(text: str) -> None:
    for name in (make(text) for make in ONE_NAME):
        assert name.isidentifier()
        assert name not in keyword.kwlist
        assert normalize("NFKC", name) == name
        assert not name.startswith("_")
        assert len(name) <= LONGEST + 1
        assert all(character == "_" or category(character) not in ("Cn", "Cf", "Pc") for character in name)
    assert not (field_name(text) in FIELD_RESERVED or method_name(text) in METHOD_RESERVED)
    assert package_name(text).isascii()
    assert package_name(text) == package_name(text).lower()


@settings(max_examples=200)
@given(st.lists(anything, max_size=8), st.sampled_from(SCOPES))
def test_names_of_a_scope_are_apart_and_know_no_order(
    wires: list[str], scope: tuple[Callable[[str], Identifier], frozenset[str]]
) -> None:
    candidate, reserved = scope
    found = distinct(wires, candidate, reserved)
    assert found == distinct(reversed(wires), candidate, reserved)
    assert set(found) == set(wires)
    assert len({normalize("NFKC", name) for name in found.values()}) == len(found)
    assert all(name.isidentifier() and name not in reserved for name in found.values())


@settings(max_examples=200)
@given(st.lists(anything, max_size=6), anything)
def test_a_party_that_clashes_with_nobody_changes_no_name(wires: list[str], added: str) -> None:
    before = distinct(wires, field_name, FIELD_RESERVED)
    nearby = {*before.values(), *wires, *map(field_name, wires)}
    if added not in wires and field_name(added) not in nearby:
        after = distinct([*wires, added], field_name, FIELD_RESERVED)
        assert after == {**before, added: field_name(added)}


paths = st.lists(st.tuples(st.sampled_from(["a", "A", "b", "Router", "", "1"])), min_size=1, max_size=3)


@settings(max_examples=200)
@given(st.dictionaries(st.text("ab", max_size=3), paths, max_size=6), st.booleans())
def test_classes_are_apart_and_know_no_order(owners: dict[str, list[tuple[str]]], taken: bool) -> None:
    blocked = frozenset({"A", "B"}) if taken else frozenset[str]()
    found = distinct_classes(owners, taken=blocked)
    assert found == distinct_classes(dict(reversed(owners.items())), taken=blocked)
    assert len(set(found.values())) == len(owners)
    assert not set(found.values()) & (CLASS_RESERVED | blocked)


@given(st.text(st.characters(codec=None), max_size=8))
def test_the_shape_has_a_sign_for_each_character(text: str) -> None:
    assert len(shape(text)) == len(text)
    assert set(shape(text)) <= set("Ulsd ")
    assert normal(normal(text)) == normal(text) == ucd_3_2_0.normalize("NFKC", text)
