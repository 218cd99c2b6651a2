"""The command that brings a package back in step, as text for a shell; nothing is run."""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import replace

from eventwright.configuration import Settings
from eventwright.configuration.settings import decode_text
from eventwright.target import Target


def generate_command(target: Target, *, force: bool = False) -> str:
    """Return the command that writes the target with the options in force, quoted for a POSIX shell."""
    said = target.asked if target.configured else replace(target.settings, output=target.output)
    words = ["eventwright", "generate", *_words(said, target.asked), *(["--force"] if force else [])]
    return " ".join(shlex.quote(word) for word in words)


def _words(said: Settings, asked: Settings) -> Iterator[str]:
    if said.spec is not None:
        yield f"./{said.spec}" if said.spec.startswith("-") else said.spec
    usual, needed = _flags(_defaults()), _flags(asked)
    for flag, value in _flags(said).items():
        # What was said out loud is repeated: it may overrule a configuration.
        if value is not None and (needed[flag] is not None or value != usual[flag]):
            yield from (f"{flag}={value}",) if value.startswith("-") else (flag, value)
    for name, number in said.limits or ():
        yield from ("--limit", f"{name}={number}")
    if said.allow_remote is not None:
        yield "--allow-remote" if said.allow_remote else "--no-allow-remote"
    if said.strict is not None:
        yield "--strict" if said.strict else "--no-strict"


def _flags(said: Settings) -> Mapping[str, str | None]:
    return {
        "--output": said.output,
        "--ref-root": said.ref_root,
        "--handlers-file": said.handlers_file,
        "--package-import": said.package_import,
        "--perspective": said.perspective,
        "--handler-style": said.handler_style,
        "--decode": None if said.decode is None else decode_text(said.decode),
        "--json": said.json,
        "--fail-severity": said.fail_severity,
        "--models": said.models,
    }


def _defaults() -> Settings:
    options = Settings().options()
    return Settings(
        perspective=options.perspective,
        handler_style=options.handler_style,
        decode=options.decode,
        json=options.json,
        models=options.models,
    )
