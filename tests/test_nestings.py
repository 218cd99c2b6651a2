"""Schemas that name one another several times: work is counted, and grows with schemas, not with paths."""

import pytest
from tests.nestings import NESTINGS, document
from tests.support import LENIENT, STRICT, calls, files_of

from eventwright.options import PackageOptions

FEW, MANY = 10, 20
# A class has the fields of all that it is made from, so a chain of allOf takes the square of its length.
SQUARE = 4.2
MODES = {"lenient": LENIENT, "strict": STRICT}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", NESTINGS)
def test_twice_the_schemas_take_at_most_four_times_the_calls(name: str, mode: str) -> None:
    def work(length: int, options: PackageOptions = MODES[mode]) -> int:
        text = document(NESTINGS[name], length)
        return calls(lambda: files_of(text, "spec.json", options)).total()

    work(2)
    few = work(FEW)
    # Of what is exponential not even the few end in any time.
    assert work(MANY) <= SQUARE * few
