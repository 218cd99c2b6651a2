"""The rows of bindings by protocol; the versions in them are those of the bindings, not of AsyncAPI."""

import re
from collections.abc import Mapping
from typing import Final

from eventwright.grammar.bindings import amqp, brokers, clouds, kafka, mqtt, web
from eventwright.grammar.kinds import Binding, Version
from eventwright.json_value import Json

BINDINGS: Final[Mapping[str, Binding]] = {
    binding.protocol: binding
    for module in (web, kafka, amqp, mqtt, brokers, clouds)
    for binding in module.BINDINGS
}


def version_of(text: Json) -> Version | None:
    """Return the version in a `bindingVersion`; None, which is any, where there is none or no number."""
    # The latest version is another one each year, so a document that tells none is held to what any has.
    if isinstance(text, str) and re.fullmatch(r"\d+\.\d+\.\d+", text, re.ASCII):
        return tuple(int(part) for part in text.split("."))
    return None
