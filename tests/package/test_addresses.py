"""Addresses with parameters: whose channel one is, the values in it, and the address of given values."""

import json
import re
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.support import CASES, LENIENT, Packages

BODY = json.dumps({"text": "hello"})
HEADERS = {"X-Correlation-Id": "c-1"}
READING = json.dumps({"sensor": {"id": "s.1", "serial/number": 7}})


@pytest.fixture(scope="module")
def package(packages: Packages) -> Any:
    return packages.of_file(CASES / "addresses" / "spec.yaml")


def document(*addresses: str, **parameters: Any) -> bytes:
    """A document that receives and sends the same message on each address; parameters by their schemas."""
    message = {"name": "event", "payload": {"type": "object"}}
    channels = {
        address: {
            "parameters": {
                name: {"schema": schema} for name, schema in parameters.items() if f"{{{name}}}" in address
            },
            "publish": {"message": {"$ref": "#/components/messages/event"}},
        }
        for address in addresses
    }
    for channel in channels.values():
        channel["subscribe"] = channel["publish"]
    return json.dumps(
        {
            "asyncapi": "2.6.0",
            "info": {"title": "t", "version": "1"},
            "channels": channels,
            "components": {"messages": {"event": message}},
        }
    ).encode()


def sent(package: Any, method: str, message: Any, **arguments: Any) -> Any:
    """What the publisher hands on, without an event loop."""
    found: list[Any] = []

    async def send(out: Any) -> None:
        found.append(out)

    coroutine = getattr(package.Publisher(send), method)(message, **arguments)
    with pytest.raises(StopIteration):
        coroutine.send(None)
    return found[0]


def test_a_parameter_is_typed_by_its_schema(package: Any) -> None:
    message = package.Router().decode_address("users/7/messages", BODY, HEADERS)
    assert message.parameters == package.UsersMessagesParameters(user_id=7)
    assert message.context.parameters == {"userId": "7"}
    assert (message.context.channel, message.context.address) == (
        "users/{userId}/messages",
        "users/7/messages",
    )


def test_braces_without_a_name_are_text(packages: Packages) -> None:
    package = packages.of(document("a/{}", "b/{}/{id}", id={"type": "integer"}))
    router = package.Router()
    assert router.decode_address("a/{}", BODY).parameters is None
    message = router.decode_address("b/{}/7", BODY)
    assert message.parameters == package.BParameters(id=7)
    assert sent(package, "event_b_id", package.Event(payload={}), id=7).address == "b/{}/7"
    for address in ("a/1", "b/1/7"):
        with pytest.raises(package.UnknownChannel):
            router.decode_address(address, BODY)


def test_one_message_may_come_by_addresses_with_other_parameters(package: Any) -> None:
    message = package.Router().decode_address("stages/live/2024-02-29/true", BODY, HEADERS)
    assert isinstance(message, package.Message)
    parameters = message.parameters
    assert isinstance(parameters, package.StagesParameters)
    assert (parameters.stage, parameters.day, parameters.flag) == ("live", date(2024, 2, 29), True)


def test_a_fixed_address_goes_before_one_with_parameters(package: Any) -> None:
    message = package.Router().decode_address("users/me/messages", BODY, HEADERS)
    assert message.context.channel == "users/me/messages" and message.parameters is None


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("users/0/messages", "parameter /userId: expected"),
        ("users/x/messages", "parameter /userId: expected integer, got 'x'"),
        ("users/07/messages", "parameter /userId: expected integer, got '07'"),
        ("stages/other/2024-02-29/true", "parameter /stage: expected"),
        ("stages/live/2023-02-29/true", "parameter /day: expected"),
        ("stages/live/2024-02-29/TRUE", "parameter /flag: expected boolean"),
        ("stages/%FF/2024-02-29/true", "parameter /stage: expected percent-encoded UTF-8"),
    ],
)
def test_an_address_whose_parameter_does_not_fit_is_none_of_the_channel(
    package: Any, address: str, told: str
) -> None:
    with pytest.raises(package.UnknownChannel) as caught:
        package.Router().decode_address(address, BODY)
    assert told in str(caught.value) and caught.value.problems


@pytest.mark.parametrize(
    "address", ["users//messages", "users/{userId}/messages", "users/1/2/messages", "users"]
)
def test_an_address_of_another_form_has_no_problem_to_tell(package: Any, address: str) -> None:
    with pytest.raises(package.UnknownChannel) as caught:
        package.Router().decode_address(address, BODY)
    assert caught.value.problems == ()


def test_a_message_that_came_by_no_address_has_no_parameters(package: Any) -> None:
    message = package.Reading.decode(json.loads(READING))
    with pytest.raises(package.NoParameters, match="no address with parameters"):
        _ = message.parameters


def test_parameters_cannot_be_changed(package: Any) -> None:
    parameters = package.UsersMessagesParameters(user_id=1)
    with pytest.raises(AttributeError):
        parameters.user_id = 2


