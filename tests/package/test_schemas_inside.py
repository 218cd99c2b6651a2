"""The schemas of a package are data that stands as in the document: each once, found wherever it stands."""

import json
from typing import Any

import pytest
from tests.support import MODES, Packages, files_of

DEPTHS = range(12)


def least_of(depth: int) -> int:
    """How many items a list of this depth has at least."""
    return 2 + depth % 2


def lists(depth: int = 0) -> Any:
    """Lists in lists, each of which has a rule that its type does not say."""
    inner = lists(depth + 1) if depth + 1 in DEPTHS else {"type": "string", "maxLength": 777}
    return {"type": "array", "minItems": least_of(depth), "items": inner}


def values(broken: int | None, depth: int = 0) -> Any:
    """A value for the lists that breaks the rule of one of them, or none."""
    if depth not in DEPTHS:
        return "text"
    items = [values(broken, depth + 1)]
    return items if depth == broken else items * least_of(depth)


SCHEMA: Any = {
    "type": "object",
    "properties": {
        "a/b~c": lists(),
        "either": {"oneOf": [{"type": "string", "minLength": 801}, {"type": "integer", "maximum": 802}]},
        "inner": {"type": "object", "properties": {"x~1y": {"type": "string", "pattern": "^8*$"}}},
    },
    "dependencies": {"inner": {"properties": {"either": {"type": "string", "maxLength": 803}}}},
}
DOCUMENT = json.dumps(
    {
        "asyncapi": "2.6.0",
        "info": {"title": "Inside", "version": "1"},
        "channels": {
            "all": {
                "publish": {"message": {"name": "All", "payload": {"$ref": "#/components/schemas/Whole"}}}
            }
        },
        "components": {"schemas": {"Whole": SCHEMA}},
    }
).encode()


@pytest.mark.parametrize("mode", MODES)
def test_the_rules_of_schemas_hold_however_deep_they_stand(packages: Packages, mode: str) -> None:
    package = packages.of(DOCUMENT, "inside.json", MODES[mode])
    package.Whole.from_dict({"a/b~c": values(None)})
    for depth in DEPTHS:
        with pytest.raises(package.DecodeError, match=f"at least {least_of(depth)} items"):
            package.Whole.from_dict({"a/b~c": values(depth)})


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ({"either": 802}, True),
        ({"either": 803}, False),
        ({"either": "8" * 801}, True),
        ({"either": "8" * 800}, False),
        ({"either": "8" * 804, "inner": {}}, False),
        ({"either": "8" * 803, "inner": {"x~1y": "888"}}, True),
        ({"inner": {"x~1y": "7"}}, False),
    ],
)
def test_branches_and_names_with_slashes_are_found(
    packages: Packages, mode: str, value: Any, fits: bool
) -> None:
    package = packages.of(DOCUMENT, "inside.json", MODES[mode])
    try:
        package.Whole.from_dict(value)
    except package.DecodeError:
        assert not fits
    else:
        assert fits


def test_each_schema_stands_once() -> None:
    text = files_of(DOCUMENT, "inside.json", MODES["lenient"])["_schemas.py"]
    for rule in ('"maxLength": 777', '"minLength": 801', '"maximum": 802', '"maxLength": 803', '"pattern": '):
        assert text.count(rule) == 1
    assert text.count('"minItems": 2') + text.count('"minItems": 3') == len(DEPTHS)
