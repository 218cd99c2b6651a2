"""Documents as they are in a commit: how they are named, what is read, and what is refused in which words."""

import json
import os
import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.repositories import Repository, made
from typer.testing import CliRunner, Result

from eventwright.cli import app
from eventwright.git import commit_of, repository_at
from eventwright.problems import UnreadableError

SPEC = """\
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    publish:
      message:
        payload: {$ref: 'parts/order.yaml#/Order'}
"""
ORDER = "Order: {type: string, enum: [%s]}\n"
CHANGED = (
    'spec/parts/order.yaml:1:36: enum-value-added the value "paid" was added '
    "(receiver breaking, sender safe)\n"
)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A value is added on the branch `change`, which is checked out; `main` has what was."""
    repository = made(tmp_path / "repository")
    monkeypatch.chdir(repository.folder)
    repository.write("spec/orders.yaml", SPEC)
    repository.write("spec/parts/order.yaml", ORDER % "open")
    repository.write("eventwright.toml", 'spec = "spec/orders.yaml"\n')
    repository.commit("was")
    repository.git("tag", "v1.0.0")
    repository.git("switch", "--quiet", "--create", "change")
    repository.write("spec/parts/order.yaml", ORDER % "open, paid")
    repository.commit("is")
    return repository


def diff(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["diff", *arguments])


def concise(*arguments: str) -> str:
    result = diff(*arguments, "--output-format", "concise")
    assert (result.exit_code, result.stderr) == (1, "")
    return result.stdout


def refused(*arguments: str) -> str:
    """What is said of a question that cannot be answered."""
    result = diff(*arguments, "--fail-on", "none")
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    "arguments",
    [
        ["git:main:spec/orders.yaml", "spec/orders.yaml"],
        ["git:main:./spec/orders.yaml", "./spec/orders.yaml"],
        ["git:v1.0.0:spec/orders.yaml", "spec/orders.yaml"],
        ["git:HEAD~1:spec/orders.yaml", "spec/orders.yaml"],
        ["git:refs/heads/main:spec/orders.yaml", "spec/orders.yaml"],
        ["--against", "git:main"],
        ["--against", "merge-base:main"],
        ["spec/orders.yaml", "--against", "git:main"],
    ],
)
def test_a_document_is_compared_with_what_it_was_in_a_commit_and_so_is_what_it_refers_to(
    arguments: list[str],
) -> None:
    assert concise(*arguments) == CHANGED.replace(
        "spec/", "./spec/" if "./spec/orders.yaml" in arguments else "spec/"
    )


def test_nothing_of_the_disk_is_touched_or_read_for_a_commit(repository: Repository) -> None:
    repository.git("rm", "--quiet", "-r", "spec")
    before = repository.git("status", "--porcelain")
    assert concise("git:main:spec/orders.yaml", "git:change:spec/orders.yaml") == f"git:change:{CHANGED}"
    assert repository.git("status", "--porcelain") == before


def test_annotations_name_the_file_and_not_the_commit(repository: Repository) -> None:
    line = diff(
        "git:main:spec/orders.yaml", "git:change:spec/orders.yaml", "--output-format", "github"
    ).stdout
    assert line.startswith("::error file=spec/parts/order.yaml,line=1,")


def test_the_lines_of_a_commit_are_shown(repository: Repository) -> None:
    text = diff("--against", "git:main").stdout
    assert "  old git:main:spec/parts/order.yaml:1:" in text
    assert f" > 1 | {ORDER % 'open'}" in text


def test_what_main_has_got_since_is_no_change_of_the_branch(repository: Repository) -> None:
    repository.git("switch", "--quiet", "main")
    repository.write("spec/parts/order.yaml", ORDER % "open, void")
    repository.commit()
    repository.git("switch", "--quiet", "change")
    assert "void" in concise("--against", "git:main")
    assert concise("--against", "merge-base:main") == CHANGED


def test_paths_begin_at_the_top_or_with_a_dot_at_the_working_directory(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.folder / "spec")
    assert concise("git:main:./orders.yaml", "orders.yaml") == CHANGED.removeprefix("spec/")
    assert concise("git:main:spec/orders.yaml", "orders.yaml") == CHANGED.removeprefix("spec/")
    assert concise("--against", "git:main") == f"../{CHANGED}"
    assert concise("git:main:spec/orders.yaml", str(repository.folder / "spec/orders.yaml"))
    assert concise(str(repository.folder / "spec/orders.yaml"), "--against", "git:main")


def test_every_configured_document_is_compared_once(repository: Repository) -> None:
    targets = [("spec/orders.yaml", "one"), ("spec/orders.yaml", "two"), ("spec/bills.yaml", "three")]
    text = "".join(f'[[target]]\nspec = "{spec}"\noutput = "{output}"\n' for spec, output in targets)
    repository.write("eventwright.toml", text)
    repository.write("spec/bills.yaml", SPEC.replace("parts/order.yaml#", "#").replace("Order}", "info"))
    repository.write("spec/bills.yaml", SPEC.replace("{$ref: 'parts/order.yaml#/Order'}", "{minLength: 1}"))
    repository.commit("bills")
    repository.write("spec/bills.yaml", SPEC.replace("{$ref: 'parts/order.yaml#/Order'}", "{minLength: 2}"))
    report = json.loads(diff("--against", "git:HEAD", "--output-format", "json").stdout)
    assert report["changes"][0]["pointer_new"] == (
        "spec/bills.yaml#/channels/orders/publish/message/payload/minLength"
    )
    assert len(report["changes"]) == 1
    assert report["verdict"] == {"receiver": "safe", "sender": "breaking", "code": report["verdict"]["code"]}
    assert report["bump"] == "major"


def test_references_reach_as_far_as_the_configuration_lets_them(repository: Repository) -> None:
    repository.write("spec/deep/orders.yaml", SPEC.replace("parts/", "../parts/"))
    repository.commit()
    assert "reference-outside-root" in refused("git:HEAD:spec/deep/orders.yaml", "spec/deep/orders.yaml")
    repository.write("eventwright.toml", 'spec = "spec/deep/orders.yaml"\nref_root = "spec"\n')
    assert diff("git:HEAD:spec/deep/orders.yaml", "spec/deep/orders.yaml").exit_code == 0
    assert diff("--against", "git:HEAD").exit_code == 0


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("old", "told"),
    [
        (
            "git:mian:spec/orders.yaml",
            "git-unknown-revision 'mian' is no commit of this repository\n  hint: did you mean 'main'?",
        ),
        (
            "git:--output=x:spec/orders.yaml",
            "git-unknown-revision '--output=x' cannot be the name of a commit",
        ),
        ("git::spec/orders.yaml", "git-unknown-revision '' cannot be the name of a commit"),
        ("git:main\n:spec/orders.yaml", "git-unknown-revision 'main\\n' cannot be the name of a commit"),
        ("git:main..change:spec/orders.yaml", "git-unknown-revision 'main..change' is no commit"),
        ("git:^main:spec/orders.yaml", "git-unknown-revision '^main' is no commit"),
        (
            "v1.0.0:spec/orders.yaml",
            "document-missing 'v1.0.0:spec/orders.yaml' does not exist\n"
            "  hint: did you mean 'git:v1.0.0:spec/orders.yaml'?",
        ),
        ("v9:spec/orders.yaml", "v9:spec/orders.yaml: document-missing 'orders.yaml' does not exist"),
        ("git:main", "git-path-missing 'git:main' names no file of a commit"),
        ("git:main:", "git-path-missing"),
        (
            "git:main:spec/order.yaml",
            "document-missing 'order.yaml' does not exist\n  hint: did you mean 'orders.yaml'?",
        ),
        ("git:main:spec/orders.yaml/x", "'x' lies below 'spec/orders.yaml', which is a file"),
        ("git:main:spec", "git:main:spec: document-not-a-file 'spec' is a folder"),
        ("git:main:.", "is a folder"),
        ("git:main:../orders.yaml", "document-outside-root '../orders.yaml' lies outside of the repository"),
        ("git:main:./../orders.yaml", "document-outside-root"),
        ("git:main:/etc/passwd", "document-outside-root"),
        ("git:main:spec\norders.yaml", "document-missing"),
    ],
)
def test_what_cannot_be_read_is_no_answer(old: str, told: str) -> None:
    assert told in refused(old, "spec/orders.yaml")


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("against", "told"),
    [
        ("HEAD", "hint: did you mean 'git:HEAD' or 'merge-base:HEAD'?"),
        ("v1.0.0", "hint: did you mean 'git:v1.0.0' or 'merge-base:v1.0.0'?"),
        ("mian", "git-unknown-revision 'mian' names no commit\n  hint: write git:REF, or merge-base:REF"),
        ("", "git-unknown-revision '' names no commit"),
    ],
)
def test_a_commit_without_its_prefix_is_met_with_the_hint_to_write_it(against: str, told: str) -> None:
    assert told in refused("--against", against)


def test_a_file_that_is_called_like_one_of_a_commit_is_that_file(repository: Repository) -> None:
    repository.write("main:orders.yaml", SPEC.replace("parts/order.yaml", "spec/parts/order.yaml"))
    assert diff("main:orders.yaml", "main:orders.yaml").exit_code == 0


def test_what_is_no_file_in_a_commit_is_refused(repository: Repository) -> None:
    (repository.folder / "spec/link.yaml").symlink_to("orders.yaml")
    (repository.folder / "link").symlink_to("spec")
    repository.write("spec/lfs.yaml", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")
    repository.git(
        "update-index", "--add", "--cacheinfo", f"160000,{repository.git('rev-parse', 'main')},sub"
    )
    repository.git("add", "spec", "link")
    repository.git("commit", "--quiet", "--message", "odd")
    for path, told in (
        ("spec/link.yaml", "document-not-a-file 'link.yaml' is a link in git"),
        ("link/orders.yaml", "'orders.yaml' lies below 'link', which is a link in git"),
        ("sub/orders.yaml", "'orders.yaml' lies below 'sub', which is a submodule"),
        ("spec/lfs.yaml", "document-in-lfs 'lfs.yaml' is only a pointer of Git LFS"),
    ):
        assert told in refused(f"git:HEAD:{path}", "spec/orders.yaml")


def test_a_reference_does_not_leave_the_repository_nor_follow_a_link(repository: Repository) -> None:
    (repository.folder / "spec/parts/link.yaml").symlink_to("order.yaml")
    repository.write("spec/orders.yaml", SPEC.replace("order.yaml", "link.yaml"))
    repository.write("orders.yaml", SPEC.replace("parts/order.yaml", "../../order.yaml"))
    repository.commit()
    assert "is a link in git" in refused("git:HEAD:spec/orders.yaml", "git:main:spec/orders.yaml")
    assert "reference-outside-root" in refused("git:HEAD:orders.yaml", "git:main:spec/orders.yaml")


def test_a_file_that_is_too_large_is_not_read(repository: Repository) -> None:
    assert "document-too-large" in refused(
        "git:main:spec/orders.yaml", "spec/orders.yaml", "--limit", "size=100"
    )


def test_a_document_that_the_commit_does_not_have_is_no_answer_until_it_may_be_passed_over(
    repository: Repository,
) -> None:
    repository.write("spec/new.yaml", SPEC)
    repository.write(
        "eventwright.toml", '[[target]]\nspec = "spec/new.yaml"\n[[target]]\nspec = "spec/orders.yaml"\n'
    )
    assert "git:main:spec/new.yaml: document-missing" in refused("--against", "git:main")
    result = diff("--against", "git:main", "--skip-new", "--output-format", "concise")
    assert (result.exit_code, result.stdout) == (1, CHANGED)
    assert "spec/new.yaml: warning: document-new 'git:main:spec/new.yaml' is not there yet" in result.stderr
    # What is nowhere is not new, nor is what cannot be read there.
    assert "document-missing" in refused("spec/gone.yaml", "--against", "git:main", "--skip-new")
    assert "document-not-a-file" in refused("spec", "--against", "git:main", "--skip-new")


@pytest.fixture
def shallow(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A clone as CI has it: the last commit of a branch and nothing else."""
    folder = tmp_path / "shallow"
    url = repository.folder.as_uri()
    made(folder).git("remote", "add", "origin", url)
    clone = Repository(folder)
    clone.git("fetch", "--quiet", "--depth=1", "origin", "change")
    clone.git("checkout", "--quiet", "--detach", "FETCH_HEAD")
    monkeypatch.chdir(folder)
    return clone


