"""How much one document may ask of us, limit by limit; how they are set is `configuration`'s."""

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read before a document is refused.

    `size` counts the bytes of a file, `files` those that references name, `nodes` values of a file with every
    alias expanded, `depth` nested collections, `scalar` and `key` characters, `digits` those of an integer.
    """

    size: int = 20_000_000
    files: int = 1_000
    nodes: int = 1_000_000
    depth: int = 200
    scalar: int = 1_000_000
    key: int = 10_000
    digits: int = 4_000
    problems: int = 1_000
    """Past so many findings reading stops; that is for the reader's sake, and not set."""


STANDARD = Limits()

NAMES = tuple(field.name for field in fields(Limits) if field.name != "problems")
"""The limits that a user can set."""

MOST: Mapping[str, int] = {
    "depth": 200,  # Python reads no more brackets inside one another
    "digits": 4_300,  # what Python itself reads
}
"""The most that some limits can be set to."""


def raise_it(name: str) -> str:
    """Return the end of a hint: how the limit of this name is raised, where it can be."""
    return f"or raise the limit with `--limit {name}=NUMBER`"
