"""Colours of a terminal, and when to use them; nothing about what is coloured."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Color(StrEnum):
    """`auto` colours what goes to a terminal, unless NO_COLOR or CI is set."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Tint(StrEnum):
    """The parameters of the escape sequence of each meaning (ECMA-48, 8.3.117)."""

    ERROR = "1;31"
    WARNING = "1;33"
    NOTE = "36"
    ADDED = "32"
    REMOVED = "31"


@dataclass(frozen=True, slots=True)
class Painter:
    """Colours texts, or leaves them as they are."""

    active: bool = False

    def paint(self, text: str, tint: Tint) -> str:
        return f"\x1b[{tint}m{text}\x1b[0m" if self.active and text else text


PLAIN = Painter()
"""Leaves every text as it is."""


def painter(color: Color, *, terminal: bool, environment: Mapping[str, str]) -> Painter:
    """Return the painter for a stream, by the choice of the user and what the environment asks for."""
    if color is not Color.AUTO:
        return Painter(color is Color.ALWAYS)
    quiet = environment.get("NO_COLOR") or environment.get("CI") or environment.get("TERM") == "dumb"
    return Painter(terminal and not quiet)
