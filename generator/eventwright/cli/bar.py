"""A bar on the terminal that says how many of many things are done; it goes when all are."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_MANY = 20


@contextmanager
def bar(told: str, total: int) -> Iterator[Callable[[], None]]:
    """Yield what is to be called after each; nothing is shown where nobody looks on, in CI, or of few."""
    silent = os.environ.get("CI") or os.environ.get("TERM") == "dumb" or not sys.stderr.isatty()
    if silent or total <= _MANY:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*shown, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(told, total=total)
        yield lambda: progress.advance(task)
