"""Which unknown formats are taken for known ones that are misspelt."""

import pytest

from eventwright.lint.formats import meant_formats


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("datetime", ("date-time",)),
        ("dateTime", ("date-time",)),
        ("date_time", ("date-time",)),
        ("ISO-8601", ("date-time",)),
        ("guid", ("uuid",)),
        ("UUID", ("uuid",)),
        ("uuidv4", ("uuid",)),
        ("ip", ("ipv4", "ipv6")),
        ("ip-address", ("ipv4", "ipv6")),
        ("url", ("uri",)),
        ("e-mail", ("email",)),
        ("emial", ("email",)),
        ("host-name", ("hostname",)),
        ("regexp", ("regex",)),
        ("long", ("int64",)),
        ("int-32", ("int32",)),
    ],
)
def test_a_format_that_is_nearly_a_known_one_is_taken_for_it(name: str, meant: tuple[str, ...]) -> None:
    assert meant_formats(name) == meant


@pytest.mark.parametrize(
    "name",
    [
        *("date-time", "date", "ipv4", "password", "double"),
        *("decimal", "currency", "phone", "int", "int16", "uint64", "ulid", "hex", "json", "time-millis"),
        *("datetime-local", "country-code", "full-date", "", "-", "x" * 100_000),
    ],
)
def test_known_formats_and_words_of_others_are_left_alone(name: str) -> None:
    assert meant_formats(name) == ()
