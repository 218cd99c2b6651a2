"""The promises of a generated package, on random values: nothing lost, the judge's verdict."""

import copy
import json
import pickle
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import KITCHEN_SINK, Packages, same
from tests.values import ANYTHING, SLOW_BY_NATURE, Drawn, document_of, judge_of, mutated

DOCUMENT = document_of(KITCHEN_SINK)
DRAWN = Drawn(DOCUMENT)
NAMES = ("Everything", "Awkward", "Point", "Open", "Closed", "Both", "Tree")
POINTERS = {name: f"#/components/schemas/{name}" for name in NAMES}
JUDGES = {name: judge_of(DOCUMENT, pointer) for name, pointer in POINTERS.items()}
VALID = st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), DRAWN.at(POINTERS[name])))
CASES = st.sampled_from(NAMES).flatmap(
    lambda name: st.tuples(
        st.just(name), DRAWN.at(POINTERS[name]) | mutated(DRAWN.at(POINTERS[name])) | ANYTHING
    )
)
quickly = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=SLOW_BY_NATURE)


def decoded(package: Any, name: str, value: Any) -> Any:
    """The decoded object; None where the value is refused. Whatever else is raised fails the test."""
    before = copy.deepcopy(value)
    try:
        return getattr(package, name).from_dict(value)
    except package.DecodeError as error:
        assert error.problems
        return None
    finally:
        assert same(value, before)


@quickly
@given(case=CASES)
def test_strict_decoding_accepts_what_the_judge_accepts(strict_sink: Any, case: tuple[str, Any]) -> None:
    name, value = case
    assert (decoded(strict_sink, name, value) is not None) == JUDGES[name].is_valid(value)


@quickly
@given(case=CASES)
def test_what_decodes_is_given_back(lenient_sink: Any, strict_sink: Any, case: tuple[str, Any]) -> None:
    name, value = case
    for package in (lenient_sink, strict_sink):
        found = decoded(package, name, value)
        assert found is None or same(found.to_dict(), value)


@quickly
@given(case=CASES)
def test_lenient_decoding_accepts_what_strict_decoding_accepts(
    lenient_sink: Any, strict_sink: Any, case: tuple[str, Any]
) -> None:
    name, value = case
    if decoded(strict_sink, name, value) is not None:
        assert decoded(lenient_sink, name, value) is not None


@quickly
@given(case=CASES)
def test_the_quick_decoder_and_the_thorough_check_agree(
    packages: Packages, lenient_sink: Any, strict_sink: Any, case: tuple[str, Any]
) -> None:
    name, value = case
    for package in (lenient_sink, strict_sink):
        problems = packages.part(package, "_schemas").CHECKER.explain(POINTERS[name], value)
        assert (decoded(package, name, value) is None) == bool(problems)


@quickly
@given(case=VALID)
def test_valid_values_decode_in_both_modes(
    lenient_sink: Any, strict_sink: Any, case: tuple[str, Any]
) -> None:
    name, value = case
    if JUDGES[name].is_valid(value):
        assert decoded(lenient_sink, name, value) is not None
        assert decoded(strict_sink, name, value) is not None


@quickly
@given(case=VALID)
def test_json_text_comes_back(lenient_sink: Any, case: tuple[str, Any]) -> None:
    name, value = case
    found = decoded(lenient_sink, name, value)
    if found is not None:
        text = found.to_json()
        again = type(found).from_json(text)
        assert again == found and again.to_json() == text
        assert same(json.loads(text), value)
        assert type(found).from_json(text.decode()) == found


@quickly
@given(case=VALID)
def test_copies_write_what_the_original_writes(lenient_sink: Any, case: tuple[str, Any]) -> None:
    name, value = case
    found = decoded(lenient_sink, name, value)
    if found is not None:
        pickled = pickle.loads(pickle.dumps(found))
        for each in (copy.copy(found), copy.deepcopy(found), pickled, replace(found)):
            assert each == found and same(each.to_dict(), value)


@quickly
@given(value=st.lists(st.integers() | st.floats(allow_nan=False, allow_infinity=False)) | ANYTHING)
def test_a_payload_that_is_no_object_decodes_alike(strict_sink: Any, value: Any) -> None:
    judge = judge_of(DOCUMENT, "#/channels/measurements/publish/message/payload")
    try:
        message = strict_sink.Measurements.decode(value)
    except strict_sink.DecodeError:
        assert not judge.is_valid(value)
    else:
        assert judge.is_valid(value) and same(message.encode(), value)


@quickly
@given(value=ANYTHING)
def test_a_message_without_a_payload_carries_anything(strict_sink: Any, value: Any) -> None:
    assert same(strict_sink.Ping.decode(value).encode(), value)
    message = strict_sink.Router().decode("pings", json.dumps(value))
    assert type(message) is strict_sink.Ping and same(message.encode(), value)


@pytest.mark.parametrize("name", NAMES)
def test_most_drawn_values_are_valid(name: str) -> None:
    """Else the tests above would say little."""
    verdicts: list[bool] = []

    @settings(max_examples=20, database=None, derandomize=True, suppress_health_check=SLOW_BY_NATURE)
    @given(DRAWN.at(POINTERS[name]))
    def judge(value: Any) -> None:
        verdicts.append(JUDGES[name].is_valid(value))

    judge()
    assert verdicts.count(True) > len(verdicts) / 2
