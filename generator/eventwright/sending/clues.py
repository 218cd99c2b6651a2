"""What can be the matter with a signature, by names that reports keep; how it is found is elsewhere."""

from dataclasses import dataclass
from enum import StrEnum


class Clue(StrEnum):
    """Why a signature does not hold, or what would have made it hold; the value is its name in reports."""

    HEADER_MISSING = "header-missing"
    HEADER_REPEATED = "header-repeated"
    FIELD_MISSING = "field-missing"
    OTHER_KIND = "other-kind"
    STALE = "stale"
    AHEAD = "ahead"
    TIME_MALFORMED = "time-malformed"
    TIME_MILLISECONDS = "time-milliseconds"
    IDENTITY = "identity"
    URL_UNKNOWN = "url-unknown"
    URL_SCHEME = "url-scheme"
    URL_PORT = "url-port"
    URL_SLASH = "url-slash"
    URL_QUERY = "url-query"
    URL_CASE = "url-case"
    URL_PATH_ALONE = "url-path-alone"
    QUERY_NOT_SORTED = "query-not-sorted"
    QUERY_NOT_ENCODED = "query-not-encoded"
    QUERY_SORTED = "query-sorted"
    QUERY_LEFT_OUT = "query-left-out"
    METHOD = "method"
    BODY_REWRITTEN = "body-rewritten"
    BODY_END = "body-end"
    BODY_LINES = "body-lines"
    BODY_MARK = "body-mark"
    BODY_CHARACTERS = "body-characters"
    BODY_EMPTY = "body-empty"
    SECRET_OTHER = "secret-other"
    SECRET_SPACE = "secret-space"
    SECRET_QUOTED = "secret-quoted"
    SECRET_PREFIX = "secret-prefix"
    SECRET_BASE64 = "secret-base64"
    SECRET_HEX = "secret-hex"
    SECRET_TEXT = "secret-text"
    SECRET_UNUSABLE = "secret-unusable"
    ALGORITHM = "algorithm"
    ENCODING = "encoding"
    CLAIM_MISSING = "claim-missing"
    CLAIM_WRONG = "claim-wrong"
    TOKEN_MALFORMED = "token-malformed"
    CREDENTIAL = "credential"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is the matter; `text` is a sentence without secrets and without what was expected."""

    clue: Clue
    text: str
