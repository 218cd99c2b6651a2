"""A receiver that is killed and started again loses no message, and handles none again after its answer."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from tests.package.test_receiver import KEY, NOW, signature
from tests.support import ROOT

RECEIVER = """
import asyncio, json, sys, time
from messagebird_conversations import Handlers, SmsStatusReport, VoiceCallEvent
from messagebird_conversations.duplicates import SqliteDeduplicator
from messagebird_conversations.receiver import Receiver, Request

seen, log, key, now = sys.argv[1:]


class Noting(Handlers):
    async def message_created(self, message):
        with open(log, "a") as file:
            file.write(f"{message.payload.message.id} {time.monotonic_ns()}\\n")

    message_updated = conversation_created = conversation_updated = message_created


receiver = Receiver(
    Noting(),
    secrets={"signatureAuth": key},
    clock=lambda: float(now),
    ignore=[SmsStatusReport, VoiceCallEvent],
    deduplicator=SqliteDeduplicator(seen, lease=0.2),
)


async def main():
    for line in sys.stdin:
        headers, body = json.loads(line)
        response = await receiver.receive(Request("POST", "/webhook", headers, body.encode()))
        print(response.status, flush=True)


asyncio.run(main())
"""
EVENTS = 300
KILLS = 5


class Sender:
    """Sends events to a receiver in another process as providers do: again until they are answered 200."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "handled"
        self.command = [sys.executable, "-c", RECEIVER, str(folder / "seen.db"), str(self.log), KEY, str(NOW)]
        self.process = self.started()
        self.answered: dict[str, int] = {}

    def started(self) -> subprocess.Popen[str]:
        environment = os.environ | {"PYTHONPATH": str(ROOT / "generated")}
        return subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def send(self, identity: str, killed_after: float | None) -> None:
        event = {"type": "message.created", "message": {"id": identity, "status": "received"}}
        body = json.dumps(event)
        headers = {"Content-Type": "application/json"} | signature(body.encode())
        while self.status(json.dumps([headers, body]), killed_after) != 200:
            killed_after = None
            time.sleep(0.05)
        self.answered.setdefault(identity, time.monotonic_ns())

    def status(self, line: str, killed_after: float | None) -> int:
        requests, answers = self.process.stdin, self.process.stdout
        assert requests is not None and answers is not None
        requests.write(line + "\n")
        requests.flush()
        if killed_after is not None:
            time.sleep(killed_after)
            self.process.kill()
            with self.process:
                answers.read()
            self.process = self.started()
            return 0
        return int(answers.readline())

    def handled(self) -> list[tuple[str, int]]:
        self.process.kill()
        with self.process:
            pass
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [(identity, int(when)) for identity, when in map(str.split, lines)]


def test_no_message_is_lost_and_none_is_handled_again_after_its_answer(tmp_path: Path) -> None:
    chosen = random.Random(7)
    identities = [f"m{number}" for number in range(EVENTS)]
    sent = identities + chosen.choices(identities, k=EVENTS * 3 // 10)
    chosen.shuffle(sent)
    kills = dict.fromkeys(chosen.sample(range(len(sent)), KILLS))
    sender = Sender(tmp_path)
    for position, identity in enumerate(sent):
        # From before the message is read to after it was handled.
        sender.send(identity, chosen.uniform(0, 0.01) if position in kills else None)
    handled = sender.handled()
    assert {identity for identity, _ in handled} == set(identities)
    assert [each for each, when in handled if when > sender.answered[each]] == []
    assert len(handled) <= EVENTS + KILLS
