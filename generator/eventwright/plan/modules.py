"""What each generated module opens with, what it imports, and what the package exports."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from eventwright.api import Api
from eventwright.code import Code, display, docstring
from eventwright.names import Identifier
from eventwright.options import Models
from eventwright.package import EnumClass, MessageClass, Module, ParametersClass, Route, Sender
from eventwright.plan.imports import Sources, export_order

_HOLDS: Mapping[str, str] = {
    "__init__.py": "",
    "enums.py": "The enums of the document.",
    "models.py": "The objects of the document, one dataclass each, and how they are encoded and decoded.",
    "_decoders.py": "How the objects of the document are made from JSON.",
    "messages.py": "The messages of the document, and for each channel the union of those that come by it.",
    "parameters.py": "The parameters of addresses, one class for each channel that has some.",
    "router.py": "Which message comes by which channel, and the way from bytes to a handler.",
    "handlers.py": "The methods that received messages go to. Subclass `Handlers` in a file of your own.",
    "receiver.py": "The way from a request to a handler: who may send, what is let in, what came before.",
    "publisher.py": "The messages that are sent, one typed method each.",
    "_schemas.py": "The schemas of the document as data, for the thorough check.",
}

_OBJECTS: Mapping[Models, str] = {
    Models.DATACLASS: _HOLDS["models.py"],
    Models.PYDANTIC: "The objects of the document, one pydantic model each.",
    Models.MSGSPEC: "The objects of the document, one msgspec Struct each.",
    Models.TYPEDDICT: "The objects of the document, one TypedDict each: what they are on the wire.",
}

RUN_TIME: Mapping[Models, Mapping[str, str]] = {
    Models.DATACLASS: {},
    Models.PYDANTIC: {"_decoder.py": "_decoder.py", "_wire.py": "_wire_pydantic.py"},
    Models.MSGSPEC: {"_decoder.py": "_decoder.py", "_wire.py": "_wire_msgspec.py"},
    Models.TYPEDDICT: {"_wire.py": "_wire_typeddict.py"},
}
"""What the objects of a kind share, by its file's name; the name of the template."""


_CODEC = ("DecodeError", "EncodeError", "Mismatch")
_DATES = ("read_date", "read_datetime", "read_time", "write_date", "write_datetime", "write_time")
_STEPS = (
    *(
        "RecursiveObject",
        "WireObject",
        "allowed_nulls",
        "array",
        "boolean",
        "closed",
        "decode_value",
        "exactly",
        "finished",
    ),
    *(
        "fixed",
        "integer",
        "mapping",
        "never",
        "new",
        "nulls",
        "number",
        "opened",
        "as_read",
        "one_of",
        "plain",
        "plain_keys",
        "same",
        "text",
        "unwrapped",
        "unwrapped_or_plain",
        "wire_value",
        "with_nulls",
    ),
)
_LIBRARY: Sources = {
    "._decoder": ("Decoder",),
    "._wire": ("WireObject", "filled", "headers_of", "headers_to_text", "judged", "judged_object"),
}
_ROUTING = ("Context", "UnhandledMessage", "UnknownChannel", "UnknownMessage")