def test_a_parameter_without_a_type_is_text(packages: Packages) -> None:
    package = packages.of(document("a/{x}/{y}", x={}, y={"pattern": "^[0-9]+$"}), "spec.json", LENIENT)
    message = package.Router().decode_address("a/5/5", b"{}")
    assert message.parameters == package.AParameters(x="5", y="5")
    with pytest.raises(package.UnknownChannel, match="parameter /y"):
        package.Router().decode_address("a/5/five", b"{}")


def test_the_address_with_more_fixed_text_is_meant(packages: Packages) -> None:
    addresses = ["a/{x}", "a/b{x}", "{x}/{y}", "a/bc{x}"]
    for ordered in (addresses, addresses[::-1]):
        router = packages.of(document(*ordered), "spec.json", LENIENT).Router()
        found = {
            came: router.decode_address(came, b"{}").context.channel
            for came in ("a/bcd", "a/bd", "a/d", "d/d")
        }
        assert found == {"a/bcd": "a/bc{x}", "a/bd": "a/b{x}", "a/d": "a/{x}", "d/d": "{x}/{y}"}


def test_a_parameter_that_does_not_fit_leaves_the_address_to_the_next_channel(packages: Packages) -> None:
    spec = document("users/{number}", "users/{name}", number={"type": "integer"}, name={"type": "string"})
    router = packages.of(spec, "spec.json", LENIENT).Router()
    assert router.decode_address("users/7", b"{}").parameters.number == 7
    assert router.decode_address("users/seven", b"{}").parameters.name == "seven"


def test_a_name_that_stands_twice_has_one_value(packages: Packages) -> None:
    package = packages.of(document("{x}/of/{x}"), "spec.json", LENIENT)
    assert package.Router().decode_address("a/of/a", b"{}").parameters.x == "a"
    with pytest.raises(package.UnknownChannel):
        package.Router().decode_address("a/of/b", b"{}")


@pytest.mark.parametrize(
    ("address", "came", "value"),
    [
        ("a.{x}.b", "a.1.b", "1"),
        ("a/{x}.json", "a/b.c.json", "b.c"),
        ("a:{x}", "a:b.c", "b.c"),
        ("{x}", "a.b:c", "a.b:c"),
    ],
)
def test_a_parameter_ends_at_the_separator_of_its_address(
    packages: Packages, address: str, came: str, value: str
) -> None:
    package = packages.of(document(address), "spec.json", LENIENT)
    assert package.Router().decode_address(came, b"{}").parameters.x == value


def taken(package: Any, packages: Packages, address: str, came: str) -> Any:
    """The texts of the parameters of an address; None where it does not fit."""
    module = packages.part(package, "_addresses")
    names = re.findall(r"\{([^{}]*)\}", address)
    members = {
        "_address": address,
        "_declared": {name: module.Parameter(name) for name in names},
        "_of": classmethod(lambda cls, values: values),
    }
    found = module.fitted(type("Some", (module.Parameters,), members), came)
    return None if found is None else found.values


def texts_by_re(address: str, came: str) -> dict[str, str] | None:
    """The same by a regular expression, which may take long."""
    separator = next((mark for mark in "/.:" if mark in re.sub(r"\{[^{}]*\}", "", address)), "/")
    once = f"(?P<\\1>[^{re.escape(separator)}{{}}]+)"
    pattern = re.sub(r"\\\{([^{}]*)\\\}", once, re.escape(address))
    found = re.fullmatch(pattern, came)
    return None if found is None else found.groupdict()


PARTS = st.lists(st.sampled_from(["-", "-a", "a", "/", ".", "--", ""]), min_size=2, max_size=5)


@given(
    parts=PARTS, came=st.text("-a/.b{", max_size=12), held=st.lists(st.text("-a.b", min_size=1), min_size=4)
)
@example(parts=["", "-", ""], came="a-b/c-d", held=["a"] * 4)
@example(parts=["", "-", "-", ""], came="a-b-c-d-e", held=["a"] * 4)
@example(parts=["", "", "", "a"], came="aaaa", held=["a"] * 4)
def test_an_address_is_taken_apart_as_a_regular_expression_would(
    package: Any, packages: Packages, parts: list[str], came: str, held: list[str]
) -> None:
    address = "".join(f"{part}{{p{index}}}" for index, part in enumerate(parts[:-1])) + parts[-1]
    meant = re.sub(r"\{p([0-9])\}", lambda found: held[int(found[1])], address)
    for each in (came, meant):
        assert taken(package, packages, address, each) == texts_by_re(address, each), (address, each)


@pytest.mark.parametrize(
    ("address", "came", "texts"),
    [
        ("{x}-{x}", "a-b-a-b", {"x": "a-b"}),
        ("{x}-{y}/{x}", "a-b-c/a", {"x": "a", "y": "b-c"}),
        ("{x}/{y}-{x}-{z}", "a-b/c-a-b-d", {"x": "a-b", "y": "c", "z": "d"}),
        ("{x}-{y}-{x}", "a-b-c-a", {"x": "a", "y": "b-c"}),
        ("{x}-{x}", "a-b", None),
        ("{x}{x}", "aba", None),
    ],
)
def test_a_name_that_stands_again_has_its_text_again(
    package: Any, packages: Packages, address: str, came: str, texts: Any
) -> None:
    assert taken(package, packages, address, came) == texts


