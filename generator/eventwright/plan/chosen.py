"""What the user's choices make of handlers and of the check, whatever the document says."""

from typing import assert_never

from eventwright.api import Api
from eventwright.code import Code, code, collection, display, literal
from eventwright.names import identifier
from eventwright.options import Constraints, DecodeOptions, Enums, HandlerStyle, Nulls, Unknown
from eventwright.package import Checking, Style
from eventwright.plan.checks import schema_table
from eventwright.plan.patterns import programs
from eventwright.plan.shapes import Shapes


def style_of(style: HandlerStyle) -> Style:
    """Return how handlers are defined and called."""
    match style:
        case HandlerStyle.ASYNC:
            return Style(
                synchronous=False,
                define=code("async def"),
                await_=code("await "),
                answer=code("Awaitable[None]"),
            )
        case HandlerStyle.SYNC:
            return Style(synchronous=True, define=code("def"), await_=code(""), answer=code("None"))
        case _:
            assert_never(style)


NO_CHECKING = Checking(schemas=code(""), patterns=None, leniency=code(""))
"""Of a package that nothing is checked with."""


def checking(api: Api, shapes: Shapes, decode: DecodeOptions) -> Checking:
    """Return the schemas that are checked, and how leniently; what wants some checked is planned before."""
    classes = {key: shapes.sources[key] for key in shapes.objects}
    table = schema_table(api, classes, shapes.checked, shapes.implied, shapes.loose)
    return Checking(
        schemas=display(table, 4, len("schemas=") + 1),
        patterns=programs(table),
        leniency=_leniency(decode),
    )


def _leniency(decode: DecodeOptions) -> Code:
    flags = {
        "open_enums": decode.enums is Enums.OPEN,
        "null_optionals": decode.nulls is Nulls.LENIENT,
        "forbid_unknown": decode.unknown is Unknown.FORBID,
        "constraints": decode.constraints is Constraints.ON,
    }
    items = [
        code("{name}={value}", name=identifier(name), value=literal(value)) for name, value in flags.items()
    ]
    return collection("Leniency(", items, ")", 4, beside=len("leniency=") + 1)
