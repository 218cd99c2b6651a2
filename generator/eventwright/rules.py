"""The table of all problem codes: what each is for and what mends it; how they look stands in `report`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from eventwright.problems import Level, Problem


class Subject(StrEnum):
    """What a problem is about; only what is about a document's text has a line to show."""

    TEXT = "The text of a document"
    REFERENCE = "References"
    MEANING = "What a document says"
    DOCUMENT = "The file of a document"
    CONFIGURATION = "Configuration and flags"
    FOLDER = "The package folder"


@dataclass(frozen=True, slots=True)
class Rule:
    """One code: what it stands for, and what to do about it in general."""

    code: str
    subject: Subject
    purpose: str
    mend: str
    level: Level = Level.ERROR


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


def page() -> str:
    """Return docs/problems.md."""
    return "\n".join(_page_lines()) + "\n"


_WHOLE = frozenset({Subject.DOCUMENT, Subject.FOLDER})
_WHOLE_CODES = frozenset(
    {"configuration-missing", "output-is-working-folder", "output-not-a-package-name", "output-shared"}
    | {"report-not-written"}
)

_TEXT, _REFERENCE, _MEANING = Subject.TEXT, Subject.REFERENCE, Subject.MEANING
_DOCUMENT, _CONFIGURATION, _FOLDER = Subject.DOCUMENT, Subject.CONFIGURATION, Subject.FOLDER

