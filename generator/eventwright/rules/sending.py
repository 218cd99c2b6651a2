"""Rows about: what is sent to a receiver, and what was captured of it."""

from eventwright.rules.row import Rule, Subject

RULES: tuple[Rule, ...] = (
    Rule(
        "captured-unreadable",
        Subject.CONFIGURATION,
        "A file that was given to `verify` holds no request in a form that is read.",
        "Write an HTTP message, a JSON object with method, url, headers and body, or a HAR file.",
    ),
    Rule(
        "file-not-read",
        Subject.CONFIGURATION,
        "A file that a flag of `send` or `verify` names cannot be read.",
        "Name a file that is there and may be read.",
    ),
    Rule(
        "secret-missing",
        Subject.CONFIGURATION,
        "A verifier's secrets stand neither in a file that was named nor in the environment.",
        "Set a variable that the configuration names, or write `--secret-file NAME=FILE`.",
    ),
    Rule(
        "secret-unknown",
        Subject.CONFIGURATION,
        "Secrets were given under a name that no verifier takes them by.",
        "Take a name from the hint: that of the security scheme, or `secret` of its verifier.",
    ),
    Rule(
        "secret-unusable",
        Subject.CONFIGURATION,
        "What was given holds no secret, or one that its scheme cannot sign with.",
        "Write one secret on each line of a file in UTF-8.",
    ),
    Rule(
        "send-channel-unknown",
        Subject.CONFIGURATION,
        "No channel that is received from is meant by what was given to `send` or `verify`.",
        "Name one as `inspect` shows it: `--channel ADDRESS`.",
    ),
    Rule(
        "verifier-missing",
        Subject.CONFIGURATION,
        "The configuration does not say how requests to a channel are verified.",
        "Name a verifier for its security scheme below `receiver.verifiers`.",
    ),
)
