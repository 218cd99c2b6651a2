"""One of the two documents that are compared: what it says, and where in its files that is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from eventwright.api import Api, SchemaKey, as_written
from eventwright.diff.shapes.shape import WITHOUT_CHOICE
from eventwright.json_value import Json
from eventwright.problems import Place, parse_pointer
from eventwright.resolve import Location, Resolved

_TELLING_CASE = frozenset(
    {"kafka", "kafka-secure", "amqp", "amqps", "amqp1", "mqtt5", "secure-mqtt5", "nats", "pulsar"}
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that can be compared; `shown` is what its files are called in front of the user."""

    api: Api
    resolved: Resolved
    _found: dict[Location, Location] = field(default_factory=dict, repr=False, compare=False)

    @property
    def tells_case(self) -> bool:
        """Whether some message goes where the letter case of a header's name matters."""
        protocols = {server.protocol.lower() for server in self.api.servers}
        protocols |= {name for message in self.api.messages.values() for name in message.bindings}
        return not _TELLING_CASE.isdisjoint(protocols)

    def root(self, *tokens: str) -> Location:
        """Return what stands at a pointer of the document itself, references on the way followed."""
        return self.located(Location(self.resolved.entry, tokens))

    def of_key(self, key: SchemaKey, *tokens: str) -> Location:
        """Return what stands below a schema or message."""
        file, _, pointer = as_written(key).rstrip(WITHOUT_CHOICE).partition("#")
        return self.located(Location(file or self.resolved.entry, (*parse_pointer(pointer), *tokens)))

    def keyword(self, key: SchemaKey, name: str) -> Json:
        """Return what a schema has under a keyword that the reader does not keep; None where it has none."""
        file, _, pointer = as_written(key).rstrip(WITHOUT_CHOICE).partition("#")
        location = Location(file or self.resolved.entry, parse_pointer(pointer))
        found = self.located(location)
        if found.pointer[-1:] != location.pointer[-1:]:
            return None
        node = self.node(found)
        return node.get(name) if isinstance(node, dict) else None

    def member(self, location: Location, key: str) -> Location:
        """Return which element of a choice, at whatever depth, leads to a message; else the choice itself."""
        node = self.node(location)
        wanted = self.of_key(key)
        choices = node.get("oneOf") if isinstance(node, dict) else None
        for index in range(len(choices) if isinstance(choices, list) else 0):
            element = location.child("oneOf", str(index))
            end = self.resolved.follow(element)
            if end == wanted or (end is not None and self.member(end, key) != end):
                return element
        return location

    def located(self, location: Location) -> Location:
        """Return where a node is written: references and traits on the way there are followed.

        What is written nowhere is located at its nearest owner.
        """
        found = self._found.get(location)
        if found is None:
            found = self._found[location] = self._written(location)
        return found

    def node(self, location: Location) -> Json:
        """Return what is written at a location."""
        return self.resolved.node(location)

    def expanded(self, location: Location) -> Json:
        """Return what is written at a location with references taken in; None where nothing is."""
        end = self.resolved.follow(self.located(location))
        return None if end is None else self._taken_in(end, self.node(end), frozenset({end}))

    def taken_in(self, location: Location, value: Json) -> Json:
        """Return a value that is written at a location with references taken in.

        A reference that leads back to where it stands is left as it is.
        """
        return self._taken_in(self.located(location), value, frozenset())

    def _taken_in(self, location: Location, value: Json, inside: frozenset[Location]) -> Json:
        if isinstance(value, list):
            return [
                self._taken_in(location.child(str(index)), each, inside) for index, each in enumerate(value)
            ]
        if not isinstance(value, dict):
            return value
        end = self.resolved.follow(location) if isinstance(value.get("$ref"), str) else None
        if end is not None and end not in inside:
            return self._taken_in(end, self.node(end), inside | {end})
        return {name: self._taken_in(location.child(name), each, inside) for name, each in value.items()}

    def place(self, location: Location) -> Place:
        """Return the place of a node's key, which is where a reader looks."""
        return self.resolved.place(location, key=True)

    def order(self, place: Place) -> tuple[int, ...]:
        """Return what puts places of one file in the order of the document, an owner before its parts."""
        node, found = self.node(Location(place.file, ())), []
        for token in parse_pointer(place.pointer):
            if isinstance(node, dict) and token in node:
                found.append(list(node).index(token))
                node = node[token]
            elif isinstance(node, list) and token.isdecimal() and int(token) < len(node):
                found.append(int(token))
                node = node[int(token)]
            else:
                break
        return tuple(found)

    def _written(self, location: Location) -> Location:
        """A trait wins over what it is applied to, the last over those before it."""
        at = [Location(location.file, ())]
        for token in location.pointer:
            below = [child for each in at for child in self._children(each, token)]
            if not below:
                return self.resolved.follow(at[0]) or at[0]
            at = below
        return at[0]

    def _children(self, location: Location, token: str) -> Iterator[Location]:
        end = self.resolved.follow(location)
        if end is None:
            return
        for owner in (*self._traits(end), end):
            child = owner.child(token)
            if self._exists(child):
                yield child

    def _traits(self, owner: Location) -> Iterator[Location]:
        node = self.resolved.node(owner)
        traits = node.get("traits") if isinstance(node, dict) else None
        for index in reversed(range(len(traits) if isinstance(traits, list) else 0)):
            end = self.resolved.follow(owner.child("traits", str(index)))
            if end is not None:
                yield end

    def _exists(self, location: Location) -> bool:
        try:
            self.resolved.node(location)
        except KeyError:
            return False
        return True
