"""Which schemas are read in more than one dialect and mean something else in each; it reads none itself."""

from collections import defaultdict
from dataclasses import dataclass, field

from eventwright.api import SchemaKey
from eventwright.read.dialects import Dialect


@dataclass(slots=True)
class Readings:
    """What has been read in which dialect, by the places that schemas stand at."""

    in_dialect: dict[Dialect, set[SchemaKey]] = field(default_factory=lambda: defaultdict(set))
    different: set[SchemaKey] = field(default_factory=set)
    """What OpenAPI means by the words there is not what Draft-07 does."""
    users: dict[SchemaKey, set[SchemaKey]] = field(default_factory=lambda: defaultdict(set))
    """What a schema is a part of, or referred to by."""

    def contested(self) -> frozenset[SchemaKey]:
        """Return what is read both as OpenAPI's and otherwise, and is not the same, with all its parts."""
        both = self.in_dialect[Dialect.OPENAPI] & self.in_dialect[Dialect.ASYNCAPI]
        found: set[SchemaKey] = set()
        waiting = list(self.different)
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += self.users[key]
        return frozenset(found & both)
