"""Whose turn it is: runs on one folder go one after the other; nothing else is decided here."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

# Network file systems that know no lock on a folder; there runs are not serialized.
_LOCKLESS = frozenset({errno.EBADF, errno.ENOLCK, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP})


@contextmanager
def turn(parent: Path) -> Iterator[bool]:
    """Wait until no other run works below `parent`; yields False where the system cannot promise that."""
    if sys.platform != "win32":
        handle = os.open(parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            yield _locked(handle)
        finally:
            os.close(handle)
    else:
        yield False


def _locked(handle: int) -> bool:
    locked = False
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            locked = True
        except OSError as error:
            if error.errno not in _LOCKLESS:
                raise
    return locked
