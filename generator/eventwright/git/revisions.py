"""From what the user calls a commit to the commit, and what to do where there is none; reads no file."""

import re
import shlex
from collections.abc import Sequence

from eventwright.documents import did_you_mean, nearest
from eventwright.git.repository import Commit, Repository
from eventwright.git.run import run
from eventwright.problems import Problem, UnreadableError

_OID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_PLAIN = re.compile(r"[^\s\x00-\x20\x7f:\\-][^\s\x00-\x20\x7f:\\]*")
_RELATIVE = re.compile(r"[~^@]")
_VERSION = re.compile(r"v?[0-9]+(\.[0-9]+)*[0-9A-Za-z.+-]*")
_SHORT = 12


def commit_of(repository: Repository, name: str) -> Commit:
    """Return the commit that a branch, a tag or anything else that git reads leads to.

    Raises UnreadableError `git-unknown-revision`.
    """
    oid = _oid(repository, name)
    if oid is None:
        raise UnreadableError([_unknown(repository, name)])
    return Commit(repository, oid, name)


def merge_base(repository: Repository, name: str) -> Commit:
    """Return the commit where the branch that is checked out has left the other one.

    Raises UnreadableError `git-unknown-revision` and `git-no-merge-base`.
    """
    other = commit_of(repository, name)
    head = commit_of(repository, "HEAD")
    found = run(repository.folder, "merge-base", other.oid, head.oid)
    oid, _, _ = found.output.partition("\n")
    if found.good and _OID.fullmatch(oid):
        return Commit(repository, oid, oid[:_SHORT])
    message = f"what is checked out and {name!r} have no commit in common"
    hint = f"compare with {name!r} itself: git:{name}"
    if _shallow(repository):
        hint = (
            f"this clone is shallow; fetch the rest: {_command('--unshallow', *_refspec(repository, name))}"
        )
    raise UnreadableError([Problem("git-no-merge-base", message, hint=hint)])


def _oid(repository: Repository, name: str) -> str | None:
    # What begins with a dash would be taken for an option.
    if not _PLAIN.fullmatch(name):
        return None
    found = run(repository.folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return found.output if found.good and _OID.fullmatch(found.output) else None


def _unknown(repository: Repository, name: str) -> Problem:
    message = f"{name!r} is no commit of this repository"
    if not _PLAIN.fullmatch(name):
        hint = "name a branch, a tag or a commit, such as git:main:spec/orders.yaml"
        return Problem("git-unknown-revision", f"{name!r} cannot be the name of a commit", hint=hint)
    if _shallow(repository):
        depth = "--unshallow" if _RELATIVE.search(name) else "--depth=1"
        command = _command(depth, *_refspec(repository, name))
        return Problem("git-unknown-revision", message, hint=f"this clone is shallow; fetch it: {command}")
    near = did_you_mean(nearest(name, _names(repository)))
    fetch = f"fetch it: {_command(*_refspec(repository, name))}" if _remotes(repository) else ""
    return Problem("git-unknown-revision", message, hint=near or fetch)


def _shallow(repository: Repository) -> bool:
    return run(repository.folder, "rev-parse", "--is-shallow-repository").output == "true"


def _names(repository: Repository) -> Sequence[str]:
    return run(repository.folder, "for-each-ref", "--format=%(refname:short)").output.splitlines()


def _remotes(repository: Repository) -> Sequence[str]:
    found = run(repository.folder, "remote").output.splitlines()
    return sorted(found, key=lambda remote: remote != "origin")


def _refspec(repository: Repository, name: str) -> tuple[str, ...]:
    """Return remote and refspec by which `git fetch` brings what the name stands for, under that name."""
    remotes = _remotes(repository)
    first = remotes[0] if remotes else "origin"
    plain = _RELATIVE.split(name)[0]
    if plain in ("", "HEAD"):
        return (first,)
    if _OID.fullmatch(plain):
        return first, plain
    for remote in remotes:
        branch = plain.removeprefix("refs/remotes/").removeprefix(f"{remote}/")
        if branch != plain and f"{remote}/" in plain:
            return remote, f"+refs/heads/{branch}:refs/remotes/{remote}/{branch}"
    if plain.startswith("refs/"):
        return first, f"{plain}:{plain}"
    kind = "tags" if _VERSION.fullmatch(plain) else "heads"
    return first, f"refs/{kind}/{plain}:refs/{kind}/{plain}"


def _command(*arguments: str) -> str:
    return shlex.join(("git", "fetch", *arguments))
