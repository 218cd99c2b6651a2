"""What has to be shown before a message of a channel is taken: one of these sets of security schemes."""

from collections.abc import Iterable

from eventwright.api import Api, Channel, Operation, SecurityRequirement

Alternatives = tuple[tuple[str, ...], ...]


def alternatives(api: Api, channel: Channel, operation: Operation) -> Alternatives:
    """The alternatives of the servers, each joined with one of the operation's, as both have to hold.

    Nobody can tell by a message which server it came by. So a server that asks for nothing does not let
    messages past those that ask for something.
    """
    servers = [each for each in api.servers if not channel.servers or each.name in channel.servers]
    of_servers = _named(need for server in servers for need in server.security)
    of_operation = _named(operation.security)
    return tuple(
        dict.fromkeys(
            tuple(dict.fromkeys((*server, *own)))
            for server in of_servers or ((),)
            for own in of_operation or ((),)
        )
        if of_servers or of_operation
        else ()
    )


def _named(needs: Iterable[SecurityRequirement]) -> Alternatives:
    return tuple(dict.fromkeys(tuple(name for name, _ in need.schemes) for need in needs))
