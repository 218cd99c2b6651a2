"""A line on the terminal that says what a long run is at; it goes before anything else is printed."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Timer
from typing import TextIO

from eventwright.report.visible import visible

SECONDS = 1.0
_COLUMNS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Writes to a terminal once a run has taken `after` seconds; without a stream it says nothing."""

    stream: TextIO | None
    after: float = SECONDS
    started: float = field(default_factory=time.monotonic)

    @classmethod
    def of(cls, stream: TextIO, environment: Mapping[str, str], *, quiet: bool = False) -> "Progress":
        """Return the progress for a stream, silent where nobody looks on, in CI, and where `quiet`."""
        silent = quiet or environment.get("CI") or environment.get("TERM") == "dumb" or not stream.isatty()
        return cls(stream=None if silent else stream, after=SECONDS)

    @contextmanager
    def during(self, told: str, number: int = 1, several: int = 1) -> Iterator[None]:
        """Tell what is done as long as this is open, if it lasts; nothing may be printed meanwhile."""
        if self.stream is None:
            yield
            return
        text = f"{told} ({number} of {several})" if several > 1 else told
        line = visible(text)[: _columns(self.stream) - 1]
        shown: list[str] = []
        timer = Timer(self.started + self.after - time.monotonic(), _show, (self.stream, line, shown))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            for each in shown:
                _write(self.stream, f"\r{' ' * len(each)}\r")


def _show(stream: TextIO, line: str, shown: list[str]) -> None:
    shown.append(line)
    _write(stream, f"\r{line}")


def _write(stream: TextIO, text: str) -> None:
    # A terminal that went away is no reason to leave the work.
    with suppress(OSError, ValueError):
        stream.write(text)
        stream.flush()


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or _COLUMNS
    except (OSError, ValueError):
        return _COLUMNS
