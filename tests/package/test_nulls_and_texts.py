"""Null and absent, date-times as written, integers written as fractions, open and closed enums."""

import copy
import pickle
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from tests.support import same

MINIMAL: dict[str, Any] = {"id": "a", "requiredNullable": None, "anything": 0}
WRITTEN = [
    "2019-03-01T10:40:02.880881081Z",
    "2019-03-01T10:40:02Z",
    "2019-03-01t10:40:02z",
    "2019-03-01T10:40:02.1Z",
    "2019-03-01T10:40:02.000000Z",
    "2019-03-01T10:40:02+00:00",
    "2019-03-01T10:40:02-00:00",
    "2019-03-01T10:40:02.123456789+05:30",
]


def copies(found: Any) -> list[Any]:
    return [found, copy.copy(found), copy.deepcopy(found), pickle.loads(pickle.dumps(found)), replace(found)]


def test_null_and_absent_read_alike_and_are_written_as_they_came(lenient_sink: Any) -> None:
    absent = lenient_sink.Point.from_dict({"x": 1})
    null = lenient_sink.Point.from_dict({"x": 1, "y": None, "seen": None})
    assert absent == null and absent.y is None is null.y
    for each in copies(absent):
        assert each.to_dict() == {"x": 1}
    for each in copies(null):
        assert each.to_dict() == {"x": 1, "y": None, "seen": None}


def test_a_value_set_later_takes_the_place_of_a_null(lenient_sink: Any) -> None:
    point = lenient_sink.Point.from_dict({"x": 1, "y": None})
    point.y = 2.5
    assert point.to_dict() == {"x": 1, "y": 2.5}
    point.y = None
    assert point.to_dict() == {"x": 1, "y": None}


def test_a_constructed_none_is_absent_and_a_required_one_is_null(lenient_sink: Any) -> None:
    made = lenient_sink.Everything(id="a", required_nullable=None, anything=None)
    assert made.to_dict() == {"id": "a", "requiredNullable": None, "anything": None}


def test_set_null_writes_an_explicit_null(lenient_sink: Any) -> None:
    point = lenient_sink.Point(x=1, y=2.0)
    kept = copy.copy(point)
    point.set_null("y", "seen")
    assert point.y is None and point.to_dict() == {"x": 1, "y": None, "seen": None}
    assert kept.to_dict() == {"x": 1, "y": 2.0}
    for name in ("x", "z", "to_dict", "extras"):
        with pytest.raises(ValueError, match=name):
            point.set_null("y", name)
    awkward = lenient_sink.Awkward.from_dict({"from": "a", "class": 1})
    awkward.set_null("extras_", "fooBar")
    assert awkward.to_dict() == {"from": "a", "class": 1, "extras": None, "fooBar": None}


def test_strict_decoding_takes_null_only_where_the_schema_has_it(strict_sink: Any) -> None:
    found = strict_sink.Closed.from_dict({"count": None})
    assert found.count is None and found.to_dict() == {"count": None}
    with pytest.raises(strict_sink.DecodeError) as caught:
        strict_sink.Closed.from_dict({"name": None})
    assert [problem.pointer for problem in caught.value.problems] == ["/name"]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_moment_is_written_as_it_came_wherever_it_stands(lenient_sink: Any, text: str) -> None:
    value = {**MINIMAL, "dateTime": text, "moments": [text, text], "momentOrNumber": text}
    value |= {"points": [{"x": 1, "seen": text}], "pointOrClosed": {"x": 1, "seen": text}}
    value["time"] = text[11:]
    found = lenient_sink.Everything.from_dict(value)
    assert found.date_time == datetime.fromisoformat(text.upper()) and found.date_time.tzinfo is not None
    for each in copies(found):
        assert each == found and same(each.to_dict(), value)


