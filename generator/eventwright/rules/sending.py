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
        "send-header",
        Subject.CONFIGURATION,
        "A header that was given to `send` is not written `NAME: VALUE`.",
        "Write it so, without line feeds.",
    ),
    Rule(
        "send-host-unknown",
        Subject.CONFIGURATION,
        "The host of the URL that was given to `send` is not found.",
        "Correct its name.",
    ),
    Rule(
        "send-not-loopback",
        Subject.CONFIGURATION,
        "The URL that was given to `send` means another machine; nothing was sent.",
        "Say `--allow-remote` if that is meant.",
    ),
    Rule(
        "send-not-stale",
        Subject.CONFIGURATION,
        "`--stale` was asked for, and no scheme of the channel signs a time.",
        "Leave `--stale` out.",
    ),
    Rule(
        "send-parameter",
        Subject.CONFIGURATION,
        "The address of a channel has a parameter of which no value is known.",
        "Write `--parameter NAME=VALUE`, or a URL with the whole path.",
    ),
    Rule(
        "send-payload",
        Subject.CONFIGURATION,
        "A payload cannot be written in the form that its channel wants.",
        "Write the body to a file and name that: `--payload FILE`.",
    ),
    Rule(
        "send-set",
        Subject.CONFIGURATION,
        "What `--set` says is no path and value, or the payload has no such place.",
        "Write `--set message.id=7`, or a JSON Pointer: `--set /message/id=7`.",
    ),
    Rule(
        "send-url",
        Subject.CONFIGURATION,
        "What was given to `send` is no URL that a request can go to.",
        "Write it with its protocol: `http://127.0.0.1:8000`.",
    ),
    Rule(
        "verifier-missing",
        Subject.CONFIGURATION,
        "The configuration does not say how requests to a channel are verified.",
        "Name a verifier for its security scheme below `receiver.verifiers`.",
    ),
)
