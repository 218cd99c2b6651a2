"""Writing a package folder against the odds: killed, without room or rights, with others at work in it."""

import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from eventwright.manifest import LOCK_NAME, Manifest, digests, read_manifest
from eventwright.problems import SpecError, UnreadableError
from eventwright.write import plan_write, write

OLD = {"__init__.py": "old\n", "gone.py": "old\n", "parts/left.py": "old\n", "same.py": "same\n"}
NEW = {"__init__.py": "new\n", "fresh.py": "new\n", "same.py": "same\n"}
THEIRS = {"notes.txt": "mine", "own/deep.txt": "mine", "parts/more.py": "mine"}
# What an audit hook sees of a run: every change of the disk lies between two of these.
STEPS = (
    "ctypes.dlopen",
    "fcntl.flock",
    "open",
    "os.chmod",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.scandir",
)
EXCHANGE = ("ctypes.dlopen",)


def lock(files: dict[str, str]) -> Manifest:
    return Manifest("1", {}, {}, digests(files), {})


def put(files: dict[str, str], folder: Path, *, force: bool = False) -> None:
    write(files, lock(files), folder, force=force)


def content(folder: Path) -> dict[str, str]:
    """Every file below the folder, the lock among them."""
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()
    }


def package(files: dict[str, str]) -> dict[str, str]:
    return {**files, LOCK_NAME: lock(files).text()}


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


def at_event(names: tuple[str, ...], number: int, act: Callable[[], object]) -> None:
    """Act right before this process does the numbered one of the named things, counted from 1."""
    seen = 0

    def hook(event: str, _: object) -> None:
        nonlocal seen
        seen += event in names
        if event in names and seen == number:
            act()

    sys.addaudithook(hook)


def without_swap() -> None:
    """Make this process take the way of systems that cannot let two folders change places."""
    sys.platform = "darwin"


def killed(step: int, work: Callable[[], object], *, swap: bool) -> bool:
    def run() -> None:
        if not swap:
            without_swap()
        at_event(STEPS, step, lambda: os.kill(os.getpid(), signal.SIGKILL))
        work()

    status = in_child(run)
    assert status in (0, signal.SIGKILL)
    return status == signal.SIGKILL


def fill(folder: Path) -> None:
    put(OLD, folder)
    for path, text in THEIRS.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "package")
    return tmp_path / "package"


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every user may reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


def siblings(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir())


@pytest.mark.parametrize("swap", [True, False])
def test_a_run_killed_at_any_step_leaves_old_or_new_and_the_next_run_heals(
    tmp_path: Path, swap: bool
) -> None:
    whole = ({**package(OLD), **THEIRS}, {**package(NEW), **THEIRS})
    outcomes = set()
    for step in count(1):
        folder = tmp_path / str(step) / "package"
        fill(folder)
        if not killed(step, lambda folder=folder: put(NEW, folder), swap=swap):  # type: ignore[misc]  # a default binds
            break
        found = content(folder)
        # Without a swap there is a moment without the folder, which the next run ends.
        assert found in whole or (not swap and found == {})
        outcomes.add(found == whole[1])
        plan_write(NEW, lock(NEW), folder).require()
        put(NEW, folder)
        assert content(folder) == whole[1]
        assert siblings(folder) == ["package"]
    assert outcomes == {True, False}


@pytest.mark.parametrize("swap", [True, False])
def test_a_first_run_killed_at_any_step_leaves_nothing_or_all(tmp_path: Path, swap: bool) -> None:
    outcomes = set()
    for step in count(1):
        folder = tmp_path / str(step) / "package"
        if not killed(step, lambda folder=folder: put(NEW, folder), swap=swap):  # type: ignore[misc]  # a default binds
            break
        outcomes.add(len(content(folder)))
        assert content(folder) in ({}, package(NEW))
        put(NEW, folder)
        assert content(folder) == package(NEW)
        assert siblings(folder) == ["package"]
    assert outcomes == {0, len(package(NEW))}


@pytest.mark.parametrize("swap", [True, False])
def test_runs_killed_while_they_heal_lose_nothing(tmp_path: Path, swap: bool) -> None:
    """Each next run is killed one step later than the one before, until one comes through."""
    for first in range(12, 60, 4):
        folder = tmp_path / str(first) / "package"
        fill(folder)
        killed(first, lambda folder=folder: put(NEW, folder), swap=swap)  # type: ignore[misc]  # a default binds
        for step in count(4, 3):
            if not killed(step, lambda folder=folder: put(OLD, folder), swap=swap):  # type: ignore[misc]  # a default binds
                break
        assert content(folder) == {**package(OLD), **THEIRS}
        assert siblings(folder) == ["package"]


def test_eight_runs_at_once_end_in_one_whole_package(folder: Path) -> None:
    variants = [{"__init__.py": f"{number}\n" * 500, f"only_{number}.py": "x\n"} for number in range(8)]
    children = []
    for files in variants:
        child = os.fork()
        if child == 0:
            try:
                for _ in range(3):
                    put(files, folder)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    assert content(folder) in [{**package(files), **THEIRS} for files in variants]
    assert siblings(folder) == ["package"]


def refused_in_child(files: dict[str, str], folder: Path, code: str, prepare: Callable[[], object]) -> None:
    def run() -> None:
        prepare()
        with pytest.raises(UnreadableError, match=code) as caught:
            put(files, folder)
        assert caught.value.problems[0].hint

    assert in_child(run) == 0