_CHECKER: Sources = {"._schemas": ("CHECKER",)}
_DECODING: Sources = {"._codec": _CODEC + _DATES, "._formats": ("kind_of",), "._record": _STEPS, **_CHECKER}
_ROUTES: Sources = {".": ("routing",), ".routing": _ROUTING}
# What each module can import of what is the same in every package.
_SAME: Mapping[str, Sources] = {
    "enums.py": {"._record": ("by_value",)},
    "models.py": _DECODING,
    "_decoders.py": _DECODING,
    "messages.py": {**_DECODING, **_ROUTES},
    "parameters.py": {**_DECODING, ".": ("routing",), "._check": ("Checker",)},
    "router.py": {**_ROUTES, **_CHECKER, ".handlers": ("Handlers",)},
    "handlers.py": {".routing": _ROUTING},
    "publisher.py": {".": ("routing",), ".routing": (*_ROUTING, "Outgoing")},
    "receiver.py": {
        ".": ("messages",),
        "._delivery": ("Delivery",),
        "._forms": (
            *("Fields", "Form", "TEXT", "as_finite", "as_flag", "as_moment", "as_null", "as_object"),
        ),
        "._http": ("Request", "Response"),
        "._intake": ("Document", "Options", "ReceiverError", "Rules", "Scheme"),
        "._requests": ("Forms", "Query", "RequestContext"),
        "._texts": ("as_boolean",),
        **_CHECKER,
        ".handlers": ("Handlers",),
        ".router": ("Router",),
    },
    "_schemas.py": {"._check": ("Checker", "Leniency", "Program")},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the modules of a package define, and so may import from one another.

    `verifiers` are the classes of those by their modules; None where the package has no receiver.
    """

    kind: Models
    verifiers: Sources | None
    enums: tuple[EnumClass, ...]
    objects: tuple[Identifier, ...]
    messages: tuple[MessageClass, ...]
    parameters: tuple[ParametersClass, ...]
    routes: tuple[Route, ...]
    senders: tuple[Sender, ...]


def modules(api: Api, contents: Contents) -> dict[str, Module]:
    """Return the opening of each module that the package has."""
    offered = _offered(contents)
    return {
        name: Module(
            header=_header(api, _OBJECTS[contents.kind] if name == "models.py" else holds),
            offered=offered[name],
            template=_template(name, contents.kind),
        )
        for name, holds in _HOLDS.items()
        if _is_needed(name, contents)
    }


def _template(name: str, kind: Models) -> str:
    if name == "models.py" and kind is not Models.DATACLASS:
        return "library_models.py.jinja"
    return f"{name}.jinja"


def _is_needed(name: str, contents: Contents) -> bool:
    match name:
        case "publisher.py":
            return bool(contents.senders)
        case "receiver.py":
            return contents.verifiers is not None
        case "parameters.py":
            return bool(contents.parameters)
        case "_decoders.py":
            return contents.kind in (Models.PYDANTIC, Models.MSGSPEC)
        case _:
            return True


def exports(contents: Contents) -> Code:
    """Return the names that users import from the package, sorted, as a list."""
    names = [name for source in _public(contents).values() for name in source]
    ordered = sorted(names, key=export_order)
    return display(ordered, 0, len("__all__ = "))


def _header(api: Api, holds: str) -> Code:
    # The name of the file alone: where it lies is the user's business.
    source = f"{posixpath.basename(api.document)} {api.info.version}".rstrip()
    origin = f"Generated by eventwright from {source}; do not edit."
    if holds:
        return docstring(f"{origin}\n\n{holds}", 0)
    told = [
        api.info.title.strip(),
        api.info.description.strip(),
        f"Version {api.info.version} of the document." if api.info.version else "",
    ]
    return docstring("\n\n".join([origin, *(text for text in told if text)]), 0)


def _public(contents: Contents) -> Sources:
    """The public names by the module that defines them, in the order of the import block."""
    routing = (*_ROUTING, *(("NoParameters",) if contents.parameters else ()))
    sending = contents.senders
    return {
        "._codec": ("DecodeError", "DecodeProblem", "EncodeError"),
        ".enums": tuple(each.name for each in contents.enums),
        ".handlers": ("CompleteHandlers", "Handlers"),
        ".messages": (*(each.name for each in contents.messages), *(each.union for each in contents.routes)),
        ".models": contents.objects,
        ".parameters": tuple(each.name for each in contents.parameters),
        ".publisher": ("Publisher",) if sending else (),
        ".router": ("Router",),
        ".routing": (*routing, "Outgoing") if sending else routing,
    }


def _offered(contents: Contents) -> Mapping[str, Sources]:
    """What each module can import from the others, in the order of isort."""
    defined = _defined(contents)
    offered = {
        name: _of_library(contents.kind, {**same, **defined.get(name, {})}) for name, same in _SAME.items()
    }
    return {
        "__init__.py": _public(contents),
        **{name: dict(sorted(sources.items())) for name, sources in offered.items()},
    }


def _of_library(kind: Models, sources: Sources) -> Sources:
    """What a module can import where the classes are a library's: their own steps go before those of all."""
    if kind is Models.DATACLASS:
        return sources
    left = {
        name: tuple(each for each in names if each not in _LIBRARY["._wire"])
        for name, names in sources.items()
    }
    return {**left, **_LIBRARY, **({kind.value: (kind.value,)} if kind is not Models.TYPEDDICT else {})}


def _defined(contents: Contents) -> Mapping[str, Sources]:
    """What each module can import of what comes from the document."""
    enums = tuple(each.name for each in contents.enums)
    tables = tuple(each.table for each in contents.enums)
    classes = contents.objects
    readers = tuple(each.reader for each in contents.messages if each.reader is not None)
    messages = tuple(each.name for each in contents.messages)
    unions = tuple(each.union for each in contents.routes)
    parameters = {".parameters": tuple(each.name for each in contents.parameters)}
    decoding = {".enums": enums + tables}
    models = {".models": classes + readers}
    if contents.kind is not Models.DATACLASS:
        models = {".models": classes, "._decoders": readers}
    return {
        "models.py": decoding,
        "_decoders.py": {**decoding, ".models": classes},
        "messages.py": {**decoding, **models, **parameters},
        "parameters.py": decoding,
        "router.py": {".messages": messages + unions, **parameters},
        "handlers.py": {".messages": messages},
        "receiver.py": contents.verifiers or {},
        "publisher.py": {".enums": enums, ".messages": messages, **parameters},
    }
