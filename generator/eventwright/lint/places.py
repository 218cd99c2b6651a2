"""Where parts of an object stand, for problems that name them."""

from dataclasses import dataclass

from eventwright.problems import Place, Pointer, parse_pointer
from eventwright.resolve import Location, Resolved


@dataclass(frozen=True, slots=True)
class Places:
    """Where parts of an object stand whose own place is known."""

    resolved: Resolved

    def below(self, place: Place, *tokens: str) -> Place:
        """Return the place of a part, or of the nearest thing around it that stands in the text."""
        return self.resolved.place(_below(place, tokens))

    def says_true(self, place: Place, name: str) -> bool:
        """Tell whether the object at a place has a field of that name that is true."""
        return self.holds(place, name) and self.resolved.node(_below(place, (name,))) is True

    def holds(self, place: Place, *tokens: str) -> bool:
        """Tell whether there is such a part."""
        try:
            self.resolved.node(_below(place, tokens))
        except KeyError:
            return False
        return True


def _below(place: Place, tokens: Pointer) -> Location:
    return Location(place.file, (*parse_pointer(place.pointer), *tokens))
