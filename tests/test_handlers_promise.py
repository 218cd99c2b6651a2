"""The promise about handlers files: whatever a user writes there and a document becomes, nothing is lost."""

import ast
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.test_handlers_file import asked, is_kept
from tests.values import SLOW_BY_NATURE
from typer.testing import CliRunner

from eventwright.cli import app
from eventwright.options import HandlerStyle
from eventwright.scaffold.edit import Asked, Scaffolded, scaffolded

SLOW = settings(max_examples=400, deadline=None, suppress_health_check=SLOW_BY_NATURE)
ON_DISK = settings(max_examples=25, deadline=None, suppress_health_check=SLOW_BY_NATURE)

# Names that differ in a letter, in case, by a keyword, and one that is a name of ours.
MESSAGES = (
    "order.placed",
    "order.place",
    "Order Cancelled",
    "class",
    "handlers",
    "shop.e",
    "shop.E",
    "übung",
)
DESCRIPTIONS = (
    "",
    "Short.",
    'Ends in a quote"',
    '\\ and """ and\n\n    code\n\ttab',
    "x " * 90,
    "Grüße \u2028 \U0001f600",
)
LINE_ENDS = ("\n", "\r\n", "\r")
IMPORTS = (
    "from generated.orders import Handlers\n",
    "from generated.orders import Handlers as Base\n",
    "from generated.orders import (\n    Handlers,  # the base\n    UnknownMessage\n)\n",
    "from generated.orders import (Handlers,\n    UnknownMessage,)\n",
    "from generated.orders import \\\n    Handlers\n",
    "from orders import *\n",
    "import generated.orders\n",
    "import generated.orders as events; import os\n",
    "from generated import orders\n",
    "try:\n    from generated.orders import Handlers\nexcept ImportError:\n    Handlers = object\n",
    "from generated.orders.handlers import Handlers\n",
    "from __future__ import annotations\nfrom generated.orders import CompleteHandlers as Handlers\n",
    "",
)
BASES = ("Handlers", "Base", "generated.orders.Handlers", "events.Handlers", "orders.Handlers", "object")
MEMBERS = (
    "pass",
    "...",
    '"""My own words.\n\n  at the side\n"""',
    "value = [\n1,\n    2]",
    "value = 1; other = 2",
    "async def order_placed(self, message):\n    print(message)",
    "async def order_gone(self, message):\n    await super().order_gone(message)",
    "def own(self) -> str:\n    return '''\n# no comment\n    class No(Handlers):\n'''",
    "class Inner:\n    pass",
    "if True:\n    async def order_cancelled(self, message): ...",
    "order_place: object",
    "@staticmethod\n@staticmethod\ndef decorated() -> None: # why\n    '''x'''",
    "# a comment alone",
    "text = 'a \\\n# b'",
)
CHUNKS = (
    "# a comment",
    "\f",
    "VALUE = 1",
    "VALUE = (\n    1,\n)",
    'TEXT = """\nclass Shop(Handlers):\n    pass\n"""',
    "def function():\n    class Local: pass\n    # inside",
    "class Other: pass",
    "class Other:\n\tvalue = 1",
    "if True:\n    pass\nelse:\n    pass",
)
# What an edit puts on a line of its own, or at the end of one.
LINES = (
    "",
    "   ",
    "# note",
    "    # deep note",
    "\f",
    "    x = 1",
    "\tx = 1",
    "x = 1",
    "@print",
    ")",
    '"""',
    "if True:",
    "class B: pass",
    "\\",
)
TAILS = ("  # note", "; x = 1", " \\", "\t", ":", "pass", "\f", '"')


def spec(messages: Sequence[tuple[str, str]]) -> bytes:
    """A document that receives these messages, each a name and a description."""
    listed = [
        {
            "name": name,
            "description": text,
            "payload": {"type": "object", "properties": {"k": {"const": name}}, "required": ["k"]},
        }
        for name, text in messages
    ]
    channels = {"orders": {"publish": {"message": {"oneOf": listed}}}} if listed else {}
    return yaml.safe_dump(
        {"asyncapi": "2.6.0", "info": {"title": "T", "version": "1"}, "channels": channels}
    ).encode()


SPECS = st.lists(
    st.tuples(st.sampled_from(MESSAGES), st.sampled_from(DESCRIPTIONS)),
    max_size=5,
    unique_by=lambda each: each[0],
).map(spec)


