"""What one row of the table of problem codes says; the rows stand in a module for each subject."""

import re
from dataclasses import dataclass
from enum import StrEnum
from textwrap import dedent

from eventwright.problems import Level


class Subject(StrEnum):
    """What a problem is about, in the order of the guide."""

    DOCUMENT = "The file of a document"
    TEXT = "The text of a document"
    OVERLAY = "Overlays"
    REFERENCE = "References"
    GRAMMAR = "What a document is made of"
    MEANING = "What a document says"
    AGREEMENT = "Parts of a document that have to agree"
    ADVICE = "What is legal but suspicious"
    CONFIGURATION = "Configuration and flags"
    FOLDER = "The package folder"
    HANDLERS = "The handlers file"
    DRIFT = "What check finds"


@dataclass(frozen=True, slots=True)
class Rule:
    """One code: what it stands for, and what to do about it in general.

    `example` is the smallest document with this problem, or what matters of it: unless it names its version,
    `asyncapi`, `info` and `channels` are added (`whole`). `mended` is the same document without the problem.
    What has a key `overlay` or `actions` is an overlay.
    `goes_on` tells that an error leaves no doubt about what to generate; `goes_on_in_notes` that it leaves
    none in what is for people alone: in `info`, tags, descriptions and examples.
    """

    code: str
    subject: Subject
    purpose: str
    mend: str
    level: Level = Level.ERROR
    example: str = ""
    mended: str = ""
    goes_on: bool = False
    goes_on_in_notes: bool = False

    @property
    def refuses(self) -> bool:
        """Whether nothing is generated from a document with this problem, also without `--strict`."""
        return self.level is Level.ERROR and not self.goes_on and not self.is_drift

    @property
    def is_drift(self) -> bool:
        """Whether it is no problem, but what `check` finds of a package: an error of it, or else a note."""
        return self.subject is Subject.DRIFT


_KEY = re.compile(r"[a-z][\w-]*:")
_OVERLAY = ("actions", "overlay")
_FIRST = {
    "asyncapi": "asyncapi: 2.6.0\n",
    "info": "info: {title: Orders, version: 1.0.0}\n",
    "channels": "channels: {}\n",
}


def shown(example: str) -> str:
    """Return an example as it is shown: without the margin that it has in a row."""
    return dedent(example).strip("\n") + "\n"


def whole(example: str) -> tuple[str, str]:
    """Return name and text of the file that an example stands for; only a YAML mapping is completed."""
    text = shown(example)
    if not _KEY.match(text):
        return ("spec.json" if text.startswith("{") else "spec.yaml"), text
    keys = {line.partition(":")[0] for line in text.splitlines()}
    if not keys.isdisjoint(_OVERLAY):
        return "overlay.yaml", text
    missing = () if "asyncapi" in keys else (line for key, line in _FIRST.items() if key not in keys)
    return "spec.yaml", "".join(missing) + text
