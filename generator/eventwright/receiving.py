"""What a user can choose for the receiver of a package; how it is written is `configuration`'s."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Setting: TypeAlias = str | int | float
Plain: TypeAlias = "Setting | Sequence[Plain] | Mapping[str, Plain]"


class VerifierKind(StrEnum):
    """How requests are signed, or what they have to show."""

    MESSAGEBIRD_HMAC = "messagebird-hmac"
    MESSAGEBIRD_JWT = "messagebird-jwt"
    BIRD_HMAC = "bird-hmac"
    STANDARD_WEBHOOKS = "standard-webhooks"
    HMAC = "hmac"
    HEADER_TOKEN = "header-token"
    BASIC = "basic"
    BEARER = "bearer"


class Integration(StrEnum):
    """What calls the receiver of a package."""

    ASGI = "asgi"
    WSGI = "wsgi"
    AWS_LAMBDA = "aws_lambda"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierOptions:
    """How one security scheme is verified; `settings` are what only this kind has.

    `secret` is the name under which its secrets are given, that of the scheme where it is empty, and
    `environment` names the variables that they stand in otherwise.
    """

    kind: VerifierKind
    secret: str = ""
    environment: tuple[str, ...] = ()
    settings: tuple[tuple[str, Setting], ...] = ()

    def values(self) -> dict[str, Plain]:
        said: dict[str, Plain] = {"kind": self.kind.value}
        said |= {"secret": self.secret} if self.secret else {}
        said |= {"environment": list(self.environment)} if self.environment else {}
        return said | dict(self.settings)


Verifiers = tuple[tuple[str, VerifierOptions], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelOptions:
    """What is said of one channel alone; `duplicates` is None where nothing is said."""

    verifiers: Verifiers = ()
    duplicates: tuple[str, ...] | None = None

    def values(self) -> dict[str, Plain]:
        said: dict[str, Plain] = {}
        if self.verifiers:
            said["verifiers"] = {name: each.values() for name, each in self.verifiers}
        if self.duplicates is not None:
            said["duplicates"] = list(self.duplicates)
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverOptions:
    """Verifiers by security scheme, where in a message its key is, and what is said of single channels."""

    verifiers: Verifiers = ()
    duplicates: tuple[str, ...] = ()
    channels: tuple[tuple[str, ChannelOptions], ...] = ()

    def values(self) -> dict[str, Plain]:
        """The options as plain values, as a configuration has them."""
        said = ChannelOptions(verifiers=self.verifiers, duplicates=self.duplicates or None).values()
        channels: dict[str, Plain] = {address: each.values() for address, each in self.channels}
        return said | ({"channels": channels} if channels else {})


def location(part: str) -> tuple[str, ...]:
    """Where a part of a key stands: at a header, or at the names that lead to it in the payload."""
    if part.startswith("header:"):
        return ("header", part.removeprefix("header:"))
    if part.startswith("/"):
        tokens = part[1:].split("/")
        return ("payload", *(token.replace("~1", "/").replace("~0", "~") for token in tokens))
    return ("payload", *part.split("."))
