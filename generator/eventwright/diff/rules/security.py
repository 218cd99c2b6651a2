"""Rows about: security."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.SECURITY)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "security-scheme-type-changed",
        "The type of a security scheme changed.",
        BREAKING,
        BREAKING,
        DANGEROUS,
    ),
    _OF.row(
        "security-scheme-name-changed",
        "The key stands in a header, query parameter or cookie of another name.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "security-scheme-in-changed",
        "The key stands in another place.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "security-scheme-http-scheme-changed",
        "The HTTP scheme changed, as from basic to bearer.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "security-scheme-bearer-format-changed",
        "The format of a bearer token changed, which is a hint.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "security-scheme-flow-added",
        "An OAuth flow was added.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "security-scheme-flow-removed",
        "An OAuth flow was removed.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "security-scheme-oauth-url-changed",
        "A URL of an OAuth flow changed.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "security-scheme-scope-added",
        "A scope was added to a flow.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "security-scheme-scope-removed",
        "A scope was removed from a flow, so no token has it.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "security-scheme-openid-url-changed",
        "The URL for OpenID Connect changed.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "security-scheme-renamed",
        "A security scheme has another name, and is the same otherwise.",
        SAFE,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "security-scheme-removed",
        "A security scheme was removed, and is asked for still.",
        BREAKING,
        BREAKING,
        DANGEROUS,
        waiver="a scheme that came is asked for by a server or an operation, which tells of it",
    ),
    _OF.row(
        "security-scheme-doc-changed",
        "A description in a security scheme changed.",
        SAFE,
        SAFE,
        SAFE,
    ),
)
