"""Witnesses of random schemas, and of one known edit within them: each is proven, and none is missing."""

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from tests.test_diff_promise import EDITS, NAMED, SCHEMAS, document, inside
from tests.values import JUDGED, SLOW_BY_NATURE

from eventwright.diff import Change, Severity, Side, compare
from eventwright.diff.rules import BY_ID
from eventwright.witness import witnessed

Json = Any
Pair = tuple[Json, Json]

PROMISE = settings(max_examples=80, derandomize=True, suppress_health_check=SLOW_BY_NATURE, deadline=None)


def changes(old: Json, new: Json) -> tuple[Change, ...]:
    before, after = document(old), document(new)
    return witnessed(compare(before, after), before, after).changes


def verdicts(pair: Pair, value: Json) -> Mapping[Side, bool]:
    judges = (Draft7Validator(schema, format_checker=JUDGED) for schema in pair)
    return {side: judge.is_valid(value) for side, judge in zip(Side, judges, strict=True)}


def _in_array(pair: Pair) -> Pair:
    old, new = ({"type": "array", "items": each, "minItems": 1} for each in pair)
    return old, new


def _branch(schema: Json) -> Json:
    return {"type": "object", "required": ["k"], "properties": {"k": {"const": 1}, "v": schema}}


def _in_branch(pair: Pair) -> Pair:
    old, new = ({"oneOf": [_branch(each), {"type": "null"}]} for each in pair)
    return old, new


def _needed(pair: Pair) -> Pair:
    """The edit within what is only there beside another property, in an object that needs a third."""
    old, new = (
        {
            "type": "object",
            "required": ["id"],
            "properties": {"id": {"type": "integer", "minimum": 7}, "v": each, "w": {"const": "x"}},
            "dependencies": {"v": ["w"]},
        }
        for each in pair
    )
    return old, new


DEEPER = st.sampled_from([_in_array, _in_branch, _needed])
NESTED = st.builds(
    lambda pair, outer, inner: outer(inner(pair)), EDITS | st.builds(inside, EDITS, NAMED), DEEPER, DEEPER
)


@PROMISE
@given(SCHEMAS, SCHEMAS)
def test_a_witness_of_any_change_is_valid_under_one_document_alone(old: Json, new: Json) -> None:
    for change in changes(old, new):
        if change.witness is not None:
            found = verdicts((old, new), json.loads(change.witness.text))
            assert found == {change.witness.valid: True, change.witness.refused: False}


@PROMISE
@given(EDITS | st.builds(inside, EDITS, NAMED) | NESTED)
def test_one_edit_that_breaks_somebody_is_shown_by_a_message(pair: Pair) -> None:
    told = [change for change in changes(*pair) if Severity.BREAKING in change.severities]
    assume(told)
    for change in told:
        assert BY_ID[change.rule].meaning or change.witness is not None, change.rule
        if change.witness is not None:
            found = verdicts(pair, json.loads(change.witness.text))
            assert found == {change.witness.valid: True, change.witness.refused: False}


@PROMISE
@given(EDITS | NESTED)
def test_the_same_documents_have_the_same_witnesses(pair: Pair) -> None:
    assert changes(*pair) == changes(*pair)
