"""Versions of documents by Semantic Versioning 2.0.0; any other is none that anything can be said of."""

import re
from dataclasses import dataclass

from eventwright.diff.change import Bump

_SEMVER = re.compile(
    r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"
    r"(?:-((?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*))?"
    r"(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Version:
    """A semantic version without what is said of its build."""

    major: int
    minor: int
    patch: int
    before: tuple[str, ...] = ()
    """The parts of a pre-release."""

    def __lt__(self, other: "Version") -> bool:
        return self._order < other._order

    @property
    def stable(self) -> bool:
        """Whether its next version promises to break nobody, unless the first number is raised."""
        return self.major > 0 and not self.before

    @property
    def _order(self) -> tuple[object, ...]:
        # A pre-release comes before its release; in it numbers come before words.
        parts = tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in self.before)
        return self.major, self.minor, self.patch, not self.before, parts


def read_version(text: str) -> Version | None:
    """Return the version that a text is, None where it is none."""
    found = _SEMVER.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    return Version(
        int(found[1]), int(found[2]), int(found[3]), tuple(found[4].split(".")) if found[4] else ()
    )


def next_version(text: str, bump: Bump) -> str:
    """Return the version that a bump leads to, nothing where the text is none.

    Before 1.0.0 the second number is what the first is later on.
    """
    version = read_version(text)
    if version is None or bump is Bump.NONE:
        return text if version else ""
    if version.before:
        return f"{version.major}.{version.minor}.{version.patch}"
    match bump:
        case Bump.MAJOR if version.major:
            return f"{version.major + 1}.0.0"
        case Bump.MAJOR | Bump.MINOR:
            return f"{version.major}.{version.minor + 1}.0"
        case Bump.PATCH:
            return f"{version.major}.{version.minor}.{version.patch + 1}"
