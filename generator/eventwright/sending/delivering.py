"""Sends requests as a provider does: several at a time, again where they are not taken, each signed once."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import sleep

from eventwright.sending.peers import Peer
from eventwright.sending.request import Request
from eventwright.sending.wire import Answer, Failure, exchanged, written

_LONGEST = 30.0
_FIRST = 0.5
_TAKEN = range(200, 300)


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How requests are sent; without `expected` any status of 2xx is what was wanted."""

    peer: Peer
    timeout: float = 10.0
    retries: int = 0
    concurrency: int = 1
    duplicate: bool = False
    expected: tuple[int, ...] = ()

    def wanted(self, status: int) -> bool:
        return status in self.expected if self.expected else status in _TAKEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of one request; `again` where it is the same as the one before."""

    number: int
    again: bool
    request: Request
    result: Answer | Failure
    attempts: int
    wanted: bool

    @property
    def status(self) -> int | None:
        return self.result.status if isinstance(self.result, Answer) else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that was sent, in order."""

    sent: tuple[Sent, ...]

    @property
    def good(self) -> bool:
        return all(each.wanted for each in self.sent)

    @property
    def exit_code(self) -> int:
        """0 where all is as expected, 2 where nothing was answered at all, else 1."""
        if self.good:
            return 0
        return 1 if any(each.status is not None for each in self.sent) else 2

    @property
    def statuses(self) -> dict[str, int]:
        """How often each status came, in order; `none` where there was no answer."""
        found = Counter("none" if each.status is None else str(each.status) for each in self.sent)
        return dict(sorted(found.items()))


Make = Callable[[], Request]
"""Signs a request at the time at which it is sent."""


def delivered(makes: Sequence[Make], how: How, tell: Callable[[], None]) -> Outcome:
    """Send all requests; `tell` is called after each."""
    numbered = enumerate(makes, 1)
    if how.concurrency == 1:
        found: Iterable[list[Sent]] = [_delivered(each, how, tell) for each in numbered]
    else:
        with ThreadPoolExecutor(how.concurrency) as pool:
            found = list(pool.map(lambda each: _delivered(each, how, tell), numbered))
    return Outcome(tuple(sent for several in found for sent in several))


def _delivered(numbered: tuple[int, Make], how: How, tell: Callable[[], None]) -> list[Sent]:
    number, make = numbered
    request = make()
    found: list[Sent] = []
    for again in (False, True) if how.duplicate else (False,):
        found.append(_sent(number, request, how, again=again))
        tell()
    return found


def _sent(number: int, request: Request, how: How, *, again: bool) -> Sent:
    data = written(request, how.peer)
    attempts = 0
    while True:
        attempts += 1
        result = exchanged(how.peer, [data], method=request.method, timeout=how.timeout)
        wanted = isinstance(result, Answer) and how.wanted(result.status)
        if wanted or attempts > how.retries:
            return Sent(
                number=number, again=again, request=request, result=result, attempts=attempts, wanted=wanted
            )
        sleep(_wait(result, attempts))


def _wait(result: Answer | Failure, attempts: int) -> float:
    """Return how long to wait: what the answer asks for, else twice as long each time."""
    asked = result.value("retry-after") if isinstance(result, Answer) else ""
    if asked.isdecimal():
        return min(float(asked), _LONGEST)
    return min(_FIRST * 2.0 ** (attempts - 1), _LONGEST)
