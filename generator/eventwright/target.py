"""From what was asked to targets, and from a target to files and manifest; nothing is printed or written."""

import os
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from eventwright import __version__
from eventwright.check import unified_diff
from eventwright.configuration import Configuration, Settings, settings_of
from eventwright.configuration.faults import Fault
from eventwright.documents import Documents, is_url
from eventwright.doubt import refusing
from eventwright.load import in_order
from eventwright.manifest import LOCK_NAME, Files, JsonValue, Manifest, digests, read_manifest
from eventwright.names import package_name
from eventwright.options import PackageOptions, Perspective
from eventwright.outputs import (
    require_distinct,
    require_other_folder,
    require_package_name,
    require_place,
)
from eventwright.package import Package
from eventwright.plan.asked import problems_of_telling
from eventwright.plan.asked_receiver import problems_of_receiving
from eventwright.plan.build import plan
from eventwright.problems import Place, Problem, SpecError, UnreadableError
from eventwright.reading import Loaded, Reading, Source, read, reading_of, source_for
from eventwright.remote import pins
from eventwright.render import render
from eventwright.rules import about_package


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One package to be made; `asked` is what flags said, `settings` all that holds."""

    source: Source
    output: str
    asked: Settings
    settings: Settings
    configured: bool
    base: str = ""
    """The folder of the configuration that lists the target, else the working directory."""

    @property
    def folder(self) -> Path:
        return Path(self.output)

    def options(self) -> dict[str, JsonValue]:
        """Return what decides the text of the package beside files, as the lock keeps it."""
        overlays = self.source.overlays
        return {**self.settings.options().values(), **({"overlays": list(overlays)} if overlays else {})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A package that is ready to be written or compared."""

    target: Target
    package: Package
    files: Files
    manifest: Manifest
    problems: tuple[Problem, ...]

    def patch(self, paths: Iterable[str]) -> str:
        """Return the unified diff from the disk to these files, the lock among them where it is named."""
        return unified_diff({**self.files, LOCK_NAME: self.manifest.text()}, self.target.folder, paths)


def targets(asked: Settings, configuration: Configuration | None) -> tuple[Target, ...]:
    """Return the targets that are meant: the document's that is asked for, else all of the configuration.

    Raises UnreadableError where there is none, or where they cannot be written side by side.
    """
    chosen = _chosen(asked, configuration)
    if not chosen:
        raise UnreadableError([_nothing_asked(configuration)])
    if asked.output is not None and len(chosen) > 1:
        hint = "name one document, or leave the output to the configuration"
        message = f"{len(chosen)} targets cannot all be written to {asked.output!r}"
        raise UnreadableError([Problem("output-shared", message, Place(asked.output), hint)])
    base = None if configuration is None else Path(configuration.file).parent
    found = [_target(asked, settings, base if configured else None) for settings, configured in chosen]
    require_distinct([target.output for target in found])
    for target in found:
        require_place(target.output)
        require_other_folder(target.output)
    return tuple(found)


def prepare(target: Target, *, update_remote: bool = False) -> Prepared:
    """Make the files of a target; raises SpecError with every problem where `read` does.

    What URLs hold must be what it was when the lock was written, unless `update_remote` is given.
    """
    require_package_name(target.output)
    reading = reading_of(target.settings, {} if update_remote else _pinned(target))
    loaded = read(target.source, reading, target.settings.refuses_from)
    package, problems = planned(loaded, target.settings)
    files = render(package)
    return Prepared(
        target=target,
        package=package,
        files=files,
        manifest=Manifest(
            generator=__version__,
            documents=loaded.api.digests,
            options=target.options(),
            files=digests(files),
            classes=package.classes,
        ),
        problems=problems,
    )


def fetching(target: Target, allowed: bool) -> Target:
    """Return the target, with or without leave to fetch what URLs hold."""
    return replace(target, settings=replace(target.settings, allow_remote=allowed))


def unchanged_documents(target: Target, digests_of: Mapping[str, str]) -> bool:
    """Whether the document, and all files on disk that it was joined of, have these digests still.

    A file that it was joined of and that cannot be read any more has not; raises UnreadableError for the
    document itself.
    """
    source = target.source
    disk = Reading(limits=target.settings.limits_in_force()).documents(source)
    entry = posixpath.normpath(source.name)
    if entry not in digests_of:
        return False
    try:
        if _digest(disk, entry) != digests_of[entry]:
            return False
    except SpecError as error:
        raise type(error)(source.placed(problem) for problem in error.problems) from error
    try:
        return all(_digest(disk, name) == digests_of[name] for name in digests_of if not is_url(name))
    except SpecError:
        return False


def _digest(documents: Documents, name: str) -> str:
    return sha256(documents.read(name)).hexdigest()


def _pinned(target: Target) -> Mapping[str, str]:
    lock = read_manifest(target.folder) if target.settings.allow_remote else None
    return {} if lock is None else pins(lock.documents)


