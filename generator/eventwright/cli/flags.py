"""The flags that several commands share, each with its environment variable; they decide nothing."""

from pathlib import Path
from typing import Annotated

import typer

from eventwright.configuration import is_module, read_decode, read_limit
from eventwright.options import DecodeOptions, HandlerStyle, JsonLibrary, Models, Perspective
from eventwright.problems import Level
from eventwright.report.color import Color
from eventwright.report.formats import Format


def _decode(text: str) -> DecodeOptions:
    try:
        return read_decode(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _module(text: str) -> str:
    if not is_module(text):
        raise typer.BadParameter(f"{text!r} cannot be imported (write it as in an import: app.events)")
    return text


OptionalSpec = Annotated[
    str | None,
    typer.Argument(metavar="SPEC", help="The AsyncAPI document; without it, every configured target."),
]
Spec = Annotated[str, typer.Argument(metavar="SPEC", help="The AsyncAPI document.")]
OutputFlag = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        envvar="EVENTWRIGHT_OUTPUT",
        help="The package folder; its last part is the name of the package.",
    ),
]
PerspectiveFlag = Annotated[
    Perspective | None,
    typer.Option("--perspective", envvar="EVENTWRIGHT_PERSPECTIVE", help="Whose package it is."),
]
HandlerStyleFlag = Annotated[
    HandlerStyle | None,
    typer.Option("--handler-style", envvar="EVENTWRIGHT_HANDLER_STYLE", help="How handlers are defined."),
]
DecodeFlag = Annotated[
    DecodeOptions | None,
    typer.Option(
        "--decode",
        parser=_decode,
        metavar="lenient|strict",
        envvar="EVENTWRIGHT_DECODE",
        help="How kind decoding is; changes may follow, as in strict,unknown=keep.",
    ),
]
JsonFlag = Annotated[
    JsonLibrary | None,
    typer.Option("--json", envvar="EVENTWRIGHT_JSON", help="What reads JSON text."),
]
ModelsFlag = Annotated[
    Models | None,
    typer.Option("--models", envvar="EVENTWRIGHT_MODELS", help="What objects become."),
]
RefRootFlag = Annotated[
    str | None,
    typer.Option(
        "--ref-root",
        metavar="DIR",
        envvar="EVENTWRIGHT_REF_ROOT",
        help="The folder that references may reach into; by default the document's own.",
    ),
]
HandlersFileFlag = Annotated[
    str | None,
    typer.Option(
        "--handlers-file",
        metavar="FILE",
        envvar="EVENTWRIGHT_HANDLERS_FILE",
        help="A file of yours that gets a method for each received message, and is only added to.",
    ),
]
PackageImportFlag = Annotated[
    str | None,
    typer.Option(
        "--package-import",
        parser=_module,
        metavar="NAME",
        envvar="EVENTWRIGHT_PACKAGE_IMPORT",
        help="How the handlers file imports the package, as in app.events.",
    ),
]
StrictFlag = Annotated[
    bool | None,
    typer.Option(
        "--strict/--no-strict",
        envvar="EVENTWRIGHT_STRICT",
        help="Refuse a document with any error, also one that leaves no doubt about the package.",
        show_default=False,
    ),
]
FailSeverityFlag = Annotated[
    Level | None,
    typer.Option(
        "--fail-severity",
        envvar="EVENTWRIGHT_FAIL_SEVERITY",
        help="From which severity on any problem makes the command fail, and has nothing written.",
    ),
]
AllowRemoteFlag = Annotated[
    bool | None,
    typer.Option(
        "--allow-remote/--no-allow-remote",
        envvar="EVENTWRIGHT_ALLOW_REMOTE",
        help="Fetch what references name by http and https.",
        show_default=False,
    ),
]
LimitFlag = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="NAME=NUMBER",
        envvar="EVENTWRIGHT_LIMIT",
        help="The most that is read of a document, as in nodes=2000000; may be given several times.",
    ),
]
DiffFlag = Annotated[
    bool, typer.Option("--diff", envvar="EVENTWRIGHT_DIFF", help="Show what changes as a unified diff.")
]
ColorFlag = Annotated[
    Color, typer.Option("--color", envvar="EVENTWRIGHT_COLOR", help="Whether the output has colours.")
]
FormatFlag = Annotated[
    Format,
    typer.Option("--output-format", envvar="EVENTWRIGHT_OUTPUT_FORMAT", help="How findings are written."),
]
FileFlag = Annotated[
    Path | None,
    typer.Option(
        "--output-file", metavar="FILE", envvar="EVENTWRIGHT_OUTPUT_FILE", help="Write the report there."
    ),
]


def limits(said: list[str] | None) -> tuple[tuple[str, int], ...] | None:
    """Return the limits that flags set; raises BadParameter."""
    try:
        return tuple(dict(map(read_limit, said)).items()) if said else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="'--limit'") from error
