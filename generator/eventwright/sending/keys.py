"""Other keys that the secrets of a configuration may stand for; no finding says anything of what they are."""

from base64 import b64decode, urlsafe_b64decode
from collections.abc import Iterator, Mapping, Sequence

from eventwright.receiving import VerifierKind
from eventwright.sending.clues import Clue, Finding
from eventwright.sending.schemes import Scheme, UnsignableError
from eventwright.sending.signatures import key_of

_PREFIX = "whsec_"


def keys(scheme: Scheme, secrets: Sequence[str]) -> Iterator[bytes]:
    """Yield the keys of the secrets as the scheme takes them; what is none for it has no key."""
    for secret in secrets:
        try:
            yield key_of(scheme, secret)
        except UnsignableError:
            continue


def other_keys(
    scheme: Scheme, secrets: Sequence[str], others: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Finding, bytes]]:
    """Yield keys with what would be the matter if one were the right one."""
    for secret in secrets:
        for clue, how, key in _ways(scheme, secret):
            yield Finding(clue, f"a secret is taken in another way than its sender does: {how}"), key
    for name, listed in others.items():
        for key in keys(scheme, listed):
            yield Finding(Clue.SECRET_OTHER, f"it is signed with a secret of {name!r}"), key


def _ways(scheme: Scheme, secret: str) -> Iterator[tuple[Clue, str, bytes]]:
    text = secret.encode("utf-8", "surrogateescape")
    bare = secret.strip()
    inner = bare.removeprefix(_PREFIX)
    if scheme.kind is VerifierKind.STANDARD_WEBHOOKS:
        yield Clue.SECRET_TEXT, "it is signed with its text, not decoded from base64", text
        yield Clue.SECRET_TEXT, "it is signed with the text behind whsec_, not decoded", inner.encode()
        return
    yield (
        Clue.SECRET_SPACE,
        "it is signed without the space around it",
        bare.encode("utf-8", "surrogateescape"),
    )
    yield Clue.SECRET_SPACE, "it is signed with a line feed behind it", text + b"\n"
    unquoted = bare.strip("'\"")
    yield Clue.SECRET_QUOTED, "it is signed without the quotes around it", unquoted.encode("utf-8", "replace")
    if inner != bare:
        yield Clue.SECRET_PREFIX, "it is signed without whsec_ before it", inner.encode("utf-8", "replace")
    yield from _decoded(inner)


def _decoded(text: str) -> Iterator[tuple[Clue, str, bytes]]:
    padded = text + "=" * (-len(text) % 4)
    for decode in (b64decode, urlsafe_b64decode):
        try:
            yield Clue.SECRET_BASE64, "it is signed with what it is in base64", decode(padded)
        except ValueError:
            continue
    try:
        yield Clue.SECRET_HEX, "it is signed with the bytes that it is in hex", bytes.fromhex(text)
    except ValueError:
        return