def all_problems(loaded: Loaded, settings: Settings) -> tuple[Problem, ...]:
    """Return the problems of reading a document and of planning it so, from either perspective.

    Raises UnreadableError, with all of them, where the settings speak of what the document does not have.
    """
    options = settings.options()
    found = [_plan(loaded, replace(options, perspective=each))[1] for each in Perspective]
    problems = in_order((*loaded.problems, *(problem for each in found for problem in each)))
    refused = _refused(loaded, settings)
    if refused:
        raise UnreadableError((*refused, *problems))
    return problems


def planned(loaded: Loaded, settings: Settings) -> tuple[Package, tuple[Problem, ...]]:
    """Return the package of a document, and the problems of reading and of planning that matter to it.

    Raises UnreadableError where the settings speak of what the document does not have, and SpecError where
    planning finds a problem for which they refuse it.
    """
    options = settings.options()
    refused = _refused(loaded, settings)
    if refused:
        raise UnreadableError(refused)
    package, problems = _plan(loaded, options)
    if refusing(problems, settings.refuses_from):
        raise SpecError(problems)
    return package, problems


def _refused(loaded: Loaded, settings: Settings) -> tuple[Problem, ...]:
    """What the settings say of the document that it does not have."""
    options = settings.options()
    telling = problems_of_telling(loaded.api, options, dict(settings.tell_apart_places or ()))
    receiving = problems_of_receiving(
        loaded.api, options, settings.integrations_place, dict(settings.receiver_places or ())
    )
    return (*telling, *receiving)


def _plan(loaded: Loaded, options: PackageOptions) -> tuple[Package, tuple[Problem, ...]]:
    result = plan(loaded.api, options)
    placed = tuple(loaded.source.placed(problem) for problem in result.warnings)
    return result.package, (*filter(about_package, loaded.problems), *placed)


def as_locked(target: Target) -> Target:
    """Return the target with those options of its lock that neither flags nor configuration name.

    For a configured target the configuration is what holds. Raises UnreadableError `lock-unreadable`.
    """
    if target.configured:
        return target
    lock = read_manifest(target.folder)
    if lock is None:
        return target
    faults: list[Fault] = []
    found = settings_of(lock.options, faults)
    # What is named now needs nothing of the lock.
    faults = [each for each in faults if not target.settings.names(each.path[0])]
    if faults:
        place = Place((target.folder / LOCK_NAME).as_posix())
        message = f"the lock '{LOCK_NAME}' holds options that are unknown: {faults[0].message}"
        hint = "name the option as a flag, or move the package away and generate it again"
        raise UnreadableError([Problem("lock-unreadable", message, place, hint)])
    # The lock names overlays from the document on, and settings from the working directory.
    overlays = found.overlays if target.settings.overlays is None else target.source.overlays
    return replace(
        target,
        source=replace(target.source, overlays=overlays or ()),
        settings=target.settings.over(replace(found, overlays=None)),
    )


def _chosen(asked: Settings, configuration: Configuration | None) -> list[tuple[Settings, bool]]:
    listed = () if configuration is None else configuration.targets
    if asked.spec is None:
        return [(target, True) for target in listed]
    same = [(target, True) for target in listed if _is_meant(asked, target)]
    defaults = Settings() if configuration is None else configuration.defaults
    return same or [(defaults, False)]


def _is_meant(asked: Settings, target: Settings) -> bool:
    """Whether a configured target has the document that is asked for, and the output if one is."""
    if os.path.realpath(asked.spec or "") != os.path.realpath(target.spec or ""):
        return False
    return asked.output is None or os.path.realpath(asked.output) == os.path.realpath(target.output or "")


def _target(asked: Settings, settings: Settings, base: Path | None) -> Target:
    """Join flags and file; `base` is the folder of the configuration that lists the target."""
    merged = asked.over(settings)
    spec = merged.spec or ""
    output = (
        merged.output if merged.output is not None else str((base or Path()) / package_name(Path(spec).stem))
    )
    return Target(
        source=source_for(merged),
        output=output,
        asked=asked,
        settings=merged,
        configured=base is not None,
        base="" if base is None else str(base),
    )


def _nothing_asked(configuration: Configuration | None) -> Problem:
    hint = (
        "name a document: eventwright generate asyncapi.yaml --output my_package, "
        'or configure one in pyproject.toml: [tool.eventwright] spec = "asyncapi.yaml"'
    )
    place = None if configuration is None else Place(configuration.file)
    return Problem("configuration-missing", "no document is named, and no target is configured", place, hint)


def specs(asked: Settings, configuration: Configuration | None) -> tuple[Settings, ...]:
    """Return the settings of each document that is meant, whatever is generated from it.

    Raises UnreadableError where there is none.
    """
    chosen = _chosen(asked, configuration)
    if not chosen:
        raise UnreadableError([_nothing_asked(configuration)])
    return tuple(asked.over(settings) for settings, _ in chosen)


def settings_for(asked: Settings, configuration: Configuration | None) -> Settings:
    """Return what is asked for, over the settings of the configured target of that document, if any."""
    chosen = _chosen(asked, configuration)
    return asked.over(chosen[0][0]) if chosen else asked
