"""The formats that findings are reported in; how each looks stands in the module of the finding."""

from enum import StrEnum

JSON_FORMAT = 1
"""The number of the JSON formats in docs/commands.md; a change that breaks a reader raises it."""


class Format(StrEnum):
    """How findings are written."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    MARKDOWN = "markdown"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    SARIF = "sarif"


class RuleFormat(StrEnum):
    """How the table of problems is written."""

    FULL = "full"
    JSON = "json"


class TreeFormat(StrEnum):
    """How the messages of a document are written; the last is the document itself, changed by overlays."""

    FULL = "full"
    JSON = "json"
    DOCUMENT = "document"
