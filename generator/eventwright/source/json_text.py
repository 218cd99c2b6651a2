"""Reads JSON text (RFC 8259) one token at a time; YAML that only looks like JSON is left to `yaml_text`."""

import json
import re
from collections.abc import Callable
from typing import NoReturn, Optional, TypeAlias

from eventwright.json_value import Json
from eventwright.limits import Limits
from eventwright.source.builder import Builder, OpenMapping, OpenSequence
from eventwright.source.findings import Findings
from eventwright.source.scalars import Fault, Scalar, decimal_float, decimal_integer
from eventwright.source.tree import Mark

_VISIBLE = re.compile(r"[^ \t\n\r]")
_STRING_START = re.compile(r'"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*')
_NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*))((?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)(?![0-9.A-Za-z_+-])")
_WORD = re.compile(r"[-+]?[A-Za-z]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_NUMBERS = frozenset(("NaN", "Infinity", "-Infinity"))
_LITERALS: dict[str, Scalar] = {"true": True, "false": False, "null": None}


class NotJsonError(Exception):
    """The text breaks the grammar of JSON at an offset."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def read_json(findings: Findings, limits: Limits) -> tuple[Json, Mark]:
    """Return value and marks of a JSON text; raises NotJsonError, or SpecError for JSON that we refuse."""
    reader = _Reader(findings, limits)
    step: _Step | None = reader.value
    while step is not None:
        step = step()
    findings.settle()
    document = reader.builder.document
    return document.value[0], document.marks[0]


_Step: TypeAlias = Callable[[], Optional["_Step"]]
"""Reads what may stand next and returns the step after it, None at the end."""


class _Reader:
    def __init__(self, findings: Findings, limits: Limits) -> None:
        self.findings = findings
        self.text = findings.text
        self.digits = limits.digits
        self.builder = Builder(findings, limits)
        self.offset = 0

    def value(self) -> _Step:
        character = self.next()
        if character == '"':
            offset = self.offset
            self.builder.scalar(self.string(), offset)
            return self.after
        if character == "{":
            self.builder.open(OpenMapping(self.offset))
            self.offset += 1
            return self.first_key
        if character == "[":
            self.builder.open(OpenSequence(self.offset))
            self.offset += 1
            return self.first_item
        self.literal()
        return self.after

    def first_item(self) -> _Step:
        return self.end() if self.next() == "]" else self.value

    def first_key(self) -> _Step:
        return self.end() if self.next() == "}" else self.key

    def key(self) -> _Step:
        if self.next() != '"':
            self.fail("expected a key in double quotes")
        offset = self.offset
        self.builder.key(self.string(), offset)
        if self.next() != ":":
            self.fail("expected ':' after the key")
        self.offset += 1
        return self.value

    def after(self) -> _Step | None:
        character = self.next()
        if not self.builder.enclosing:
            if character:
                self.fail("expected nothing more after the end of the document")
            return None
        inside_mapping = isinstance(self.builder.top, OpenMapping)
        if character == ",":
            self.offset += 1
            return self.key if inside_mapping else self.value
        closing = "}" if inside_mapping else "]"
        if character != closing:
            self.fail(f"expected ',' or '{closing}'")
        return self.end()

    def end(self) -> _Step:
        self.offset += 1
        self.builder.close_and_add()
        return self.after

    def next(self) -> str:
        """Skip space and return the character there, or nothing at the end of the text."""
        here = self.text[self.offset : self.offset + 1]
        if here > " ":
            return here
        match = _VISIBLE.search(self.text, self.offset)
        self.offset = match.start() if match else len(self.text)
        return match.group() if match else ""

    def string(self) -> str:
        match = _STRING_START.match(self.text, self.offset)
        end = match.end() if match else self.offset
        if self.text[end : end + 1] != '"':
            self.offset = end
            self.fail("expected the string to go on or to end in '\"'")
        start, self.offset = self.offset, end + 1
        raw = self.text[start : self.offset]
        if "\\" not in raw:
            return raw[1:-1]
        try:
            text: str = json.loads(raw)
        except json.JSONDecodeError as error:
            raise NotJsonError(
                "expected one of JSON's escapes after the backslash", start + error.pos
            ) from None
        if surrogate := _SURROGATE.search(text):
            message = f"the escape \\u{ord(surrogate.group()):04x} is half of a character"
            self.findings.report("lone-surrogate", message, start, self.builder.pointer())
            return _SURROGATE.sub("\ufffd", text)
        return text

    def literal(self) -> None:
        offset = self.offset
        if number := _NUMBER.match(self.text, offset):
            value = self.number(number)
            self.offset = number.end()
        else:
            value = self.word()
        self.builder.scalar(value, offset)

    def word(self) -> Scalar:
        match = _WORD.match(self.text, self.offset)
        word = match.group() if match else ""
        if word not in _LITERALS and word not in _NOT_NUMBERS:
            self.fail("expected a value")
        if word in _NOT_NUMBERS:
            message = f"{word} is a number that JSON does not have"
            self.findings.report("not-json-number", message, self.offset, self.builder.pointer())
        self.offset += len(word)
        return _LITERALS.get(word)

    def number(self, match: re.Match[str]) -> Scalar:
        whole, rest = match.groups()
        value = decimal_float(match.group()) if rest else decimal_integer(whole, self.digits)
        if isinstance(value, Fault):
            self.findings.report(value.code, value.message, self.offset, self.builder.pointer())
            return None
        return value

    def fail(self, message: str) -> NoReturn:
        found = self.text[self.offset : self.offset + 1]
        raise NotJsonError(
            f"{message}, not {found!r}" if found else f"{message}, not the end of the text", self.offset
        )