def test_a_moment_set_later_is_written_canonically(lenient_sink: Any) -> None:
    point = lenient_sink.Point.from_dict({"x": 1, "seen": WRITTEN[0]})
    point.seen = point.seen + timedelta(days=1)
    assert point.to_dict()["seen"] == "2019-03-02T10:40:02.880881Z"
    point.seen = datetime(2020, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert point.to_dict()["seen"] == "2020-02-03T04:05:06Z"
    point.seen = datetime(2020, 2, 3)
    with pytest.raises(lenient_sink.EncodeError):
        point.to_dict()


def test_days_and_times_are_pythons(lenient_sink: Any) -> None:
    value: dict[str, Any] = {
        **MINIMAL,
        "date": "2020-02-29",
        "days": {"a": "0001-01-01"},
        "time": "04:05:06Z",
    }
    found = lenient_sink.Everything.from_dict(value)
    assert found.date == date(2020, 2, 29) and found.days == {"a": date(1, 1, 1)}
    assert found.time == time(4, 5, 6, tzinfo=UTC)
    assert found.to_dict() == value


def test_an_integer_may_be_written_as_a_fraction_and_is_written_back_as_one(lenient_sink: Any) -> None:
    value: dict[str, Any] = {
        **MINIMAL,
        "integer": 2.0,
        "nullable": -0.0,
        "matrix": [[1.0, 2]],
        "pair": ["a", 3.0],
    }
    value |= {"constantNumber": 7.0, "level": 30.0, "levels": [1.0], "bounded": 5.0, "open": {"more": 4.0}}
    found = lenient_sink.Everything.from_dict(value)
    assert found.level is lenient_sink.Level(30) and type(found.integer) is int
    expected = {**MINIMAL, "integer": 2, "nullable": 0, "matrix": [[1, 2]], "pair": ["a", 3]}
    expected |= {"constantNumber": 7, "level": 30, "levels": [1], "bounded": 5, "open": {"more": 4}}
    assert same(found.to_dict(), expected)


def test_numbers_keep_their_type_and_size(lenient_sink: Any) -> None:
    value: dict[str, Any] = {
        **MINIMAL,
        "number": 1,
        "prices": {"a": 1.0, "b": 2**70, "c": -0.0},
        "integer": 2**70,
    }
    assert same(lenient_sink.Everything.from_dict(value).to_dict(), value)


def test_an_open_enum_keeps_what_it_does_not_know(lenient_sink: Any, strict_sink: Any) -> None:
    value = {**MINIMAL, "level": 4, "levels": [1, 5], "color": "blue"}
    found = lenient_sink.Everything.from_dict(value)
    assert (found.level, found.levels, found.color) == (4, [lenient_sink.Level(1), 5], "blue")
    assert same(found.to_dict(), value)
    with pytest.raises(strict_sink.DecodeError) as caught:
        strict_sink.Everything.from_dict(value)
    assert sorted(problem.pointer for problem in caught.value.problems) == ["/color", "/level", "/levels/1"]


def test_known_enum_values_are_members(lenient_sink: Any, strict_sink: Any) -> None:
    for package in (lenient_sink, strict_sink):
        found = package.Everything.from_dict({**MINIMAL, "level": 1, "color": "sea-blue"})
        assert found.level is package.Level(1) and found.color is package.EverythingColor.SEA_BLUE
        assert same(found.to_dict(), {**MINIMAL, "level": 1, "color": "sea-blue"})


def test_members_may_be_given_as_their_plain_values(lenient_sink: Any) -> None:
    point = lenient_sink.Point(x=1, color="red")
    assert same(point.to_dict(), {"x": 1, "color": "red"})
    assert same(lenient_sink.Point(x=1, color=lenient_sink.PointColor.RED).to_dict(), point.to_dict())


def test_unknown_keys_are_kept_where_they_stand(lenient_sink: Any, strict_sink: Any) -> None:
    value = {"x": 1, "more": {"a": [None, 1.0]}, "extras": 3, "_wire": 4, "__class__": 5}
    for package in (lenient_sink, strict_sink):
        found = package.Point.from_dict(value)
        assert found.extras == {key: item for key, item in value.items() if key != "x"}
        assert same(found.to_dict(), value)


def test_forbidden_keys_are_kept_by_default_and_refused_by_strict_decoding(
    lenient_sink: Any, strict_sink: Any
) -> None:
    value = {"name": "a", "more": 1}
    assert same(lenient_sink.Closed.from_dict(value).to_dict(), value)
    with pytest.raises(strict_sink.DecodeError):
        strict_sink.Closed.from_dict(value)


def test_a_branch_is_chosen_by_strict_rules(lenient_sink: Any) -> None:
    """Both branches take the value leniently, only the second one strictly."""
    found = lenient_sink.Everything.from_dict({**MINIMAL, "pointOrClosed": {"name": "a"}})
    assert type(found.point_or_closed) is lenient_sink.Closed
    found = lenient_sink.Everything.from_dict({**MINIMAL, "pointOrClosed": {"x": 1, "color": "blue"}})
    assert type(found.point_or_closed) is lenient_sink.Point and found.point_or_closed.color == "blue"
