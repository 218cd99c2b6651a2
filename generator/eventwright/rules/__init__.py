"""The table of all problem codes: what each is for and what mends it; how they look stands in `report`."""

from collections.abc import Mapping

from eventwright.problems import Place, Problem
from eventwright.rules import (
    advice,
    agreement,
    avro,
    configuration,
    document,
    drift,
    folder,
    grammar,
    handlers,
    meaning,
    overlay,
    reference,
    schemas,
    sending,
    text,
)
from eventwright.rules.row import Rule, Subject, shown, whole

__all__ = [
    "BY_CODE",
    "RULES",
    "Rule",
    "Subject",
    "about_package",
    "about_whole_file",
    "explained",
    "finding",
    "hint",
    "shown",
    "whole",
]

RULES: tuple[Rule, ...] = (
    *document.RULES,
    *text.RULES,
    *overlay.RULES,
    *reference.RULES,
    *grammar.RULES,
    *meaning.RULES,
    *avro.RULES,
    *agreement.RULES,
    *advice.RULES,
    *schemas.RULES,
    *configuration.RULES,
    *sending.RULES,
    *folder.RULES,
    *handlers.RULES,
    *drift.RULES,
)

BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}

_WHOLE = frozenset({Subject.DOCUMENT, Subject.FOLDER})
_WHOLE_CODES = frozenset(
    {"configuration-missing", "output-is-working-folder", "output-not-a-package-name", "output-shared"}
    | {
        "overlay-new",
        "report-not-written",
        "configuration-kept",
        "setup-file-not-read",
        "setup-file-not-written",
    }
    | {"captured-unreadable", "file-not-read", "secret-unusable", "send-payload"}
    | {"message-unknown", "message-ambiguous", "sample-message-missing"}
    | {"package-ignored", "package-off-path", "overlay-new"}
    | {"handlers-file-misplaced", "handlers-file-not-read", "handlers-file-not-written"}
)


def finding(code: str, message: str, place: Place, hint: str = "") -> Problem:
    """Return the problem at the level of its row; without a hint of its own the table has what helps."""
    return Problem(code, message, place, hint, BY_CODE[code].level)


def about_whole_file(problem: Problem) -> bool:
    """Tell whether the problem means a file or folder, so that its line says nothing."""
    # With a pointer it is a file that a reference names, and the place is the reference's.
    if problem.place is None or problem.place.pointer:
        return problem.place is None
    rule = BY_CODE.get(problem.code)
    return rule is not None and (rule.subject in _WHOLE or problem.code in _WHOLE_CODES)


def hint(problem: Problem) -> str:
    """Return what to do about the problem: what it says itself, else what helps in general."""
    rule = BY_CODE.get(problem.code)
    if problem.hint or rule is None:
        return problem.hint
    return rule.mend[0].lower() + rule.mend[1:].removesuffix(".")


def explained(problem: Problem) -> bool:
    """Tell whether the table has an example of such a problem."""
    rule = BY_CODE.get(problem.code)
    return rule is not None and bool(rule.example)


def about_package(problem: Problem) -> bool:
    """Tell whether the problem matters to who generates a package; advice is for the document's author."""
    rule = BY_CODE.get(problem.code)
    return rule is None or rule.subject is not Subject.ADVICE
