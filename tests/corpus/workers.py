"""Runs one function over many values in processes of their own, each call bounded in time."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Given = TypeVar("Given")
Got = TypeVar("Got")

_PROCESSES = get_context("forkserver")


class Workers(Generic[Given, Got]):
    """A few processes; one whose call takes too long is killed, and `late` answers for it."""

    def __init__(
        self, work: Callable[[Given], Got], late: Callable[[Given], Got], *, seconds: float, count: int
    ) -> None:
        self._work = work
        self._late = late
        self._seconds = seconds
        self._count = count

    def map(self, values: Iterable[Given]) -> Iterator[Got]:
        """Yield the answers in the order of the values."""
        idle: SimpleQueue[_Worker[Given, Got]] = SimpleQueue()

        def ask(value: Given) -> Got:
            try:
                worker = idle.get_nowait()
            except Empty:
                worker = _Worker(self._work)
            try:
                answer = worker.ask(value, self._seconds)
            except (TimeoutError, EOFError):
                worker.end()
                return self._late(value)
            idle.put(worker)
            return answer

        with ThreadPoolExecutor(self._count) as threads:
            yield from threads.map(ask, values)
        while not idle.empty():
            idle.get().end()


class _Worker(Generic[Given, Got]):
    """One process that answers one call after the other."""

    def __init__(self, work: Callable[[Given], Got]) -> None:
        self._connection, inner = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_serve, args=(inner, work), daemon=True)
        self._process.start()
        inner.close()
        self._connection.recv()  # what it takes to begin is no part of a call

    def ask(self, value: Given, seconds: float) -> Got:
        """Raise TimeoutError where the answer takes too long, EOFError where the process dies of it."""
        self._connection.send(value)
        if not self._connection.poll(seconds):
            raise TimeoutError
        answer: Got = self._connection.recv()
        return answer

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._connection.close()


def _serve(connection: Connection, work: Callable[[Given], Got]) -> None:
    connection.send(None)
    while True:
        try:
            value = connection.recv()
        except EOFError:
            return
        connection.send(work(value))
