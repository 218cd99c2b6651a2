"""MessageBird's real events through their package: the right class, nothing lost, the judge's verdict."""

import json
from typing import Any

import pytest
from tests.package.samples import (
    CLASSES,
    DOCUMENT,
    SCHEMAS,
    Sample,
    collected_bodies,
    conversation_samples,
    other_samples,
)
from tests.support import MESSAGEBIRD, MODES, STRICT, Packages, same
from tests.values import judge_of

CONVERSATIONS = conversation_samples()
OTHERS = other_samples()
ALL = [*CONVERSATIONS, *OTHERS]
JUDGES = {message: judge_of(DOCUMENT, pointer) for message, pointer in SCHEMAS.items()}


def name_of(value: object) -> str:
    return value.name if isinstance(value, Sample) else ""


@pytest.fixture
def lenient(packages: Packages) -> Any:
    return packages.of_file(MESSAGEBIRD)


@pytest.fixture
def strict(packages: Packages) -> Any:
    return packages.of_file(MESSAGEBIRD, STRICT)


def test_the_judge_checks_formats() -> None:
    judge = JUDGES["SmsStatusReport"]
    assert not judge.is_valid({"statusDatetime": "nonsense"})
    assert judge.is_valid({"statusDatetime": "2020-02-03T04:05:06Z"})


def test_there_are_samples_of_every_kind() -> None:
    assert len(collected_bodies()) >= 16
    assert {sample.message for sample in ALL} == SCHEMAS.keys()


@pytest.mark.parametrize(("name", "body"), collected_bodies())
def test_an_event_comes_back_as_it_was(lenient: Any, name: str, body: bytes) -> None:
    message = lenient.Router().decode("/webhook", body)
    assert type(message) is lenient.MessageCreated
    assert same(message.encode(), json.loads(body))
    assert message.context.body == body and message.context.channel == "/webhook"


@pytest.mark.parametrize("sample", CONVERSATIONS, ids=name_of)
def test_the_type_of_an_event_says_its_class(lenient: Any, sample: Sample) -> None:
    message = lenient.Router().decode("/webhook", sample.body)
    assert type(message).__name__ == sample.message
    assert message.name == sample.payload["type"]
    assert same(message.encode(), sample.payload)


@pytest.mark.parametrize("sample", ALL, ids=name_of)
def test_a_message_class_decodes_and_gives_back(lenient: Any, sample: Sample) -> None:
    message = getattr(lenient, sample.message).decode(sample.payload)
    assert same(message.encode(), sample.payload)
    payload = type(message.payload)
    assert same(json.loads(payload.from_json(sample.body).to_json()), sample.payload)


@pytest.mark.parametrize("sample", ALL, ids=name_of)
def test_strict_decoding_accepts_what_the_judge_accepts(strict: Any, sample: Sample) -> None:
    accepted = JUDGES[sample.message].is_valid(sample.payload)
    try:
        message = getattr(strict, sample.message).decode(sample.payload)
    except strict.DecodeError as error:
        assert not accepted and error.problems
    else:
        assert accepted and same(message.encode(), sample.payload)


@pytest.mark.parametrize("sample", CONVERSATIONS, ids=name_of)
def test_a_strict_router_accepts_what_the_judge_accepts(strict: Any, sample: Sample) -> None:
    accepted = JUDGES[sample.message].is_valid(sample.payload)
    try:
        message = strict.Router().decode("/webhook", sample.body)
    except strict.DecodeError:
        assert not accepted
    else:
        assert accepted and type(message).__name__ == sample.message


def test_both_verdicts_are_among_the_samples() -> None:
    assert {JUDGES[sample.message].is_valid(sample.payload) for sample in ALL} == {True, False}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", [None, ["message.created"], {}, "message.deleted", "", 1, True, 1.5])
def test_another_type_is_an_unknown_message(packages: Packages, mode: str, kind: Any) -> None:
    package = packages.of_file(MESSAGEBIRD, MODES[mode])
    for _, body in collected_bodies():
        changed = json.dumps({**json.loads(body), "type": kind}).encode()
        found = package.Router().decode("/webhook", changed)
        assert found == package.UnknownMessage("/webhook", changed)


@pytest.mark.parametrize("mode", MODES)
def test_an_event_without_a_type_is_an_unknown_message(packages: Packages, mode: str) -> None:
    package = packages.of_file(MESSAGEBIRD, MODES[mode])
    for _, body in collected_bodies():
        payload = json.loads(body)
        del payload["type"]
        changed = json.dumps(payload).encode()
        assert package.Router().decode("/webhook", changed) == package.UnknownMessage("/webhook", changed)


@pytest.mark.parametrize("body", [b"[]", b"null", b"1", b'"message.created"', b"[{}]", b"{}"])
def test_what_is_no_event_is_an_unknown_message(lenient: Any, body: bytes) -> None:
    assert lenient.Router().decode("/webhook", body) == lenient.UnknownMessage("/webhook", body)


def test_the_messages_of_the_document_have_the_names_of_its_classes(lenient: Any) -> None:
    assert {cls: getattr(lenient, cls).name for cls in CLASSES.values()} == {
        cls: kind for kind, cls in CLASSES.items()
    }
