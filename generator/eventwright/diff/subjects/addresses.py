"""Addresses of channels as they are on the wire, where nobody sees what a parameter is called."""

import re

_PARAMETER = re.compile(r"\{[^{}]+\}")


def wire_form(address: str) -> str:
    """Return what is equal for addresses that are the same but for the names of their parameters."""
    return _PARAMETER.sub("{}", address)


def same_on_the_wire(one: str, other: str) -> bool:
    """Whether only the names of parameters differ."""
    return wire_form(one) == wire_form(other)


def literal_segments(address: str) -> tuple[str, ...]:
    """Return the parts between slashes that are no parameter as a whole."""
    return tuple(part for part in address.split("/") if part and not _PARAMETER.fullmatch(part))
