"""Lines of any length: broken as `ruff format`, the judge, leaves them."""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from eventwright.code import code, literal
from eventwright.code.compose import Code
from eventwright.code.folding import folded
from eventwright.names import Identifier, identifier

_PIECES = 400
_ITEM = code("item")


class Written:
    """Source of the kinds that packages hold, with names of any length; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def name(self, most: int = 100) -> Identifier:
        lengths = [length for length in (1, 3, 10, 20, 40, 60, 100) if length <= most]
        return identifier("n" + "a" * self._random.choice(lengths))

    def text(self) -> Code:
        piece = self._random.choice(["#/a/", "a | b, ", "[x", " for ", '"', "'"])
        return code("{text}", text=literal(piece * self._random.choice([1, 2, 10])))

    def annotation(self, depth: int = 0) -> Code:
        inner = [self.annotation(depth + 1) for _ in range(3)] if depth < 3 else []
        match self._random.randrange(6) if inner else 0:
            case 2:
                return code("list[{a}]", a=inner[0])
            case 3:
                return code("dict[str, {a}]", a=inner[0])
            case 4 if depth < 2:
                return code("{a} | {b} | None", a=inner[0], b=inner[1])
            case 5:
                return code("tuple[{a}, {b}, {c}]", a=inner[0], b=inner[1], c=inner[2])
            case _:
                return code("{name}", name=self.name())

    def expression(self, depth: int = 0) -> Code:  # noqa: C901  # one case a kind of expression
        if depth > 3:
            return _ITEM
        one, other = self.expression(depth + 1), self.expression(depth + 2)
        match self._random.randrange(10):
            case 0:
                return code("[{one} for entry in array({other})]", one=one, other=other)
            case 1:
                return code("{{key: {one} for key, entry in mapping(item).items()}}", one=one)
            case 2:
                return code("next(({one},) for entry in fixed({other}, 1))", one=one, other=other)
            case 3:
                return code("next(({one}, {other}) for entry in fixed(item, 2))", one=one, other=other)
            case 4:
                return code("CHECKER.require({text}, {one})", text=self.text(), one=one)
            case 5:
                return code("opened({name}, text({other}))", name=self.name(), other=other)
            case 6:
                return code("self.{name}[0][{text}]", name=self.name(), text=self.text())
            case 7:
                return code("new({name})._fill({one})", name=self.name(), one=one)
            case 8:
                return code("partial({one}, {text}, exclusive=True)", one=one, text=self.text())
            case _:
                return code("{a}(new({b}), item)", a=self.name(), b=self.name())

    def pieces(self) -> Iterator[str]:
        for _ in range(_PIECES):
            yield f"def {self.name()}(self: {self.name()}, *, item: Any) -> {self.annotation()}:"
            yield f"    if {self.text()} not in {self.name()}:"
            yield f"        {self.name(60)}[{self.text()}] = plain(self.{self.name(60)})"
            yield f"    if kind is {self.name(60)} or kind is {self.name(60)} or {self.name(60)} == 0:"
            yield f"        {self.name(60)} = {self.name()}.{self.name()}()"
            yield f"        {self.name(60)}[{self.text()}] = self.{self.name(60)}.to_dict()"
            yield f"    item = {self.expression()}"
            yield f"    return {self.expression()}\n\n"
            yield f"class {self.name()}({self.name(40)}):"
            yield f"    {self.name(60)}: {self.annotation()}"
            yield f"    {self.name(60)}: {self.annotation()} | None = None"
            yield f"    {self.name()}: {self.name(60)} | None = field(name={self.text()}, default=missing)"
            yield f"    {self.name(60)}: dict[str, {self.annotation()}] = field(default_factory=lambda: {{}})"
            yield f"    {self.name(60)} = {self.text()}"
            yield f"    {self.name(60)}: ClassVar[str] = {self.text()}\n\n"


def test_ruff_leaves_every_layout_as_it_is(tmp_path: Path) -> None:
    for seed in range(3):
        (tmp_path / f"written{seed}.py").write_text(folded("\n".join(Written(seed).pieces()).rstrip() + "\n"))
    arguments = ["format", "--no-cache", "--isolated", "--line-length", "110", "--diff", "."]
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
