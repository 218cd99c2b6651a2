"""Schemas by what they accept, whatever the spelling."""

from eventwright.diff.shapes.shape import Joined, Shape, Spot

__all__ = ["Joined", "Shape", "Spot"]
