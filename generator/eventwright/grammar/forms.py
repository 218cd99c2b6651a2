"""The forms of text: addresses, names, expressions; which text has to have which is told by rows."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A form of text: what it is called, the regular expression of the whole of it, and what to write."""

    words: str
    pattern: re.Pattern[str]
    hint: str

    def fits(self, text: str) -> bool:
        return self.pattern.fullmatch(text) is not None


def _form(words: str, pattern: str, hint: str) -> Form:
    return Form(words, re.compile(pattern, re.ASCII), hint)


# RFC 3986: characters that stand for themselves, or an octet in percent form.
_CHARACTER = r"(?:[A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})"
_FRAGMENT = rf"(?:#{_CHARACTER}*)?"
_SCHEME = r"[A-Za-z][A-Za-z0-9+.\-]*"

# RFC 5322, 3.2.3 (dot-atom) and RFC 5321, 4.1.2 (quoted string, domain).
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?"

# RFC 6570, 2: literals and expressions.
_LITERAL = r"(?:[^\x00-\x20\x7f\"'%<>\\^`{|}]|%[0-9A-Fa-f]{2})"
_VARIABLE = (
    r"(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*(?:\*|:[1-9][0-9]{0,3})?"
)
_EXPRESSION = rf"\{{[+#./;?&=,!@|]?{_VARIABLE}(?:,{_VARIABLE})*\}}"

URI: Final = _form(
    "a URI", rf"{_SCHEME}:{_CHARACTER}+{_FRAGMENT}", "write it whole, as in 'https://example.com'"
)
URI_REFERENCE: Final = _form(
    "a URI reference", rf"(?:{_CHARACTER})*{_FRAGMENT}", "write blanks and other signs in percent form"
)
EMAIL: Final = _form(
    "an email address",
    rf'(?:{_ATOM}(?:\.{_ATOM})*|"[^"\\\r\n]*")@{_LABEL}(?:\.{_LABEL})*',
    "write an address such as 'team@example.com'",
)
URI_TEMPLATE: Final = _form(
    "a channel",
    rf"(?:{_LITERAL}|{_EXPRESSION})+",
    "write a path such as 'users/{userId}/signedup' (RFC 6570)",
)
TOPIC: Final = Form("a URI template", URI_TEMPLATE.pattern, URI_TEMPLATE.hint)
CLIENT_NAME: Final = _form("a name of 1 to 160 characters", r"(?s:.{1,160})", "shorten or add it")
COMPONENT_KEY: Final = _form("a component", r"[A-Za-z0-9.\-_]+", "use letters, digits, '.', '-' and '_' only")
SERVER_NAME: Final = _form("a server", r"[A-Za-z0-9_\-]+", "use letters, digits, '-' and '_' only")
PARAMETER_NAME: Final = _form("a parameter", r"[A-Za-z0-9_\-]+", "use letters, digits, '-' and '_' only")
EXTENSION: Final = _form("an extension", r"x-[\w.\-]+", "use letters, digits, '.', '-' and '_' after 'x-'")
RUNTIME_EXPRESSION: Final = _form(
    "a runtime expression",
    r"\$message\.(?:header|payload)#(?:(?:/(?:[^/~]|~[01])*)*)",
    "write one such as '$message.header#/correlationId'",
)
