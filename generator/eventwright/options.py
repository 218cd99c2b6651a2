"""What a user can choose for one package; how it is written in files and flags is `configuration`'s."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from eventwright.receiving import Integration, Plain, ReceiverOptions


class Perspective(StrEnum):
    """Whose package it is: the application that the document describes, or its client."""

    APPLICATION = "application"
    CLIENT = "client"


class Sides(StrEnum):
    """Whose code is asked about: that of the application, of its client, or of both."""

    APPLICATION = "application"
    CLIENT = "client"
    BOTH = "both"


class FailOn(StrEnum):
    """From where on a comparison fails."""

    BREAKING = "breaking"
    DANGEROUS = "dangerous"
    ANY = "any"
    NONE = "none"


class Severity(StrEnum):
    """What a change does to a peer whose code is still made from the old document."""

    SAFE = "safe"
    DANGEROUS = "dangerous"
    BREAKING = "breaking"

    @property
    def rank(self) -> int:
        """The place in an order with the worst last."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Preset(StrEnum):
    """What severities are made of: as the rules say, or all of them harder, kinder, or of the wire alone."""

    DEFAULT = "default"
    STRICT = "strict"
    WIRE_ONLY = "wire-only"
    LENIENT = "lenient"


class HandlerStyle(StrEnum):
    ASYNC = "async"
    SYNC = "sync"


class JsonLibrary(StrEnum):
    """What reads JSON text; the differences of orjson are in the user's guide."""

    STANDARD = "standard"
    ORJSON = "orjson"


class Models(StrEnum):
    """What the objects of the document become; all but dataclasses need a library, or are plain dicts."""

    DATACLASS = "dataclass"
    PYDANTIC = "pydantic"
    MSGSPEC = "msgspec"
    TYPEDDICT = "typeddict"


class Enums(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Nulls(StrEnum):
    LENIENT = "lenient"
    STRICT = "strict"


class Unknown(StrEnum):
    """What becomes of undeclared keys; `forbid` refuses those that the schema forbids, and keeps others."""

    KEEP = "keep"
    IGNORE = "ignore"
    FORBID = "forbid"


class Constraints(StrEnum):
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodeOptions:
    """How kind the decoders are; the defaults are the preset `lenient`."""

    enums: Enums = Enums.OPEN
    nulls: Nulls = Nulls.LENIENT
    unknown: Unknown = Unknown.KEEP
    constraints: Constraints = Constraints.ON

    @property
    def exact(self) -> bool:
        """Whether exactly what Draft-07 accepts is decoded."""
        return self == PRESETS["strict"]


PRESETS: Mapping[str, DecodeOptions] = {
    "lenient": DecodeOptions(),
    "strict": DecodeOptions(enums=Enums.CLOSED, nulls=Nulls.STRICT, unknown=Unknown.FORBID),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageOptions:
    """Everything that decides the text of a package beside the document."""

    perspective: Perspective = Perspective.APPLICATION
    handler_style: HandlerStyle = HandlerStyle.ASYNC
    decode: DecodeOptions = DecodeOptions()
    json: JsonLibrary = JsonLibrary.STANDARD
    models: Models = Models.DATACLASS
    tell_apart: tuple[tuple[str, str], ...] = ()
    """By a channel's address, the property or header that tells its messages apart."""
    receiver: ReceiverOptions | None = None
    """The receiver of HTTP requests; None where the package needs none."""
    integrations: tuple[Integration, ...] = ()
    """The servers and frameworks that call it, in the order of their names."""

    def values(self) -> dict[str, Plain]:
        """The options as plain values, as the lock keeps them."""
        chosen: dict[str, Plain] = {
            "perspective": self.perspective.value,
            "handler_style": self.handler_style.value,
            "decode": {
                "enums": self.decode.enums.value,
                "nulls": self.decode.nulls.value,
                "unknown": self.decode.unknown.value,
                "constraints": self.decode.constraints.value,
            },
            "json": self.json.value,
            "models": self.models.value,
        }
        if self.tell_apart:
            chosen["tell_apart"] = dict(self.tell_apart)
        if self.receiver is not None:
            chosen["receiver"] = self.receiver.values() or True
        if self.integrations:
            chosen["integrations"] = [each.value for each in self.integrations]
        return chosen
