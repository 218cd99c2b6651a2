"""What does not decode or encode: every problem told with its pointer, no other exception."""

import json
from typing import Any

import pytest
from tests.support import MESSAGEBIRD, MODES, STRICT, Packages

from eventwright.options import Constraints, DecodeOptions, PackageOptions

WRONG_EVENT = {
    "type": "message.created",
    "conversation": [1, 2],
    "message": {
        "id": True,
        "to": {"a": 1},
        "createdDatetime": "yesterday, " + "x" * 200,
        "updatedDatetime": "2020-02-30T00:00:00Z",
        "a/b~c": [],
    },
}
MINIMAL = {"id": "a", "requiredNullable": None, "anything": 0}
TEXTS = {
    "NaN": b'{"label": NaN}',
    "infinity": b'{"label": Infinity}',
    "negative infinity": b"[-Infinity]",
    "a number beyond a float": b'{"x": 1e400}',
    "a byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "invalid UTF-8": b'{"label": "\xff"}',
    "an overlong form": b'{"label": "\xc0\xaf"}',
    "an encoded surrogate": b'{"label": "\xed\xa0\x80"}',
    "a lone surrogate": b'{"label": "\\ud800"}',
    "a lone surrogate in a key": b'{"\\udc00": 1}',
    "a number of 5,000 digits": b'{"x": ' + b"7" * 5000 + b"}",
    "a fraction of 5,000 digits": b'{"x": 0.' + b"7" * 5000 + b"}",
    "lists 201 deep": b"[" * 201 + b"]" * 201,
    "lists 100,000 deep": b"[" * 100_000,
    "objects 201 deep": b'{"parent":' * 201 + b"{}" + b"}" * 201,
    "an undeclared key 250 deep": b'{"more":' + b"[" * 250 + b"]" * 250 + b"}",
    "nothing": b"",
    "only blanks": b" \n",
    "a rest behind the value": b"{} {}",
    "a trailing comma": b'{"a": 1,}',
    "single quotes": b"{'a': 1}",
    "a control character": b'{"label": "a\nb"}',
    "a comment": b"{} // a",
    "an array for an object": b"[]",
    "null for an object": b"null",
    "text for an object": b'"{}"',
}


def problems(caught: Any) -> dict[str, Any]:
    return {problem.pointer: problem for problem in caught.value.problems}


@pytest.mark.parametrize("mode", MODES)
def test_every_problem_is_told_with_its_pointer(packages: Packages, mode: str) -> None:
    package = packages.of_file(MESSAGEBIRD, MODES[mode])
    with pytest.raises(package.DecodeError) as caught:
        package.Router().decode("/webhook", json.dumps(WRONG_EVENT).encode())
    found = problems(caught)
    assert sorted(found) == [
        "/conversation",
        "/message/createdDatetime",
        "/message/id",
        "/message/to",
        "/message/updatedDatetime",
    ]
    assert found["/message/id"].got == "true"
    assert all(len(problem.got) <= 80 for problem in found.values())
    for pointer in found:
        assert pointer in str(caught.value)


@pytest.mark.parametrize(
    ("value", "pointer"),
    [
        ({**MINIMAL, "integer": True}, "/integer"),
        ({**MINIMAL, "integer": 1.5}, "/integer"),
        ({**MINIMAL, "integer": "1"}, "/integer"),
        ({**MINIMAL, "number": True}, "/number"),
        ({**MINIMAL, "boolean": 1}, "/boolean"),
        ({**MINIMAL, "level": True}, "/level"),
        ({**MINIMAL, "levels": [1, True]}, "/levels/1"),
        ({**MINIMAL, "constantNumber": True}, "/constantNumber"),
        ({**MINIMAL, "constantFlag": 1}, "/constantFlag"),
        ({**MINIMAL, "dateTime": "2020-02-03"}, "/dateTime"),
        ({**MINIMAL, "moments": ["2020-02-03T04:05:06Z", 1]}, "/moments/1"),
        ({**MINIMAL, "days": {"a/b": "x"}}, "/days/a~1b"),
        ({**MINIMAL, "points": [{"x": 1}, {}]}, "/points/1"),
        ({**MINIMAL, "points": {"x": 1}}, "/points"),
        ({**MINIMAL, "matrix": [[1], [2, None]]}, "/matrix/1/1"),
        (
            {**MINIMAL, "tree": {"children": [{}, {"children": [{"label": 1}]}]}},
            "/tree/children/1/children/0/label",
        ),
        ({**MINIMAL, "open": {"name": "a", "more": "b"}}, "/open/more"),
        ({**MINIMAL, "both": {"name": 1, "count": 1}}, "/both/name"),
        ({**MINIMAL, "bounded": 6}, "/bounded"),
        ({"id": "a", "anything": None}, ""),
        ({"id": None, "requiredNullable": None, "anything": None}, "/id"),
    ],
)
def test_a_wrong_value_is_refused_at_its_place(
    lenient_sink: Any, strict_sink: Any, value: Any, pointer: str
) -> None:
    for package in (lenient_sink, strict_sink):
        with pytest.raises(package.DecodeError) as caught:
            package.Everything.from_dict(value)
        assert pointer in problems(caught)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_text_that_is_no_good_json_is_a_decode_error(lenient_sink: Any, text: bytes) -> None:
    for decode in (lenient_sink.Tree.from_json, lambda body: lenient_sink.Router().decode("trees", body)):
        with pytest.raises(lenient_sink.DecodeError) as caught:
            decode(text)
        assert caught.value.problems and len(str(caught.value)) < 1000


