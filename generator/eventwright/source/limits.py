"""How much one document may ask of us; the size of a file in bytes is the business of `documents`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read before a document is refused.

    `nodes` counts values with every alias expanded, `depth` nested collections, `scalar` and `key`
    characters, `digits` those of an integer (Python itself reads at most 4,300), and past `problems`
    findings reading stops.
    """

    nodes: int = 1_000_000
    depth: int = 200
    scalar: int = 1_000_000
    key: int = 10_000
    digits: int = 4_000
    problems: int = 1_000


STANDARD = Limits()
