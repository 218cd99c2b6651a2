"""Rows about: The file of a document."""

from eventwright.problems import Level
from eventwright.rules.row import Rule, Subject

RULES: tuple[Rule, ...] = (
    Rule(
        "document-in-lfs",
        Subject.DOCUMENT,
        "A commit holds only a pointer of Git LFS where a document is asked for.",
        "Compare files that are checked out, where Git LFS has put the content.",
    ),
    Rule("document-missing", Subject.DOCUMENT, "The document does not exist.", "Correct the path."),
    Rule(
        "document-new",
        Subject.DOCUMENT,
        "A document is not in the commit that it would be compared with, so that nothing is told of it.",
        "Where it stood elsewhere, name both: `eventwright diff git:REF:path FILE`.",
        level=Level.WARNING,
    ),
    Rule(
        "document-not-a-file",
        Subject.DOCUMENT,
        "What the path names is a folder, a pipe or a device; in a commit also a link or a submodule.",
        "Name a YAML or JSON file.",
    ),
    Rule(
        "document-outside-root",
        Subject.DOCUMENT,
        "The file lies, perhaps behind a link, outside of the folder that may be read.",
        "Name a wider folder with `--ref-root`, or move the file.",
    ),
    Rule(
        "document-too-large",
        Subject.DOCUMENT,
        "The file has more bytes than are read.",
        "Leave out what is not needed, or raise the limit with `--limit size=NUMBER`.",
    ),
    Rule(
        "document-unreadable",
        Subject.DOCUMENT,
        "The system refuses to read the file.",
        "Check its permissions.",
    ),
    Rule(
        "spec-outside-root",
        Subject.DOCUMENT,
        "The document itself does not lie in the folder of `--ref-root`.",
        "Name a folder that holds the document.",
    ),
)
