"""Two folders change places, in one step where the system can; no file is looked at."""

import ctypes
import errno
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
# For a C library that is older than the kernel it runs on; numbers of the kernel's own tables.
_SYSCALL_NUMBERS = {
    "x86_64": 316,
    "aarch64": 276,
    "riscv64": 276,
    "loongarch64": 276,
    "ppc64le": 357,
    "ppc64": 357,
    "s390x": 347,
}
# EPERM: a sandbox refuses system calls it does not know; a true refusal comes again from the plain rename.
_NOT_OFFERED = frozenset({errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM})


def exchange(tree: Path, folder: Path, aside: Path) -> Path:
    """Put `tree` in the place of `folder`; returns where the old folder stands now: at `tree` or `aside`."""
    if _swapped(tree, folder):
        return tree
    folder.rename(aside)
    try:
        tree.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    return aside


def exchange_back(tree: Path, folder: Path, old: Path) -> None:
    """Undo `exchange`, which had returned `old`."""
    if old == tree:
        if not _swapped(tree, folder):
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(folder))
        return
    folder.rename(tree)
    old.rename(folder)


def _swapped(one: Path, other: Path) -> bool:
    if sys.platform != "linux":
        return False
    call = _renameat2()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_OFFERED:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _renameat2() -> Callable[[bytes, bytes], int] | None:
    library = ctypes.CDLL(None, use_errno=True)
    here, flags = ctypes.c_int(_AT_FDCWD), ctypes.c_uint(_RENAME_EXCHANGE)
    if hasattr(library, "renameat2"):
        return lambda one, other: int(library.renameat2(here, one, here, other, flags))
    number = _SYSCALL_NUMBERS.get(platform.machine())
    if number is None or sys.maxsize < 2**32:
        return None
    wide = ctypes.c_long(number)
    return lambda one, other: int(library.syscall(wide, here, one, here, other, flags))
