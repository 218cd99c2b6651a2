"""Tokens of the scheme `messagebird-jwt`; the one module that knows PyJWT, which it imports late."""

import warnings
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from eventwright.json_value import Json
from eventwright.sending.request import Request, encoded
from eventwright.sending.schemes import UnsignableError

ISSUER = "MessageBird"
ALGORITHMS = ("HS256", "HS384", "HS512")
_LIFETIME = 60
_SIGNATURE_ALONE = {
    name: False
    for name in (
        "verify_aud",
        "verify_exp",
        "verify_iat",
        "verify_iss",
        "verify_nbf",
        "verify_jti",
        "verify_sub",
    )
}


def claims_of(request: Request, seconds: int, identity: str) -> dict[str, Json]:
    """Return what a token says of a request; raises UnsignableError."""
    if not request.origin:
        raise UnsignableError("the whole URL is signed, and it is not known")
    said: dict[str, Json] = {
        "iss": ISSUER,
        "nbf": seconds,
        "exp": seconds + _LIFETIME,
        "jti": identity,
        "url_hash": hash_of(encoded(request.url)),
    }
    return said | ({"payload_hash": hash_of(request.body)} if request.body else {})


def hash_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def token(claims: Mapping[str, Json], secret: str, algorithm: str = "HS256") -> str:
    """Return the signed token; raises UnsignableError where PyJWT is missing or refuses the secret."""
    jwt = _library()
    try:
        return str(jwt.encode(dict(claims), secret or None, algorithm=algorithm))
    except (jwt.PyJWTError, TypeError):
        raise UnsignableError("PyJWT cannot sign with it") from None


def algorithm_of(text: str) -> str:
    """Return the algorithm that a token names; raises ValueError for what is no token."""
    jwt = _library()
    try:
        return str(jwt.get_unverified_header(text).get("alg", ""))
    except jwt.PyJWTError:
        raise ValueError("it is no token") from None


def claims_in(text: str) -> Mapping[str, Any]:
    """Return what a token says, whoever has signed it; raises ValueError for what is no token."""
    jwt = _library()
    try:
        return dict(jwt.decode(text, options={"verify_signature": False}))
    except jwt.PyJWTError:
        raise ValueError("it is no token") from None


def is_signed(text: str, key: bytes) -> bool:
    """Whether a token is signed with the key, by an algorithm that is allowed; times are not judged."""
    jwt = _library()
    try:
        jwt.decode(text, key, algorithms=list(ALGORITHMS), options=_SIGNATURE_ALONE)
    except (jwt.PyJWTError, TypeError):
        return False
    signature = text.rpartition(".")[2]
    try:
        raw = urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    except ValueError:
        return False
    # The last character has bits that mean nothing: one spelling counts.
    return urlsafe_b64encode(raw).rstrip(b"=").decode() == signature


def _library() -> Any:
    try:
        import jwt  # noqa: PLC0415  needed only where this scheme is used
    except ImportError:
        raise UnsignableError("PyJWT is not installed: pip install pyjwt") from None
    # How long a secret is was decided by who gave it.
    warnings.filterwarnings("ignore", message="The HMAC key is")
    return jwt
