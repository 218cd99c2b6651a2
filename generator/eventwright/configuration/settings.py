"""The settings of one target and how each is written as plain values; no file is read here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from keyword import iskeyword
from typing import TypeVar

from eventwright.configuration.faults import MOST_SHOWN, Fault, shown, unknown_key
from eventwright.configuration.receiving import read_integrations, read_receiver
from eventwright.documents import did_you_mean, nearest
from eventwright.limits import MOST, NAMES, STANDARD, Limits
from eventwright.options import (
    PRESETS,
    Constraints,
    DecodeOptions,
    Enums,
    HandlerStyle,
    JsonLibrary,
    Models,
    Nulls,
    PackageOptions,
    Perspective,
    Unknown,
)
from eventwright.problems import Level, Place
from eventwright.receiving import Integration, ReceiverOptions

Choice = TypeVar("Choice", bound=StrEnum)

_DECODE: Mapping[str, type[StrEnum]] = {
    "enums": Enums,
    "nulls": Nulls,
    "unknown": Unknown,
    "constraints": Constraints,
}

OPTIONS = (
    "perspective",
    "handler_style",
    "decode",
    "json",
    "models",
    "tell_apart",
    "receiver",
    "integrations",
)
"""The settings that decide the text of a package; the others say where it is, and when it is made."""

PATHS = ("spec", "output", "ref_root", "handlers_file")
OF_ONE = ("spec", "output", "handlers_file", "package_import")
"""The settings that no two targets share."""

KEYS = (*PATHS, "overlays", "package_import", "strict", "fail_severity", "allow_remote", "limits", *OPTIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is said of one target, None where nothing is; paths from the working directory."""

    spec: str | None = None
    overlays: tuple[str, ...] | None = None
    output: str | None = None
    ref_root: str | None = None
    handlers_file: str | None = None
    package_import: str | None = None
    strict: bool | None = None
    fail_severity: Level | None = None
    allow_remote: bool | None = None
    limits: tuple[tuple[str, int], ...] | None = None
    perspective: Perspective | None = None
    handler_style: HandlerStyle | None = None
    decode: DecodeOptions | None = None
    open_enums: bool | None = field(default=None, compare=False)
    """Whether `decode` says itself that enums are open, which they are by default as well."""
    json: JsonLibrary | None = None
    models: Models | None = None
    tell_apart: tuple[tuple[str, str], ...] | None = None
    receiver: ReceiverOptions | None = None
    integrations: tuple[Integration, ...] | None = None
    integrations_place: Place | None = field(default=None, compare=False)
    """Where `integrations` stands in a configuration."""
    receiver_places: tuple[tuple[tuple[str, ...], Place], ...] | None = field(default=None, compare=False)
    """Where the schemes of `receiver` stand in a configuration, its channels, and the schemes of these."""
    tell_apart_places: tuple[tuple[str, Place], ...] | None = field(default=None, compare=False)
    """Where each address of `tell_apart` stands in a configuration."""

    def over(self, other: "Settings") -> "Settings":
        """Return these settings, and those of `other` where these say nothing."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        if self.limits and other.limits:
            said["limits"] = tuple({**dict(other.limits), **dict(self.limits)}.items())
        return replace(other, **{name: value for name, value in said.items() if value is not None})

    @property
    def refuses_from(self) -> Level | None:
        """The severity from which on any problem refuses a document; None where only doubt does."""
        return self.fail_severity or (Level.ERROR if self.strict else None)

    def names(self, option: str) -> bool:
        """Tell whether this option is said; False for what is no option."""
        return option in OPTIONS and getattr(self, option) is not None

    def limits_in_force(self) -> Limits:
        """Return the limits of reading: the standard ones where nothing is said."""
        return replace(STANDARD, **dict(self.limits or ()))

    def options(self) -> PackageOptions:
        """Return the options in force: the defaults where nothing is said."""
        default = PackageOptions()
        return PackageOptions(
            perspective=self.perspective or default.perspective,
            handler_style=self.handler_style or default.handler_style,
            decode=self.decode or default.decode,
            json=self.json or default.json,
            models=self.models or default.models,
            tell_apart=self.tell_apart or default.tell_apart,
            receiver=self.receiver or default.receiver,
            integrations=self.integrations or default.integrations,
        )


def settings_of(values: Mapping[str, object], faults: list[Fault]) -> Settings:
    """Read plain values, as of TOML or of a lock; what cannot be read is left out and added to `faults`."""
    faults += (unknown_key((key,), KEYS) for key in values if key not in KEYS)
    return Settings(
        spec=_path("spec", values, faults),
        overlays=_paths("overlays", values, faults),
        output=_path("output", values, faults),
        ref_root=_path("ref_root", values, faults),
        handlers_file=_path("handlers_file", values, faults),
        package_import=_module("package_import", values, faults),
        strict=_flag("strict", values, faults),
        fail_severity=choice_of(("fail_severity",), Level, values, faults),
        allow_remote=_flag("allow_remote", values, faults),
        limits=_limits(values, faults),
        perspective=choice_of(("perspective",), Perspective, values, faults),
        handler_style=choice_of(("handler_style",), HandlerStyle, values, faults),
        decode=_decode(values, faults),
        open_enums=_says_open(values.get("decode")),
        json=choice_of(("json",), JsonLibrary, values, faults),
        models=choice_of(("models",), Models, values, faults),
        tell_apart=_tell_apart(values, faults),
        receiver=read_receiver(values, faults),
        integrations=read_integrations(values, faults),
    )


def read_decode(text: str) -> DecodeOptions:
    """Read how a flag says it: a preset, changes to it, or both: `strict,unknown=keep`.

    Raises ValueError with a sentence for the user.
    """
    first, *rest = text.split(",")
    parts = [first, *rest] if "=" in first else [f"preset={first}", *rest]
    values: dict[str, object] = {key: value for key, _, value in (part.partition("=") for part in parts)}
    faults: list[Fault] = []
    found = _decode({"decode": values}, faults)
    if faults or found is None:
        raise ValueError("; ".join(f"{fault.message} ({fault.hint})" for fault in faults))
    return found


def read_limit(text: str) -> tuple[str, int]:
    """Read how a flag says it: `nodes=2000000`; raises ValueError with a sentence for the user."""
    name, _, number = text.partition("=")
    value: object = int(number) if number.isdecimal() and len(number) <= MOST_SHOWN else number
    faults: list[Fault] = []
    found = _limits({"limits": {name: value}}, faults)
    if faults or not found:
        raise ValueError("; ".join(f"{fault.message} ({fault.hint})" for fault in faults))
    return found[0]


def decode_text(options: DecodeOptions) -> str:
    """Return the shortest text that `read_decode` reads as these options."""
    texts = [",".join((name, *_changes(options, preset))) for name, preset in PRESETS.items()]
    return min(texts, key=len)


def _changes(options: DecodeOptions, preset: DecodeOptions) -> Iterator[str]:
    for name in _DECODE:
        value: StrEnum = getattr(options, name)
        if value is not getattr(preset, name):
            yield f"{name}={value}"


def _path(key: str, values: Mapping[str, object], faults: list[Fault]) -> str | None:
    value = values.get(key)
    if value is None:
        return None
    if isinstance(value, str) and value.strip() and "\0" not in value:
        return value
    faults.append(Fault((key,), f"{key!r} is no path", "write a path as text, relative to this file"))
    return None


def _paths(key: str, values: Mapping[str, object], faults: list[Fault]) -> tuple[str, ...] | None:
    value = values.get(key)
    if value is None:
        return None
    if not isinstance(value, list):
        hint = f'write a list of paths, relative to this file: {key} = ["fixes.overlay.yaml"]'
        faults.append(Fault((key,), f"{key!r} is no list of paths", hint))
        return None
    found = [_path(key, {key: each}, faults) for each in value]
    return tuple(each for each in found if each is not None)


def _module(key: str, values: Mapping[str, object], faults: list[Fault]) -> str | None:
    value = values.get(key)
    if value is None or (isinstance(value, str) and is_module(value)):
        return value
    faults.append(Fault((key,), f"{key!r} cannot be {shown(value)}", "write it as in an import: app.events"))
    return None


def is_module(name: str) -> bool:
    """Tell whether the text can stand behind `from` in an absolute import."""
    return all(part.isidentifier() and not iskeyword(part) for part in name.split("."))


def _flag(key: str, values: Mapping[str, object], faults: list[Fault]) -> bool | None:
    value = values.get(key)
    if value is None or isinstance(value, bool):
        return value
    faults.append(Fault((key,), f"{key!r} cannot be {shown(value)}", "write true or false"))
    return None


def choice_of(
    path: tuple[str, ...], kind: type[Choice], values: Mapping[str, object], faults: list[Fault]
) -> Choice | None:
    """Return the word of an enum that a key has; any other is added to `faults`."""
    value = values.get(path[-1])
    words = [word.value for word in kind]
    if value is None:
        return None
    if isinstance(value, str) and value in words:
        return kind(value)
    near = did_you_mean(nearest(value, words)) if isinstance(value, str) else ""
    hint = near or f"write one of {', '.join(words)}, as text"
    faults.append(Fault(path, f"{path[-1]!r} cannot be {shown(value)}", hint))
    return None


def _tell_apart(values: Mapping[str, object], faults: list[Fault]) -> tuple[tuple[str, str], ...] | None:
    table = values.get("tell_apart")
    if table is None:
        return None
    hint = 'write tell_apart = { "/channel" = "type" }, a property, a JSON Pointer or a header for each'
    if not isinstance(table, dict):
        faults.append(Fault(("tell_apart",), f"'tell_apart' cannot be {shown(table)}", hint))
        return None
    found = {
        address: named for address, named in table.items() if isinstance(named, str) and named.strip("/")
    }
    faults += (
        Fault(("tell_apart", address), f"messages of {address!r} cannot be told by {shown(named)}", hint)
        for address, named in table.items()
        if address not in found
    )
    # The order of the table says nothing, so that equal choices are equal options.
    return tuple(sorted(found.items())) or None


def _decode(values: Mapping[str, object], faults: list[Fault]) -> DecodeOptions | None:
    value = values.get("decode")
    if value is None:
        return None
    table = value if isinstance(value, dict) else {"preset": value}
    known = ("preset", *_DECODE)
    faults += (unknown_key(("decode", key), known) for key in table if key not in known)
    preset = _preset(table.get("preset", "lenient"), faults)
    chosen = {name: choice_of(("decode", name), kind, table, faults) for name, kind in _DECODE.items()}
    # Each name comes with a member of its own enum, which the signature of `replace` cannot tell.
    return replace(preset, **{name: word for name, word in chosen.items() if word is not None})  # type: ignore[arg-type]


def _limits(values: Mapping[str, object], faults: list[Fault]) -> tuple[tuple[str, int], ...] | None:
    table = values.get("limits")
    if table is None:
        return None
    if not isinstance(table, dict):
        faults.append(Fault(("limits",), "'limits' is no table", f"its keys are {', '.join(NAMES)}"))
        return None
    found = [_limit(str(name), value, faults) for name, value in table.items()]
    return tuple(each for each in found if each is not None)


def _limit(name: str, value: object, faults: list[Fault]) -> tuple[str, int] | None:
    if name not in NAMES:
        faults.append(unknown_key(("limits", name), NAMES))
        return None
    most = MOST.get(name)
    if type(value) is int and value >= 1 and (most is None or value <= most):
        return name, value
    span = "from 1 on" if most is None else f"from 1 to {most:,}"
    faults.append(
        Fault(("limits", name), f"{name!r} cannot be {shown(value)}", f"write a whole number {span}")
    )
    return None


def _says_open(decode: object) -> bool | None:
    said = decode.get("enums") if isinstance(decode, dict) else None
    return None if decode is None else said == Enums.OPEN.value


def _preset(value: object, faults: list[Fault]) -> DecodeOptions:
    if isinstance(value, str) and value in PRESETS:
        return PRESETS[value]
    near = did_you_mean(nearest(value, PRESETS)) if isinstance(value, str) else ""
    hint = near or f"write one of {', '.join(PRESETS)}, or a table of settings"
    faults.append(Fault(("decode",), f"'decode' cannot be {shown(value)}", hint))
    return DecodeOptions()
