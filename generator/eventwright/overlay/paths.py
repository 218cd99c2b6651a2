"""What a JSONPath (RFC 9535) selects, in bounded work; the one module that knows the library for it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from jsonpath import JSONPath, JSONPathEnvironment, JSONPathMatch
from jsonpath.exceptions import JSONPathError
from jsonpath.filter import BaseExpression, FilterQuery
from jsonpath.function_extensions import Match, Search
from jsonpath.parse import Parser
from jsonpath.stream import TokenStream

from eventwright.json_value import Json
from eventwright.limits import Limits
from eventwright.overlay.canvas import Parts
from eventwright.overlay.work import Work
from eventwright.patterns import judged

_DEEPEST: Final = 50
"""How many brackets may be open in a path: the library parses each a few frames further down the stack."""
_QUOTED: Final = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""", re.DOTALL)
_BRACKET: Final = re.compile(r"[()\[\]]")


class NotAPathError(Exception):
    """The text is no JSONPath, or none that can be followed here."""


class _Node(JSONPathMatch):
    """A node on the way, which knows neither its path as a text nor its children: both grow too large."""

    def new_child(self, obj: object, key: int | str) -> JSONPathMatch:
        context = self.filter_context()
        context["work"].look()
        parts = (*self.parts, key)
        return _Node(filter_context=context, obj=obj, parent=None, path="", parts=parts, root=self.root)

    def add_child(self, *children: JSONPathMatch) -> None:
        """Keep nothing."""


class _Path(JSONPath):
    """A path that starts at a node of ours, so that all below it are."""

    def finditer(
        self, data: Any, *, filter_context: Mapping[str, Any] | None = None
    ) -> Iterable[JSONPathMatch]:
        context = filter_context or {}
        context["work"].look()
        start = _Node(filter_context=context, obj=data, parent=None, path="", parts=(), root=data)
        found: Iterable[JSONPathMatch] = [start]
        for segment in self.segments:
            found = segment.resolve(found)
        return found


class _Parser(Parser):
    """Makes the paths inside of filters ours too."""

    def parse_absolute_query(self, stream: TokenStream) -> BaseExpression:
        return _ours(super().parse_absolute_query(stream))

    def parse_relative_query(self, stream: TokenStream) -> BaseExpression:
        return _ours(super().parse_relative_query(stream))


def _ours(query: BaseExpression) -> BaseExpression:
    if isinstance(query, FilterQuery):
        query.path = _path(query.path)
    return query


def _path(path: JSONPath) -> _Path:
    return _Path(env=path.env, segments=path.segments)


class _Match(Match):
    """`match` for patterns that stay quick on the text in question."""

    def __call__(self, value: object, pattern: object) -> bool:
        _require_quick(value, pattern)
        return super().__call__(value, pattern)


class _Search(Search):
    """`search` likewise."""

    def __call__(self, value: object, pattern: object) -> bool:
        _require_quick(value, pattern)
        return super().__call__(value, pattern)


def _require_quick(value: object, pattern: object) -> None:
    if not isinstance(value, str) or not isinstance(pattern, str):
        return
    verdict = judged(pattern)
    if verdict.error or (verdict.degree and len(value) > verdict.short):
        reason = "cannot be read" if verdict.error else "takes too long on a text of the document"
        raise NotAPathError(f"the pattern {pattern[:60]!r} {reason}")


class Finder:
    """Finds what paths select; each node on the way is a look."""

    def __init__(self, limits: Limits, work: Work) -> None:
        self._work = work

        class Environment(JSONPathEnvironment):
            """RFC 9535 alone, to the depth that documents have."""

            parser_class = _Parser
            max_recursion_depth = limits.depth + 1

            def setup_function_extensions(self) -> None:
                super().setup_function_extensions()
                self.function_extensions |= {"match": _Match(), "search": _Search()}

            def getitem(self, obj: Any, key: Any) -> Any:
                work.look()
                return super().getitem(obj, key)

        self._environment = Environment(strict=True)

    def found(self, path: str, document: Json) -> tuple[Parts, ...]:
        """Return the way to each node that is selected, once; raises NotAPathError, TooMuchWorkError."""
        if _nesting(path) > _DEEPEST:
            raise NotAPathError("it is nested too deeply")
        try:
            compiled = self._environment.compile(path)
            if not isinstance(compiled, JSONPath):
                raise NotAPathError("several paths are joined")
            nodes = _path(compiled).finditer(document, filter_context={"work": self._work})
            return tuple(dict.fromkeys(node.parts for node in nodes))
        except RecursionError as error:
            raise NotAPathError("it is nested too deeply") from error
        except JSONPathError as error:
            raise NotAPathError(_message(error)) from error
        except ValueError as error:
            # Of a number with more digits than Python reads.
            raise NotAPathError("it has a number that is too long") from error


def _nesting(path: str) -> int:
    """Return how many brackets are open at most; those of names and texts count for nothing."""
    deepest = depth = 0
    for bracket in _BRACKET.findall(_QUOTED.sub("", path)):
        depth += 1 if bracket in "([" else -1
        deepest = max(deepest, depth)
    return deepest


def _message(error: JSONPathError) -> str:
    """Return what the library says in one line, without the drawing of where."""
    return re.split(r"[\r\n]", str(error.args[0] if error.args else error), maxsplit=1)[0][:200]
