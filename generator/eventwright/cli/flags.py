"""The flags that several commands share, each with its environment variable; they decide nothing."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from eventwright.configuration import is_module, read_decode, read_limit
from eventwright.documents import did_you_mean, nearest
from eventwright.options import DecodeOptions, HandlerStyle, JsonLibrary, Models, Perspective
from eventwright.problems import Level
from eventwright.report.color import Color
from eventwright.report.formats import Format

Choice = TypeVar("Choice", bound=StrEnum)


def _decode(text: str) -> DecodeOptions:
    try:
        return read_decode(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _module(text: str) -> str:
    if not is_module(text):
        raise typer.BadParameter(f"{text!r} cannot be imported (write it as in an import: app.events)")
    return text


def choice(kind: type[Choice], flag: str, help_text: str) -> Any:
    """Return a flag with the words of an enum, each of which is a value of it."""
    words = [word.value for word in kind]

    def parse(text: str) -> Choice:
        if text not in words:
            near = did_you_mean(nearest(text, words)) or f"write one of {', '.join(words)}"
            raise typer.BadParameter(f"it cannot be {text!r} ({near})")
        return kind(text)

    return typer.Option(
        flag,
        parser=parse,
        metavar="|".join(words),
        autocompletion=lambda: words,
        envvar="EVENTWRIGHT_" + flag.lstrip("-").replace("-", "_").upper(),
        help=help_text,
    )


OptionalSpec = Annotated[
    str | None,
    typer.Argument(metavar="SPEC", help="The AsyncAPI document; without it, every configured target."),
]
Spec = Annotated[str, typer.Argument(metavar="SPEC", help="The AsyncAPI document.")]
OverlayFlag = Annotated[
    list[str] | None,
    typer.Option(
        "--overlay",
        metavar="FILE",
        envvar="EVENTWRIGHT_OVERLAY",
        help="An OpenAPI Overlay that changes the document; may be given several times.",
    ),
]
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
PerspectiveFlag = Annotated[Perspective | None, choice(Perspective, "--perspective", "Whose package it is.")]
HandlerStyleFlag = Annotated[
    HandlerStyle | None, choice(HandlerStyle, "--handler-style", "How handlers are defined.")
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
JsonFlag = Annotated[JsonLibrary | None, choice(JsonLibrary, "--json", "What reads JSON text.")]
ModelsFlag = Annotated[Models | None, choice(Models, "--models", "What objects become.")]
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
    choice(
        Level,
        "--fail-severity",
        "From which severity on any problem makes the command fail, and has nothing written.",
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
ColorFlag = Annotated[Color, choice(Color, "--color", "Whether the output has colours.")]
FormatFlag = Annotated[Format, choice(Format, "--output-format", "How findings are written.")]
FileFlag = Annotated[
    Path | None,
    typer.Option(
        "--output-file", metavar="FILE", envvar="EVENTWRIGHT_OUTPUT_FILE", help="Write the report there."
    ),
]


def overlays(said: list[str] | None) -> tuple[str, ...] | None:
    """Return the overlays that flags name, in their order."""
    return tuple(said) if said else None


def limits(said: list[str] | None) -> tuple[tuple[str, int], ...] | None:
    """Return the limits that flags set; raises BadParameter."""
    try:
        return tuple(dict(map(read_limit, said)).items()) if said else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="'--limit'") from error
