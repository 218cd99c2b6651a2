"""The command line: one module a command; commands call the stages and decide nothing."""

from typing import Annotated

import typer

from eventwright import __version__
from eventwright.cli.application import Command, Commands
from eventwright.cli.changelog import changelog
from eventwright.cli.check import check
from eventwright.cli.diff import diff
from eventwright.cli.generate import generate
from eventwright.cli.init import init
from eventwright.cli.inspect import inspect
from eventwright.cli.rules import explain, rules
from eventwright.cli.sample import sample
from eventwright.cli.send import send
from eventwright.cli.validate import validate
from eventwright.cli.verify import verify

__all__ = ["app", "main"]

_HELP_NAMES = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="eventwright",
    cls=Commands,
    help="Typed Python packages from AsyncAPI documents.",
    context_settings=_HELP_NAMES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """Run the command line of this process and exit."""
    app(prog_name="eventwright")


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"eventwright {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Typed Python packages from AsyncAPI documents."""


app.command(cls=Command, context_settings=_HELP_NAMES)(init)
app.command(cls=Command, context_settings=_HELP_NAMES)(generate)
app.command(cls=Command, context_settings=_HELP_NAMES)(check)
app.command(cls=Command, context_settings=_HELP_NAMES)(validate)
app.command(cls=Command, context_settings=_HELP_NAMES)(inspect)
app.command(cls=Command, context_settings=_HELP_NAMES)(sample)
app.command(cls=Command, context_settings=_HELP_NAMES)(send)
app.command(cls=Command, context_settings=_HELP_NAMES)(verify)
app.command(cls=Command, context_settings=_HELP_NAMES)(diff)
app.command(cls=Command, context_settings=_HELP_NAMES)(changelog)
app.command(cls=Command, context_settings=_HELP_NAMES)(rules)
app.command(cls=Command, context_settings=_HELP_NAMES)(explain)
