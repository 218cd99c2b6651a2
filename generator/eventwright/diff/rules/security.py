"""Rows about: security."""

from eventwright.diff.rules.row import BREAKING, DANGEROUS, SAFE, DiffRule, Rows, Subject

_OF = Rows(Subject.SECURITY)

RULES: tuple[DiffRule, ...] = (
    _OF.row(
        "security-scheme-type-changed",
        "`type`: other mechanism.",
        BREAKING,
        BREAKING,
        DANGEROUS,
    ),
    _OF.row(
        "security-scheme-name-changed",
        "`name` of httpApiKey (header/query/cookie name): receiver looks in the old place; sender fills "
        "the old place.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "security-scheme-in-changed",
        "`in`: as above.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "security-scheme-http-scheme-changed",
        "`scheme` basic/bearer/...: other credential form.",
        BREAKING,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "security-scheme-bearer-format-changed",
        "`bearerFormat`: hint.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "security-scheme-flow-added",
        "OAuth flow added: more choice.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "security-scheme-flow-removed",
        "OAuth flow removed: old sender used it.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "security-scheme-oauth-url-changed",
        "TokenUrl, authorizationUrl, refreshUrl: endpoint moved.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "security-scheme-scope-added",
        "Scope declared: more choice.",
        SAFE,
        SAFE,
        SAFE,
    ),
    _OF.row(
        "security-scheme-scope-removed",
        "Scope no longer declared: token cannot be had.",
        SAFE,
        BREAKING,
        SAFE,
    ),
    _OF.row(
        "security-scheme-openid-url-changed",
        "`openIdConnectUrl`: endpoint moved.",
        DANGEROUS,
        DANGEROUS,
        SAFE,
    ),
    _OF.row(
        "security-scheme-renamed",
        "Key changed, content equal: label.",
        SAFE,
        SAFE,
        DANGEROUS,
    ),
    _OF.row(
        "security-scheme-removed",
        "Used scheme gone (requirement dangling): document invalid or auth undefined.",
        BREAKING,
        BREAKING,
        DANGEROUS,
        waiver="a scheme that came is asked for by a server or an operation, which tells of it",
    ),
    _OF.row(
        "security-scheme-doc-changed",
        "`description`: documentation.",
        SAFE,
        SAFE,
        SAFE,
    ),
)
