"""The group of commands, and how a run ends: exit codes, closed pipes, and bugs of ours."""

import gc
import io
import os
import sys
import traceback
from pathlib import Path
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from eventwright.cli.streams import Streams, abandon_stdout, exit_code, not_written
from eventwright.cli.targets import too_deep
from eventwright.problems import Problem, SpecError
from eventwright.report.visible import visible, visible_lines

BUG = 70
"""EX_SOFTWARE of sysexits.h."""

NO = 1
UNANSWERED = 2

# Stages go through a document by recursion. Its own depth has a limit, a chain of references has none.
_FRAMES = 20_000

_CLOSED_PIPE = 141
"""What a shell reports of a program that SIGPIPE ended."""


class _TellsOfItself:
    """The help and the version are printed while arguments are read."""

    def make_context(self, *arguments: Any, **keywords: Any) -> Any:
        try:
            return super().make_context(*arguments, **keywords)  # type: ignore[misc]  # of the class beside
        except BrokenPipeError:
            _leave_pipe()
        except OSError as error:
            _leave_unwritten(error)


class Command(_TellsOfItself, TyperCommand):
    """One command of the group."""


class Commands(_TellsOfItself, TyperGroup):
    """Exits with what the command returns; an exception that nobody expected is told as a bug."""

    def main(self, *arguments: Any, **keywords: Any) -> Any:
        sys.setrecursionlimit(_FRAMES)
        # What a run makes it keeps to its end, so that looking for garbage in it finds none.
        gc.disable()
        try:
            _make_streams_robust()
            super().main(*arguments, **keywords)
        except BrokenPipeError:
            _leave_pipe()
        except Exception as error:
            _tell_bug(error)
            sys.exit(BUG)
        finally:
            # Nor is there any to be found at the end of the process.
            gc.freeze()
            gc.enable()

    def invoke(self, ctx: Any) -> Any:
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _leave_pipe()
        except typer.BadParameter as error:
            # Only the environment can give a switch a wrong word; the library speaks of input then.
            if "valid boolean" in error.message:
                error.message = "write true or false"
            raise
        except SpecError as error:
            Streams().note(error.problems)
            code = exit_code(error)
        except RecursionError:
            Streams().note([too_deep()])
            code = NO
        except FileNotFoundError:
            if not _folder_is_gone():
                raise
            Streams().note([_gone()])
            code = UNANSWERED
        raise typer.Exit(code if isinstance(code, int) else 0)


def _folder_is_gone() -> bool:
    try:
        Path.cwd()
    except FileNotFoundError:
        return True
    return False


def _gone() -> Problem:
    message = "the folder that the command runs in is not there any more"
    return Problem("working-folder-gone", message, hint="change to a folder that is there")


def _make_streams_robust() -> None:
    """Let a stream escape what its encoding cannot write, and one that is closed lead nowhere.

    Files that are opened later would get its number, and what is written there.
    """
    nowhere = Path(os.devnull)
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _leave_pipe() -> NoReturn:
    """End without a word."""
    abandon_stdout()
    raise SystemExit(_CLOSED_PIPE)


def _leave_unwritten(error: OSError) -> NoReturn:
    Streams().note(not_written(error, None).problems)
    raise SystemExit(UNANSWERED)


def _tell_bug(error: Exception) -> None:
    sys.stderr.write(visible_lines("".join(traceback.format_exception(error))))
    name, _, _ = str(error).partition("\n")
    told = f"{type(error).__name__}: {name}" if name else type(error).__name__
    sys.stderr.write(
        f"this is a bug of eventwright, please report it with the lines above: {visible(told)}\n"
    )
