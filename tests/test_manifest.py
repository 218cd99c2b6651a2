"""The lock: its text, what reads back, and what is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventwright.manifest import (
    LOCK_NAME,
    Manifest,
    digest,
    digests,
    plain_path,
    read_bytes,
    read_manifest,
    steadily,
)
from eventwright.problems import UnreadableError

HASH = digest("x")
FULL = Manifest(
    generator="1.2.3",
    documents={"b.yaml": HASH, "a.yaml": HASH},
    options={"decode": {"nulls": "strict", "enums": "open"}, "tags": ["b", "a"], "limit": None},
    files={"models.py": HASH, "__init__.py": HASH},
    classes={"Zebra": "a.yaml#/components/schemas/Zebra", "Ape": "a.yaml#/~1é"},
)


def put(folder: Path, text: str) -> None:
    (folder / LOCK_NAME).write_bytes(text.encode("utf-8"))


def refusal(folder: Path) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read_manifest(folder)
    assert [problem.code for problem in caught.value.problems] == ["lock-unreadable"]
    assert caught.value.problems[0].hint
    return caught.value


def test_a_lock_reads_back_as_it_was(tmp_path: Path) -> None:
    put(tmp_path, FULL.text())
    assert read_manifest(tmp_path) == FULL


def test_the_text_is_sorted_where_order_has_no_meaning_and_begins_with_the_format() -> None:
    lines = FULL.text().splitlines()
    assert lines[1] == '  "format": 1,'
    value = json.loads(FULL.text())
    assert list(value["documents"]) == ["a.yaml", "b.yaml"]
    assert list(value["options"]["decode"]) == ["enums", "nulls"]
    assert value["options"]["tags"] == ["b", "a"]
    assert FULL.text().endswith("}\n") and FULL.text().isascii()


@given(st.dictionaries(st.text(), st.text()), st.randoms())
def test_equal_manifests_have_equal_text(classes: dict[str, str], random: Any) -> None:
    keys = list(classes)
    random.shuffle(keys)
    shuffled = {key: classes[key] for key in keys}
    assert Manifest("1", {}, {}, {}, classes).text() == Manifest("1", {}, {}, {}, shuffled).text()


def test_a_folder_without_a_lock_has_none(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
    assert read_manifest(tmp_path / "nowhere") is None


def test_a_digest_does_not_see_the_line_ending() -> None:
    assert digest("a\nb\n") == digest("a\r\nb\r\n") == digest(b"a\r\nb\n")
    assert digest("a\rb") != digest("a\nb")
    assert digests({"b": "2", "a": "1"}) == {"a": digest("1"), "b": digest("2")}


def test_keys_nobody_knows_yet_are_tolerated(tmp_path: Path) -> None:
    put(tmp_path, json.dumps({**json.loads(FULL.text()), "later": [1]}))
    assert read_manifest(tmp_path) == FULL


def test_a_lock_with_a_byte_order_mark_and_crlf_is_read(tmp_path: Path) -> None:
    put(tmp_path, "\ufeff" + FULL.text().replace("\n", "\r\n"))
    assert read_manifest(tmp_path) == FULL


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "../x.py",
        "a/../../x.py",
        "/etc/passwd",
        "a//b",
        "a/",
        "./a",
        "C:/x",
        "c:x",
        "a\\b",
        "a\nb",
        "a\0b",
        "\ud800",
        LOCK_NAME,
        LOCK_NAME.upper(),
    ],
)
def test_a_lock_that_reaches_out_of_its_folder_is_refused_whole(tmp_path: Path, path: str) -> None:
    value = json.loads(FULL.text())
    value["files"][path] = HASH
    put(tmp_path, json.dumps(value))
    assert "no path of a generated file" in str(refusal(tmp_path))


def without(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda value: {name: item for name, item in value.items() if name != key}


@pytest.mark.parametrize(
    "change",
    [
        lambda _: [],
        lambda _: None,
        without("format"),
        without("files"),
        without("options"),
        without("generator"),
        lambda value: {**value, "format": 2},
        lambda value: {**value, "format": True},
        lambda value: {**value, "format": "1"},
        lambda value: {**value, "files": {"a.py": "abc"}},
        lambda value: {**value, "files": {"a.py": 1}},
        lambda value: {**value, "files": ["a.py"]},
        lambda value: {**value, "classes": {"A": None}},
    ],
)
def test_a_lock_of_another_shape_is_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    put(tmp_path, json.dumps(change(json.loads(FULL.text()))))
    refusal(tmp_path)


@pytest.mark.parametrize(
    "text",
    ["", "{", "nonsense", "[" * 100_000, '{"format": 1, "format": 1}', '{"format": NaN}', "9" * 5000],
)
def test_a_lock_that_is_no_json_is_refused(tmp_path: Path, text: str) -> None:
    put(tmp_path, text)
    refusal(tmp_path)


def test_a_lock_that_is_no_text_or_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).write_bytes(b"\xff\xfe{")
    assert "UTF-8" in str(refusal(tmp_path))
    (tmp_path / LOCK_NAME).unlink()
    (tmp_path / LOCK_NAME).mkdir()
    assert "regular file" in str(refusal(tmp_path))


def test_an_unfinished_merge_in_the_lock_gets_a_hint(tmp_path: Path) -> None:
    text = FULL.text().replace(
        '  "format": 1,\n', '<<<<<<< HEAD\n  "format": 1,\n=======\n  "format": 1,\n>>>>>>> theirs\n'
    )
    put(tmp_path, text)
    error = refusal(tmp_path)
    assert "merge" in error.problems[0].message
    assert "--force" in error.problems[0].hint


@given(st.text(alphabet="ab./\\:\0 ", max_size=12))
def test_a_plain_path_stays_inside_its_folder(path: str) -> None:
    if plain_path(path):
        resolved = (Path("/root/folder") / path).parts
        assert resolved[:3] == ("/", "root", "folder") and len(resolved) > 3 and ".." not in resolved


def exchanged(folder: Path) -> None:
    """Put another folder in its place, as a run that writes beside this one does."""
    other = folder.with_name("other")
    other.mkdir()
    folder.rename(folder.with_name(f"old{len(list(folder.parent.iterdir()))}"))
    other.rename(folder)


def test_a_folder_that_is_exchanged_during_a_look_is_looked_at_again(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    looks = 0

    def look() -> int:
        nonlocal looks
        looks += 1
        if looks < 3:
            exchanged(folder)
        if looks == 2:
            read_bytes(folder, "gone.py")
        return looks

    assert steadily(folder, look) == 3


def test_what_cannot_be_read_in_a_folder_that_stays_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="folder-unreadable"):
        steadily(tmp_path, lambda: read_bytes(tmp_path, "gone.py"))


def test_a_folder_that_never_stays_is_looked_at_a_last_time(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    folder.mkdir()

    def look() -> str:
        exchanged(folder)
        return "seen"

    assert steadily(folder, look) == "seen"
