"""Dates and times read and written: exactly RFC 3339, spelt as they came, canonical once derived."""

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

JUDGE = Draft7Validator.FORMAT_CHECKER
PLUS_TWO = timezone(timedelta(hours=2))

CLOCKS = st.builds("{:02}:{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
FRACTIONS = st.just("") | st.text("0123456789", min_size=1, max_size=12).map(".{}".format)
OFFSETS = st.sampled_from(["Z", "z", "+00:00", "-00:00", "+02:00", "-23:59"]) | st.builds(
    "{}{:02}:{:02}".format, st.sampled_from("+-"), st.integers(0, 23), st.integers(0, 59)
)
TIMES = st.builds("{}{}{}".format, CLOCKS, FRACTIONS, OFFSETS)
DATE_TIMES = st.builds("{}{}{}".format, st.dates().map(date.isoformat), st.sampled_from("Tt"), TIMES)

NASTY = [
    "",
    "Z",
    "nonsense",
    "2019-02-28",
    "2019-02-28T",
    "2019-02-28T17:39:52",
    "2019-02-28T17:39:52Z\n",
    "2019-02-28T17:39:52.1Z\n",
    "2019-02-28T17:39:52ZZ",
    "2019-02-28T17:39:52Z+01:00",
    "2019-02-28T17:39:52+01:00Z",
    "2019-02-28T17:39:52.5+01:00Z",
    "2019-02-28T17:39:52.+01:00Z",
    "2019-02-28T17:39:52.Z",
    "2019-02-28T17:39:52,5Z",
    "2019-02-28T17:39:52.5 Z",
    " 2019-02-28T17:39:52Z",
    "2019-02-28 17:39:52Z",
    "2019-02-28_17:39:52Z",
    "2019-02-28T24:00:00Z",
    "2019-02-28T24:00:00.0Z",
    "2019-02-28T24:00:00.000000000Z",
    "2019-02-28T24:00:00+00:00",
    "2019-02-28T23:59:60Z",
    "2019-02-28T23:60:00Z",
    "2019-02-28T17:39Z",
    "2019-02-28T17Z",
    "2019-02-29T17:39:52Z",
    "2020-02-29T17:39:52Z",
    "2019-13-01T17:39:52Z",
    "2019-00-01T17:39:52Z",
    "2019-01-00T17:39:52Z",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59.999999999-23:59",
    "10000-01-01T00:00:00Z",
    "2019-W09-4T17:39:52Z",
    "20190228T173952Z",
    "2019-2-28T17:39:52Z",
    "2019-02-28T17:39:52+0100",
    "2019-02-28T17:39:52+01",
    "2019-02-28T17:39:52+24:00",
    "2019-02-28T17:39:52+01:60",
    "2019-02-28T17:39:52+01:00:00",
    "2019-02-28T17:39:52\u221201:00",
    "\u0662019-02-28T17:39:52Z",
    "201\u0669-02-28T17:39:52Z",
    "2019-02-28T17:39:5\u0662Z",
    "2019-02-28T17:39:52.\u0662Z",
    "2019-02-28T17:39:52.88088108\u0661Z",
    "2019-02-28\u1e9717:39:52Z",
    "2019-02-28T17:39:52.880881081",
    "2019-02-28T17:39:52.88088108aZ",
    "2019-02-28T17:39:52.880881Z",
    "2019-02-28T17:39:52.000000Z",
    "2019-02-28t17:39:52z",
    "2019-02-28T17:39:52.5z",
    "\ud8002019-02-28T17:39:52Z",
    "2019-02-28T17:39:52\x00",
    "2019-02-28T17:39:52Z\x00",
]


def accepted(read: Callable[[str], object], text: str, mismatch: type[Exception]) -> bool:
    try:
        read(text)
    except mismatch:
        return False
    return True


def judged(name: str, text: str) -> bool:
    """The verdict of the judge; it alone lets a line feed pass at the end, which is a listed difference."""
    return not text.endswith("\n") and JUDGE.conforms(text, name)


def test_the_judge_knows_date_times_at_all() -> None:
    assert not JUDGE.conforms("nonsense", "date-time")


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_a_nasty_text_is_read_exactly_where_the_judge_accepts_it(codec: ModuleType, text: str) -> None:
    assert accepted(codec.read_datetime, text, codec.Mismatch) == judged("date-time", text)
    assert accepted(codec.read_date, text[:10], codec.Mismatch) == judged("date", text[:10])
    assert accepted(codec.read_time, text[11:], codec.Mismatch) == judged("time", text[11:])


@settings(max_examples=1000)
@given(text=DATE_TIMES, position=st.integers(0, 40), character=st.sampled_from("0129TtZz+-:. \n\u0661,_W"))
def test_a_mutated_text_is_read_exactly_where_the_judge_accepts_it(
    codec: ModuleType, text: str, position: int, character: str
) -> None:
    for mutant in (
        text[:position] + character + text[position + 1 :],
        text[:position] + character + text[position:],
        text[:position] + text[position + 1 :],
    ):
        assert accepted(codec.read_datetime, mutant, codec.Mismatch) == judged("date-time", mutant), mutant
        assert accepted(codec.read_time, mutant[11:], codec.Mismatch) == judged("time", mutant[11:]), mutant


@settings(max_examples=500)
@given(text=DATE_TIMES)
def test_a_date_time_is_written_as_it_was_read(codec: ModuleType, text: str) -> None:
    moment = codec.read_datetime(text)
    assert codec.write_datetime(moment) == text
    for again in (copy.copy(moment), copy.deepcopy(moment), pickle.loads(pickle.dumps(moment))):
        assert again == moment
        assert codec.write_datetime(again) == text


@given(text=DATE_TIMES)
def test_a_date_time_means_the_moment_that_its_text_names(codec: ModuleType, text: str) -> None:
    moment = codec.read_datetime(text)
    assert moment == datetime.fromisoformat(text.upper())
    assert type(moment) is datetime or codec.write_datetime(+timedelta() + moment) != text


@given(text=TIMES)
def test_a_time_is_written_as_it_was_read(codec: ModuleType, text: str) -> None:
    moment = codec.read_time(text)
    assert codec.write_time(moment) == text
    for again in (copy.copy(moment), copy.deepcopy(moment), pickle.loads(pickle.dumps(moment))):
        assert codec.write_time(again) == text
    assert codec.write_time(moment.replace(tzinfo=UTC, microsecond=0)) == text[:8] + "Z"


@given(day=st.dates())
def test_a_date_is_written_as_it_was_read(codec: ModuleType, day: date) -> None:
    assert codec.read_date(codec.write_date(day)) == day


@given(moment=st.datetimes(timezones=st.sampled_from([UTC, PLUS_TWO])))
def test_a_moment_of_the_user_is_written_canonically(codec: ModuleType, moment: datetime) -> None:
    text = codec.write_datetime(moment)
    assert type(codec.read_datetime(text)) is datetime
    assert codec.read_datetime(text) == moment
    assert JUDGE.conforms(text, "date-time")


WRITTEN = "2019-03-01T10:40:02.880881081+00:00"


@pytest.mark.parametrize(
    "derive",
    [
        lambda moment: moment.replace(),
        lambda moment: moment.replace(microsecond=880881),
        lambda moment: moment + timedelta(),
        lambda moment: timedelta() + moment,
        lambda moment: moment - timedelta(),
        lambda moment: moment.astimezone(UTC),
        lambda moment: datetime.combine(moment.date(), moment.timetz()),
    ],
)
def test_what_derives_from_a_written_moment_is_plain(codec: ModuleType, derive: Any) -> None:
    derived = derive(codec.read_datetime(WRITTEN))
    assert type(derived) is datetime
    assert codec.write_datetime(derived) == "2019-03-01T10:40:02.880881Z"


@pytest.mark.parametrize("derive", [datetime.replace, UTC.fromutc, getattr(copy, "replace", copy.copy)])
def test_no_way_of_deriving_leads_to_a_stale_text(codec: ModuleType, derive: Any) -> None:
    derived = derive(codec.read_datetime(WRITTEN))
    assert codec.write_datetime(derived) in ("2019-03-01T10:40:02.880881Z", WRITTEN)
    assert pickle.loads(pickle.dumps(derived)) == derived


def test_a_written_moment_behaves_like_any_other(codec: ModuleType) -> None:
    moment = codec.read_datetime(WRITTEN)
    plain = moment.replace()
    assert moment == plain and hash(moment) == hash(plain) and not moment < plain
    assert moment - plain == plain - moment == timedelta()
    assert moment.astimezone(PLUS_TWO).hour == 12
    assert f"{moment:%Y}" == "2019"


class Wandering(tzinfo):
    """An offset as cities had it before time zones."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        return timedelta(minutes=19, seconds=32)

    def dst(self, _: datetime | None) -> None:
        return None

    def tzname(self, _: datetime | None) -> None:
        return None


class Undecided(Wandering):
    """A zone that does not say its offset."""

    def utcoffset(self, _: datetime | None) -> None:  # type: ignore[override]  # a broken zone
        return None


@pytest.mark.parametrize("zone", [None, Wandering(), Undecided()])
@pytest.mark.parametrize("microsecond", [0, 5])
def test_a_moment_without_a_sound_offset_is_an_encode_error(
    codec: ModuleType, zone: tzinfo | None, microsecond: int
) -> None:
    with pytest.raises(codec.EncodeError, match="RFC 3339 needs an offset"):
        codec.write_datetime(datetime(2019, 1, 1, 10, 11, 12, microsecond, tzinfo=zone))
    with pytest.raises(codec.EncodeError, match="RFC 3339 needs an offset"):
        codec.write_time(time(10, 11, 12, microsecond, tzinfo=zone))


@pytest.mark.parametrize("value", [None, "2019-01-01", 1, date(2019, 1, 1)])
def test_what_is_no_moment_is_an_encode_error(codec: ModuleType, value: Any) -> None:
    with pytest.raises(codec.EncodeError):
        codec.write_datetime(value)
    with pytest.raises(codec.EncodeError):
        codec.write_time(value)


@pytest.mark.parametrize("value", [None, "2019-01-01", datetime(2019, 1, 1, tzinfo=UTC)])
def test_what_is_no_plain_date_is_an_encode_error(codec: ModuleType, value: Any) -> None:
    with pytest.raises(codec.EncodeError, match="expected a date"):
        codec.write_date(value)
