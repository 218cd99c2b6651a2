"""Rows about: Configuration and flags."""

from eventwright.problems import Level
from eventwright.rules.row import Rule, Subject

RULES: tuple[Rule, ...] = (
    Rule(
        "models-generator-missing",
        Subject.CONFIGURATION,
        "The chosen kind of models is written by datamodel-code-generator, and that cannot be imported.",
        "Install it: `pip install datamodel-code-generator`.",
    ),
    Rule(
        "models-not-written",
        Subject.CONFIGURATION,
        "datamodel-code-generator fails on the objects of the document, or writes what is not known of it.",
        'Choose `models = "dataclass"`, or a version of datamodel-code-generator that is known to work.',
    ),
    Rule(
        "models-keep-less",
        Subject.CONFIGURATION,
        "The chosen kind of models cannot do all that dataclasses do with this document.",
        "Compare the kinds in the guide, and choose another one if this matters to you.",
        Level.WARNING,
    ),
    Rule(
        "unknown-code",
        Subject.CONFIGURATION,
        "No problem has the code that `explain` was asked for.",
        "List all codes with `eventwright rules`.",
    ),
    Rule(
        "accepted-change-expired",
        Subject.CONFIGURATION,
        "A change was accepted until a day that is over, so that it fails.",
        "Mend the document, or decide anew until when the change is accepted.",
    ),
    Rule(
        "accepted-change-unused",
        Subject.CONFIGURATION,
        "Nothing has changed that an entry of the configuration accepts.",
        "Remove the entry.",
        level=Level.WARNING,
    ),
    Rule(
        "configuration-unknown-rule",
        Subject.CONFIGURATION,
        "The table of `diff` names a rule that there is not, or that is never told.",
        "Take the near match from the hint, or list all rules with `eventwright rules --diff`.",
    ),
    Rule(
        "output-is-working-folder",
        Subject.CONFIGURATION,
        "The package would be written to the folder that the command runs in, or to one above it.",
        "Run the command from the folder that holds the package.",
    ),
    Rule(
        "configuration-missing",
        Subject.CONFIGURATION,
        "No document was named, and no configuration file has a target.",
        "Name a document, or add `[tool.eventwright]` with `spec` to pyproject.toml.",
    ),
    Rule(
        "configuration-unknown-key",
        Subject.CONFIGURATION,
        "A key of the configuration is no setting.",
        "Take the near match from the hint, or remove the key.",
    ),
    Rule(
        "configuration-not-telling",
        Subject.CONFIGURATION,
        "What `tell_apart` names has no value of its own for each message of the channel.",
        "Name a property or header that has one, or whose value is the name of the message.",
    ),
    Rule(
        "configuration-unknown-channel",
        Subject.CONFIGURATION,
        "`tell_apart` or `receiver` names a channel that the document lacks, or that nothing comes by.",
        "Take the near match from the hint, or remove the entry.",
    ),
    Rule(
        "configuration-unknown-scheme",
        Subject.CONFIGURATION,
        "`receiver` names a verifier for a security scheme that is not asked for there.",
        "Take the near match from the hint, or name the verifier for the channel that it is meant for.",
    ),
    Rule(
        "configuration-unreadable",
        Subject.CONFIGURATION,
        "The configuration file cannot be read, or is not TOML.",
        "Correct it at the place.",
    ),
    Rule(
        "configuration-value",
        Subject.CONFIGURATION,
        "A setting has a value that it cannot have.",
        "Take one of the values from the hint.",
    ),
    Rule(
        "git-missing",
        Subject.CONFIGURATION,
        "A document of a commit is asked for, and git cannot be run.",
        "Install git, or name two files.",
    ),
    Rule(
        "git-no-merge-base",
        Subject.CONFIGURATION,
        "What is checked out has no commit in common with the other branch, at least in this clone.",
        "Fetch more of the history, or compare with the branch itself.",
    ),
    Rule(
        "git-no-repository",
        Subject.CONFIGURATION,
        "A document of a commit is asked for, and the working directory is in no repository that git reads.",
        "Run the command in a clone.",
    ),
    Rule(
        "git-path-missing",
        Subject.CONFIGURATION,
        "A commit is named without the path of a document in it.",
        "Write both, such as `git:main:spec/orders.yaml`.",
    ),
    Rule(
        "git-unknown-revision",
        Subject.CONFIGURATION,
        "What is named is no commit of this clone.",
        "Name a branch, a tag or a commit that is there, or fetch it first.",
    ),
    Rule(
        "output-not-a-package-name",
        Subject.CONFIGURATION,
        "The last part of the output cannot be imported, or would hide a module of Python's own.",
        "Take the name from the hint.",
    ),
    Rule(
        "output-shared",
        Subject.CONFIGURATION,
        "Two targets would be written to one folder.",
        "Give each an output of its own.",
    ),
    Rule(
        "report-not-written",
        Subject.CONFIGURATION,
        "The file of `--output-file` cannot be written.",
        "Name another file.",
    ),
    Rule(
        "configuration-kept",
        Subject.CONFIGURATION,
        "`init` found a configuration without a target for the document, or with other values than flags.",
        "Add the target or change the values by hand, as `init` changes none, then generate.",
    ),
    Rule(
        "document-not-chosen",
        Subject.CONFIGURATION,
        "`init` was given no document, and found none or several.",
        "Name the document.",
    ),
    Rule(
        "setup-file-not-read",
        Subject.CONFIGURATION,
        "A file that `init` adds to is a folder, a pipe or a link to nothing, or cannot be read.",
        "Check the permissions, or move away what stands there.",
    ),
    Rule(
        "setup-file-not-written",
        Subject.CONFIGURATION,
        "A file of `init`, or its folder, is read-only, or somebody changed the file during the run.",
        "Check the permissions, then run `init` again.",
    ),
)