RULES: tuple[Rule, ...] = (
    Rule("document-missing", _DOCUMENT, "The document does not exist.", "Correct the path."),
    Rule(
        "document-not-a-file",
        _DOCUMENT,
        "What the path names is a folder, a pipe or a device.",
        "Name a YAML or JSON file.",
    ),
    Rule(
        "document-outside-root",
        _DOCUMENT,
        "The file lies, perhaps behind a link, outside of the folder that may be read.",
        "Name a wider folder with `--ref-root`, or move the file.",
    ),
    Rule(
        "document-too-large",
        _DOCUMENT,
        "The file has more bytes than are read.",
        "Leave out what is not needed, or split the document.",
    ),
    Rule("document-unreadable", _DOCUMENT, "The system refuses to read the file.", "Check its permissions."),
    Rule(
        "spec-outside-root",
        _DOCUMENT,
        "The document itself does not lie in the folder of `--ref-root`.",
        "Name a folder that holds the document.",
    ),
    Rule("document-empty", _TEXT, "The file holds no value.", "Start with a line such as `asyncapi: 2.6.0`."),
    Rule(
        "not-json", _TEXT, "A file called `.json` is not JSON (RFC 8259).", "Correct the text at the place."
    ),
    Rule("not-utf8", _TEXT, "The bytes are not UTF-8 or UTF-16 text.", "Save the file as UTF-8."),
    Rule("not-yaml", _TEXT, "The text breaks the grammar of YAML.", "Correct the text at the place."),
    Rule(
        "several-documents",
        _TEXT,
        "A YAML file holds more than one document.",
        "Put each document into a file of its own.",
    ),
    Rule(
        "not-a-mapping",
        _TEXT,
        "The document is a list or a scalar.",
        "An AsyncAPI document is a mapping; check that it is the right file.",
    ),
    Rule("alias-cycle", _TEXT, "A YAML alias stands inside of what it names.", "Write a `$ref` instead."),
    Rule("duplicate-key", _TEXT, "A mapping has one key twice.", "Keep one of the two."),
    Rule("key-not-a-string", _TEXT, "A key is a list, a mapping or tagged.", "Write it as plain text."),
    Rule("key-too-long", _TEXT, "A key has more characters than are read.", "Shorten it."),
    Rule(
        "lone-surrogate",
        _TEXT,
        "An escape stands for half of a character.",
        "In JSON write a pair of `\\u` escapes, in YAML one `\\U`.",
    ),
    Rule(
        "merge-not-a-mapping",
        _TEXT,
        "The YAML key `<<` merges something that is no mapping.",
        "Give it an alias of a mapping, or a list of those.",
    ),
    Rule("not-json-number", _TEXT, "A number is infinite or NaN.", "Quote it if text is meant."),
    Rule("number-out-of-range", _TEXT, "A number is too large for a float.", "Quote it if text is meant."),
    Rule("number-too-long", _TEXT, "An integer has more digits than are read.", "Quote it if text is meant."),
    Rule("scalar-too-long", _TEXT, "A text has more characters than are read.", "Shorten it."),
    Rule(
        "tag-mismatch", _TEXT, "A YAML tag does not fit its value.", "Remove the tag, or correct the value."
    ),
    Rule(
        "too-deep",
        _TEXT,
        "Collections are nested too deeply.",
        "Move schemas to components and refer to them.",
    ),
    Rule(
        "too-many-nodes",
        _TEXT,
        "With each alias counted in full, there are more values than are read.",
        "Replace aliases of large parts by `$ref`.",
    ),
    Rule("unknown-alias", _TEXT, "An alias has no anchor before it.", "Correct the name, or add the anchor."),
    Rule("unknown-tag", _TEXT, "A YAML tag is none of JSON's types.", "Remove the tag."),
    Rule(
        "reference-cycle",
        _REFERENCE,
        "References lead back to themselves without a schema between them.",
        "Put what is meant in place of one of them.",
    ),
    Rule("reference-not-text", _REFERENCE, "The value of a `$ref` is not text.", "Write a text."),
    Rule(
        "reference-outside-root",
        _REFERENCE,
        "A `$ref` leads out of the folder that may be read.",
        "Name a wider folder with `--ref-root`.",
    ),
    Rule(
        "remote-reference",
        _REFERENCE,
        "A `$ref` is a URL; nothing is fetched.",
        "Copy the file beside the document.",
    ),
    Rule("unknown-file", _REFERENCE, "A `$ref` names a file that does not exist.", "Correct the path."),
    Rule(
        "unknown-reference",
        _REFERENCE,
        "A `$ref` points to nothing in the file it names.",
        "Take a near match from the hint, or add what is missing.",
    ),
    Rule(
        "output-is-working-folder",
        _CONFIGURATION,
        "The package would be written to the folder that the command runs in, or to one above it.",
        "Run the command from the folder that holds the package.",
    ),
    Rule(
        "references-too-deep",
        _REFERENCE,
        "Schemas refer to one another in a chain of thousands.",
        "Shorten the chain.",
    ),
    Rule(
        "schema-format-not-read",
        _MEANING,
        "The `schemaFormat` of a message is none that is read, so its payload may be any JSON value.",
        "Describe the payload as JSON Schema, or decode `message.payload` with a library for that format.",
        Level.WARNING,
    ),
    Rule(
        "duplicate-operation-id",
        _MEANING,
        "Two operations have one `operationId`.",
        "Give each an id of its own.",
    ),
    Rule(
        "messages-not-told-apart",
        _MEANING,
        "Only their schemas tell the messages of a channel apart: the first that fits is taken.",
        "Give each payload a property with a `const` of its own.",
        Level.WARNING,
    ),
    Rule("missing-field", _MEANING, "AsyncAPI requires a field that is not there.", "Add it."),
    Rule("unknown-type", _MEANING, "`type` is none of JSON Schema's seven types.", "Correct the word."),
    Rule(
        "unsupported-version",
        _MEANING,
        "The version in `asyncapi` cannot be read.",
        "Write a version from 2.0.0 to 2.6.0, as text with three parts.",
    ),
    Rule("wrong-type", _MEANING, "A value is of a type that its key does not take.", "Correct the value."),
    Rule(
        "configuration-missing",
        _CONFIGURATION,
        "No document was named, and no configuration file has a target.",
        "Name a document, or add `[tool.eventwright]` with `spec` to pyproject.toml.",
    ),
    Rule(
        "configuration-unknown-key",
        _CONFIGURATION,
        "A key of the configuration is no setting.",
        "Take the near match from the hint, or remove the key.",
    ),
    Rule(
        "configuration-unreadable",
        _CONFIGURATION,
        "The configuration file cannot be read, or is not TOML.",
        "Correct it at the place.",
    ),
    Rule(
        "configuration-value",
        _CONFIGURATION,
        "A setting has a value that it cannot have.",
        "Take one of the values from the hint.",
    ),
    Rule(
        "output-not-a-package-name",
        _CONFIGURATION,
        "The last part of the output cannot be imported, or would hide a module of Python's own.",
        "Take the name from the hint.",
    ),
    Rule(
        "output-shared",
        _CONFIGURATION,
        "Two targets would be written to one folder.",
        "Give each an output of its own.",
    ),
    Rule(
        "report-not-written",
        _CONFIGURATION,
        "The file of `--output-file` cannot be written.",
        "Name another file.",
    ),
    Rule("disk-full", _FOLDER, "There is no room to write the package.", "Free some space."),
    Rule(
        "file-edited",
        _FOLDER,
        "A generated file was changed by hand.",
        "Move the change out of the folder, or give `--force` to overwrite it.",
    ),
    Rule(
        "file-not-ours",
        _FOLDER,
        "A file that the lock does not list stands where a generated file has to go.",
        "Move it, or choose another output; `--force` does not overwrite it.",
    ),
    Rule(
        "folder-blocked",
        _FOLDER,
        "A file, a link or a mount is in the way of the package.",
        "Move away what stands there.",
    ),
    Rule(
        "folder-not-writable",
        _FOLDER,
        "The system refuses to write the package.",
        "Check the permissions of the folder, its subfolders and the one above.",
    ),
    Rule("folder-unreadable", _FOLDER, "The system refuses to read the package.", "Check the permissions."),
    Rule(
        "lock-unreadable",
        _FOLDER,
        "The lock is damaged, or of a version that is unknown.",
        "Restore it from version control, then generate again.",
    ),
    Rule(
        "unsafe-file-name",
        _FOLDER,
        "Some system would refuse a generated file's name, or take it for another's.",
        "Rename what the file is named after.",
    ),
)

BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}


def _page_lines() -> Iterator[str]:
    yield "# Problems"
    yield ""
    yield "Each problem that eventwright tells has a code, which never changes its meaning. An error stops"
    yield "the command and nothing is written; a warning does not. The hint beside a problem says what to"
    yield "do about that one; what helps in general stands here."
    for subject, rules in groupby(RULES, lambda rule: rule.subject):
        yield from ("", f"## {subject}")
        for rule in rules:
            warning = " This is a warning." if rule.level is Level.WARNING else ""
            yield from ("", f"### {rule.code}", "", f"{rule.purpose}{warning} {rule.mend}")