@pytest.mark.parametrize("size", [1_000, 100_000])
def test_without_room_the_old_package_stays(folder: Path, size: int) -> None:
    before = content(folder)
    files = {**NEW, "long.py": "x" * 200_000}
    limit = (size, resource.RLIM_INFINITY)
    refused_in_child(files, folder, "disk-full", lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert content(folder) == before
    assert siblings(folder) == ["package"]
    new = folder.parent / "above/new"
    refused_in_child(files, new, "disk-full", lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert siblings(folder) == ["package"]


def nobody() -> None:
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


def as_nobody(work: Callable[[], object]) -> None:
    def run() -> None:
        nobody()
        work()

    assert in_child(run) == 0


@pytest.mark.parametrize("locked", [".", "package", "package/own"])
def test_without_rights_the_old_package_stays(open_place: Path, locked: str) -> None:
    folder = open_place / "place/package"
    as_nobody(lambda: fill(folder))
    before = content(folder)
    guarded = folder.parent if locked == "." else folder.parent / locked
    as_nobody(lambda: guarded.chmod(0o555))
    refused_in_child(NEW, folder, "folder-not-writable", nobody)
    assert content(folder) == before
    assert siblings(folder) == ["package"]
    as_nobody(lambda: put(OLD, folder))
    as_nobody(lambda: guarded.chmod(0o755))
    as_nobody(lambda: put(NEW, folder))
    assert content(folder) == {**package(NEW), **THEIRS}


def test_a_file_that_cannot_be_read_is_an_error(open_place: Path) -> None:
    folder = open_place / "package"
    as_nobody(lambda: fill(folder))
    (folder / "same.py").chmod(0)
    refused_in_child(NEW, folder, "folder-unreadable", nobody)


def interfered(folder: Path, files: dict[str, str], act: Callable[[], object], *, force: bool = False) -> int:
    """Write with somebody else at work in the moment before the folders change places."""

    def run() -> None:
        at_event(EXCHANGE, 1, act)
        put(files, folder, force=force)

    return in_child(run)


def replace_notes(folder: Path) -> None:
    (folder / "notes.tmp").write_text("later")
    (folder / "notes.tmp").replace(folder / "notes.txt")


def append_notes(folder: Path) -> None:
    with (folder / "notes.txt").open("a") as stream:
        stream.write(" and more")


def create_files(folder: Path) -> None:
    (folder / "made.txt").write_text("later")
    (folder / "made/deep").mkdir(parents=True)
    (folder / "made/deep/data.txt").write_text("later")
    (folder / "parts/second.py").write_text("later")


@pytest.mark.parametrize(
    ("act", "changed"),
    [
        (replace_notes, {"notes.txt": "later"}),
        (append_notes, {"notes.txt": "mine and more"}),
        (create_files, dict.fromkeys(["made.txt", "made/deep/data.txt", "parts/second.py"], "later")),
    ],
)
def test_what_others_change_meanwhile_is_kept(
    folder: Path, act: Callable[[Path], object], changed: dict[str, str]
) -> None:
    assert interfered(folder, NEW, lambda: act(folder)) == 0
    assert content(folder) == {**package(NEW), **THEIRS, **changed}
    assert siblings(folder) == ["package"]


def test_a_file_that_others_put_meanwhile_where_ours_goes_is_set_beside_it(folder: Path) -> None:
    assert interfered(folder, NEW, lambda: (folder / "fresh.py").write_text("mine")) == 0
    found = content(folder)
    (beside,) = found.keys() - {*package(NEW), *THEIRS}
    assert beside.startswith("fresh.py.eventwright-")
    assert found == {**package(NEW), **THEIRS, beside: "mine"}


def test_an_edit_made_meanwhile_is_found_and_the_old_package_comes_back(folder: Path) -> None:
    def run() -> None:
        at_event(EXCHANGE, 1, lambda: (folder / "__init__.py").write_text("mine"))
        with pytest.raises(SpecError, match="file-edited"):
            put(NEW, folder)

    assert in_child(run) == 0
    assert content(folder) == {**package(OLD), **THEIRS, "__init__.py": "mine"}
    assert siblings(folder) == ["package"]


def test_folders_that_only_look_like_ours_are_let_alone(folder: Path) -> None:
    foreign = {
        ".package.eventwright-0123456789abcdef/tree/data.txt": "mine",
        ".package.eventwright-0123456789abcdee/data.txt": "mine",
        ".package.eventwright-old-0123456789abcdef/data.txt": "mine",
        ".package.eventwright-backup/data.txt": "mine",
        ".other.eventwright-0123456789abcdef/tree/data.txt": "mine",
    }
    for path, text in foreign.items():
        (folder.parent / path).parent.mkdir(parents=True)
        (folder.parent / path).write_text(text)
    put(NEW, folder)
    assert {path: (folder.parent / path).read_text() for path in foreign} == foreign
    assert content(folder) == {**package(NEW), **THEIRS}


def test_a_package_that_stands_aside_is_put_back_first(folder: Path) -> None:
    folder.rename(folder.with_name(".package.eventwright-old-0123456789abcdef"))
    plan_write(NEW, lock(NEW), folder).require()
    assert not folder.exists()
    put(NEW, folder)
    assert content(folder) == {**package(NEW), **THEIRS}
    assert siblings(folder) == ["package"]
    assert read_manifest(folder) == lock(NEW)
