"""What a setup needs to know, as far as a project and its document tell it; nobody is asked here."""

import posixpath
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from eventwright.configuration import Settings
from eventwright.names import package_name
from eventwright.options import HandlerStyle
from eventwright.setup.project import Framework, Project

# Names that tell the kind of a file, and nothing of what it is about.
_KINDS = frozenset({"asyncapi", "spec", "specification", "schema", "api", "index", "main", "events"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """One package with what belongs to it; paths are relative to the folder of the configuration."""

    document: str
    output: str
    handlers_file: str | None
    framework: Framework

    def settings(self, beside: Settings) -> Settings:
        """Return the settings of the target; what else was said stands in `beside`."""
        style = self.framework.handler_style
        own = Settings(
            spec=self.document,
            output=self.output,
            handlers_file=self.handlers_file,
            handler_style=None if style is HandlerStyle.ASYNC else style,
        )
        return own.over(beside)


def name_for(document: str, project: Project) -> str:
    """Return the name of a document's package: by its file, by the project where that says nothing."""
    stem = PurePosixPath(document).stem
    if stem.lower() not in _KINDS:
        return package_name(stem)
    return package_name(f"{project.name or ''} events")


def output_for(name: str, project: Project) -> str:
    """Return the folder of a package: in the project's own, where there is one, so that it goes along."""
    if project.package is not None:
        return f"{project.package}/{name}"
    return f"{'src' if project.sources else 'generated'}/{name}"


def handlers_file_for(output: str, project: Project, folder: Path) -> str:
    """Return a file for handlers that is not there yet: in the project's package, else in `app` or beside."""
    beside = project.package or ("app" if project.app else "src" if project.sources else "")
    names = ("handlers.py", "event_handlers.py", f"{posixpath.basename(output)}_handlers.py")
    paths = [posixpath.join(beside, name) for name in names]
    return next((path for path in paths if not (folder / path).exists()), paths[-1])