def test_a_recursive_value_is_refused_by_its_depth(lenient_sink: Any) -> None:
    innermost: tuple[Any, Any] = ({}, [])
    for deep in innermost:
        for _ in range(5000):
            deep = {"parent": deep}  # noqa: PLW2901  # grows from the innermost value
        with pytest.raises(lenient_sink.DecodeError) as caught:
            lenient_sink.Tree.from_dict(deep)
        assert "200" in str(caught.value)
    fitting: Any = {}
    for _ in range(198):
        fitting = {"parent": fitting}
    assert lenient_sink.Tree.from_dict(fitting).to_dict() == fitting


def test_a_value_that_holds_itself_is_refused(lenient_sink: Any) -> None:
    circle: dict[str, Any] = {}
    circle["parent"] = circle
    with pytest.raises(lenient_sink.DecodeError):
        lenient_sink.Tree.from_dict(circle)
    listed: list[Any] = []
    listed.append(listed)
    with pytest.raises(lenient_sink.DecodeError):
        lenient_sink.Everything.from_dict({**MINIMAL, "nested": listed})


@pytest.mark.parametrize("value", [b"{}", {1: 2}, {"id": object()}, (1, 2), {"parent": {1, 2}}, float("nan")])
def test_what_is_no_json_value_is_a_decode_error(lenient_sink: Any, value: Any) -> None:
    with pytest.raises(lenient_sink.DecodeError):
        lenient_sink.Point.from_dict(value)


def test_extras_may_not_name_a_declared_field(lenient_sink: Any) -> None:
    point = lenient_sink.Point(x=1, extras={"seen": "now"})
    for encode in (point.to_dict, point.to_json):
        with pytest.raises(lenient_sink.EncodeError, match="seen"):
            encode()
    awkward = lenient_sink.Awkward(from_="a", **{name: 1 for name in vars_of(lenient_sink.Awkward, "class")})
    awkward.extras["from"] = "b"
    with pytest.raises(lenient_sink.EncodeError, match="from_"):
        awkward.to_dict()


def vars_of(cls: Any, wire: str) -> list[str]:
    return [cls.declared()[wire]]


@pytest.mark.parametrize("extra", [float("nan"), float("inf"), "\ud800", {1: 2}, object(), {"a": {1, 2}}])
def test_what_has_no_json_form_is_an_encode_error(lenient_sink: Any, extra: Any) -> None:
    with pytest.raises(lenient_sink.EncodeError):
        lenient_sink.Point(x=1, extras={"more": extra}).to_json()


def test_a_class_takes_objects_alone_also_where_its_schema_lets_other_values_pass(packages: Packages) -> None:
    schema = {"properties": {"a": {"type": "string"}}, "minProperties": 1}
    components = {"schemas": {"T": schema}}
    spec = {
        "asyncapi": "2.6.0",
        "info": {"title": "t", "version": "1"},
        "channels": {},
        "components": components,
    }
    package = packages.of(json.dumps(spec).encode(), "spec.json", STRICT)
    others: tuple[Any, ...] = (1, [], "a", None)
    for value in others:
        with pytest.raises(package.DecodeError) as caught:
            package.T.from_dict(value)
        assert [problem.expected for problem in caught.value.problems] == ["an object"]


@pytest.mark.parametrize("closing", [{"maxItems": 1}, {"additionalItems": False}])
def test_without_constraints_a_list_of_any_length_is_no_tuple(
    packages: Packages, closing: dict[str, Any]
) -> None:
    schema = {"type": "array", "items": [{"type": "string"}], "minItems": 1, **closing}
    channels = {"c": {"publish": {"message": {"name": "m", "payload": schema}}}}
    spec = {"asyncapi": "2.6.0", "info": {"title": "t", "version": "1"}, "channels": channels}
    options = PackageOptions(decode=DecodeOptions(constraints=Constraints.OFF))
    package = packages.of(json.dumps(spec).encode(), "spec.json", options)
    assert package.M.decode([]).encode() == []
    assert package.M.decode(["a"]).encode() == ["a"]
    with pytest.raises(package.DecodeError):
        package.M.decode([1])
