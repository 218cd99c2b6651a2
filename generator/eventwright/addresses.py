"""The parameters in addresses of channels and in URLs of servers: names between braces; not their values."""

import re

# Braces with nothing between them name no parameter: they are text, which the grammar refuses in a channel.
_EXPRESSION = re.compile(r"\{([^{}]+)\}")


def names_in(address: str) -> tuple[str, ...]:
    """The names of the parameters, each once, in order."""
    return tuple(dict.fromkeys(_EXPRESSION.findall(address)))


def repeated_names(address: str) -> tuple[str, ...]:
    """The names that stand in the address more than once, sorted."""
    names = _EXPRESSION.findall(address)
    return tuple(sorted({name for name in names if names.count(name) > 1}))


def fixed_parts(address: str) -> tuple[str, ...]:
    """The texts before, between and after the parameters."""
    return tuple(_EXPRESSION.split(address)[::2])