@pytest.mark.parametrize(
    ("against", "command"),
    [
        ("git:origin/main", "git fetch --depth=1 origin +refs/heads/main:refs/remotes/origin/main"),
        ("git:main", "git fetch --depth=1 origin refs/heads/main:refs/heads/main"),
        ("git:v1.0.0", "git fetch --depth=1 origin refs/tags/v1.0.0:refs/tags/v1.0.0"),
        ("git:HEAD~1", "git fetch --unshallow origin"),
        ("merge-base:origin/main", "git fetch --depth=1 origin +refs/heads/main:refs/remotes/origin/main"),
    ],
)
def test_a_shallow_clone_is_told_the_command_that_fetches_what_is_missing(
    shallow: Repository, against: str, command: str
) -> None:
    told = refused("--against", against)
    assert f"hint: this clone is shallow; fetch it: {command}\n" in told
    shallow.git(*shlex.split(command)[1:])
    if against.startswith("git:"):
        assert concise("--against", against) == CHANGED
        return
    # Only now can be told that the branches do not meet in what is there.
    told = refused("--against", against)
    assert "git-no-merge-base" in told
    command = told.partition("fetch the rest: ")[2].strip()
    shallow.git(*shlex.split(command)[1:])
    assert concise("--against", against) == CHANGED


