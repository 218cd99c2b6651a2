"""Rows about: The handlers file."""

from eventwright.problems import Level
from eventwright.rules.row import Rule, Subject

RULES: tuple[Rule, ...] = (
    Rule(
        "handlers-file-misplaced",
        Subject.HANDLERS,
        "The handlers file lies in the package folder, which is the generator's, or is no `.py` file.",
        "Name a Python file beside the package, such as `app/handlers.py`.",
    ),
    Rule(
        "handlers-file-not-read",
        Subject.HANDLERS,
        "The handlers file is a folder, a pipe or a link to nothing, or the system refuses to read it.",
        "Name another file, or check the permissions.",
    ),
    Rule(
        "handlers-file-not-python",
        Subject.HANDLERS,
        "The handlers file is no Python that can be read, so it is left alone; the package is written.",
        "Correct it at the place, or run eventwright with the Python that the file is written for.",
    ),
    Rule(
        "handlers-file-not-written",
        Subject.HANDLERS,
        "The handlers file or its folder is read-only, or somebody changed the file during the run.",
        "Check the permissions, then generate again.",
    ),
    Rule(
        "handler-without-message",
        Subject.HANDLERS,
        "A method handles a message that is not received any more. It is never removed.",
        "Move its code to the handler that the hint names, or remove it.",
        Level.WARNING,
    ),
    Rule(
        "handler-hidden",
        Subject.HANDLERS,
        "A stub stands below a written method of the same name, so that the method is never called.",
        "Remove the stub.",
        Level.WARNING,
    ),
    Rule(
        "handler-in-other-style",
        Subject.HANDLERS,
        "A handler is `def` where handlers are awaited, which fails, or `async def` where they are not, "
        "so that it never runs.",
        "Define it as the package calls it, or choose the other `handler_style`.",
        Level.WARNING,
    ),
)
