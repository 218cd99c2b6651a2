"""Whether a configuration that is there stays in force, and has what flags ask for; it is never changed."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eventwright.configuration import Configuration, Settings
from eventwright.configuration.settings import OF_ONE
from eventwright.options import HandlerStyle
from eventwright.outputs import last_part
from eventwright.problems import Place, Problem, UnreadableError
from eventwright.setup.checks import NO_FILE
from eventwright.setup.project import Framework, documents_in
from eventwright.target import Target, targets


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What flags say of a package, None where they say nothing."""

    settings: Settings
    package_name: str | None = None
    handlers: bool = True
    framework: Framework | None = None


def kept(configuration: Configuration | None, asked: Asked) -> Configuration | None:
    """Return the configuration that stays in force, None where this folder is to have one.

    Raises UnreadableError `configuration-kept` where it stays, and says nothing of the document or
    contradicts what is asked for.
    """
    if configuration is None:
        return None
    here = Path(configuration.file).parent == Path()
    document = asked.settings.spec
    # A document of the folder's own is meant before one that is configured further up.
    own = () if here or document is not None else documents_in(Path.cwd())
    found = own if document is None else (document,)
    listed = targets(Settings(), configuration) if configuration.targets else ()
    meant = [each for each in listed if not found or _is_one_of(each.settings.spec, found)]
    if meant:
        _require_as_asked(meant, asked, configuration)
        return configuration
    if not here:
        return None
    raise UnreadableError([_without_target(configuration, document)])


def _is_one_of(path: str | None, others: Iterable[str]) -> bool:
    return path is not None and any(_is_same(path, other) for other in others)


def _is_same(path: str, other: str) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


def _without_target(configuration: Configuration, document: str | None) -> Problem:
    message = f"{configuration.file!r} is kept, and has no target for {document or 'a document'!r}"
    table = f"[[{_prefix(configuration)}target]]"
    hint = f"add one: {table} with 'spec' and 'output'"
    if configuration.targets:
        # A file of one target may have it without a table, beside which no table can stand.
        moved = ", ".join(map(repr, OF_ONE))
        hint += f"; where {moved} stand outside of targets, move them below a {table} of their own"
    return Problem("configuration-kept", message, Place(configuration.file), hint)


def _prefix(configuration: Configuration) -> str:
    return "" if Path(configuration.file).name == "eventwright.toml" else "tool.eventwright."


def _require_as_asked(meant: Sequence[Target], asked: Asked, configuration: Configuration) -> None:
    """Raise UnreadableError `configuration-kept` unless a target is what the flags ask for."""
    others = [tuple(_others(asked, target)) for target in meant]
    if not all(others):
        return
    message = f"{configuration.file!r} is kept, and has other values than the flags: {', '.join(others[0])}"
    hint = "change it by hand, then generate; or leave out the flags"
    raise UnreadableError([Problem("configuration-kept", message, Place(configuration.file), hint)])


def _others(asked: Asked, target: Target) -> Iterator[str]:
    """Yield each flag whose value is not that of the target, with what the target has."""
    said, has = asked.settings, target.settings
    options = has.options()
    if said.output is not None and not _is_same(said.output, target.output):
        yield _told("output", said.output, target.output)
    name = last_part(target.output)
    if asked.package_name not in (None, name):
        yield _told("package-name", asked.package_name, name)
    yield from _other_handlers(asked, has.handlers_file, options.handler_style)
    if said.perspective not in (None, options.perspective):
        yield _told("perspective", said.perspective, options.perspective)
    if said.models not in (None, options.models):
        yield _told("models", said.models, options.models)
    if said.ref_root is not None and not _is_same(said.ref_root, target.source.root):
        yield _told("ref-root", said.ref_root, target.source.root or ".")
    if said.allow_remote not in (None, bool(has.allow_remote)):
        yield f"--{'' if said.allow_remote else 'no-'}allow-remote"


def _other_handlers(asked: Asked, file: str | None, style: HandlerStyle) -> Iterator[str]:
    said = asked.settings.handlers_file
    wanted = asked.handlers and said != NO_FILE
    if not wanted and file is not None:
        yield f"no file for handlers (it has {file!r})"
    if wanted and said is not None and (file is None or not _is_same(said, file)):
        yield _told("handlers-file", said, file)
    if asked.framework is not None and asked.framework.handler_style is not style:
        yield _told("framework", asked.framework, f"handlers that are {style}")


def _told(flag: str, said: str | None, has: str | None) -> str:
    return f"--{flag} {said} (it has {has or 'none'})"
