"""One document in four kinds of models: what each keeps, and that the page on them says so."""

import json
import re
import sys
from functools import partial
from typing import Any, get_type_hints

import msgspec
import pytest
from tests.package.kinds import DOCUMENT, Kind, table
from tests.package.samples import Sample, collected_bodies, conversation_samples, other_samples
from tests.support import MESSAGEBIRD, ROOT, Packages, files_of, same

from eventwright.options import Models, PackageOptions
from eventwright.plan.model_kinds.order import in_order

SAMPLES = [*conversation_samples(), *other_samples()]
PAGE = ROOT / "docs" / "models.md"


@pytest.fixture(params=Models)
def messagebird(packages: Packages, request: pytest.FixtureRequest) -> Any:
    return packages.of_file(MESSAGEBIRD, PackageOptions(models=request.param))


def test_the_table_of_the_page_is_what_was_measured(packages: Packages) -> None:
    document = json.dumps(DOCUMENT).encode()
    measured = table([Kind(models, packages, document) for models in Models])
    assert measured in PAGE.read_text(encoding="utf-8"), measured


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_payload_comes_back_as_it_was(messagebird: Any, sample: Sample) -> None:
    message = getattr(messagebird, sample.message).decode(sample.payload)
    assert same(message.encode(), sample.payload)


@pytest.mark.parametrize(("name", "body"), collected_bodies())
def test_the_router_and_the_messages_are_the_same(messagebird: Any, name: str, body: bytes) -> None:
    message = messagebird.Router().decode("/webhook", body)
    assert type(message) is messagebird.MessageCreated
    assert same(message.encode(), json.loads(body))


def test_the_code_of_the_page_runs(packages: Packages, monkeypatch: pytest.MonkeyPatch) -> None:
    files = files_of(MESSAGEBIRD.read_bytes(), MESSAGEBIRD.name, PackageOptions(models=Models.PYDANTIC))
    monkeypatch.setitem(sys.modules, "events", packages.imported(files))
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), {})  # a page of ours


A, B = ({"$ref": f"#/components/schemas/{name}"} for name in "AB")
CIRCLES = {
    "asyncapi": "2.6.0",
    "info": {"title": "Circles", "version": "1"},
    "channels": {"c": {"publish": {"message": {"messageId": "seen", "payload": A}}}},
    "components": {
        "schemas": {
            "A": {"type": "object", "properties": {"its-b": B, "str": {"type": "string"}}},
            "B": {
                "type": "object",
                "required": ["all-a"],
                "properties": {"all-a": {"type": "array", "items": A}},
            },
            "Before": {"type": "object", "properties": {"a": A}},
        }
    },
}


@pytest.mark.parametrize("kind", Models)
def test_classes_that_mention_one_another_are_complete(packages: Packages, kind: Models) -> None:
    package = packages.of(json.dumps(CIRCLES).encode(), "circles.json", PackageOptions(models=kind))
    value = {"its-b": {"all-a": [{"str": "x"}, {}]}}
    assert package.Seen.decode(value).encode() == value
    with pytest.raises(package.DecodeError):
        package.Seen.decode({"its-b": {}})
    if kind is Models.TYPEDDICT:
        assert get_type_hints(package.B)["all-a"] == list[package.A]  # type: ignore[name-defined]  # made here
        assert package.A.__optional_keys__ == {"its-b", "str"}
        return
    body = b'{"a": {"its-b": {"all-a": []}}}'
    readers = {
        Models.DATACLASS: package.Before.from_json,
        Models.PYDANTIC: getattr(package.Before, "model_validate_json", None),
        Models.MSGSPEC: partial(msgspec.json.decode, type=package.Before),
    }
    assert readers[kind](body).a.its_b.all_a == []


def test_the_order_of_classes_is_ours() -> None:
    none = frozenset[str]()
    assert in_order({"a": none, "b": none}) == ["a", "b"]
    assert in_order({"a": frozenset({"c"}), "b": none, "c": none, "int": none}) == ["c", "a", "b", "int"]
    assert in_order({"a": frozenset({"a", "b", "str"}), "b": frozenset({"a"})}) == ["b", "a"]
    chain = {str(number): frozenset({str(number + 1)}) for number in range(5000)}
    assert in_order(chain)[0] == "4999"
