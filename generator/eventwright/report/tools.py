"""Remarks in the format of a tool that reads them; each format stands in a module of its own."""

from collections.abc import Sequence
from typing import Literal

from eventwright.report.formats import Format
from eventwright.report.github import github_text
from eventwright.report.gitlab import gitlab_text
from eventwright.report.junit import junit_text
from eventwright.report.remarks import HelpOf, Remark
from eventwright.report.sarif import sarif_text

ForTools = Literal[Format.GITHUB, Format.GITLAB, Format.JUNIT, Format.SARIF]


def tools_text(command: str, form: ForTools, remarks: Sequence[Remark], help_of: HelpOf) -> str:
    """Return what a command has found."""
    match form:
        case Format.GITHUB:
            return github_text(remarks)
        case Format.GITLAB:
            return gitlab_text(remarks)
        case Format.JUNIT:
            return junit_text(command, remarks)
        case Format.SARIF:
            return sarif_text(remarks, help_of)
