"""What can run `check` for a project, and where that would stand; nobody is asked, and nothing is made."""

import os
from dataclasses import dataclass
from pathlib import Path

from eventwright.configuration import Configuration
from eventwright.setup import pre_commit, workflow
from eventwright.setup.change import Change
from eventwright.setup.files import content
from eventwright.setup.project import Project


@dataclass(frozen=True, slots=True)
class Hook:
    """A hook of pre-commit. The configuration has to be at the top, since hooks run there."""

    path: Path
    at_top: bool
    offered: bool
    """Whether it fits without having been asked for: in a repository, and at its top."""

    def change(self) -> Change:
        return pre_commit.with_hook(str(self.path), content(self.path))


@dataclass(frozen=True, slots=True)
class Workflow:
    """A workflow for GitHub; `below` is the folder of the configuration, from the top of the repository."""

    path: Path
    below: str

    def change(self) -> Change:
        return workflow.workflow(self.path.as_posix(), self.below, content(self.path))


def offers(project: Project, configuration: Configuration, folder: Path) -> tuple[Hook, Workflow]:
    """Return both for the repository, or else for the folder; paths are relative to the folder."""
    top = project.repository or folder
    configured = Path(os.path.normpath(folder / configuration.file)).parent
    up = os.path.relpath(top, folder)
    part = configured if configured.is_relative_to(top) else folder
    hook = Hook(Path(up, pre_commit.FILE), configured == top, project.repository == configured)
    return hook, Workflow(Path(up, workflow.FILE), part.relative_to(top).as_posix())
