"""The nearest configuration file and its targets; what a target becomes is not decided here."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from eventwright.configuration.diffing import TABLE, DiffSettings, diff_settings
from eventwright.configuration.faults import Fault, unknown_key
from eventwright.configuration.places import place_of
from eventwright.configuration.settings import KEYS, OF_ONE, Settings, settings_of
from eventwright.problems import Place, Problem, UnreadableError
from eventwright.receiving import ReceiverOptions

_OWN = "eventwright.toml"
_SHARED = "pyproject.toml"
_TABLE = "tool.eventwright"
_OTHERS = ("target", TABLE)
"""The tables beside the settings of a target."""

_POSITION = re.compile(r"\s*\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class Configuration:
    """What one file says: settings for every target, and the targets; paths from the working directory."""

    file: str
    defaults: Settings
    targets: tuple[Settings, ...]
    diff: DiffSettings = field(default_factory=DiffSettings)


@dataclass(frozen=True, slots=True)
class _Source:
    file: str
    text: str
    prefix: str
    """The dotted name of our table with a dot behind, nothing in a file of our own."""

    def problem(self, fault: Fault, table: str = "", count: int = 0) -> Problem:
        code = "configuration-unknown-key" if fault.unknown else "configuration-value"
        return Problem(code, fault.message, self.place(fault.path[-1], table, count), fault.hint)

    def place(self, key: str, table: str = "", count: int = 0, *, after: int = 0) -> Place:
        return place_of(self.file, self.text, (self.prefix + table).rstrip("."), key, count, after=after)

    def placed(self, settings: Settings, table: str = "", count: int = 0) -> Settings:
        """Return the settings with the places of what is held against the document later."""
        said = settings.tell_apart or ()
        places = tuple((address, self.place(address, table, count)) for address, _ in said)
        calling = self.place("integrations", table, count) if settings.integrations else None
        receiving = tuple(self._receiving(settings, table, count))
        return replace(
            settings,
            tell_apart_places=places or None,
            integrations_place=calling,
            receiver_places=receiving or None,
        )

    def _receiving(
        self, settings: Settings, table: str, count: int
    ) -> Iterator[tuple[tuple[str, ...], Place]]:
        """The places of the schemes and channels that `receiver` names, each below what it belongs to."""
        chosen = settings.receiver or ReceiverOptions()
        above = self.place("receiver", table, count).line
        for scheme, _ in chosen.verifiers:
            yield (scheme,), self.place(scheme, table, count, after=above - 1)
        for address, channel in chosen.channels:
            own = self.place(address, table, count, after=above - 1)
            yield ("channels", address), own
            for scheme, _ in channel.verifiers:
                yield ("channels", address, scheme), self.place(scheme, table, count, after=own.line - 1)


def read_configuration(folder: Path) -> Configuration | None:
    """Return the configuration nearest to a folder, looking upwards; None where there is none.

    Raises UnreadableError with everything that is wrong with it.
    """
    found = next(_tables(folder.absolute()), None)
    if found is None:
        return None
    path, source, table = found
    problems: list[Problem] = []
    configuration = replace(
        _configuration(source, table, problems), diff=_diff(source, table.get(TABLE, {}), problems)
    )
    if problems:
        raise UnreadableError(sorted(problems, key=_position))
    base = "" if path.parent == Path.cwd() else os.path.relpath(path.parent)
    return replace(
        configuration,
        defaults=_rooted(configuration.defaults, base),
        targets=tuple(_rooted(target, base) for target in configuration.targets),
    )


def _position(problem: Problem) -> tuple[int, int]:
    return (0, 0) if problem.place is None else (problem.place.line, problem.place.column)


def _tables(folder: Path) -> Iterator[tuple[Path, _Source, Mapping[str, object]]]:
    for above in (folder, *folder.parents):
        for name in (_OWN, _SHARED):
            path = above / name
            text = _text(path)
            # A broken pyproject.toml that never speaks of us is no business of ours.
            if text is None or (name == _SHARED and "eventwright" not in text):
                continue
            source = _Source(os.path.relpath(path), text, "" if name == _OWN else f"{_TABLE}.")
            table = _table(source)
            if table is not None:
                yield path, source, table


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8-sig") if path.is_file() else None
    except OSError as error:
        raise _unreadable(os.path.relpath(path), f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise _unreadable(os.path.relpath(path), "is not UTF-8") from error


def _table(source: _Source) -> Mapping[str, object] | None:
    try:
        value: object = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        position = _POSITION.search(str(error))
        line, column = (int(position[1]), int(position[2])) if position else (1, 1)
        reason = _POSITION.sub("", str(error)).lower()
        raise _unreadable(source.file, f"is not TOML: {reason}", line, column) from error
    for key in source.prefix.split(".")[:-1]:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else None


def _configuration(source: _Source, table: Mapping[str, object], problems: list[Problem]) -> Configuration:
    listed = table.get("target")
    top = _settings(source, {key: value for key, value in table.items() if key not in _OTHERS}, problems)
    if "target" not in table:
        single = top.spec is not None
        return Configuration(source.file, Settings() if single else top, (top,) if single else ())
    problems += _misplaced(source, table)
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        hint = f"write [[{source.prefix}target]] above each target"
        problems.append(source.problem(Fault(("target",), "'target' is no list of tables", hint)))
        return Configuration(source.file, top, ())
    targets = tuple(_target(source, entry, count, problems) for count, entry in enumerate(listed))
    return Configuration(source.file, top, tuple(target.over(top) for target in targets))


def _settings(source: _Source, values: Mapping[str, object], problems: list[Problem]) -> Settings:
    faults: list[Fault] = []
    settings = settings_of(values, faults)
    for fault in faults:
        unknown = fault.unknown and len(fault.path) == 1
        problems.append(source.problem(unknown_key(fault.path, (*KEYS, *_OTHERS)) if unknown else fault))
    return source.placed(settings)


def _diff(source: _Source, value: object, problems: list[Problem]) -> DiffSettings:
    faults: list[tuple[Fault, str, int]] = []
    settings = diff_settings(value, lambda table, key, count: source.place(key, table, count), faults)
    problems += (source.problem(fault, table, count) for fault, table, count in faults)
    return settings


def _target(source: _Source, values: Mapping[str, object], count: int, problems: list[Problem]) -> Settings:
    faults: list[Fault] = []
    settings = settings_of(values, faults)
    if "spec" not in values:
        faults.append(
            Fault(("target",), "a target has no 'spec'", "add the path of its document: spec = ...")
        )
    problems += (source.problem(fault, "target", count) for fault in faults)
    return source.placed(settings, "target", count)


def _misplaced(source: _Source, table: Mapping[str, object]) -> Iterator[Problem]:
    for key in OF_ONE:
        if key in table:
            hint = f"move it below [[{source.prefix}target]]"
            yield source.problem(Fault((key,), f"{key!r} stands outside of the targets", hint))


def _rooted(settings: Settings, base: str) -> Settings:
    """Let paths begin at the working directory."""
    return replace(
        settings,
        spec=_below(base, settings.spec),
        overlays=None
        if settings.overlays is None
        else tuple(_rooted_path(base, each) for each in settings.overlays),
        output=_below(base, settings.output),
        ref_root=_below(base, settings.ref_root),
        handlers_file=_below(base, settings.handlers_file),
    )


def _below(base: str, path: str | None) -> str | None:
    return None if path is None else _rooted_path(base, path)


def _rooted_path(base: str, path: str) -> str:
    return str(Path(base, path)) if base else path


def _unreadable(file: str, reason: str, line: int = 1, column: int = 1) -> UnreadableError:
    place = Place(file, line, column)
    message = f"{Path(file).name!r} {reason}"
    return UnreadableError([Problem("configuration-unreadable", message, place, "correct the file")])
