"""Schemas that name one another several times: work is counted, and grows with schemas, not with paths."""

import json
from typing import Any

import pytest
from tests.nestings import NESTINGS, document, required_by_turns
from tests.support import LENIENT, STRICT, Packages, calls, files_of

from eventwright.documents import MemoryDocuments
from eventwright.lint import lint
from eventwright.load import inspect_document
from eventwright.options import PackageOptions

# Of what is exponential not even twenty end in any time.
FEW, MANY = 10, 20
# A class has the fields of all that it is made from, so a chain of allOf takes the square of its length.
SQUARE = 4.2
# A value is judged again in each union that it comes to, and those are nested in one another.
CUBE = 8.4
MODES = {"lenient": LENIENT, "strict": STRICT}

VALUES: tuple[Any, ...] = (
    *({"a": "x"}, {"a": 1}, {"a": "x", "b": 1}, {}, None, "x", [], ["x"], [["x"], ["x"]]),
    {"left": {"left": {"left": {}}, "right": {"left": {"a": 1}}}, "right": {"a": "x"}},
    {"x": {"x": {"x": 1}, "y": {"x": {}}}, "y": [[{}], [[]]]},
)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", NESTINGS)
def test_twice_the_schemas_take_at_most_four_times_the_calls(name: str, mode: str) -> None:
    def work(length: int, options: PackageOptions = MODES[mode]) -> int:
        text = document(NESTINGS[name], length)
        return calls(lambda: files_of(text, "spec.json", options)).total()

    work(2)
    few = work(FEW)
    assert work(MANY) <= SQUARE * few


@pytest.mark.parametrize("name", NESTINGS)
def test_examples_in_twice_the_schemas_are_judged_in_at_most_four_times_the_calls(name: str) -> None:
    def work(length: int) -> int:
        documents = MemoryDocuments({"spec.json": document(NESTINGS[name], length)})
        loaded = inspect_document(documents, "spec.json")
        return calls(lambda: list(lint(loaded.api, loaded.resolved))).total()

    work(2)
    few = work(FEW)
    assert work(MANY) <= SQUARE * few


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", NESTINGS)
def test_values_of_twice_the_schemas_are_decoded_in_time_in_proportion(
    packages: Packages, name: str, mode: str
) -> None:
    def work(length: int) -> int:
        package = packages.of(document(NESTINGS[name], length), "spec.json", MODES[mode])
        router = package.Router()

        def decode() -> None:
            for value in VALUES:
                try:
                    router.decode("c", json.dumps(value).encode())
                except package.DecodeError as error:
                    assert error.problems

        return calls(decode).total()

    few = work(FEW)
    assert work(MANY) <= CUBE * few


def test_required_names_that_differ_by_the_way_to_a_schema_leave_a_value_unjudged(packages: Packages) -> None:
    for length in (FEW, MANY):
        package = packages.of(required_by_turns(length), "spec.json", LENIENT)
        value = {f"{letter}{number}": None for number in range(length) for letter in "ab"}
        with pytest.raises(package.DecodeError) as caught:
            package.Router().decode("c", json.dumps(value).encode())
        assert "fewer ways" in str(caught.value)
    few = packages.of(required_by_turns(3), "spec.json", LENIENT).Router()
    assert few.decode("c", b'{"a0": "x", "a1": "x", "b2": "x", "b0": null}').encode()["b0"] is None