def test_a_clone_without_objects_fetches_nothing_and_says_how(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    url = repository.folder.as_uri()
    repository.git("clone", "--quiet", "--filter=blob:none", "--no-checkout", url, str(tmp_path / "partial"))
    monkeypatch.chdir(tmp_path / "partial")
    (tmp_path / "partial/new.yaml").write_text(SPEC)
    told = refused("git:origin/main:spec/orders.yaml", str(repository.folder / "spec/orders.yaml"))
    assert "document-unreadable 'orders.yaml' can't be read: git does not have it here" in told
    partial = Repository(tmp_path / "partial")
    partial.git(*shlex.split(told.partition("this fetches it: ")[2].splitlines()[0])[1:])
    told = refused("git:origin/main:spec/orders.yaml", str(repository.folder / "spec/orders.yaml"))
    assert "'orders.yaml'" not in told


def test_without_a_repository_or_git_there_is_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    Path("a.yaml").write_text(SPEC)
    assert "git-no-repository there is no git repository to read from: " in refused(
        "git:main:a.yaml", "a.yaml"
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git-missing git cannot be run: no such file" in refused("git:main:a.yaml", "a.yaml")


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    "arguments",
    [
        ["spec/orders.yaml"],
        [],
        ["spec/orders.yaml", "spec/orders.yaml", "--against", "git:main"],
        ["--against", "main"],
        ["--against", "git:"],
        ["--against", "merge-base:"],
        ["spec/gone.yaml", "--against", "git:main"],
    ],
)
def test_a_question_that_is_none_is_refused(arguments: list[str]) -> None:
    result = diff(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_no_name_makes_git_do_anything_else(name: str) -> None:
    """Only what git takes for a commit is one; everything else is refused, and nothing is written."""
    repository = repository_at(os.fspath(Path(__file__).parent))
    try:
        found = commit_of(repository, name)
    except UnreadableError as error:
        assert [problem.code for problem in error.problems] == ["git-unknown-revision"]
    else:
        assert len(found.oid) in (40, 64)
