"""Scratch repositories of git, with none of the settings of who runs the tests."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

_ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_NAME": "tests" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "tests@example.com" for who in ("AUTHOR", "COMMITTER")},
}


@dataclass(frozen=True)
class Repository:
    """A repository in a folder that is there."""

    folder: Path

    def git(self, *arguments: str) -> str:
        """Run git there; one that fails is a fault of the test."""
        return subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**os.environ, **_ALONE},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self, message: str = "change") -> str:
        """Commit all that is there, and return the id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")


def made(folder: Path) -> Repository:
    """Make a repository whose branch is `main`."""
    folder.mkdir(exist_ok=True)
    repository = Repository(folder)
    repository.git("init", "--quiet", "--initial-branch=main")
    return repository
