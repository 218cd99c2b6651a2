"""What a handlers file becomes: a pure step from its bytes and the package to its new bytes."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventwright.check import file_diff
from eventwright.names import Identifier, class_name, identifier
from eventwright.options import HandlerStyle
from eventwright.package import Handler, Package
from eventwright.problems import Level, Place, Problem
from eventwright.render import render_handlers
from eventwright.scaffold.classes import is_unwritten
from eventwright.scaffold.file import HandlersFile, NotUnderstoodError, understood
from eventwright.scaffold.gone import Received, hidden, without_message
from eventwright.scaffold.imports import Spelled, import_block, spelled
from eventwright.scaffold.scope import GeneratedPackage, Path
from eventwright.scaffold.stubs import stub, types_of
from eventwright.scaffold.style import of_another_style
from eventwright.scaffold.tail import tail
from eventwright.scaffold.text import Insertion, inserted, last_line

_BASE = identifier("Handlers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A handlers file that is wanted: how the user writes its path, where it lies, and for which package."""

    shown: str
    folder: Path
    location: GeneratedPackage
    package: Package


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaffolded:
    """The file before and after; `added` methods are new, `unwritten` ones as they were generated."""

    shown: str
    before: bytes | None
    after: bytes | None
    added: tuple[str, ...] = ()
    unwritten: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def changed(self) -> bool:
        return self.before != self.after

    @property
    def exit_code(self) -> int:
        """Return 2 where the file could not be read or understood."""
        return 2 if any(problem.level is Level.ERROR for problem in self.problems) else 0

    def code_at(self, severity: Level | None) -> int:
        """Return the exit code, 1 where a problem is of the severity that is to fail."""
        return self.exit_code or int(severity is Level.WARNING and bool(self.problems))

    def patch(self) -> str:
        """Return the unified diff of the file."""
        return file_diff(self.shown, self.before, self.after)


def scaffolded(data: bytes | None, asked: Asked) -> Scaffolded:
    """Return the file with a method for each message; one that is not understood stays as it is."""
    if data is None:
        return _new(asked)
    try:
        file = understood(data, asked.location, asked.folder)
        if not file.tree.body:
            return _filled(data, file, asked)
        after = _with_stubs(file, asked)
    except NotUnderstoodError as error:
        return _left_alone(data, asked, error)
    return Scaffolded(
        shown=asked.shown,
        before=data,
        after=after,
        added=tuple(str(each.name) for each in _missing(file, asked)) if after != data else (),
        unwritten=_unwritten(file, asked),
        problems=_problems(file, asked),
    )


def _new(asked: Asked) -> Scaffolded:
    return Scaffolded(
        shown=asked.shown,
        before=None,
        after=_module(asked).encode(),
        added=tuple(str(each.name) for each in asked.package.handlers),
    )


def _filled(data: bytes, file: HandlersFile, asked: Asked) -> Scaffolded:
    """A file without any code gets what a new one has."""
    row = last_line(file.source)
    text = _module(asked)
    insertion = Insertion(file.source.end_of(row), "\n\n" + text.rstrip("\n")) if row else _at_end(file, text)
    after = _result(file, [insertion], asked)
    return Scaffolded(
        shown=asked.shown,
        before=data,
        after=after,
        added=tuple(str(each.name) for each in asked.package.handlers),
    )


def _at_end(file: HandlersFile, text: str) -> Insertion:
    """Behind nothing but white space; a line of it without an end gets one first."""
    rows = len(file.source.lines)
    if not rows:
        return Insertion((1, 0), text)
    last = file.source.lines[-1]
    return Insertion((rows, len(last)), text if last.endswith(("\r", "\n")) else f"\n{text}")


def _module(asked: Asked) -> str:
    package = asked.package
    needed = (_BASE, *(name for each in package.handlers for name in types_of(each)))
    imports = import_block(needed, asked.location)
    stubs = tuple(stub(each, package, {}) for each in package.handlers)
    return render_handlers(
        "module",
        imports=imports,
        name=_class(asked, frozenset(needed)),
        base=_BASE,
        stubs=stubs,
        define=package.style.define,
    )


def _with_stubs(file: HandlersFile, asked: Asked) -> bytes:
    missing = _missing(file, asked)
    if not missing:
        return file.source.mark + file.source.data
    target = file.classes.target
    needed = [name for each in missing for name in types_of(each)]
    found = spelled(needed if target else [_BASE, *needed], file, target)
    if target is None:
        return _result(file, [*found.insertions, _new_class(file, missing, found, asked)], asked)
    end = tail(target.node, file)
    methods = end.placed(_methods(missing, found, asked))
    return _result(file, [*found.insertions, *end.before, methods], asked)


def _methods(missing: Sequence[Handler], found: Spelled, asked: Asked) -> str:
    stubs = tuple(stub(each, asked.package, found.names) for each in missing)
    return render_handlers("methods", stubs=stubs, define=asked.package.style.define)


def _new_class(file: HandlersFile, missing: Sequence[Handler], found: Spelled, asked: Asked) -> Insertion:
    text = render_handlers(
        "class",
        name=_class(asked, file.taken),
        base=found.names[_BASE],
        stubs=tuple(stub(each, asked.package, found.names) for each in missing),
        define=asked.package.style.define,
    )
    return Insertion(file.source.end_of(last_line(file.source)), "\n\n\n" + text.rstrip("\n"))


def _class(asked: Asked, taken: frozenset[str]) -> Identifier:
    """The name of a new class, after the package."""
    name = str(class_name(f"{asked.location.folder[-1]} handlers"))
    while name in taken:
        name += "_"
    return identifier(name)


def _result(file: HandlersFile, insertions: Sequence[Insertion], asked: Asked) -> bytes:
    """Insert, and read the result as a second run would: nothing may be missing there."""
    try:
        data = inserted(file.source, insertions)
        after = understood(data, asked.location, asked.folder)
    except ValueError as error:
        raise NotUnderstoodError(str(error)) from error
    if _missing(after, asked):
        reason = f"is in {file.source.encoding}, which cannot hold the names of all methods"
        raise NotUnderstoodError(reason)
    return data


def _missing(file: HandlersFile, asked: Asked) -> tuple[Handler, ...]:
    names = file.classes.names
    return tuple(each for each in asked.package.handlers if each.name not in names)


def _unwritten(file: HandlersFile, asked: Asked) -> tuple[str, ...]:
    methods = file.classes.methods()
    written = {method.name for method in methods if not is_unwritten(method)}
    stubs = {method.name for method in methods} - written
    return tuple(str(each.name) for each in asked.package.handlers if each.name in stubs)


def _problems(file: HandlersFile, asked: Asked) -> tuple[Problem, ...]:
    handlers = asked.package.handlers
    names = {*_unwritten(file, asked), *(str(each.name) for each in _missing(file, asked))}
    received = Received(
        handlers=handlers,
        open=tuple(each for each in handlers if each.name in names),
        style=HandlerStyle.SYNC if asked.package.style.synchronous else HandlerStyle.ASYNC,
    )
    return tuple(
        problem
        for told in (without_message, hidden, of_another_style)
        for problem in told(file, received, asked.shown)
    )


def _left_alone(data: bytes, asked: Asked, error: NotUnderstoodError) -> Scaffolded:
    place = Place(asked.shown, error.line, error.column)
    name = asked.shown.rpartition("/")[2]
    problem = Problem("handlers-file-not-python", f"{name!r} {error.reason}, so it is left alone", place)
    return Scaffolded(shown=asked.shown, before=data, after=data, problems=(problem,))
