"""Samples as JSON: one as a person reads it, several as one line each."""

import json
from collections.abc import Sequence

from eventwright.json_value import Json
from eventwright.sampling.asking import Named


def samples_text(found: Sequence[Named], *, headers: bool, named: bool) -> str:
    """Return the payloads alone, or objects that have headers and, where asked for, the message's name."""
    indent = 2 if len(found) == 1 else None
    values = [_value(each, headers=headers, named=named) for each in found]
    # What is no ASCII is escaped, so that the bytes are the same wherever they are written.
    return "".join(f"{json.dumps(value, indent=indent)}\n" for value in values)


def _value(each: Named, *, headers: bool, named: bool) -> Json:
    sample = each.sample
    if not headers and not named:
        return sample.payload
    value: dict[str, Json] = {"message": each.message, "origin": sample.origin.value} if named else {}
    return {**value, "headers": sample.headers, "payload": sample.payload}
