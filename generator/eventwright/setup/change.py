"""A file of the user's that a setup makes or adds to, or leaves as it is; nothing is written here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The file before and after, None where there is none; `note` says why it stays where it does not fit.

    `mind` says what may have to be changed in a file that is made.
    """

    path: str
    before: bytes | None
    after: bytes | None
    note: str = ""
    mind: str = ""

    @property
    def changed(self) -> bool:
        return self.before != self.after


def line_end(data: bytes) -> str:
    """Return what ends the lines of a file, judged by the first one."""
    first = data.partition(b"\n")[0]
    return "\r\n" if first.endswith(b"\r") and len(first) < len(data) else "\n"
