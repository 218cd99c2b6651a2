"""Writing a package folder: what is written, what is refused, and that nothing of other people's changes."""

import os
import stat
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from eventwright.manifest import LOCK_NAME, Manifest, digests, read_manifest
from eventwright.problems import SpecError, UnreadableError
from eventwright.write import Written, plan_write, write

OLD = {"__init__.py": "old\n", "gone.py": "old\n", "parts/left.py": "old\n", "same.py": "same\n"}
NEW = {"__init__.py": "new\n", "fresh.py": "new\n", "same.py": "same\n"}


def lock(files: dict[str, str]) -> Manifest:
    return Manifest("1", {}, {}, digests(files), {})


def put(files: dict[str, str], folder: Path, *, force: bool = False) -> Written:
    return write(files, lock(files), folder, force=force)


def content(folder: Path) -> dict[str, str]:
    """Everything below the folder except the lock; folders end in a slash, links show their target."""
    found: dict[str, str] = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_dir():
            found[f"{name}/"] = ""
        elif name != LOCK_NAME:
            found[name] = path.read_text()
    return found


def identities(folder: Path) -> dict[str, tuple[int, int, int]]:
    return {
        path.relative_to(folder).as_posix(): (found.st_ino, found.st_mtime_ns, found.st_mode)
        for path in (folder, *folder.rglob("*"))
        for found in [path.lstat()]
    }


