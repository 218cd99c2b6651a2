"""A Python file of the user's as text, and insertions into it that leave every byte of it in place."""

import codecs
import io
import re
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LINE_END = re.compile(r"\r\n|\r|\n")
_LINE_END_BYTES = re.compile(rb"\r\n?")

SPACE = " \t\f"
"""What Python takes for white space within a line."""

LINE_LENGTH = 88
"""What is written keeps to this, which formatters allow if they are told nothing."""

Spot = tuple[int, int]
"""Line from 1 and column from 0, in characters."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """Text with line feeds that goes between two characters of the file."""

    spot: Spot
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The file decoded, without its byte order mark; `lines` end as they end in the file."""

    data: bytes
    text: str
    encoding: str
    mark: bytes
    lines: tuple[str, ...]

    @property
    def normal(self) -> str:
        """The text as Python's grammar sees it: every line ends in a line feed."""
        return _LINE_END.sub("\n", self.text)

    @property
    def line_end(self) -> str:
        """What ends the lines of the file, judged by the first one."""
        found = _LINE_END.search(self.text)
        return found[0] if found else "\n"

    def line(self, number: int) -> str:
        """Return a line without its end; empty past the last one."""
        return self.lines[number - 1].rstrip("\r\n") if number <= len(self.lines) else ""

    def column(self, number: int, offset: int) -> int:
        """Return the column in characters of an offset in UTF-8 bytes, which syntax trees have."""
        return len(self.line(number).encode()[:offset].decode())

    def end_of(self, number: int) -> Spot:
        """Return the spot behind the last character of a line, before its end."""
        return number, len(self.line(number))


def read_text(data: bytes) -> SourceText:
    """Decode a file as Python does; raises ValueError with what is wrong with it."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    plain = data.removeprefix(mark)
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(_LINE_END_BYTES.sub(b"\n", data)).readline)
    except SyntaxError as error:
        unknown = str(error).startswith("unknown")
        reason = f"is not text: {error}" if unknown else "is not UTF-8, and declares no other encoding"
        raise ValueError(reason) from error
    encoding = "utf-8" if mark else encoding
    try:
        text = plain.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise ValueError(f"is not text in {encoding.upper()}") from error
    return SourceText(data=plain, text=text, encoding=encoding, mark=mark, lines=tuple(_LINE.findall(text)))


def inserted(source: SourceText, insertions: Sequence[Insertion]) -> bytes:
    """Return the file with the insertions; raises ValueError where its encoding cannot hold them.

    Insertions at one spot come in their order.
    """
    starts = [0]
    for line in source.lines:
        starts.append(starts[-1] + len(line))
    pieces: list[str] = []
    begin = 0
    for each in sorted(insertions, key=lambda insertion: insertion.spot):
        end = starts[each.spot[0] - 1] + each.spot[1]
        pieces += (source.text[begin:end], each.text.replace("\n", source.line_end))
        begin = end
    return source.mark + _encoded([*pieces, source.text[begin:]], source)


def last_line(source: SourceText) -> int:
    """Return the last line with something on it, 0 where there is none."""
    filled = (number for number in range(len(source.lines), 0, -1) if source.line(number).strip(SPACE))
    return next(filled, 0)


def logical_end(source: SourceText, spot: Spot) -> int:
    """Return the line on which the statement that reaches up to the spot ends, with what follows it there."""
    row, column = spot
    # Behind a statement there is nothing but semicolons, a comment, and a backslash that ends its line.
    while source.line(row)[column:].lstrip(f"{SPACE};") == "\\" and row < len(source.lines):
        row, column = row + 1, 0
    return row


def next_sign(source: SourceText, spot: Spot) -> Spot:
    """Return the next spot with something else than white space, a comment or the end of a line."""
    row, column = spot
    while row <= len(source.lines):
        found = on_its_line(source, (row, column))
        if found is not None:
            return found
        row, column = row + 1, 0
    return row, 0


def on_its_line(source: SourceText, spot: Spot) -> Spot | None:
    """Return the next sign on the line of the spot, None where only a comment or a backslash follows."""
    row, column = spot
    line = source.line(row)
    column = len(line) - len(line[column:].lstrip(SPACE))
    return None if line[column : column + 1] == "#" or line[column:] in ("", "\\") else (row, column)


def _encoded(pieces: Sequence[str], source: SourceText) -> bytes:
    """Own pieces stand at the odd places: what they cannot say in the encoding they say as escapes."""
    encoded = [
        piece.encode(source.encoding, "backslashreplace" if index % 2 else "strict")
        for index, piece in enumerate(pieces)
    ]
    data = b"".join(encoded)
    told = "".join(piece.decode(source.encoding) for piece in encoded)
    if b"".join(encoded[::2]) != source.data or data.decode(source.encoding) != told:
        raise ValueError(f"is in {source.encoding}, which cannot be added to piece by piece")
    return data
