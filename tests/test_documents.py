"""Documents: bytes come from below one root, and whatever is no readable file there is refused by name."""

import os
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from eventwright.documents import DiskDocuments, Documents, MemoryDocuments, did_you_mean, nearest
from eventwright.problems import Place, Problem, UnreadableError


def refusal(documents: Documents, name: str) -> Problem:
    with pytest.raises(UnreadableError) as caught:
        documents.read(name)
    (problem,) = caught.value.problems
    assert problem.place == Place(name)
    return problem


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "schemas").mkdir(parents=True)
    (root / "asyncapi.yaml").write_bytes(b"a: 1\n")
    (root / "schemas" / "user.yaml").write_bytes(b"type: object\n")
    (tmp_path / "secret.yaml").write_bytes(b"secret: true\n")
    return root


@pytest.mark.parametrize(
    ("name", "data"), [("asyncapi.yaml", b"a: 1\n"), ("schemas/user.yaml", b"type: object\n")]
)
def test_a_file_below_the_root_is_read(root: Path, name: str, data: bytes) -> None:
    assert DiskDocuments(root).read(name) == data


def test_a_link_that_stays_inside_the_root_is_followed(root: Path) -> None:
    (root / "link.yaml").symlink_to("schemas/user.yaml")
    assert DiskDocuments(root).read("link.yaml") == b"type: object\n"


def test_a_root_that_is_a_link_itself_is_no_escape(root: Path, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(root)
    assert DiskDocuments(tmp_path / "alias").read("asyncapi.yaml") == b"a: 1\n"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("asyncapi.yml", "did you mean 'asyncapi.yaml'?"),
        ("ASYNCAPI.yaml", "did you mean 'asyncapi.yaml'?"),
        ("schemas/users.yaml", "did you mean 'schemas/user.yaml'?"),
        ("nothing-like-it.txt", ""),
        ("no-such-folder/user.yaml", ""),
        ("asyncapi.yaml/below-a-file", ""),
        ("nul\0byte.yaml", ""),
        ("half\ud800.yaml", ""),
    ],
)
def test_a_missing_file_is_named_with_its_near_matches(root: Path, name: str, hint: str) -> None:
    problem = refusal(DiskDocuments(root), name)
    assert (problem.code, problem.message) == ("document-missing", f"{name!r} does not exist")
    assert problem.hint == hint


def test_a_missing_root_is_a_missing_document(tmp_path: Path) -> None:
    assert refusal(DiskDocuments(tmp_path / "nowhere"), "a.yaml").code == "document-missing"


@pytest.mark.parametrize(
    "name", ["../secret.yaml", "schemas/../../secret.yaml", "../no-such.yaml", "/etc/hosts"]
)
def test_a_name_that_leads_outside_is_refused_without_a_look(root: Path, name: str) -> None:
    assert refusal(DiskDocuments(root), name).code == "document-outside-root"


@pytest.mark.parametrize("name", ["leak.yaml", "outer/secret.yaml"])
def test_a_link_that_leads_outside_is_refused(root: Path, tmp_path: Path, name: str) -> None:
    (root / "leak.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "outer").symlink_to(tmp_path)
    problem = refusal(DiskDocuments(root), name)
    assert problem.code == "document-outside-root"
    assert "--ref-root" in problem.hint


def make_folder(path: Path) -> None:
    path.mkdir()


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)


@pytest.mark.parametrize(
    ("make", "kind"),
    [(make_folder, "is a folder"), (make_pipe, "is a named pipe"), (make_socket, "is a socket")],
)
def test_what_is_no_regular_file_is_refused_at_once(
    root: Path, make: Callable[[Path], None], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The address of a socket may be short only, so it is made from within the folder.
    monkeypatch.chdir(root)
    make(root / "thing.yaml")
    problem = refusal(DiskDocuments(root), "thing.yaml")
    assert (problem.code, problem.message) == ("document-not-a-file", f"'thing.yaml' {kind}, not a file")


def test_a_device_is_refused() -> None:
    problem = refusal(DiskDocuments(Path(os.devnull).parent), Path(os.devnull).name)
    assert (problem.code, "is a device" in problem.message) == ("document-not-a-file", True)


def test_the_root_itself_is_no_file(root: Path) -> None:
    assert refusal(DiskDocuments(root), ".").code == "document-not-a-file"


@pytest.mark.parametrize(("size", "fits"), [(4, False), (5, True)])
def test_a_file_may_be_as_large_as_the_limit(root: Path, size: int, fits: bool) -> None:
    documents = DiskDocuments(root, size=size)
    if fits:
        assert documents.read("asyncapi.yaml") == b"a: 1\n"
    else:
        problem = refusal(documents, "asyncapi.yaml")
        assert (problem.code, problem.message) == (
            "document-too-large",
            "'asyncapi.yaml' is larger than 4 bytes",
        )


def as_nobody(work: Callable[[], bool]) -> bool:
    """Do the work in a child that is not the superuser, who may read everything."""
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setuid(65534)
        # Nothing of the test run may happen twice, so the child leaves without any clean-up.
        os._exit(0 if work() else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_file_that_may_not_be_read_says_why() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        place.chmod(0o755)
        (place / "asyncapi.yaml").write_text("a: 1")
        (place / "asyncapi.yaml").chmod(0)

        def is_refused() -> bool:
            problem = refusal(DiskDocuments(place), "asyncapi.yaml")
            return problem.code == "document-unreadable" and "permission denied" in problem.message

        assert as_nobody(is_refused)


def test_a_name_that_the_system_refuses_is_unreadable(root: Path) -> None:
    problem = refusal(DiskDocuments(root), "x" * 300)
    assert problem.code == "document-unreadable"
    assert str(root) not in problem.message


def test_links_in_a_circle_are_unreadable(root: Path) -> None:
    (root / "one.yaml").symlink_to("two.yaml")
    (root / "two.yaml").symlink_to("one.yaml")
    assert refusal(DiskDocuments(root), "one.yaml").code == "document-unreadable"


def test_memory_gives_its_files_and_knows_near_matches() -> None:
    documents = MemoryDocuments({"a/asyncapi.yaml": b"a: 1"})
    assert documents.read("a/asyncapi.yaml") == b"a: 1"
    problem = refusal(documents, "asyncapi.yml")
    assert (problem.code, problem.hint) == ("document-missing", "did you mean 'a/asyncapi.yaml'?")


@pytest.mark.parametrize(
    ("asked", "known", "expected"),
    [
        ("Mesage", ("Message", "Massage", "Channel"), ("Message", "Massage")),
        ("message", ("MESSAGE",), ("MESSAGE",)),
        ("x", ("Message",), ()),
        ("y" * 300, ("y" * 300,), ()),
    ],
)
def test_the_nearest_words_come_first(asked: str, known: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert nearest(asked, known) == expected


@pytest.mark.parametrize(
    ("words", "hint"), [((), ""), (("a",), "did you mean 'a'?"), (("a", "b"), "did you mean 'a' or 'b'?")]
)
def test_a_hint_offers_every_word(words: tuple[str, ...], hint: str) -> None:
    assert did_you_mean(words) == hint
