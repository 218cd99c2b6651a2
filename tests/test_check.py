"""Drift of a package folder, and the difference as text."""

from pathlib import Path

import pytest

from eventwright.check import Drift, compare, unified_diff
from eventwright.manifest import LOCK_NAME, Manifest, digests
from eventwright.problems import UnreadableError

FILES = {"__init__.py": "one = 1\n", "integrations/asgi.py": "two = 2\n", "py.typed": ""}


def lock(files: dict[str, str]) -> Manifest:
    return Manifest("1", {}, {}, digests(files), {})


def put(folder: Path, files: dict[str, str]) -> Path:
    for path, text in {**files, LOCK_NAME: lock(files).text()}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
    return folder


def drift(files: dict[str, str], folder: Path) -> Drift:
    return compare(files, lock(files), folder)


def test_a_folder_in_step_is_clean(tmp_path: Path) -> None:
    found = drift(FILES, put(tmp_path, FILES))
    assert found == Drift() and found.clean


def test_a_checkout_with_crlf_is_clean(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    for path in [*FILES, LOCK_NAME]:
        (tmp_path / path).write_bytes((tmp_path / path).read_bytes().replace(b"\n", b"\r\n"))
    assert drift(FILES, tmp_path) == Drift()


def test_a_document_that_changed_makes_files_and_lock_stale(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    assert drift({**FILES, "py.typed": "partial\n"}, tmp_path) == Drift(stale=("py.typed",), lock_stale=True)


def test_a_missing_folder_misses_all(tmp_path: Path) -> None:
    assert drift(FILES, tmp_path / "none") == Drift(missing=tuple(sorted(FILES)), lock_stale=True)


def test_a_file_no_longer_rendered_is_orphaned(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    fewer = {"__init__.py": FILES["__init__.py"], "py.typed": ""}
    assert drift(fewer, tmp_path) == Drift(orphaned=("integrations/asgi.py",), lock_stale=True)


def test_edited_files_are_told_from_stale_ones(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    (tmp_path / "__init__.py").write_text("one = 7\n")
    (tmp_path / "py.typed").unlink()
    found = drift(FILES, tmp_path)
    assert found == Drift(edited=("__init__.py",), missing=("py.typed",))
    assert not found.clean


def test_an_edited_orphan_counts_as_edited_alone(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    (tmp_path / "integrations/asgi.py").write_text("mine\n")
    assert drift({"py.typed": ""}, tmp_path).edited == ("integrations/asgi.py",)


def test_an_edit_that_equals_the_fresh_text_is_no_edit(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    (tmp_path / "__init__.py").write_text("one = 3\n")
    assert drift({**FILES, "__init__.py": "one = 3\n"}, tmp_path) == Drift(lock_stale=True)


def test_other_peoples_files_stand_beside_and_are_no_drift(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "own").mkdir()
    (tmp_path / "own/more.py").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/a.pyc").write_bytes(b"")
    (tmp_path / "old.pyc").write_bytes(b"")
    found = drift(FILES, tmp_path)
    assert found == Drift(foreign=("link", "notes.txt", "own/more.py")) and found.clean


def test_a_link_or_a_folder_in_place_of_a_file_is_an_edit(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    (tmp_path / "py.typed").unlink()
    (tmp_path / "py.typed").symlink_to("__init__.py")
    (tmp_path / "__init__.py").unlink()
    (tmp_path / "__init__.py").mkdir()
    assert drift(FILES, tmp_path).edited == ("__init__.py", "py.typed")


def test_without_a_lock_equal_files_are_in_step_and_the_lock_is_stale(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    (tmp_path / LOCK_NAME).unlink()
    (tmp_path / "py.typed").write_text("x")
    assert drift(FILES, tmp_path) == Drift(edited=("py.typed",), lock_stale=True)


def test_a_lock_that_cannot_be_read_is_no_drift_but_an_error(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    (tmp_path / LOCK_NAME).write_text("{")
    with pytest.raises(UnreadableError, match="lock-unreadable"):
        drift(FILES, tmp_path)


def test_a_file_in_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnreadableError, match="folder-unreadable"):
        drift(FILES, tmp_path / "file")


def test_the_difference_goes_from_disk_to_fresh(tmp_path: Path) -> None:
    put(tmp_path, {"a.py": "x\nsame\n", "gone.py": "bye", "empty.py": "", "same.py": "s\n"})
    files = {"a.py": "y\nsame\n", "new.py": "hello\n", "same.py": "s\n"}
    assert unified_diff(files, tmp_path, ["same.py", "new.py", "gone.py", "a.py", "empty.py"]) == (
        "--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n-x\n+y\n same\n"
        "--- a/empty.py\n+++ /dev/null\n"
        "--- a/gone.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-bye\n\\ No newline at end of file\n"
        "--- /dev/null\n+++ b/new.py\n@@ -0,0 +1 @@\n+hello\n"
    )


def test_the_difference_splits_lines_at_lf_alone_and_survives_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"a\x0cb\r\n\xff\n")
    assert unified_diff({"a.py": "a\x0cb\n"}, tmp_path, ["a.py"]) == (
        "--- a/a.py\n+++ b/a.py\n@@ -1,2 +1 @@\n a\x0cb\n-\\xff\n"
    )


def test_the_difference_to_a_missing_folder_is_all_of_it(tmp_path: Path) -> None:
    assert unified_diff({"a": "1\n"}, tmp_path / "none", ["a"]).startswith("--- /dev/null\n+++ b/a\n")