@st.composite
def classes(draw: st.DrawFn) -> str:
    """A class of the user's, well or oddly laid out."""
    base = draw(st.sampled_from(BASES))
    name = draw(st.sampled_from(["Shop", "Second", "OrderPlaced"]))
    margin = draw(st.sampled_from(["    ", "\t", "  ", " \t", "        "]))
    if draw(st.integers(0, 5)) == 0:
        space = draw(st.sampled_from(["", " ", "\t", " \f", " \\\n  "]))
        body = draw(st.sampled_from(["pass", "value = 1; other = 2", "...; # x"]))
        return f"class {name}({base}):{space}{body}\n"
    members = draw(st.lists(st.sampled_from(MEMBERS), min_size=1, max_size=4))
    gap = draw(st.sampled_from(["\n", "\n\n", "\n \n"]))
    head = draw(st.sampled_from(["", "  # head: with a colon", "\n\n"]))
    body = gap.join("\n".join(_indented(each, margin)) for each in [*members, "pass"])
    tail = draw(
        st.sampled_from(
            ["", f"\n{margin}# end", "\n # at one", f"\n\n{margin}# end\n# out\n{margin}# in again"]
        )
    )
    above = draw(st.sampled_from(["", "@print\n", "# about\n"]))
    return f"{above}class {name}({base}):{head}\n{body}{tail}\n"


