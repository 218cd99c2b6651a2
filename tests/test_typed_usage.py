"""What users write with addresses, headers and bodies is accepted by type checkers, mistakes in it are not.

Each line that ends in an ignore is a mistake: both checkers tell of an ignore that is not needed.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support import CASES, LENIENT, files_of

USAGE = """
from typing import assert_never

from addresses import (
    CompleteHandlers,
    Message,
    MessageHeaders,
    MessagePayload,
    Outgoing,
    Publisher,
    Reading,
    Router,
    StagesParameters,
    Switched,
    UnknownMessage,
    UsersMessagesParameters,
)
from bodies import Line, Protobuf, Publisher as BodyPublisher, Record, Router as BodyRouter


class Handlers(CompleteHandlers):
    async def message(self, message: Message) -> None:
        match message.parameters:
            case UsersMessagesParameters(user_id=user):
                number: int = user + 1
                print(number)
            case StagesParameters(day=day, flag=flag):
                print(day.year, flag is True)
            case None:
                pass
            case _:
                assert_never(message.parameters)
        reply: str | None = message.correlation_id
        wrong: int = message.correlation_id  # type: ignore
        print(reply, wrong, message.headers and message.headers.x_attempt, message.context.address)

    async def reading(self, message: Reading) -> None:
        sensor: str = message.parameters.sensor_id
        value: float = message.parameters.value
        serial: int | None = message.correlation_id
        print(sensor, value, serial, message.parameters.other)  # type: ignore

    async def switched(self, message: Switched) -> None:
        print(message.parameters.streetlight_id.upper())

    async def unknown_message(self, message: UnknownMessage) -> None:
        print(message.context.parameters["userId"])


async def send(out: Outgoing) -> None:
    qos = None if out.bindings.mqtt is None else out.bindings.mqtt.qos
    print(out.address, out.headers, qos)


async def answer(user: int) -> None:
    publisher = Publisher(send)
    payload = MessagePayload(text="hello")
    await publisher.message(Message(payload, MessageHeaders(x_correlation_id="a")), user_id=user)
    await publisher.message(Message(payload), user_id="7")  # type: ignore
    await publisher.message(Message(payload))  # type: ignore
    parameters = UsersMessagesParameters(user_id=user)
    parameters.user_id = 8  # type: ignore


async def bodies(publisher: BodyPublisher) -> None:
    await publisher.protobuf(Protobuf(b"raw"), headers={"X-Trace": "1"})
    await publisher.protobuf(Protobuf("text"))  # type: ignore
    match BodyRouter(readers={"application/xml": lambda body: {"id": len(body)}}).decode("mixed", b"<a/>"):
        case Record(payload=record):
            print(record.id)
        case Line(payload=line):
            print(line.upper())
        case _:
            pass


async def main() -> None:
    router = Router(Handlers())
    await router.dispatch_address("users/7/messages", b"{}")
    await router.dispatch("users/7/messages", b"{}")  # type: ignore
    for address, route in router.routes.items():
        method = "" if route.bindings.http is None else route.bindings.http.method.lower()
        print(address, method, [" and ".join(schemes) for schemes in route.security])
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("usage")
    for name in ("addresses", "bodies"):
        (root / name).mkdir()
        spec = CASES / name / "spec.yaml"
        for path, text in files_of(spec.read_bytes(), spec.name, LENIENT).items():
            (root / name / path).write_text(text, encoding="utf-8")
    (root / "usage.py").write_text(USAGE)
    settings = {
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
        "include": ["usage.py"],
        "reportUnnecessaryTypeIgnoreComment": "error",
    }
    (root / "pyrightconfig.json").write_text(json.dumps(settings))
    return root


@pytest.mark.parametrize(
    "command",
    [["mypy", "--strict", "--no-incremental", "--config-file=", "usage.py"], ["pyright"]],
    ids=lambda each: each[0],
)
def test_a_type_checker_accepts_what_is_right_and_nothing_else(folder: Path, command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