@pytest.mark.parametrize(
    ("address", "came"),
    [
        ("x/{a}-{b}-{c}/y", "x/" + "-" * 500_000 + "/z"),
        ("x/{a}-{b}-{c}/y", "x/" + "-" * 500_000 + "!/y"),
        ("{a}-{b}-{c}-{d}-{e}-{f}!", "-" * 500_000),
        ("{a}{b}{c}{d}{e}!", "a" * 500_000),
        ("{a}" + "-{b}-{c}-{d}" + "ab" * 20 + "{e}", "-" + "b" * 500_000),
        ("{a}/{b}-{a}-{c}", "a" * 200_000 + "/" + "-" + "a" * 300_000),
    ],
)
def test_no_address_hangs_the_router(package: Any, packages: Packages, address: str, came: str) -> None:
    started = time.process_time()
    taken(package, packages, address, came)
    assert time.process_time() - started < 1


def test_a_dot_ends_a_parameter_where_dots_separate(packages: Packages) -> None:
    package = packages.of(document("a.{x}.b"), "spec.json", LENIENT)
    with pytest.raises(package.UnknownChannel):
        package.Router().decode_address("a.1.2.b", b"{}")


@given(
    text=st.text(min_size=1).filter(lambda text: text not in (".", "..")),
    address=st.sampled_from(["a/{x}", "a.{x}.b", "{x}:a"]),
)
def test_what_is_sent_to_an_address_is_read_from_it(packages: Packages, text: str, address: str) -> None:
    package = packages.of(document(address), "spec.json", LENIENT)
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    out = sent(package, "event", package.Event(payload={}), x=text)
    assert package.Router().decode_address(out.address, b"{}").parameters.x == text
    assert out.address.isascii()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"stage": "other", "day": date(2024, 1, 1), "flag": True}, "/stage: expected"),
        ({"stage": "live", "day": date(2024, 1, 1), "flag": "yes"}, "/flag: expected boolean"),
        ({"stage": "live", "day": None, "flag": True}, "'day' of 'stages/{stage}/{day}/{flag}' has no value"),
    ],
)
def test_a_wrong_value_is_not_sent(package: Any, values: dict[str, Any], told: str) -> None:
    reading = package.Reading.decode(json.loads(READING))
    with pytest.raises(package.EncodeError, match=told.replace("{", r"\{")):
        sent(package, "reading_stages_stage_day_flag", reading, **values)


@pytest.mark.parametrize("text", ["", ".", ".."])
def test_a_value_that_leads_elsewhere_is_not_sent(packages: Packages, text: str) -> None:
    package = packages.of(document("a/{x}"), "spec.json", LENIENT)
    with pytest.raises(package.EncodeError, match="'x'"):
        sent(package, "event", package.Event(payload={}), x=text)


def test_values_are_written_into_the_address(package: Any) -> None:
    reading = package.Reading.decode(json.loads(READING))
    out = sent(
        package, "reading_stages_stage_day_flag", reading, stage="test", day=date(2024, 1, 2), flag=False
    )
    assert out.address == "stages/test/2024-01-02/false"


def test_a_value_that_is_left_out_is_taken_from_the_message(package: Any) -> None:
    reading = package.Reading.decode(json.loads(READING))
    out = sent(package, "reading_readings_sensor_id_value", reading, value=1.5)
    assert out.address == "readings.s%2E1.1%2E5"
    assert package.Router().decode_address(out.address, READING).parameters == package.ReadingsParameters(
        sensor_id="s.1", value=1.5
    )
    with pytest.raises(package.EncodeError, match=r"'value' of .* has no value"):
        sent(package, "reading_readings_sensor_id_value", reading)


def test_a_route_tells_what_who_carries_messages_needs(package: Any) -> None:
    routes = package.Router.routes
    assert routes["users/{userId}/messages"].security == (("signature", "apiKey"),)
    assert routes["users/{userId}/messages"].bindings.http.method == "POST"
    assert routes["users/me/messages"].security == (("signature",), ("user",), ("token",))
    assert routes["users/me/messages"].bindings.http is None
    assert routes["readings.{sensor-id}.{value}"].bindings.kafka.group_ids == ("alerts", "archive")


def test_what_is_sent_tells_the_facts_of_its_protocols(package: Any) -> None:
    message = package.Message.decode({"text": "a"}, HEADERS)
    out = sent(package, "message", message, user_id=3)
    assert (out.bindings.mqtt.qos, out.bindings.mqtt.retain, out.bindings.amqp) == (1, True, None)
    assert (out.correlation_id, out.headers) == ("c-1", {"X-Correlation-Id": "c-1"})