def _indented(member: str, margin: str) -> Iterator[str]:
    """Move what is code; what is inside of a text may stand where it stands."""
    for line in member.split("\n"):
        stripped = line.lstrip(" ")
        yield margin + margin * ((len(line) - len(stripped)) // 4) + stripped


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file of a user's: imports, a class or two, and what else stands in files."""
    imports = draw(st.lists(st.sampled_from(IMPORTS), min_size=1, max_size=2))
    chunks = draw(st.lists(st.sampled_from(CHUNKS), max_size=2))
    made = draw(st.lists(classes(), max_size=2))
    heading = draw(
        st.sampled_from(
            ["", "#!/usr/bin/env python3\n", "# -*- coding: utf-8 -*-\n", '"""Mine."""\n', "# Ours.\n\n"]
        )
    )
    return (
        heading
        + "".join(imports)
        + "\n\n".join(draw(st.permutations([f"{each}\n" for each in chunks] + made)))
    )


@st.composite
def edited(draw: st.DrawFn, text: str) -> bytes:
    """The text after some edits, which may well break it, in the bytes of some editor."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(0, 3))):
        where = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["insert", "append", "drop", "double", "shift", "cut"])):
            case "insert":
                lines.insert(where, draw(st.sampled_from(LINES)))
            case "append":
                lines[where] += draw(st.sampled_from(TAILS))
            case "drop":
                del lines[where : where + 1]
                lines = lines or [""]
            case "double":
                lines.insert(where, lines[where])
            case "shift":
                lines[where] = draw(st.sampled_from(["    ", "\t", " "])) + lines[where]
            case _:
                lines[where] = lines[where][: draw(st.integers(0, len(lines[where])))]
    ends = draw(st.sampled_from(LINE_ENDS))
    last = draw(st.sampled_from([ends, "", "\n", ends * 3]))
    mark = draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf"]))
    return mark + (ends.join(lines).rstrip("\r\n") + last).encode()


def parses(data: bytes) -> bool:
    """Whether a file is Python; with CRLF alone Python overlooks a backslash at the very end."""
    if data.rstrip(b"\r\n").endswith(b"\\") and data.count(b"\n", data.rindex(b"\\")) < 2:
        data = data.replace(b"\r\n", b"\n")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(data)
        except (SyntaxError, ValueError):
            return False
    return True


def methods(data: bytes) -> set[str]:
    """The names that any class of the file binds, by a look that shares nothing with ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(data)
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for each in ast.walk(node):
                if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
                    found.add(each.name)
                elif isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
                    found.add(each.id)
    return found


@contextmanager
def imported(asked_for: Asked) -> Iterator[type]:
    """Let files import a package that has the names of the generated one; yields its Handlers."""

    async def method(self: object, message: object) -> None: ...

    names = asked_for.location.exports
    base = type("Handlers", (), dict.fromkeys(asked_for.location.handlers, method))
    members: dict[str, Any] = {name: type(name, (), {}) for name in names}
    members |= {
        "Handlers": base,
        "CompleteHandlers": type("CompleteHandlers", (base,), {}),
        "__all__": sorted(names),
    }
    made = {
        name: ModuleType(name)
        for name in ("generated", "generated.orders", "orders", "generated.orders.handlers")
    }
    for module in made.values():
        vars(module).update(members)
    vars(made["generated"])["orders"] = made["generated.orders"]
    vars(made["generated.orders"])["handlers"] = made["generated.orders.handlers"]
    sys.modules.update(made)
    try:
        yield base
    finally:
        for name in made:
            del sys.modules[name]


def run(data: bytes, asked_for: Asked) -> Mapping[str, object] | None:
    """What a file defines when Python runs it; None where it fails."""
    space: dict[str, object] = {"__name__": "mine"}
    with warnings.catch_warnings(), imported(asked_for):
        warnings.simplefilter("ignore")
        try:
            exec(compile(data, "mine.py", "exec", dont_inherit=True), space)
        except Exception:
            return None
    return space


def assert_promised(before: bytes | None, found: Scaffolded, asked_for: Asked) -> None:
    after = found.after
    assert after is not None
    assert is_kept(before or b"", after)
    if before is not None and not parses(before):
        event("left alone")
        assert after == before
        assert found.exit_code == 2
        return
    event("added to" if after != before else "complete")
    assert parses(after)
    assert methods(after) >= asked_for.location.handlers
    again = scaffolded(after, asked_for)
    assert (again.after, again.added) == (after, ())
    assert set(found.added) <= set(again.unwritten)
    if before is None or run(before, asked_for) is not None:
        event("runs")
        assert run(after, asked_for) is not None


@SLOW
@given(st.data(), SPECS, SPECS, st.sampled_from(HandlerStyle))
def test_a_scaffolded_file_keeps_what_its_user_makes_of_it(
    data: st.DataObject, first: bytes, second: bytes, style: HandlerStyle
) -> None:
    made = scaffolded(None, asked(first, style))
    assert_promised(None, made, asked(first, style))
    assert made.after is not None
    mine = data.draw(edited(made.after.decode()))
    assert_promised(mine, scaffolded(mine, asked(second, style)), asked(second, style))


@SLOW
@given(st.data(), files(), SPECS, SPECS, st.sampled_from(HandlerStyle))
def test_a_file_written_by_hand_keeps_every_byte(
    data: st.DataObject, text: str, first: bytes, second: bytes, style: HandlerStyle
) -> None:
    mine = data.draw(edited(text))
    found = scaffolded(mine, asked(first, style))
    assert_promised(mine, found, asked(first, style))
    later = data.draw(edited((found.after or b"").removeprefix(b"\xef\xbb\xbf").decode()))
    assert_promised(later, scaffolded(later, asked(second, style)), asked(second, style))


@SLOW
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode), SPECS)
def test_any_bytes_are_kept(data: bytes, document: bytes) -> None:
    found = scaffolded(data, asked(document))
    assert found.after is not None
    assert is_kept(data, found.after)
    assert (found.exit_code == 2) or parses(found.after)


@pytest.fixture(scope="module")
def deep_stack() -> Iterator[None]:
    """The depth that the commands set, set before Hypothesis looks at it."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.usefixtures("deep_stack")
@ON_DISK
@given(st.data(), files(), SPECS, SPECS)
def test_the_command_keeps_every_byte_on_disk(
    data: st.DataObject, text: str, first: bytes, second: bytes
) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.chdir(name)
        Path("app").mkdir()
        file = Path("app/handlers.py")
        mine = data.draw(edited(text))
        for document in (first, second):
            file.write_bytes(mine)
            Path("spec.yaml").write_bytes(document)
            command = [
                "generate",
                "spec.yaml",
                "--output",
                "generated/orders",
                "--handlers-file",
                "app/handlers.py",
            ]
            result = CliRunner().invoke(app, command)
            assert result.exit_code == (0 if parses(mine) else 2), result.output
            written = file.read_bytes()
            assert is_kept(mine, written)
            assert parses(written) or written == mine
            check = CliRunner().invoke(app, ["check", *command[1:]])
            assert check.exit_code == result.exit_code, check.output
            mine = data.draw(edited(written.removeprefix(b"\xef\xbb\xbf").decode()))