def codes(caught: pytest.ExceptionInfo[SpecError]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


def in_child(work: Callable[[], object]) -> int:
    """Run in a forked process; returns its wait status, where 0 is success."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(OLD, tmp_path / "package")
    return tmp_path / "package"


def test_a_new_folder_is_created_with_the_folders_above(tmp_path: Path) -> None:
    found = put(OLD, tmp_path / "a/b/package")
    assert found == Written(written=tuple(sorted([*OLD, LOCK_NAME])))
    assert content(tmp_path / "a/b/package") == {**OLD, "parts/": ""}
    assert read_manifest(tmp_path / "a/b/package") == lock(OLD)
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["package"]


def test_a_run_writes_removes_and_leaves(folder: Path) -> None:
    (folder / "parts/__pycache__").mkdir()
    (folder / "old.pyc").write_text("")
    assert put(NEW, folder) == Written(
        written=("__init__.py", LOCK_NAME, "fresh.py"),
        unchanged=("same.py",),
        removed=("gone.py", "parts/left.py"),
    )
    assert content(folder) == NEW
    assert [path.name for path in folder.parent.iterdir()] == ["package"]


def test_an_identical_run_touches_nothing(folder: Path) -> None:
    before = identities(folder)
    found = put(OLD, folder)
    assert found == Written(unchanged=tuple(sorted([*OLD, LOCK_NAME])))
    assert identities(folder) == before


def test_a_checkout_with_crlf_is_equal(folder: Path) -> None:
    for path in [*OLD, LOCK_NAME]:
        (folder / path).write_bytes((folder / path).read_bytes().replace(b"\n", b"\r\n"))
    before = identities(folder)
    assert put(OLD, folder).written == ()
    assert identities(folder) == before
    put(NEW, folder)
    assert content(folder) == NEW


def test_a_dry_run_says_the_same_and_touches_nothing(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine")
    before = identities(folder.parent)
    plan = plan_write(NEW, lock(NEW), folder)
    assert identities(folder.parent) == before
    assert plan.problems == ()
    assert plan.outcome == put(NEW, folder)


def test_modes_of_folder_and_files(folder: Path) -> None:
    folder.chmod(0o750)
    mask = os.umask(0o027)
    try:
        put(NEW, folder)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750
    assert stat.S_IMODE((folder / "fresh.py").stat().st_mode) == 0o640


@pytest.mark.parametrize("swap", [True, False])
def test_other_peoples_files_stay_as_they_are(
    folder: Path, swap: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "notes.txt").write_text("mine")
    (folder / "notes.txt").chmod(0o600)
    (folder / "parts/more.py").write_text("mine")
    (folder / "own/deep").mkdir(parents=True)
    (folder / "own/deep/data").write_text("mine")
    (folder / "own").chmod(0o711)
    (folder / "empty").mkdir(mode=0o700)
    (folder / "link").symlink_to("own")
    (folder / "dangling").symlink_to("nowhere")
    os.mkfifo(folder / "pipe")
    names = ("dangling", "link", "notes.txt", "own/deep/data", "parts/more.py", "pipe")
    before = identities(folder)
    modes = {name: stat.S_IMODE((folder / name).stat().st_mode) for name in ("own", "own/deep", "empty")}
    if not swap:
        monkeypatch.setattr(sys, "platform", "darwin")
    assert put(NEW, folder).kept == tuple(sorted([*names, "empty/"]))
    after = identities(folder)
    assert {name: after[name] for name in names} == {name: before[name] for name in names}
    assert {name: stat.S_IMODE((folder / name).stat().st_mode) for name in modes} == modes
    assert after["empty"][1] == before["empty"][1]
    assert not (folder / "parts/left.py").exists()


def test_other_peoples_files_are_copied_where_links_are_refused(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine")
    before = identities(folder)["notes.txt"]

    def run() -> None:
        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(1, "no links here")

        os.link = refuse
        put(NEW, folder)

    assert in_child(run) == 0
    assert content(folder) == {**NEW, "notes.txt": "mine"}
    assert identities(folder)["notes.txt"] == before


def test_edited_files_are_all_named_and_stay(folder: Path) -> None:
    (folder / "__init__.py").write_text("mine\n")
    (folder / "gone.py").write_text("mine\n")
    (folder / "same.py").chmod(0o600)
    before = identities(folder)
    with pytest.raises(SpecError) as caught:
        put(NEW, folder)
    assert not isinstance(caught.value, UnreadableError)
    assert codes(caught) == ["file-edited", "file-edited"]
    assert caught.value.problems == plan_write(NEW, lock(NEW), folder).problems
    assert identities(folder) == before


def test_force_overwrites_edited_files(folder: Path) -> None:
    (folder / "__init__.py").write_text("mine\n")
    (folder / "gone.py").write_text("mine\n")
    assert plan_write(NEW, lock(NEW), folder, force=True).problems == ()
    put(NEW, folder, force=True)
    assert content(folder) == NEW


def test_an_edit_that_equals_the_fresh_text_is_let_through(folder: Path) -> None:
    (folder / "__init__.py").write_text("new\n")
    assert "__init__.py" in put(NEW, folder).unchanged


@pytest.mark.parametrize("force", [False, True])
def test_a_file_that_is_not_ours_is_never_overwritten(folder: Path, force: bool) -> None:
    (folder / "fresh.py").write_text("mine\n")
    before = identities(folder)
    with pytest.raises(UnreadableError) as caught:
        put(NEW, folder, force=force)
    assert codes(caught) == ["file-not-ours"]
    assert identities(folder) == before


def test_a_lock_deleted_by_accident_heals(folder: Path) -> None:
    (folder / LOCK_NAME).unlink()
    before = identities(folder)["same.py"]
    assert put(OLD, folder).written == (LOCK_NAME,)
    assert identities(folder)["same.py"] == before
    assert read_manifest(folder) == lock(OLD)


def test_without_a_lock_every_different_file_is_named(folder: Path) -> None:
    (folder / LOCK_NAME).unlink()
    other = {path: "new\n" for path in OLD}
    with pytest.raises(UnreadableError) as caught:
        put(other, folder, force=True)
    assert codes(caught) == ["file-not-ours"] * len(OLD)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"""Generated by eventwright from a.yaml 1; do not edit."""\n', "restore 'eventwright.lock.json'"),
        ('"""Mine, Generated by eventwright or not."""\n', "move it elsewhere"),
    ],
)
def test_what_helps_where_the_lock_is_lost_is_said_of_files_that_open_as_ours(
    folder: Path, text: str, words: str
) -> None:
    (folder / LOCK_NAME).unlink()
    (folder / "__init__.py").write_text(text)
    with pytest.raises(UnreadableError) as caught:
        put(OLD, folder)
    [problem] = caught.value.problems
    assert problem.code == "file-not-ours"
    assert words in problem.hint


def make_folder(path: Path) -> None:
    path.mkdir()
    (path / "data").write_text("mine")


BLOCKERS: dict[str, Callable[[Path], object]] = {
    "folder": make_folder,
    "empty folder": Path.mkdir,
    "link": lambda path: path.symlink_to("same.py"),
    "dangling link": lambda path: path.symlink_to("nowhere"),
    "pipe": os.mkfifo,
}


@pytest.mark.parametrize("kind", BLOCKERS)
@pytest.mark.parametrize("path", ["fresh.py", "__init__.py", LOCK_NAME])
def test_what_is_no_file_in_the_place_of_a_file_blocks(folder: Path, kind: str, path: str) -> None:
    (folder / path).unlink(missing_ok=True)
    BLOCKERS[kind](folder / path)
    before = identities(folder)
    with pytest.raises(UnreadableError) as caught:
        put(NEW, folder, force=True)
    assert codes(caught) == ["folder-blocked"]
    assert identities(folder) == before


def test_a_link_or_a_file_in_the_place_of_a_subfolder_blocks(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "one").symlink_to("elsewhere")
    (folder / "two").write_text("mine")
    with pytest.raises(UnreadableError) as caught:
        put({**NEW, "one/a.py": "", "two/b.py": ""}, folder)
    assert codes(caught) == ["folder-blocked"] * 2


def test_a_file_of_ours_may_become_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    put({"one": "1", "two/a.py": "2"}, tmp_path / "package")
    put({"one/b.py": "1", "two": "2"}, tmp_path / "package")
    assert content(tmp_path / "package") == {"one/": "", "one/b.py": "1", "two": "2"}


def test_the_output_path_may_be_a_link_to_a_folder(folder: Path) -> None:
    (folder.parent / "link").symlink_to("package")
    put(NEW, folder.parent / "link")
    assert (folder.parent / "link").is_symlink()
    assert content(folder) == NEW


@pytest.mark.parametrize("below", ["", "/package"])
def test_an_output_path_that_is_a_file_blocks(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UnreadableError) as caught:
        put(NEW, Path(f"{tmp_path}/file{below}"))
    assert codes(caught) == ["folder-blocked"]
    assert content(tmp_path) == {"file": "mine"}


def test_an_output_path_that_is_a_link_to_nothing_blocks(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(UnreadableError, match="folder-blocked"):
        put(NEW, tmp_path / "link")


@pytest.mark.parametrize(
    "paths",
    [
        ["con.py"],
        ["AUX"],
        ["sub/Lpt1.txt"],
        ["com³.py"],
        ["a."],
        ["a "],
        ["dot./b.py"],
        ["what?.py"],
        ["../a.py"],
        ["/a.py"],
        [LOCK_NAME.upper()],
        ["__pycache__/a.py"],
        ["Models.py", "models.py"],
        ["A/x.py", "a/y.py"],
        ["a", "a/b.py"],
        ["\u00e9.py", "e\u0301.py"],
    ],
)
def test_names_that_some_system_confuses_are_refused(tmp_path: Path, paths: list[str]) -> None:
    files = dict.fromkeys(paths, "")
    with pytest.raises(SpecError) as caught:
        put(files, tmp_path / "package", force=True)
    assert codes(caught) == ["unsafe-file-name"]
    assert plan_write(files, lock(files), tmp_path / "package").problems == caught.value.problems
    assert content(tmp_path) == {}


def test_names_that_only_look_like_devices_are_let_through(tmp_path: Path) -> None:
    files = dict.fromkeys(["console.py", "com.py", "com10.py", "_con.py", "nullable.py"], "")
    assert len(put(files, tmp_path / "package").written) == 6


def test_a_manifest_that_does_not_match_the_files_is_our_bug(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="manifest"):
        write(NEW, lock(OLD), tmp_path / "package")
