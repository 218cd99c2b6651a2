"""What every subject is given: both documents, and the comparison of schemas."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eventwright.api import Schema
from eventwright.diff.change import Reached, Severity
from eventwright.diff.document import Document
from eventwright.diff.finding import Finding, found
from eventwright.diff.same import Unchanged
from eventwright.diff.schemas.comparer import SchemaComparer
from eventwright.diff.schemas.pair import Role
from eventwright.diff.shapes.values import value_text
from eventwright.json_value import Json
from eventwright.resolve import Location

Told = tuple[Finding, Sequence[Reached]]
"""A finding, and the operations that it reaches."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Both documents, and the comparison of schemas."""

    old: Document
    new: Document
    unchanged: Unchanged
    schemas: SchemaComparer
    today: date
    renamed_schemes: Mapping[str, str]
    """What security schemes are called now."""

    @property
    def same_defaults(self) -> bool:
        """Whether what holds for messages that do not say otherwise is as it was."""
        return self.old.api.default_content_type == self.new.api.default_content_type

    def schema_findings(
        self, old: Schema | None, new: Schema | None, role: Role = Role.VALUE
    ) -> tuple[Finding, ...]:
        """Return the changes from one schema to another; one that is not written allows anything."""
        before, after = (() if schema is None else (schema,) for schema in (old, new))
        return self.schemas.findings(before, after, role)


@dataclass(frozen=True, slots=True)
class Here:
    """The same object in both documents, and what its fields changed to."""

    scope: Scope
    old: Location
    new: Location

    def found(
        self,
        rule: str,
        message: str,
        *tokens: str,
        detail: str = "",
        receiver: Severity | None = None,
        sender: Severity | None = None,
    ) -> Finding:
        """Return a finding about what stands, or stood, below the object."""
        return found(
            rule,
            message,
            old=self.scope.old.located(self.old.child(*tokens)),
            new=self.scope.new.located(self.new.child(*tokens)),
            detail=detail or (tokens[-1] if tokens else ""),
            receiver=receiver,
            sender=sender,
        )

    def child(self, *tokens: str) -> "Here":
        """Return what stands below in both documents."""
        return Here(
            self.scope,
            self.scope.old.located(self.old.child(*tokens)),
            self.scope.new.located(self.new.child(*tokens)),
        )

    def followed(self) -> "Here":
        """Return what a reference on either side leads to."""
        old, new = self.scope.old.resolved.follow(self.old), self.scope.new.resolved.follow(self.new)
        return Here(self.scope, old or self.old, new or self.new)

    def changed(self, rule: str, old: object, new: object, *tokens: str, word: str = "") -> Iterator[Finding]:
        """Yield one finding where two values differ."""
        if old != new:
            yield self.found(rule, f"{word or tokens[-1]} was {_verb(old, new)}", *tokens)

    def told(self, rule: str, old: object, new: object, *tokens: str) -> Iterator[Finding]:
        """Yield one finding where two values differ; `rule` is the start of three ids."""
        ending = "added" if not old else "removed" if not new else "changed"
        yield from self.changed(f"{rule}-{ending}", old, new, *tokens)

    def extensions(self, old: Mapping[str, Json], new: Mapping[str, Json]) -> Iterator[Finding]:
        """Yield a finding for each field that starts with `x-` and differs; none of these is read."""
        for name in dict.fromkeys((*old, *new)):
            before, after = old.get(name), new.get(name)
            if value_text(before) != value_text(after) or (name in old) != (name in new):
                verb = "added" if name not in old else "removed" if name not in new else "changed"
                yield self.found("extension-changed", f"{name} was {verb}", name)


def _verb(old: object, new: object) -> str:
    if not old:
        return "added"
    if not new:
        return "removed"
    short = isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) <= _LONGEST
    return f"changed from {old!r} to {new!r}" if short else "changed"


_LONGEST = 60
