"""The command itself under real faults: killed while it writes, without room or rights, eight at once.

EVENTWRIGHT_FAULTS sets how many runs are killed; `make faults` kills a hundred.
"""

import json
import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.support import script

from eventwright.cli import app

KILLS = int(os.environ.get("EVENTWRIGHT_FAULTS", "4"))
SEED = int(os.environ.get("EVENTWRIGHT_FAULTS_SEED", str(random.randrange(2**32))))
AT_ONCE = 8
SECONDS = 120
"""The most that any process here may take, on a machine with much else to do."""

FOREIGN = {
    "notes.txt": b"mine\n",
    "own/deep/data.bin": bytes(range(256)),
    ".hidden": b"",
    "enums.py.orig": b"left by a merge tool\n",
}
DOCUMENTS = {
    "one.json": script("scale").document(4, 1),
    # The second message is sent, so that a module comes that the other package lacks.
    "two.json": script("scale").document(6),
}

State = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with the documents, the package folder in it, and what each document's package holds."""

    root: Path
    packages: Mapping[str, State]

    @property
    def folder(self) -> Path:
        return self.root / "work" / "events"

    def start(self, document: str, **options: Any) -> subprocess.Popen[str]:
        return start([*COMMAND, document, "--output", str(self.folder)], self.root, **options)

    def run(self, document: str, **options: Any) -> subprocess.CompletedProcess[str]:
        return finished(self.start(document, **options))

    def state(self) -> State:
        """What is ours in the folder; fails unless what is not is as it was put there."""
        found = dict(content(self.folder))
        for path, data in FOREIGN.items():
            if found or self.folder.exists():
                assert found.pop(path) == data
        return found

    def beside(self) -> list[str]:
        """What else stands beside the folder."""
        return sorted(path.name for path in self.folder.parent.iterdir() if path != self.folder)


COMMAND = [sys.executable, "-m", "eventwright", "generate"]


def start(command: Sequence[str], folder: Path, **options: Any) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("EVENTWRIGHT_")}
    return subprocess.Popen(
        list(command),
        cwd=folder,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        **options,
    )


