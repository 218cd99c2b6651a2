"""A package that reads with orjson keeps the promises, but for the differences that the guide lists."""

import json
from typing import Any

import pytest
from tests.package.samples import collected_bodies
from tests.support import MESSAGEBIRD, Packages, same

from eventwright.options import JsonLibrary, PackageOptions


@pytest.fixture
def package(packages: Packages) -> Any:
    return packages.of_file(MESSAGEBIRD, PackageOptions(json=JsonLibrary.ORJSON))


def test_real_events_come_back_as_they_were(package: Any) -> None:
    for _, body in collected_bodies():
        assert same(package.Router().decode("/webhook", body).encode(), json.loads(body))


def test_an_integer_of_65_bits_is_read_as_a_float(package: Any) -> None:
    event = package.MessageEvent.from_json(b'{"a": 18446744073709551616}')
    assert type(event.extras["a"]) is float


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[" * 100_000, b'{"a":' + b"[" * 250 + b"]" * 250 + b"}", b'"\\ud800"', b"NaN", b"\xff"],
    ids=["nothing", "half", "brackets", "deep", "surrogate", "NaN", "bytes"],
)
def test_what_is_no_json_is_a_decode_error(package: Any, body: bytes) -> None:
    with pytest.raises(package.DecodeError):
        package.MessageEvent.from_json(body)


def test_what_json_cannot_write_is_an_encode_error(package: Any) -> None:
    with pytest.raises(package.EncodeError):
        package.MessageEvent(extras={"a": float("nan")}).to_json()
