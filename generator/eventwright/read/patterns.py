"""What there is to say of a regular expression of the document; how it is matched is `patterns`'s."""

from eventwright.patterns import Verdict, judged
from eventwright.read.cursor import Cursor
from eventwright.source.findings import shown

_SIMPLER = "let no repetition stand in or beside another one that reads the same characters"
_PORTABLE = "write it with what Python's `re` knows too, such as [A-Za-z] for \\p{L}"


def note_pattern(cursor: Cursor, pattern: str) -> None:
    """Report a pattern that is not enforced, or on which Python's engine may take for ever."""
    verdict = judged(pattern)
    if verdict.error:
        message = f"Python cannot read the pattern {shown(pattern)}: {verdict.error}; it is not enforced"
        cursor.report("pattern-not-python", message, _PORTABLE)
    elif verdict.steep:
        message = f"the pattern {shown(pattern)} backtracks without bounds; {_consequence(verdict)}"
        cursor.report("pattern-backtracks", message, _SIMPLER)


def _consequence(verdict: Verdict) -> str:
    if verdict.automaton is not None:
        return "an automaton matches it, which is slower on most texts"
    return f"texts of more than {verdict.longest} characters are refused"
