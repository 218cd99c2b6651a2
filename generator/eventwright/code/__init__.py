"""The one encoder of text into Python source; nothing here knows what the source is for."""

from eventwright.code.compose import Code, Part, code, indented, join, lines, union
from eventwright.code.displays import (
    LINE_LENGTH,
    Expression,
    JsonLike,
    collection,
    display,
    fits,
    parenthesized,
    union_lines,
    width,
)
from eventwright.code.docstrings import docstring
from eventwright.code.literals import Literal, Scalar, ascii_literal, literal
from eventwright.code.signatures import Parameter, parameters, respelled

__all__ = [
    "LINE_LENGTH",
    "Code",
    "Expression",
    "JsonLike",
    "Literal",
    "Parameter",
    "Part",
    "Scalar",
    "ascii_literal",
    "code",
    "collection",
    "display",
    "docstring",
    "fits",
    "indented",
    "join",
    "lines",
    "literal",
    "parameters",
    "parenthesized",
    "respelled",
    "union",
    "union_lines",
    "width",
]
