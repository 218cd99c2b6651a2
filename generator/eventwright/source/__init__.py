"""Text to a tree that knows the place of every node; what a document means is left to later stages."""

from eventwright.json_value import Json
from eventwright.limits import Limits
from eventwright.source.parsing import parse
from eventwright.source.tree import Tree

__all__ = ["Json", "Limits", "Tree", "parse"]
