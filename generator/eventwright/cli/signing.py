"""What `send` and `verify` share: their flags, and the channels of the document that is meant."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventwright.cli.progress import Progress
from eventwright.configuration import Settings, read_configuration

if TYPE_CHECKING:
    from eventwright.api import Api
    from eventwright.package import Package
    from eventwright.reading import Source
    from eventwright.sending.destinations import Destination
    from eventwright.sending.secrets import Given

SpecFlag = Annotated[
    str | None,
    typer.Option(
        "--spec",
        metavar="FILE",
        envvar="EVENTWRIGHT_SPEC",
        help="The AsyncAPI document; without it, that of the first configured target.",
    ),
]
SecretFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--secret-file",
        metavar="NAME=FILE",
        envvar="EVENTWRIGHT_SECRET_FILE",
        help="A file with the secrets of that name, one on each line; else the environment has them.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A document, and where its messages are received."""

    api: "Api"
    package: "Package"
    destinations: "tuple[Destination, ...]"
    source: "Source"

    def given(self, files: list[str] | None) -> "Given":
        """Return the secrets of files; raises UnreadableError."""
        from eventwright.sending.files import given_secrets
        from eventwright.sending.secrets import require_known

        schemes = [scheme for each in self.destinations for scheme in each.schemes]
        names = {scheme.secret for scheme in schemes}
        found = given_secrets(files, next(iter(names)) if len(names) == 1 else None)
        require_known(found, schemes)
        return found


def received(asked: Settings) -> Received:
    """Read the document that is meant; raises SpecError."""
    from eventwright.reading import read, reading_of, source_for
    from eventwright.sending.destinations import destinations
    from eventwright.target import planned, specs

    settings = specs(asked, read_configuration(Path.cwd()))[0]
    source = source_for(settings)
    with Progress.of(sys.stderr, os.environ).during(f"reading {settings.spec}"):
        loaded = read(source, reading_of(settings), settings.refuses_from)
        package, _ = planned(loaded, settings)
    return Received(
        api=loaded.api,
        package=package,
        destinations=destinations(loaded.api, settings.options()),
        source=source,
    )
