"""Documents joined by their references, each checked; what the nodes mean is left to `read`."""

from eventwright.resolve.loading import resolve
from eventwright.resolve.location import Location, target_of
from eventwright.resolve.resolved import Resolved

__all__ = ["Location", "Resolved", "resolve", "target_of"]