def finished(process: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    """The end of a process, which is killed where it takes too long."""
    try:
        told, _ = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    return subprocess.CompletedProcess(process.args, process.returncode, told)


def content(folder: Path) -> State:
    """The bytes of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def put_foreign(folder: Path) -> None:
    for path, data in FOREIGN.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def identities(folder: Path) -> dict[str, tuple[int, int, int]]:
    """What tells whether a foreign file was replaced or touched: inode, mode and time of change."""
    found = {path: (folder / path).lstat() for path in FOREIGN}
    return {path: (each.st_ino, each.st_mode, each.st_mtime_ns) for path, each in found.items()}


def write_documents(folder: Path) -> None:
    for name, document in DOCUMENTS.items():
        (folder / name).write_text(json.dumps(document), encoding="utf-8")


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, State]:
    """The package of each document, written where nothing goes wrong."""
    root = tmp_path_factory.mktemp("reference")
    write_documents(root)
    found: dict[str, State] = {}
    for name in DOCUMENTS:
        output = root / Path(name).stem / "events"
        done = finished(start([*COMMAND, name, "--output", str(output)], root))
        assert done.returncode == 0, done.stdout
        found[name] = content(output)
    one, two = found.values()
    assert "publisher.py" in two.keys() - one.keys()
    return found


@pytest.fixture
def place(tmp_path: Path, packages: Mapping[str, State]) -> Place:
    """The package of the first document, with files of others in its folder."""
    made = Place(tmp_path, packages)
    write_documents(tmp_path)
    assert made.run("one.json").returncode == 0
    put_foreign(made.folder)
    return made


@pytest.fixture
def chance() -> random.Random:
    sys.stdout.write(f"EVENTWRIGHT_FAULTS_SEED={SEED}\n")
    return random.Random(SEED)


def is_staged(parent: Path) -> bool:
    with suppress(FileNotFoundError), os.scandir(parent) as listing:
        return any(entry.name.startswith(".events.eventwright-") for entry in listing)
    return False


def kill_while_it_writes(process: subprocess.Popen[str], parent: Path, delay: float) -> bool:
    """Kill the process some time after it began to write; tells whether it was still alive."""
    end = time.monotonic() + SECONDS
    while not is_staged(parent) and process.poll() is None and time.monotonic() < end:
        pass
    # Shorter than what a sleep can be told.
    moment = time.monotonic() + delay
    while time.monotonic() < moment:
        pass
    process.kill()
    return finished(process).returncode == -signal.SIGKILL


def write_seconds(place: Place, document: str) -> float:
    """How long a run takes from the first thing it puts on the disk to its end."""
    process = place.start(document)
    while not is_staged(place.folder.parent) and process.poll() is None:
        pass
    begun = time.monotonic()
    done = finished(process)
    assert done.returncode == 0, done.stdout
    return time.monotonic() - begun


def test_a_killed_run_leaves_the_old_package_or_the_new_one_and_the_next_heals(
    place: Place, chance: random.Random
) -> None:
    window = write_seconds(place, "two.json")
    untouched = identities(place.folder)
    old, new = "two.json", "one.json"
    killed = 0
    for number in range(KILLS):
        # The first is killed at once, so that one surely was at work.
        delay = chance.uniform(0, 0.7 * window) if number else 0
        killed += kill_while_it_writes(place.start(new), place.folder.parent, delay)
        assert place.state() in (place.packages[old], place.packages[new])
        assert identities(place.folder) == untouched
        done = place.run(new)
        assert done.returncode == 0, done.stdout
        assert place.state() == place.packages[new]
        assert place.beside() == []
        old, new = new, old
    assert identities(place.folder) == untouched
    assert killed


def test_a_run_killed_at_any_other_moment_leaves_the_old_package(place: Place, chance: random.Random) -> None:
    for _ in range(max(KILLS // 6, 1)):
        process = place.start("two.json")
        time.sleep(chance.uniform(0, 0.5))
        process.kill()
        finished(process)
        assert place.state() in place.packages.values()
    assert place.run("one.json").returncode == 0
    assert (place.state(), place.beside()) == (place.packages["one.json"], [])


def test_a_first_run_that_is_killed_leaves_nothing_or_all(place: Place, chance: random.Random) -> None:
    window = write_seconds(place, "two.json")
    for _ in range(max(KILLS // 2, 1)):
        shutil.rmtree(place.folder)
        kill_while_it_writes(place.start("two.json"), place.folder.parent, chance.uniform(0, window))
        assert content(place.folder) in ({}, place.packages["two.json"])
        done = place.run("two.json")
        assert done.returncode == 0, done.stdout
        assert (content(place.folder), place.beside()) == (place.packages["two.json"], [])


@pytest.mark.parametrize("documents", [("two.json",), ("one.json", "two.json")], ids=["one", "two"])
def test_eight_runs_at_once_leave_one_whole_package(place: Place, documents: tuple[str, ...]) -> None:
    untouched = identities(place.folder)
    running = [place.start(documents[number % len(documents)]) for number in range(AT_ONCE)]
    ended = [finished(process) for process in running]
    assert [done.returncode for done in ended] == [0] * AT_ONCE, [done.stdout for done in ended]
    assert place.state() in [place.packages[document] for document in documents]
    assert (place.beside(), identities(place.folder)) == ([], untouched)


def test_one_of_several_runs_that_is_killed_spoils_nothing(place: Place, chance: random.Random) -> None:
    for _ in range(max(KILLS // 6, 1)):
        running = [place.start(document) for document in [*DOCUMENTS, *DOCUMENTS]]
        kill_while_it_writes(running.pop(chance.randrange(4)), place.folder.parent, chance.uniform(0, 0.02))
        assert [finished(process).returncode for process in running] == [0] * 3
        assert place.state() in place.packages.values()
    assert place.run("one.json").returncode == 0
    assert (place.state(), place.beside()) == (place.packages["one.json"], [])


def assert_refused(place: Place, done: subprocess.CompletedProcess[str], code: str) -> None:
    """A clear problem, the exit code of what could not be done, and the old package whole."""
    assert done.returncode == 2, done.stdout
    assert f"error {code} " in done.stdout or f" {code} " in done.stdout
    assert "Traceback" not in done.stdout and "bug of eventwright" not in done.stdout
    assert place.state() == place.packages["one.json"]
    assert place.beside() == []


@pytest.mark.parametrize("room", [0, 700, 40_000])
def test_a_limit_of_the_size_of_files_is_a_problem_and_the_old_package_stays(place: Place, room: int) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    # A limit of a file's size holds for the pipe of its output only where that is a file, which it is not.
    assert_refused(place, place.run("two.json", preexec_fn=limit), "disk-full")
    assert place.run("two.json").returncode == 0
    assert place.state() == place.packages["two.json"]


@contextmanager
def small_disk(at: Path, kilobytes: int) -> Iterator[None]:
    at.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(at)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(at)], check=True)


def can_mount() -> bool:
    """Whether this process may mount; an ordinary user may not, and has the limit of sizes above."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    probe = ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    with suppress(OSError):
        return subprocess.run(probe, capture_output=True, check=False).returncode == 0
    return False


@pytest.mark.skipif(not can_mount(), reason="only root may mount a disk that is small enough to be full")
def test_on_a_full_disk_the_old_package_stays(tmp_path: Path, packages: Mapping[str, State]) -> None:
    place = Place(tmp_path, packages)
    write_documents(tmp_path)
    with small_disk(place.folder.parent, 4096):
        assert place.run("one.json").returncode == 0
        put_foreign(place.folder)
        filler = place.folder.parent / "filler"
        for left in (0, 4, 40):
            # What is left is a few pages, which hold some of the new files and not all.
            free = shutil.disk_usage(filler.parent).free - left * 1024
            filler.write_bytes(b"\0" * max(free, 0))
            done = place.run("two.json")
            assert done.returncode == 2 and "disk-full" in done.stdout, done.stdout
            assert "Traceback" not in done.stdout
            assert place.state() == packages["one.json"]
            assert place.beside() == ["filler"]
            filler.unlink()
        assert place.run("two.json").returncode == 0
        assert (place.state(), place.beside()) == (packages["two.json"], [])


def as_ordinary_user(work: Callable[[], int], told: Path) -> int:
    """The exit code of the work in a child without root's rights; what it prints goes to a file."""
    with told.open("w") as stream:
        child = os.fork()
        if child == 0:
            code = 70
            try:
                os.dup2(stream.fileno(), 1)
                os.dup2(stream.fileno(), 2)
                sys.stdout = sys.stderr = os.fdopen(1, "w")
                if os.geteuid() == 0:
                    os.setgid(65534)
                    os.setuid(65534)
                code = work()
                sys.stdout.flush()
            finally:
                os._exit(code)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def generate_here(document: Path, output: Path) -> int:
    """The command in this process: an ordinary user may not read the interpreter of root's home."""

    try:
        app(["generate", str(document), "--output", str(output)], prog_name="eventwright")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 70
    return 70


@pytest.mark.parametrize("locked", ["work", "work/events", "work/events/own"])
def test_in_a_folder_that_may_only_be_read_the_old_package_stays(
    place: Place, locked: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # All that the command imports is imported before the rights are dropped.
    assert generate_here(place.root / "two.json", place.root / "warm" / "events") == 0
    outside = Path(tempfile.gettempdir()).resolve().parents
    for above in [place.root, *place.root.parents]:
        if above not in outside:
            above.chmod(above.stat().st_mode | stat.S_IXOTH)
    place.root.chmod(place.root.stat().st_mode | stat.S_IRWXO)
    for path in [place.folder.parent, *place.folder.parent.rglob("*")]:
        if os.geteuid() == 0:
            os.chown(path, 65534, 65534)
    monkeypatch.chdir(place.root)
    told = place.root / "told.txt"
    guarded = place.root / locked
    guarded.chmod(0o555)
    code = as_ordinary_user(lambda: generate_here(place.root / "two.json", place.folder), told)
    done = subprocess.CompletedProcess([], code, told.read_text())
    assert_refused(place, done, "folder-not-writable")
    guarded.chmod(0o755)
    assert as_ordinary_user(lambda: generate_here(place.root / "two.json", place.folder), told) == 0
    assert place.state() == place.packages["two.json"]
