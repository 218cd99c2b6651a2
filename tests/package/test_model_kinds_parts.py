"""What each kind of models makes of headers, correlation ids, odd names, and payloads that are no objects."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec
import pydantic
import pytest
from tests.support import Packages

from eventwright.options import Models, PackageOptions
from eventwright.plan.model_kinds.attributes import RESERVED

DOCUMENT: dict[str, Any] = {
    "asyncapi": "2.6.0",
    "info": {"title": "Parts", "version": "1"},
    "channels": {
        "sent": {"publish": {"message": {"$ref": "#/components/messages/Sent"}}},
        "listed": {"publish": {"message": {"$ref": "#/components/messages/Listed"}}},
        "users/{userId}": {
            "parameters": {
                "userId": {"schema": {"type": "integer"}, "location": "$message.payload#/user/id"}
            },
            "publish": {"message": {"$ref": "#/components/messages/Named"}},
        },
    },
    "components": {
        "messages": {
            "Sent": {
                "headers": {
                    "type": "object",
                    "required": ["X-Count"],
                    "properties": {
                        "X-Count": {"type": "integer", "minimum": 1},
                        "X-When": {"type": "string", "format": "date-time"},
                        "X-Id": {"type": "string"},
                    },
                },
                "correlationId": {"location": "$message.header#/x-id"},
                "payload": {"type": "object", "properties": {"id": {"type": "string"}}},
            },
            "Listed": {
                "payload": {
                    "type": "array",
                    "items": {
                        "oneOf": [{"$ref": "#/components/schemas/Item"}, {"type": "string", "format": "date"}]
                    },
                }
            },
            "Named": {
                "correlationId": {"location": "$message.payload#/user/name"},
                "payload": {"$ref": "#/components/schemas/Named"},
            },
        },
        "schemas": {
            "Item": {"type": "object", "properties": {"itemNumber": {"type": "integer"}}},
            "Named": {
                "type": "object",
                "properties": {
                    "user": {
                        "type": "object",
                        "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
                    },
                    "date": {"type": "string", "format": "date"},
                    "datetime": {"type": "string", "format": "date-time"},
                    "later": {"type": "array", "items": {"type": "string", "format": "date-time"}},
                    "list": {"type": "array", "items": {"type": "integer"}},
                    "int": {"type": "integer"},
                    "json": {"type": "string"},
                    "model_config": {"type": "string"},
                    "schema": {"type": "string"},
                    "model_fields": {"type": "integer"},
                    "pydantic": {"type": "string"},
                    "msgspec": {"type": "string"},
                    "value_of": {"type": "string"},
                    "read": {"type": "string"},
                },
            },
        },
    },
}
NAMED = {
    "user": {"id": 7, "name": "a"},
    "date": "2020-02-03",
    "datetime": "2020-02-03T04:05:06.0Z",
    "later": ["2020-02-03T04:05:06Z"],
    "list": [1, 2],
    "int": 3,
    "json": "{}",
    "model_config": "x",
    "schema": "y",
    "model_fields": 4,
    "pydantic": "p",
    "msgspec": "m",
    "value_of": "v",
    "read": "r",
}


@pytest.fixture(params=Models)
def package(packages: Packages, request: pytest.FixtureRequest) -> Any:
    return package_of(packages, request.param)


@pytest.fixture(params=[kind for kind in Models if kind is not Models.TYPEDDICT])
def package_of_classes(packages: Packages, request: pytest.FixtureRequest) -> Any:
    """A package of a kind whose objects have methods; those of a TypedDict are dicts."""
    return package_of(packages, request.param)


def package_of(packages: Packages, kind: Models) -> Any:
    return packages.of(json.dumps(DOCUMENT).encode(), "parts.json", PackageOptions(models=kind))


def of(value: Any, key: str) -> Any:
    """What an object of any kind has under a key."""
    if isinstance(value, Mapping):
        return value[key]
    return getattr(value, value.declared()[key])


def test_headers_are_read_and_written(package: Any) -> None:
    headers = {"x-count": "3", "X-When": "2020-02-03T04:05:06.10Z", "X-ID": "a", "other": "b"}
    message = package.Router().decode("sent", b"{}", headers)
    assert of(message.headers, "X-Count") == 3
    assert message.correlation_id == "a"
    assert message.encode_headers() == {
        "X-Count": "3",
        "X-When": "2020-02-03T04:05:06.10Z",
        "X-Id": "a",
    }


@pytest.mark.parametrize(
    "headers", [{}, {"x-count": "0"}, {"x-count": "many"}, {"x-count": "1", "x-when": "now"}]
)
def test_headers_that_do_not_fit_are_refused(package: Any, headers: dict[str, str]) -> None:
    with pytest.raises(package.DecodeError) as caught:
        package.Router().decode("sent", b"{}", headers)
    assert {problem.part for problem in caught.value.problems} == {"header"}


def test_where_no_headers_are_given_nothing_is_asked(package: Any) -> None:
    message = package.Sent.decode({"id": "a"})
    assert message.headers is None and message.correlation_id is None
    with pytest.raises(package.EncodeError):
        message.encode_headers()


def test_a_payload_that_is_no_object_is_read_and_written(package: Any) -> None:
    payload = [{"itemNumber": 1, "more": None}, "2020-02-03", {}]
    message = package.Router().decode("listed", json.dumps(payload).encode())
    assert of(message.payload[0], "itemNumber") == 1
    assert message.encode() == payload
    wrongs: list[Any] = [[1], ["yesterday"], {}, [{"itemNumber": "1"}]]
    for wrong in wrongs:
        with pytest.raises(package.DecodeError):
            package.Listed.decode(wrong)


def test_odd_names_of_fields_stay_apart(package: Any) -> None:
    message = package.Router().decode_address("users/7", json.dumps(NAMED).encode())
    assert message.encode() == NAMED
    assert message.correlation_id == "a"
    assert message.parameters.user_id == 7
    for key, value in NAMED.items():
        if isinstance(value, int):
            assert of(message.payload, key) == value


def test_what_is_absent_ties_nothing_together(package: Any) -> None:
    message = package.Named.decode({"user": {"id": 1}})
    assert message.correlation_id is None
    assert package.Named.decode({}).correlation_id is None


def test_null_is_set_by_name(package_of_classes: Any) -> None:
    message = package_of_classes.Named.decode({"int": 1})
    message.payload.set_null("int", "list")
    assert message.encode() == {"int": None, "list": None}
    with pytest.raises(ValueError, match="has no optional field 'nothing'"):
        message.payload.set_null("nothing")


def test_an_extra_key_of_a_declared_name_is_refused_when_written(package_of_classes: Any) -> None:
    message = package_of_classes.Named.decode({})
    message.payload.extras["more"] = 1
    assert message.encode() == {"more": 1}
    message.payload.extras["int"] = 1
    with pytest.raises(package_of_classes.EncodeError):
        message.encode()


def test_a_class_of_the_users_decodes_as_the_one_it_was_made_from(package_of_classes: Any) -> None:
    own: Any = type(
        "Own", (package_of_classes.Item,), {"__annotations__": {}, "twice": lambda self: self.item_number * 2}
    )
    made = own.from_dict({"itemNumber": 2, "more": True})
    assert type(made) is own and made.twice() == 4
    assert made.to_dict() == {"itemNumber": 2, "more": True}


def test_the_names_that_the_libraries_need_are_written_down() -> None:
    public = {name for name in dir(pydantic.BaseModel) if not name.startswith("_")}
    assert public <= RESERVED[Models.PYDANTIC]
    assert {name for name in dir(msgspec.Struct) if not name.startswith("_")} <= RESERVED[Models.MSGSPEC]
