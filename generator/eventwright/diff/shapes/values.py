"""Single values as JSON has them: whether two are equal."""

import json

from eventwright.json_value import Json


def value_text(value: Json) -> str:
    """Return a text that is equal for equal values: 1 is 1.0, true is not 1, and keys have no order."""
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=False)


def _plain(value: Json) -> Json:
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_plain(each) for each in value]
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case _:
            return value
