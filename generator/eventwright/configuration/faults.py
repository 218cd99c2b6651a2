"""What can be wrong with a value of a configuration, and the words for it."""

from dataclasses import dataclass

from eventwright.documents import did_you_mean, nearest

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the value of a key, or with the key itself; `path` leads there."""

    path: tuple[str, ...]
    message: str
    hint: str
    unknown: bool = False


def unknown_key(path: tuple[str, ...], known: tuple[str, ...]) -> Fault:
    """Return the fault of a key that means nothing here."""
    near = did_you_mean(nearest(path[-1], known))
    return Fault(path, f"{path[-1]!r} is no setting", near or f"settings are {', '.join(known)}", True)


def shown(value: object) -> str:
    """Return a value as a message can hold it."""
    text = repr(value)
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 3]}..."
