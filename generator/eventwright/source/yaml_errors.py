"""What YAML's parser complains of, as a problem with a place and a hint; finds nothing wrong by itself."""

import re
from typing import NoReturn

import yaml
from yaml.reader import ReaderError

from eventwright.source.findings import Findings

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE_ESCAPE = re.compile(r"[dD][89a-fA-F][0-9a-fA-F]{2}")

_BRACKETS = "close each bracket and put a comma between two items"
_QUOTES = "close the quotes of this text"
_INDENTATION = "check the indentation of this line and of the one before"

# What the parser says, in whole or in part, and what to do about it; the first row that fits is taken.
_HINTS = (
    ("tab character", "indent with spaces; YAML takes no tabs there"),
    ("mapping values are not allowed", "put a text that holds ': ' in quotes, and check the indentation"),
    ("expected ',' or", _BRACKETS),
    ("unexpected end of stream", _QUOTES),
    ("unexpected document indicator", _QUOTES),
    ("did not find expected", _INDENTATION),
    ("expected <block end>", _INDENTATION),
    ("cannot start any token", "put a text that starts with a special character in quotes"),
    ("could not find expected ':'", "put a ':' and a space after the key"),
    ("incompatible YAML document", "remove the %YAML line; YAML 1.2 is meant anyway"),
    ("escape c", "write \\\\ for a backslash in double quotes, or use single quotes"),
    ("undefined tag handle", "remove the tag; only the tags of JSON's own types are known, such as !!str"),
)


def raise_yaml_error(findings: Findings, error: Exception) -> NoReturn:
    """Raise UnreadableError, or SpecError where all that is wrong is depth or half of a surrogate pair."""
    if isinstance(error, ReaderError):
        _raise_unprintable(findings, error)
    if not isinstance(error, yaml.MarkedYAMLError):
        findings.unreadable("not-yaml", f"the text is not YAML: {error}", 0)
    mark = error.problem_mark or error.context_mark
    offset = min(mark.index if mark else 0, len(findings.text))
    if "maximum nesting depth" in str(error.problem):
        # libyaml's scanner runs ahead of its events and has a limit of its own, far above ours.
        message = f"more than {findings.depth} mappings and sequences stand inside one another"
        findings.refuse("too-deep", message, offset)
    if "Unicode character escape" in str(error.problem) and (
        escape := _SURROGATE_ESCAPE.match(findings.text, offset)
    ):
        message = f"the escape \\u{escape.group()} is half of a character"
        findings.refuse("lone-surrogate", message, offset)
    findings.unreadable("not-yaml", _message(error), offset, _hint(findings.text, offset, str(error.problem)))


def _raise_unprintable(findings: Findings, error: ReaderError) -> NoReturn:
    found = _UNPRINTABLE.search(findings.text)
    offset = found.start() if found else int(error.position)
    message = f"the character U+{int(error.character):04X} may not stand in YAML"
    if found:
        message = f"the character U+{ord(found.group()):04X} may not stand in YAML"
    findings.unreadable("not-yaml", message, offset, "remove it, or write it as an escape in double quotes")


def _message(error: yaml.MarkedYAMLError) -> str:
    message = f"the text is not YAML: {error.problem}"
    if error.context and error.context_mark:
        return f"{message}, {error.context} that starts on line {error.context_mark.line + 1}"
    return message


def _hint(text: str, offset: int, problem: str) -> str:
    if text.startswith("\t", offset):
        problem = "tab character"
    return next((hint for fragment, hint in _HINTS if fragment in problem), _INDENTATION)
