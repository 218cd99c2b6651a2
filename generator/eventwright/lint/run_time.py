"""The check of generated packages, taken from the templates: each keyword has one meaning, here and there."""

import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Protocol

from eventwright.json_value import Json
from eventwright.plan.patterns import program_fields
from eventwright.templates import templates_folder

_PACKAGE = "eventwright_run_time"


class ValueProblem(Protocol):
    """What is wrong with a value: a pointer into it, what was expected there, what stands there."""

    @property
    def pointer(self) -> str: ...
    @property
    def expected(self) -> str: ...
    @property
    def got(self) -> str: ...


class Checker(Protocol):
    """Judges values by the names of schemas."""

    def explain(self, name: str, value: Any) -> Sequence[ValueProblem]: ...
    def accepts(self, name: str, value: Any) -> bool: ...


def strict_checker(schemas: Mapping[str, Json]) -> Checker:
    """Return a checker for schemas by name that judges exactly as Draft-07 does, formats included.

    No pattern makes it hang: those that could are matched by programs, as in a package.
    """
    check: Any = _check()
    programs = {text: check.Program(**fields) for text, fields in program_fields(schemas).items()}
    checker: Checker = check.Checker(schemas, check.STRICT, programs)
    return checker


def integer_ranges() -> Mapping[str, tuple[int, int]]:
    """Return the least and the greatest number of each format of integers that is checked."""
    _check()
    ranges: Mapping[str, tuple[int, int]] = import_module(f"{_PACKAGE}._formats").INTEGER_FORMATS
    return ranges


@cache
def _check() -> ModuleType:
    # The modules import each other as parts of one package, which a generated package is elsewhere.
    package = ModuleType(_PACKAGE)
    package.__path__ = [str(templates_folder() / "package")]
    sys.modules[_PACKAGE] = package
    return import_module(f"{_PACKAGE}._check")
