"""A short text that a pattern matches; one that `re` does not confirm is not returned."""

import re
import string
import warnings
from functools import lru_cache

from eventwright.patterns.syntax import (
    Again,
    Chain,
    Choice,
    End,
    Looked,
    Node,
    One,
    Repeat,
    Start,
    UnreadError,
    read_pattern,
)
from eventwright.patterns.verdict import judged

# Letters and digits come first, as they read best.
_TRIED = string.ascii_lowercase + string.digits + string.ascii_uppercase + string.punctuation + " \t\n\r"
_BEYOND = "\x00\x1f\x7fäßΩжא中日한あ😀"
_LONGEST = 200


@lru_cache(maxsize=1024)
def example(pattern: str) -> str | None:
    """Return a text that the pattern is found in; None where none is found, or where `re` may take long."""
    verdict = judged(pattern)
    if verdict.error or verdict.degree:
        return None
    try:
        text = _text(read_pattern(pattern))
    except UnreadError:
        return None
    return text if text is not None and re.search(pattern, text) else None


def _text(node: Node) -> str | None:
    match node:
        case One(source):
            return _character(source)
        case Start() | End() | Looked():
            return ""
        case Again():
            return None
        case Chain(parts):
            texts = [_text(part) for part in parts]
            known = [text for text in texts if text is not None]
            return "".join(known) if len(known) == len(texts) else None
        case Choice(branches):
            return min((text for text in map(_text, branches) if text is not None), key=len, default=None)
        case Repeat(part, least, _):
            return _repeated(part, least)


def _repeated(part: Node, least: int) -> str | None:
    text = _text(part) if least else ""
    return None if text is None or len(text) * least > _LONGEST else text * least


@lru_cache(maxsize=1024)
def _character(source: str) -> str | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        compiled = re.compile(source, re.DOTALL if source.endswith(".") else re.NOFLAG)
    return next((each for each in _TRIED + _BEYOND if compiled.fullmatch(each)), None)
