"""Names of the wild: values go through them unchanged, and an addition renames nothing else."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import CASES, LENIENT, MODES, STRICT, Packages, same
from tests.values import document_of, judge_of

from eventwright.documents import MemoryDocuments
from eventwright.load import load
from eventwright.package import Package
from eventwright.plan.build import plan

SPEC = CASES / "names" / "spec.yaml"
DOCUMENT = document_of(SPEC)
SCHEMAS: Mapping[str, Any] = DOCUMENT["components"]["schemas"]


def resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = schema.get("$ref")
    return SCHEMAS[reference.rpartition("/")[2]] if isinstance(reference, str) else schema


def sample(schema: Mapping[str, Any], depth: int = 0) -> Any:
    """A value with every property that the schema declares, to a certain depth."""
    schema = resolved(schema)
    match schema:
        case {"const": value} | {"enum": [value, *_]}:
            return value
        case {"properties": properties}:
            deeper = {name: inner for name, inner in properties.items() if depth < 3}
            return {name: sample(inner, depth + 1) for name, inner in deeper.items()}
        case {"items": [*items]}:
            return [sample(item, depth + 1) for item in items]
        case {"items": item}:
            return [sample(item, depth + 1)] if depth < 3 else []
        case {"additionalProperties": {"type": "string"}}:
            return {"from": "a", "extras": "b", "": "c"}
        case {"format": written}:
            return {"date": "2020-02-03", "date-time": "2020-02-03T04:05:06Z", "time": "04:05:06Z"}[written]
        case {"type": kind}:
            return {
                "string": "text",
                "integer": 7,
                "number": 1.5,
                "boolean": True,
                "null": None,
                "object": {},
            }[kind]
        case _:
            raise AssertionError(schema)


OBJECTS = [name for name, schema in SCHEMAS.items() if "properties" in schema]


def planned(document: Any, name: str = "spec.json") -> Package:
    written = document if isinstance(document, bytes) else json.dumps(document).encode()
    return plan(load(MemoryDocuments({name: written}), name), LENIENT).package


def class_of(package: Any, key: str) -> Any:
    """The class that was made from what stands at a key."""
    names = {place: name for name, place in planned(SPEC.read_bytes(), "spec.yaml").classes.items()}
    return getattr(package, names[key])


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("schema", OBJECTS)
def test_a_value_goes_through_its_names_unchanged(packages: Packages, schema: str, mode: str) -> None:
    package = packages.of_file(SPEC, MODES[mode])
    value = sample(SCHEMAS[schema])
    assert judge_of(DOCUMENT, f"#/components/schemas/{schema}").is_valid(value)
    cls = class_of(package, f"#/components/schemas/{schema}")
    decoded = cls.from_dict(value)
    assert decoded.extras == {}
    assert same(decoded.to_dict(), value)
    assert same(cls.from_json(decoded.to_json()).to_dict(), value)
    # Every declared property has an attribute of its own.
    assert len(cls._keys) == len(set(cls._keys.values())) == len(SCHEMAS[schema]["properties"])
    assert all(isinstance(getattr(decoded, name), object) for name in cls._keys.values())


@pytest.mark.parametrize("schema", OBJECTS)
def test_each_property_alone_goes_to_its_own_attribute(packages: Packages, schema: str) -> None:
    cls = class_of(packages.of_file(SPEC), f"#/components/schemas/{schema}")
    required = {name: "x" for name in SCHEMAS[schema].get("required", ())}
    for wire, name in cls._keys.items():
        value = {**required, wire: sample(SCHEMAS[schema]["properties"][wire], 1)}
        decoded = cls.from_dict(value)
        filled = [each for each in cls._keys.values() if getattr(decoded, each) is not None]
        expected = {name, *(cls._keys[key] for key in required)}
        assert set(filled) == (expected if value[wire] is not None else expected - {name})


ENUMS = [name for name, schema in SCHEMAS.items() if "enum" in schema]


@pytest.mark.parametrize("schema", ENUMS)
def test_each_value_of_an_enum_is_a_member_with_exactly_that_value(packages: Packages, schema: str) -> None:
    package = packages.of_file(SPEC, STRICT)
    enum = class_of(package, f"#/components/schemas/{schema}")
    values = SCHEMAS[schema]["enum"]
    assert [member.value for member in enum] == values
    assert all(
        enum(value).value == value and member.name.isidentifier()
        for value, member in zip(values, enum, strict=True)
    )


@pytest.mark.parametrize("value", SCHEMAS["Odd"]["enum"] + SCHEMAS["Code"]["enum"])
def test_an_odd_value_is_read_and_written_as_it_is(packages: Packages, value: str) -> None:
    field = "odd" if value in SCHEMAS["Odd"]["enum"] else "code"
    cls = class_of(packages.of_file(SPEC, STRICT), "#/components/schemas/Enums")
    decoded = cls.from_dict({field: value})
    assert type(getattr(decoded, field)).__name__ in ("Odd", "Code")
    assert decoded.to_dict() == {field: value}


# Words that fold together in one way or another, and words that do not.
WORDS = [
    *("foo", "Foo", "FOO", "foo_bar", "fooBar", "foo-bar", "FooBar", "foo.bar", "FooPayload", "FooMessage"),
    *("e", "E", "object", "Type", "None", "class", "ﬁle", "file", "1st", "a", "b", "bar", "FooA", "ab", "x1"),
]
NAMES = st.sampled_from(WORDS)
PROPERTY = st.sampled_from(
    [
        {"type": "string"},
        {"type": "string", "enum": ["a", "b"]},
        {"type": "object", "properties": {"a": {"type": "integer"}}},
        {"type": "array", "items": {"type": "object", "properties": {"b": {"type": "integer"}}}},
    ]
)
OBJECT = st.dictionaries(NAMES, PROPERTY, max_size=4).map(
    lambda properties: {"type": "object", "properties": properties}
)
Parts = tuple[dict[str, Any], dict[str, Any], dict[str, Any]]


@st.composite
def parts(draw: st.DrawFn) -> Parts:
    """Schemas, messages and channels that refer to one another."""
    schemas = draw(st.dictionaries(NAMES, OBJECT, min_size=1, max_size=4))
    payload = st.sampled_from(sorted(schemas)).map(lambda name: {"$ref": f"#/components/schemas/{name}"})
    message = st.builds(lambda each: {"payload": each}, payload | OBJECT)
    messages = draw(st.dictionaries(NAMES, message, min_size=1, max_size=4))
    return schemas, messages, draw(st.dictionaries(NAMES, channels_of(messages), min_size=1, max_size=3))


def channels_of(messages: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    action = st.sampled_from(["publish", "subscribe"])
    message = st.sampled_from(sorted(messages)).map(lambda name: {"$ref": f"#/components/messages/{name}"})
    return st.builds(lambda name, each: {name: {"message": each}}, action, message)


def document(made: Parts) -> Any:
    schemas, messages, channels = made
    return {
        "asyncapi": "2.6.0",
        "info": {"title": "Names", "version": "1"},
        "channels": channels,
        "components": {"schemas": schemas, "messages": messages},
    }


@st.composite
def additions(draw: st.DrawFn) -> tuple[Parts, Parts]:
    """A document, and the same with one schema, property, message or channel more."""
    schemas, messages, channels = draw(parts())
    kind = draw(st.sampled_from(["schema", "property", "message", "channel"]))
    name = draw(NAMES)
    match kind:
        case "schema":
            more = {**schemas, name: schemas.get(name) or draw(OBJECT)}, messages, channels
        case "property":
            owner = draw(st.sampled_from(sorted(schemas)))
            properties = {name: draw(PROPERTY), **schemas[owner]["properties"]}
            more = {**schemas, owner: {"type": "object", "properties": properties}}, messages, channels
        case "message":
            added = messages.get(name) or {"payload": draw(OBJECT)}
            more = schemas, {**messages, name: added}, channels
        case _:
            more = schemas, messages, {**channels, name: channels.get(name) or draw(channels_of(messages))}
    return (schemas, messages, channels), more


def folded(name: str) -> str:
    """What is left of a name without what a clash adds to it: a hash, or a word for what it is."""
    plain = re.sub(r"_[0-9a-f]{6,}_*$", "", name)
    plain = re.sub(r"[^a-z0-9]", "", normalize("NFKC", plain).casefold())
    return re.sub(r"(channel)?(payload|message)*$", "", plain)


def names_in(package: Package) -> Iterator[tuple[str, str]]:
    """Each thing with a name, by what it is and where it stands, and its name."""
    for name, key in package.classes.items():
        yield f"class {key}", name
    by_name = {name: key for name, key in package.classes.items()}
    for model in package.models:
        for field in model.fields:
            yield f"field {by_name[model.name]} {field.wire}", field.name
    for enum in package.enums:
        for member in enum.members:
            yield f"member {by_name[enum.name]} {member.value}", member.name
    for route in package.routes:
        yield f"union {route.address}", route.union
    for handler in package.handlers:
        yield f"handler {by_name[handler.message]}", handler.name
    # No two senders of one message stand in an order that both documents share, so their names are a set.
    for key in {by_name[sender.message] for sender in package.senders}:
        sent = sorted(each.name for each in package.senders if by_name[each.message] == key)
        yield f"senders {key}", " ".join(sent)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(additions())
def test_an_addition_renames_nothing_but_the_parties_of_a_clash(change: tuple[Parts, Parts]) -> None:
    before, after = (dict(names_in(planned(document(each)))) for each in change)
    assert before.keys() <= after.keys()
    added = {folded(name) for what, name in after.items() if what not in before}
    # A message that no channel names yet has its name already, so that none changes once one does.
    added |= {folded(name) for old, new in zip(*change, strict=True) for name in new.keys() - old.keys()}
    renamed = {what: (name, after[what]) for what, name in before.items() if after[what] != name}
    for what, (old, new) in renamed.items():
        # A message that a second channel sends has two methods, each with the name of its channel.
        again = what.startswith("senders") and len(new.split()) > len(old.split())
        # What a message holds in place is named by the message.
        inside = any(what.startswith(f"{owner}/") for owner in renamed)
        assert again or inside or {folded(old), folded(new)} & added, (what, old, new)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(parts(), st.randoms(use_true_random=False))
def test_the_order_of_a_document_gives_no_name(made: Parts, chance: Any) -> None:
    def shuffled(entries: Mapping[str, Any]) -> dict[str, Any]:
        keys = sorted(entries)
        chance.shuffle(keys)
        return {key: entries[key] for key in keys}

    schemas, messages, channels = made
    other = (shuffled(schemas), shuffled(messages), shuffled(channels))
    assert dict(names_in(planned(document(made)))) == dict(names_in(planned(document(other))))


def test_a_rename_would_be_seen() -> None:
    assert folded("FooBar_1a2b3c") == folded("foo_bar") == folded("FooBarPayload") == "foobar"
    assert folded("Foo1") != folded("Foo")
