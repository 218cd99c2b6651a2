"""The problems of one text, gathered with their places while it is read; what to look for is not here."""

from functools import cached_property
from typing import NoReturn

from eventwright.limits import Limits, raise_it
from eventwright.problems import Place, Pointer, Problem, SpecError, UnreadableError, pointer_text
from eventwright.source.lines import Lines, lines_of

_SHOWN = 60

HINTS = {
    "alias-cycle": "write a $ref where a schema contains itself",
    "document-empty": "an AsyncAPI document starts with a line such as `asyncapi: 2.6.0`",
    "duplicate-key": "keep one of the two; a reader would silently drop the other",
    "key-not-a-string": "write the key as plain text; the keys of JSON are strings",
    "key-too-long": f"shorten the key, {raise_it('key')}",
    "lone-surrogate": "escape a character beyond U+FFFF in JSON as a pair of \\u, in YAML as one \\U",
    "merge-not-a-mapping": "give `<<` an alias of a mapping, or a list of such aliases",
    "not-json-number": "JSON knows neither infinity nor NaN; put the text in quotes if text is meant",
    "number-out-of-range": "put the number in quotes if its text is meant",
    "number-too-long": f"put the number in quotes if its text is meant, {raise_it('digits')}",
    "scalar-too-long": f"shorten the text, {raise_it('scalar')}",
    "several-documents": "put each document into a file of its own",
    "tag-mismatch": "remove the tag, or write a value that fits it",
    "too-deep": "move nested schemas to components and refer to them by $ref",
    "too-many-nodes": f"replace aliases of large parts by $ref, which repeats nothing, {raise_it('nodes')}",
    "unknown-alias": "an anchor such as `&name` must stand before its alias",
    "unknown-tag": "remove the tag; only the tags of JSON's own types are known, such as !!str",
}


def shown(text: str, most: int = _SHOWN) -> str:
    """Return a text for a message: quoted, escaped, and cut where it has more than `most` characters."""
    return repr(text if len(text) <= most else text[: most - 3] + "...")


class Findings:
    """Collects what is wrong with one text."""

    def __init__(self, name: str, text: str, limits: Limits) -> None:
        self.name = name
        self.text = text
        self.problems: list[Problem] = []
        self.depth = limits.depth
        self._most = limits.problems

    @cached_property
    def lines(self) -> Lines:
        return lines_of(self.text)

    def report(self, code: str, message: str, offset: int, pointer: Pointer = (), hint: str = "") -> None:
        """Note a problem and go on; raises SpecError when there are too many to be of use."""
        self.problems.append(self._problem(code, message, offset, pointer, hint or HINTS[code]))
        if len(self.problems) >= self._most:
            self.settle()

    def refuse(self, code: str, message: str, offset: int, pointer: Pointer = ()) -> NoReturn:
        """Note a problem past which reading can't go on and raise SpecError with all so far."""
        self.report(code, message, offset, pointer)
        raise SpecError(self.problems)

    def unreadable(self, code: str, message: str, offset: int, hint: str = "") -> NoReturn:
        """Raise UnreadableError with this one problem; what was found before hangs on a wrong reading."""
        raise UnreadableError([self._problem(code, message, offset, (), hint or HINTS.get(code, ""))])

    def settle(self) -> None:
        """Raise SpecError where anything was noted."""
        if self.problems:
            raise SpecError(self.problems)

    def _problem(self, code: str, message: str, offset: int, pointer: Pointer, hint: str) -> Problem:
        line, column = self.lines.at(offset)
        return Problem(code, message, Place(self.name, line, column, pointer_text(pointer)), hint)
