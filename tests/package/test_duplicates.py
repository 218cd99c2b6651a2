"""Which messages came before: what stores promise, also once a process was killed and beside other ones."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.package.test_receiver import OPTIONS, Kit
from tests.support import MESSAGEBIRD, ROOT, Packages

from eventwright.options import PackageOptions
from eventwright.receiving import ReceiverOptions

GENERATED = ROOT / "generated"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def stores(packages: Packages) -> Any:
    return packages.part(packages.of_file(MESSAGEBIRD, OPTIONS["sync"]), "duplicates")


@pytest.fixture(params=["memory", "sqlite"])
def make(stores: Any, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Any]:
    if request.param == "memory":
        one = stores.MemoryDeduplicator()
        return lambda: one
    return lambda: stores.SqliteDeduplicator(tmp_path / "seen.db")


def test_a_key_is_new_then_running_then_done(make: Callable[[], Any]) -> None:
    first, second = make(), make()
    claim = first.claim("a")
    assert (claim.standing, second.claim("a").standing, second.claim("b").standing) == (
        "new",
        "running",
        "new",
    )
    first.finish(claim)
    assert (first.claim("a").standing, second.claim("a").standing) == ("done", "done")


def test_a_released_key_is_new_again_and_only_its_owner_releases_it(make: Callable[[], Any]) -> None:
    store = make()
    first = store.claim("a")
    store.release(first)
    second = store.claim("a")
    assert second.standing == "new"
    store.release(first)
    assert store.claim("a").standing == "running"
    store.finish(second)
    store.release(second)
    assert store.claim("a").standing == "done"


def test_of_many_threads_one_gets_the_key(make: Callable[[], Any]) -> None:
    store = make()
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(store.claim("a").standing)) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["new", *["running"] * 15]


def test_memory_is_bounded_and_forgets_the_oldest_first(stores: Any) -> None:
    store = stores.MemoryDeduplicator(capacity=2)
    running = store.claim("running")
    for key in "abc":
        store.finish(store.claim(key))
    assert [store.claim(key).standing for key in ("c", "b", "a", "running")] == [
        *("done", "done", "new", "running"),
    ]
    store.finish(running)


def test_a_claim_ends_with_its_lease_and_what_is_done_after_it_was_kept(stores: Any, tmp_path: Path) -> None:
    clock = Clock()
    store = stores.SqliteDeduplicator(tmp_path / "seen.db", lease=10, keep=100, clock=clock)
    first = store.claim("a")
    clock.now += 9
    assert store.claim("a").standing == "running"
    clock.now += 1
    second = store.claim("a")
    assert second.standing == "new"
    store.release(first)
    assert store.claim("a").standing == "running"
    store.finish(second)
    clock.now += 99
    assert store.claim("a").standing == "done"
    clock.now += 1
    assert store.claim("a").standing == "new"
    store.close()
    assert store.claim("a").standing == "running"


def test_a_store_that_cannot_be_written_is_told_when_it_is_made(stores: Any, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="unable to open"):
        stores.SqliteDeduplicator(tmp_path / "missing" / "seen.db")
    for wrong in ({"lease": 0}, {"keep": -1}):
        with pytest.raises(ValueError, match="more than 0"):
            stores.SqliteDeduplicator(tmp_path / "seen.db", **wrong)
    with pytest.raises(ValueError, match="at least 1"):
        stores.MemoryDeduplicator(0)


KILLED = """
import sys, time
from messagebird_conversations.duplicates import SqliteDeduplicator
store = SqliteDeduplicator(sys.argv[1], lease=float(sys.argv[2]))
store.finish(store.claim("done"))
store.claim("running")
print("ready", flush=True)
time.sleep(60)
"""


def test_what_a_killed_process_has_done_is_known_and_what_it_had_begun_is_free_later(
    stores: Any, tmp_path: Path
) -> None:
    path = tmp_path / "seen.db"
    environment = os.environ | {"PYTHONPATH": str(GENERATED)}
    command = [sys.executable, "-c", KILLED, str(path), "1000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        store = stores.SqliteDeduplicator(path)
        assert [store.claim(key).standing for key in ("done", "running")] == ["done", "running"]
        process.send_signal(signal.SIGKILL)
    assert [store.claim(key).standing for key in ("done", "running")] == ["done", "running"]
    clock = Clock()
    clock.now = stores.time() + 1001
    later = stores.SqliteDeduplicator(path, clock=clock)
    assert [later.claim(key).standing for key in ("done", "running")] == ["done", "new"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_child_process_opens_the_file_for_itself(stores: Any, tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "from messagebird_conversations.duplicates import SqliteDeduplicator\n"
        "store = SqliteDeduplicator(sys.argv[1])\n"
        "claim = store.claim('a')\n"
        "child = os.fork()\n"
        "if not child:\n"
        "    os._exit(0 if store.claim('a').standing == 'running' and store.claim('b').token else 1)\n"
        "assert os.waitpid(child, 0)[1] == 0\n"
        "assert store.claim('b').standing == 'running'\n"
    )
    environment = os.environ | {"PYTHONPATH": str(GENERATED)}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "seen.db")], env=environment, check=True)


class Watched:
    """A store that notes which threads call it."""

    def __init__(self, stores: Any, blocking: bool) -> None:
        self.blocking = blocking
        self.store = stores.MemoryDeduplicator()
        self.threads: set[int] = set()
        self.called: list[str] = []

    def __getattr__(self, name: str) -> Any:
        def called(argument: Any) -> Any:
            self.threads.add(threading.get_ident())
            self.called.append(name)
            return getattr(self.store, name)(argument)

        return called


@pytest.mark.parametrize("blocking", [True, False])
def test_a_store_that_may_block_is_called_off_the_event_loop(packages: Packages, blocking: bool) -> None:
    kit = Kit(packages, "async")
    store = Watched(kit.duplicates, blocking)
    kit.fails.append(RuntimeError())
    kit.answers(kit.made(deduplicator=store), kit.signed(), kit.signed())
    assert store.called == ["claim", "release", "claim", "finish"]
    assert (threading.get_ident() in store.threads) is not blocking


def test_a_store_that_fails_has_the_sender_try_again(packages: Packages) -> None:
    for style in OPTIONS:
        kit = Kit(packages, style)
        store = Watched(kit.duplicates, False)
        store.store = None
        [answer] = kit.answers(kit.made(deduplicator=store), kit.signed())
        assert (answer.status, kit.calls) == (500, [])


def test_a_request_that_is_cancelled_frees_its_message(packages: Packages) -> None:
    kit = Kit(packages, "async")
    started = asyncio.Event()

    class Waiting(type(kit.handlers())):  # type: ignore[misc]  # made at run time
        async def message_created(self, message: Any) -> None:
            if not started.is_set():
                started.set()
                await asyncio.sleep(60)

    async def cancelled() -> int:
        receiver = kit.made(Waiting())
        first = asyncio.create_task(receiver.receive(kit.signed()))
        await started.wait()
        running = await receiver.receive(kit.signed())
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        answer = await receiver.receive(kit.signed())
        assert running.status == 503
        status: int = answer.status
        return status

    assert asyncio.run(cancelled()) == 200


def test_a_deduplicator_without_a_key_is_refused(packages: Packages) -> None:
    package = packages.of_file(MESSAGEBIRD, PackageOptions(receiver=ReceiverOptions()))
    receiver, stores = packages.part(package, "receiver"), packages.part(package, "duplicates")
    with pytest.raises(receiver.ReceiverError, match="a deduplicator needs a key"):
        receiver.Receiver(package.Handlers(), deduplicator=stores.MemoryDeduplicator())
