"""What a check carries along: leniency, the scope of a schema, the way through a value; knows no keyword."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ._formats import DecodeProblem, Mismatch, Path, counted, echo, pointer_text

Schema = Mapping[str, Any] | bool
NO_NAMES: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Leniency:
    """What is let pass: values outside an enum, null for optional properties, unknown keys, constraints."""

    open_enums: bool
    null_optionals: bool
    forbid_unknown: bool
    constraints: bool


STRICT: Final = Leniency(open_enums=False, null_optionals=False, forbid_unknown=True, constraints=True)
LENIENT: Final = Leniency(open_enums=True, null_optionals=True, forbid_unknown=False, constraints=True)


class Walk:
    """A way through a value that ends at the first refusal with Mismatch."""

    __slots__ = ("_verdicts",)

    def __init__(self) -> None:
        # Without this, branches that share a nested union would judge it anew, twice as often at each depth.
        self._verdicts: dict[tuple[Test, int], bool] = {}

    def below(self, token: str | int) -> "Walk":
        """The way on into a property or an item."""
        return self

    def refuse(self, keyword: str, expected: str, value: Any) -> None:
        """Note that the value is not as expected."""
        raise Mismatch

    def refuse_union(self, keyword: str, branches: "Sequence[Test]", value: Any) -> None:
        """Note that the value fits no branch, and why not the nearest."""
        raise Mismatch

    def fits(self, test: "Test", value: Any) -> bool:
        """Whether a test passes the value; notes nothing."""
        key = test, id(value)
        verdict = self._verdicts.get(key)
        if verdict is None:
            try:
                test(value, self)
                verdict = True
            except Mismatch:
                verdict = False
            self._verdicts[key] = verdict
        return verdict


Test = Callable[[Any, Walk], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """One refusal: by which keyword, and where from the start of the walk."""

    keyword: str
    path: Path
    expected: str
    got: str

    def problem(self) -> DecodeProblem:
        return DecodeProblem(pointer_text(self.path), self.expected, self.got)


class Report(Walk):
    """A way through a value that goes on after a refusal and notes each in `findings`."""

    __slots__ = ("_explained", "_path", "_silent", "findings")

    def __init__(self, silent: Walk, explained: "dict[tuple[Test, int], list[Finding]]") -> None:
        self._silent = silent
        self._explained = explained
        self._path: Path = ()
        self.findings: list[Finding] = []

    def below(self, token: str | int) -> "Report":
        inner = Report(self._silent, self._explained)
        inner._path = (*self._path, token)
        inner.findings = self.findings
        return inner

    def refuse(self, keyword: str, expected: str, value: Any) -> None:
        self.findings.append(Finding(keyword, self._path, expected, echo(value)))

    def refuse_union(self, keyword: str, branches: Sequence[Test], value: Any) -> None:
        self.refuse(keyword, f"a value that fits one of {counted(len(branches), 'schema')}", value)
        nearest = min([self._explain(branch, value) for branch in branches], key=_distance)
        self.findings.extend(replace(finding, path=self._path + finding.path) for finding in nearest)

    def fits(self, test: Test, value: Any) -> bool:
        return self._silent.fits(test, value)

    def _explain(self, test: Test, value: Any) -> list[Finding]:
        """The findings of one test, with paths from this value on; kept for the reason that verdicts are."""
        key = test, id(value)
        if key not in self._explained:
            inner = Report(self._silent, self._explained)
            test(value, inner)
            self._explained[key] = inner.findings
        return self._explained[key]


def _distance(findings: Sequence[Finding]) -> tuple[bool, bool, int]:
    """How far a value is from a branch: another type, another tag, then the number of findings."""
    other_type = any(finding.keyword == "type" and not finding.path for finding in findings)
    other_tag = any(finding.keyword in ("const", "enum") and len(finding.path) <= 1 for finding in findings)
    return other_type, other_tag, len(findings)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a schema inherits from where it stands: leniency, the names referred to, the names required."""

    compile: Callable[[Schema, "Scope"], Test]
    leniency: Leniency
    referred: frozenset[str] = NO_NAMES
    required: frozenset[str] = NO_NAMES

    def here(self, schema: Schema) -> Test:
        """The test of a schema that judges the same value."""
        return self.compile(schema, self)

    def below(self, schema: Schema) -> Test:
        """The test of a schema that judges a part of the value."""
        return self.compile(schema, Scope(self.compile, self.leniency))

    def strict(self) -> "Scope":
        return replace(self, leniency=STRICT, required=NO_NAMES)
