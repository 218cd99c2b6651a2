"""What tells two patterns apart, against `re` for all short texts."""

import re
from itertools import product

import pytest

from eventwright.patterns.inclusion import difference

TEXTS = ["".join(each) for length in range(5) for each in product("ab0A-", repeat=length)]

PAIRS = [
    ("^[A-Z]+$", "^[A-Z0-9]+$"),
    ("^[a-z]+-[0-9]$", "^[a-z]+_[0-9]$"),
    ("^(a|b)$", "^[ab]$"),
    ("a", "^.*a"),
    ("^a", "^ab?"),
    ("^x{1,3}$", "^x{1,4}$"),
    ("^a{2}$", "^a{2,3}$"),
    ("^$", ""),
    ("$", "a*"),
    ("^a|b$", "^(a|b)$"),
    ("^[^a]*$", "^[b0A-]*$"),
    ("^-?[0-9]+$", "^[0-9]+$"),
    ("^aA?$", "^a[A-]?$"),
    (r"^\d$", "^[0-9]$"),
    ("^ab", "ab"),
]


@pytest.mark.parametrize(("old", "new"), [*PAIRS, *((new, old) for old, new in PAIRS)])
def test_a_text_is_found_by_the_pattern_that_it_is_said_to_be(old: str, new: str) -> None:
    found = difference(old, new)
    for text, here, there in ((found.only_old, old, new), (found.only_new, new, old)):
        if text is not None:
            assert re.search(here.replace("$", r"\Z"), text)
            assert not re.search(there.replace("$", r"\Z"), text)


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_where_no_text_is_told_there_is_none(old: str, new: str) -> None:
    found = difference(old, new)
    assert found.sure
    verdicts = [
        (bool(re.search(old.replace("$", r"\Z"), text)), bool(re.search(new.replace("$", r"\Z"), text)))
        for text in TEXTS
    ]
    assert (True, False) not in verdicts or found.only_old is not None
    assert (False, True) not in verdicts or found.only_new is not None
    assert found.same is (found.only_old is None and found.only_new is None)


@pytest.mark.parametrize("pattern", ["^(?=a)b", r"^(a)\1$", "^(?:a?){400}$", "["])
def test_what_is_not_read_or_too_large_is_not_sure(pattern: str) -> None:
    assert not difference(pattern, "^a$").sure


def test_the_shortest_text_is_told() -> None:
    assert difference("^a+$", "^a{3,}$").only_old == "a"
