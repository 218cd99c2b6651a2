"""Remarks in the format of a tool that reads them; each format stands in a module of its own."""

import posixpath
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from eventwright.report.formats import Format
from eventwright.report.github import github_text
from eventwright.report.gitlab import gitlab_text
from eventwright.report.junit import junit_text
from eventwright.report.remarks import HelpOf, Remark, Spot
from eventwright.report.sarif import sarif_text

ForTools = Literal[Format.GITHUB, Format.GITLAB, Format.JUNIT, Format.SARIF]


def tools_text(
    command: str, form: ForTools, remarks: Sequence[Remark], help_of: HelpOf, below: str = ""
) -> str:
    """Return what a command has found; tools want files as the top of the repository sees them.

    `below` is the folder in which the command runs, from there.
    """
    remarks = [replace(each, spot=_seen(each.spot, below)) for each in remarks] if below else remarks
    match form:
        case Format.GITHUB:
            return github_text(remarks)
        case Format.GITLAB:
            return gitlab_text(remarks)
        case Format.JUNIT:
            return junit_text(command, remarks)
        case Format.SARIF:
            return sarif_text(remarks, help_of)


def _seen(spot: Spot | None, below: str) -> Spot | None:
    """What lies outside of the repository, or is none of a disk, has no other name there."""
    if spot is None or spot.from_top or not spot.file or "://" in spot.file:
        return spot
    file = posixpath.normpath(posixpath.join(below, spot.file))
    return spot if file.startswith(("../", "/")) else replace(spot, file=file)
