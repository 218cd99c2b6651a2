"""What every report can tell of one line of a file; which findings there are is decided elsewhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class Kind(StrEnum):
    """How bad a remark is, in the words of GitHub; the worst comes first."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """The place in an order with the worst first."""
        return tuple(Kind).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A file, and a line of it where not the whole file is meant."""

    file: str
    line: int | None = None
    column: int | None = None
    from_top: bool = False
    """Whether the path begins at the top of the repository, and not at the working directory."""

    @property
    def text(self) -> str:
        """The spot as compilers write it."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One finding. The texts of documents in it are as they are written; each report escapes them its way.

    `aside` stands in brackets behind the message, `details` are lines below it, and `frames` the lines of
    files around it, each below a title. `accepted` is the reason for which it is to be passed over.
    """

    rule: str
    kind: Kind
    message: str
    word: str = ""
    """What it is called where there is room for a better word than that of GitHub."""
    aside: str = ""
    spot: Spot | None = None
    earlier: Spot | None = None
    details: tuple[str, ...] = ()
    frames: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fingerprint: str = ""
    accepted: str = ""

    @property
    def text(self) -> str:
        """The message with what stands in brackets behind it."""
        return f"{self.message} ({self.aside})" if self.aside else self.message


@dataclass(frozen=True, slots=True)
class Help:
    """What a rule is about, in a sentence, and all else that is to be said of it."""

    purpose: str
    text: str


HelpOf = Callable[[str], Help | None]
"""What is known of a rule by its id."""


def fingerprint_of(parts: Iterable[str]) -> str:
    """Return what stays the same as long as all parts do."""
    return sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]
