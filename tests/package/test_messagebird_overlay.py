"""What MessageBird really sends, through the package of the document with the overlay that is shipped."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from hashlib import sha256
from typing import Any

import pytest
from tests.package.samples import DOCUMENT, SCHEMAS, Sample, collected_bodies, other_samples
from tests.support import MESSAGEBIRD, MODES, OVERLAY, Packages, same
from tests.values import judge_of

from eventwright.documents import MemoryDocuments
from eventwright.load import Loaded, inspect_document
from eventwright.plan.build import plan
from eventwright.render import render

FILES = {path.name: path.read_bytes() for path in (MESSAGEBIRD, OVERLAY)}
REPORTS = [sample for sample in other_samples() if sample.message == "SmsStatusReport"]
EVENT = SCHEMAS["MessageCreated"]


def loaded() -> Loaded:
    return inspect_document(MemoryDocuments(FILES), MESSAGEBIRD.name, None, (OVERLAY.name,))


@pytest.fixture(params=MODES)
def package(packages: Packages, request: pytest.FixtureRequest) -> Any:
    return packages.imported(render(plan(loaded().api, MODES[request.param]).package))


def extras(value: object, way: str = "") -> Iterator[str]:
    """Where an object has keys that the document does not declare."""
    if isinstance(value, list):
        for item in value:
            yield from extras(item, way)
    if not is_dataclass(value):
        return
    for field in fields(value):
        found = getattr(value, field.name)
        if field.name == "extras":
            yield from (f"{way}/{key}" for key in found)
        else:
            yield from extras(found, f"{way}/{field.name}")


def test_the_document_of_the_third_party_is_as_it_came() -> None:
    digest = "1c2ba354e0478dc9257cb47526acb1745b7fe9b63c00f76df11327690be1ebd4"
    assert sha256(MESSAGEBIRD.read_bytes()).hexdigest() == digest


def test_the_overlay_fits_the_document_to_the_last_action() -> None:
    assert loaded().problems == ()


def test_all_events_are_valid_with_the_overlay_and_few_without() -> None:
    document: Any = loaded().resolved.trees[MESSAGEBIRD.name].value
    before, after = judge_of(DOCUMENT, EVENT), judge_of(document, EVENT)
    bodies = [json.loads(body) for _, body in collected_bodies()]
    assert all(after.is_valid(body) for body in bodies)
    assert sum(before.is_valid(body) for body in bodies) < len(bodies) // 2


@pytest.mark.parametrize(("name", "body"), collected_bodies())
def test_an_event_has_no_key_that_is_not_declared_and_comes_back(
    package: Any, name: str, body: bytes
) -> None:
    message = package.Router().decode("/webhook", body)
    assert type(message) is package.MessageCreated
    assert list(extras(message.payload)) == []
    assert same(message.encode(), json.loads(body))
    assert isinstance(message.payload.message.status, package.MessageEventMessageStatus)


@pytest.mark.parametrize("key", ["status", "type"])
def test_a_value_that_nobody_knows_is_kept_in_strict_mode_too(package: Any, key: str) -> None:
    for _, body in collected_bodies():
        payload = json.loads(body)
        payload["message"][key] = "brand_new"
        message = package.MessageCreated.decode(payload)
        assert getattr(message.payload.message, key) == "brand_new"
        assert same(message.encode(), payload)


@pytest.mark.parametrize("sample", REPORTS, ids=lambda sample: sample.name)
def test_a_status_report_has_no_key_that_is_not_declared(package: Any, sample: Sample) -> None:
    numbers = {"ported", "messageLength", "messagePartCount", "statusErrorCode"}
    payload = {key: int(text) if key in numbers else text for key, text in sample.payload.items()}
    price = {
        key: payload.pop(f"price[{key}]") for key in ("amount", "currency") if f"price[{key}]" in payload
    }
    message = package.SmsStatusReport.decode({**payload, **({"price": price} if price else {})})
    assert list(extras(message.payload)) == []
    assert message.payload.status == sample.payload["status"]


def test_status_reports_are_get_requests() -> None:
    [channel] = [each for each in loaded().api.channels if each.address == "/sms-status-webhook"]
    [operation] = channel.operations
    assert operation.bindings["http"] == {"type": "request", "method": "GET", "bindingVersion": "0.1.0"}
