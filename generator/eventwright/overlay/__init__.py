"""Overlays (the public Overlay Specification 1.0): what they are made of, and a document changed by them."""

from eventwright.overlay.applying import overlaid

__all__ = ["overlaid"]
