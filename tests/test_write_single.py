"""Replacing one file of the user's against the odds: killed, without room or rights, changed meanwhile."""

import os
import resource
import signal
import stat
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from eventwright.problems import UnreadableError
from eventwright.write.single import read_single, write_single

STEPS = (
    "fcntl.flock",
    "open",
    "os.chmod",
    "os.chown",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.scandir",
    "os.utime",
)
OLD, NEW = b"old\n", b"new\n"
NOBODY = 65534


def in_child(work: Callable[[], object]) -> int:
    """Run in a forked process; returns its wait status: 0 is success, a signal's number that kill."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def refused(file: Path, data: bytes, code: str, prepare: Callable[[], object]) -> None:
    """Write as another process that was prepared for it, which has to be told why it cannot."""

    def run() -> None:
        prepare()
        with pytest.raises(UnreadableError) as caught:
            write_single(file, data, read_single(file))
        (problem,) = caught.value.problems
        assert problem.code == code
        assert problem.hint

    assert in_child(run) == 0


def as_nobody() -> None:
    """Become a user whom permissions bind."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every user may reach, unlike pytest's own, with a file of an ordinary user's in it."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)

        def fill() -> None:
            as_nobody()
            (Path(name) / "app").mkdir()
            (Path(name) / "app/mine.py").write_bytes(OLD)

        assert in_child(fill) == 0
        yield Path(name) / "app"


@pytest.mark.parametrize("before", [OLD, None])
def test_a_run_killed_at_any_step_leaves_old_or_new_and_the_next_run_tidies(
    tmp_path: Path, before: bytes | None
) -> None:
    outcomes = set()
    for step in count(1):
        file = tmp_path / str(step) / "app" / "mine.py"
        file.parent.mkdir(parents=True)
        if before is not None:
            file.write_bytes(before)
        status = in_child(lambda file=file, step=step: killed_at(step, file, before))  # type: ignore[misc]  # defaults bind
        found = read_single(file)
        outcomes.add(found)
        if status == 0:
            break
        assert status == signal.SIGKILL
        assert found in (before, NEW)
        write_single(file, NEW, found)
        assert [path.name for path in file.parent.iterdir()] == ["mine.py"]
    assert outcomes == {before, NEW}


def killed_at(step: int, file: Path, before: bytes | None) -> None:
    seen = 0

    def hook(event: str, _: object) -> None:
        nonlocal seen
        seen += event in STEPS
        if event in STEPS and seen == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    write_single(file, NEW, before)


def test_without_room_the_old_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_bytes(OLD)
    limit = (1_000, resource.RLIM_INFINITY)
    refused(file, b"x" * 5_000, "disk-full", lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.py"]
    assert file.read_bytes() == OLD


@pytest.mark.parametrize(("locked", "mode"), [("mine.py", 0o444), (".", 0o555)])
def test_what_is_read_only_stays_as_it_is(open_place: Path, locked: str, mode: int) -> None:
    usual = stat.S_IMODE((open_place / locked).stat().st_mode)
    (open_place / locked).chmod(mode)
    refused(open_place / "mine.py", NEW, "handlers-file-not-written", as_nobody)
    (open_place / locked).chmod(usual)
    assert (open_place / "mine.py").read_bytes() == OLD
    assert [path.name for path in open_place.iterdir()] == ["mine.py"]


def test_what_cannot_be_read_is_told(open_place: Path) -> None:
    (open_place / "mine.py").chmod(0)
    refused(open_place / "mine.py", NEW, "handlers-file-not-read", as_nobody)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_a_file_keeps_its_owner_or_stays_as_it_is(open_place: Path) -> None:
    file = open_place / "mine.py"
    write_single(file, NEW, OLD)
    assert (file.stat().st_uid, file.read_bytes()) == (NOBODY, NEW)
    os.chown(file, 0, 0)
    file.chmod(0o666)
    refused(file, OLD, "handlers-file-not-written", as_nobody)
    assert (file.stat().st_uid, file.read_bytes()) == (0, NEW)
    assert [path.name for path in open_place.iterdir()] == ["mine.py"]


def test_what_somebody_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_bytes(b"saved by an editor\n")
    for before in (OLD, None):
        with pytest.raises(UnreadableError) as caught:
            write_single(file, NEW, before)
        assert "somebody changed it meanwhile" in caught.value.problems[0].message
    assert file.read_bytes() == b"saved by an editor\n"


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "app").write_bytes(OLD)
    with pytest.raises(UnreadableError) as caught:
        write_single(tmp_path / "app" / "mine.py", NEW, None)
    assert caught.value.problems[0].code == "handlers-file-not-written"
    assert "'app' is not a folder" in caught.value.problems[0].message


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "mine.py").open("wb") as stream:
        stream.truncate(20_000_001)
    with pytest.raises(UnreadableError, match="is larger than 20,000,000 bytes"):
        read_single(tmp_path / "mine.py")


def test_a_new_file_is_made_as_the_umask_says(tmp_path: Path) -> None:
    def make() -> None:
        os.umask(0o027)
        write_single(tmp_path / "a/b/mine.py", NEW, None)

    assert in_child(make) == 0
    assert stat.S_IMODE((tmp_path / "a/b/mine.py").stat().st_mode) == 0o640
