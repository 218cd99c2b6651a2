"""Rows about: What `check` finds of a package, which are no problems and which `generate` mends."""

from eventwright.problems import Level
from eventwright.rules.row import Rule, Subject

RULES: tuple[Rule, ...] = (
    Rule(
        "drift-stale",
        Subject.DRIFT,
        "A generated file is untouched, and would be written differently now.",
        "Run the command that `check` names.",
    ),
    Rule(
        "drift-missing",
        Subject.DRIFT,
        "A generated file is not there.",
        "Run the command that `check` names.",
    ),
    Rule(
        "drift-orphaned",
        Subject.DRIFT,
        "A generated file is untouched, and no longer generated.",
        "Run the command that `check` names, which removes it.",
    ),
    Rule(
        "drift-edited",
        Subject.DRIFT,
        "A generated file was changed by hand.",
        "Move the change to a file of yours, then run the command that `check` names.",
    ),
    Rule(
        "drift-lock",
        Subject.DRIFT,
        "The lock does not say what would be generated now.",
        "Run the command that `check` names.",
    ),
    Rule(
        "drift-foreign",
        Subject.DRIFT,
        "A file in the folder of a package is not ours, and left alone.",
        "Move it out of the folder if it is not meant to be there.",
        Level.WARNING,
    ),
    Rule(
        "drift-missing-handler",
        Subject.DRIFT,
        "A received message has no method in the handlers file.",
        "Run the command that `check` names, which adds it.",
    ),
    Rule(
        "drift-unwritten-handler",
        Subject.DRIFT,
        "A method of the handlers file is as it was generated, and not written yet.",
        "Write it; until then it raises `UnhandledMessage`.",
        Level.WARNING,
    ),
)
