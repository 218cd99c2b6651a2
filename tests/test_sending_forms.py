"""Payloads as pairs of a form: objects, lists, and texts of what is no text."""

from typing import Any

import pytest

from eventwright.sending.forms import pairs

PAIRS: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({}, []),
    ({"a": "x y", "b": ""}, [("a", "x y"), ("b", "")]),
    ({"a": 1, "b": 0.5, "c": True, "d": None}, [("a", "1"), ("b", "0.5"), ("c", "true"), ("d", "")]),
    ({"a": 2**70, "b": 1e300}, [("a", "1180591620717411303424"), ("b", "1e+300")]),
    ({"price": {"amount": "0.000"}}, [("price[amount]", "0.000")]),
    ({"a": {"b": {"c": 1}}}, [("a[b][c]", "1")]),
    ({"a": ["x", 2]}, [("a", "x"), ("a", "2")]),
    ({"a": [{"b": 1}, {"b": [2, 3]}]}, [("a[0][b]", "1"), ("a[1][b]", "2"), ("a[1][b]", "3")]),
    ({"a": [[1], [2]]}, [("a[0]", "1"), ("a[1]", "2")]),
    ({"a": {"b[c]": 1}, "d[e]": 2}, [("a[b][c]", "1"), ("d[e]", "2")]),
    ({"a": [], "b": {}}, []),
]


@pytest.mark.parametrize(("payload", "expected"), PAIRS, ids=[str(payload) for payload, _ in PAIRS])
def test_a_payload_becomes_the_pairs_of_a_form(
    payload: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert pairs(payload) == expected


@pytest.mark.parametrize("payload", [[], "text", 1, None])
def test_what_is_no_object_cannot_be_a_form(payload: Any) -> None:
    with pytest.raises(ValueError, match="object"):
        pairs(payload)
