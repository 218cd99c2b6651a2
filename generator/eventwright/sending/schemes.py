"""Who a request says that it is from: a security scheme with its verifier's settings; no secret is held."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from eventwright.receiving import Setting, VerifierKind

MESSAGEBIRD_SIGNATURE = "MessageBird-Signature"
MESSAGEBIRD_TIME = "MessageBird-Request-Timestamp"
MESSAGEBIRD_TOKEN = "MessageBird-Signature-JWT"
STANDARD_ID = "webhook-id"
STANDARD_TIME = "webhook-timestamp"
STANDARD_SIGNATURE = "webhook-signature"
AUTHORIZATION = "Authorization"

_WINDOW = 300.0
_LEEWAY = 1.0


class UnsignableError(ValueError):
    """What would be needed to sign is not there; the message never holds a secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A security scheme as the configuration has it verified; `secret` is the name of its secrets."""

    name: str
    kind: VerifierKind
    settings: Mapping[str, Setting] = field(default_factory=dict)
    secret: str = ""
    environment: tuple[str, ...] = ()

    def text(self, name: str, otherwise: str = "") -> str:
        """Return a setting that is a text."""
        return str(self.settings.get(name, otherwise))

    @property
    def window(self) -> float:
        """The seconds that a time may lie behind or ahead; for tokens those that clocks may differ."""
        name, otherwise = (
            ("leeway", _LEEWAY) if self.kind is VerifierKind.MESSAGEBIRD_JWT else ("window", _WINDOW)
        )
        return float(self.settings.get(name, otherwise))

    @property
    def signature_header(self) -> str:
        """The header that says who the request is from."""
        match self.kind:
            case VerifierKind.MESSAGEBIRD_HMAC | VerifierKind.BIRD_HMAC:
                return MESSAGEBIRD_SIGNATURE
            case VerifierKind.MESSAGEBIRD_JWT:
                return MESSAGEBIRD_TOKEN
            case VerifierKind.STANDARD_WEBHOOKS:
                return STANDARD_SIGNATURE
            case VerifierKind.HMAC | VerifierKind.HEADER_TOKEN:
                return self.text("header")
            case VerifierKind.BASIC | VerifierKind.BEARER:
                return AUTHORIZATION

    @property
    def time_header(self) -> str:
        """The header with the time that was signed, if it has one of its own."""
        match self.kind:
            case VerifierKind.MESSAGEBIRD_HMAC | VerifierKind.BIRD_HMAC:
                return MESSAGEBIRD_TIME
            case VerifierKind.STANDARD_WEBHOOKS:
                return STANDARD_TIME
            case VerifierKind.HMAC:
                return self.text("timestamp_header")
            case _:
                return ""

    @property
    def timed(self) -> bool:
        """Whether a request can be too old."""
        token = self.kind is VerifierKind.MESSAGEBIRD_JWT
        return token or bool(self.time_header or self.text("timestamp_field"))

    @property
    def signs(self) -> bool:
        """Whether the request itself is signed, so that a change of its body is seen."""
        return self.kind not in (VerifierKind.HEADER_TOKEN, VerifierKind.BASIC, VerifierKind.BEARER)
