"""Rows about: The package folder."""

from eventwright.rules.row import Rule, Subject

RULES: tuple[Rule, ...] = (
    Rule("disk-full", Subject.FOLDER, "There is no room to write the package.", "Free some space."),
    Rule(
        "file-edited",
        Subject.FOLDER,
        "A generated file was changed by hand.",
        "Move the change out of the folder, or give `--force` to overwrite it.",
    ),
    Rule(
        "file-not-ours",
        Subject.FOLDER,
        "A file that the lock does not list stands where a generated file has to go.",
        "Move it, or choose another output; `--force` does not overwrite it. Where the lock was lost, "
        "restore it from version control, or delete the generated files, and generate again.",
    ),
    Rule(
        "folder-blocked",
        Subject.FOLDER,
        "A file, a link or a mount is in the way of the package.",
        "Move away what stands there.",
    ),
    Rule(
        "folder-not-writable",
        Subject.FOLDER,
        "The system refuses to write the package.",
        "Check the permissions of the folder, its subfolders and the one above.",
    ),
    Rule(
        "folder-unreadable",
        Subject.FOLDER,
        "The system refuses to read the package.",
        "Check the permissions.",
    ),
    Rule(
        "lock-unreadable",
        Subject.FOLDER,
        "The lock is damaged, or of a version that is unknown.",
        "Restore it from version control, then generate again.",
    ),
    Rule(
        "unsafe-file-name",
        Subject.FOLDER,
        "Some system would refuse a generated file's name, or take it for another's.",
        "Rename what the file is named after.",
    ),
    Rule(
        "working-folder-gone",
        Subject.FOLDER,
        "The folder that the command runs in was deleted or moved.",
        "Change to a folder that is there.",
    ),
)
