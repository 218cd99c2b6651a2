"""Bytes of a document as text, UTF-8 or UTF-16 with a byte order mark; nothing about what the text says."""

import codecs

from eventwright.problems import Place, Problem, UnreadableError
from eventwright.source.lines import lines_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_FOREIGN_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def decode(name: str, data: bytes) -> str:
    """Return the text without byte order mark; raises UnreadableError where the bytes are something else."""
    if data.startswith(_FOREIGN_MARKS):
        raise _unreadable("the text is UTF-32", Place(name))
    mark, encoding = next((row for row in _MARKS if data.startswith(row[0])), (b"", "utf-8"))
    rest = data[len(mark) :]
    try:
        return rest.decode(encoding)
    except UnicodeDecodeError as error:
        before = rest[: error.start].decode(encoding)
        line, column = lines_of(before).at(len(before))
        shown = rest[error.start : error.start + 4].hex(" ")
        message = f"the bytes {shown} are not {encoding.upper()[:6].rstrip('-')} text"
        raise _unreadable(message, Place(name, line, column)) from None


def _unreadable(message: str, place: Place) -> UnreadableError:
    return UnreadableError([Problem("not-utf8", message, place, "save the file as UTF-8")])
